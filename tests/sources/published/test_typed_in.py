"""Figures typed in: each row with its own source and release."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from goldenthread.sources.published.typed import HEADER
from tests.support.published import figures, read_one, why_not

GOOD = "Cafcass:children_per_10000_quarter,852,2023-24 Q2,1.8,Cafcass table,2023-11-30,,per 10 000,,,\n"


def written(folder: Path, *rows: str) -> Path:
    path = folder / "typed.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def test_a_figure_with_its_source_and_release(tmp_path: Path) -> None:
    file = read_one(written(tmp_path, GOOD, GOOD.replace("852", "England").replace("1.8", "c")))
    assert figures(file) == {
        ("Cafcass:children_per_10000_quarter", "852", "2023-24 Q2"): 1.8,
        ("Cafcass:children_per_10000_quarter", "970", "2023-24 Q2"): "c",
    }
    first = file.values.to_pylist()[0]
    assert (first["source"], first["released"]) == ("Cafcass table", dt.date(2023, 11, 30))


def test_areas_are_named_where_no_other_file_does(tmp_path: Path) -> None:
    named = GOOD.replace(",,,\n", ",,,Southampton\n")
    coded = named.replace("852", "E06000044")
    file = read_one(written(tmp_path, named, GOOD.replace("Q2", "Q1"), coded))
    assert [(one.number, one.name) for one in file.areas] == [("852", "Southampton")]
    assert file.stored == 3


BAD = [
    (("Cafcass:children", "Cafcass children"), "column 'series'"),
    (("852", "Southampton"), "column 'area'"),
    (("2023-24 Q2", "2023"), "column 'period'"),
    (("1.8", "about 2"), "column 'value'"),
    (("Cafcass table", ""), "column 'source'"),
    (("2023-11-30", "30/11/2023"), "column 'released'"),
    (("2023-11-30,", "2023-11-30,lunar year"), "column 'period_kind'"),
    (("per 10 000", "percent"), "unit, name, polarity or kind of period differ"),
]


@pytest.mark.parametrize(("change", "reason"), BAD)
def test_a_row_that_is_not_clear_is_held(tmp_path: Path, change: tuple[str, str], reason: str) -> None:
    file = read_one(written(tmp_path, GOOD, GOOD.replace(*change)))
    ((row, said),) = file.held
    assert row == 3
    assert said.startswith(reason)
    assert file.rows_in == file.stored + 1 == 2


def test_a_template_with_nothing_filled_in_is_refused(tmp_path: Path) -> None:
    assert why_not(written(tmp_path, "Cafcass:x,,,,,,,,,,\n")).startswith(
        "No row of the template can be used."
    )


def test_a_template_of_a_slip_alone_is_refused_by_row_and_column(tmp_path: Path) -> None:
    assert why_not(written(tmp_path, GOOD.replace("1.8", "E1"))).startswith(
        "No row of the template can be used. First, row 2: column 'value': neither a figure nor a symbol"
    )
