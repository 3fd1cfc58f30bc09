"""Fields that a table cannot do without: gone, renamed or empty, and never taken for a statement."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.ssda903.missing import WHY
from goldenthread.sources.ssda903.tables import TABLES_903
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


@pytest.mark.parametrize("form", ["csv", "xml"])
@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("DEC", "Without DEC the rows say that everything is still open."),
        ("LS", "Without LS the rows say that short breaks count as care."),
        (
            "PLACE",
            "Without PLACE the rows say that foster care, children's homes and every move are unknown.",
        ),
    ],
)
def test_a_missing_field_has_its_own_reason(tmp_path: Path, field: str, why: str, form: str) -> None:
    said = refused_of(tmp_path, with_header([{**one, field: ""} for one in many()]), form)
    assert why in said.splitlines()


def test_a_date_of_birth_has_its_own_reason(tmp_path: Path) -> None:
    tables = with_header(many())
    tables["header"] = [{**one, "DOB": ""} for one in tables["header"]]
    said = refused_of(tmp_path, tables, "csv")
    assert "Without DOB the rows say that every age is unknown, and care does not end at 18." in said


def test_every_needed_field_has_a_reason() -> None:
    assert {field for one in TABLES_903.values() for field in one.needs} == set(WHY)


def as_csv(folder: Path, tables: Tables, rename: dict[str, str]) -> Path:
    """The tables as files, with headers of the episodes under other names."""
    write(folder, tables)
    file = folder / "SSDA903_2024_episodes.csv"
    header, *lines = file.read_text(encoding="utf-8").split("\n")
    named = [rename.get(one, one) for one in header.rstrip("\r").split(",")]
    file.write_text("\n".join([",".join(named), *lines]), encoding="utf-8")
    return folder


def test_the_only_column_nobody_knows_is_the_guess(tmp_path: Path) -> None:
    with pytest.raises(RefusedInput) as refused:
        delivered(as_csv(tmp_path / "a", with_header(many()), {"DEC": "CEASED ON"}))
    assert "CEASED ON is the only column that is not known: is it DEC?" in refused.value.what
    with pytest.raises(RefusedInput) as refused:
        delivered(as_csv(tmp_path / "b", with_header(many()), {"DEC": "CEASED ON", "URN": "HOME NO"}))
    assert "is it" not in refused.value.what


@pytest.mark.parametrize("field", ["LS", "RNE", "PLACE"])
@pytest.mark.parametrize(("empty", "stops"), [(6, False), (7, True)])
def test_a_field_that_many_rows_lack_stops_and_fewer_are_said(
    tmp_path: Path, field: str, empty: int, stops: bool
) -> None:
    """Of 21 rows 30% are 6.3."""
    episodes = [{**one, field: ""} if at < empty else one for at, one in enumerate(many())]
    if stops:
        said = refused_of(tmp_path, with_header(episodes), "csv")
        assert f"has no value in the field {field} in 7 of 21 rows" in said
        return
    notes = [note.text for note in reading(write(tmp_path, with_header(episodes))).notes]
    assert any(text.startswith(f"Episodes, column {field}: 6 of 21 cells are empty.") for text in notes)


@pytest.mark.parametrize(("without", "stops"), [(6, False), (7, True)])
def test_a_reason_for_ending_without_an_end_is_said_and_stops_where_many_are(
    tmp_path: Path, without: int, stops: bool
) -> None:
    ended = [
        episode(
            CHILD=str(3000 + at), DECOM="01/02/2023", DEC="01/03/2024" if at >= without else "", REC="E4A"
        )
        for at in range(21)
    ]
    tables = with_header([*ended, *many()])
    if stops:
        said = refused_of(tmp_path, tables, "csv")
        assert "no value in the field DEC in 7 of 22 episodes with a reason for ending" in said
        return
    notes = [note.text for note in reading(write(tmp_path, tables)).notes]
    assert any("a reason for ending (REC) and no end (DEC): 6 of 22" in text for text in notes)


def test_x1_in_episodes_that_go_on_says_nothing(tmp_path: Path) -> None:
    """Some systems write X1 into the open episode; that is said, and the episode is open."""
    going_on = [episode(CHILD=str(3000 + at), DECOM="01/02/2023", DEC="", REC="X1") for at in range(40)]
    notes = [note.text for note in reading(write(tmp_path, with_header([*going_on, *many()]))).notes]
    assert any("a reason for ending (REC) and no end (DEC): 40 of 41" in text for text in notes)
