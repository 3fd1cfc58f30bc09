"""Registers, reference files, cover and templates."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.model.tables import TABLES
from goldenthread.sources.csv_files import read_csv
from goldenthread.sources.identity import Identities
from goldenthread.sources.reference import read_reference
from goldenthread.sources.registers.files import REGISTERS as NAMES
from goldenthread.sources.registers.files import register_of
from goldenthread.sources.registers.templates import write_templates
from goldenthread.sources.workbook.writing import write_workbook
from tests.sources.folders import KEY, REGISTERS, SSD, Rows, hashed, load, reading, rows_of, write_folder

D = dt.date


def local(folder: Path, files: dict[str, Rows], **more: object):  # type: ignore[no-untyped-def]
    return reading(load(write_folder(folder, files), **more), "L")


def test_registers_are_read_by_name_and_header(tmp_path: Path) -> None:
    found = local(tmp_path, REGISTERS)
    visits = rows_of(found, "family_hub_attendance")
    assert [row["attended_on"] for row in visits] == [D(2024, 1, 3)] * 2
    assert len({row["attendance_id"] for row in visits}) == 2
    assert [row["excluded"] for row in visits] == [None, None]
    (session,) = rows_of(found, "supervisions")
    assert (session["case_type"], session["person_id"]) == ("cp_plan", hashed("person", "CANARYID1"))
    (spell,) = rows_of(found, "workforce_spells")
    assert (spell["is_social_worker"], spell["is_agency"], spell["role"]) == (True, False, "social_worker")


def test_each_register_has_its_own_cover(tmp_path: Path) -> None:
    covers = local(tmp_path, REGISTERS).covers
    assert covers["supervisions"].covers_from == D(2023, 12, 1)
    assert covers["workforce_spells"].covers_from == D(2020, 3, 1)
    assert covers["hubs"].covers_from == D(1990, 1, 1)
    assert {one.covers_to for one in covers.values()} == {D(2024, 1, 31)}


def test_cover_csv_wins_and_is_checked(tmp_path: Path) -> None:
    row = {"table": "supervision", "covers_from": "01/04/2023", "covers_to": "31/12/2023"}
    covers = local(tmp_path, {**REGISTERS, "cover": [row]}).covers
    assert (covers["supervisions"].covers_from, covers["supervisions"].covers_to) == (
        D(2023, 4, 1),
        D(2023, 12, 31),
    )
    with pytest.raises(RefusedInput, match="Did you mean 'supervisions'"):
        local(tmp_path, {**REGISTERS, "cover": [row | {"table": "supervisons"}]})
    with pytest.raises(RefusedInput, match="in that order"):
        local(tmp_path, {**REGISTERS, "cover": [row | {"covers_to": "2022-01-01"}]})


def test_an_empty_register_is_no_statement_that_nothing_happened(tmp_path: Path) -> None:
    (tmp_path / "step_downs.csv").write_text("person_id,decision_date,from_status\n", encoding="utf-8")
    found = local(tmp_path, {"hubs": REGISTERS["hubs"]})
    assert "step_downs" not in found.covers
    assert any("step_downs has no row" in note.text for note in found.notes)
    row = {"table": "step_downs", "covers_from": "2023-01-01", "covers_to": "2024-01-31"}
    assert "step_downs" in local(tmp_path, {"cover": [row]}).covers


def test_a_register_that_lacks_a_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedInput, match=r"supervisions lacks the columns person_id, case_type"):
        local(tmp_path, {"supervision": [{"child": "1", "supervision_date": "2024-01-01"}]})
    with pytest.raises(RefusedInput, match="held_date or due_date"):
        local(tmp_path, {"core_groups": [{"person_id": "1", "is_first": "yes"}]})


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("Supervision 2024-01-31", "supervisions"),
        ("hub attendance", "family_hub_attendance"),
        ("Workforce_Jan_2024", "workforce_spells"),
        ("supervisions_20240131", "supervisions"),
        ("case list", None),
        ("audits_of_cases", None),
    ],
)
def test_a_register_is_known_by_its_name(name: str, table: str | None) -> None:
    assert register_of(name) == table


def test_localities_give_areas_and_the_localities_they_name(tmp_path: Path) -> None:
    rows = [
        {"area_code": "ZZ1 1AA", "locality_id": "central", "name": "Central", "valid_from": "2010-04-01"},
        {"area_code": "ZZ1 1AB", "locality_id": "central", "name": "Central", "valid_from": "2010-04-01"},
        {"area_code": "ZZ2 1AB", "locality_id": "west", "name": "West", "valid_from": "2010-04-01"},
    ]
    found = local(tmp_path, {"localities": rows})
    assert len(rows_of(found, "locality_lookup")) == 3
    assert [row["locality_id"] for row in rows_of(found, "localities")] == ["central", "west"]
    assert [(one.list_name, one.rows_in) for one in found.accounts] == [("locality_lookup", 3)]


def test_both_layouts_of_population(tmp_path: Path) -> None:
    full = {
        "mid_year": "2022",
        "age_from": "0",
        "age_to": "17",
        "persons": "49,978",
        "released_on": "20/12/2022",
    }
    (row,) = rows_of(local(tmp_path / "a", {"population": [full]}), "population")
    assert (row["persons"], row["sex"], row["ethnicity"], row["locality_id"]) == (49978, "T", "ALL", "ALL")
    totals = [
        {"la_name": "A", "la_code": "E06000045", "year": "2022", "population_0_17": "49978"},
        {"la_name": "B", "la_code": "E06000046", "year": "2022", "population_0_17": "1"},
    ]
    found = local(tmp_path / "b", {"population": totals})
    (row,) = rows_of(found, "population")
    assert (row["persons"], row["age_to"], row.get("released_on")) == (49978, 17, None)
    (account,) = found.accounts
    assert (account.rows_in, account.stored, account.refused) == (2, 1, 1)
    with pytest.raises(RefusedInput, match="No row is of the authority"):
        local(tmp_path / "c", {"population": [totals[1], totals[1] | {"la_code": "E06000047"}]})


@pytest.mark.parametrize(
    "year", ["Mid-2023", "mid 2023 estimates", "Mid-2023 population estimates", "2023.0"]
)
def test_the_year_of_a_population_as_its_publisher_writes_it(tmp_path: Path, year: str) -> None:
    total = {"la_name": "A", "la_code": "E06000045", "year": year, "population_0_17": "49978"}
    (row,) = rows_of(local(tmp_path / "a", {"population": [total]}), "population")
    assert row["mid_year"] == 2023
    full = {"mid_year": year, "age_from": "0", "age_to": "17", "persons": "5"}
    (row,) = rows_of(local(tmp_path / "b", {"population": [full]}), "population")
    assert row["mid_year"] == 2023


@pytest.mark.parametrize(
    ("change", "column"), [({"year": "2023-24"}, "year"), ({"population_0_17": "50.5"}, "population_0_17")]
)
def test_a_population_without_a_row_of_use_is_refused(
    tmp_path: Path, change: dict[str, str], column: str
) -> None:
    total = {"la_name": "A", "la_code": "E06000045", "year": "2023", "population_0_17": "49978"}
    with pytest.raises(RefusedInput) as refused:
        local(tmp_path / "a", {"population": [total | change, total | {"la_code": "E06000046"}]})
    said = "None of its 1 rows can be used; all for this: The cell is not a number that can be read."
    assert said in str(refused.value)
    assert f"population.csv, row 2, column '{column}'" in str(refused.value)
    assert "in whole ones, not in thousands" in str(refused.value)
    found = local(tmp_path / "b", {"population": [total | change, total | {"year": "2022"}]})
    assert [(one.stored, one.held) for one in found.accounts] == [(1, 1)]


def test_the_code_of_an_area_may_be_a_number_with_decimals(tmp_path: Path) -> None:
    rows = [
        {"la_name": "A", "la_code": code, "year": year, "population_0_17": "5"}
        for code, year in (("998.0", "2022"), ("998", "2023"), ("997.0", "2023"))
    ]
    (file,) = write_folder(tmp_path, {"population": rows}).glob("*.csv")
    settled = read_reference(
        "population", read_csv(file.name, file.read_bytes(), frozenset()), Identities(KEY, "998")
    )
    assert [(one.stored, one.refused) for one in settled.accounts] == [(2, 1)]


def test_targets_and_parameters_are_held_against_what_is_known(tmp_path: Path) -> None:
    target = {"measure_id": "cla_rate", "value": "100", "valid_from": "2023-04-01"}
    parameter = {"name": "cp_visit_days", "value": "28", "valid_from": "2023-04-01"}
    files: dict[str, Rows] = {"targets": [target], "parameters": [parameter]}
    known = {"measures": {"cla_rates"}, "parameters": {"cp_visit_days"}}
    found = local(tmp_path, files)
    assert rows_of(found, "targets")[0]["scope"] == "all"
    with pytest.raises(RefusedInput, match="Did you mean 'cla_rates'"):
        local(tmp_path, files, known=known)


@pytest.mark.parametrize("value", ["four weeks", "-1", "nan", "inf", "1e999"])
def test_a_limit_that_is_no_number_is_refused_with_its_place(tmp_path: Path, value: str) -> None:
    good = {"name": "cp_visit_days", "value": "28.0", "valid_from": "2023-04-01"}
    with pytest.raises(RefusedInput, match="not a number") as refused:
        local(tmp_path, {"parameters": [good, good | {"value": value, "valid_from": "2023-05-01"}]})
    assert "row 3" in str(refused.value)
    assert value not in str(refused.value).replace("number from 0 up", "")


def test_a_register_may_add_dates_to_the_records_of_the_dataset(tmp_path: Path) -> None:
    write_folder(tmp_path / "ssd", {"ssd_contacts": SSD["ssd_contacts"]})
    rows = [{"person_id": "CANARYID1", "contact_date": "2019-02-03", "decision_date": "2019-02-04"}]
    write_folder(tmp_path / "registers", {"contact_decisions": rows})
    delivery = load(tmp_path)
    assert rows_of(reading(delivery, "SSD"), "contacts")[0]["decision_date"] == D(2019, 2, 4)
    assert "decision_date" in reading(delivery, "SSD").covers["contacts"].columns
    assert [note.text for note in reading(delivery, "L").notes] == [
        "1 rows of contacts took a date from contact_decisions."
    ]


def test_the_date_of_a_record_that_a_register_names_is_no_other_records(tmp_path: Path) -> None:
    """Three contacts of a child on one day; the register names the first two, and one that came by phone."""
    (contact,) = SSD["ssd_contacts"][:1]
    header = next(name for name in contact if name.endswith("contact_date"))
    key = next(name for name in contact if name.endswith("contact_id"))
    contacts = [contact | {key: name, header: "2019-06-03"} for name in ("A", "B", "C")]
    write_folder(tmp_path / "ssd", {"ssd_contacts": contacts})

    def decided(*rows: tuple[str, str]) -> dict[str, object]:
        lines = [
            {"contact_id": name, "person_id": "CANARYID1", "contact_date": "2019-06-03", "decision_date": day}
            for name, day in rows
        ]
        write_folder(tmp_path / "registers", {"contact_decisions": lines})
        found = rows_of(reading(load(tmp_path), "SSD"), "contacts")
        return dict(zip("ABC", (row["decision_date"] for row in found), strict=True))

    named = ("A", "2019-06-04"), ("B", "2019-07-09")
    assert decided(*named) == {"A": D(2019, 6, 4), "B": D(2019, 7, 9), "C": None}
    assert decided(*named, ("", "2019-06-05")) == {"A": D(2019, 6, 4), "B": D(2019, 7, 9), "C": D(2019, 6, 5)}


def test_a_register_begun_later_says_nothing_of_what_came_before_it(tmp_path: Path) -> None:
    (contact,) = SSD["ssd_contacts"][:1]
    header = next(name for name in contact if name.endswith("contact_date"))
    key = next(name for name in contact if name.endswith("contact_id"))
    later = contact | {header: "2019-06-03", key: "LATER"}
    write_folder(tmp_path / "ssd", {"ssd_contacts": [contact, later]})
    rows = [{"person_id": "CANARYID1", "contact_date": "2019-06-03", "decision_date": "2019-06-04"}]
    write_folder(tmp_path / "registers", {"contact_decisions": rows})
    cover = reading(load(tmp_path), "SSD").covers["contacts"]
    assert cover.later == (("decision_date", D(2019, 6, 1)),)
    assert "decision_date" in cover.columns


def test_templates_are_registers_without_rows(tmp_path: Path) -> None:
    written = write_templates(tmp_path)
    assert {path.stem for path in written if path.suffix == ".xlsx"} == {one.file for one in NAMES}
    for kind in ("*.csv", "*.xlsx"):
        found = reading(load(*sorted(tmp_path.glob(kind))), "L")
        assert {one.list_name for one in found.accounts} >= {one.table for one in NAMES}
        assert not [note for note in found.notes if "not taken" in note.text]


def test_a_register_in_a_workbook(tmp_path: Path) -> None:
    names = [column.name for column in TABLES["audits"].columns]
    row = {"audit_month": "2024-01-01", "service": "=1+1", "allocated_date": "03/01/2024", "grade": "Good"}
    write_workbook(tmp_path / "audits.xlsx", {"Audits": [names, [row.get(name, "") for name in names]]})
    (audit,) = rows_of(reading(load(tmp_path), "L"), "audits")
    assert (audit["service"], audit["grade"], audit["src_sheet"], audit["src_row"]) == (
        "=1+1",
        "good",
        "Audits",
        2,
    )
