"""Published figures beside a measure: periods, likeness, verdicts by interval, rank, choices."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from statsmodels.stats.proportion import proportion_confint

from goldenthread.analysis.comparators import Choice, Comparator, Comparators, Rank, Side
from goldenthread.publication.charts.description import IntervalChart
from goldenthread.publication.content.comparing import beside_cell, comparators_blocks
from goldenthread.publication.content.look_first import look_first
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.tree import Bullets, ChartBlock, Details, Paragraph, Table
from tests.publication.made_up import made_up_edition
from tests.publication.pages import pages_of, parse, squeeze

NAME = "rereferrals_12m_pct"  # 77 of 308, 25.0%: interval 20.5 to 30.1


def one(kind: str, name: str, value: float | None, **more: object) -> Comparator:
    made = Comparator(
        kind=kind,  # type: ignore[arg-type]
        area=name,
        name=name,
        period_label="2022-23",
        period_kind="financial year",
        value=value,
        symbol="" if value is not None else "u",
        n=1,
        vintage=dt.date(2023, 3, 31),
        released=dt.date(2023, 10, 26),
        how_released="stated",
        polarity="lower",
        source="DfE (c1.csv)",
        like=True,
    )
    return replace(made, **more)  # type: ignore[arg-type]


ENGLAND = one("england", "England", 22.4)
SOUTH_EAST = one("region", "South East", 31.2)
NEIGHBOURS = one(
    "neighbours", "Statistical neighbours, mean", 19.9, n=9, of=10, model="2021-04", average="mean",
    verdict=Side.ABOVE,
)  # fmt: skip
OTHERS = replace(NEIGHBOURS, model="2025-05", value=25.6, verdict=Side.BELOW)
UNLIKE = one("authority", "Elsewhere", 20.0, like=False, why_unlike="the published figure counts a year")
HIDDEN = one("authority", "Hidden", None)
FOUND = Comparators(
    measure=NAME,
    authority="852",
    series="c1",
    unit="percent",
    items=(ENGLAND, SOUTH_EAST, NEIGHBOURS, UNLIKE, HIDDEN),
    own=one("authority", "Southampton", 24.1),
    other_neighbours=(OTHERS,),
    choices=(
        Choice(
            NEIGHBOURS, OTHERS, "above the neighbours by the model of 2021-04, below by the model of 2025-05"
        ),
    ),
    rank=Rank(6, 11, 4, 9, "counts", "B", 24.1, "2022-23"),
)


def shown(found: Comparators | None = FOUND, **more: object) -> Shown:
    comparators = {NAME: found} if found else {}
    edition = made_up_edition(comparators=comparators, **more)
    return next(each for each in all_shown(edition) if each.measure.id == NAME)


def inside(made: Shown) -> tuple[Table, list[str], str]:
    [details] = comparators_blocks(made)
    assert isinstance(details, Details)
    held = [block.table if isinstance(block, ChartBlock) else block for block in details.blocks]
    [table] = [block for block in held if isinstance(block, Table)]
    remarks = [str(item[0]) for block in details.blocks if isinstance(block, Bullets) for item in block.items]
    [credit] = [block for block in details.blocks if isinstance(block, Paragraph)]
    return table, remarks, str(credit.text[0])


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        (
            "England",
            ["22.4%", "2022-23", "", "similar: chance alone may make the difference", "October 2023"],
        ),
        ("South East", ["31.2%", "2022-23", "", "better, by more than chance", "October 2023"]),
        (
            "Statistical neighbours, mean, model of April 2021",
            ["19.9%", "2022-23", "9 of 10", "worse, by more than chance", "October 2023"],
        ),
        (
            "Elsewhere",
            ["20.0%", "2022-23", "", "not compared: the published figure counts a year", "October 2023"],
        ),
    ],
)
def test_each_stands_with_its_period_and_a_verdict_by_interval(name: str, cells: list[str]) -> None:
    table, _, credit = inside(shown())
    rows = {str(row[0][0]): ["".join(map(str, cell)) for cell in row[1:]] for row in table.rows}
    assert rows[name] == cells
    assert credit == "Source: DfE (c1.csv)."


def test_of_a_single_council_only_the_side_is_said() -> None:
    """Its own figure varies by chance as much as ours; how much is not published."""
    [region] = [each for each in FOUND.items if each.name == "South East"]
    one = replace(region, kind="authority", name="Hampshire", verdict=Side.BELOW)
    table, _, _ = inside(shown(replace(FOUND, items=(*FOUND.items, one))))
    said = {str(row[0][0]): str(row[4][0]) for row in table.rows}
    assert said["South East"] == "better, by more than chance"
    assert said["Hampshire"] == "below; their figure varies by chance too"


def test_a_figure_whose_publisher_takes_no_side_is_only_higher_or_lower() -> None:
    neutral = replace(FOUND, items=tuple(replace(each, polarity="neutral") for each in FOUND.items))
    table, _, _ = inside(shown(neutral))
    said = {str(row[0][0]): str(row[4][0]) for row in table.rows}
    assert said["South East"] == "lower, by more than chance"
    assert said["Statistical neighbours, mean, model of April 2021"] == "higher, by more than chance"


def test_a_release_of_no_known_day_and_a_figure_as_now_published_are_said() -> None:
    undated = replace(ENGLAND, how_released="day of loading", as_now=True)
    table, _, _ = inside(shown(replace(FOUND, items=(undated,))))
    [row] = [row for row in table.rows if str(row[0][0]).startswith("England")]
    assert (row[0][0], row[-1][0]) == ("England, as now published", "day not stated")


def test_a_symbol_is_said_and_never_taken_for_a_figure() -> None:
    table, _, _ = inside(shown())
    [row] = [row for row in table.rows if row[0][0] == "Hidden"]
    assert row[1] == ("[u] low reliability, not shown",)
    assert row[4] == ("not compared: there is no figure",)


def test_rank_and_the_choice_that_turns_the_verdict_are_said() -> None:
    _, remarks, _ = inside(shown())
    assert remarks == [
        (
            "The published figure of 2022-23 is 6th of 11 (likely 4th to 9th by the counts behind each "
            "figure), quartile B; 1st is the best."
        ),
        (
            "The choice of neighbours matters: above the neighbours by the model of 2021-04, below by the "
            "model of 2025-05. Statistical neighbours, mean, model of May 2025: 25.6% in 2022-23."
        ),
    ]
    _, remarks, _ = inside(shown(replace(FOUND, rank=None, why_no_rank="neither high nor low is better")))
    assert remarks[0] == "Not ranked: neither high nor low is better."


def drawn(made: Shown) -> list[ChartBlock]:
    [details] = comparators_blocks(made)
    assert isinstance(details, Details)
    return [block for block in details.blocks if isinstance(block, ChartBlock)]


def test_what_is_like_is_drawn_under_the_measure_with_its_interval_both_sets_of_neighbours_too() -> None:
    [block] = drawn(shown())
    assert isinstance(block.chart, IntervalChart)
    own, *others = block.chart.rows
    assert (own.label, own.stands_out) == ("This measure, December 2023", True)
    assert own.value == pytest.approx(25.0)
    low, high = proportion_confint(77, 308, method="wilson")
    assert (own.low, own.high) == pytest.approx((low * 100, high * 100), abs=1e-9)
    assert [(each.label, each.value, each.stands_out) for each in others] == [
        ("England, 2022-23", 22.4, False),
        ("South East, 2022-23", 31.2, False),
        ("Neighbours of April 2021 (mean of 9), 2022-23", 19.9, False),
        ("Neighbours of May 2025 (mean of 9), 2022-23", 25.6, False),
    ]
    assert str(block.finding[0]) == (
        "Re-referrals within 12 months: similar to England and neighbours of May 2025 (mean of 9); better "
        "than South East; worse than neighbours of April 2021 (mean of 9)."
    )


def test_nothing_is_drawn_where_nothing_is_like_or_the_measure_has_no_figure() -> None:
    assert drawn(shown(replace(FOUND, items=(UNLIKE, HIDDEN), choices=()))) == []
    made = shown()
    none = replace(made.edition, results=made.edition.results.rows([]))
    assert drawn(replace(made, edition=none)) == []


def test_both_sets_stand_in_the_table_where_they_say_different_things() -> None:
    """The model of 2021 has the measure worse, that of 2025 neither: each with how many it is made of."""
    table, _, _ = inside(shown())
    rows = [["".join(map(str, cell)) for cell in row] for row in table.rows]
    places = [place for place, row in enumerate(rows) if row[0].startswith("Statistical neighbours")]
    assert places == [3, 4]
    assert rows[4][0] == "Statistical neighbours, mean, model of May 2025"
    assert rows[4][3:5] == ["9 of 10", "similar: chance alone may make the difference"]


def test_another_set_that_says_the_same_is_left_out() -> None:
    alike = replace(OTHERS, value=19.8, verdict=Side.ABOVE)
    table, _, _ = inside(shown(replace(FOUND, other_neighbours=(alike,), choices=())))
    assert sum(str(row[0][0]).startswith("Statistical neighbours") for row in table.rows) == 1


def test_a_set_that_turns_the_verdict_on_the_same_side_stands_too() -> None:
    """Above both, by more than chance beside the one alone."""
    nearer = replace(OTHERS, value=24.0, verdict=Side.ABOVE)
    table, _, _ = inside(shown(replace(FOUND, other_neighbours=(nearer,), choices=())))
    assert sum(str(row[0][0]).startswith("Statistical neighbours") for row in table.rows) == 2


def test_an_invented_council_is_called_so_beside_real_ones() -> None:
    table, remarks, _ = inside(shown(compared_as="Southampton"))
    assert remarks[0].startswith(
        "This council is invented and its figures are synthetic; those beside it are real."
    )
    assert table.rows[0][0][0] == "Southampton, as published, whose place this synthetic council takes"
    _, remarks, _ = inside(shown(compared_as="Southampton", synthetic=False))
    assert remarks[0] == "Compared as Southampton, by decision of the workspace."


def test_the_table_at_a_glance_shows_only_what_is_like() -> None:
    assert beside_cell(shown(), "england")[0] == "22.4%"
    assert beside_cell(shown(replace(FOUND, items=(replace(ENGLAND, like=False),))), "england") == ("–",)
    assert beside_cell(shown(None), "england") == ("–",)


def test_without_published_figures_nothing_is_said_of_them() -> None:
    assert comparators_blocks(shown(None)) == []
    assert "England" not in pages_of(made_up_edition())["index.html"]
    with_them = parse(pages_of(shown().edition)["index.html"])
    headings = [squeeze(cell.text()) for cell in with_them.find("th")]
    assert "England" in headings
    assert "Neighbours" in headings


def test_an_edition_without_a_register_has_no_findings_page() -> None:
    assert look_first(replace(made_up_edition(), register=None), {}) == []
