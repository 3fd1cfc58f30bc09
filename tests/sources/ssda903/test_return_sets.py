"""Which CSV files are one return: those of a folder and a year, whatever else their names count."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from tests.sources.ssda903.returns_made import Rows, child, delivered, episode, rows, text, year_2024

REVIEWS: Rows = [{"CHILD": "1001", "REVIEW": "01/02/2024", "REVIEW_CODE": "PN1"}]


def put(folder: Path, names: Mapping[str, tuple[str, Rows]]) -> Path:
    """Files by name, each with its table and rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (table, those) in names.items():
        (folder / name).write_text(text(table, those), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "names",
    [
        ("header_20240610_101506", "episodes_20240610_101503", "reviews_20240610_101503"),
        ("header 20240610101506", "episodes 20240610101503", "reviews 20240610101509"),
        ("1 header", "0 episodes", "17 reviews"),
        ("SSDA903_2024_01_header", "SSDA903_2024_02_episodes", "SSDA903_2024_03_reviews"),
        ("header 2023-24 (2)", "episodes 2023-24", "reviews 2023-24 (11)"),
    ],
)
def test_times_and_running_numbers_make_no_other_return(tmp_path: Path, names: tuple[str, ...]) -> None:
    tables = year_2024(reviews=REVIEWS)
    found = {f"{name}.csv": (table, tables[table]) for name, table in zip(names, tables, strict=True)}
    (one,) = delivered(put(tmp_path, found)).readings
    assert len(one.files) == 3
    assert (len(rows(one, "persons")), len(rows(one, "cla_reviews"))) == (2, 1)


def test_numbers_tell_returns_apart_where_a_table_is_there_twice(tmp_path: Path) -> None:
    before = [episode(DECOM="01/02/2020", DEC="01/02/2023", REC="E4A")]
    now = year_2024()
    names = {
        "23 header.csv": ("header", [child()]),
        "23 episodes.csv": ("episodes", before),
        "24 header.csv": ("header", now["header"]),
        "24 episodes.csv": ("episodes", now["episodes"]),
    }
    assert [one.extracted_on.year for one in delivered(put(tmp_path, names)).readings] == [2023, 2024]


def test_files_that_cannot_be_told_apart_are_named_with_the_cause(tmp_path: Path) -> None:
    now = year_2024()
    names = {
        "header 1.csv": ("header", now["header"]),
        "episodes 2.csv": ("episodes", now["episodes"]),
        "episodes 3.csv": ("episodes", [episode(DECOM="01/02/2020", DEC="01/02/2023", REC="E4A")]),
    }
    with pytest.raises(RefusedInput) as refused:
        delivered(put(tmp_path, names))
    assert "The numbers in the names of the files made several returns of them: " in str(refused.value)
    assert "header 1.csv" in str(refused.value)


def test_tables_of_two_years_are_no_one_return(tmp_path: Path) -> None:
    reviews = [{**REVIEWS[0], "CHILD": str(at), "REVIEW": "01/02/2023"} for at in range(30)]
    names = {
        "header 1.csv": ("header", [child(CHILD=one["CHILD"]) for one in reviews]),
        "episodes 2.csv": ("episodes", year_2024()["episodes"]),
        "reviews 3.csv": ("reviews", reviews),
    }
    with pytest.raises(RefusedInput, match="its tables are of several years by their dates"):
        delivered(put(tmp_path, names))
