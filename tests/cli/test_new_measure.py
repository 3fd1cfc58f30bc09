"""A measure of a council's own in five minutes: begun from one that works, checked, shown, no code."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from goldenthread.cli import new_measure as making
from goldenthread.engine.cards import shipped_measures
from goldenthread.warehouse.facts import facts
from goldenthread.warehouse.workspace import read
from tests.cli.conftest import Place

ROOT = Path(__file__).parents[2]
SAVED = 60
"""Seconds for which a test waits for a saved card to be checked."""


OWN_EXAMPLE = """examples:
  - period: 2023-12
    rows:
      referrals: |
        referral_date | source | why
        2023-12-01    | 6      | from the police, on the first day
        2023-12-31    | 2A     | from a school
        2023-11-30    | 6      | the day before the month
    expect: {numerator: 1}
"""


@pytest.fixture
def here(council: Place, copy: Callable[[Place], Place]) -> Place:
    return copy(council)


def card(here: Place, name: str = "police_referrals") -> Path:
    return here.root / "catalogue" / "local" / f"{name}.yml"


def begin(here: Place, *more: str) -> Place:
    ran = here.run("new-measure", "police_referrals", *(more or ("--like", "referrals_from_schools")))
    assert ran.code == 0, ran.err
    return here


def test_a_new_card_is_right_from_the_first_moment_and_shows_36_months(here: Place) -> None:
    ran = here.run("new-measure", "police_referrals", "--like", "referrals_from_schools")
    assert ran.code == 0, ran.err
    assert "Referrals from schools: The number of referrals" in ran.out
    lines = [line for line in ran.out.splitlines() if re.match(r"20\d\d-\d\d ", line)]
    assert (len(lines), lines[-1].split()[0]) == (36, "2023-11")
    assert "examples come out" in ran.err
    assert "add '- measure: police_referrals'" in ran.err
    text = card(here).read_text(encoding="utf-8")
    assert "id: police_referrals" in text
    assert "#   source_code" in text


def test_the_card_is_the_councils_to_change(here: Place) -> None:
    begin(here)
    text = card(here).read_text(encoding="utf-8")
    text = text.replace("name: Referrals from schools", "name: Referrals from the police")
    head, _, examples = text.partition("where: source_code = '2A'")
    card(here).write_text(f"{head}where: source_code = '6'{examples}", encoding="utf-8")
    ran = here.run("new-measure", "police_referrals")
    assert ran.code == 1
    assert "A worked example does not come out" in ran.err
    rule, _, _ = examples.partition("examples:")
    card(here).write_text(f"{head}where: source_code = '6'{rule}{OWN_EXAMPLE}", encoding="utf-8")
    ran = here.run("new-measure", "police_referrals")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Referrals from the police: ")
    assert here.run("results", "--measure", "police_referrals", "--period", "2023-11").code == 0


def test_a_card_is_never_written_over(here: Place) -> None:
    begin(here)
    before = card(here).read_bytes()
    again = here.run("new-measure", "police_referrals", "--like", "contacts_received")
    assert (again.code, card(here).read_bytes()) == (2, before)
    assert "is there already" in again.err


def test_an_error_is_said_where_it_is_with_the_nearest_name(here: Place) -> None:
    begin(here)
    text = card(here).read_text(encoding="utf-8")
    card(here).write_text(text.replace("where: source_code", "where: sorce_code"), encoding="utf-8")
    ran = here.run("new-measure", "police_referrals")
    assert ran.code == 1
    assert "police_referrals.yml, field 'where'" in ran.err
    assert "Did you mean 'source_code'" in ran.err


def test_without_a_beginning_every_fact_is_named(here: Place) -> None:
    ran = here.run("new-measure", "police_referrals")
    assert ran.code == 2
    assert [name for name in facts() if name not in ran.err] == []
    assert here.run("new-measure", "Police Referrals").code == 2
    assert here.run("new-measure", "x", "--like", "referals_received").err.count("Did you mean") == 1
    assert here.run("new-measure", "x", "--fact", "referals").err.count("Did you mean") == 1
    assert not card(here, "x").exists()


def test_every_fact_has_a_card_to_begin_from(here: Place) -> None:
    """All in one workspace, so that the examples of all run at once."""
    workspace = read(here.root)
    for number, name in enumerate(facts()):
        begun = making.begin(workspace, f"own_{number}", making.model_for(f"own_{number}", None, name))
        assert f"({name}):" in begun.read_text(encoding="utf-8")
    ran = here.run("explain", "own_0")
    assert ran.code == 0, ran.err


def test_overriding_a_shipped_card_begins_from_itself(here: Place) -> None:
    assert here.run("new-measure", "contacts_received").code == 0
    assert shipped_measures()["contacts_received"].name in card(here, "contacts_received").read_text()


def test_before_anything_is_loaded_the_card_is_checked_all_the_same(fresh: Place) -> None:
    ran = fresh.run("new-measure", "police_referrals", "--like", "referrals_from_schools")
    assert ran.code == 0, ran.err
    assert "Nothing is loaded yet" in ran.err


def test_every_save_is_checked_while_it_watches(here: Place, tmp_path: Path) -> None:
    begin(here)
    said = tmp_path / "said.txt"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "goldenthread.cli", "--workspace", str(here.root)]
    with said.open("wb") as out:
        watching = subprocess.Popen(
            [*command, "new-measure", "police_referrals", "--watch"], stdout=out, stderr=out, env=environment,
        )  # fmt: skip
    try:
        _wait_for(said, "examples come out")
        text = card(here).read_text(encoding="utf-8")
        card(here).write_text(text.replace("unit: referrals", "unti: referrals"), encoding="utf-8")
        _wait_for(said, "A card has no field 'unti'")
        card(here).write_text(text.replace("name: Referrals", "name: All referrals"), encoding="utf-8")
        _wait_for(said, "All referrals from schools: ")
    finally:
        watching.send_signal(signal.SIGINT)
        try:
            assert watching.wait(SAVED) == 0
        finally:
            watching.kill()
            watching.wait()
    assert "Traceback" not in said.read_text(encoding="utf-8")


def _wait_for(file: Path, text: str) -> None:
    until = time.monotonic() + SAVED
    while text not in file.read_text(encoding="utf-8"):
        assert time.monotonic() < until, file.read_text(encoding="utf-8")
        time.sleep(0.1)
