"""Which columns of explore education statistics are figures, and which say what a row is of; never unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.model.published import PublishedFile
from tests.support.published import (
    ENGLAND,
    PLACES,
    SOUTH_EAST,
    authority,
    ees,
    figures,
    read_one,
    row,
    why_not,
)

SOUTHAMPTON = authority("852", "E06000045", "Southampton")
UNKNOWN = "neither a figure nor a symbol that is known"
CODE = "EES:c1_children"
YEARS = ("2021", "2022", "2023", "2024")


def made(folder: Path, columns: tuple[str, ...], *rows: tuple[str, ...]) -> PublishedFile:
    """A file of these columns, each row beginning with its period; all of Southampton."""
    return read_one(
        ees(folder, (*PLACES, *columns), [row(period, SOUTHAMPTON, *cells) for period, *cells in rows])
    )


def series(file: PublishedFile) -> list[str]:
    return sorted({one[0] for one in figures(file)})


def test_a_filter_of_legal_statuses_is_one(tmp_path: Path) -> None:
    """E1 is no power of ten."""
    rows = [("2023", status, "10") for status in ("C1", "C2", "E1", "V2")]
    file = made(tmp_path, ("legal_status", "n"), *rows)
    assert series(file) == [f"{CODE}/n [legal_status={one}]" for one in ("C1", "C2", "E1", "V2")]
    assert file.held == file.notes == ()


def test_a_sign_that_is_not_known_is_held_however_often_it_stands(tmp_path: Path) -> None:
    """Its column stays one of figures, and the other series keep their names."""
    cells = ("*", "*", "*", "4.5")
    file = made(
        tmp_path, ("n", "percent"), *[(year, "7", cell) for year, cell in zip(YEARS, cells, strict=True)]
    )
    assert series(file) == [f"{CODE}/n", f"{CODE}/percent"]
    assert file.held == tuple((at, f"column 'percent': {UNKNOWN}") for at in (2, 3, 4))


@pytest.mark.parametrize("word", ["suppressed", "q", "N/A"])
def test_words_beside_figures_are_held_where_rows_are_told_apart_without_them(
    tmp_path: Path, word: str
) -> None:
    cells = (word, word, word, "4.5")
    file = made(
        tmp_path, ("n", "percent"), *[(year, "7", cell) for year, cell in zip(YEARS, cells, strict=True)]
    )
    assert series(file) == [f"{CODE}/n", f"{CODE}/percent"]
    assert len(file.held) == 3
    assert file.notes[0].startswith("Column 'percent' holds figures and other texts. Rows are told apart")


def test_words_and_figures_without_which_rows_are_the_same_say_what_they_are_of(tmp_path: Path) -> None:
    """Ages, most of them numbers; beside them a column of figures with a word of its own."""
    rows = [("2023", age, cell) for age, cell in (("Total", "150"), ("16", "about 40"), ("17", "60"))]
    file = made(tmp_path, ("age", "n"), *rows)
    assert series(file) == [f"{CODE}/n [age=17]", f"{CODE}/n [age=Total]"]
    assert file.held == ((3, f"column 'n': {UNKNOWN}"),)
    said = dict(zip(("age", "n"), file.notes, strict=True))
    assert said["age"].startswith("Column 'age' holds figures and other texts. Without it rows of one area")
    assert said["n"].startswith("Column 'n' holds figures and other texts. Rows are told apart without it")


def test_words_beside_symbols_make_a_filter(tmp_path: Path) -> None:
    rows = [
        ("2023", "z", "Total"),
        ("2023", "z", "Male"),
        ("2023", "z", "Female"),
        ("2023", "Asylum", "Total"),
    ]
    file = made(tmp_path, ("cla_group", "sex", "n"), *[(*one, "5") for one in rows])
    assert len(series(file)) == 4
    assert file.notes == (
        "Column 'cla_group' holds words and symbols, and no figure: it is taken to say what the rows are of.",
    )


def test_lengths_of_time_beside_counts_are_held_with_their_whole_column(tmp_path: Path) -> None:
    """A figure among them may be of years or of months."""
    lengths = ("1:03", "0:11", "2", "c")
    file = made(
        tmp_path, ("n", "wait"), *[(year, "7", cell) for year, cell in zip(YEARS, lengths, strict=True)]
    )
    assert series(file) == [f"{CODE}/n"]
    assert [(at, reason[:14]) for at, reason in file.held] == [(at, "column 'wait':") for at in (2, 3, 4, 5)]
    assert "lengths of time" in file.held[0][1]
    assert file.notes[0].startswith("Column 'wait' holds lengths of time")
    assert file.rows_in == file.stored + len(file.held) == 8


def test_lengths_of_time_and_figures_in_one_column_are_refused(tmp_path: Path) -> None:
    rows = [row("2025", ENGLAND, cell) for cell in ("1:03", "10", "20")]
    assert "lengths of time" in why_not(ees(tmp_path, (*PLACES, "number"), rows))


AGES = [(place, age) for place in (ENGLAND, SOUTH_EAST) for age in ("16", "17", "z")]


def test_a_filter_without_words_is_named_where_rows_share_all_else(tmp_path: Path) -> None:
    rows = [row("2023", place, age, str(at)) for at, (place, age) in enumerate(AGES)]
    (said,) = read_one(ees(tmp_path, (*PLACES, "age", "n"), rows)).notes
    assert said.startswith("Rows that share period, area and all else that is no figure with another row: 6.")
    assert "Column 'age' tells them apart" in said


def test_a_row_that_stands_twice_makes_no_column_a_filter(tmp_path: Path) -> None:
    rows = [(year, "c", "1") for year in (*YEARS, *YEARS)] + [("2020", "5", "2"), ("2020", "6", "2")]
    apart = [(str(1990 + at), *cells) for at, (_, *cells) in enumerate(rows[:-2])]
    assert made(tmp_path, ("n", "of"), *apart, *rows[-2:]).notes == ()
