"""Published files lie in folders of any name and depth, as somebody sorts them."""

from __future__ import annotations

from pathlib import Path

from goldenthread.sources.published import read_published
from tests.support.published import TODAY, lait

ROWS = [("LAC", "2023", "845", "70")]


def test_files_in_folders_of_any_name_and_depth_are_read(tmp_path: Path) -> None:
    inner = tmp_path / "all" / "2024 release" / "care"
    inner.mkdir(parents=True)
    lait(inner, ROWS)
    (tmp_path / "all" / ".hidden.csv").write_text("x", encoding="utf-8")
    (tmp_path / "all" / "again").symlink_to(inner)
    found = read_published([tmp_path / "all"], today=TODAY)
    assert [one.name for one in found.files] == ["2024 release/care/long.parquet"]
    assert dict(found.not_taken) == {
        ".hidden.csv": "hidden or left by an open program",
        "again": "a link; links inside folders are not followed",
    }
