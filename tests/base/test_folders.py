"""A finished folder takes the place of another whole, or leaves it where it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.base.folders import take_place


def folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "file").write_text(text, encoding="utf-8")
    return path


def test_it_stands_alone_afterwards(tmp_path: Path) -> None:
    for text in ("first", "second"):
        take_place(folder(tmp_path / "it.partial", text), tmp_path / "it")
        assert (tmp_path / "it" / "file").read_text(encoding="utf-8") == text
        assert [each.name for each in tmp_path.iterdir()] == ["it"]


def test_the_old_one_comes_back_where_the_new_one_cannot_stand(tmp_path: Path) -> None:
    old = folder(tmp_path / "it", "old")
    with pytest.raises(FileNotFoundError):
        take_place(tmp_path / "gone", old)
    assert (old / "file").read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["it"]
