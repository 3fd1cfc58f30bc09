"""A load is taken whole or leaves the store as it was: full disk, read-only disk, refused files (L7, L8)."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources import Delivery
from goldenthread.warehouse.load import load
from goldenthread.warehouse.loads import read_load
from goldenthread.warehouse.snapshot import pointed
from goldenthread.warehouse.workspace import Workspace
from tests.support.small_store import current_values, delivery, load_paths, store_hashes
from tests.support.write_steps import counted
from tests.warehouse.conftest import copied

STRIDE = 7
"""Every so many write steps the disk is full; each kind of step is met, in a fraction of the time of all."""


@pytest.mark.usefixtures("light")
def test_a_full_disk_at_any_step_leaves_the_month_before(
    first: Workspace, files: Path, tmp_path: Path
) -> None:
    came = delivery(first, files / "december")
    steps = _steps(copied(first, tmp_path / "counted"), came)
    before, snapshot = store_hashes(first), pointed(first)
    refused = 0
    for step in range(1, len(steps), STRIDE):
        here = copied(first, tmp_path / str(step))
        refused += not _load_until_full(here, came, step)
        now = store_hashes(here)
        if pointed(here) == snapshot:
            assert {name: now[name] for name in before} == before
        assert [name for name in now if ".partial" in name] == []
        assert load(here, came).snapshot != snapshot
        shutil.rmtree(here.root)
    assert refused > 0.8 * len(steps) / STRIDE, "a folder that is there already need not be made"


@pytest.mark.usefixtures("light")
def test_files_are_in_the_vault_before_a_load_is_made_of_them(loaded: Workspace, files: Path) -> None:
    """Else what stops the work between the two leaves rows whose file nobody can look up."""
    came = delivery(loaded, files / "december")

    def on_step(_: str) -> None:
        for folder in (loaded.store / "loads").glob("*/load.json"):
            if folder.parent.suffix == ".partial":
                continue
            for _, digest in read_load(folder.parent).files:
                assert loaded.vault.get(digest)

    with counted(loaded.store, on_step):
        load(loaded, came)


def test_reads_are_served_while_the_disk_is_full(loaded: Workspace, files: Path) -> None:
    before = current_values(loaded)
    assert not _load_until_full(loaded, delivery(loaded, files / "december"), 20)
    assert current_values(loaded) == before


def _steps(here: Workspace, came: Delivery) -> list[str]:
    steps: list[str] = []
    with counted(here.store, steps.append):
        load(here, came)
    return steps


def _load_until_full(here: Workspace, came: Delivery, steps: int) -> bool:
    """Whether the load was done although the disk was full at one step."""
    left = [steps]

    def on_step(_: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")

    try:
        with counted(here.store, on_step):
            load(here, came)
    except OSError as error:
        return error.errno != errno.ENOSPC
    return True


def test_a_full_disk_inside_the_engine_is_an_error_of_the_system(tmp_path: Path) -> None:
    """Not an inner one: its words must reach the user (exit code 1)."""
    from goldenthread.warehouse.engines.duckdb import DuckDB

    with pytest.raises(OSError, match=r"cannot be written \(no such file"):
        DuckDB((tmp_path,)).write_parquet("SELECT 1 AS a", tmp_path / "absent" / "facts.parquet")


REFUSED = {
    "no date": ("ssd", None, "cover.csv"),
    "a key column gone": ("ssd/ssd_person.csv", "pers_sex\nF\n", None),
    "an empty file": ("ssd/ssd_contacts.csv", "", None),
    "a damaged workbook": ("Annex A 2023-12-31.xlsx", "PK\x03\x04 not a workbook", None),
    "a damaged cover": ("ssd/cover.csv", "table,covers_from,covers_to\npersons,KANARI,2023-12-31\n", None),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_delivery_stores_nothing(loaded: Workspace, files: Path, tmp_path: Path, case: str) -> None:
    folder = tmp_path / "delivery"
    shutil.copytree(files / "december", folder)
    name, content, gone = REFUSED[case]
    if gone:
        for cover in folder.rglob(gone):
            cover.unlink()
    else:
        (folder / name).write_text(str(content), encoding="utf-8")
    before = store_hashes(loaded)
    with pytest.raises(RefusedInput) as refused:
        load_paths(loaded, folder)
    assert "KANARI" not in str(refused.value).upper()
    assert store_hashes(loaded) == before
