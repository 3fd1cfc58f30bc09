"""Flows between month-ends: by hand, and their margins against the stocks that the engine counts."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from goldenthread.base.errors import UsageError
from goldenthread.base.periods import parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.compute import compute
from goldenthread.engine.flows import flow
from goldenthread.model.flow import ENTERED, LEFT
from goldenthread.warehouse.memory import MemorySnapshot
from tests.support.engine_run import snapshot_of

DAY = dt.date.fromisoformat
NOVEMBER, DECEMBER = parse("2023-11"), parse("2023-12")


def care(child: str, start: str, end: str | None, *homes: tuple[str, str]) -> dict[str, list[dict[str, Any]]]:
    """One child in care, with homes from a day on ('2023-06-01', 'P1')."""
    spell = {
        "cla_period_id": child,
        "person_id": child,
        "start_date": DAY(start),
        "end_date": end and DAY(end),
    }
    ends = [day for day, _ in homes[1:]] + [end]
    placements = [
        {
            "placement_id": f"{child}{number}",
            "person_id": child,
            "start_date": DAY(first),
            "end_date": last and DAY(last),
            "place": place,
            "provider": "PR1",
        }
        for number, ((first, place), last) in enumerate(zip(homes, ends, strict=True))
    ]
    legal = {"legal_status_id": child, "person_id": child, "legal_status": "V2", "start_date": DAY(start)}
    return {
        "persons": [{"person_id": child, "dob": DAY("2012-01-01")}],
        "cla_periods": [{**spell, "is_short_breaks": False}],
        "placements": placements,
        "legal_statuses": [legal],
    }


def together(*children: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    names = {name for child in children for name in child}
    return {name: [row for child in children for row in child.get(name, [])] for name in names}


def source_of(*children: dict[str, list[dict[str, Any]]], **more: Any) -> MemorySnapshot:
    return snapshot_of({"E1": together(*children)}, ["looked_after"], **more)


CHILDREN = (
    care("stays", "2023-05-01", None, ("2023-05-01", "U6")),
    care("moves", "2023-05-01", None, ("2023-05-01", "U6"), ("2023-12-31", "P1")),
    care("moves after", "2023-05-01", None, ("2023-05-01", "U6"), ("2024-01-01", "P1")),
    care("away", "2023-05-01", None, ("2023-05-01", "K2"), ("2023-12-05", "P1"), ("2023-12-09", "K2")),
    care("enters", "2023-12-01", None, ("2023-12-01", "P1")),
    care("leaves", "2023-05-01", "2023-12-31", ("2023-05-01", "P1")),
    care("comes and goes", "2023-12-02", "2023-12-20", ("2023-12-02", "P1")),
)  # fmt: skip


def test_where_each_child_stood_and_stands() -> None:
    catalogue = shipped_measures()
    found = flow(
        source_of(*CHILDREN), catalogue, catalogue["cla_count"], "E1", NOVEMBER, DECEMBER, "placement_group"
    )
    assert found.cells == {
        ("foster_in_house", "foster_in_house"): 2,
        ("foster_in_house", "parents"): 1,
        ("residential", "residential"): 1,
        (ENTERED, "parents"): 1,
        ("parents", LEFT): 1,
    }
    assert found.stock_then() == {"foster_in_house": 3, "parents": 1, "residential": 1}
    assert found.stock_now() == {"foster_in_house": 2, "parents": 2, "residential": 1}
    assert (found.entered, found.left) == (1, 1)


@pytest.mark.parametrize("breakdown", ["placement_group", "legal_status", "age_band", "team"])
def test_rows_and_columns_add_to_the_stocks_that_are_printed(breakdown: str) -> None:
    """Generated children, some in two periods of care at once."""
    chance = random.Random(breakdown)
    days = [f"2023-{month:02d}-{day:02d}" for month in (10, 11, 12) for day in (1, 9, 30)]
    children = []
    for number in range(80):
        start, *rest = sorted(chance.sample(days, 3))
        end = chance.choice([None, rest[-1]])
        homes = [(start, chance.choice(["U6", "P1", "K2", "T0"]))]
        if chance.random() < 0.5:
            homes.append((rest[0], chance.choice(["U1", "K2"])))
        child = care(f"c{number}", start, end, *homes)
        child["legal_statuses"][0]["legal_status"] = chance.choice(["V2", "C1", "C2"])
        child["involvements"] = [
            {
                "involvement_id": f"i{number}",
                "person_id": f"c{number}",
                "role": "allocated_worker",
                "team_id": chance.choice(["north", "south"]),
                "start_date": DAY(chance.choice(days)),
            }
        ]
        if chance.random() < 0.2:
            child["cla_periods"].append({**child["cla_periods"][0], "cla_period_id": f"twin {number}"})
        children.append(child)
    source, catalogue = source_of(*children), shipped_measures()
    measure = catalogue["cla_count"]
    printed = compute(source, catalogue, [measure], [NOVEMBER, DECEMBER], [breakdown])
    found = flow(source, catalogue, measure, "E1", NOVEMBER, DECEMBER, breakdown)
    for period, stock in ((NOVEMBER, found.stock_then()), (DECEMBER, found.stock_now())):
        groups = printed.groups("cla_count", "E1", str(period), breakdown)
        beside = {r.group: r.value for r in groups if r.value and r.group != "10-17"}
        assert stock == beside
        assert sum(stock.values()) == printed.get("cla_count", "E1", str(period)).value


def test_a_child_in_two_groups_at_once_is_one_child() -> None:
    child = care("twice", "2023-05-01", None, ("2023-05-01", "U6"))
    first = {**child["cla_periods"][0], "primary_need": "N1"}
    child["cla_periods"] = [first, {**first, "cla_period_id": "twin", "primary_need": "N4"}]
    catalogue = shipped_measures()
    found = flow(
        source_of(child), catalogue, catalogue["cla_count"], "E1", NOVEMBER, DECEMBER, "primary_need"
    )
    assert found.cells == {("N1", "N1"): 1}


def test_a_day_outside_the_cover_says_why() -> None:
    catalogue = shipped_measures()
    source = source_of(*CHILDREN, cover={"from": DAY("2023-12-05"), "to": DAY("2024-01-31")})
    found = flow(source, catalogue, catalogue["cla_count"], "E1", NOVEMBER, DECEMBER, "placement_group")
    assert (found.cells, found.reason) == (
        {},
        "periods of care as at a day are known from 5 December 2023",
    )


def test_what_has_no_flows_is_refused() -> None:
    catalogue, source = shipped_measures(), snapshot_of({}, [])
    with pytest.raises(UsageError, match="stocks that count children"):
        flow(source, catalogue, catalogue["cla_started"], "E1", NOVEMBER, DECEMBER, "team")
    with pytest.raises(UsageError, match="Did you mean 'legal_status'"):
        flow(source, catalogue, catalogue["cla_count"], "E1", NOVEMBER, DECEMBER, "legal_state")
