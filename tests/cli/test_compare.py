"""`compare`: two loaded standards side by side, and what is said where only one is loaded."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from goldenthread.cli.formats import cell_text
from tests.cli.conftest import Place
from tests.support.small_council import CANARIES


@pytest.fixture
def two(council: Place, copy: Callable[[Place], Place], files: Path) -> Place:
    """November's dataset with an Annex A of the same day beside it."""
    here = copy(council)
    assert here.run("load", files / "annex_a").code == 0
    return here


def test_one_standard_has_nothing_to_be_compared_with(council: Place) -> None:
    ran = council.run("compare")
    assert (ran.code, ran.out) == (0, "")
    assert "No two loaded standards could supply the same figure." in ran.err


def test_figures_that_differ_are_listed_with_both_values_and_a_reason(two: Place) -> None:
    ran = two.run("compare", "--measure", "cp_plans_open", "--measure", "contacts_received")
    assert ran.code == 0
    heading, *lines = ran.out.splitlines()
    assert heading.split() == ["Measure", "Line", "Standards", "Differ", "Last", "First", "Second", "Why"]
    assert all("Standard Safeguarding Dataset and Annex A" in line for line in lines)
    assert "figures could be read from two standards" in ran.err


def test_machine_readable_forms_have_every_figure_and_no_child(two: Place) -> None:
    table = two.run("compare", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(table.out)))
    assert rows == [
        {name: str(cell_text(value)) for name, value in row.items()}
        for row in json.loads(two.run("compare", "--format", "json").out)
    ]
    assert {(row["standard"], row["other_standard"]) for row in rows} == {("SSD", "AA")}
    assert {row["line"] for row in rows if row["measure"] == "cp_plans_open"} == {"all"}
    for row in rows:
        parts = ("numerator", "denominator", "value")
        equal = all(row[part] == row[f"other_{part}"] for part in parts)
        assert (row["same"] == "True") is equal
        assert (row["why"] == "") is equal
    assert not any(name in table.out for name in CANARIES)


def test_each_standard_is_read_as_if_the_other_were_not_loaded(
    two: Place, council: Place, annex: Place
) -> None:
    """What `compare` says of a standard is what `results` says in a workspace that has it alone."""
    rows = csv.DictReader(io.StringIO(two.run("compare", "--period", "2023-11", "--format", "csv").out))
    compared = {row["measure"]: row for row in rows if row["line"] == "all"}
    assert "cp_plans_open" in compared
    for place, prefix in ((council, ""), (annex, "other_")):
        told = place.run("results", "--period", "2023-11", "--format", "json")
        alone = {
            row["measure"]: str(cell_text(row["numerator"]))
            for row in json.loads(told.out)
            if row["breakdown"] == "all" and row["status"] == "ok"  # without the registers there are no rates
        }
        given = {name: row[f"{prefix}numerator"] for name, row in compared.items() if name in alone}
        assert given == {name: alone[name] for name in given}
        assert "cp_plans_open" in given


def test_explain_says_which_standard_is_read_and_what_the_others_mean(two: Place) -> None:
    ran = two.run("explain", "cp_plans_ended")
    assert "Read from, for 2023-11:" in ran.out
    assert "  Standard Safeguarding Dataset: read" in ran.out
    assert "  Annex A: " in ran.out
    assert "  Standard Safeguarding Dataset and Annex A: " in ran.out


def test_a_form_that_is_not_there_is_refused_with_the_nearest(council: Place) -> None:
    ran = council.run("compare", "--format", "cvs")
    assert ran.code == 2
    assert "csv" in ran.err
