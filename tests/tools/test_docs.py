"""Generated documents: written, found stale, cleared away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
import typer

from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.coincidences import reasons
from goldenthread.model.table import Column, Table
from goldenthread.publication.formats import FORMATS
from goldenthread.warehouse.facts import facts
from tools import docs
from tools.docs import commands, measures, standards, tables
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


def test_a_measure_page_shows_the_whole_card() -> None:
    found = measures.pages()
    page = found["reference/measures/front_door.md"]
    assert page.startswith("# Measures: Front door")
    for part in (
        "`rereferrals_12m_pct`",
        "**Of the referrals received in the period: the percentage for which",
        "12 months",
        "| Breakdowns | ",
        "Reference: ",
        "Used by: the priority ",
        "Example, 2023-12: ",
        "The rows counted (base), from the fact [referrals](../facts.md#referrals):\n\n```sql\nSELECT",
    ):
        assert part in page, part
    assert "## referrals\n\nReferrals and episodes of need." in found["reference/facts.md"]


def test_the_page_of_standards_has_a_verdict_for_every_pair() -> None:
    page = standards.pages()["reference/standards.md"]
    pair = "Annex A and Children in need census"
    assert f"| `cp_plans_ended` | {pair} | not the same | {reasons()['one_row_a_child']} |" in page
    assert f"| `referrals_received` | {pair} | the same |  |" in page
    assert "not declared" not in page


def test_every_measure_and_every_fact_has_its_page() -> None:
    text = "".join(measures.pages().values())
    shipped = [one.id for one in shipped_measures().values() if not one.variant_of]
    assert [name for name in shipped if f"\n`{name}`\n" not in text] == []
    assert [name for name in facts() if f"\n## {name}\n" not in text] == []


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


def test_the_command_reference_names_every_format_of_a_pack() -> None:
    [page] = commands.pages().values()
    said = next(line for line in page.splitlines() if "`--format`" in line and "pdf" in line)
    assert [name for name in FORMATS if name not in said] == []
