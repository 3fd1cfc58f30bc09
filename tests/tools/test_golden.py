"""The golden-file helper fails when it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import assert_golden


def test_a_golden_file_is_written_only_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.txt"
    monkeypatch.delenv("GOLDEN_UPDATE", raising=False)
    with pytest.raises(AssertionError, match="make golden-update"):
        assert_golden(path, "24 of 60", look_for="the share")
    monkeypatch.setenv("GOLDEN_UPDATE", "1")
    assert_golden(path, "24 of 60", look_for="the share")
    assert path.read_text(encoding="utf-8") == "# Look for: the share\n\n24 of 60\n"


def test_a_changed_figure_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.txt"
    path.write_text("# Look for: the share\n\n24 of 60\n", encoding="utf-8")
    monkeypatch.delenv("GOLDEN_UPDATE", raising=False)
    assert_golden(path, "24 of 60", look_for="the share")
    with pytest.raises(AssertionError):
        assert_golden(path, "25 of 60", look_for="the share")
