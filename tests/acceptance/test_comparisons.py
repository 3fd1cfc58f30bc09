"""The sample beside real published figures: each comparison that the explanation lists, to its last digit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from goldenthread.analysis.comparators import Comparator, Comparators, Wanted, comparators, every_comparators
from goldenthread.base.folders import SETTINGS
from goldenthread.base.numbers import round_half_up
from goldenthread.cli.compared_with import wanted
from goldenthread.engine.cards import shipped_measures
from goldenthread.sample.comparators import FILE, rows, write
from goldenthread.sample.council import Council
from goldenthread.sample.planted import EXACT
from goldenthread.sources.published import read_published
from goldenthread.sources.published.typed import NEEDED, OPTIONAL
from goldenthread.warehouse.published.statistics import PublishedStatistics
from goldenthread.warehouse.published.store import open_published, store_published
from goldenthread.warehouse.workspace import create, read
from tests.acceptance.test_sample import PLANTED
from tests.support.published import TODAY, real_delivery
from tests.support.solmere import CODE, MONTH, NAME

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "comparisons-of-the-sample.md"
DECEMBER = dt.date(2023, 12, 31)
PUBLISHED, TYPED = "From published statistics", "Typed in"
NEIGHBOURS, LATER = "Neighbours", "Neighbours by the later model"
CHILDREN = 49_978
"""The sample's population, as known in December 2023."""

VALUES = {
    "cla_rate": 510 / CHILDREN * 10_000,
    "cp_plan_rate": EXACT["cp_stock"][MONTH] / CHILDREN * 10_000,
    "rereferrals_12m_pct": EXACT["rereferrals"][MONTH] / EXACT["referrals"][MONTH] * 100,
    "early_help_rate": EXACT["early_help_stock"][MONTH] / CHILDREN * 10_000,
    "care_applications_rate": 9 / CHILDREN * 10_000,
}
"""What is planted in the sample, unrounded."""


@dataclass(frozen=True)
class Line:
    """A row of the page: what a measure of the sample is set beside, each name with its figure as printed."""

    part: str
    measure: str
    own: str
    beside: dict[str, str]
    period: str
    series: str


def lines() -> Iterator[Line]:
    """The rows of the page's two tables."""
    for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:3]:
        heading, _, text = part.partition("\n")
        for row in text.splitlines():
            if row.startswith("| `"):
                measure, own, beside, period, series, _ = (cell.strip(" `") for cell in row.split("|")[1:-1])
                named = dict(one.strip().rsplit(" ", 1) for one in beside.split(","))
                yield Line(heading, measure, own, named, period, series)


LINES = tuple(lines())
NOBODY = Council(CODE, NAME, DECEMBER, {})


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> tuple[PublishedStatistics, Wanted]:
    """A workspace with all real files and the sample's own, compared as Southampton; whom it wants."""
    real = real_delivery().files
    folder = tmp_path_factory.mktemp("compared")
    write(NOBODY, folder / "benchmarks")
    workspace, _ = create(folder / "here", CODE, NAME, folder / "council.key")
    with (workspace.root / SETTINGS).open("a", encoding="utf-8") as file:
        file.write("comparators:\n  compared_as: E06000045\n  authorities: [851, 850, 921]\n")
    typed = read_published([folder / "benchmarks" / FILE], today=TODAY).files
    store_published(workspace, [*real, *typed])
    return open_published(workspace), wanted(read(workspace.root))


def found(here: tuple[PublishedStatistics, Wanted], measure: str, when: dt.date = DECEMBER) -> Comparators:
    published, whom = here
    card = shipped_measures()[measure]
    return comparators(card, CODE, when, published, value=VALUES.get(measure), wanted=whom)


def named(one: Comparator) -> str:
    """A comparator by the page's name for it."""
    if one.kind == "neighbours":
        return LATER if one.model == "2025-05" else NEIGHBOURS
    return one.name.removesuffix(", typed in")


def test_the_page_has_both_tables_and_every_row_that_was_typed_in() -> None:
    assert {one.part for one in LINES} == {PUBLISHED, TYPED}
    typed = [dict(zip((*NEEDED, *OPTIONAL), row, strict=True)) for row in rows()]
    names = {"England": "England", "E12000008": "South East"}
    told = {(one["series"], one["area_name"] or names[one["area"]], one["value"]) for one in typed}
    page = [one for one in LINES if one.part == TYPED]
    assert {(one.series, name, value) for one in page for name, value in one.beside.items()} == told


def test_the_samples_own_figures_are_those_planted() -> None:
    for one in LINES:
        assert one.own == (str(round_half_up(VALUES[one.measure], 1)) if one.measure in VALUES else "")
    assert PLANTED["cla_rate", MONTH] == (510, CHILDREN)
    assert PLANTED["care_applications_rate", "FY2023-24Q2"] == (9, CHILDREN)


@pytest.mark.parametrize("line", LINES, ids=lambda one: f"{one.measure}, {one.period}, {[*one.beside]}")
def test_each_comparison_is_reproduced(here: tuple[PublishedStatistics, Wanted], line: Line) -> None:
    when = DECEMBER
    if line.period.startswith("at 30 September"):
        when = dt.date(int(line.period[-4:]), 9, 30)
    those = found(here, line.measure, when)
    every = [*those.items, *(one for one in those.other_neighbours if one.average == "mean")]
    of_series = [one for one in every if one.series == line.series and one.period_label == line.period]
    by_name = {named(one): one for one in of_series}
    for name, value in line.beside.items():
        one = by_name[name]
        assert one.value is not None
        places = len(value.partition(".")[2])
        assert str(round_half_up(one.value, places)) == value, name
        assert one.typed == (line.part == TYPED)
        assert one.name.endswith(", typed in") == one.typed
        assert one.source.startswith("Typed in for the sample, as quoted in") == one.typed
        assert one.like
        assert one.verdict


def test_the_target_is_the_neighbours_average_of_the_model_then_in_force(
    here: tuple[PublishedStatistics, Wanted],
) -> None:
    (one,) = found(here, "cla_rate").of_kind("neighbours")
    assert (one.model, one.n, one.average) == ("2021-04", 10, "mean")
    assert one.value == pytest.approx(100.2)
    assert round_half_up(one.value or 0) == 100


def test_every_yearly_figure_is_of_the_last_financial_year(here: tuple[PublishedStatistics, Wanted]) -> None:
    """All measures, not those of the page alone: by the report, the comparisons are of 2022-23."""
    published, whom = here
    every = every_comparators(shipped_measures().values(), CODE, DECEMBER, published, wanted=whom)
    yearly = [
        one
        for those in every.values()
        for one in those.items
        if not one.typed and one.period_kind in ("financial year", "at 31 March")
    ]
    assert len(yearly) > 150
    assert {one.period_end for one in yearly} == {dt.date(2023, 3, 31)}


def test_a_place_is_among_the_year_and_nothing_typed_in_is_ranked(
    here: tuple[PublishedStatistics, Wanted],
) -> None:
    rank = found(here, "rereferrals_12m_pct").rank
    assert rank is not None
    assert rank.period_label == "year ending 31 March 2023"
    assert rank.of > 140
    for measure in ("early_help_rate", "care_applications_rate"):
        assert found(here, measure).rank is None
