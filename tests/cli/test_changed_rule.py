"""A council changes the rule of a measure, by a card or by a dated parameter: its readers see the mark, and
both rules are computed."""

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
  - id: visits
    name: Visits
    outcome: Children are seen.
    measures:
      - {measure: cp_visits_in_date_pct}
"""
LIMIT = "cp_visit_days"
OWN_LIMITS = f"name,value,valid_from\n{LIMIT},28,2023-05-01\n{LIMIT},10,2023-08-01\n"
REGISTER = """date,measures,kind,text,decided_by
2023-06-15,cp_visits_in_date_pct,redesign,Two teams became one,Head of service
2023-05-10,caseload_per_fte,definition_break,agency workers count,
2023-02-01,cla_rate,note,Of another measure,
"""
REDESIGN = "Redesign on 15 June 2023: Two teams became one. Decided by: Head of service."
BROKEN = "The rule changed on 10 May 2023: agency workers count; figures before it are not comparable."
SAID_OF_THE_LIMIT = (
    "The rule changed on 1 August 2023: the longest time between visits to a child with a child protection "
    "plan changed from 28 to 10 calendar days; figures before it are not comparable."
)
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
    card.write_text(text.replace("\nversion: 2\n", f"\nversion: 3\n{BREAK}", 1), encoding="utf-8")
    (place.root / "strategy.yml").write_text(STRATEGY, encoding="utf-8")
    (place.root / "parameters.csv").write_text(OWN_LIMITS, encoding="utf-8")
    assert (place.root / "annotations.csv").read_text(encoding="utf-8") == REGISTER.splitlines(True)[0]
    (place.root / "annotations.csv").write_text(REGISTER, encoding="utf-8")
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
    labels = [title.text() for title in drawing.find("title") if "rule changed" in title.text()]
    assert labels == ["rule changed 1 Apr 2023", "rule changed 10 May 2023"]
    dashed = [path for path in drawing.find("path") if path.attributes.get("stroke-dasharray") == "3 3"]
    assert len(dashed) == 2
    assert SAID in drawing.find("desc")[0].text()
    assert page(edition, "priority-1").find("ol")[0].find("li")[0].text() == SAID


def test_the_tables_say_the_change_and_compare_nothing_across_it(edition: Path) -> None:
    lines = [squeeze(row.text()) for row in page(edition, "priority-1").find("tr")]
    assert len([line for line in lines if line.startswith(f"Apr 2023 {SAID}")]) == 1
    changes = {line[:8]: line for line in lines if re.match(r"(May|Nov) 202[123]", line)}
    assert "rule changed" in changes["Nov 2022"]
    assert "rule changed" not in changes["May 2023"]
    assert len([line for line in lines if line.startswith(f"May 2023 {BROKEN}")]) == 1


def test_the_definition_names_the_measure_of_the_rule_before(edition: Path) -> None:
    said = squeeze(page(edition, "definitions").text())
    assert f"{SAID} By the rule before it: measure caseload_per_fte__without_disability." in said


def test_no_forecast_learns_from_before_the_change(edition: Path) -> None:
    said = squeeze(page(edition, "ahead").text())
    assert (
        "7 months in a row are known, and a forecast needs 36; before 10 May 2023 it was counted by another "
        "rule." in said
    )


def figures(here: Place, first: str, last: str, *more: str) -> list[tuple[str, str]]:
    ran = here.run(
        *("results", "--measure", "cp_visits_in_date_pct", "--from", first, "--to", last),
        *("--format", "csv", *more),
    )
    assert ran.code == 0, ran.err
    return [(row["period"], row["numerator"]) for row in csv.DictReader(io.StringIO(ran.out))]


def test_a_dated_limit_marks_the_line_like_a_card(edition: Path) -> None:
    """A value that only repeats the one before it marks nothing."""
    [drawing] = page(edition, "priority-2").find("svg")
    labels = [title.text() for title in drawing.find("title") if "rule changed" in title.text()]
    assert labels == ["rule changed 1 Aug 2023"]
    assert SAID_OF_THE_LIMIT in drawing.find("desc")[0].text()
    lines = [squeeze(row.text()) for row in page(edition, "priority-2").find("tr")]
    assert len([line for line in lines if line.startswith(f"Aug 2023 {SAID_OF_THE_LIMIT}")]) == 1


def test_a_dated_limit_is_in_force_from_its_day(here: Place) -> None:
    """Visits are on the 20th: 11 days before the end of a month of 31 days, 10 before that of one of 30."""
    expected = [("2023-07", "2"), ("2023-08", "0"), ("2023-09", "2")]
    assert figures(here, "2023-07", "2023-09") == expected


def test_both_limits_are_computed_for_every_month(here: Place, edition: Path) -> None:
    setting = f"goldenthread results --measure cp_visits_in_date_pct --set {LIMIT}=28"
    definitions = squeeze(page(edition, "definitions").text())
    assert f"{SAID_OF_THE_LIMIT} By the rule before it: {setting}." in definitions
    by_the_old = [("2023-07", "2"), ("2023-08", "2"), ("2023-09", "2")]
    assert figures(here, "2023-07", "2023-09", "--set", f"{LIMIT}=28") == by_the_old
    by_the_new = [("2023-07", "0"), ("2023-08", "0"), ("2023-09", "2")]
    assert figures(here, "2023-07", "2023-09", "--set", f"{LIMIT}=10") == by_the_new
    assert figures(here, "2023-07", "2023-07") == [("2023-07", "2")]  # set for those results alone


def test_a_figure_with_a_limit_set_for_once_is_proved(here: Place) -> None:
    ran = here.run(
        *("results", "--measure", "cp_visits_in_date_pct", "--period", "2023-08", "--set", f"{LIMIT}=28"),
        *("--format", "csv", "--proofs"),
    )
    [row] = csv.DictReader(io.StringIO(ran.out))
    proved = here.run("prove", row["proof"])
    assert (proved.code, row["numerator"]) == (0, "2")
    assert "The same to the last digit." in proved.out


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (LIMIT, "sets no parameter"),
        ("cp_visits_days=3", "cp_visit_days"),
        (f"{LIMIT}=soon", "is not a number"),
        ("caseload_counts_disability=2", "is not 0 or 1"),
    ],
)
def test_a_setting_that_is_none_is_refused(here: Place, setting: str, words: str) -> None:
    ran = here.run("results", "--measure", "cp_visits_in_date_pct", "--period", "2023-08", "--set", setting)
    assert ran.code in (1, 2)
    assert words in squeeze(ran.err)


def test_an_explanation_lists_the_dated_limits_and_the_change(here: Place) -> None:
    said = squeeze(here.run("explain", "cp_visits_in_date_pct").out)
    assert "child protection plan: 28 days from 1 April 2017; 28 days from 1 May 2023; 10 days from" in said
    assert "Rule changed on 1 August 2023: the longest time between visits" in said
    assert f"--set {LIMIT}=28." in said


def test_an_entry_of_the_register_is_drawn_and_said_and_parts_no_line(edition: Path) -> None:
    [drawing] = page(edition, "priority-2").find("svg")
    assert "redesign 15 Jun 2023" in [title.text() for title in drawing.find("title")]
    assert [path for path in drawing.find("path") if path.attributes.get("stroke-dasharray") == "1 3"]
    assert REDESIGN in drawing.find("desc")[0].text()
    lines = [squeeze(row.text()) for row in page(edition, "priority-2").find("tr")]
    assert len([line for line in lines if line.startswith(f"Jun 2023 {REDESIGN}")]) == 1
    assert not any("Of another measure" in squeeze(page(edition, f"priority-{n}").text()) for n in (1, 2))


def test_an_explanation_lists_the_entries_of_the_register(here: Place) -> None:
    assert REDESIGN in squeeze(here.run("explain", "cp_visits_in_date_pct").out)
    said = squeeze(here.run("explain", "caseload_per_fte").out)
    assert "Rule changed on 10 May 2023: agency workers count." in said
    assert REDESIGN not in said


@pytest.mark.parametrize(
    ("file", "wrong", "words"),
    [
        (
            "annotations.csv",
            "2023-06-15,cp_visit_in_date_pct,note,Words,",
            "Did you mean 'cp_visits_in_date_pct'?",
        ),
        ("annotations.csv", "2023-06-15,all,redesgin,Words,", "Did you mean 'redesign'?"),
        (
            "goldenthread.yml",
            "spc: {trend: six}",
            "goldenthread.yml, column 'spc.trend': 'six' is not a whole",
        ),
    ],
)
def test_a_wrong_entry_or_rule_stops_the_edition_and_says_what_to_do(
    here: Place, tmp_path: Path, file: str, wrong: str, words: str
) -> None:
    path = here.root / file
    kept = path.read_text(encoding="utf-8")
    path.write_text(f"{kept}{wrong}\n", encoding="utf-8")
    try:
        ran = here.run("pack", "--period", "2023-11", "--out", tmp_path / "pack")
    finally:
        path.write_text(kept, encoding="utf-8")
    assert ran.code == 1
    assert words in squeeze(ran.err)
    assert not (tmp_path / "pack").exists()
