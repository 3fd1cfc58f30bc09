"""What drove a change: the lines add to the change, whatever the groups; worked out by hand and at random."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import permutations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.analysis.drivers import Counted, Driver, Drivers, counts, drivers, ratios
from goldenthread.base.periods import parse
from goldenthread.model.measure import Per, Split
from goldenthread.model.result import Result, Status
from goldenthread.model.results import SCHEMA, Results
from tests.analysis.build import measure

NOVEMBER, DECEMBER = parse("2023-11"), parse("2023-12")
Sides = dict[str, tuple[Counted, Counted]]

numbers = st.integers(0, 10_000).map(float)
sides = st.tuples(st.tuples(numbers, numbers), st.tuples(numbers, numbers))
several = st.dictionaries(st.sampled_from("abcdefgh"), sides, max_size=8)


def added(found: Drivers) -> float:
    return math.fsum(line.total or 0 for line in found.lines)


@given(sides, several)
def test_differences_of_counts_add_to_the_change(whole: tuple[Counted, Counted], groups: Sides) -> None:
    found = counts(whole, groups)
    assert added(found) == pytest.approx(whole[1][0] - whole[0][0], abs=1e-9)


@given(sides, several, st.sampled_from([1.0, 100.0, 10_000.0]))
def test_own_and_mix_effects_add_to_the_change(
    whole: tuple[Counted, Counted], groups: Sides, times: float
) -> None:
    """Also where the groups leave a rest, overlap, are empty or have a numerator and no denominator."""
    whole = tuple((n, d + 1) for n, d in whole)  # type: ignore[assignment]
    found = ratios(whole, groups, times)
    change = times * (whole[1][0] / whole[1][1] - whole[0][0] / whole[0][1])
    largest = max(abs(line.total or 0) for line in found.lines) if found.lines else 0.0
    assert added(found) == pytest.approx(change, abs=1e-9 * max(1.0, largest))


@given(several.filter(bool))
def test_a_group_that_did_not_change_in_an_unchanged_mix_adds_nothing(groups: Sides) -> None:
    same = {name: ((n0, d0 + 1), (n1, d0 + 1)) for name, ((n0, d0), (n1, _)) in groups.items()}
    same["steady"] = ((3.0, 7.0), (3.0, 7.0))
    whole = tuple(
        (sum(sides[i][0] for sides in same.values()), sum(sides[i][1] for sides in same.values()))
        for i in (0, 1)
    )
    found = ratios(whole, same, 100.0)  # type: ignore[arg-type]
    steady = next(line for line in found.groups if line.group == "steady")
    assert (steady.own, steady.mix) == (0.0, 0.0)
    assert all(line.mix == 0.0 for line in found.groups)


@given(several.filter(bool))
def test_neither_period_comes_first(groups: Sides) -> None:
    """Exchanging the periods turns every sign and changes nothing else."""
    whole = ((5.0, 20_000.0), (9.0, 30_000.0))
    forth = {line.group: line for line in ratios(whole, groups, 1.0).lines}
    turned = {name: (now, then) for name, (then, now) in groups.items()}
    for line in ratios((whole[1], whole[0]), turned, 1.0).lines:
        assert line.own == pytest.approx(-(forth[line.group].own or 0), abs=1e-12)
        assert line.mix == pytest.approx(-(forth[line.group].mix or 0), abs=1e-12)


def test_the_own_effects_are_the_shapley_value_of_the_rates() -> None:
    """Rates and parts are two players; each gets its mean marginal effect over both orders of arrival."""
    groups: Sides = {"a": ((10, 50), (30, 60)), "b": ((40, 100), (35, 90)), "c": ((5, 50), (6, 10))}
    whole = ((55.0, 200.0), (71.0, 160.0))
    found = ratios(whole, groups, 100.0)

    def value(rates: int, parts: int) -> float:
        return 100 * sum(
            group[parts][1] / whole[parts][1] * group[rates][0] / group[rates][1] for group in groups.values()
        )

    gained = {"rates": 0.0, "parts": 0.0}
    for order in permutations(("rates", "parts")):
        state = {"rates": 0, "parts": 0}
        for player in order:
            before = value(**state)
            state[player] = 1
            gained[player] += (value(**state) - before) / 2
    assert sum(line.own or 0 for line in found.groups) == pytest.approx(gained["rates"], abs=1e-12)
    assert sum(line.mix or 0 for line in found.groups) == pytest.approx(gained["parts"], abs=1e-12)


def test_a_larger_part_of_a_group_above_the_whole_raises_it() -> None:
    """By hand: each group keeps its rate (80% and 20%); the first grows from half to three quarters."""
    found = ratios(((50, 100), (65, 100)), {"high": ((40, 50), (60, 75)), "low": ((10, 50), (5, 25))}, 100.0)
    assert [(line.group, line.own) for line in found.groups] == [("high", 0.0), ("low", 0.0)]
    assert [line.mix for line in found.groups] == pytest.approx([0.25 * 22.5, 0.25 * 37.5])


RATE = measure(form="rate", per=Per("0-17", 10_000), id="m")
COUNT = measure(form="count", id="m")


def results(*made: Result) -> Results:
    columns = {name: [getattr(r, name) for r in made] for name in SCHEMA.names if name not in ("flags",)}
    return Results(pa.table({**columns, "flags": [""] * len(made)}).select(SCHEMA.names).cast(SCHEMA))


def row(period: str, group: str, top: float | None, bottom: float | None = None, **more: object) -> Result:
    breakdown = "all" if group == "all" else "team"
    value = top if bottom is None or top is None else (top / bottom if bottom else None)
    status = Status.OK if value is not None else Status.NO_CASES
    made = Result("m", "E1", period, "flow", breakdown, group, top, bottom, value, status, "s", 1)
    return replace(made, **more)  # type: ignore[arg-type]


def absent(period: str, group: str, status: Status, reason: str) -> Result:
    return row(period, group, None, None, status=status, value=None, reason=reason)


def found(made: Results, of: object = COUNT, breakdown: str = "team") -> Drivers:
    return drivers(of, made, "E1", NOVEMBER, DECEMBER, breakdown)  # type: ignore[arg-type]


def test_the_largest_contribution_stands_first_and_the_rest_last() -> None:
    made = results(
        row("2023-11", "all", 10), row("2023-11", "north", 4), row("2023-11", "south", 5),
        row("2023-12", "all", 20), row("2023-12", "north", 5), row("2023-12", "south", 12),
    )  # fmt: skip
    assert [(line.group, line.total) for line in found(made).lines] == [
        ("south", 7.0),
        ("north", 1.0),
        ("rest", 2.0),
    ]
    assert found(made).difference == 10.0


def test_groups_that_add_to_the_total_leave_no_rest() -> None:
    made = results(row("2023-11", "all", 4), row("2023-11", "north", 4), row("2023-12", "all", 5),
                   row("2023-12", "north", 2), row("2023-12", "unknown", 3))  # fmt: skip
    assert found(made).rest is None
    assert {line.group for line in found(made).lines} == {"north", "unknown"}


def test_a_group_without_a_figure_is_shown_and_is_in_the_rest() -> None:
    nobody = "no population for this group"
    made = results(
        row("2023-11", "all", 10, 1000),
        row("2023-11", "north", 6, 1000),
        absent("2023-11", "unknown", Status.NOT_AVAILABLE, nobody),
        row("2023-12", "all", 12, 1000),
        row("2023-12", "north", 7, 1000),
        absent("2023-12", "unknown", Status.NOT_AVAILABLE, nobody),
    )
    lines = found(made, RATE).lines
    assert [line.group for line in lines] == ["north", "unknown", "rest"]
    assert lines[1] == Driver("unknown", None, None, reason=nobody)
    assert [lines[0].total, lines[2].total] == pytest.approx([10.0, 10.0])


def test_the_band_beside_the_others_is_not_added() -> None:
    bands = {"all": (3, 5), "10-15": (2, 4), "16-17": (1, 1), "10-17": (3, 5)}
    made = results(
        *(row("2023-11", band, then) for band, (then, _) in bands.items()),
        *(row("2023-12", band, now) for band, (_, now) in bands.items()),
    )
    assert [(line.group, line.total) for line in found(made).lines] == [("10-15", 2.0), ("16-17", 0.0)]


def test_a_breakdown_that_one_period_lacks_says_why() -> None:
    missing = absent("2023-11", "all", Status.NOT_AVAILABLE, "no addresses in the load")
    made = results(
        row("2023-11", "all", 3),
        replace(missing, breakdown="team"),
        row("2023-12", "all", 5),
        row("2023-12", "north", 5),
    )
    assert found(made).groups == ()
    assert found(made).reason == "no team for November 2023: no addresses in the load"


@pytest.mark.parametrize(
    ("of", "reason"),
    [
        (measure(form="median"), "a median is not made up of those of its groups"),
        (measure(form="index"), "an index is not made up of those of its groups"),
        (measure(split=Split("grade")), "its lines are figures of their own and have no total"),
    ],
)
def test_what_no_groups_add_to_says_so(of: object, reason: str) -> None:
    made = results(row("2023-11", "all", 3), row("2023-12", "all", 5))
    assert found(made, of).reason == reason


def test_a_rate_of_nobody_has_no_drivers() -> None:
    made = results(
        row("2023-11", "all", 3, 1000), row("2023-11", "north", 3, 1000),
        row("2023-12", "all", 3, 1000, denominator=0.0), row("2023-12", "north", 3, 1000),
    )  # fmt: skip
    assert found(made, RATE).reason == "nobody is counted in one of the periods"
    assert found(made, RATE).groups == ()


def test_a_total_without_a_figure_says_why() -> None:
    early = "the timescale of some has not passed"
    made = results(row("2023-11", "all", 3), absent("2023-12", "all", Status.NOT_YET_KNOWN, early))
    assert found(made).reason == early
    assert found(results()).reason == "no figure was computed for November 2023"
