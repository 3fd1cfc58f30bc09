"""Homes of children in care: with whom and how long, how far away, how safe, at what cost; and the court."""

from __future__ import annotations

import datetime as dt

from tests.oracle.care import looked_after
from tests.oracle.counting import Mark, Question
from tests.oracle.days import back_months
from tests.oracle.words import TEMPORARY, Row, open_on, placement_group

ADOPTION = ("A3", "A4", "A5", "A6")
OUTSIDE_ENGLAND = ("SCO", "NIR", "WAL", "CON", "NUK")
REGISTRATION = dt.date(2023, 10, 28)
OTHER_SETTINGS = ("Z1", "Z11", "Z12", "Z13", "Z14")


def _is_temporary(placement: Row) -> bool:
    return placement["place"] in TEMPORARY.split()


def _child(question: Question, person: str, counts: bool) -> Mark:
    return Mark(person, counts, person, question.last)


# moves


def unplanned_moves(question: Question) -> list[Mark]:
    """Placements that ended in P by a move whose reason is known; the reason is not the care plan."""
    marks = []
    for placement in question.council.rows("placements"):
        reason, day = _reason(question, placement), placement["end_date"]
        if reason in (None, "PLACE") or not question.holds(day) or not _ends_by_a_move(question, placement):
            continue
        own: dict[str, str | None] = {
            "placement_group": placement_group(placement),
            "provider": placement["provider"],
        }
        marks.append(Mark(placement["placement_id"], reason != "CARPL", placement["person_id"], day, own))
    return marks


def _reason(question: Question, placement: Row) -> str | None:
    """What the placement says, else the episode of the placement that ends with it."""
    reasons: list[str | None] = [placement["move_reason"]]
    for episode in question.council.of("cla_episodes", placement["person_id"]):
        same = episode["placement_id"] == placement["placement_id"]
        if same and episode["end_date"] == placement["end_date"]:
            reasons.append(episode["change_reason"])
    return next((reason for reason in reasons if reason is not None), None)


def _ends_by_a_move(question: Question, placement: Row) -> bool:
    """The period in which it began is still open on the day, and a next placement begins. T0-T4 are out."""
    person, day = placement["person_id"], placement["end_date"]
    if _is_temporary(placement):
        return False
    in_care = any(
        period["start_date"] <= placement["start_date"] and open_on(period, day)
        for period in question.council.care_periods(person)
    )
    order = (placement["start_date"], placement["placement_id"])
    another = any(
        other["start_date"] == day
        and (other["start_date"], other["placement_id"]) > order
        and not _is_temporary(other)
        for other in question.council.of("placements", person)
    )
    return in_care and another


# stability


def long_term_stability(question: Question) -> list[Mark]:
    council, day = question.council, question.last
    marks = []
    for person in looked_after(question):
        age = council.age(person, day)
        if age is None or age >= 16 or council.care_start(person, day) > back_months(day, 30):
            continue
        since = _with_the_carer_since(question, person)
        marks.append(_child(question, person, since is not None and since <= back_months(day, 24)))
    return marks


def _with_the_carer_since(question: Question, person: str) -> dt.date | None:
    """The start of the carer spell on D; for adoption by new carers that of the spell just before, if it
    lasted until then."""
    placement = question.council.lasting_placement(person, question.last)
    if placement is None:
        return None
    spells = question.council.spells(person)
    (spell,) = [one for one in spells if one["carer_spell_id"] == placement["carer_spell_id"]]
    start: dt.date = spell["start_date"]
    opened_by = spell["first_placement"]["place"]
    if placement["place"] not in ADOPTION or opened_by not in ADOPTION:
        return start
    before = [one for one in spells if one["start_date"] < start and one["start_date"] != one["end_date"]]
    if not before:
        return start
    last = max(before, key=lambda one: (one["start_date"], one["carer_spell_id"]))
    lasted = last["end_date"] is None or last["end_date"] >= start
    before_start: dt.date = last["start_date"]
    return before_start if lasted else start


# distance


def _miles(placement: Row | None) -> float | None:
    """The distance from home; 999.9 is none."""
    if placement is None or placement["distance_miles"] is None or placement["distance_miles"] >= 999:
        return None
    return float(placement["distance_miles"])


def _in_area(question: Question, placement: Row) -> bool:
    """As the source says, else by the authority it names, else by the postcode."""
    if placement["is_outside_authority"] is not None:
        return not placement["is_outside_authority"]
    if placement["placement_authority"] is not None:
        return False  # a generated council never names itself
    known = {row["area_code"] for row in question.council.rows("locality_lookup")}
    return placement["postcode"] in known


def _far(question: Question, person: str) -> tuple[float | None, bool]:
    placement = question.council.lasting_placement(person, question.last)
    miles = _miles(placement)
    return miles, placement is not None and _in_area(question, placement)


def far_from_home(question: Question) -> list[Mark]:
    marks = []
    for person in looked_after(question):
        miles, in_area = _far(question, person)
        marks.append(_child(question, person, miles is not None and miles > 20 and not in_area))
    return marks


def far_from_home_known(question: Question) -> list[Mark]:
    known = [person for person in looked_after(question) if _far(question, person)[0] is not None]
    return [mark for mark in far_from_home(question) if mark.person in known]


def far_from_home_any_area(question: Question) -> list[Mark]:
    return [
        _child(question, person, (_far(question, person)[0] or 0) > 20) for person in looked_after(question)
    ]


# registration


def unregistered(question: Question) -> list[Mark]:
    marks = []
    for person in looked_after(question):
        placement = question.council.lasting_placement(person, question.last)
        if placement and _is_unregistered(question, person, placement):
            own: dict[str, str | None] = {"setting": placement["place"]}
            marks.append(Mark(person, True, person, question.last, own))
    return marks


def _is_unregistered(question: Question, person: str, placement: Row) -> bool:
    place, day = placement["place"], question.last
    no_number = placement["urn"] in (None, "XXXXXXX")
    if place in OTHER_SETTINGS:
        return True
    if place == "H5":
        in_england = placement["placement_authority"] not in OUTSIDE_ENGLAND
        return no_number and in_england and day >= REGISTRATION
    if place == "K3":
        age = question.council.age(person, day)
        return no_number or (age is not None and age < 16)
    return place == "P2" and day >= REGISTRATION


# costs


def weekly_costs(question: Question) -> list[Mark]:
    """One mark a placement with a cost in force, weighted by it."""
    return [mark for mark in costs_known(question) if mark.counts]


def costs_known(question: Question) -> list[Mark]:
    """Placements open on D of children looked after on D, and whether the cost is known."""
    marks = []
    for person in looked_after(question):
        for placement in question.council.of("placements", person):
            if not open_on(placement, question.last):
                continue
            cost = _cost(question, placement)
            own: dict[str, str | None] = {
                "placement_group": placement_group(question.council.stands_for(placement)),
                "provider": (question.council.stands_for(placement) or {}).get("provider"),
            }
            key = placement["placement_id"]
            marks.append(Mark(key, cost is not None, person, question.last, own, cost or 0.0))
    return marks


def _cost(question: Question, placement: Row) -> float | None:
    """The line that began last, unless its last day has passed."""
    begun = [
        line
        for line in question.council.rows("placement_costs")
        if line["placement_id"] == placement["placement_id"] and line["valid_from"] <= question.last
    ]
    if not begun:
        return None
    line = max(begun, key=lambda one: one["valid_from"])
    over = line["valid_to"] is not None and line["valid_to"] < question.last
    return None if over else float(line["weekly_cost"])


# court


def proceedings(question: Question) -> list[Mark]:
    """Section 31 cases all of whose children have a final order, the last one in P; weighted by weeks."""
    cases: dict[str, list[Row]] = {}
    for row in question.council.rows("care_proceedings"):
        cases.setdefault(row["proceedings_id"], []).append(row)
    marks = []
    for case, rows in cases.items():
        kinds = {row["application_type"] for row in rows}
        ends = [row["concluded_date"] for row in rows]
        if None in ends or not kinds & {"s31_care", "s31_supervision"} or not question.holds(max(ends)):
            continue
        days = (max(ends) - min(row["issued_date"] for row in rows)).days
        marks.append(Mark(case, days <= 26 * 7, None, max(ends), {}, days / 7))
    return marks
