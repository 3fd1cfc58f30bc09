"""Long files in the vault: sealed in parts of which none can be left out, doubled, moved or changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.mapped import sha256
from goldenthread.warehouse import vault as module
from goldenthread.warehouse.vault import IN_PARTS, NONCE, TAG, Vault

PART = 100
SIZE = NONCE + PART + TAG


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PART", PART)


def kept(folder: Path, content: bytes) -> tuple[Vault, str, Path]:
    vault = Vault(folder, b"k" * 32)
    digest = vault.put(content)
    return vault, digest, folder / digest[:2] / digest


@pytest.mark.parametrize("length", [0, 1, 99, 100, 101, 199, 200, 201, 1000])
def test_what_is_put_comes_back(tmp_path: Path, length: int) -> None:
    content = bytes(number % 251 for number in range(length))
    vault, digest, path = kept(tmp_path, content)
    assert digest == sha256(content)
    assert vault.get(digest) == content
    assert path.read_bytes().startswith(IN_PARTS) == (length > PART)
    assert content[:20] not in path.read_bytes() or length < 20


CHANGES = {
    "the last part gone": lambda parts: parts[:-1],
    "a part gone": lambda parts: [parts[0], *parts[2:]],
    "two parts changed over": lambda parts: [parts[1], parts[0], *parts[2:]],
    "a part twice": lambda parts: [parts[0], *parts],
    "the last part twice": lambda parts: [*parts, parts[-1]],
    "a byte more": lambda parts: [*parts, b"x"],
    "a byte less": lambda parts: [*parts[:-1], parts[-1][:-1]],
    "a byte other": lambda parts: [parts[0][:-1] + bytes([parts[0][-1] ^ 1]), *parts[1:]],
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("length", [250, 300])
def test_what_was_changed_is_refused(tmp_path: Path, change: str, length: int) -> None:
    vault, digest, path = kept(
        tmp_path, bytes(range(256)) + bytes(length - 256) if length > 256 else bytes(length)
    )
    sealed = path.read_bytes().removeprefix(IN_PARTS)
    parts = [sealed[at : at + SIZE] for at in range(0, len(sealed), SIZE)]
    path.write_bytes(IN_PARTS + b"".join(CHANGES[change](parts)))
    with pytest.raises(RefusedInput, match="missing or damaged"):
        vault.get(digest)


def test_a_part_of_another_file_is_refused(tmp_path: Path) -> None:
    vault, digest, path = kept(tmp_path, b"a" * 250)
    _, _, other = kept(tmp_path, b"b" * 250)
    path.write_bytes(other.read_bytes())
    with pytest.raises(RefusedInput):
        vault.get(digest)


def test_a_file_sealed_whole_by_an_older_version_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PART", 1_000_000)
    vault, digest, _ = kept(tmp_path, b"c" * 250)
    monkeypatch.setattr(module, "PART", PART)
    assert vault.get(digest) == b"c" * 250
