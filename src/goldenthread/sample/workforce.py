"""Workers: every team has places, and each place a chain of people who hold it one after another."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right

from goldenthread.sample import teams
from goldenthread.sample.council import Row
from goldenthread.sample.world import DAY, World

ROLES = {"social_worker": "social_worker", "family_practitioner": "other", "personal_adviser": "personal_adviser",
         "early_help": "early_help"}
TITLES = {"social_worker": "Social Worker", "family_practitioner": "Family Practitioner",
          "personal_adviser": "Personal Adviser", "early_help": "Early Help Practitioner"}
DESTINATIONS = ["other_la", "other_la", "agency", "other_council_role", "retired", "other"]


class Places:
    """Who holds each place of each team on a day."""

    def __init__(self) -> None:
        self.chains: dict[str, list[list[tuple[dt.date, str]]]] = {}

    def size(self, team: str) -> int:
        """Number of places of a team."""
        return len(self.chains[team])

    def holders(self, team: str, place: int, start: dt.date, end: dt.date | None) -> list[tuple[dt.date, str]]:
        """The holders of a place from a day to another, each with the day on which they take over."""
        chain = self.chains[team][place]
        first = max(0, bisect_right(chain, (start, "~")) - 1)
        found = [(max(day, start), worker) for day, worker in chain[first:] if end is None or day < end]
        return found or [(start, chain[first][1])]


def fill_places(world: World) -> Places:
    """The workers of every place, and the rows of workers and employment."""
    places = Places()
    for team, _, _, _, role, size in teams.TEAMS:
        number = max(2, int(size * world.plan.scale + 0.5))
        places.chains[team] = [chain(world, team, role, place) for place in range(number)]
    return places


def chain(world: World, team: str, role: str, place: int) -> list[tuple[dt.date, str]]:
    """One place: permanent workers of some years, agency workers between them."""
    chance = world.chance("workforce")
    social = role == "social_worker"
    day = dt.date(2017, 1, 1) - chance.randrange(0, 1500) * DAY
    agency = social and chance.random() < 0.16
    found: list[tuple[dt.date, str]] = []
    while day <= world.last:
        length = int(chance.expovariate(1 / (430 if agency else 2250))) + (110 if agency else 200)
        if not found:
            length += (dt.date(2017, 1, 1) - day).days
        end = day + length * DAY
        worker = hire(world, team, role, agency, day, end)
        found.append((day, worker))
        day, agency = end, social and not agency and chance.random() < 0.88
    return found


def hire(world: World, team: str, role: str, agency: bool, start: dt.date, end: dt.date) -> str:
    """Rows of one worker; some change their hours on the way, which is no leaving."""
    chance = world.chance("workforce")
    worker, staff = world.new_id("W"), world.new_id("ST")
    fte = 1.0 if agency else chance.choices([1.0, 0.8, 0.6, 0.5], [78, 13, 6, 3])[0]
    change = None
    if not agency and (end - start).days > 900 and chance.random() < 0.14:
        change = start + chance.randrange(300, (end - start).days - 300) * DAY
        _spell(world, staff, team, role, False, fte, start, change, None)
        fte = 0.8 if fte == 1.0 else 1.0
    gone = None if agency else chance.choice(DESTINATIONS)
    _spell(world, staff, team, role, agency, fte, change or start, end, gone)
    if end > world.first:
        number = f"SW{chance.randrange(100_000, 999_999)}" if role == "social_worker" else None
        world.add("workers", {
            "worker_id": worker, "staff_id": staff, "swe_number": number,
            "job_title": ("Agency " if agency else "") + TITLES[role],
            "is_social_worker": role == "social_worker", "fte": fte if end > world.last else None,
            "is_agency": agency, "cases_30_sept": None, "department": dict((t[0], t[1]) for t in teams.TEAMS)[team]})
    return worker


def _spell(world: World, staff: str, team: str, role: str, agency: bool, fte: float, start: dt.date,
           end: dt.date, gone: str | None) -> Row:
    left = end <= world.last
    return world.add("workforce_spells", {
        "staff_id": staff, "start_date": start, "end_date": end if left else None, "fte": fte,
        "role": ROLES[role], "is_social_worker": role == "social_worker", "is_agency": agency,
        "covers_vacancy": agency, "leaving_destination": gone if left else None, "team_id": team})
