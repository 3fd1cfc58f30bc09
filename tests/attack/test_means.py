"""Means of few, attacked: what one case came with is no difference of two sums.

A mean and the number that it is of give the sum behind it. Two means over twelve months, a month apart, give
what those who came and those who went were worth: of one case at court its weeks. The attacker knows every
number of cases to the unit, also of each month, and reads each printed mean as far as its step says
(docs/explanation/disclosure.md, "What is published").
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import inf

import numpy as np
import pytest
from scipy.optimize import linprog

from goldenthread.analysis.disclosure import DEFAULT, Earlier, suppress
from goldenthread.base.periods import month, parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.model.result import ALL, Result, Status
from goldenthread.model.results import Results
from tests.attack.by_hand import Table, release, results
from tests.attack.worlds import AUTHORITY

MEAN = "care_proceedings_weeks"
FIRST, MONTHS, WINDOW = parse("2022-01").first_month, 18, 12
OPEN = 0.1
"""The share of what few cases came with by which it must stay open to either side."""

Weeks = list[list[int]]
"""Of each month, from the eleventh before the first, the weeks of each case that ended in it."""


def ended(seed: int) -> Weeks:
    """About one case a month."""
    rng = random.Random(seed)
    return [
        [int(rng.lognormvariate(3.4, 0.5)) for _ in range(rng.choice((0, 0, 1, 1, 1, 2, 3)))]
        for _ in range(MONTHS + WINDOW - 1)
    ]


def label(at: int) -> str:
    return month(FIRST + at).label


def months_to(at: int) -> str:
    """The twelve months to the end of a month."""
    return f"R12-{label(at)}"


def place(row: Result) -> int:
    """The month with which a row ends."""
    return parse(row.period).last_month - FIRST


def windows(weeks: Weeks) -> list[list[int]]:
    """The cases of the twelve months to each month that is printed."""
    return [[d for of in weeks[at : at + WINDOW] for d in of] for at in range(MONTHS)]


def released(weeks: Weeks, each: int = 6) -> list[Results]:
    """A release every few months, each with all months so far."""
    ledger: list[Earlier] = []
    for upto in range(each, MONTHS + 1, each):
        table: Table = {
            (MEAN, months_to(at), "", ""): (sum(some), len(some))
            for at, some in enumerate(windows(weeks)[:upto])
        }
        unrounded = results(table)
        out = suppress(unrounded, shipped_measures(), AUTHORITY, ledger=ledger)
        assert out.report.is_proved
        ledger.append(Earlier(out.results, DEFAULT, unrounded))
    return [one.results for one in ledger]


def steps(mean: float, number: int, finest: float = 0.1) -> float:
    """What the public page says of the step of a mean that moves."""
    tens = 10 * int(5 * int(number / 5 + 0.5) / 10 + 0.5)
    power = finest
    while True:
        for each in (power, 2 * power, 5 * power):
            if each * tens >= mean - 1e-9:
                return each
        power *= 10


def sums(mean: float, number: int, finest: float = 0.1) -> tuple[float, float]:
    """Between what the sum behind a printed mean lies."""
    below, above = (steps(mean * (1 + way), number, finest) for way in (-1e-6, 1e-6))
    return (mean - below / 2) * number, (mean + above / 2) * number


Rows = Sequence[tuple[int, float, float]]
"""The first month of a window of twelve and between what the weeks of its cases lie."""


def read(weeks: Weeks, releases: Sequence[Results]) -> Rows:
    """All that the releases print."""
    rows: dict[tuple[int, float, float], None] = {}
    for row in (row for out in releases for row in out if row.status is Status.OK):
        at = place(row)
        assert row.value is not None
        rows[(at, *sums(row.value, len(windows(weeks)[at])))] = None
    return list(rows)


def best_bounds(weeks: Weeks, rows: Rows, aim: dict[int, int], *, months_known: bool) -> tuple[float, float]:
    """The least and the most that a sum of months can come to. `months_known`: those without cases."""
    matrix = np.zeros((2 * len(rows), len(weeks)))
    limits = []
    for at, (window, low, high) in enumerate(rows):
        matrix[2 * at, window : window + WINDOW] = 1
        matrix[2 * at + 1] = -matrix[2 * at]
        limits += [high, -low]
    least = [(0.0, None if of or not months_known else 0.0) for of in weeks]
    cost = np.zeros(len(weeks))
    cost[list(aim)] = list(aim.values())
    found = []
    for way in (1, -1):
        out = linprog(way * cost, A_ub=matrix, b_ub=limits, bounds=least)
        found.append(way * out.fun if out.status == 0 else way * -inf)
    return found[0], found[1]


def told(weeks: Weeks, rows: Rows) -> list[str]:
    """What is not open enough: the difference of two windows by a tenth of it to either side; of the few
    cases of a month, whatever is known of other months, a range of two tenths of their weeks."""
    found = []
    for at in range(1, MONTHS):
        came, went = sum(weeks[at + WINDOW - 1]), sum(weeks[at - 1])
        least, most = best_bounds(weeks, rows, {at + WINDOW - 1: 1, at - 1: -1}, months_known=False)
        around = OPEN * abs(came - went)
        if came != went and (least > came - went - around + 1e-6 or most < came - went + around - 1e-6):
            found.append(f"{label(at)}: {came} - {went} is between {least:.1f} and {most:.1f}")
    for at, of in enumerate(weeks):
        least, most = best_bounds(weeks, rows, {at: 1}, months_known=True)
        if 0 < len(of) < DEFAULT.threshold and most - least < 2 * OPEN * sum(of):
            found.append(f"month {at}: {sum(of)} is between {least:.1f} and {most:.1f}")
    return found


@pytest.mark.parametrize("seed", range(16))
def test_what_one_case_came_with_is_no_difference_of_two_means(seed: int) -> None:
    weeks = ended(seed)
    rows = read(weeks, released(weeks))
    assert not rows or told(weeks, rows) == []


def test_the_attack_finds_what_means_to_a_tenth_tell() -> None:
    """The same attack on means that are printed to a tenth: it is not blind."""
    weeks = ended(1)
    rows = [
        (at, *((sum(some) / len(some) + way) * len(some) for way in (-0.05, 0.05)))
        for at, some in enumerate(windows(weeks))
        if len(some) >= DEFAULT.smallest_base
    ]
    assert len(told(weeks, rows)) > 10


@pytest.mark.parametrize("seed", range(16))
def test_nor_does_the_number_of_those_a_mean_is_of_tell_that_one_came(seed: int) -> None:
    """The number is taken to be known wherever a mean is printed: two that are printed near each other differ
    by nobody, or by more than a few."""
    weeks = ended(seed)
    numbers = {at: len(windows(weeks)[at]) for at, _, _ in read(weeks, released(weeks))}
    assert not [
        (label(other), label(at))
        for at, one in numbers.items()
        for other, before in numbers.items()
        if 0 < at - other < WINDOW and 0 < abs(one - before) < DEFAULT.threshold
    ]


COST, GROUP = "placement_cost_weekly_avg", "placement_group"


def placed(seed: int) -> list[dict[int, int]]:
    """Of each month the weekly cost of each child in care: some 150, of whom a few come and go."""
    rng = random.Random(seed)
    now = {child: int(rng.lognormvariate(6.6, 0.7)) for child in range(150)}
    months, born = [], 150
    for _ in range(MONTHS):
        gone = set(rng.sample(sorted(now), rng.randint(0, 4)))
        now = {child: cost for child, cost in now.items() if child not in gone}
        for _ in range(rng.randint(0, 4)):
            now[born] = int(rng.lognormvariate(6.6, 0.7))
            born += 1
        months.append(now)
    return months


@pytest.mark.parametrize("seed", range(8))
def test_what_one_place_costs_is_no_difference_of_two_means(seed: int) -> None:
    """A stock, whose number everybody knows. Most months are printed, and no difference of two is close."""
    months = placed(seed)
    table: Table = {(COST, label(at), "", ""): (sum(now.values()), len(now)) for at, now in enumerate(months)}
    out = suppress(results(table), shipped_measures(), AUTHORITY)
    assert out.report.is_proved
    known = {}
    for row in out.results:
        if row.status is Status.OK and row.value is not None:
            at = place(row)
            known[at] = sums(row.value, len(months[at]), finest=1.0)
    assert len(known) > MONTHS * 2 / 3
    for at, (low, high) in known.items():
        if at - 1 in known:
            move = sum(months[at].values()) - sum(months[at - 1].values())
            before_low, before_high = known[at - 1]
            mean = sum(months[at].values()) / len(months[at])
            around = OPEN * (min(abs(move), 3 * mean) + mean)
            assert move == 0 or low - before_high <= move - around + 1e-6
            assert move == 0 or high - before_low >= move + around - 1e-6


def shown(table: Table) -> set[str]:
    """The groups of December that a release prints."""
    (out,) = release([table])
    assert out.report.is_proved
    return {row.group for row in out.results if row.status is Status.OK}


def test_a_mean_of_few_is_not_what_others_leave() -> None:
    """The cost of two placements is the whole less the rest, where the numbers are known."""
    table: Table = {
        (COST, "2023-12", "", ""): (60_000, 60),
        (COST, "2023-12", GROUP, "foster"): (50_000, 58),
        (COST, "2023-12", GROUP, "residential"): (10_000, 2),
    }
    assert shown(table) == {ALL}


def test_a_mean_of_nothing_says_that_others_have_it_all() -> None:
    """Twelve places with parents at no cost: the 5,590 pounds of the one in a home are all that there is."""
    table: Table = {
        (COST, "2023-12", "", ""): (5_590, 13),
        (COST, "2023-12", GROUP, "parents"): (0, 12),
        (COST, "2023-12", GROUP, "residential"): (5_590, 1),
    }
    assert not {ALL, "parents"} <= shown(table)


def test_what_each_adds_is_known_and_a_sum_of_few_stays_open_all_the_same() -> None:
    """Three homes at 15,000 pounds each: none makes up most, and their sum is known to a few per cent."""
    table: Table = {
        (COST, "2023-12", "", ""): (70_000, 53),
        (COST, "2023-12", GROUP, "foster_in_house"): (25_000, 50),
        (COST, "2023-12", GROUP, "residential"): (45_000, 3),
    }
    adds = {
        (COST, "2023-12", ALL, ALL): (15_000.0, 15_000.0),
        (COST, "2023-12", GROUP, "foster_in_house"): (500.0, 500.0),
        (COST, "2023-12", GROUP, "residential"): (15_000.0, 15_000.0),
    }
    out = suppress(results(table), shipped_measures(), AUTHORITY, contributions=adds)
    assert out.report.is_proved
    printed = {row.group for row in out.results if row.status is Status.OK}
    assert not {ALL, "foster_in_house"} <= printed


def test_a_mean_over_months_that_nothing_prints_is_withheld() -> None:
    """The days of those adopted in twelve months: no month's own number ties two of them together."""
    table: Table = {("adoption_entry_to_placed_days", "2023-12", "", ""): (21_600, 36)}
    assert shown(table) == set()
