"""A column that no row of a long list fills says nothing: it counts as one that the list does not have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from goldenthread.model.tables import TABLES
from goldenthread.sources.annex_a.lists import LISTS
from goldenthread.sources.given import Given
from goldenthread.sources.silent import LATE, SELDOM, SILENT, speaking
from tests.sources.annex_a.lists_made import content, read, record, table
from tests.sources.folders import load, write_folder
from tests.sources.folders import reading as reading_of
from tests.sources.ssda903.returns_made import child, episode, write
from tests.sources.ssda903.returns_made import reading as return_of

MANY = 100
RECENT = ("2022-03", "2022-05", "2023-08", "2023-09", "2023-10", "2023-11", "2023-12")


def many(number: int, **changes: str | None) -> list[dict[str, str | None]]:
    """A hundred records of a list, of as many children; a quarter of them is of the last days."""
    rows = []
    for at in range(MANY):
        row = record(number, **changes)
        for name, value in row.items():
            if at % 4 == 0 and name not in changes and value and value.startswith(RECENT):
                row[name] = "2023-12-28"
        for name in ("child", "adopter"):
            if row.get(name):
                row[name] = f"{row[name]}{at:03d}"
        rows.append(row)
    return rows


FILLED = [
    (spec.number, field.name)
    for spec in LISTS
    for field in spec.fields
    if record(spec.number).get(field.name) and field.name not in ("child", "adopter", "age")
]


@pytest.mark.parametrize(("number", "name"), FILLED)
def test_an_emptied_column_of_annex_a_is_none_or_its_rows_are_held(number: int, name: str) -> None:
    emptied = read(table(number, many(number, **{name: None})))
    if sum(one.held for one in emptied.accounts) == MANY:
        return
    absent = read(table(number, many(number), headers={name: None}))
    assert emptied.covers == absent.covers
    assert content(emptied) == content(absent)
    header = LISTS[number - 1].field(name).header
    said = [one.text for one in emptied.notes if one.text.startswith(f"List {number}: none of 100 rows has")]
    assert [f"'{header}'" in text for text in said] == [True]


def test_most_columns_of_annex_a_can_be_emptied() -> None:
    """The test above is not passed by lists of which every row is held."""
    free = [one for one in FILLED if not read(table(one[0], many(one[0], **{one[1]: None}))).exceptions]
    assert len(free) > len(FILLED) * 3 / 4


def test_the_last_visits_of_a_list_without_any_are_not_known() -> None:
    """A child whose last visit is empty has had none; if all are, nobody says when they were."""
    found = read(table(8, many(8, visit=None)))
    assert "visits" not in found.covers
    assert "visits" not in {batch.table for batch in found.batches}


def test_a_short_list_may_have_none() -> None:
    found = read(table(8, many(8, visit=None)[: SILENT - 1]))
    assert not [one for one in found.notes if "none of" in one.text]


def cells(texts: Sequence[str | None], header: str = "X") -> Given:
    return Given(pa.array(texts, pa.string()), header)


@pytest.mark.parametrize(
    ("name", "rows", "silent"),
    [
        ("urn", SILENT, True),
        ("urn", SILENT - 1, False),
        ("end_date", LATE["end_date"], True),
        ("end_date", LATE["end_date"] - 1, False),
    ],
)
def test_what_comes_late_needs_more_rows(name: str, rows: int, silent: bool) -> None:
    _, found = speaking(TABLES["placements"], {name: cells([None] * rows)})
    assert (name in found) == silent


def test_what_happens_to_hardly_anybody_may_be_empty_in_any_list() -> None:
    for name in SELDOM & {column.name for column in TABLES["permanence"].columns}:
        _, found = speaking(TABLES["permanence"], {name: cells([""] * 5000)})
        assert not found


def test_a_date_that_stands_for_none_says_nothing() -> None:
    _, found = speaking(TABLES["cp_plans"], {"end_date": cells(["31/12/9999", "", None] * 20)})
    assert found == {"end_date": "X"}


def test_one_value_is_enough() -> None:
    given, found = speaking(TABLES["cp_plans"], {"end_date": cells(["2023-01-01", *[""] * 99])})
    assert (set(given), found) == ({"end_date"}, {})


def test_a_column_that_rows_need_is_never_silent() -> None:
    """Its rows are held, which says more."""
    _, found = speaking(TABLES["cp_plans"], {"start_date": cells([""] * 100)})
    assert not found


def people(changes: Mapping[str, object]) -> list[dict[str, object]]:
    one = {"pers_sex": "F", "pers_ethnicity": "WBRI", "pers_dob": "2010-05-06"}
    return [{"pers_person_id": f"P{at}", **one, **changes} for at in range(40)]


@pytest.mark.parametrize(
    ("field", "column"), [("pers_dob", "dob"), ("pers_sex", "sex"), ("pers_ethnicity", "ethnicity")]
)
def test_an_emptied_column_of_the_dataset_is_not_supplied(tmp_path: Path, field: str, column: str) -> None:
    found = reading_of(load(write_folder(tmp_path, {"ssd_person": people({field: ""})})), "SSD")
    assert column not in found.covers["persons"].columns
    (profile,) = found.profiles
    assert (profile.columns[column].header, profile.columns[column].filled) == (field, 0)


def test_an_emptied_column_of_a_return_is_not_supplied(tmp_path: Path) -> None:
    """A home without a number is not registered; a return without any number says nothing of homes."""
    numbers = range(2001, 2041)
    ended = episode(CHILD="2001", DECOM="01/02/2023", DEC="01/03/2024", REC="E4A", URN="")
    episodes = [ended, *(episode(CHILD=str(number), URN="") for number in numbers[1:])]
    tables = {"header": [child(CHILD=str(number)) for number in numbers], "episodes": episodes}
    found = return_of(write(tmp_path, tables), as_at=dt.date(2024, 3, 31))
    assert "urn" not in found.covers["placements"].columns
    assert any("'URN'" in one.text and "none of 40 rows" in one.text for one in found.notes)


def test_last_visits_that_cannot_be_read_are_counted_with_the_list() -> None:
    """They make no row of a visit, and the record of care stays."""
    found = read(table(8, [*many(8)[:60], *many(8, visit="12/31/2023")[60:]]))
    assert [(one.column, one.cells, one.of) for each in found.profiles for one in each.left_out] == [
        ("visit_date", 40, 100)
    ]


def test_dates_of_birth_that_cannot_be_read_are_counted_with_the_list() -> None:
    found = read(table(8, [*many(8)[:60], *many(8, dob="12/31/2013")[60:]]))
    assert {(one.column, one.cells, one.of) for each in found.profiles for one in each.left_out} == {
        ("dob", 40, 100)
    }


@pytest.mark.parametrize("rows", [many(8, legal=None), many(8)])
def test_without_legal_statuses_nobody_says_which_care_is_short_breaks(
    rows: list[dict[str, str | None]],
) -> None:
    found = read(table(8, rows))
    assert ("is_short_breaks" in found.covers["cla_periods"].columns) == bool(rows[0]["legal"])


@pytest.mark.parametrize("statuses", [[], [("P00", "C2")]])
def test_a_dataset_without_legal_statuses_does_not_say_which_care_is_short_breaks(
    tmp_path: Path, statuses: list[tuple[str, str]]
) -> None:
    episodes = [
        {
            "clae_cla_episode_id": f"E{at}",
            "clae_person_id": f"P{at}",
            "clae_cla_id": f"C{at}",
            "clae_cla_episode_start_date": "2023-05-01",
            "clae_cla_episode_start_reason": "S",
        }
        for at in range(2)
    ]
    tables: dict[str, list[dict[str, object]]] = {"ssd_person": people({}), "ssd_cla_episodes": episodes}
    if statuses:
        named = ("lega_person_id", "lega_legal_status")
        more = {"lega_legal_status_id": "L1", "lega_legal_status_start_date": "2023-05-01"}
        tables["ssd_legal_status"] = [dict(zip(named, one, strict=True)) | more for one in statuses]
    found = reading_of(load(write_folder(tmp_path, tables)), "SSD")
    assert ("is_short_breaks" in found.covers["cla_periods"].columns) == bool(statuses)
