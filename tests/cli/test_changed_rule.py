"""A council changes the rule of a measure: its readers see the mark, and both rules are computed."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Place, made
from tests.publication.pages import Node, parse, squeeze
from tests.support.small_council import child, write_council
from tests.support.warm_cli import WarmCommandLine

STRATEGY = """
name: Plan
priorities:
  - id: practice
    name: Practice
    outcome: Workers know their children.
    measures:
      - {measure: caseload_per_fte, breakdowns: [team]}
"""
BREAK = """breaks:
  - {from: 2023-04-01, was: without_disability, says: children with a disability count like all others}
"""
SAID = (
    "The rule changed on 1 April 2023: children with a disability count like all others; "
    "figures before it are not comparable."
)


WORKFORCE = """staff_id,start_date,end_date,fte,role,is_social_worker,is_agency
KANARISTAFF1,2021-01-01,,1.0,social_worker,yes,no
KANARISTAFF2,2021-01-01,,1.0,social_worker,yes,no
KANARISTAFF3,2021-01-01,,1.0,social_worker,yes,no
"""
DISABILITY = f"""disa_table_id,disa_person_id,disa_disability_code
KANARIDIS1,{child(1)},MOB
KANARIDIS2,{child(2)},LD
"""


def _more(files: Path) -> None:
    """Three social workers in post, and two children with a disability."""
    (files / "registers" / "workforce.csv").write_text(WORKFORCE, encoding="utf-8")
    (files / "ssd" / "ssd_disability.csv").write_text(DISABILITY, encoding="utf-8")
    for folder, table in (("registers", "workforce_spells"), ("ssd", "disabilities")):
        with (files / folder / "cover.csv").open("a", encoding="utf-8") as cover:
            cover.write(f"{table},2022-01-01,2023-11-30,2023-11-30\n")


@pytest.fixture(scope="module")
def here(line: WarmCommandLine, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A council with children with a disability, whose own card says that the rule changed."""
    root = tmp_path_factory.mktemp("changed")
    write_council(root / "files")
    _more(root / "files")
    place = made(line, root, root / "files")
    begun = place.run("new-measure", "caseload_per_fte")
    assert begun.code == 0, begun.err
    card = place.root / "catalogue" / "local" / "caseload_per_fte.yml"
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace("\nversion: 1\n", f"\nversion: 2\n{BREAK}", 1), encoding="utf-8")
    (place.root / "strategy.yml").write_text(STRATEGY, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def edition(here: Place) -> Path:
    ran = here.run("run", "--period", "2023-11", here.root.parent / "files")
    assert ran.code == 0, ran.err
    return here.root / "editions" / "2023-11"


def page(edition: Path, name: str) -> Node:
    return parse((edition / f"{name}.html").read_text(encoding="utf-8"))


def test_both_rules_are_computed_on_both_sides_of_the_change(here: Place) -> None:
    found = {}
    for measure in ("caseload_per_fte", "caseload_per_fte__without_disability"):
        ran = here.run(
            "results", "--measure", measure, "--from", "2023-03", "--to", "2023-04", "--format", "csv"
        )
        assert ran.code == 0, ran.err
        found[measure] = [(row["period"], row["numerator"]) for row in csv.DictReader(io.StringIO(ran.out))]
    assert found == {
        "caseload_per_fte": [("2023-03", "8"), ("2023-04", "8")],
        "caseload_per_fte__without_disability": [("2023-03", "6"), ("2023-04", "6")],
    }


def test_the_line_is_marked_and_the_mark_is_said_in_words(edition: Path) -> None:
    [drawing] = page(edition, "priority-1").find("svg")
    assert "rule changed 1 Apr 2023" in [text.text() for text in drawing.find("text")]
    assert [path for path in drawing.find("path") if path.attributes.get("stroke-dasharray") == "3 3"]
    assert SAID in drawing.find("desc")[0].text()
    assert any(SAID in heading.text() for heading in page(edition, "priority-1").find("h3"))


def test_the_tables_say_the_change_and_compare_nothing_across_it(edition: Path) -> None:
    lines = [squeeze(row.text()) for row in page(edition, "priority-1").find("tr")]
    assert len([line for line in lines if line.startswith(f"Apr 2023 {SAID}")]) == 1
    changes = {line[:8]: line for line in lines if re.match(r"(May|Nov) 202[123]", line)}
    assert "rule changed" in changes["Nov 2022"]
    assert "rule changed" not in changes["May 2023"]


def test_the_definition_names_the_measure_of_the_rule_before(edition: Path) -> None:
    said = squeeze(page(edition, "definitions").text())
    assert f"{SAID} By the rule before it: measure caseload_per_fte__without_disability." in said
