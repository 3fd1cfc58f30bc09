"""Allocation of children to workers: assessment, then family support, disability or care teams."""

from __future__ import annotations

import datetime as dt
from zlib import crc32

from goldenthread.sample import teams
from goldenthread.sample.council import Row
from goldenthread.sample.workforce import Places
from goldenthread.sample.world import DAY, Person, World, eighteen

RULE_CHANGE = dt.date(2023, 12, 1)
"""From this day disabled children on child in need plans are allocated to social workers."""
NEW_CARE_TEAM = dt.date(2023, 10, 2)
"""The day on which the team for unaccompanied young people is formed."""
Change = tuple[dt.date, str]


def allocate(world: World, places: Places) -> None:
    """Allocations of every open episode, and the workers named on referrals, assessments and plans."""
    world.tables["involvements"] = []
    for person in world.people.values():
        for referral in person.referrals:
            if referral["nfa"]:
                referral["worker_id"] = _holder(
                    world, places, person, referral["team_id"], referral["referral_date"]
                )
                continue
            changes = team_changes(person, referral, world.last)
            allocation_rows(world, places, person, referral, changes)
            referral["worker_id"] = _holder(world, places, person, changes[0][1], changes[0][0])
    named(world, places)
    for row in world.tables["early_help_episodes"]:
        person = world.people[row["person_id"]]
        row["worker_id"] = _holder(world, places, person, row["team_id"], row["start_date"])


def named(world: World, places: Places) -> None:
    """The worker of an event: the holder of the family's place in the team on the day."""
    for table, day in (
        ("assessments", "start_date"),
        ("s47_enquiries", "start_date"),
        ("icpcs", "conference_date"),
        ("cin_plans", "start_date"),
    ):
        for row in world.tables[table]:
            if row[day] <= world.last:
                row["worker_id"] = _holder(
                    world, places, world.people[row["person_id"]], row["team_id"], row[day]
                )


def team_changes(person: Person, referral: Row, last: dt.date) -> list[Change]:
    """The teams that hold an episode, each from a day: most have one, a child in care three."""
    start, end = referral["referral_date"], referral["closure_date"] or last + DAY
    found: list[Change] = [(start, teams.ASSESSMENT[person.family.locality(start)])]
    plans = [
        row["start_date"]
        for rows in (person.cin, person.cp)
        for row in rows
        if start <= row["start_date"] < end and not row.get("is_ola")
    ]
    care = [row for row in person.care if not row["is_short_breaks"] and start <= row["start_date"] < end]
    begun = min(plans + [row["start_date"] for row in care], default=None)
    if begun is None:
        return found
    found += support_changes(person, begun + 9 * DAY, end)
    for period in care:
        found += care_changes(person, period)
        if period["end_date"] and period["end_date"] < end:
            found += support_changes(person, period["end_date"] + 14 * DAY, end)
    found = [one for one in sorted(set(found)) if start <= one[0] < end]
    return [one for place, one in enumerate(found) if place == 0 or one[1] != found[place - 1][1]]


def support_changes(person: Person, day: dt.date, end: dt.date) -> list[Change]:
    """Family support by the home's locality, else the disability or the young people's team."""
    number = int(person.id[1:])
    if person.disability:
        if number % 10 < 3:
            return [(day, teams.DISABILITIES)]
        found = [(day, teams.DISABILITIES_PRACTICE if day < RULE_CHANGE else teams.DISABILITIES)]
        protected = [row["start_date"] for row in person.cp if row["start_date"] >= day - 30 * DAY]
        changes = [
            (max(day, min(protected, default=end)), teams.DISABILITIES),
            (max(day, RULE_CHANGE), teams.DISABILITIES),
        ]
        return [*found, min(changes)]
    if person.age(day) >= 14 and number % 5 < 2:
        return [(day, teams.YOUNG_PEOPLE)]
    moves = [
        start for start, _, _ in person.family.homes if day < start < end and not _cared_for(person, start)
    ]
    return [(one, teams.FAMILY_SUPPORT[person.family.locality(one)]) for one in [day, *moves]]


def _cared_for(person: Person, day: dt.date) -> bool:
    return any(
        row["start_date"] <= day and (row["end_date"] is None or row["end_date"] > day) for row in person.care
    )


def care_changes(person: Person, period: Row) -> list[Change]:
    """The care teams take over after some weeks; unaccompanied young people get a team of their own."""
    day = period["start_date"] + (10 if person.uasc else 75) * DAY
    if period["end_date"] and period["end_date"] <= day:
        return []
    team = teams.CARE_TEAMS[int(person.family.id[1:]) % 2]
    if not person.uasc:
        return [(day, team)]
    found = [(day, team)] if day < NEW_CARE_TEAM else []
    if period["end_date"] is None or period["end_date"] > NEW_CARE_TEAM:
        found.append((max(day, NEW_CARE_TEAM), teams.UNACCOMPANIED))
    return found


def allocation_rows(
    world: World, places: Places, person: Person, referral: Row, changes: list[Change]
) -> None:
    """One row for each worker in turn."""
    end = referral["closure_date"]
    for number, (day, team) in enumerate(changes):
        until = changes[number + 1][0] if number + 1 < len(changes) else end
        holders = places.holders(team, _place(world, places, person, team), day, until)
        for turn, (since, worker) in enumerate(holders):
            leaves = holders[turn + 1][0] if turn + 1 < len(holders) else until
            if leaves is not None and leaves <= since and (turn or number):
                continue
            _involve(world, person, worker, team, "allocated_worker", since, leaves, referral["referral_id"])


def advise(world: World, places: Places) -> None:
    """Personal advisers of care leavers: from the 18th birthday to the 21st, some longer."""
    chance = world.chance("advisers")
    for person in world.people.values():
        periods = [row for row in person.care if not row["is_short_breaks"]]
        if not periods or periods[-1]["end_date"] != eighteen(person.born):
            continue
        start = eighteen(person.born)
        until = start + (chance.choice([1095, 1095, 1460, 2200]) * DAY)
        team = teams.LEAVING_CARE
        for since, worker, leaves in _turns(places, team, _place(world, places, person, team), start, until):
            _involve(world, person, worker, team, "personal_adviser", since, leaves, None)


def _turns(
    places: Places, team: str, place: int, start: dt.date, until: dt.date
) -> list[tuple[dt.date, str, dt.date]]:
    holders = places.holders(team, place, start, until)
    ends = [day for day, _ in holders[1:]] + [until]
    return [
        (since, worker, leaves)
        for (since, worker), leaves in zip(holders, ends, strict=True)
        if leaves > since
    ]


def _involve(
    world: World,
    person: Person,
    worker: str,
    team: str,
    role: str,
    start: dt.date,
    end: dt.date | None,
    referral: str | None,
) -> None:
    world.add(
        "involvements",
        {
            "involvement_id": world.new_id("IV"),
            "person_id": person.id,
            "worker_id": worker,
            "team_id": team,
            "role": role,
            "start_date": start,
            "end_date": end,
            "change_reason": None,
            "referral_id": referral,
        },
    )


def _place(world: World, places: Places, person: Person, team: str) -> int:
    """The place of a family in a team: brothers and sisters have the same worker."""
    return crc32(f"{world.plan.seed}:{person.family.id}:{team}".encode()) % places.size(team)


def _holder(world: World, places: Places, person: Person, team: str, day: dt.date) -> str:
    return places.holders(team, _place(world, places, person, team), day, day + DAY)[0][1]
