"""A file of a return that spells the children's ids otherwise is of nobody: it stops, with the guess."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from goldenthread.warehouse.contract.limits import limits_of
from goldenthread.warehouse.contract.moved import Moved
from goldenthread.warehouse.contract.unlisted import moved_in_people
from tests.sources.ssda903.returns_made import Tables, child, episode, reading, write

SPELLINGS: dict[str, tuple[Callable[[str], str], str]] = {
    "zeros": (lambda one: one.lstrip("0"), "all of them only because of leading zeros."),
    "float": (lambda one: f"{one}.0", "all of them only because of a '.0' behind the id."),
    "both": (lambda one: f"{one.lstrip('0')}.0", "leading zeros and a '.0' behind the id."),
    "dash": (lambda one: f"{one[:4]}-{one[4:]}", "spaces, dashes or leading zeros."),
    "letters": (lambda one: f"P{one}", "letters or zeros before the digits."),
    "other": (lambda one: f"X{one}9", "Are the ids another system's"),
}


def tables(spelt: Callable[[str], str], table: str, number: int = 20, share: int = 1) -> Tables:
    """A return of children of whom one table spells every so many ids otherwise."""
    ids = [f"00{2001 + at}" for at in range(number)]
    found: Tables = {
        "header": [child(CHILD=one) for one in ids],
        "episodes": [episode(CHILD=one, DEC="01/03/2024", REC="E4A") for one in ids],
        "reviews": [
            {"CHILD": one, "REVIEW": f"{1 + at % 28:02d}/{1 + at % 3:02d}/2024", "REVIEW_CODE": "PN1"}
            for at, one in enumerate(ids)
        ],
    }
    for at, row in enumerate(found[table]):
        if at % share == 0:
            row["CHILD"] = spelt(row["CHILD"])
    return found


def moved(folder: Path, made: Tables) -> list[Moved]:
    return list(moved_in_people(reading(write(folder, made)), limits_of("903")))


@pytest.mark.parametrize("table", ["header", "episodes", "reviews"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_ids_of_one_file_that_are_spelt_otherwise_stop_the_load(
    tmp_path: Path, spelling: str, table: str
) -> None:
    spelt, guess = SPELLINGS[spelling]
    found = moved(tmp_path, tables(spelt, table))
    titles = {"header": ["Episodes", "Reviews"], "episodes": ["Episodes"], "reviews": ["Reviews"]}[table]
    assert [one.stops for one in found] == [True for _ in titles]
    for one, title in zip(found, titles, strict=True):
        said = str(one)
        assert f"of 20 people of {title} 20 are not in the header" in said
        assert guess in said
        assert "column 'CHILD'" in said
        assert "2001" not in said


@pytest.mark.parametrize(("number", "share"), [(19, 1), (64, 4)])
def test_some_children_who_are_not_in_the_header_are_said(tmp_path: Path, number: int, share: int) -> None:
    made = tables(lambda one: f"X{one}9", "header", number, share)
    assert moved(tmp_path / "moved", made) == []
    one = reading(write(tmp_path, made))
    assert any("are not in the header" in note.text for note in one.notes)


@pytest.mark.parametrize(("number", "share", "stops"), [(200, 20, True), (180, 20, False), (220, 20, True)])
def test_a_few_ids_that_lost_their_zeros_stop_from_ten(
    tmp_path: Path, number: int, share: int, stops: bool
) -> None:
    found = moved(tmp_path, tables(lambda one: one.lstrip("0"), "reviews", number, share))
    assert [one.stops for one in found] == [stops]
    assert "all of them only because of leading zeros" in str(found[0])
