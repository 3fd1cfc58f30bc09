"""A public correction of what was lawfully printed and is a small number now: it can be released."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from tests.cli.conftest import Place, made
from tests.support.small_council import DECEMBER, NOVEMBER, child, write_council
from tests.support.warm_cli import WarmCommandLine

STRATEGY = """
name: Plan
priorities:
  - id: help
    name: Help
    outcome: Families find help early.
    measures:
      - {measure: contacts_police_share_pct, breakdowns: [sex]}
"""
BOYS, GIRLS = range(1, 13, 2), range(2, 13, 2)
SCHOOL, POLICE = "2A", "6"
MONTH = "2023-11"


def contacts(boys: int) -> list[str]:
    """Contacts of November: of boys from schools alone, of girls half from the police."""
    kinds = [(BOYS, SCHOOL)] * boys + [(GIRLS, SCHOOL)] * 20 + [(GIRLS, POLICE)] * 20
    return [
        f"KANARICONTACT{100 + n},{child(who[n % 6])},2023-11-{1 + n % 28:02d},{source}"
        for n, (who, source) in enumerate(kinds)
    ]


def extract(folder: Path, day: dt.date, boys: int) -> Path:
    path = write_council(folder, day) / "ssd" / "ssd_contacts.csv"
    heading = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text("\n".join([heading, *contacts(boys)]) + "\n", encoding="utf-8")
    return folder


def release(here: Place, request: int, *more: object) -> str:
    """November for the public, asked for by one and approved by another; what the asking said."""
    asked = here.run(
        "release", "--audience", "public", "--by", "Ada", "--period", MONTH, "--format", "html,csv", *more
    )
    assert asked.code == 0, asked.err
    approved = here.run("release", "--approve", request, "--by", "Ben")
    assert approved.code == 0, approved.err
    return " ".join(asked.err.split())


def shares(here: Place, number: int) -> dict[str, tuple[str, str, str]]:
    """What a release prints of November by sex: numerator, denominator and status."""
    packs = here.root / "editions" / "releases" / MONTH / f"public-{number}" / "pack"
    with (packs / "data" / "results.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["group"]: (row["numerator"], row["denominator"], row["status"])
            for row in csv.DictReader(file)
            if row["period"] == MONTH
        }


@pytest.fixture(scope="module")
def corrected(line: WarmCommandLine, tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, str]:
    """None of 20 boys printed, which were 19, and what the correction said of itself."""
    folder = tmp_path_factory.mktemp("correction")
    here = made(line, folder, extract(folder / "november", NOVEMBER, boys=20))
    (here.root / "strategy.yml").write_text(STRATEGY, encoding="utf-8")
    release(here, 1)
    assert here.run("load", extract(folder / "december", DECEMBER, boys=19)).code == 0
    return here, release(here, 2, "--corrects", 1, "--reason", "A contact was recorded by mistake.")


def test_none_of_many_is_printed_and_none_of_few_is_not(corrected: tuple[Place, str]) -> None:
    here, _ = corrected
    assert shares(here, 1)["male"] == ("0", "20", "ok")
    assert shares(here, 2)["male"] == ("", "", "confidential")


def test_what_shows_how_many_they_are_now_goes_with_it(corrected: tuple[Place, str]) -> None:
    here, _ = corrected
    assert shares(here, 1)["all"] == ("20", "60", "ok")
    assert shares(here, 2)["all"] == ("", "", "confidential")
    assert shares(here, 1)["female"] == ("20", "40", "ok")
    assert {each for each in shares(here, 2).values() if each[2] == "ok"} == set()


def test_the_correction_says_that_it_tells_no_more(corrected: tuple[Place, str]) -> None:
    here, said = corrected
    assert "1 was told by an earlier release already; this one tells nothing more of it." in said
    assert "contacts_police_share_pct" in said
    assert "is whole" in here.run("verify").err
