"""The sample council month by month: the feed contract stops no extract, and nothing is withdrawn."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from goldenthread.sources import Identities, Reading, read
from goldenthread.warehouse.contract.check import what_moved
from goldenthread.warehouse.contract.withdrawn import withdrawn
from goldenthread.warehouse.loads import StoredLoad, store_load
from tests.support.solmere import CODE, Solmere

pytestmark = pytest.mark.timeout(1200)  # the first test waits for the whole council

IDENTITIES = Identities(b"a key for this test alone, of no use", CODE)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
STEADY = {"pers_dob", "valid_from", "released_on", "covers_from"}
"""Dates that do not say when something was recorded."""

Rows = list[dict[str, str]]


def as_it_was(folder: Path, to: Path, day: str) -> Path:
    """The extract of an earlier day: what began later is not there, what ended later is open. A status of a
    care leaver that was noted later is held, for want of its day, and said."""
    for path in folder.rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            headers, rows = list(reader.fieldnames or ()), list(reader)
        written = to / path.relative_to(folder)
        written.parent.mkdir(parents=True, exist_ok=True)
        with written.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, headers)
            writer.writeheader()
            writer.writerows(_cover(rows, day) if path.name == "cover.csv" else _cut(rows, day))
    return to


def _cover(rows: Rows, day: str) -> Rows:
    return [
        {**row, "covers_to": min(row["covers_to"], day), "extracted_on": day}
        for row in rows
        if row["covers_from"] <= day
    ]


def _cut(rows: Rows, day: str) -> Rows:
    kept = []
    for row in rows:
        dates = {name: cell for name, cell in row.items() if name not in STEADY and ISO.fullmatch(cell or "")}
        if not dates or min(dates.values()) <= day:
            kept.append(row | {name: "" for name, cell in dates.items() if cell > day})
    return kept


def readings(*folders: Path) -> list[Reading]:
    return list(read(folders, authority=CODE, identities=IDENTITIES).readings)


def stored(folder: Path, one: Reading) -> StoredLoad:
    named = f"{one.standard}{one.extracted_on.isoformat()}".encode().hex()
    return store_load(folder, one, [], named.ljust(64, "0"))


@pytest.fixture(scope="module")
def former(solmere: Solmere, tmp_path_factory: pytest.TempPathFactory) -> list[StoredLoad]:
    """October's and November's extracts, stored."""
    folder = tmp_path_factory.mktemp("former")
    loads: list[StoredLoad] = []
    for day in ("2023-10-31", "2023-11-30"):
        parts = [
            as_it_was(solmere.folder / "sample" / name, folder / day / name, day)
            for name in ("ssd", "registers")
        ]
        for one in readings(*parts):
            assert [str(each) for each in what_moved(one, loads) if each.stops] == []
            loads.append(stored(folder / "loads", one))
    return loads


def test_a_month_later_the_feed_is_what_it_was(
    solmere: Solmere, former: list[StoredLoad], tmp_path: Path
) -> None:
    sample = solmere.folder / "sample"
    new = []
    for one in readings(sample / "ssd", sample / "registers"):
        assert [str(each) for each in what_moved(one, former)] == []  # nor anything that is only said
        new.append(stored(tmp_path, one))
    assert withdrawn(former, [*former, *new], new) == ({}, {})
