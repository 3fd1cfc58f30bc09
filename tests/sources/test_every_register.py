"""Every register and reference file of the minimum list, from CSV, from a workbook and from Parquet alike."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from goldenthread.model.checks import allowed_values
from goldenthread.model.table import Column
from goldenthread.model.tables import TABLES
from goldenthread.sources.reading import Reading
from goldenthread.sources.registers.files import REFERENCE, REGISTERS, SUPPLEMENTS, known_names, register_of
from tests.sources.folders import REGISTERS as SMALL
from tests.sources.folders import load, reading, write_folder
from tests.sources.test_parquet import content
from tests.sources.workbooks import workbook

MINIMUM = [
    *("hubs", "hub_attendance", "supporting_families", "audits", "audit_findings", "supervision"),
    *("core_groups", "strategy_discussions", "step_downs", "fostering", "cla_education", "care_proceedings"),
    *("move_plans", "placement_costs", "hr_posts", "workforce", "agency_spend", "eh_assessments"),
    *("localities", "population", "targets", "parameters", "contact_decisions", "s47_end_dates"),
    *("health_assessments", "early_help_episodes", "case_records"),
]
"""The files that a council may keep, by the names that the data model gives them."""

TABLE = {one.file: one.table for one in REGISTERS} | {"localities": "locality_lookup"}


def value(column: Column, number: int) -> str:
    """A plausible cell of a column, as people write it."""
    texts = {
        "date": f"{number + 3:02d}/05/2023",
        "bool": "yes",
        "int": str(number + 1),
        "dec": "1.5",
        "text": f"{column.name[:3].upper()}{number}",
    }
    return allowed_values(column)[0] if column.type == "enum" else texts[column.type]


def rows(name: str) -> list[dict[str, str]]:
    """Two rows of a register with all its columns."""
    columns = TABLES[TABLE.get(name, name)].columns
    more = {"localities": {"name": "Centre"}, "parameters": {"value": "28"}}.get(name, {})
    return [{one.name: value(one, number) for one in columns} | more for number in (0, 1)]


def write(path: Path, lines: list[dict[str, str]]) -> None:
    header, cells = list(lines[0]), [list(one.values()) for one in lines]
    if path.suffix == ".xlsx":
        path.write_bytes(workbook({"Sheet1": [header, *cells]}))
    elif path.suffix == ".parquet":
        columns = {name: pa.array([one[name] for one in lines]) for name in header}
        pq.write_table(pa.table(columns), path)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *cells])


def read_as(folder: Path, name: str, ending: str) -> Reading:
    write_folder(folder, {"hubs": SMALL["hubs"]} if name != "hubs" else {})
    write(folder / f"{name}{ending}", rows(name))
    return reading(load(folder), "L")


def test_the_minimum_is_known() -> None:
    assert set(MINIMUM) <= set(known_names())
    assert {name for name in MINIMUM if register_of(name) is None} == set()


@pytest.mark.parametrize("name", sorted({*(one.file for one in REGISTERS), *REFERENCE}))
def test_a_register_is_the_same_from_every_kind_of_file(name: str, tmp_path: Path) -> None:
    found = [read_as(tmp_path / ending, name, ending) for ending in (".csv", ".xlsx", ".parquet")]
    table = TABLE.get(name, name)
    (account,) = [one for one in found[0].accounts if one.file.startswith(name)]
    assert (account.rows_in, account.stored) == (2, 2), found[0].exceptions
    assert content(found[0], table) == content(found[1], table) == content(found[2], table)
    assert found[0].covers == found[1].covers == found[2].covers


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
@pytest.mark.parametrize("name", SUPPLEMENTS)
def test_a_register_of_one_date_fills_the_record_it_names(name: str, ending: str, tmp_path: Path) -> None:
    ssd, line = {
        "contact_decisions": (
            {
                "ssd_contacts": [
                    {"cont_contact_id": "C1", "cont_person_id": "1", "cont_contact_date": "2023-05-04"}
                ]
            },
            {
                "contact_id": "C1",
                "person_id": "1",
                "contact_date": "2023-05-04",
                "decision_date": "2023-05-05",
            },
        ),
        "s47_end_dates": (
            {
                "ssd_s47_enquiry": [
                    {"s47e_s47_enquiry_id": "E1", "s47e_person_id": "1", "s47e_s47_start_date": "2023-05-04"}
                ]
            },
            {"s47_id": "E1", "person_id": "1", "start_date": "2023-05-04", "end_date": "2023-05-05"},
        ),
    }[name]
    write_folder(tmp_path, {**ssd, "hubs": SMALL["hubs"]})
    write(tmp_path / f"{name}{ending}", [line])
    notes = [note.text for note in reading(load(tmp_path), "L").notes]
    assert any(text.startswith("1 rows of") and name in text for text in notes), notes
