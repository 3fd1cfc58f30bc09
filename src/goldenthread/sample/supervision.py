"""Case supervision, planned so that a given share of each kind of case is in date at each month's end."""

from __future__ import annotations

import datetime as dt

from goldenthread.base.dates import month_end, month_number
from goldenthread.sample.calibration import Curve
from goldenthread.sample.council import Row
from goldenthread.sample.visiting import cin_children
from goldenthread.sample.world import DAY, Person, World, open_on

STARTS = dt.date(2021, 4, 1)
LIMIT = 28
SHARES: dict[str, Curve] = {
    "cin_plan": [
        ("2021-04", 0.68),
        ("2022-12", 0.76),
        ("2023-10", 0.79),
        ("2023-11", 0.805),
        ("2023-12", 0.832),
    ],
    "cp_plan": [("2021-04", 0.76), ("2022-12", 0.82), ("2023-11", 0.872), ("2023-12", 0.894)],
    "cla": [("2021-04", 0.72), ("2022-12", 0.78), ("2023-12", 0.82)],
    "early_help": [
        ("2021-04", 0.58),
        ("2022-12", 0.68),
        ("2023-10", 0.752),
        ("2023-11", 0.778),
        ("2023-12", 0.811),
        ("2024-01", 0.816),
    ],
    "care_leaver": [
        ("2021-04", 0.66),
        ("2022-12", 0.74),
        ("2023-11", 0.768),
        ("2023-12", 0.682),
        ("2024-01", 0.72),
    ],
}
Case = tuple[str, str, dt.date, str | None]
"""Person, kind of case, day of allocation, worker."""


def supervise(world: World) -> None:
    """All supervision since the register began."""
    world.tables["supervisions"] = []
    last: dict[tuple[str, str], dt.date] = {}
    held: dict[str, list[Row]] = {}
    for row in world.tables["involvements"]:
        held.setdefault(row["person_id"], []).append(row)
    spans = [span for person in world.people.values() if (span := span_of(person, held.get(person.id, [])))]
    for month in world.months():
        if month < month_number(STARTS):
            continue
        day = month_end(month)
        by_kind: dict[str, list[Case]] = {}
        for person, first, until in spans:
            if not first <= day < until:
                continue
            for case in cases(person, held.get(person.id, []), day):
                by_kind.setdefault(case[1], []).append(case)
        for kind, found in by_kind.items():
            supervise_kind(world, month, kind, found, last)


def span_of(person: Person, held: list[Row]) -> tuple[Person, dt.date, dt.date] | None:
    """From the first to the last day on which a person can have a case."""
    rows = [*held, *person.early_help]
    if not rows:
        return None
    return (
        person,
        min(row["start_date"] for row in rows),
        max(row["end_date"] or dt.date.max for row in rows),
    )


def cases(person: Person, held: list[Row], day: dt.date) -> list[Case]:
    """The cases of a person that are open on a day, with the day on which the worker took over."""
    now = [row for row in held if open_on(row, day)]
    worker = max(
        (row for row in now if row["role"] == "allocated_worker"),
        key=lambda row: (row["start_date"], row["involvement_id"]),
        default=None,
    )
    adviser = max(
        (row for row in now if row["role"] == "personal_adviser"),
        key=lambda row: (row["start_date"], row["involvement_id"]),
        default=None,
    )
    cared_for = any(open_on(row, day) and not row["is_short_breaks"] for row in person.care)
    found: list[Case] = []
    if worker:
        if cared_for:
            found.append((person.id, "cla", worker["start_date"], worker["worker_id"]))
        if any(open_on(row, day) for row in person.cp if not row["is_ola"]):
            found.append((person.id, "cp_plan", worker["start_date"], worker["worker_id"]))
        if cin_children(person, day):
            found.append((person.id, "cin_plan", worker["start_date"], worker["worker_id"]))
    if adviser and not cared_for:
        found.append((person.id, "care_leaver", adviser["start_date"], adviser["worker_id"]))
    episode = next(
        (row for row in person.early_help if open_on(row, day) and row["level"] != "universal"), None
    )
    if episode:
        since = worker["start_date"] if worker else episode["start_date"]
        found.append(
            (person.id, "early_help", since, worker["worker_id"] if worker else episode["worker_id"])
        )
    return found


def supervise_kind(
    world: World, month: int, kind: str, found: list[Case], last: dict[tuple[str, str], dt.date]
) -> None:
    """One month of one kind of case: those allocated long enough are in date, or late, as planned."""
    chance, day = world.chance("supervision"), month_end(month)
    due = [case for case in found if case[2] <= day - LIMIT * DAY]
    stale = [case for case in due if last.get((case[0], kind), dt.date.min) < day - LIMIT * DAY]
    spread = 0.0 if month >= 53 * 12 + 9 else 0.015
    share = world.plan.path(SHARES[kind], "supervision " + kind, month, spread)
    wanted = int((1 - share) * len(due) + 0.5)
    late = {case[0] for case in chance.sample(stale, min(wanted, len(stale)))}
    fresh = {case[0] for case in found} - {case[0] for case in due}
    for person, _, _, worker in found:
        if person in late or (person in fresh and chance.random() < 0.7):
            continue
        when = day - chance.randrange(0, LIMIT - 1) * DAY
        while when.weekday() > 4 and when > day - LIMIT * DAY:
            when -= DAY
        last[person, kind] = when
        world.tables["supervisions"].append(
            {
                "supervision_id": world.new_id("SV"),
                "person_id": person,
                "case_type": kind,
                "supervision_date": when,
                "due_date": None,
                "worker_id": worker,
                "supervisor_id": None,
            }
        )
