"""What each file was taken for and why, and the nearest known thing of those that were not taken."""

from __future__ import annotations

from pathlib import Path

from tests.sources.folders import REGISTERS, SSD, load, write_all, write_folder


def said(*paths: Path) -> dict[str, tuple[str, str]]:
    return {one.name: (one.what, one.why) for one in load(*paths).recognised}


def test_every_taken_file_is_said_with_its_reason(tmp_path: Path) -> None:
    write_all(tmp_path)
    found = said(tmp_path)
    assert set(found) == {f"ssd/{name}.csv" for name in SSD} | {f"registers/{name}.csv" for name in REGISTERS}
    assert found["ssd/ssd_person.csv"] == (
        "Standard Safeguarding Dataset: ssd_person",
        "8 of its 8 columns are that table's",
    )
    assert found["registers/supervision.csv"] == ("register: supervisions", "by its name")


def test_a_register_under_another_name_is_known_by_its_columns(tmp_path: Path) -> None:
    write_folder(tmp_path, {"Q3 sessions": REGISTERS["supervision"], "ssd_person": SSD["ssd_person"]})
    assert said(tmp_path)["Q3 sessions.csv"] == ("register: supervisions", "by its columns")


def test_columns_that_many_registers_share_are_no_reason(tmp_path: Path) -> None:
    rows = [{"person_id": "1", "start_date": "2023-01-01", "end_date": "", "team_id": "T", "worker_id": "W"}]
    write_folder(tmp_path, {"something": rows, "ssd_person": SSD["ssd_person"]})
    delivery = load(tmp_path)
    assert [name for name, _ in delivery.not_taken] == ["something.csv"]


def test_what_is_not_taken_is_said_with_the_nearest_known_thing(tmp_path: Path) -> None:
    write_all(tmp_path)
    odd = {"case_type": "x", "supervision_date": "y", "mood": "z", "weather": "w"}
    write_folder(tmp_path, {"supervisoin": [{"a": "1"}], "diary": [odd], "cake": [{"a": "2"}]})
    why = dict(load(tmp_path).not_taken)
    assert why["supervisoin.csv"].endswith("nearest by name: supervision")
    assert why["diary.csv"].endswith("nearest by columns: supervision (has case_type, supervision_date)")
    assert why["cake.csv"] == "neither its name nor its columns are known"
