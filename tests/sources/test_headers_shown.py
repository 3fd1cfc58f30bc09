"""A record that stands where the header should: none of its cells is shown or kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.annex_a.lists import LISTS
from goldenthread.sources.headers import no_header, safe_headers
from tests.sources.annex_a.lists_made import record
from tests.sources.folders import SSD, load, write_folder
from tests.sources.workbooks import workbook

KNOWN = {"person_id", "start_date"}


def test_words_beside_known_headers_are_shown() -> None:
    assert safe_headers(["Person ID", "start_date", "Mood"], KNOWN) == ("Person ID", "start_date", "Mood")
    assert safe_headers(["start_date", "Mood"], KNOWN) == ("start_date", "Mood")


@pytest.mark.parametrize(
    "headers",
    [
        ["1001", "Canaryname"],
        ["Canaryname", "Female", "White"],
        ["person_id", "start_date", "Canaryname", "1001"],
        ["person_id", "start_date", "Canaryname" * 7],
        ["person_id", "Canaryname", "Female", "White"],
    ],
    ids=["record", "record of words", "line end lost", "long", "one known by chance"],
)
def test_a_record_is_named_by_its_places(headers: list[str]) -> None:
    shown = safe_headers(headers, KNOWN)
    assert len(shown) == len(headers)
    for at, (header, safe) in enumerate(zip(headers, shown, strict=True), 1):
        assert safe == (header if header in KNOWN else f"column {at}")


def test_a_header_that_says_nothing_stays_so() -> None:
    assert safe_headers(["", "1001", " "], KNOWN) == ("", "column 2", " ")


def test_a_file_without_a_header_row_shows_none_of_its_record(tmp_path: Path) -> None:
    (tmp_path / "ssd_cin_plans.csv").write_text("CANARYplan_id,CANARYperson_id,CANARYplan_start\n1,2,3\n")
    with pytest.raises(RefusedInput, match="lacks the column") as refused:
        load(tmp_path)
    assert "CANARY" not in str(refused.value)


def test_equal_cells_of_such_a_record_are_not_shown(tmp_path: Path) -> None:
    (tmp_path / "ssd_cin_plans.csv").write_text("1001,CANARY,CANARY,2023-01-01\n1002,a,b,2023-01-02\n")
    with pytest.raises(RefusedInput, match=r"Columns 2 and 3 have the same header") as refused:
        load(tmp_path)
    assert "CANARY" not in str(refused.value)


@pytest.mark.parametrize(
    ("headers", "absent"),
    [
        (["1001", "01/06/2022", "S", "C2"], True),
        (["1001", "2022-06-01", "missing"], True),
        (["Child", "Team", "Start of plan"], False),
        (["Ward", "2022", "2023", "2024"], False),
        (["person_id", "start_date", "31/01/2024"], False),
    ],
)
def test_a_date_among_strange_headers_is_that_of_a_record(headers: list[str], absent: bool) -> None:
    assert bool(no_header(headers, KNOWN)) == absent


def test_that_there_seems_to_be_no_header_row_is_said(tmp_path: Path) -> None:
    write_folder(tmp_path, {"ssd_person": SSD["ssd_person"]})
    (tmp_path / "SSDA903_2024_episodes.csv").write_text("1001,01/06/2022,S,C2,N1\n1002,02/06/2022,S,C2,N1\n")
    why = dict(load(tmp_path).not_taken)["SSDA903_2024_episodes.csv"]
    assert why.startswith("there seems to be no header row: the first line looks like a record")
    (tmp_path / "ssd_cin_plans.csv").write_text("P1,CANARY,2023-01-01\nP2,b,2023-01-02\n")
    with pytest.raises(RefusedInput, match="There seems to be no header row") as refused:
        load(tmp_path)
    assert "CANARY" not in str(refused.value)
    (tmp_path / "ssd_cin_plans.csv").write_text("1,CANARY,CANARY,2023-01-01\n2,a,b,2023-01-02\n")
    with pytest.raises(RefusedInput, match=r"same header.*\n.*\nPut a header row above it: there seems"):
        load(tmp_path)


def test_what_is_kept_of_a_header_row_that_took_in_the_first_record(tmp_path: Path) -> None:
    write_folder(tmp_path, {"ssd_contacts": SSD["ssd_contacts"]})
    file = tmp_path / "ssd_contacts.csv"
    head, *rows = file.read_text().splitlines()
    file.write_text("\n".join([f"{head},Canaryname,CANARY1001", *(f"{row},," for row in rows), ""]))
    (found,) = load(tmp_path).readings
    assert "CANARY" not in str(found.profiles).upper()
    assert "CANARY" not in str(found.notes).upper()
    width = len(head.split(","))
    assert found.profiles[0].headers[width:] == (f"column {width + 1}", f"column {width + 2}")


def test_headers_of_annex_a_are_kept_as_they_stand_unless_one_may_be_a_value(tmp_path: Path) -> None:
    def kept(extra: str) -> set[str]:
        sheets = {
            f"List_{spec.number}": [
                [*(one.header for one in spec.fields), extra],
                [*(record(spec.number)[one.name] for one in spec.fields), "x"],
            ]
            for spec in LISTS
        }
        (tmp_path / "annex a 2024-01-31.xlsx").write_bytes(workbook(sheets))
        (found,) = load(tmp_path).readings
        assert any("columns not taken" in note.text for note in found.notes)
        assert not any("CANARY" in note.text for note in found.notes)
        return {header for one in found.profiles for header in one.headers}

    assert {"Mood", "Date of Contact"} <= kept("Mood")
    assert not any("CANARY" in header for header in kept("CANARY 1001"))
