"""The same files change nothing, whatever they are called and however they come: fault L5."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from goldenthread.warehouse.deliveries import delivery_digest
from goldenthread.warehouse.load import already_loaded, load
from goldenthread.warehouse.snapshot import current_load_ids, pointed
from goldenthread.warehouse.workspace import Workspace
from tests.support.small_store import delivery, load_paths, store_hashes


@pytest.mark.faults
def test_the_same_files_change_nothing(
    loaded: Workspace, files: Path, record_property: pytest.RecordProperty
) -> None:
    before = store_hashes(loaded)
    record_property("count", f"L5: {len(before)} files of a store, none changed by the same delivery")
    report = load_paths(loaded, files / "november")
    assert (report.changes, report.snapshot) == (0, pointed(loaded))
    assert store_hashes(loaded) == before


def test_the_same_files_are_not_even_read_again(loaded: Workspace, files: Path) -> None:
    digest = delivery_digest([files / "november"], None, None)
    assert already_loaded(loaded, digest) == pointed(loaded)


def test_a_copied_folder_is_the_same(loaded: Workspace, files: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(files / "november", copy)
    assert already_loaded(loaded, delivery_digest([copy], None, None)) == pointed(loaded)
    assert load_paths(loaded, copy).changes == 0


def test_renamed_files_in_another_order_are_the_same(loaded: Workspace, files: Path, tmp_path: Path) -> None:
    for folder in ("ssd", "registers"):
        (tmp_path / folder).mkdir()
        for file in (files / "november" / folder).iterdir():
            stem = file.stem if file.stem == "cover" else f"{file.stem}_2023"
            shutil.copyfile(file, tmp_path / folder / f"{stem}.csv")
    paths = [tmp_path / "ssd", tmp_path / "registers"]
    assert delivery_digest(paths, None, None) == delivery_digest(paths[::-1], None, None)
    report = load_paths(loaded, *paths[::-1])
    assert (report.changes, report.snapshot) == (0, pointed(loaded))


def test_a_part_of_the_same_files_is_no_change(loaded: Workspace, files: Path) -> None:
    """Registers and dataset are a load each: one that comes alone keeps its place among the others."""
    for part in ("ssd", "registers"):
        report = load_paths(loaded, files / "november" / part)
        assert (report.changes, report.snapshot) == (0, pointed(loaded))


@pytest.mark.usefixtures("light")
def test_an_earlier_delivery_of_the_same_day_can_be_put_in_force_again(
    loaded: Workspace, files: Path, tmp_path: Path
) -> None:
    corrected = tmp_path / "corrected" / "registers"
    shutil.copytree(files / "november" / "registers", corrected)
    (corrected / "teams.csv").write_text("team_id,name\nT1,Renamed\n", encoding="utf-8")
    assert load_paths(loaded, corrected).changes == 1
    assert load_paths(loaded, files / "november" / "registers").changes == 1
    last = current_load_ids(loaded)
    assert load_paths(loaded, files / "november" / "registers").changes == 0
    assert current_load_ids(loaded) == last


def test_another_date_is_another_delivery(files: Path) -> None:
    import datetime as dt

    digests = {delivery_digest([files / "november"], day, None) for day in (None, dt.date(2023, 11, 30))}
    assert len(digests) == 2


@pytest.mark.usefixtures("light")
def test_a_delivery_without_a_digest_is_not_remembered(loaded: Workspace, files: Path) -> None:
    load(loaded, delivery(loaded, files / "december"))
    assert already_loaded(loaded, delivery_digest([files / "december"], None, None)) is None


def test_a_lost_or_damaged_note_of_deliveries_costs_a_reading_only(loaded: Workspace, files: Path) -> None:
    note = loaded.store / "deliveries.json"
    for content in ("", "{", "[]", '{"snapshot": 1}', '{"digests": 3}'):
        note.write_text(content, encoding="utf-8")
        assert already_loaded(loaded, delivery_digest([files / "november"], None, None)) is None
    assert load_paths(loaded, files / "november").changes == 0


def test_the_same_files_packed_are_no_change(loaded: Workspace, files: Path, tmp_path: Path) -> None:
    """Whatever the zip file is called, in whichever order its files stand, and packed again: fault L5."""
    paths = sorted(path for path in (files / "november").rglob("*") if path.is_file())
    before = store_hashes(loaded)
    for name, order, way in (
        ("a.zip", paths, zipfile.ZIP_DEFLATED),
        ("b.zip", paths[::-1], zipfile.ZIP_STORED),
    ):
        with zipfile.ZipFile(tmp_path / name, "w", way) as packed:
            for path in order:
                packed.write(path, path.relative_to(files))
        assert load_paths(loaded, tmp_path / name).changes == 0
    after = store_hashes(loaded)
    assert {name for name, one in after.items() if before.get(name) != one} <= {"deliveries.json"}
