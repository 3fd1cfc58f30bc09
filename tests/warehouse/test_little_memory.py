"""A large yearly return is conformed in little memory: the same rows, and more of it where needed."""

from __future__ import annotations

import datetime as dt
import shutil
import weakref
from dataclasses import replace
from pathlib import Path
from unittest import mock

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.census import write_census
from goldenthread.model.ddl import arrow_schema
from goldenthread.model.tables import TABLES
from goldenthread.warehouse import conforming
from goldenthread.warehouse.canonical import CanonicalTables, write_canonical
from goldenthread.warehouse.cover import Covers, TableCover
from goldenthread.warehouse.engines.duckdb import DuckDB, OnDisk
from goldenthread.warehouse.files import file_hash, read_sealed, write_sealed
from goldenthread.warehouse.load import load
from goldenthread.warehouse.loads import DESCRIPTION, read_load
from goldenthread.warehouse.snapshot import build_snapshot, current_snapshot, is_whole
from goldenthread.warehouse.workspace import Workspace
from tests.support.small_store import delivery, workspace

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def census(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with a census of a council's size, conformed as any other."""
    folder = tmp_path_factory.mktemp("census")
    file = folder / "census.xml"
    write_census(file, 2_000_000)
    here = workspace(folder)
    load(here, delivery(here, file))
    return here


def tables(folder: Path) -> dict[str, pa.Table]:
    """Every table of a snapshot, in an order of its own."""
    found = {}
    for file in sorted(folder.rglob("*.parquet")):
        rows = pq.read_table(file)
        by = [(name, "ascending") for name in rows.column_names]
        found[file.relative_to(folder).as_posix()] = rows.sort_by(by).combine_chunks()
    return found


def anew(
    here: Workspace, monkeypatch: pytest.MonkeyPatch, little: int
) -> tuple[dict[str, pa.Table], list[int], list[str]]:
    """The snapshot built once more with every return a large one: its tables, the memory that was tried, and
    what was said meanwhile."""
    tried: list[int] = []
    said: list[str] = []

    def engine(folders: tuple[Path, ...], size: int, on_disk: OnDisk | None) -> DuckDB:
        tried.append(on_disk.limit if on_disk else 0)
        return DuckDB(folders, size, on_disk)

    monkeypatch.setattr(conforming, "LARGE", 0)
    monkeypatch.setattr(conforming, "LITTLE", little)
    monkeypatch.setattr(conforming, "DuckDB", engine)
    loaded = current_snapshot(here)
    shutil.rmtree(loaded.folder)
    assert build_snapshot(here, loaded.loads, said.append) == loaded.id
    return tables(loaded.folder), tried, said


def test_in_little_memory_the_same_rows_come_out(census: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = current_snapshot(census)
    before, names = tables(loaded.folder), set(loaded.folder.rglob("*"))
    after, tried, _ = anew(census, monkeypatch, 160 * MEGABYTE)
    assert tried == [160 * MEGABYTE]
    assert before.keys() == after.keys()
    for name, rows in before.items():
        assert rows.equals(after[name]), name
    assert set(loaded.folder.rglob("*")) == names
    assert current_snapshot(census).single_keys("CIN.cp_plans.open") == loaded.single_keys(
        "CIN.cp_plans.open"
    )


def test_where_little_memory_is_too_little_it_is_done_in_more(
    census: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(current_snapshot(census).folder)
    after, tried, said = anew(census, monkeypatch, 2 * MEGABYTE)
    assert tried == [2 * MEGABYTE, 8 * MEGABYTE, 0]
    assert said.count("once more, in more memory") == 2
    assert {name: rows.num_rows for name, rows in before.items()} == {
        name: rows.num_rows for name, rows in after.items()
    }


@pytest.mark.parametrize(
    ("standards", "little"),
    [
        ({"CIN"}, True),
        ({"CIN", "L"}, True),
        ({"CIN", "903"}, True),
        ({"SSD", "CIN"}, False),
        ({"L"}, False),
    ],
)
def test_what_comes_every_month_is_conformed_on_every_core(
    census: Workspace, monkeypatch: pytest.MonkeyPatch, standards: set[str], little: bool
) -> None:
    monkeypatch.setattr(conforming, "LARGE", 1)
    day = dt.date(2024, 3, 31)
    covers = Covers(TableCover("X1", one, "persons", day, day, day, frozenset()) for one in standards)
    stored = CanonicalTables(current_snapshot(census).folder / "canonical", ["persons"])
    assert (conforming.limits(stored, covers)[0] > 0) == little
    monkeypatch.setattr(conforming, "LARGE", stored.size + 1)
    assert conforming.limits(stored, covers) == (0,)


@pytest.mark.parametrize("kind", [duckdb.IOException, duckdb.FatalException])
def test_a_full_disk_under_kept_tables_is_an_error_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[duckdb.Error]
) -> None:
    engine = DuckDB((tmp_path,), on_disk=OnDisk(tmp_path / "kept.duckdb", 100 * MEGABYTE))
    broken = mock.MagicMock()
    broken.cursor().__enter__().execute.side_effect = kind("IO Error: write failed: No space left on device")
    broken.cursor().__exit__.return_value = False
    monkeypatch.setattr(engine, "_connection", broken)
    with pytest.raises(OSError, match=r"cannot be written \(no space left on device\): .*kept.duckdb"):
        engine.keep("a", "SELECT 1")


def test_a_delivery_is_let_go_of_once_it_is_stored(files: Path, tmp_path: Path) -> None:
    here = workspace(tmp_path)
    came = [delivery(here, files / "november")]
    held = weakref.ref(came[0])
    alive: dict[str, bool] = {}

    def step(said: str) -> None:
        alive[said] = held() is not None

    load(here, came.pop(), progress=step)
    assert alive["keeping the files as received"]
    assert not alive["SSD contacts"]


def test_memory_that_is_short_at_the_end_of_a_transaction_is_want_of_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = DuckDB((tmp_path,), on_disk=OnDisk(tmp_path / "kept.duckdb", 100 * MEGABYTE))
    broken = mock.MagicMock()
    said = "TransactionContext Error: Failed to commit: failed to pin block of size 256.0 KiB"
    broken.cursor().__enter__().execute.side_effect = duckdb.TransactionException(said)
    broken.cursor().__exit__.return_value = False
    monkeypatch.setattr(engine, "_connection", broken)
    with pytest.raises(MemoryError):
        engine.keep("a", "SELECT 1")


def test_a_table_that_an_earlier_version_kept_with_fewer_columns_is_filled_up(
    census: Workspace, tmp_path: Path
) -> None:
    [stored] = [one for one in current_snapshot(census).loads if one.standard == "CIN"]
    old = shutil.copytree(stored.folder, tmp_path / "load")
    rows = pq.read_table(old / "referrals.parquet")
    lacking = next(name for name in rows.column_names if rows[name].null_count == rows.num_rows)
    pq.write_table(rows.drop_columns([lacking]), old / "referrals.parquet")
    said = read_sealed(old / DESCRIPTION)
    said["stored"]["referrals.parquet"] = file_hash(old / "referrals.parquet")
    write_sealed(old / DESCRIPTION, said)
    written = write_canonical([read_load(old)], tmp_path)
    assert written["referrals"].schema.equals(arrow_schema(TABLES["referrals"]))
    assert written["referrals"].num_rows == rows.num_rows


def test_a_damaged_snapshot_stays_until_there_is_another(
    census: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = replace(census, root=tmp_path / "here")
    shutil.copytree(census.root, here.root)
    loaded = current_snapshot(here)
    damaged = loaded.folder / "canonical" / "persons.parquet"
    damaged.unlink()  # it shares its content with the load's own file
    before = {file: file.stat().st_ino for file in loaded.folder.rglob("*")}
    with monkeypatch.context() as broken:
        broken.setattr("goldenthread.warehouse.snapshot.conform_into", mock.Mock(side_effect=MemoryError))
        with pytest.raises(MemoryError):
            build_snapshot(here, loaded.loads)
    assert {file: file.stat().st_ino for file in loaded.folder.rglob("*")} == before
    assert build_snapshot(here, loaded.loads) == loaded.id
    assert damaged.is_file()
    assert is_whole(loaded.folder)
    assert [each.name for each in loaded.folder.parent.iterdir()] == [loaded.id]


def test_what_an_engine_spilled_into_a_snapshot_is_none_of_it(census: Workspace) -> None:
    folder = current_snapshot(census).folder
    (folder / "spill").mkdir()
    (folder / "spill" / "rows.tmp").write_bytes(b"rows")
    try:
        assert is_whole(folder)
    finally:
        shutil.rmtree(folder / "spill")
