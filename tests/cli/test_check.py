"""`check`: what is wrong, what it moves, what was accepted, and the list of what to mend."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from openpyxl import load_workbook

from goldenthread.cli.checking import HELD, LEFT_OUT, nothing_to_read
from goldenthread.warehouse.quality.issues import CHECKED_SCHEMA
from tests.cli.conftest import Place, made
from tests.cli.test_privacy import check as check_privacy
from tests.support.small_council import child
from tests.support.warm_cli import WarmCommandLine

RULE = "assessment_authorised_before_start"


def spoilt(files: Path, folder: Path, *authorised: str) -> Path:
    """November with the first assessments, which start on 5 September 2023 or later, authorised otherwise."""
    shutil.copytree(files / "november", folder)
    (path,) = folder.rglob("ssd_cin_assessments*.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, day in enumerate(authorised, start=1):
        cells = lines[number].split(",")
        cells[5] = day
        lines[number] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def faulty_once(line: WarmCommandLine, files: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Two assessments authorised before they started. No test changes it."""
    folder = tmp_path_factory.mktemp("faulty")
    return made(line, folder, spoilt(files, folder / "spoilt", "2023-09-04", "2023-09-03"))


@pytest.fixture
def faulty(faulty_once: Place, copy: Callable[[Place], Place]) -> Place:
    """A copy of it, to do with as a test likes."""
    return copy(faulty_once)


def records(place: Place, *options: object) -> list[dict[str, str]]:
    """What `check` says of one rule, as CSV."""
    ran = place.run("check", "--rule", RULE, "--format", "csv", *options)
    assert ran.code == 0, ran.err
    return list(csv.DictReader(io.StringIO(ran.out)))


def test_clean_records_are_said_to_be_clean(council: Place) -> None:
    ran = council.run("check", "--rule", RULE)
    assert ran.code == 0, ran.err
    assert "0 open, 0 accepted." in ran.err
    assert "No figure of November 2023 is moved by it." in ran.err


def test_issues_are_ranked_by_the_measures_they_move(faulty: Place, files: Path, tmp_path: Path) -> None:
    """Before the number of issues: of contacts without a source there are more, and they move less."""
    folder = spoilt(files, tmp_path / "more", "2023-09-04", "2023-09-03")
    (path,) = folder.rglob("ssd_contacts.csv")
    more = "".join(f"KANARICONTACT9{n},{child(n)},2023-09-0{n},\n" for n in range(1, 6))
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert faulty.run("load", folder).code == 0
    ran = faulty.run("check", "--period", "2023-09", "--format", "json")
    assert ran.code == 0, ran.err
    moved: dict[str, set[str]] = {}
    opened: dict[str, int] = {}
    for line in json.loads(ran.out):
        moved.setdefault(line["rule"], set()).update([line["measure"]] if line["measure"] else [])
        opened[line["rule"]] = line["open"]
    counts = [len(measures) for measures in moved.values()]
    assert counts == sorted(counts, reverse=True)
    other = "contacts.source.missing"
    assert "assessments_45wd_pct" in moved[RULE]
    assert len(moved[RULE]) > len(moved[other]) > 0
    assert opened[RULE] < opened[other]
    assert [one for one in moved if one in (RULE, other)] == [RULE, other]
    table = faulty.run("check", "--period", "2023-09")
    assert table.out.index(RULE) < table.out.index(other)


def test_a_rule_that_one_standard_answers_had_something_to_read() -> None:
    lines = [
        {"rule": "a", "standard": "SSD", "authority": "X", "not_run": ""},
        {"rule": "a", "standard": "CIN", "authority": "X", "not_run": "no visits in the load"},
        {"rule": "b", "standard": "SSD", "authority": "X", "not_run": "no visits in the load"},
        {"rule": "b", "standard": "CIN", "authority": "X", "not_run": "no visits in the load"},
        {"rule": "c", "standard": "SSD", "authority": "X", "not_run": "no visits in the load"},
        {"rule": "c", "standard": "CIN", "authority": "X", "not_run": ""},
    ]
    assert nothing_to_read(pa.Table.from_pylist(lines, schema=CHECKED_SCHEMA)) == 1


def test_a_figure_is_given_with_its_bound(faulty: Place) -> None:
    """Of September the two alone: neither in time, or both."""
    (line,) = [r for r in records(faulty, "--period", "2023-09") if r["measure"] == "assessments_45wd_pct"]
    assert (line["open"], line["rows"], line["lowest"], line["highest"]) == ("2", "2", "0", "100")
    assert line["dfe"] == "CIN 8608"


def test_an_accepted_issue_opens_again_when_its_record_changes(
    faulty: Place, files: Path, tmp_path: Path
) -> None:
    refused = faulty.run("check", "--accept", RULE)
    assert refused.code == 2
    assert "--reason" in refused.err
    ran = faulty.run("check", "--accept", RULE, "--reason", "=seen, typed from paper")
    assert ran.code == 0, ran.err
    kept = (faulty.root / "accepted.csv").read_text(encoding="utf-8")
    assert len(kept.splitlines()) == 3
    assert ",'=seen, typed" not in kept
    assert "'=seen, typed from paper" in kept, "no spreadsheet takes it for a formula"
    (line,) = records(faulty)
    assert (line["open"], line["accepted"]) == ("0", "2")
    again = faulty.run("load", spoilt(files, tmp_path / "again", "2023-09-04", "2023-09-03", "2023-07-01"))
    assert again.code == 0, again.err
    (line, *_) = records(faulty)
    assert (line["open"], line["accepted"]) == ("1", "2"), "a new issue of another record"
    changed = faulty.run("load", spoilt(files, tmp_path / "changed", "2023-09-04", "2023-09-02"))
    assert changed.code == 0, changed.err
    (line, *_) = records(faulty)
    assert (line["open"], line["accepted"]) == ("1", "1"), "the record that says something else"


def test_a_line_that_does_not_say_who_and_why_is_refused(faulty: Place) -> None:
    (faulty.root / "accepted.csv").write_text(f"rule,record,accepted_on,by,reason\n{RULE},abc,,,\n")
    ran = faulty.run("check")
    assert ran.code == 1
    assert "accepted.csv, row 2" in ran.err


def test_a_rule_is_named_with_the_nearest(council: Place) -> None:
    ran = council.run("check", "--rule", RULE + "s")
    assert ran.code == 2
    assert f"Did you mean '{RULE}'?" in ran.err


def sheets(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every sheet below its headings."""
    book = load_workbook(path)
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    return {sheet.title: list(sheet.iter_rows(min_row=3, values_only=True)) for sheet in book}


def test_the_fix_list_names_records_by_their_place(faulty: Place, tmp_path: Path) -> None:
    ran = faulty.run("check", "--rule", RULE, "--fix-list", tmp_path / "fix.xlsx")
    assert ran.code == 0, ran.err
    found = sheets(tmp_path / "fix.xlsx")
    del found["Summary"]
    rows = [row for listed in found.values() for row in listed]
    assert sorted(row[5] for row in rows) == [2, 3], "rows as the file's reader counts them"
    assert all("ssd_cin_assessments" in str(row[3]) for row in rows)
    check_privacy(faulty, [ran])
    assert not any("KANARI" in str(cell) for row in rows for cell in row)
    assert not (faulty.root / "store" / "reveals.jsonl").exists()


def test_own_ids_need_a_purpose_that_is_logged(faulty: Place, tmp_path: Path) -> None:
    path = tmp_path / "fix.xlsx"
    refused = faulty.run("check", "--rule", RULE, "--fix-list", path, "--reveal")
    assert refused.code == 2
    assert not path.exists()
    ran = faulty.run("check", "--rule", RULE, "--fix-list", path, "--reveal", "--purpose", "to mend")
    assert ran.code == 0, ran.err
    found = sheets(path)
    del found["Summary"]
    assert sorted(str(row[6]) for rows in found.values() for row in rows) == [child(1), child(2)]
    (entry,) = (faulty.root / "store" / "reveals.jsonl").read_text(encoding="utf-8").splitlines()
    assert (json.loads(entry)["purpose"], json.loads(entry)["rows"]) == ("to mend", 2)


def test_without_the_key_issues_are_read_and_nothing_accepted(faulty: Place) -> None:
    here = faulty
    settings = here.root / "goldenthread.yml"
    settings.write_text(settings.read_text().replace("council.key", "lost.key"), encoding="utf-8")
    assert here.run("check", "--rule", RULE).code == 0
    ran = here.run("check", "--accept", RULE, "--reason", "seen")
    assert ran.code == 1
    assert not (here.root / "accepted.csv").exists()


def test_the_account_of_a_figure_adds_up(council: Place) -> None:
    ran = council.run("explain", "assessments_45wd_pct")
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    (at,) = [i for i, line in enumerate(lines) if line.startswith("Rows for 2023-11:")]
    stored = int(lines[at].split(":")[1].split()[0])
    fates = [int(line.split()[0]) for line in lines[at + 1 : lines.index("", at + 1)]]
    assert stored == 6 == sum(fates)


def test_held_rows_are_listed_with_the_measures_that_are_counted_without_them(
    faulty: Place, files: Path, tmp_path: Path
) -> None:
    """No rule is asked of a row that is in no table."""
    shutil.copytree(files / "november", tmp_path / "more")
    (path,) = (tmp_path / "more").rglob("ssd_contacts.csv")
    more = "".join(f"KANARICONTACT9{n},{child(n)},12/31/2022,\n" for n in range(1, 4))
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert faulty.run("load", tmp_path / "more").code == 0
    table = faulty.run("check")
    assert "ssd_contacts  cont_contact_date  The cell is a date only when read month-first" in table.out
    assert "3 rows are held or refused" in table.err
    assert "KANARI" not in table.out + table.err
    held = [one for one in json.loads(faulty.run("check", "--format", "json").out) if one["rule"] == HELD]
    assert {(one["table"], one["open"]) for one in held} == {("ssd_contacts", 3)}
    assert "contacts_received" in {one["measure"] for one in held}
    assert "cp_plans_open" not in {one["measure"] for one in held}


def test_cells_left_out_are_listed_with_the_measures_that_need_them(
    line: WarmCommandLine, files: Path, tmp_path: Path
) -> None:
    """A rule sees an empty cell and cannot know that it said something."""
    here = made(line, tmp_path, spoilt(files, tmp_path / "spoilt", "13/31/2023"))
    table = here.run("check")
    assert "ssd_cin_assessments" in table.out
    assert "The cell is not a date that can be read" in table.out
    assert "1 cell counts as empty or unknown" in table.err
    found = [one for one in json.loads(here.run("check", "--format", "json").out) if one["rule"] == LEFT_OUT]
    assert {(one["table"], one["open"]) for one in found} == {("ssd_cin_assessments", 1)}
    assert "assessments_45wd_pct" in {one["measure"] for one in found}
    assert "contacts_received" not in {one["measure"] for one in found}
