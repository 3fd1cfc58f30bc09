"""A byte that flips in the store is found when it is read, and the file is named: fault L20."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.mapped import sha256
from goldenthread.warehouse.snapshot import current_snapshot
from goldenthread.warehouse.vault import Vault
from goldenthread.warehouse.workspace import Workspace
from tests.support.small_store import current_values, load_paths

CHANCE = random.Random(20)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[CHANCE.randrange(len(content))] ^= 1 << CHANCE.randrange(8)
    path.write_bytes(content)


def test_a_flipped_byte_in_the_vault_is_found(tmp_path: Path) -> None:
    vault = Vault(tmp_path, b"k" * 32)
    digest = vault.put(b"a file as received")
    sealed = tmp_path / digest[:2] / digest
    whole = sealed.read_bytes()
    for place in range(len(whole)):
        sealed.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(RefusedInput, match="damaged"):
            vault.get(digest)
    for cut in range(len(whole)):
        sealed.write_bytes(whole[:cut])
        with pytest.raises(RefusedInput, match="damaged"):
            vault.get(digest)
    sealed.write_bytes(whole)
    assert vault.get(digest) == b"a file as received"


def test_a_file_of_the_vault_under_another_name_or_key_is_refused(tmp_path: Path) -> None:
    vault = Vault(tmp_path, b"k" * 32)
    one, two = vault.put(b"one"), vault.put(b"two")
    (tmp_path / one[:2] / one).write_bytes((tmp_path / two[:2] / two).read_bytes())
    with pytest.raises(RefusedInput):
        vault.get(one)
    with pytest.raises(RefusedInput):
        Vault(tmp_path, b"j" * 32).get(two)


def test_the_vault_holds_each_content_once_and_sealed(tmp_path: Path) -> None:
    vault = Vault(tmp_path, b"k" * 32)
    assert vault.put(b"KANARI") == vault.put(b"KANARI") == sha256(b"KANARI")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 1
    assert b"KANARI" not in files[0].read_bytes()


@pytest.mark.parametrize(
    "pattern",
    [
        "snapshots/*/manifest.json",
        "snapshots/*/facts/SSD.contacts*.parquet",
        "snapshots/*/canonical/parameters.parquet",
        "loads/*/load.json",
        "CURRENT",
    ],
)
def test_a_flipped_byte_is_found_by_the_reader(loaded: Workspace, pattern: str) -> None:
    paths = sorted(loaded.store.glob(pattern))
    assert paths
    for path in paths:
        whole = path.read_bytes()
        flip(path)
        with pytest.raises(RefusedInput, match=r"damaged|Nothing has been loaded"):
            current_values(loaded)
        path.write_bytes(whole)
    current_values(loaded)


@pytest.mark.parametrize("name", ["load.json", "contacts.parquet"])
def test_a_damaged_load_is_not_built_upon(loaded: Workspace, files: Path, name: str) -> None:
    path = next(loaded.store.glob(f"loads/*/{name}"))
    flip(path)
    with pytest.raises(RefusedInput, match="Restore the store from a backup"):
        load_paths(loaded, files / "december")


def test_a_file_that_is_gone_is_named(loaded: Workspace) -> None:
    path = next(loaded.store.glob("snapshots/*/canonical/parameters.parquet"))
    path.unlink()
    with pytest.raises(RefusedInput, match=r"parameters\.parquet"):
        list(current_snapshot(loaded).rows("parameters"))
