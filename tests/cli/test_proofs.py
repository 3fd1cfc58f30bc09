"""Proof codes: one beside every figure that goes out, and the figure again from the code, to the digit."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from goldenthread.model.result import COLUMNS
from tests.cli.conftest import Place

CODE = r"[0-9A-HJKMNP-TV-Z]{8}"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def place(council: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A workspace whose codes no other test counts."""
    root = tmp_path_factory.mktemp("proofs") / "here"
    shutil.copytree(council.root, root)
    return Place(root, council.line, council.key)


def results(place: Place, *more: str) -> list[dict[str, str]]:
    ran = place.run("results", "--period", "2023-11", "--by", "all", "--format", "csv", "--proofs", *more)
    assert ran.code == 0, ran.err
    return rows(ran.out)


def test_the_machine_readable_columns_stay_as_they_are_without_being_asked(place: Place) -> None:
    plain = place.run("results", "--period", "2023-11", "--format", "csv")
    assert plain.out.splitlines()[0] == ",".join(COLUMNS)
    asked = place.run("results", "--period", "2023-11", "--format", "csv", "--proofs")
    assert asked.out.splitlines()[0] == ",".join((*COLUMNS, "proof"))


def test_each_figure_has_its_own_code_which_does_not_change(place: Place) -> None:
    first, second = results(place), results(place)
    assert first == second
    codes = [row["proof"] for row in first]
    assert len(set(codes)) == len(codes) > 300
    assert all(re.fullmatch(CODE, code) for code in codes)


@pytest.mark.parametrize(
    "measure",
    ["rereferrals_12m_pct", "cla_rate", "cp_plans_net_change", "audit_grade_pct", "caseload_per_fte"],
)
def test_a_figure_is_computed_again_from_its_code(place: Place, measure: str) -> None:
    for row in results(place, "--measure", measure)[:6]:
        ran = place.run("prove", row["proof"])
        assert ran.code == 0, ran.err
        assert ran.out.rstrip().endswith("The same to the last digit.")
        out, again = re.findall(r"^(?:As it went out|Computed again): (.*)$", ran.out, re.MULTILINE)
        assert out == again
        if row["value"]:
            assert out.split(" ")[0] in (row["value"], f"{row['value']}.0")
        assert f"Definition {measure}, version" in ran.out
        assert "SELECT" in ran.out or row["status"] == "not_available"
        assert "SSD, extracted 2023-11-30" in ran.out


def test_a_code_may_be_typed_as_it_is_heard(place: Place) -> None:
    code = next(row["proof"] for row in results(place) if {"0", "1"} & set(row["proof"]))
    heard = code.lower().replace("0", "o").replace("1", "l")
    assert place.run("prove", f"{heard[:4]}-{heard[4:]}").out == place.run("prove", code).out


def test_an_earlier_figure_is_found_after_another_load_and_other_limits(
    place: Place, copy: Callable[[Place], Place], files: Path
) -> None:
    here = copy(place)
    (before,) = results(here, "--measure", "cp_visits_in_date_pct")[:1]
    here.run("load", files / "december")
    (here.root / "parameters.csv").write_text(
        "authority,name,value,valid_from\n,cp_visit_days,3,2020-01-01\n", encoding="utf-8"
    )
    (after,) = results(here, "--measure", "cp_visits_in_date_pct")[:1]
    assert after["proof"] != before["proof"]
    assert after["snapshot"] != before["snapshot"]
    for row in (before, after):
        ran = here.run("prove", row["proof"])
        assert (ran.code, row["value"] in ran.out) == (0, True)


def test_other_limits_alone_give_another_code(place: Place, copy: Callable[[Place], Place]) -> None:
    here = copy(place)
    before = results(here, "--measure", "cp_visits_in_date_pct")[0]
    (here.root / "parameters.csv").write_text(
        "authority,name,value,valid_from\n,cp_visit_days,3,2020-01-01\n", encoding="utf-8"
    )
    after = results(here, "--measure", "cp_visits_in_date_pct")[0]
    assert (after["snapshot"], after["proof"] == before["proof"]) == (before["snapshot"], False)


def test_a_figure_that_does_not_come_out_again_is_said(place: Place, copy: Callable[[Place], Place]) -> None:
    here = copy(place)
    row = next(row for row in results(here, "--measure", "referrals_received") if row["value"])
    with sqlite3.connect(here.root / "store" / "proofs.sqlite") as register:
        register.execute("UPDATE proofs SET value = value + 1 WHERE code = ?", (row["proof"],))
    ran = here.run("prove", row["proof"])
    assert ran.code == 1
    assert "is not the one that went out" in ran.err


def test_an_unknown_code_is_refused_with_what_to_do(place: Place) -> None:
    ran = place.run("prove", "ZZZZZZZZ")
    assert ran.code == 1
    assert "No figure of this workspace has that proof code." in ran.err


def test_the_pages_carry_the_codes_of_their_figures(place: Place, tmp_path: Path) -> None:
    packed = place.run("pack", "--period", "2023-11", "--out", tmp_path / "pack")
    assert packed.code == 0, packed.err
    pages = "".join(p.read_text(encoding="utf-8") for p in sorted((tmp_path / "pack").glob("*.html")))
    shown = set(re.findall(rf"<code>({CODE})</code>", pages))
    titled = set(re.findall(rf'title="Proof ({CODE})"', pages))
    assert len(shown) > 300
    assert shown <= titled
    for code in sorted(titled)[::400]:
        assert place.run("prove", code).code == 0


def test_every_kind_of_figure_can_be_asked_for(place: Place) -> None:
    """Crossed, absent, not available: no code on a page leads into a wall."""
    seen: dict[tuple[str, str], str] = {}
    for row in results(place):
        kind = "crossed" if " × " in row["breakdown"] else "all" if row["breakdown"] == "all" else "single"
        seen.setdefault((row["status"], kind), row["proof"])
    assert len(seen) > 4
    for kind, code in seen.items():
        ran = place.run("prove", code)
        assert ran.code == 0, (kind, ran.err)
