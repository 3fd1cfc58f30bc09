"""Every command: what it does when all is well, and what it says when it is not."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from goldenthread.model.result import COLUMNS
from tests.cli.conftest import Place
from tests.support.small_council import AUTHORITY
from tests.support.warm_cli import WarmCommandLine

COMMANDS = (
    *("init", "sample", "load", "loads", "results", "findings", "revisions", "compare", "children"),
    *("explain", "prove", "new-measure", "pack", "run"),
)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_goes_to_standard_output(line: WarmCommandLine, tmp_path: Path, command: str) -> None:
    ran = line.run(*command.split(), "--help", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Usage: ")
    assert "\x1b" not in ran.out


def test_without_a_command_it_helps(line: WarmCommandLine, tmp_path: Path) -> None:
    ran = line.run(folder=tmp_path)
    assert ran.code in (0, 2)
    assert all(command in ran.said for command in COMMANDS)


def test_init_and_again(line: WarmCommandLine, tmp_path: Path) -> None:
    said = ("init", "here", "--authority", AUTHORITY, "--name", "Small", "--key", "council.key")
    first, second = (line.run(*said, folder=tmp_path) for _ in range(2))
    assert (first.code, second.code, first.out, second.out) == (0, 0, "", "")
    assert "A new key was made" in first.err
    assert "A new key was made" not in second.err
    assert (tmp_path / "council.key").read_text().strip() not in first.err


def test_load_says_what_became_of_every_row(
    council: Place, copy: Callable[[Place], Place], files: Path
) -> None:
    here = copy(council)
    ran = here.run("load", files / "november")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("0 changes: these files are loaded already (snapshot 2023-11-30-")
    ran = here.run("load", files / "december")
    assert (ran.code, ran.out) == (0, "")
    assert "SSD: extracted 31 December 2023 (stated in cover.csv)" in ran.err
    assert any(one.split() == ["ssd_contacts", "19", "19", "0", "0", "0"] for one in ran.err.splitlines())
    assert "2 changes; snapshot 2023-12-31-" in ran.err


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_results_in_every_format_have_the_twelve_columns(council: Place) -> None:
    assert len(COLUMNS) == 12
    as_csv, as_json, as_parquet = (
        council.run("results", "--format", name) for name in ("csv", "json", "parquet")
    )
    assert [ran.code for ran in (as_csv, as_json, as_parquet)] == [0, 0, 0]
    table = rows(as_csv.out)
    assert as_csv.out.splitlines()[0] == ",".join(COLUMNS)
    listed = json.loads(as_json.out)
    assert {tuple(row) for row in listed} == {COLUMNS}
    assert len(listed) == len(table)
    parquet = pq.read_table(io.BytesIO(as_parquet.out_bytes))
    assert tuple(parquet.column_names) == COLUMNS
    assert parquet.to_pylist() == listed
    assert {row["authority"] for row in table} == {AUTHORITY}


def test_results_of_a_measure_over_months_and_groups(council: Place) -> None:
    ran = council.run(
        "results", "--measure", "contacts_received", "--measure", "cp_plans_open", "--from", "2023-10",
        "--to", "2023-11", "--by", "age_band*sex", "--format", "csv",
    )  # fmt: skip
    found = rows(ran.out)
    assert {row["period"] for row in found} == {"2023-10", "2023-11"}
    assert {row["breakdown"] for row in found} == {"all", "age_band × sex"}
    november = [row for row in found if row["period"] == "2023-11" and "10-17" not in row["group"]]
    crossed, totals = (
        sum(float(row["numerator"] or 0) for row in november if (row["breakdown"] == "all") is total)
        for total in (False, True)
    )
    assert crossed == totals == 6


def test_a_table_that_is_piped_is_whole_and_plain(council: Place) -> None:
    ran = council.run("results", COLUMNS="40")
    assert ran.code == 0
    assert ran.err == ""
    assert "assessments_45wd_pct__from_referral" in ran.out
    assert "[x]" in ran.out
    assert not set(ran.out) & {"\x1b", "\r", "…", "\x07"}


def test_what_stands_in_brackets_is_no_markup(council: Place) -> None:
    ran = council.run("results", "--measure", "audit_theme_pct")
    assert ran.out.count("[x]") >= 1


def test_children_shows_hashes(council: Place) -> None:
    ran = council.run("children", "cp_plans_open", "--format", "json")
    assert ran.code == 0
    listed = json.loads(ran.out)
    assert len(listed) == 2
    assert all(len(row["person_id"]) == 32 and "own_id" not in row for row in listed)
    assert "row_ref" not in listed[0]


def test_children_of_a_group(council: Place) -> None:
    everyone = rows(council.run("children", "contacts_received", "--format", "csv").out)
    girls = rows(council.run("children", "contacts_received", "--by", "sex=female", "--format", "csv").out)
    assert (len(everyone), len(girls)) == (4, 2)
    none = council.run("children", "contacts_received", "--by", "sex=fmale", "--format", "csv")
    assert (none.code, rows(none.out)) == (0, [])
    assert "Did you mean 'female'?" in none.err


@pytest.mark.parametrize("loaded", [True, False])
def test_explain_works_before_and_after_a_load(council: Place, fresh: Place, loaded: bool) -> None:
    ran = (council if loaded else fresh).run("explain", "assessments_45wd_pct")
    assert (ran.code, ran.err) == (0, "")
    assert "Assessments completed within 45 working days" in ran.out
    assert "SELECT" in ran.out


def test_run_loads_and_writes_an_edition(council: Place, copy: Callable[[Place], Place], files: Path) -> None:
    here = copy(council)
    ran = here.run("run", "--period", "2023-11", files / "november")
    assert (ran.code, ran.out) == (0, "")
    assert "0 changes" in ran.err
    assert (here.root / "editions" / "2023-11" / "index.html").is_file()
