"""The sample council's figures, against a recount of its files that uses nothing of goldenthread."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest

from goldenthread.base.periods import ending, months_between, parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.figures import figures
from goldenthread.model.result import Result, Status
from goldenthread.warehouse.snapshot import current_snapshot
from goldenthread.warehouse.workspace import read
from tests.support.dataset_recount import MONTHS, QUARTERS, RATES, Figures, recount
from tests.support.solmere import Solmere

pytestmark = pytest.mark.timeout(1200)  # the first test waits for the whole council

Key = tuple[str, str, str, str]
Pair = tuple[float, float | None]

BY_QUARTER = ("sf_forms_completed", "sf_outcome_band_pct", "sf_concern_positive_pct")
"""Measures of months that are looked at by the quarter too."""


@pytest.fixture(scope="module")
def counted(solmere: Solmere) -> Figures:
    return recount(solmere.folder / "sample")


@pytest.fixture(scope="module")
def results(solmere: Solmere, counted: Figures) -> dict[Key, Result]:
    """What the product gives for the measures, periods and breakdowns that were recounted."""
    catalogue = shipped_measures()
    snapshot = current_snapshot(read(solmere.workspace))
    months = list(months_between(parse(MONTHS[0]), parse(MONTHS[-1])))
    quarters = [ending("quarter", month.end) for month in months if month.end.month % 3 == 0]
    both = (
        *figures(snapshot, catalogue, list(catalogue.values()), months, None),
        *figures(snapshot, catalogue, [catalogue[name] for name in BY_QUARTER], quarters, None),
    )
    found = {(one.measure, one.period, one.breakdown, one.group): one for one in both}
    kinds = {(key[0], key[2]) for key in counted}
    periods = {key[1] for key in counted}
    return {key: one for key, one in found.items() if (key[0], key[2]) in kinds and key[1] in periods}


def available(results: dict[Key, Result]) -> Iterator[tuple[Key, Pair]]:
    """The figures that were given. A share of nothing is no figure, but its base is: nought."""
    for key, one in results.items():
        if one.status is Status.NO_CASES:
            yield key, (0, 0)
        elif one.status is Status.OK:
            yield key, (one.numerator or 0, one.denominator)


def test_every_figure_agrees_with_the_recount(
    results: dict[Key, Result], counted: Figures, record_property: Callable[[str, object], None]
) -> None:
    given = dict(available(results))
    of_nobody = {key: (0, None if of is None else 0) for key, (_, of) in given.items()}
    differ = {
        key: (given.get(key), counted.get(key, of_nobody.get(key)))
        for key in given | counted
        if given.get(key) != pytest.approx(counted.get(key, of_nobody.get(key)))
    }
    assert not differ, f"{len(differ)} of {len(given | counted)} differ, such as {list(differ.items())[:5]}"
    measures = len({key[0] for key in given})
    record_property("figures compared", len(given))
    sys.stdout.write(f"{len(given):,} figures of {measures} measures agree\n")


def test_the_recount_is_of_many_measures(counted: Figures) -> None:
    recounted = {key[0] for key in counted}
    assert recounted <= set(shipped_measures())
    assert len(recounted) > 55
    assert {key[1] for key in counted} == {*MONTHS, *QUARTERS}
    assert len(counted) > 13_000


def test_every_month_has_its_figure(results: dict[Key, Result]) -> None:
    """What was recounted was given: only a group without a population has no rate."""
    missing = {key for key, one in results.items() if one.status is Status.NOT_AVAILABLE}
    assert {(name in RATES, group) for name, _, _, group in missing} <= {(True, "unknown")}


def test_values_are_the_share_or_rate_of_their_parts(results: dict[Key, Result]) -> None:
    for one in results.values():
        if one.status is Status.OK and one.denominator:
            times = 10000 if one.measure in RATES else 1 if one.measure == "caseload_per_fte" else 100
            assert one.value == pytest.approx(one.numerator / one.denominator * times)
        elif one.status is Status.OK:
            assert one.value == one.numerator
