"""Generated documents: written, found stale, cleared away."""

from __future__ import annotations

from pathlib import Path

from tools import docs
from tools.docs.__main__ import DOCS, main
from tools.docs.markdown import code, table

PAGES = {"reference/a.md": f"{docs.MARK}\n\n# A\n"}


def test_the_committed_pages_are_up_to_date() -> None:
    assert docs.stale(DOCS, docs.generated()) == []


def test_a_page_is_written_once_and_then_left_alone(tmp_path: Path) -> None:
    assert docs.write(tmp_path, PAGES) == ["reference/a.md"]
    assert docs.write(tmp_path, PAGES) == []


def test_a_changed_a_missing_and_a_left_over_page_are_stale(tmp_path: Path) -> None:
    docs.write(tmp_path, {**PAGES, "reference/old.md": f"{docs.MARK}\n\n# Old\n"})
    (tmp_path / "reference" / "a.md").write_text("# Mine", encoding="utf-8")
    pages = {**PAGES, "reference/new.md": f"{docs.MARK}\n\n# New\n"}
    assert docs.stale(tmp_path, pages) == ["reference/a.md", "reference/new.md", "reference/old.md"]
    docs.write(tmp_path, pages)
    assert sorted(page.name for page in tmp_path.rglob("*.md")) == ["a.md", "new.md"]


def test_a_page_written_by_hand_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "hand.md").write_text("# By hand", encoding="utf-8")
    docs.write(tmp_path, PAGES)
    assert (tmp_path / "hand.md").read_text(encoding="utf-8") == "# By hand"


def test_an_unknown_argument_is_a_usage_error() -> None:
    assert main(["--chekc"]) == 2


def test_a_cell_cannot_break_its_table() -> None:
    assert table(("a", "b"), [("x|y", "one\ntwo"), (None, 3)]).splitlines()[2:] == [
        "| x\\|y | one two |",
        "|  | 3 |",
    ]
    assert (code("n"), code(None), code("")) == ("`n`", "", "")
