"""The looked-after returns of the sample: read by a plain reader and joined by hand, they are the council."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from goldenthread.sample import ssda903, truths
from goldenthread.sample.council import Row
from goldenthread.sample.return_years import whole_years
from goldenthread.sample.ssda903.layouts import COLUMNS
from tests.sample.returned_council import returned_council

Read = dict[str, list[dict[str, str]]]
"""The rows of a return by file."""

FIRST, LAST = dt.date(2021, 4, 1), dt.date(2023, 3, 31)
GOES_ON = "X1"
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
LABELS = ("2021-22", "2022-23")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("returns")
    council = returned_council()
    ssda903.write_csvs(council, place / "csv")
    ssda903.write_xml(council, place / "xml")
    ssda903.write_workbook(council, place / "xlsx")
    return place


@pytest.fixture(scope="module")
def returns(folder: Path) -> dict[str, Read]:
    return {label: _read(folder / "csv", label) for label in LABELS}


def _read(folder: Path, label: str) -> Read:
    found = {}
    for name in COLUMNS:
        path = folder / f"SSDA903_{label}_{name}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                found[name] = list(csv.DictReader(file))
    return found


@cache
def day(text: str) -> dt.date | None:
    return dt.date(int(text[6:]), int(text[3:5]), int(text[:2])) if text else None


def _start(row: dict[str, str], column: str = "DECOM") -> dt.date:
    found = day(row[column])
    assert found is not None
    return found


def joined(returns: dict[str, Read]) -> dict[str, list[dict[str, str]]]:
    """The episodes of all years by child, in order; of one in two returns the later stands."""
    found: dict[tuple[str, dt.date], dict[str, str]] = {}
    for label in LABELS:
        found |= {(row["CHILD"], _start(row)): row for row in returns[label]["episodes"]}
    by_child: dict[str, list[dict[str, str]]] = {}
    for key in sorted(found):
        by_child.setdefault(key[0], []).append(found[key])
    return by_child


def care(returns: dict[str, Read]) -> Iterator[tuple[str, dt.date, dt.date | None, list[dict[str, str]]]]:
    """Each time in care: child, start, end, its episodes. A time in short breaks is none."""
    for child, rows in joined(returns).items():
        open_rows: list[dict[str, str]] = []
        for row in rows:
            if row["RNE"] == "S":
                open_rows = []
            open_rows.append(row)
            ends = row["REC"] not in ("", GOES_ON)
            if (ends or row is rows[-1]) and row["LS"] not in ("V3", "V4"):
                yield child, _start(open_rows[0]), day(row["DEC"]) if ends else None, open_rows


def test_there_are_two_whole_years() -> None:
    assert [year.label for year in whole_years(returned_council())] == list(LABELS)


def test_joined_years_are_the_councils_periods_of_care(returns: dict[str, Read]) -> None:
    read = {(child, start, end) for child, start, end, _ in care(returns) if start >= FIRST}
    lived = {
        (row["person_id"], row["start_date"], _by(row["end_date"]))
        for row in returned_council().tables["cla_periods"]
        if FIRST <= row["start_date"] <= LAST and not row["is_short_breaks"]
    }
    assert read == lived
    assert len(lived) > 150


def _by(day: dt.date | None) -> dt.date | None:
    return day if day and day <= LAST else None


def test_joined_episodes_are_the_councils_carers(returns: dict[str, Read]) -> None:
    """A new carer comes with S, P or B, but for a stay elsewhere and the return from it."""
    read = set()
    for child, start, _, rows in care(returns):
        if start >= FIRST:
            away = False
            for row in rows:
                elsewhere = row["PLACE"] in TEMPORARY
                if row["RNE"] in ("S", "P", "B") and not elsewhere and not away:
                    read.add((child, _start(row), row["PLACE"]))
                away = elsewhere
    lived: dict[str, Row] = {}
    for row in returned_council().tables["placements"]:
        first = lived.setdefault(row["carer_spell_id"], row)
        if row["start_date"] < first["start_date"]:
            lived[row["carer_spell_id"]] = row
    periods = _periods()
    own = {
        (row["person_id"], row["start_date"], row["place"])
        for row in lived.values()
        if row["start_date"] <= LAST and periods[row["cla_period_id"]]["start_date"] >= FIRST
        if not periods[row["cla_period_id"]]["is_short_breaks"]
    }
    assert read == own
    assert len(own) > 200


def _periods() -> dict[str, Row]:
    return {row["cla_period_id"]: row for row in returned_council().tables["cla_periods"]}


def test_joined_episodes_are_the_councils_legal_statuses(returns: dict[str, Read]) -> None:
    read = set()
    for child, start, _, rows in care(returns):
        if start >= FIRST:
            before = None
            for row in rows:
                if row["LS"] != before:
                    read.add((child, _start(row), row["LS"]))
                before = row["LS"]
    periods = [row for row in _periods().values() if row["start_date"] >= FIRST]
    own = {
        (row["person_id"], row["start_date"], row["legal_status"])
        for row in returned_council().tables["legal_statuses"]
        if row["start_date"] <= LAST and row["legal_status"] not in ("V3", "V4")
        for period in periods
        if period["person_id"] == row["person_id"] and _lies_in(row["start_date"], period)
    }
    assert read == own
    assert {status for _, _, status in own} >= {"C1", "C2", "V2"}


def _lies_in(day: dt.date, period: Row) -> bool:
    return bool(period["start_date"] <= day and (period["end_date"] is None or day < period["end_date"]))


def test_counts_of_the_files_are_the_truths(returns: dict[str, Read]) -> None:
    """In care at each month's end, started and ceased in each month: counted here from the files alone."""
    council = returned_council()
    months = [
        dt.date(year, month, 1) - dt.timedelta(1) for year in (2021, 2022, 2023) for month in range(1, 13)
    ]
    months = [month for month in months if FIRST <= month <= LAST]
    wanted = ("cla_count", "cla_started", "cla_ceased")
    lines = truths.compute(council, months, wanted)
    planted = {(line[0], line[2]): line[5] for line in lines if line[3] == "all" and len(line[2]) == 7}
    spans = _unbroken(returns)
    for month in months:
        label = f"{month:%Y-%m}"
        first = month.replace(day=1)
        held = {child for child, start, end in spans if start <= month and (end is None or end > month)}
        assert planted["cla_count", label] == len(held)
        assert planted["cla_started", label] == sum(first <= start <= month for _, start, _ in spans)
        ceased = [end for _, _, end in spans if end and first <= end <= month]
        assert planted["cla_ceased", label] == len(ceased)


def _unbroken(returns: dict[str, Read]) -> list[tuple[str, dt.date, dt.date | None]]:
    """Times in care, joined where one begins on the day on which the one before ended."""
    spans: list[tuple[str, dt.date, dt.date | None]] = []
    for child, start, end, _ in care(returns):
        goes_on = bool(spans) and spans[-1][0] == child and spans[-1][2] == start
        spans.append((child, spans.pop()[1] if goes_on else start, end))
    return spans


@pytest.mark.parametrize("label", LABELS)
def test_each_return_is_whole_in_itself(returns: dict[str, Read], label: str) -> None:
    """The department's checks between files: one header row a child, and its birth date everywhere."""
    read = returns[label]
    born = {row["CHILD"]: row["DOB"] for row in read["header"]}
    assert len(born) == len(read["header"])
    for name, rows in read.items():
        assert {row["CHILD"] for row in rows} <= set(born)
        assert all(row["DOB"] == born[row["CHILD"]] for row in rows if "DOB" in row)
        if name in ("oc2", "oc3", "ad1", "prev_perm", "uasc"):
            assert len({row["CHILD"] for row in rows}) == len(rows)
    for name in ("episodes", "reviews", "uasc", "oc2", "missing", "prev_perm"):
        assert read[name], name
    assert {row["UPN"][:3] for row in read["header"]} >= {"UN1"}


@pytest.mark.parametrize("label", LABELS)
def test_episodes_follow_from_each_other(returns: dict[str, Read], label: str) -> None:
    """No gap, no overlap, and what an episode says has changed has changed (rules 432 to 436)."""
    last = dt.date(int(label[:4]) + 1, 3, 31)
    rows = sorted(returns[label]["episodes"], key=lambda row: (row["CHILD"], _start(row)))
    for row in rows:
        ended = day(row["DEC"])
        assert _start(row) <= last
        assert (ended is None) == (row["REC"] == "")
        assert ended is None or dt.date(last.year - 1, 4, 1) <= ended <= last
    for one, two in pairwise(rows):
        if one["CHILD"] != two["CHILD"]:
            continue
        assert one["DEC"]
        goes_on = two["RNE"] != "S"
        assert goes_on == (one["REC"] == GOES_ON)
        if goes_on:
            assert one["DEC"] == two["DECOM"]
            assert (one["LS"] != two["LS"]) == (two["RNE"] in ("L", "B", "U"))
            place = ("PLACE", "PLACE_PROVIDER", "PL_POST", "URN")
            moved = any(one[name] != two[name] for name in place)
            assert moved or two["RNE"] == "L"
            assert not moved or two["RNE"] != "L"


@pytest.mark.parametrize("label", LABELS)
def test_providers_and_reasons_are_where_the_return_asks_for_them(
    returns: dict[str, Read], label: str
) -> None:
    """Rules 213, 225, 226, 526 to 531 and 550."""
    for row in returns[label]["episodes"]:
        place, provider = row["PLACE"], row["PLACE_PROVIDER"]
        assert (provider == "") == (place in (*TEMPORARY, "Z1"))
        assert (provider == "PR0") == (place == "P1")
        assert provider != "PR3" or place[0] not in "AKUP"
        if row["REASON_PLACE_CHANGE"]:
            assert row["REC"] == GOES_ON
            assert place not in TEMPORARY
        assert row["HOME_POST"][:2] in ("ZZ", "")
        assert row["PL_POST"][:2] in ("ZZ", "")


def test_a_return_begins_as_the_one_before_it_ended(returns: dict[str, Read]) -> None:
    """Rules 503: an episode open at the end of a year is the same in the next, but for its end."""
    before, after = (returns[label]["episodes"] for label in LABELS)
    later = {(row["CHILD"], row["DECOM"]): row for row in after}
    open_rows = [row for row in before if not row["DEC"]]
    assert len(open_rows) > 200
    told = ("RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "HOME_POST", "PL_POST", "URN")
    for row in open_rows:
        same = later[row["CHILD"], row["DECOM"]]
        assert [row[name] for name in told] == [same[name] for name in told]


def test_xml_and_workbook_say_what_the_csv_says(folder: Path, returns: dict[str, Read]) -> None:
    csvs = returns[LABELS[-1]]
    (xml,) = (folder / "xml").iterdir()
    (xlsx,) = (folder / "xlsx").iterdir()
    assert xml.name == "SSDA903_2022-23.xml"
    assert "SYNTHETIC" in xml.read_text(encoding="utf-8")[:200]
    assert _filled(_from_workbook(xlsx)) == _filled(csvs)
    assert _filled(_from_xml(xml)) == _filled(csvs)


def _filled(read: Read) -> dict[str, list[list[tuple[str, str]]]]:
    """By file, the filled cells of each row, in an order of their own."""
    return {
        name: sorted(sorted((key, str(cell)) for key, cell in row.items() if cell != "") for row in rows)
        for name, rows in read.items()
        if rows
    }


def _from_workbook(path: Path) -> Read:
    book = load_workbook(path, read_only=True)
    found: Read = {}
    for sheet in book.worksheets[1:]:
        header, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [
            {str(name): _text(cell) for name, cell in zip_longest(header, row)} for row in rows
        ]
    return found


def _text(cell: Any) -> str:
    return "" if cell is None else f"{cell:%d/%m/%Y}" if isinstance(cell, dt.date) else str(cell)


def _from_xml(path: Path) -> Read:
    groups = {"AREVIEW": "reviews", "AMISSING": "missing", "OC2": "oc2", "PERMANENCE": "prev_perm"}
    groups["AD_PLACED"] = "placed_adoption"
    found: Read = {name: [] for name in COLUMNS}
    for child in ElementTree.parse(path).getroot():
        header = child.find("HEADER")
        assert header is not None
        own = {("CHILD" if one.tag == "CHILDID" else one.tag): one.text or "" for one in header}
        about = {"CHILD": own["CHILD"], "DOB": own["DOB"]}
        found["header"].append({name: own.get(name, "") for name in COLUMNS["header"]})
        for name, mark in (("oc3", "IN_TOUCH"), ("ad1", "DATE_INT")):
            if mark in own:
                found[name].append({column: own.get(column, "") for column in COLUMNS[name]})
        if own["UASC"] == "1":
            found["uasc"].append({column: own.get(column, "") for column in COLUMNS["uasc"]})
        for one in header:
            if one.tag in groups:
                found[groups[one.tag]].append(about | {cell.tag: cell.text or "" for cell in one})
        for one in child.findall("EPISODE"):
            cells = {("PLACE" if cell.tag == "PL" else cell.tag): cell.text or "" for cell in one}
            found["episodes"].append({"CHILD": own["CHILD"]} | cells)
    return found
