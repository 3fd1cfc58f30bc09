"""The mapping of the Standard Safeguarding Dataset is whole: every field has its place or its reason."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from goldenthread.model.tables import TABLES
from goldenthread.sources.ssd.mapping import FIELDS, NOT_READ, SSD_TABLES, named_table, table_of
from goldenthread.sources.ssd.outcomes import OVERRIDES, READERS
from goldenthread.sources.text import fold

SPECIFICATION = (
    Path(__file__).parents[3] / "shared" / "data" / "reference" / "ssd_data_objects_specification.csv"
)


OTHER_EDITIONS = {
    "pers_upn",
    "pers_single_unique_id",
    "clae_cla_episode_ceased_date",
    "pers_forename",
    "pers_surname",
    "clar_cla_person_id",
    "clar_person_id",
}
"""Fields that earlier or later scripts of the standard have and the specification has not."""


@pytest.fixture
def specified() -> dict[str, set[str]]:
    """Tables of the published specification and their fields."""
    if not SPECIFICATION.exists():
        pytest.skip("the published specification is not beside the checkout (shared/data/reference)")
    tables: dict[str, set[str]] = {}
    with SPECIFICATION.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            tables.setdefault(row["object_name"].strip(), set()).add(row["field_name"].strip())
    return tables


def test_every_table_of_the_published_specification_is_read_or_not_with_a_reason(
    specified: dict[str, set[str]],
) -> None:
    assert len(specified) > 40
    assert set(specified) - set(SSD_TABLES) - set(NOT_READ) == set()
    assert set(SSD_TABLES) - set(specified) == set()
    assert set(SSD_TABLES) & set(NOT_READ) == set()
    assert all(len(reason) > 10 and reason.endswith(".") for reason in NOT_READ.values())


def test_every_field_of_the_published_specification_is_placed(specified: dict[str, set[str]]) -> None:
    assert sum(map(len, specified.values())) > 300
    read = {table: fields for table, fields in specified.items() if table in SSD_TABLES}
    assert {
        (table, name) for table, fields in read.items() for name in fields - set(SSD_TABLES[table].fields)
    } == set()
    ours = {name for table, fields in read.items() for name in set(SSD_TABLES[table].fields) - fields}
    assert ours == OTHER_EDITIONS


def test_every_target_exists_and_every_reason_says_something() -> None:
    for one in SSD_TABLES.values():
        table = TABLES[one.target]
        for field, target in one.fields.items():
            if target.startswith("-"):
                assert len(target) > 10, field
            elif "." in target:
                other, _, column = target.partition(".")
                assert TABLES[other].column(column)
            else:
                assert table.column(target)
        assert all(table.column(name) for name in one.constants)


def test_fields_are_written_as_they_are_compared_and_belong_to_one_table() -> None:
    assert all(fold(field) == field for field in FIELDS)
    assert len(FIELDS) == sum(len(one.fields) for one in SSD_TABLES.values())
    assert set(READERS) | set(OVERRIDES) <= set(FIELDS)


def test_names_and_addresses_are_never_read() -> None:
    for field in ("pers_forename", "pers_surname", "addr_address_json", "prof_professional_name"):
        assert SSD_TABLES[FIELDS[field]].fields[field].startswith("-")


@pytest.mark.parametrize(
    ("stem", "table"),
    [
        ("ssd_cin_plans", "ssd_cin_plans"),
        ("SSD_CIN_Plans_20240131", "ssd_cin_plans"),
        ("hdm.ssd_cla_placement-2024-01-31", "ssd_cla_placement"),
        ("extract_ssd_person_v2", "ssd_person"),
        ("cin_plans", None),
        ("ssd_nothing", None),
        ("ssd_voice_of_child", "ssd_voice_of_child"),
    ],
)
def test_a_table_is_known_by_its_file_name(stem: str, table: str | None) -> None:
    assert named_table(stem) == table


def test_the_columns_count_before_the_name() -> None:
    headers = ["CINP_CIN_PLAN_ID", "cinp person id", "x"]
    assert table_of("ssd_person", headers) == "ssd_cin_plans"
    assert table_of("anything", headers) == "ssd_cin_plans"
    assert table_of("anything", ["cinp_person_id"]) is None
