"""Hard data of children looked after and care leavers: what follows from the care already made."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.oracle.days import back_months, birthday, day_with_wd
from tests.oracle.words import Row

if TYPE_CHECKING:
    from tests.oracle.generate import Maker

ONE_DAY = dt.timedelta(days=1)


def follow_care(maker: Maker) -> None:
    """Rows of every child who was ever looked after; of some others too."""
    periods: dict[str, list[Row]] = {}
    for row in maker.tables.get("cla_periods", []):
        periods.setdefault(row["person_id"], []).append(row)
    for child in maker.children:
        found = periods.get(child, [])
        if found:
            _mark_placements(maker, child)
            _reviews(maker, child, found)
            _visits(maker, child)
            _checks(maker, child)
            _paths(maker, child, found)
        if found or maker.chance.once_in(6):
            _scores(maker, child)
            _missing(maker, child, found)
        if found and maker.chance.once_in(3):
            maker.chance.pick(found)["end_reason"] = "E3"
        if maker.chance.once_in(2):
            _statuses(maker, child)
    _plans(maker)


def _near(maker: Maker, months: tuple[int, ...]) -> dt.date:
    """A day so many months before a favoured month end, or a day to the side."""
    chance = maker.chance
    return back_months(chance.favoured(), chance.pick(months)) + chance.rng.randint(-1, 1) * ONE_DAY


def _mark_placements(maker: Maker, child: str) -> None:
    chance = maker.chance
    for row in maker.tables.get("placements", []):
        if row["person_id"] != child:
            continue
        row["intended_to_18"] = chance.pick((None, None, True, False))
        if chance.once_in(3) and not row["place"].startswith("T"):
            row["place"] = chance.pick(("P1", "U4", "U1"))


def _reviews(maker: Maker, child: str, periods: list[Row]) -> None:
    """Chains whose gaps are just within a limit, or just not."""
    chance = maker.chance
    for period in periods:
        start = period["start_date"]
        day = chance.pick((start, day_with_wd(start, chance.pick((19, 20, 21))), chance.after(start)))
        for number in chance.some(6):
            for _ in range(chance.pick((1, 1, 1, 2))):
                maker.add(
                    "cla_reviews",
                    cla_review_id=maker.id("rv"),
                    person_id=child,
                    cla_period_id=period["cla_period_id"],
                    review_date=chance.maybe(day, 12),
                    is_cancelled=chance.once_in(10),
                    latest_only=False,
                )
            months = chance.pick((3,) if number == 0 else (6, 6, 3, 8))
            day = chance.pick((_later(day, months), _later(day, months), _near(maker, (3, 6, 12))))
            day = max(day, start - ONE_DAY) + chance.rng.randint(-1, 1) * ONE_DAY


def _later(day: dt.date, months: int) -> dt.date:
    """The last day of which so many months before is not after the day."""
    later = day + dt.timedelta(days=months * 31 + 4)
    while back_months(later, months) > day:
        later -= ONE_DAY
    return later


def _visits(maker: Maker, child: str) -> None:
    chance = maker.chance
    placed = [r["start_date"] for r in maker.tables.get("placements", []) if r["person_id"] == child]
    for _ in chance.some(6):
        ago = chance.pick((0, 1, 6, 7, 8, 27, 28, 29, 41, 42, 43))
        days = [chance.favoured() - ago * ONE_DAY, _near(maker, (3, 6))]
        days += [chance.pick(placed) + chance.rng.randint(-1, 8) * ONE_DAY] if placed else []
        maker.add(
            "visits",
            visit_id=maker.id("vi"),
            person_id=child,
            visit_type=chance.pick(("cla", "cla", "cla", "cla", "any", "cp")),
            visit_date=chance.pick(days),
            child_seen=chance.pick((True, True, True, True, False, None)),
            latest_only=False,
        )


def _checks(maker: Maker, child: str) -> None:
    chance = maker.chance
    born = next(row["dob"] for row in maker.tables["persons"] if row["person_id"] == child)
    young = born is not None and born.year >= 2018
    kinds = ("dental", "immunisation", *("development",) * (6 if young else 1))
    for _ in chance.some(8 if young else 5):
        maker.add(
            "cla_health",
            health_id=maker.id("he"),
            person_id=child,
            check_type=chance.pick(kinds),
            check_date=chance.maybe(chance.pick((_near(maker, (12,)), chance.day())), 10),
            status=chance.pick(("completed", "completed", "completed", "refused")),
            latest_only=False,
        )
    if chance.once_in(3):
        flags = {
            name: chance.pick((True, True, False, None))
            for name in ("dental", "immunisations", "development")
        }
        year_end = dt.date(chance.pick((2021, 2022, 2023)), 3, 31)
        maker.add("cla_annual_health", person_id=child, year_end=year_end, **flags)


def _scores(maker: Maker, child: str) -> None:
    chance = maker.chance
    for _ in chance.some(4):
        score = chance.pick((None, 0, 7, 13, 17, 40))
        day = chance.pick((_near(maker, (12,)), chance.favoured(), chance.day()))
        for _ in range(chance.pick((1, 1, 1, 2))):
            maker.add(
                "sdq_scores",
                sdq_id=maker.id("sq"),
                person_id=child,
                completed_date=chance.maybe(day, 12),
                score=score,
                no_score_reason="SDQ2" if score is None else None,
            )
            score = chance.pick((3, 21))


def _missing(maker: Maker, child: str, periods: list[Row]) -> None:
    chance = maker.chance
    edges = [row[name] for row in periods for name in ("start_date", "end_date") if row[name] is not None]
    for _ in chance.some(2):
        start = chance.pick((_near(maker, (12,)), chance.day(), *edges))
        start += chance.rng.randint(-1, 1) * ONE_DAY
        days = (start, start, start + ONE_DAY, chance.after(start), max(start, _near(maker, (12,))), None)
        maker.add(
            "missing_episodes",
            missing_id=maker.id("mi"),
            person_id=child,
            missing_type=chance.pick(("M", "M", "M", "A", None)),
            start_date=start,
            end_date=chance.pick(days),
        )


def _paths(maker: Maker, child: str, periods: list[Row]) -> None:
    chance = maker.chance
    orders: set[dt.date] = set()
    for _ in chance.some(2):
        period = chance.pick(periods)
        start = period["start_date"]
        placed = chance.pick((start, start - ONE_DAY, chance.after(start)))
        ordered = chance.pick((placed, chance.after(start)))
        order = chance.pick((period["end_date"], chance.after(placed), _near(maker, (12, 36)), None))
        if order in orders:
            continue
        orders |= {order} if order else set()
        maker.add(
            "permanence",
            permanence_id=maker.id("pe"),
            person_id=child,
            cla_period_id=chance.maybe(period["cla_period_id"]),
            placement_order_date=chance.maybe(ordered, 6),
            matched_date=chance.maybe(
                chance.pick((ordered, ordered - ONE_DAY, chance.after(ordered), _near(maker, (12,)))), 6
            ),
            placed_date=chance.maybe(placed, 6),
            foster_placed_date=chance.maybe(start + dt.timedelta(days=chance.rng.randint(-1, 30)), 2),
            order_date=order,
            order_type=chance.pick(("adoption", "adoption", "adoption", "sgo", None)) if order else None,
            adopted_by_carer=chance.pick((True, False, None)),
        )


def _statuses(maker: Maker, child: str) -> None:
    """A young person near an age that matters, with readings that follow each other or lapse."""
    chance = maker.chance
    person = next(row for row in maker.tables["persons"] if row["person_id"] == child)
    if chance.once_in(2):
        age = chance.pick((17, 19, 21, 22))
        near = chance.favoured() + chance.rng.randint(-1, 1) * ONE_DAY
        person["dob"], person["expected_dob"] = birthday(near, -age), None
    days = {chance.pick((_near(maker, (12,)), chance.favoured(), chance.day())) for _ in range(4)}
    for day in sorted(days):
        plan = chance.pick((_near(maker, (6,)), day, chance.after(day), chance.day()))
        maker.add(
            "care_leavers",
            person_id=child,
            status_date=day,
            eligibility=chance.pick(
                ("former_relevant",) * 5 + ("relevant", "eligible", "qualifying", "none", None)
            ),
            in_touch=chance.pick(("YES", "YES", "YES", "NO", "REFU", "DIED", "RHOM", None)),
            accommodation=chance.pick(("U", "U", "D", "G", "H", "R", "0", None)),
            accommodation_suitable=chance.pick((True, True, False, None)),
            activity=chance.pick(("F1", "F2", "P4", "F5", "F3", "G5", "0", None)),
            pathway_plan_date=chance.maybe(plan, 6),
            team_id=maker.team(),
        )


def _plans(maker: Maker) -> None:
    """Days of education plans, often at the turn of a term."""
    chance = maker.chance
    turns = [dt.date(year, month, 1) for year in (2022, 2023) for month in (1, 4, 9)]
    for row in maker.tables.get("cla_education", []):
        day = chance.pick((chance.pick(turns) + chance.rng.randint(-1, 0) * ONE_DAY, chance.day()))
        row["pep_date"] = chance.maybe(day, 4)
