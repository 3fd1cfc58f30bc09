"""The establishment month by month: which posts are vacant, and what agency workers cost."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right

from goldenthread.base.dates import month_end, month_number, month_start
from goldenthread.sample import teams
from goldenthread.sample.calibration import Curve
from goldenthread.sample.workforce import Places
from goldenthread.sample.world import World

STARTS = dt.date(2020, 4, 1)
HELD_BACK = 0.08
"""Share of vacancies that are not recruited to for a while."""
MONTHLY_COST: Curve = [("2020-04", 5_900), ("2021-12", 6_300), ("2022-12", 6_900), ("2024-01", 7_300)]
"""What an agency social worker costs in a month, in pounds."""


def establish(world: World, places: Places) -> None:
    """A row for each social worker's post at each month's end, and each team's spend of the month.

    An agency worker holds a place and does not fill it: the post is vacant. A part-time worker's post is
    as large as the hours worked.
    """
    world.tables["hr_posts"], world.tables["agency_spend"] = [], []
    held = {row["worker_id"]: row for row in world.tables["workers"]}
    hours = {row["staff_id"]: row["fte"] for row in world.tables["workforce_spells"]}
    for month in world.months():
        if month < month_number(STARTS):
            continue
        for team, _, _, _, role, _ in teams.TEAMS:
            if role == "social_worker":
                _team_month(world, places, team, month, held, hours)


def _team_month(
    world: World,
    places: Places,
    team: str,
    month: int,
    workers: dict[str, dict[str, object]],
    hours: dict[str, float],
) -> None:
    chance, day = world.chance("establishment"), month_end(month)
    agency = 0
    for place, chain in enumerate(places.chains[team]):
        worker = chain[max(0, bisect_right(chain, (day, "~")) - 1)][1]
        row = workers.get(worker)
        vacant = bool(row and row["is_agency"])
        agency += vacant
        size = 1.0 if vacant else hours.get("S" + worker, 1.0)
        world.add(
            "hr_posts",
            {
                "post_id": f"{team}-{place + 1:02d}",
                "as_at_month": day,
                "team_id": team,
                "role": "social_worker",
                "fte_established": size,
                "fte_vacant": size if vacant else 0.0,
                "is_recruiting": chance.random() >= HELD_BACK if vacant else None,
            },
        )
    cost = world.plan.path(MONTHLY_COST, "agency cost", month, 0.03)
    amount = round(sum(cost * chance.uniform(0.85, 1.1) for _ in range(agency)), 2)
    world.add("agency_spend", {"period_start": month_start(month), "team_id": team, "amount": amount})
