"""The tartan rug: an authority and its neighbours on every series."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from goldenthread.analysis.comparators import rug
from goldenthread.sources.published.typed import HEADER
from tests.analysis.comparators.published_made import MEASURES, made, places, statistics
from tests.support.published import TEN, lait

DECEMBER = dt.date(2023, 12, 31)
VALUES = {one: str(10 + at) for at, one in enumerate(TEN)} | {"852": "12.5", "970": "9", TEN[9]: "-"}


def test_one_period_a_row_with_places_among_all(tmp_path: Path) -> None:
    late = ("ReReferral", "2022", "999", "1")
    published = made(tmp_path, "ReReferral", VALUES, late, kind="Financial Year")
    found = rug(MEASURES.values(), "E06000852", DECEMBER, published)
    assert found is not None
    assert (found.authority, found.model) == ("852", "2021-04")
    assert [number for number, _ in found.areas] == ["852", *TEN]
    (row,) = [one for one in found.rows if one.measure == "rereferrals_12m_pct"]
    assert (row.period_label, row.of) == ("year ending 31 March 2023", 10)
    first, last = row.cells[0], row.cells[-1]
    assert (first.value, first.place, first.quartile) == (12.5, 4, "B")
    assert (last.value, last.symbol, last.place) == (None, "-", None)


def test_counts_and_series_without_a_better_side_have_no_places(tmp_path: Path) -> None:
    counts = [("LACnum", "2023", one, "100") for one in VALUES]
    published = made(tmp_path, "LAC", VALUES, *counts, polarity="-")
    found = rug(MEASURES.values(), "852", DECEMBER, published)
    assert found is not None
    why = {row.measure: row.why_no_place for row in found.rows}
    assert why["cla_rate"] == "the publisher takes neither high nor low as better"
    assert why["cla_count"] == "a count grows with the size of the authority"
    assert {cell.place for row in found.rows for cell in row.cells} == {None}


def test_figures_typed_in_are_shown_as_such_without_a_place(tmp_path: Path) -> None:
    typed = tmp_path / "typed.csv"
    series = "Cafcass:children_per_10000_quarter"
    rest = '2023-24 Q2,{},Cafcass,2023-11-30,,"per 10,000 in the quarter",,Low,\n'
    lines = [f"{series},{area},{rest.format(value)}" for area, value in (("852", 1.8), (TEN[0], 3.1))]
    typed.write_text(HEADER + "".join(lines), encoding="utf-8")
    published = made(tmp_path, "ReReferral", VALUES, kind="Financial Year", others=[typed])
    found = rug(MEASURES.values(), "852", DECEMBER, published)
    assert found is not None
    (row,) = [one for one in found.rows if one.series == series]
    assert row.typed
    assert row.why_no_place == "the figures are typed in, of some authorities alone"
    assert [cell.value for cell in row.cells[:2]] == [1.8, 3.1]
    assert {(cell.place, cell.quartile) for cell in row.cells} == {(None, "")}
    assert not any(one.typed for one in found.rows if one.series != series)


def test_a_figure_of_an_earlier_period_is_not_shown(tmp_path: Path) -> None:
    values = {**VALUES}
    del values[TEN[0]]
    published = made(
        tmp_path, "ReReferral", values, ("ReReferral", "2022", TEN[0], "5"), kind="Financial Year"
    )
    found = rug(MEASURES.values(), "852", DECEMBER, published)
    assert found is not None
    cell = found.rows[0].cells[1]
    assert (cell.area, cell.value, cell.symbol) == (TEN[0], None, "x")


def test_no_rug_without_neighbours(tmp_path: Path) -> None:
    published = statistics(lait(tmp_path, [("LAC", "2023", "852", "1")]), places(tmp_path))
    assert rug(MEASURES.values(), "852", DECEMBER, published) is None
