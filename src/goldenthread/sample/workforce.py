"""Workers: every team has places, and each place a chain of people who hold it one after another."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass

from goldenthread.base.dates import month_end, month_number, month_start
from goldenthread.sample import teams
from goldenthread.sample.calibration import Curve
from goldenthread.sample.world import DAY, World

ROLES = {
    "social_worker": "social_worker",
    "family_practitioner": "other",
    "personal_adviser": "personal_adviser",
    "early_help": "early_help",
}
TITLES = {
    "social_worker": "Social Worker",
    "family_practitioner": "Family Practitioner",
    "personal_adviser": "Personal Adviser",
    "early_help": "Early Help Practitioner",
}
DESTINATIONS = ["other_la", "other_la", "agency", "other_council_role", "retired", "other"]
RECORDS_START = dt.date(2016, 7, 1)
LEAVING: Curve = [("2016-07", 0.155), ("2021-06", 0.15), ("2022-06", 0.165), ("2023-06", 0.148)]
"""Share of permanent workers who leave in a year."""
AGENCY: Curve = [("2016-07", 0.15), ("2021-01", 0.165), ("2022-12", 0.205), ("2024-01", 0.185)]
"""Share of social workers' places that agency workers hold."""


class Places:
    """Who holds each place of each team on a day."""

    def __init__(self) -> None:
        self.chains: dict[str, list[list[tuple[dt.date, str]]]] = {}

    def size(self, team: str) -> int:
        """Number of places of a team."""
        return len(self.chains[team])

    def holders(
        self, team: str, place: int, start: dt.date, end: dt.date | None
    ) -> list[tuple[dt.date, str]]:
        """The holders of a place from a day to another, each with the day on which they take over."""
        chain = self.chains[team][place]
        first = max(0, bisect_right(chain, (start, "~")) - 1)
        found = [(max(day, start), worker) for day, worker in chain[first:] if end is None or day < end]
        return found or [(start, chain[first][1])]


@dataclass(eq=False)
class Holder:
    """The present holder of a place."""

    team: str
    place: int
    worker: str
    agency: bool
    since: dt.date
    fte: float


def fill_places(world: World) -> Places:
    """The workers of every place, and the rows of workers and employment."""
    places = Places()
    for table in ("workers", "workforce_spells"):
        world.tables[table] = []
    for role in ROLES:
        seats: list[tuple[str, int]] = []
        for team, _, _, _, kind, size in teams.TEAMS:
            if kind == role:
                places.chains[team] = [[] for _ in range(max(2, int(size * world.plan.scale + 0.5)))]
                seats += [(team, place) for place in range(places.size(team))]
        staff(world, places, role, seats)
    return places


def staff(world: World, places: Places, role: str, seats: list[tuple[str, int]]) -> None:
    """Month by month, who leaves: permanent workers at a steady rate, agency workers when replaced.

    A steady rate, and not a lottery for each worker, keeps turnover as stable as the reports say it is.
    """
    chance = world.chance("workforce")
    now: list[Holder] = []
    for team, place in seats:
        agency = role == "social_worker" and chance.random() < AGENCY[0][1]
        start = RECORDS_START - chance.randrange(30, 300 if agency else 2400) * DAY
        now.append(take_up(world, places, team, place, agency, start))
    owed = 0.0
    for month in range(month_number(RECORDS_START), month_number(world.last) + 1):
        owed += sum(not one.agency for one in now) * world.plan.path(LEAVING, "leaving", month, 0.1) / 12
        count = max(0, int(owed + chance.uniform(-0.4, 0.4)))
        settled = [one for one in now if not one.agency and (month_start(month) - one.since).days > 240]
        going = chance.sample(settled, min(count, len(settled)))
        owed -= len(going)
        replaced, covers = agency_turn(world, now, month, len(going)) if role == "social_worker" else ([], 0)
        for turn, one in enumerate(going + replaced):
            now[now.index(one)] = succeed(world, places, role, one, turn < covers, month)
    for one in now:
        finish(world, role, one, None)


def agency_turn(world: World, now: list[Holder], month: int, vacancies: int) -> tuple[list[Holder], int]:
    """Agency workers who are replaced, the longest here first, and how many vacancies they cover."""
    wanted = int(world.plan.path(AGENCY, "agency", month, 0.04) * len(now) + 0.5)
    agency = sorted((one for one in now if one.agency), key=lambda one: (one.since, one.worker))
    long_here = sum((month_start(month) - one.since).days > 400 for one in agency)
    replaced = agency[: max(len(agency) - wanted, min(2, long_here))]
    return replaced, min(vacancies, max(0, wanted - len(agency) + len(replaced)))


def take_up(world: World, places: Places, team: str, place: int, agency: bool, day: dt.date) -> Holder:
    """A new holder of a place."""
    chance = world.chance("workforce")
    fte = 1.0 if agency else chance.choices([1.0, 0.8, 0.6, 0.5], [78, 13, 6, 3])[0]
    one = Holder(team, place, world.new_id("W"), agency, day, fte)
    places.chains[team][place].append((day, one.worker))
    return one


def succeed(world: World, places: Places, role: str, one: Holder, agency: bool, month: int) -> Holder:
    """A holder leaves in the month, and the next takes over the same day."""
    length = (month_end(month) - month_start(month)).days
    day = max(
        month_start(month) + world.chance("workforce").randrange(length + 1) * DAY, one.since + 20 * DAY
    )
    finish(world, role, one, day)
    return take_up(world, places, one.team, one.place, agency, day)


def finish(world: World, role: str, one: Holder, end: dt.date | None) -> None:
    """The rows of a worker; some change their hours on the way, which is no leaving."""
    chance = world.chance("workforce")
    staff_id = "S" + one.worker
    since, fte = one.since, one.fte
    until = end or world.last
    if not one.agency and (until - since).days > 900 and chance.random() < 0.14:
        change = since + chance.randrange(300, (until - since).days - 300) * DAY
        _spell(world, staff_id, role, one, fte, since, change, None)
        since, fte = change, 0.8 if fte == 1.0 else 1.0
    gone = None if one.agency or end is None else chance.choice(DESTINATIONS)
    _spell(world, staff_id, role, one, fte, since, end, gone)
    if end is None or end > world.first - 400 * DAY:
        number = f"SW{chance.randrange(100_000, 999_999)}" if role == "social_worker" else None
        names = {team[0]: team[1] for team in teams.TEAMS}
        world.add(
            "workers",
            {
                "worker_id": one.worker,
                "staff_id": staff_id,
                "swe_number": number,
                "job_title": ("Agency " if one.agency else "") + TITLES[role],
                "is_social_worker": role == "social_worker",
                "fte": fte if end is None else None,
                "is_agency": one.agency,
                "cases_30_sept": None,
                "department": names[one.team],
            },
        )


def _spell(
    world: World,
    staff_id: str,
    role: str,
    one: Holder,
    fte: float,
    start: dt.date,
    end: dt.date | None,
    gone: str | None,
) -> None:
    world.add(
        "workforce_spells",
        {
            "staff_id": staff_id,
            "start_date": start,
            "end_date": end,
            "fte": fte,
            "role": ROLES[role],
            "is_social_worker": role == "social_worker",
            "is_agency": one.agency,
            "covers_vacancy": one.agency,
            "leaving_destination": gone,
            "team_id": one.team,
        },
    )
