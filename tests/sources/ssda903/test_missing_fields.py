"""Fields that a table cannot do without: gone, renamed or empty, and never taken for a statement."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from tests.sources.ssda903.returns_made import (
    Rows,
    Tables,
    child,
    delivered,
    episode,
    reading,
    rows,
    write,
    xml,
)


def many() -> Rows:
    """Twenty open episodes and one that ended in the year."""
    there = [episode(CHILD=str(number)) for number in range(2001, 2021)]
    return [*there, episode(CHILD="1002", DECOM="01/02/2023", DEC="01/03/2024", REC="E4A")]


def with_header(episodes: Rows, **more: Rows) -> Tables:
    """A return of the children of these episodes."""
    return {"header": [child(CHILD=one["CHILD"]) for one in episodes], "episodes": episodes, **more}


@pytest.mark.parametrize("form", ["csv", "xml"])
@pytest.mark.parametrize("field", ["DEC", "LS"])
def test_a_field_without_any_value_is_not_there(tmp_path: Path, field: str, form: str) -> None:
    """Empty or left out: no end would mean that all is open, no status that no child is on a short break."""
    said = refused_of(tmp_path, with_header([{**one, field: ""} for one in many()]), form)
    assert f"The table Episodes has no value in the field {field}." in said
    assert "under their own names" in said


@pytest.mark.parametrize("form", ["csv", "xml"])
def test_a_field_that_was_renamed_is_named_with_the_guess(tmp_path: Path, form: str) -> None:
    names = {"DEC": "DEC_DATE", "LS": "LEGAL_STATUS"}
    renamed = [{**dict.fromkeys(names, ""), **{names.get(k, k): v for k, v in one.items()}} for one in many()]
    said = refused_of(tmp_path, with_header(renamed), form)
    assert "LS looks renamed to LEGAL_STATUS. DEC looks renamed to DEC_DATE." in said


def refused_of(folder: Path, tables: Tables, form: str) -> str:
    if form == "xml":
        (folder / "return.xml").write_text(xml(tables), encoding="utf-8")
    else:
        write(folder, tables)
    with pytest.raises(RefusedInput) as refused:
        delivered(folder)
    return str(refused.value)


def test_few_open_episodes_of_which_none_ended_are_read(tmp_path: Path) -> None:
    reviews = [{"CHILD": "2001", "REVIEW": "01/02/2024", "REVIEW_CODE": "PN1"}]
    tables = with_header(many()[:19], reviews=reviews)
    assert len(rows(reading(write(tmp_path, tables)), "cla_episodes")) == 19
