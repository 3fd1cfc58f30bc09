"""Generated documents: written, found stale, cleared away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
import typer

from goldenthread.model.table import Column, Table
from tools import docs
from tools.docs import commands, measures, tables
from tools.docs.__main__ import main
from tools.docs.markdown import code, table

PAGES = {"reference/a.md": f"{docs.MARK}\n\n# A\n"}


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


CARD = """
id: contacts_from_schools_pct
name: Contacts from schools
form: percentage
timing: flow
numerator: source = 'school'
breakdowns: [locality, team]
why: Schools see children daily.
examples:
  - period: 2023-12
    rows:
      contacts: |
        contact_date | source | why
        2023-12-01   | 2A     | first day: counts
    expect: {numerator: 1, denominator: 1}
"""


def test_a_measure_page_shows_the_whole_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "front_door").mkdir()
    (tmp_path / "front_door" / "contacts_from_schools_pct.yml").write_text(CARD, encoding="utf-8")
    (tmp_path / "strategy.yml").write_text("priorities: []", encoding="utf-8")
    monkeypatch.setattr(measures, "CATALOGUE", tmp_path)
    (page,) = measures.pages().items()
    assert page[0] == "reference/measures/front_door.md"
    assert "# Measures: Front door" in page[1]
    assert "| Numerator | source = 'school' |" in page[1]
    assert "| Breakdowns | locality, team |" in page[1]
    assert "Example, 2023-12: numerator: 1, denominator: 1" in page[1]
    assert "| 2023-12-01 | 2A | first day: counts |" in page[1]


def test_the_dictionary_shows_each_column_and_what_is_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = (
        Column("person_id", "text", True, "The child.", identifier="person"),
        Column("sex", "enum", False, "Recorded sex.", codes="sex"),
    )
    declared = {"persons": Table("persons", "People", "People", columns, ("authority", "person_id"))}
    monkeypatch.setattr(tables, "_tables", lambda: declared)
    page = tables.pages()["reference/tables.md"]
    assert "People. Key: `authority`, `person_id`." in page
    assert "| `person_id` | text; person identifier | yes | The child. |" in page
    assert "| `sex` | enum; code list `sex` |  | Recorded sex. |" in page


def test_the_command_reference_shows_each_command(monkeypatch: pytest.MonkeyPatch) -> None:
    app = typer.Typer(add_completion=False)

    @app.callback()
    def root() -> None:
        """Figures from records."""

    @app.command()
    def run(files: list[str], period: Annotated[str, typer.Option(help="The month.")] = "2023-12") -> None:
        """Build an edition."""

    @app.command(hidden=True)
    def secret() -> None:
        """Not shown."""

    monkeypatch.setattr(commands, "app", app)
    page = commands.pages()["reference/commands.md"]
    assert "## goldenthread run\n\nBuild an edition." in page
    assert "| `FILES` |  |" in page
    assert "| `--period` | The month. |" in page
    assert "secret" not in page
