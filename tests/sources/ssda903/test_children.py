"""A file of a return that spells the children's ids otherwise is of nobody: it stops, with the guess."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from tests.sources.ssda903.returns_made import Tables, child, delivered, episode, reading, write

SPELLINGS: dict[str, tuple[Callable[[str], str], str]] = {
    "zeros": (lambda one: one.lstrip("0"), "lost their leading zeros"),
    "float": (lambda one: f"{one}.0", "A '.0' stands behind the ids"),
    "both": (lambda one: f"{one.lstrip('0')}.0", "lost their leading zeros"),
    "dash": (lambda one: f"{one[:4]}-{one[4:]}", "They look alike but for spaces, dashes"),
    "other": (lambda one: f"X{one}9", ""),
}


def tables(spelt: Callable[[str], str], table: str, number: int = 20, share: int = 1) -> Tables:
    """A return of children of whom one table spells every so many ids otherwise."""
    ids = [f"00{2001 + at}" for at in range(number)]
    found: Tables = {
        "header": [child(CHILD=one) for one in ids],
        "episodes": [episode(CHILD=one, DEC="01/03/2024", REC="E4A") for one in ids],
        "reviews": [{"CHILD": one, "REVIEW": "01/02/2024", "REVIEW_CODE": "PN1"} for one in ids],
    }
    for at, row in enumerate(found[table]):
        if at % share == 0:
            row["CHILD"] = spelt(row["CHILD"])
    return found


@pytest.mark.parametrize("table", ["header", "episodes", "reviews"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_ids_of_one_file_that_are_spelt_otherwise_stop_the_load(
    tmp_path: Path, spelling: str, table: str
) -> None:
    spelt, guess = SPELLINGS[spelling]
    with pytest.raises(RefusedInput) as refused:
        delivered(write(tmp_path, tables(spelt, table)))
    said = str(refused.value)
    name = "Reviews" if table == "reviews" else "Episodes"
    assert f"Of 20 children in the table {name} 20 are not in the header." in said
    assert guess in said
    assert "column 'CHILD'" in said
    assert "2001" not in said


@pytest.mark.parametrize(("number", "share"), [(19, 1), (20, 2)])
def test_some_children_who_are_not_in_the_header_are_said(tmp_path: Path, number: int, share: int) -> None:
    one = reading(write(tmp_path, tables(lambda one: f"X{one}", "header", number, share)))
    assert any("are not in the header" in note.text for note in one.notes)
