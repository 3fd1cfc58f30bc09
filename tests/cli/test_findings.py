"""`findings`: what is said where months are few, and that every form says the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from goldenthread.cli.month_edition import read_by_team
from goldenthread.model.strategy import Priority, ShownMeasure, Strategy
from goldenthread.publication.audiences import audience_of
from tests.cli.conftest import Place
from tests.support.small_council import CANARIES


def test_too_few_cases_are_told_by_the_days_between_them_alone(council: Place) -> None:
    """Four contacts on four days, where months went by without one."""
    ran = council.run("findings", "--period", "2023-11")
    assert ran.code == 0
    assert "1 of 3 measures changed for a reason; none or 1 would by chance." in ran.err
    assert "More than chance: a point outside the limits" in ran.err
    assert ran.out.count("rare events changed") == 1
    assert "changed for a reason" not in ran.out


def test_machine_readable_forms_have_every_series_with_its_proofs(council: Place) -> None:
    asked = ("findings", "--period", "2023-11", "--format")
    table, document = council.run(*asked, "csv"), council.run(*asked, "json")
    rows = list(csv.DictReader(io.StringIO(table.out)))
    records = json.loads(document.out)
    assert rows == [{k: "" if v is None else str(v) for k, v in each.items()} for each in records]
    assert [each["rank"] for each in records] == list(range(1, len(records) + 1))
    held = next(each for each in records if each["measure"] == "contacts_received")
    assert held["sentence"].startswith("Contacts received: ")
    assert "; the latest, on 5 November 2023, came 1 day after the one before, below" in held["sentence"]
    assert held["kind"] == "rare events changed"
    assert held["drove"] == ""
    code = held["proofs"].split()[0]
    proved = council.run("prove", code)
    assert proved.code == 0
    assert "contacts_received" in proved.out + proved.err
    assert not any(name in table.out for name in CANARIES)


def test_groups_instead_of_totals(council: Place) -> None:
    ran = council.run("findings", "--period", "2023-11", "--by", "team", "--format", "json")
    records = json.loads(ran.out)
    assert records
    assert {each["breakdown"] for each in records} == {"team"}
    assert not {each["group"] for each in records} & {"all", "unknown"}


def test_totals_and_groups_as_one_list(council: Place) -> None:
    """The list holds what each of the two has, once, with places of its own."""

    def said(*by: str) -> list[dict[str, object]]:
        ran = council.run("findings", "--period", "2023-11", "--format", "json", *by)
        assert ran.code == 0, ran.err
        found: list[dict[str, object]] = json.loads(ran.out)
        return found

    def keys(records: list[dict[str, object]]) -> list[tuple[object, ...]]:
        return sorted((one["measure"], one["breakdown"], one["group"], one["sentence"]) for one in records)

    totals, teams, both = said(), said("--by", "team"), said("--by", "totals, team")
    assert keys(both) == keys([*totals, *teams])
    assert [each["rank"] for each in both] == list(range(1, len(both) + 1))
    assert keys(said("--by", "totals")) == keys(totals)
    for nothing in ("", " , "):
        assert keys(said("--by", nothing)) == keys(totals)


def test_the_first_page_of_those_who_manage_teams_ranks_the_same_list(council: Place, tmp_path: Path) -> None:
    said = council.run("findings", "--period", "2023-11", "--by", "totals,team").err
    headline = next(line for line in said.splitlines() if "changed for a reason" in line)
    for audience in ("team", "exempt"):
        ran = council.run("pack", "--period", "2023-11", "--audience", audience, "--out", tmp_path / audience)
        assert ran.code == 0, ran.err
        page = (tmp_path / audience / "index.html").read_text(encoding="utf-8")
        assert (headline in page) is (audience == "team")
    alone = council.run("findings", "--period", "2023-11").err
    assert headline not in alone


def test_the_leadership_reads_of_the_teams_that_its_pages_show() -> None:
    shown = (ShownMeasure("referrals_received", ("source", "team")), ShownMeasure("contacts_received"))
    strategy = Strategy("Plan", (Priority("help", "Help", "Help in time.", shown),))
    assert read_by_team(strategy, audience_of("team")) == {"referrals_received", "contacts_received"}
    assert read_by_team(strategy, audience_of("leadership")) == {"referrals_received"}
    assert (
        read_by_team(strategy, audience_of("exempt"))
        == read_by_team(strategy, audience_of("public"))
        == set()
    )


def test_a_line_of_a_split_stands_once_in_a_list_of_all(council: Place) -> None:
    ran = council.run("findings", "--period", "2023-11", "--format", "json", "--by", "totals,all")
    records = json.loads(ran.out)
    series = [(one["measure"], one["breakdown"], one["group"], one["kind"]) for one in records]
    assert len(series) == len(set(series))


def test_mistakes_are_named(council: Place) -> None:
    quarter = council.run("findings", "--period", "FY2023-24Q2")
    assert quarter.code != 0
    assert "Findings are of a month, not of July to September 2023." in quarter.err
    breakdown = council.run("findings", "--by", "teem")
    assert breakdown.code != 0
    assert "have no breakdown 'teem'" in breakdown.err
    assert "team" in breakdown.err
    form = council.run("findings", "--format", "xml")
    assert form.code != 0
    assert "There is no format 'xml'." in form.err


def test_the_rules_of_the_workspace_are_used(council: Place, copy: Callable[[Place], Place]) -> None:
    here = copy(council)
    settings = here.root / "goldenthread.yml"
    settings.write_text(settings.read_text() + "spc: nhs_england_six\n")
    ran = here.run("findings", "--period", "2023-11")
    assert ran.code == 0
    assert "6 in a row on one side of the mean" in ran.err
