"""The folder of a sample: what is written, that it says it is synthetic, that it repeats to the byte."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from goldenthread.sample import council_name, council_plan, simulate, write_registers, write_ssd
from goldenthread.sample.council import Council
from goldenthread.sample.ssd_columns import SSD


@pytest.fixture(scope="module")
def small() -> Council:
    return simulate.build(*council_name(3), council_plan(3, 1), 24)


@pytest.fixture(scope="module")
def folder(small: Council, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sample")
    write_ssd.write(small, place / "ssd")
    write_registers.write(small, place / "registers")
    return place


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_of_the_standard_is_written(folder: Path) -> None:
    written = {path.stem for path in (folder / "ssd").glob("ssd_*.csv")}
    assert written == set(SSD) - {"ssd_assessment_factors"}


def test_names_are_synthetic_and_dates_are_date_times(folder: Path) -> None:
    people = rows(folder / "ssd" / "ssd_person.csv")
    assert {row["pers_surname"] for row in people} == {"SYNTHETIC"}
    assert all(row["pers_dob"] == "" or row["pers_dob"].endswith("T00:00:00") for row in people)
    homes = rows(folder / "ssd" / "ssd_address.csv")
    assert all(row["addr_address_postcode"][:2] in ("ZZ", "") for row in homes)


def test_outcomes_are_flags_and_enquiry_ids_are_shared(folder: Path) -> None:
    enquiries = rows(folder / "ssd" / "ssd_s47_enquiry.csv")
    flags = json.loads(enquiries[0]["s47e_s47_outcome_json"])
    assert list(flags.values()).count("Y") == 1
    ids = [row["s47e_s47_enquiry_id"] for row in enquiries]
    assert len(set(ids)) < len(ids)


def test_cover_has_a_row_for_every_table_supplied(folder: Path, small: Council) -> None:
    for part in ("ssd", "registers"):
        for row in rows(folder / part / "cover.csv"):
            assert small.tables[row["table"]]
            assert row["covers_from"] < row["covers_to"] == row["extracted_on"] == "2024-01-31"


def test_population_of_the_first_council_adds_up() -> None:
    people = simulate.build(*council_name(0), council_plan(0, 1), 2).tables["population"]
    for year, persons in ((2022, 49_978), (2023, 50_594)):
        ours = [row for row in people if row["mid_year"] == year]
        assert sum(r["persons"] for r in ours if r["locality_id"] == "ALL" and r["sex"] == "T") == persons
        assert sum(r["persons"] for r in ours if r["locality_id"] != "ALL" and r["sex"] == "T") == persons
        assert sum(r["persons"] for r in ours if r["locality_id"] == "ALL" and r["sex"] in "MF") == persons


def test_the_same_council_is_written_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    again = simulate.build(*council_name(3), council_plan(3, 1), 24)
    write_ssd.write(again, tmp_path / "ssd")
    write_registers.write(again, tmp_path / "registers")
    for path in sorted(folder.rglob("*.csv")):
        assert path.read_bytes() == (tmp_path / path.relative_to(folder)).read_bytes(), path.name


def test_a_home_keeps_its_postcode_and_number_while_the_child_is_away(small: Council) -> None:
    """Else the return from a temporary stay would read as a new carer."""
    homes: dict[tuple[str, str], set[tuple[str | None, ...]]] = {}
    for row in small.tables["placements"]:
        where = (row["postcode"], row["urn"])
        homes.setdefault((row["carer_spell_id"], row["place"]), set()).add(where)
    lasting = {key: found for key, found in homes.items() if not key[1].startswith("T")}
    assert {len(found) for found in lasting.values()} == {1}
    assert all(postcode for found in lasting.values() for postcode, _ in found)
