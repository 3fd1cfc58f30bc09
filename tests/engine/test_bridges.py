"""Bridges from opening to closing: by hand, and over generated councils against a walk over their records."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from typing import Any

import pytest

from goldenthread.base.errors import UsageError
from goldenthread.base.periods import parse
from goldenthread.engine.bridges import CARRIED_ON, STOCKS, bridge
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.compute import compute
from goldenthread.model.bridge import Bridge, BridgeLine
from goldenthread.warehouse.memory import MemorySnapshot
from tests.support.engine_run import snapshot_of

DAY = dt.date.fromisoformat
DECEMBER = parse("2023-12")
FACTS = ("cp_plans", "looked_after", "care_ends", "referrals", "early_help_episodes")
TEAMS = ("north", "south", "west")

Rows = list[dict[str, Any]]


def plan(number: int, child: str, start: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    made = {"cp_plan_id": f"p{number}", "person_id": child, "start_date": DAY(start), "is_ola": False}
    return {**made, "end_date": end and DAY(end), "latest_category": "NEG", **more}


def held_by(team: str, child: str, start: str, end: str | None = None) -> dict[str, Any]:
    made = {"involvement_id": f"{child} {team} {start}", "person_id": child, "role": "allocated_worker"}
    return {**made, "team_id": team, "start_date": DAY(start), "end_date": end and DAY(end)}


def people(rows: Rows) -> Rows:
    return [{"person_id": child, "dob": DAY("2012-05-02")} for child in {r["person_id"] for r in rows}]


def of_plans(plans: Rows, involvements: Rows | None = None, breakdown: str = "all", **more: Any) -> Bridge:
    tables = {"persons": people(plans), "cp_plans": plans, "involvements": involvements or []}
    source = snapshot_of({"E1": tables}, ["cp_plans"], **more)
    return bridge(source, shipped_measures(), "plans", "E1", DECEMBER, breakdown)


def sums(line: BridgeLine) -> bool:
    came = line.opening + line.started + line.moved_in
    return came - line.ended - line.moved_out + line.unmatched == line.closing


def test_plans_that_came_and_left() -> None:
    found = of_plans([
        plan(1, "ann", "2023-06-01"),  # open all through
        plan(2, "ben", "2023-06-01", "2023-12-31"),  # ended on the last day
        plan(3, "cal", "2023-12-31"),  # started on the last day
        plan(4, "dot", "2023-12-01", "2023-12-20"),  # came and went
        plan(5, "eli", "2023-12-05", "2023-12-05"),  # and on one day
        plan(6, "fay", "2023-06-01", "2023-12-01"),  # ended on the first day, open on the day before
        plan(7, "gil", "2023-06-01", "2023-11-30"),  # ended before
        plan(8, "hal", "2024-01-01"),  # starts after
        plan(9, "ivy", "2023-12-05", is_ola=True),  # another authority's
    ])  # fmt: skip
    expected = BridgeLine("all", 3, 3, 4, 0, 0, 0, 2, {"NEG": 3}, {})
    assert (found.whole, found.groups) == (expected, ())


def test_children_with_more_than_one_plan_are_the_difference_from_the_printed_stock() -> None:
    plans = [plan(1, "ann", "2023-06-01"), plan(2, "ann", "2023-12-05"), plan(3, "ben", "2023-06-01")]
    found = of_plans(plans)
    assert (found.children, found.beyond_children) == ((2, 2), (0, 1))
    source = snapshot_of({"E1": {"persons": people(plans), "cp_plans": plans}}, ["cp_plans"])
    catalogue = shipped_measures()
    printed = compute(source, catalogue, [catalogue["cp_plans_open"]], [parse("2023-12")], [])
    assert printed.get("cp_plans_open", "E1", "2023-12").value == found.children[1]


def test_a_child_who_changes_team_moves_out_of_one_and_into_the_other() -> None:
    plans = [
        plan(1, "ann", "2023-06-01"),
        plan(2, "ben", "2023-12-04", "2023-12-20"),
        plan(3, "cal", "2023-12-04"),
    ]
    teams = [
        held_by("north", "ann", "2023-06-01", "2023-12-10"), held_by("south", "ann", "2023-12-10"),
        held_by("north", "ben", "2023-06-01", "2023-12-10"), held_by("south", "ben", "2023-12-10"),
        held_by("south", "cal", "2023-06-01"),
    ]  # fmt: skip
    found = {line.group: line for line in of_plans(plans, teams, "team").groups}
    assert found == {
        "north": BridgeLine("north", 1, 1, 0, 0, 2, 0, 0, {"NEG": 1}, {}),
        "south": BridgeLine("south", 0, 1, 1, 2, 0, 0, 2, {"NEG": 1}, {}),
    }


def test_an_end_before_the_start_is_a_line_of_its_own_and_the_bridge_still_adds() -> None:
    found = of_plans([plan(1, "ann", "2023-12-20", "2023-11-10"), plan(2, "ben", "2023-06-01")])
    assert found.whole == BridgeLine("all", 1, 1, 0, 0, 0, -1, 1, {"NEG": 1}, {})


def test_reasons_of_care_say_what_only_carried_on() -> None:
    periods = [
        {"cla_period_id": "a1", "person_id": "ann", "start_date": DAY("2023-01-10"), "end_reason": "X1"},
        {"cla_period_id": "a2", "person_id": "ann", "start_date": DAY("2023-12-10")},
        {"cla_period_id": "b1", "person_id": "ben", "start_date": DAY("2023-01-10"), "end_reason": "E4A"},
        {"cla_period_id": "c1", "person_id": "cal", "start_date": DAY("2023-12-11"), "primary_need": "N1"},
        {"cla_period_id": "e1", "person_id": "eve", "start_date": DAY("2023-12-30")},
        {"cla_period_id": "d1", "person_id": "dot", "start_date": DAY("2023-01-10")},
    ]
    ends = {"a1": "2023-12-10", "b1": "2023-12-12", "d1": "2023-12-31"}
    for row in periods:
        end = ends.get(str(row["cla_period_id"]))
        row |= {"is_short_breaks": False, "end_date": end and DAY(end)}
    tables = {"persons": people(periods), "cla_periods": periods}
    found = bridge(
        snapshot_of({"E1": tables}, ["looked_after", "care_ends"]), shipped_measures(), "care", "E1", DECEMBER
    )
    assert found.whole == BridgeLine(
        "all", 3, 3, 3, 0, 0, 0, 3,
        {"N1": 1, CARRIED_ON: 1, "unknown": 1}, {CARRIED_ON: 1, "home_planned": 1, "unknown": 1},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "started", "ended"),
    [
        ("primary_need", {"new": 1}, {"home_planned": 1}),
        ("end_reason", {"N1": 1}, {"unknown": 1}),
    ],
)
def test_where_one_reason_is_not_supplied_the_other_is_given(
    column: str, started: dict[str, int], ended: dict[str, int]
) -> None:
    care = {"is_short_breaks": False, "primary_need": "N1", "end_reason": "E4A"}
    periods = [
        {
            "cla_period_id": "a",
            "person_id": "ann",
            "start_date": DAY("2023-01-10"),
            "end_date": DAY("2023-12-05"),
        },
        {"cla_period_id": "b", "person_id": "ben", "start_date": DAY("2023-12-10"), "end_date": None},
    ]
    rows = [{name: value for name, value in {**row, **care}.items() if name != column} for row in periods]
    source = snapshot_of(
        {"E1": {"persons": people(rows), "cla_periods": rows}},
        ["looked_after", "care_ends"],
        cover={"absent": {"cla_periods": {column}}},
    )
    found = bridge(source, shipped_measures(), "care", "E1", DECEMBER).whole
    assert found is not None
    assert (found.started_by, found.ended_by) == (started, ended)


def test_a_bridge_begins_where_the_stock_is_known() -> None:
    known = {"from": DAY("2023-12-01"), "to": DAY("2024-01-31")}
    found = of_plans([plan(1, "ann", "2023-06-01")], cover=known)
    assert (found.whole, found.reason) == (
        None,
        "child protection plans as at a day are known from 1 December 2023",
    )


def test_what_has_no_bridge_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean 'plans'"):
        bridge(snapshot_of({}, []), shipped_measures(), "plan", "E1", DECEMBER)
    with pytest.raises(UsageError, match="no breakdown 'provider'"):
        bridge(snapshot_of({}, []), shipped_measures(), "plans", "E1", DECEMBER, "provider")


def made_council(seed: int) -> dict[str, Rows]:
    """Plans, episodes and periods of care with dates around December, some of them impossible."""
    chance = random.Random(seed)
    days = [DAY("2023-10-25") + dt.timedelta(n) for n in range(0, 85, 3)]
    edges = [DAY(day) for day in ("2023-11-30", "2023-12-01", "2023-12-31", "2024-01-01")]

    def day() -> dt.date:
        return chance.choice(days + 5 * edges)

    def span() -> tuple[dt.date, dt.date | None]:
        start = day()
        return start, chance.choice((None, day(), start))

    tables: dict[str, Rows] = {name: [] for name in ("cp_plans", "cla_periods", "referrals", "involvements")}
    tables["early_help_episodes"] = []
    keys = {
        "cp_plans": ("cp_plan_id", "start_date", "end_date"),
        "cla_periods": ("cla_period_id", "start_date", "end_date"),
        "referrals": ("referral_id", "referral_date", "closure_date"),
        "early_help_episodes": ("episode_id", "start_date", "end_date"),
    }
    for name, (key, first, last) in keys.items():
        for number in range(chance.randrange(12)):
            start, end = span()
            row = {key: f"{number}", "person_id": f"c{chance.randrange(6)}", first: start, last: end}
            if name == "cp_plans":
                row["is_ola"] = chance.random() < 0.1
            if name == "cla_periods":
                row["is_short_breaks"] = chance.random() < 0.1
            tables[name].append(row)
    for number in range(12):
        start, end = span()
        made = held_by(chance.choice(TEAMS), f"c{chance.randrange(6)}", "2023-12-01")
        dated = {"involvement_id": f"i{number}", "start_date": start, "end_date": end}
        tables["involvements"].append({**made, **dated})
    tables["persons"] = [{"person_id": f"c{n}", "dob": DAY("2015-05-02")} for n in range(6)]
    return tables


COUNCILS = {f"A{seed}": made_council(seed) for seed in range(30)}


@pytest.fixture(scope="module")
def source() -> MemorySnapshot:
    return snapshot_of(COUNCILS, FACTS)


@pytest.mark.parametrize("name", STOCKS)
def test_every_bridge_adds_and_its_groups_add_to_it(source: MemorySnapshot, name: str) -> None:
    catalogue, periods = shipped_measures(), [parse(p) for p in ("2023-12", "FY2023-24Q3")]
    breakdown = "locality" if name == "need" else "team"
    moved = unmatched = 0
    for authority, period in ((a, p) for a in COUNCILS for p in periods):
        found = bridge(source, catalogue, name, authority, period, breakdown)
        assert found.reason == ""
        assert found.whole is not None
        assert all(sums(line) for line in (found.whole, *found.groups))
        for part in ("opening", "started", "ended", "closing"):
            assert sum(getattr(line, part) for line in found.groups) == getattr(found.whole, part)
        assert sum(line.moved_in - line.moved_out for line in found.groups) == 0
        for line in (found.whole, *found.groups):
            assert sum(line.started_by.values()) in (0, line.started)
            assert sum(line.ended_by.values()) in (0, line.ended)
        moved += sum(line.moved_in for line in found.groups)
        unmatched += abs(found.whole.unmatched)
    assert unmatched
    assert moved or name == "need"


def test_a_bridge_ends_in_the_stock_that_is_printed_and_counts_the_flows_that_are(
    source: MemorySnapshot,
) -> None:
    catalogue = shipped_measures()
    printed = ("cp_plans_open", "cla_count", "early_help_open_children", "cp_plans_started", "cp_plans_ended")
    results = compute(source, catalogue, [catalogue[name] for name in printed], [DECEMBER], [])
    found = {(n, a): bridge(source, catalogue, n, a, DECEMBER) for n in STOCKS for a in COUNCILS}
    for authority in COUNCILS:
        value = {name: results.get(name, authority, "2023-12").value for name in printed}
        for name in ("plans", "care", "early_help"):
            assert found[name, authority].children[1] == value[STOCKS[name].measure]
        plans = found["plans", authority].whole
        assert plans is not None
        assert (plans.started, plans.ended) == (value["cp_plans_started"], value["cp_plans_ended"])


def recount(rows: Rows, start: str, end: str, first: dt.date, last: dt.date) -> Counter[str]:
    before, found = first - dt.timedelta(1), Counter[str]()
    for row in rows:
        for way, day in (("opening", before), ("closing", last)):
            found[way] += row[start] <= day and (row[end] is None or row[end] > day)
        found["started"] += first <= row[start] <= last
        found["ended"] += row[end] is not None and first <= row[end] <= last
    return found


def test_the_parts_are_those_of_a_walk_over_the_records(source: MemorySnapshot) -> None:
    catalogue = shipped_measures()
    for authority, tables in COUNCILS.items():
        plans = [row for row in tables["cp_plans"] if not row["is_ola"]]
        expected = recount(plans, "start_date", "end_date", DECEMBER.start, DECEMBER.end)
        found = bridge(source, catalogue, "plans", authority, DECEMBER).whole
        assert found is not None
        assert {part: getattr(found, part) for part in expected} == dict(expected)
