"""Deliveries: files recognised by content, dated, stable, whole or refused, and silent about children."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources import received
from goldenthread.sources.extract_date import date_in_name
from tests.sources.folders import AS_AT, REGISTERS, SSD, load, reading, rows_of, write_all, write_folder

D = dt.date


def test_a_folder_is_sorted_and_what_is_not_taken_is_listed(tmp_path: Path) -> None:
    write_all(tmp_path)
    (tmp_path / "notes.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "unknown.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "ssd" / "ssd_voice_of_child.csv").write_text("voch_table_id\n1\n", encoding="utf-8")
    (tmp_path / "ssd" / "copy.csv").write_bytes((tmp_path / "ssd" / "ssd_person.csv").read_bytes())
    (tmp_path / "old").mkdir()
    (tmp_path / "ssd" / "link.csv").symlink_to(tmp_path / "ssd" / "ssd_person.csv")
    delivery = load(tmp_path)
    assert [one.standard for one in delivery.readings] == ["SSD", "L"]
    assert dict(delivery.not_taken) == {
        "notes.docx": "not a kind of file that is read",
        "unknown.csv": "neither its name nor its columns are known",
        "ssd/ssd_voice_of_child.csv": "A draft object of the standard.",
        "ssd/ssd_person.csv": "the same content as ssd/copy.csv",
        "old": "a folder that is called old: if its files are to be read, give it by itself",
        "ssd/link.csv": "a link; links inside folders are not followed",
    }
    assert len(delivery.files) == len(SSD) + len(REGISTERS)


@pytest.mark.parametrize("name", ["ssd_extract_March", "q2023", "Return 2023", "Children's/March", "a/b/c"])
def test_a_sub_folder_of_any_name_is_looked_into(tmp_path: Path, name: str) -> None:
    write_folder(tmp_path / name, SSD)
    (read,) = load(tmp_path).readings
    assert (read.standard, len(read.files)) == ("SSD", len(SSD))
    assert read.files[0].startswith(f"{name}/")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a/b/c/d", "a folder more than 3 folders deep"),
        ("SSD old", "a folder that is called old"),
        ("commentary", "a folder of commentary: that has a command of its own"),
        ("__MACOSX", "hidden"),
        (".x", "hidden"),
    ],
)
def test_sub_folders_that_are_passed_over_are_said(tmp_path: Path, name: str, why: str) -> None:
    write_all(tmp_path)
    write_folder(tmp_path / name, {"ssd_person": [{"pers_person_id": "9", "pers_sex": "F"}]})
    assert dict(load(tmp_path).not_taken)[name].startswith(why)


def test_a_workspace_in_the_folder_is_no_part_of_a_load(tmp_path: Path) -> None:
    write_all(tmp_path)
    write_folder(tmp_path / "ws", {"ssd_person": [{"pers_person_id": "9", "pers_sex": "F"}]})
    (tmp_path / "ws" / "goldenthread.yml").write_text("", encoding="utf-8")
    assert dict(load(tmp_path).not_taken) == {"ws": "a workspace"}


def test_no_name_and_no_id_of_a_file_reaches_a_table_or_a_message(tmp_path: Path) -> None:
    write_all(tmp_path)
    bad = SSD["ssd_contacts"][0] | {
        "cont_contact_date": "CANARYDATE",
        "cont_contact_source_code": "CANARYCODE",
    }
    worse = SSD["ssd_person"][0] | {"pers_dob": "CANARYDOB", "pers_person_id": "CANARY-ID1"}
    write_folder(
        tmp_path / "ssd",
        {"ssd_contacts": [*SSD["ssd_contacts"], bad], "ssd_person": [*SSD["ssd_person"], worse]},
    )
    delivery = load(tmp_path)
    for found in delivery.readings:
        said = [note.text for note in found.notes] + [one.reason for one in found.exceptions]
        assert "CANARY" not in repr(said)
        for batch in found.batches:
            for column in batch.rows.columns:
                assert "CANARY" not in repr(column.to_pylist()).upper()
    assert "CANARY" not in repr(delivery)
    said = [note.text for note in reading(delivery, "SSD").notes]
    assert any("1 group(s) of ids differ only" in text for text in said)


def test_a_refusal_is_silent_too(tmp_path: Path) -> None:
    (tmp_path / "ssd_person.csv").write_text("CANARYID1,CANARYNAME\nCANARYID2,CANARYNAME\n", encoding="utf-8")
    with pytest.raises(RefusedInput) as refused:
        load(tmp_path)
    assert "CANARY" not in str(refused.value)
    assert "lacks the columns" in str(refused.value) or "lacks the column" in str(refused.value)


def test_one_broken_file_refuses_the_whole_delivery(tmp_path: Path) -> None:
    write_all(tmp_path)
    (tmp_path / "ssd" / "ssd_cp_plans.csv").write_bytes(b"cppl_cp_plan_id,cppl_person_id\n1,\x00\n")
    with pytest.raises(RefusedInput, match=r"ssd/ssd_cp_plans\.csv: Line 2 holds a NUL"):
        load(tmp_path)


def test_nothing_known_is_refused_with_what_is_expected(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(RefusedInput) as refused:
        load(tmp_path)
    assert "ssd_person.csv" in str(refused.value)
    assert "supervision.csv" in str(refused.value)
    with pytest.raises(RefusedInput, match="no such file"):
        load(tmp_path / "absent")


def test_the_extract_date_is_the_first_that_is_found(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "plain", {"ssd_person": SSD["ssd_person"]})
    end = D(2023, 12, 31)
    assert reading(load(folder, as_at=None, period_end=end), "SSD").extracted_on == end
    named = write_folder(tmp_path / "named", {"ssd_person_2024-01-31": SSD["ssd_person"]})
    assert reading(load(named, as_at=None, period_end=end), "SSD").extracted_on == D(2024, 1, 31)
    cover = {
        "table": "persons",
        "covers_from": "2020-01-01",
        "covers_to": "2024-02-05",
        "extracted_on": "2024-02-05",
    }
    write_folder(named, {"cover": [cover]})
    found = reading(load(named, as_at=None), "SSD")
    assert (found.extracted_on, found.how_dated) == (D(2024, 2, 5), "stated in cover.csv")
    assert reading(load(named, as_at=D(2024, 3, 1)), "SSD").extracted_on == D(2024, 3, 1)
    with pytest.raises(RefusedInput, match="--as-at"):
        load(folder, as_at=None)


def test_registers_take_the_date_of_what_came_with_them(tmp_path: Path) -> None:
    write_folder(tmp_path / "ssd", {"ssd_person_20240131": SSD["ssd_person"]})
    write_folder(tmp_path / "registers", {"hubs": REGISTERS["hubs"]})
    assert reading(load(tmp_path, as_at=None), "L").extracted_on == AS_AT


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("ssd_person_2024-01-31", D(2024, 1, 31)),
        ("20240131 extract", D(2024, 1, 31)),
        ("extract 31-01-2024", D(2024, 1, 31)),
        ("extract_31012024", D(2024, 1, 31)),
        ("from 2023-01-01 to 2024-01-31", None),
        ("ssd_person_2024", None),
        ("123456789", None),
    ],
)
def test_dates_in_names(name: str, day: dt.date | None) -> None:
    assert date_in_name(name) == day


def test_a_file_that_goes_on_growing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ssd_person.csv"
    path.write_text("x", encoding="utf-8")
    monkeypatch.setattr(received, "WAITS", (0.0, 0.0))
    read_bytes = Path.read_bytes

    def growing(self: Path) -> bytes:
        content = read_bytes(self)
        with self.open("ab") as file:
            file.write(b"more")
        return content

    monkeypatch.setattr(Path, "read_bytes", growing)
    with pytest.raises(RefusedInput, match="still being written"):
        load(path)


def test_the_same_delivery_in_another_order_gives_the_same_rows(tmp_path: Path) -> None:
    write_all(tmp_path / "one")
    one = load(tmp_path / "one")
    two = load(tmp_path / "one" / "registers", tmp_path / "one" / "ssd")
    for standard in ("SSD", "L"):
        for batch in reading(one, standard).batches:
            assert rows_of(reading(two, standard), batch.table) == batch.rows.to_pylist()
