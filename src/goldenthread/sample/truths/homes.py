"""Truths of homes in care: planned moves, stability, distance, registration, cost; and of the court."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from goldenthread.base.dates import months_before
from goldenthread.base.periods import Period
from goldenthread.sample.council import Row
from goldenthread.sample.truths import child
from goldenthread.sample.truths.care import looked_after, periods_of_care
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.placements import Spell, spells
from goldenthread.sample.truths.records import Records, is_open
from goldenthread.sample.truths.words import PLACES, TEMPORARY, UNKNOWN, placement_group

FAR_MILES = 20
NO_DISTANCE = 999
OTHER_SETTINGS = ("Z1", "Z11", "Z12", "Z13", "Z14")
REGISTRATION = dt.date(2023, 10, 28)
OUTSIDE_ENGLAND = ("SCO", "NIR", "WAL", "CON", "NUK")
STATUTORY_DAYS = 26 * 7


def unplanned_moves(records: Records, period: Period) -> Iterator[Counted]:
    """Placements that ended in a move for a known reason; in the numerator if it was not the care plan."""
    for row in records.dated("placements", "end_date", period):
        reason = row["move_reason"]
        if reason in (None, "PLACE") or row["place"] in TEMPORARY or not _moved_on(records, row):
            continue
        own = {"placement_group": _group(row), "provider": row["provider"] or UNKNOWN}
        yield Counted(row["placement_id"], row["person_id"], row["end_date"], top=reason != "CARPL", own=own)


def _moved_on(records: Records, row: Row) -> bool:
    """Care went on that day in the period in which the placement began, in another placement."""
    day = row["end_date"]
    stays = any(
        care.start <= row["start_date"] and care.holds(day)
        for care in periods_of_care(records).get(row["person_id"], [])
    )
    order = (row["start_date"], row["placement_id"])
    return stays and any(
        other["start_date"] == day
        and other["place"] not in TEMPORARY
        and (other["start_date"], other["placement_id"]) > order
        for other in records.of("placements", row["person_id"])
    )


def long_term_stability(records: Records, period: Period) -> Iterator[Counted]:
    """Children under 16 in care for 30 months; in the numerator with the same carer for 24."""
    day = period.end
    for care in looked_after(records, day):
        age = child.age(records, care.person, day)
        if age is None or age >= 16 or care.start > months_before(day, 30):
            continue
        since = _settled_since(records, care.person, day)
        yield Counted(
            care.person, care.person, day, top=since is not None and since <= months_before(day, 24)
        )


def _settled_since(records: Records, person_id: str, day: dt.date) -> dt.date | None:
    """The start of the time with the carer; with adopters who are new, of that with the carer before."""
    here = child.placement(records, person_id, day)
    if here is None or here["place"] in TEMPORARY:
        return None
    lived = spells(records, person_id)
    now = next(spell for spell in lived if spell.id == (here["carer_spell_id"] or here["placement_id"]))
    if here["place"] not in PLACES["adoption"] or now.first["place"] not in PLACES["adoption"]:
        return now.start
    before = [spell for spell in lived if spell.start < now.start and spell.start != spell.end]
    return before[-1].start if before and _lasted(before[-1], now.start) else now.start


def _lasted(spell: Spell, day: dt.date) -> bool:
    return spell.end is None or spell.end >= day


def far_from_home(records: Records, period: Period) -> Iterator[Counted]:
    """Children looked after; in the numerator when placed more than 20 miles away outside the area."""
    for person, home in _homes(records, period.end):
        yield Counted(person, person, period.end, top=_is_far(home) and _is_outside(home))


def far_from_home_known(records: Records, period: Period) -> Iterator[Counted]:
    """The same over the children whose distance is known."""
    for person, home in _homes(records, period.end):
        if _miles(home) is not None:
            yield Counted(person, person, period.end, top=_is_far(home) and _is_outside(home))


def far_from_home_any_area(records: Records, period: Period) -> Iterator[Counted]:
    """The same inside the area and outside."""
    for person, home in _homes(records, period.end):
        yield Counted(person, person, period.end, top=_is_far(home))


def _homes(records: Records, day: dt.date) -> Iterator[tuple[str, Row]]:
    """Each child looked after on a day, with the placement; a child without one has an empty row."""
    for care in looked_after(records, day):
        here = child.placement(records, care.person, day)
        yield care.person, {} if here is None or here["place"] in TEMPORARY else here


def _miles(home: Row) -> float | None:
    miles = home.get("distance_miles")
    return None if miles is None or miles >= NO_DISTANCE else miles


def _is_far(home: Row) -> bool:
    return (_miles(home) or 0) > FAR_MILES


def _is_outside(home: Row) -> bool:
    """As the placement was simulated; unknown counts as outside."""
    return home.get("is_outside_authority") is not False


def unregistered(records: Records, period: Period) -> Iterator[Counted]:
    """Children looked after in settings that are not registered or not regulated."""
    for person, home in _homes(records, period.end):
        if home and _is_unregistered(records, person, home, period.end):
            yield Counted(person, person, period.end, own={"setting": home["place"]})


def _is_unregistered(records: Records, person_id: str, home: Row, day: dt.date) -> bool:
    no_number = home["urn"] in (None, "XXXXXXX")
    if home["place"] == "H5":
        return no_number and day >= REGISTRATION and home["placement_authority"] not in OUTSIDE_ENGLAND
    if home["place"] == "K3":
        age = child.age(records, person_id, day)
        return no_number or (age is not None and age < 16)
    return home["place"] in OTHER_SETTINGS or (home["place"] == "P2" and day >= REGISTRATION)


def costs_known(records: Records, period: Period) -> Iterator[Counted]:
    """Open placements of children looked after; in the numerator with a cost in force."""
    for row, cost in _open_placements(records, period.end):
        yield Counted(
            row["placement_id"], row["person_id"], period.end, top=cost is not None, own=_own(records, row)
        )


def weekly_costs(records: Records, period: Period) -> Iterator[Counted]:
    """The costs in force of open placements of children looked after."""
    for row, cost in _open_placements(records, period.end):
        if cost is not None:
            yield Counted(row["placement_id"], row["person_id"], period.end, top=cost, own=_own(records, row))


def _open_placements(records: Records, day: dt.date) -> Iterator[tuple[Row, float | None]]:
    for care in looked_after(records, day):
        for row in records.of("placements", care.person):
            if is_open(row["start_date"], row["end_date"], day):
                yield row, _cost(records, row, day)


def _cost(records: Records, row: Row, day: dt.date) -> float | None:
    """The line that began last, unless its last day has passed."""
    priced = records.where("placement_costs", "placement_id", row["placement_id"])
    begun = [line for line in priced if line["valid_from"] <= day]
    if not begun:
        return None
    last = max(begun, key=lambda line: line["valid_from"])
    return None if last["valid_to"] and last["valid_to"] < day else float(last["weekly_cost"])


def _own(records: Records, row: Row) -> dict[str, str | None]:
    """Group and provider of a placement; a temporary one has those of the placement before it."""
    if row["place"] not in TEMPORARY:
        return {"placement_group": _group(row), "provider": row["provider"] or UNKNOWN}
    rows = records.of("placements", row["person_id"])
    before = [o for o in rows if o["place"] not in TEMPORARY and o["start_date"] <= row["start_date"]]
    if not before:
        return {"placement_group": UNKNOWN, "provider": UNKNOWN}
    return _own(records, max(before, key=lambda other: (other["start_date"], other["placement_id"])))


def _group(row: Row) -> str:
    return placement_group(row["place"], row["provider"])


def proceedings(records: Records, period: Period) -> Iterator[Counted]:
    """Section 31 cases that ended in the period, and how many weeks they took."""
    for case, days, ended in _cases(records):
        if period.start <= ended <= period.end:
            yield Counted(case, None, ended, top=days / 7)


def proceedings_in_time(records: Records, period: Period) -> Iterator[Counted]:
    """The same cases; in the numerator within 26 weeks."""
    for case, days, ended in _cases(records):
        if period.start <= ended <= period.end:
            yield Counted(case, None, ended, top=days <= STATUTORY_DAYS)


def _cases(records: Records) -> Iterator[tuple[str, int, dt.date]]:
    """Each section 31 case of which all children have a final order: its days, and the last order's day."""
    by_case: dict[str, list[Row]] = defaultdict(list)
    for row in records.rows("care_proceedings"):
        by_case[row["proceedings_id"]].append(row)
    for case, rows in by_case.items():
        ends = [row["concluded_date"] for row in rows]
        if None not in ends and any(row["application_type"].startswith("s31") for row in rows):
            yield case, (max(ends) - min(row["issued_date"] for row in rows)).days, max(ends)


HOME = ("age_band", "placement_group", "provider")
COSTS = ("placement_costs",)
COURT = ("care_proceedings",)
HOMES = [
    Truth("placement_moves_unplanned_pct", "percentage", unplanned_moves, HOME),
    Truth(
        "placement_longterm_pct",
        "percentage",
        long_term_stability,
        ("team", "age_band", "placement_group"),
        look_back=24,
    ),
    Truth("placed_20_miles_pct", "percentage", far_from_home, HOME),
    Truth("placed_20_miles_pct__known", "percentage", far_from_home_known, HOME),
    Truth("placed_20_miles_pct__any_area", "percentage", far_from_home_any_area, HOME),
    Truth("unregistered_placements", "count", unregistered, ("age_band", "setting")),
    Truth("placement_cost_weekly_avg", "ratio", weekly_costs, HOME, reads=COSTS),
    Truth("placement_cost_weekly_avg__known", "percentage", costs_known, HOME, reads=COSTS),
    Truth("care_proceedings_weeks", "ratio", proceedings, reads=COURT),
    Truth("care_proceedings_weeks__within_26_weeks", "percentage", proceedings_in_time, reads=COURT),
]
