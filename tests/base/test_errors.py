"""What a user reads when something is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.base.errors import (
    BadCard,
    GoldenthreadError,
    Place,
    RefusedInput,
    UsageError,
    nearest,
    suggest,
)

WORDS = ["locality", "team", "age_band", "sex", "ethnicity", "disability"]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("contacts.csv"), "contacts.csv"),
        (Place("contacts.csv", row=2), "contacts.csv, row 2"),
        (Place("a.xlsx", "List 1", 3, "Date"), "a.xlsx, sheet 'List 1', row 3, column 'Date'"),
        (Place("a.xlsx", row=0), "a.xlsx, row 0"),
    ],
)
def test_a_place_reads_as_a_user_would_look_for_it(place: Place, words: str) -> None:
    assert str(place) == words


def test_a_message_says_where_what_why_and_what_to_do() -> None:
    error = RefusedInput(
        "the date is not a date.",
        where=Place("a.csv", row=4, column="start"),
        why="The contact cannot be given a month.",
        do="Write it as 2023-12-31.",
    )
    assert str(error).splitlines() == [
        "a.csv, row 4, column 'start': the date is not a date.",
        "The contact cannot be given a month.",
        "Write it as 2023-12-31.",
    ]


def test_a_message_leaves_out_what_is_not_known() -> None:
    assert str(GoldenthreadError("No key.")) == "No key."
    assert str(UsageError("No period.", do="Give one.")) == "No period.\nGive one."


@pytest.mark.parametrize(
    ("kind", "code"), [(GoldenthreadError, 1), (RefusedInput, 1), (BadCard, 1), (UsageError, 2)]
)
def test_each_family_has_its_exit_code(kind: type[GoldenthreadError], code: int) -> None:
    assert kind("x").exit_code == code


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("localty", "locality"),
        ("AGE_BAND", "age_band"),
        ("age band", "age_band"),
        ("weather", None),
        ("", None),
    ],
)
def test_nearest_finds_the_name_that_was_meant(word: str, expected: str | None) -> None:
    assert nearest(word, WORDS) == expected


def test_nearest_gives_the_name_as_it_is_written() -> None:
    assert nearest("annex_a", ["Annex_A", "SSD"]) == "Annex_A"


@given(word=st.sampled_from(WORDS), data=st.data())
def test_a_name_with_one_letter_missing_is_still_found(word: str, data: st.DataObject) -> None:
    if len(word) > 3:
        cut = data.draw(st.integers(0, len(word) - 1))
        assert nearest(word[:cut] + word[cut + 1 :], WORDS) == word


@pytest.mark.parametrize(
    ("word", "valid", "sentence"),
    [
        ("teem", WORDS, "Did you mean 'team'?"),
        ("zzz", ["b", "a"], "Allowed: a, b."),
        ("zzz", [], "There is no valid name here."),
        ("zzz", [f"name{n}" for n in range(13)], "There are 13 valid names; none is close to this one."),
        ("teem", (name for name in WORDS), "Did you mean 'team'?"),
    ],
)
def test_suggest_says_what_would_have_been_valid(word: str, valid: list[str], sentence: str) -> None:
    assert suggest(word, valid) == sentence
