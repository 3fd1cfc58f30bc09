"""The council's key: outside the workspace, for its owner alone, never made twice, never swapped."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput, UsageError
from goldenthread.base.folders import SETTINGS
from goldenthread.warehouse.keys import default_key_path, make_key, read_keys
from goldenthread.warehouse.workspace import create, find, read


def test_a_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "council.key"
    assert make_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["council.key"]


def test_a_key_is_never_made_over_another(tmp_path: Path) -> None:
    path = tmp_path / "council.key"
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: make_key(path), range(8))) == 1
    before = path.read_bytes()
    assert not make_key(path)
    assert path.read_bytes() == before


def test_the_two_derived_keys_tell_nothing_of_each_other(tmp_path: Path) -> None:
    path = tmp_path / "council.key"
    make_key(path)
    keys = read_keys(path)
    assert len({keys.identities, keys.vault, bytes.fromhex(path.read_text())}) == 3
    assert keys.identities.hex() not in repr(keys)
    assert keys.check not in path.read_text()


@pytest.mark.parametrize("content", ["", "zz", "00" * 31, "00" * 33, "é" * 64])
def test_a_damaged_key_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "council.key"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RefusedInput, match=r"cannot be read.*\nPut it back from its safe copy"):
        read_keys(path)


def test_without_the_key_it_says_what_to_do(tmp_path: Path) -> None:
    made, _ = create(tmp_path / "here", "X06000099", None, tmp_path / "council.key")
    made.key_path.unlink()
    with pytest.raises(RefusedInput, match=r"(?s)The council's key is not there.*Put the key back"):
        _ = read(made.root).keys
    with pytest.raises(RefusedInput, match="not there"):
        create(tmp_path / "here", "X06000099", None)
    assert not made.key_path.exists(), "a lost key is not replaced by a new one"


def test_another_key_is_refused(tmp_path: Path) -> None:
    made, _ = create(tmp_path / "here", "X06000099", None, tmp_path / "council.key")
    made.key_path.unlink()
    make_key(made.key_path)
    with pytest.raises(RefusedInput, match="not the key that the workspace was made with"):
        _ = read(made.root).keys


@pytest.mark.parametrize("place", ["council.key", "store/council.key", "../here/council.key"])
def test_a_key_never_lies_inside_the_workspace(tmp_path: Path, place: str) -> None:
    with pytest.raises(UsageError, match="inside the workspace"):
        create(tmp_path / "here", "X06000099", None, tmp_path / "here" / place)
    assert not (tmp_path / "here").exists()


def test_a_key_is_not_reached_through_a_link_into_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "here")
    with pytest.raises(UsageError, match="inside the workspace"):
        create(tmp_path / "here", "X06000099", None, tmp_path / "link" / "council.key")


def test_the_default_place_is_outside_whatever_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", os.sep + "config")
    assert default_key_path("../../x") == Path(os.sep) / "config" / "goldenthread" / "______x.key"


def test_a_workspace_is_made_once(tmp_path: Path) -> None:
    made, new = create(tmp_path / "here", "X06000099", "Small", tmp_path / "council.key")
    settings = (made.root / SETTINGS).read_bytes()
    again, newer = create(tmp_path / "here", "X06000099", "Other", tmp_path / "other.key")
    assert (new, newer, again.name) == (True, False, "Small")
    assert (made.root / SETTINGS).read_bytes() == settings
    with pytest.raises(RefusedInput, match="belongs to X06000099"):
        create(tmp_path / "here", "X06000001", None)


@pytest.mark.parametrize("code", ["", "E060000450", "E06/45", "../x", "E06 45", "É1"])
def test_only_an_authority_code_makes_a_workspace(tmp_path: Path, code: str) -> None:
    with pytest.raises(UsageError, match="not an authority code"):
        create(tmp_path / "here", code, None, tmp_path / "council.key")


@pytest.mark.parametrize("content", ["", "[]", "name: x", "authority: [", "authority: a/b", "\x00", "5"])
def test_settings_that_cannot_be_read_are_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / SETTINGS).write_text(content, encoding="utf-8")
    with pytest.raises(RefusedInput):
        read(tmp_path)


def test_a_workspace_is_found_from_any_folder_in_it(tmp_path: Path) -> None:
    made, _ = create(tmp_path / "here", "X06000099", None, tmp_path / "council.key")
    deep = made.root / "editions" / "2023-12"
    deep.mkdir()
    assert find(deep) == read(made.root)
    with pytest.raises(UsageError, match="goldenthread init"):
        find(tmp_path)


def test_a_code_that_no_country_has_is_of_invented_people(tmp_path: Path) -> None:
    invented = create(tmp_path / "a", "X06000001", "Solmere", tmp_path / "a.key")[0]
    named = create(tmp_path / "b", "E06000045", "Anywhere (Synthetic)", tmp_path / "b.key")[0]
    real = create(tmp_path / "c", "E06000045", "Anywhere", tmp_path / "c.key")[0]
    assert (invented.synthetic, named.synthetic, real.synthetic) == (True, True, False)
