"""What is said of many files at once is said once."""

from __future__ import annotations

from goldenthread.base.errors import Place
from goldenthread.sources.noted import HEADING, gathered
from goldenthread.sources.reading import Note
from goldenthread.sources.silent import COUNTS_AS


def texts(*notes: Note) -> list[str]:
    return [one.text for one in gathered(notes)]


def test_files_of_the_same_extra_columns_are_one_line() -> None:
    extra = "Columns not taken: 'LOCAL_EXTRA'."
    notes = [Note("info", extra, f"{at}.csv") for at in range(10)]
    found = texts(
        *notes[:2], Note("info", "Other."), Note("info", "Columns not taken: 'B'.", "b.csv"), *notes[2:]
    )
    listed = ", ".join(f"{at}.csv" for at in range(8))
    assert found == [
        f"Columns not taken: 'LOCAL_EXTRA' (10 files: {listed} and 2 more).",
        "Other.",
        "Columns not taken: 'B' (b.csv).",
    ]


def test_a_header_with_line_ends_is_named_in_one_line() -> None:
    assert texts(Note("info", "Columns not taken: 'Date\nof visit'.", "a.csv")) == [
        "Columns not taken: 'Date of visit' (a.csv)."
    ]
    assert str(Place("a.csv", column="Date\nof visit")) == "a.csv, column 'Date of visit'"


def test_columns_that_no_row_fills_stand_under_one_heading() -> None:
    notes = [
        Note("warning", f"{name}: none of 40 rows has a value for 'x'.{COUNTS_AS}", name) for name in "ab"
    ]
    assert texts(notes[0]) == [notes[0].text]
    assert texts(Note("info", "First."), notes[0], Note("info", "Between."), notes[1]) == [
        "First.",
        HEADING,
        "a: none of 40 rows has a value for 'x'.",
        "b: none of 40 rows has a value for 'x'.",
        "Between.",
    ]
