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


def test_every_field_of_the_published_specification_is_placed() -> None:
    if not SPECIFICATION.exists():
        pytest.skip("the published specification is not beside the checkout (shared/data/reference)")
    with SPECIFICATION.open(encoding="utf-8-sig", newline="") as file:
        items = [(row["object_name"].strip(), row["field_name"].strip()) for row in csv.DictReader(file)]
    assert len(items) > 300
    lost = [
        (table, name)
        for table, name in items
        if table not in NOT_READ and name not in SSD_TABLES[table].fields
    ]
    assert lost == []


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
