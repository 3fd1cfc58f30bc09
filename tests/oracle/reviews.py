"""Children looked after: reviews in time and visits in time."""

from __future__ import annotations

import datetime as dt

from tests.oracle.counting import Mark, Question
from tests.oracle.days import back_months, wd, within_months
from tests.oracle.words import Council, Row, latest, open_on


def held_reviews(question: Question, person: str) -> list[dt.date]:
    """The days of the reviews held since the unbroken care began, up to D."""
    start = question.council.care_start(person, question.last)
    rows = question.council.of("cla_reviews", person)
    days = {row["review_date"] for row in rows if not row["is_cancelled"] and row["review_date"] is not None}
    return sorted(day for day in days if start <= day <= question.last)


def _is_late(start: dt.date, before: list[dt.date], day: dt.date) -> bool:
    """A review held on the day, or none by the day, would be late.

    Choice: "within n months of the review before" is counted back from the later day, and the day on which
    n months before is the day of that review is still in time ("gaps <= 6 months").
    """
    if not before:
        return wd(start, day) > 20
    return back_months(day, 3 if len(before) == 1 else 6) > before[-1]


def reviews_in_time(question: Question) -> list[Mark]:
    marks = []
    for person in question.council.people("cla_periods"):
        if not question.council.looked_after(person, question.last):
            continue
        start = question.council.care_start(person, question.last)
        if wd(start, question.last) <= 20:
            continue
        held = held_reviews(question, person)
        late = [day for number, day in enumerate(held) if _is_late(start, held[:number], day)]
        recent = any(within_months(day, 12, question.last) for day in late)
        overdue = _is_late(start, held, question.last)
        marks.append(Mark(person, not recent and not overdue, person, question.last))
    return marks


# visits


def _placed_since(council: Council, person: str, day: dt.date) -> dt.date | None:
    """Since when the child has been with the carer of the day. None without a placement."""
    found = latest([row for row in council.of("placements", person) if open_on(row, day)], "placement_id")
    if found is None:
        return None
    if found["carer_spell_id"] is None:
        return found["start_date"]
    spell = [r for r in council.of("placements", person) if r["carer_spell_id"] == found["carer_spell_id"]]
    return min(row["start_date"] for row in spell)


def _meant_to_last(council: Council, person: str, day: dt.date) -> bool:
    """Choice: as the placement open on the day is marked; not marked: long-term fostering by its code."""
    found = latest([row for row in council.of("placements", person) if open_on(row, day)], "placement_id")
    if found is None:
        return False
    if found["intended_to_18"] is not None:
        return found["intended_to_18"]
    stands_for = council.stands_for(found)
    return stands_for is not None and stands_for["place"] in ("U1", "U4")


def _order(council: Council, person: str, day: dt.date) -> Row | None:
    return latest([r for r in council.of("legal_statuses", person) if open_on(r, day)], "legal_status_id")


def visits_in_date(question: Question) -> list[Mark]:
    return [
        Mark(person, _is_visited_in_time(question, person), person, question.last)
        for person in question.council.people("cla_periods")
        if question.council.looked_after(person, question.last)
    ]


def _is_visited_in_time(question: Question, person: str) -> bool:
    council, day = question.council, question.last
    placement, order = council.lasting_placement(person, day), _order(council, person, day)
    place = placement["place"] if placement else None
    status = order["legal_status"] if order else None
    placed = _placed_since(council, person, day)
    begins = [council.care_start(person, day)]
    if placed is not None:
        begins.append(placed)
    if place == "P1" and order is not None and status == "C2":
        begins.append(order["start_date"])
    since = max(begins)
    seen = [
        row["visit_date"]
        for row in council.of("visits", person)
        if row["visit_type"] in ("cla", "any") and row["child_seen"] and since <= row["visit_date"] <= day
    ]
    if not seen:
        return (day - since).days <= 7
    last = max(seen)
    age = (day - last).days
    if place == "P1" and status == "C1":
        return age <= (28 if held_reviews(question, person) else 7)
    a_year = placed is not None and back_months(day, 12) >= placed
    agreed = question.parameters["cla_visit_lt_agreed"] >= 1
    if a_year and place in ("U1", "U4") and agreed and back_months(day, 6) <= last:
        return True
    if a_year and place != "P1" and _meant_to_last(council, person, day):
        return back_months(day, 3) <= last
    return age <= 42
