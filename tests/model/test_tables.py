"""The declared tables: their number, their references, their lists."""

from __future__ import annotations

from collections import Counter

import pytest

from goldenthread.base.errors import GoldenthreadError
from goldenthread.model.codes import CODES
from goldenthread.model.ddl import all_columns
from goldenthread.model.table import Column, Table
from goldenthread.model.tables import SECTIONS, TABLES, table

IN_THE_MODEL = (66, 528)
ADDED = {"load_tables": 5, "person_merges": 4}
"""The model counts 66 tables with 528 columns; cover of each table and merged ids came later."""
ADDED_COLUMNS = {("hr_posts", "is_recruiting"), ("targets", "trajectory"), ("targets", "source")}
"""Columns that a definition or a rating needs and the model did not have."""

BY_SECTION = {
    "Reference and provenance": 11,
    "People": 7,
    "Front door and early help": 8,
    "Protection": 6,
    "Visits, allocation, supervision": 5,
    "Looked-after children and care leavers": 19,
    "Court": 2,
    "Local registers: families, practice, recruitment": 7,
    "Local registers: workforce": 3,
}

NOT_IDENTIFIERS = {"team_id", "parent_id", "hub_id", "locality_id", "load_id", "measure_id"}

EMPTY_AFTER_ALL = {
    ("involvements", "start_date"),
    ("missing_episodes", "start_date"),
    ("missing_episodes", "missing_type"),
    ("cla_episodes", "start_reason"),
    ("placements", "carer_spell_id"),
    ("core_groups", "cp_plan_id"),
    ("authorities", "region_code"),
    ("placement_costs", "placement_id"),
}

every_table = pytest.mark.parametrize("declared", TABLES.values(), ids=TABLES)


def each_column() -> list[tuple[Table, Column]]:
    return [(declared, column) for declared in TABLES.values() for column in declared.columns]


def test_tables_and_columns_are_as_many_as_the_model_counts() -> None:
    tables, columns = IN_THE_MODEL
    assert len(TABLES) == tables + len(ADDED)
    assert {(declared.name, column.name) for declared, column in each_column()} >= ADDED_COLUMNS
    assert len(each_column()) == columns + sum(ADDED.values()) + len(ADDED_COLUMNS)
    assert {name: len(TABLES[name].columns) for name in ADDED} == ADDED
    assert Counter(declared.section for declared in TABLES.values()) == BY_SECTION


def test_table_names_are_unique() -> None:
    names = Counter(declared.name for section in SECTIONS for declared in section.TABLES)
    assert [name for name, count in names.items() if count > 1] == []


@every_table
def test_column_names_are_unique_within_a_table(declared: Table) -> None:
    names = [column.name for column in all_columns(declared)]
    assert len(names) == len(set(names))


@every_table
def test_the_key_is_made_of_columns_and_closed_by_the_extract_date(declared: Table) -> None:
    names = {column.name for column in all_columns(declared)}
    assert set(declared.key) <= names
    assert len(declared.key) == len(set(declared.key))
    assert (declared.key[-1] == "as_at") == declared.record
    if declared.record:
        assert declared.key[0] == "authority"


@every_table
def test_every_reference_leads_to_a_column_of_the_same_type(declared: Table) -> None:
    for column in all_columns(declared):
        if column.references:
            name, target = column.references.split(".")
            found = TABLES[name].column(target)
            assert (found.type, found.identifier) == (column.type, column.identifier)
            assert target in TABLES[name].key


@every_table
def test_an_enum_has_a_known_list_or_its_own_values(declared: Table) -> None:
    for column in all_columns(declared):
        if column.type == "enum":
            assert (column.codes in CODES) != bool(column.values)
        else:
            assert (column.codes, column.values) == (None, ())


@every_table
def test_every_column_says_what_it_means(declared: Table) -> None:
    for column in declared.columns:
        assert column.meaning.endswith(".")
        assert len(column.meaning) > 5


def test_every_id_is_hashed_but_those_of_teams_hubs_localities_loads_and_measures() -> None:
    plain = {
        column.name for _, column in each_column() if column.name.endswith("_id") and not column.identifier
    }
    assert plain == NOT_IDENTIFIERS | {"home_locality_id", "to_locality_id"}


def test_people_and_workers_are_hashed_as_such() -> None:
    kinds = {(column.name, column.identifier) for _, column in each_column() if column.identifier}
    assert {name for name, kind in kinds if kind == "person"} == {
        "person_id", "related_person_id", "former_id",
    }  # fmt: skip
    assert {name for name, kind in kinds if kind == "worker"} == {
        "worker_id",
        "supervisor_id",
        "personal_adviser",
        "staff_id",
    }
    other = {name for name, kind in kinds if kind == "event" and not name.endswith("_id")}
    assert other == {"upn", "swe_number", "id_value", "court_reference"}


def test_what_annex_a_and_registers_cannot_give_may_be_empty() -> None:
    for name, column in EMPTY_AFTER_ALL:
        assert not table(name).column(column).required


def test_the_population_is_keyed_by_band_and_release() -> None:
    assert table("population").key == (
        "authority",
        "locality_id",
        "mid_year",
        "age_from",
        "age_to",
        "sex",
        "ethnicity",
        "released_on",
    )


def test_audits_carry_team_and_service() -> None:
    assert {"team_id", "service"} <= {column.name for column in table("audits").columns}


def test_an_unknown_table_is_refused_with_the_nearest() -> None:
    with pytest.raises(GoldenthreadError, match="Did you mean 'referrals'"):
        table("referal")
