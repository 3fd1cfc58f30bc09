"""A large return is read in parts, and says what it says read whole; memory does not grow with it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pyarrow as pa
import pytest
from hypothesis import given, settings

from benchmarks.census import write_census
from goldenthread.sources.accounting import repeated
from goldenthread.sources.cin_census import reader
from goldenthread.sources.identity import Identities
from goldenthread.sources.mapped import map_file, sha256
from goldenthread.sources.reading import Reading
from goldenthread.sources.received import read_still
from goldenthread.sources.xml_files import records
from goldenthread.warehouse.workspace import create
from tests.sources.census_written import AUTHORITY, KEY, Record, child, children, episode, written

ROOT = Path(__file__).parents[2]
IN_PARTS = f"""
import sys
import threading
import time
from pathlib import Path
own = 0
def look():
    global own
    while True:
        own = max(own, int(Path("/proc/self/status").read_text().split("RssAnon:")[1].split()[0]) // 1024)
        time.sleep(0.02)
threading.Thread(target=look, daemon=True).start()
from goldenthread.sources.cin_census import read_cin_census
from goldenthread.sources.identity import Identities
from goldenthread.sources.received import read_still
_, reading = read_cin_census("c.xml", read_still(Path(sys.argv[1])), Identities({KEY!r}, {AUTHORITY!r}))
print(own)
"""
"""Megabytes of its own that reading takes: the pages of mapped files the system may take back at any time."""

LOADED = """
import atexit
from pathlib import Path
held = lambda: Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
atexit.register(lambda: print(1024 * int(held())))
from goldenthread.cli import main
main()
"""
"""What a process has held at most is asked of its own memory: what `getrusage` gives begins with what the
process held that started it."""


@contextmanager
def small_parts(rows: int = 12) -> Iterator[None]:
    """Every return is a large one, and a part has few rows."""
    with (
        mock.patch.object(reader, "LARGE", 0),
        mock.patch.object(records, "PART", rows),
        mock.patch.object(records, "AT_ONCE", 3),
    ):
        yield


def read(content: bytes, progress: Callable[[str], None] = lambda _: None) -> Reading:
    return reader.read_cin_census("CIN.xml", content, Identities(KEY, AUTHORITY), progress)[1]


def both(content: bytes) -> tuple[Reading, Reading, list[str]]:
    """The return read whole, and in parts with what was said meanwhile."""
    said: list[str] = []
    whole = read(content)
    with small_parts():
        return whole, read(content, said.append), said


def assert_same(one: Reading, other: Reading) -> None:
    assert [batch.table for batch in one.batches] == [batch.table for batch in other.batches]
    for mine, theirs in zip(one.batches, other.batches, strict=True):
        assert mine.rows.combine_chunks().equals(theirs.rows.combine_chunks()), mine.table
    assert replace(one, batches=()) == replace(other, batches=())


@given(children())
@settings(max_examples=8)
def test_in_parts_is_as_whole(found: list[Record]) -> None:
    several = [
        {**each, "ChildIdentifiers": {**each["ChildIdentifiers"], "LAchildID": f"{copy}-{number}"}}  # type: ignore[dict-item]
        for copy in range(4)
        for number, each in enumerate(found)
    ]
    whole, parted, _ = both(written(several))
    assert_same(whole, parted)


def many(*wrong: Record) -> list[Record]:
    """Children of several parts, some with faults, and those given."""
    plain = [
        child(
            f"C{number}",
            episode(
                "2023-05-01" if number % 9 else "no date",
                PrimaryNeedCode="N1" if number % 7 else f"X{number}",
                Section47={"S47ActualStartDate": "2023-05-02", "DateOfInitialCPC": "2023-05-12"},
            ),
            **({"Unheard": "of"} if number == 30 else {}),
        )
        for number in range(60)
    ]
    return [*plain[:20], *wrong, *plain[20:], *wrong]


def test_faults_are_told_by_column_as_of_one_list() -> None:
    whole, parted, said = both(written(many()))
    assert_same(whole, parted)
    assert len(said) > 3
    assert any("N1" not in note.text and "unknown" in note.text for note in parted.notes)
    assert any(one.fate == "held" for one in parted.exceptions)


def test_plans_in_one_part_alone_tell_the_outcome_of_every_conference() -> None:
    plan = child("P", episode("2023-05-01", ChildProtectionPlans={"CPPstartDate": "2023-06-01"}))
    whole, parted, _ = both(written([*many(), plan]))
    assert_same(whole, parted)
    held = next(batch.rows for batch in parted.batches if batch.table == "icpcs")
    assert set(held["outcome_cp_plan"].to_pylist()) == {False}


def test_a_child_in_places_far_apart_has_the_return_read_whole() -> None:
    whole, parted, said = both(written(many(child("TWICE", episode("2023-05-01")))))
    assert_same(whole, parted)
    assert said[-2] == "CIN.xml: read whole"


def test_dates_written_month_first_have_the_return_read_whole() -> None:
    odd = child("ODD", episode("05/13/2023"))
    two_ways = child("TWO", episode("05/06/2023"))
    whole, parted, said = both(written([odd, *many(), two_ways]))
    assert_same(whole, parted)
    assert "CIN.xml: read whole" in said
    assert sum(one.code == "ambiguous_date" for one in parted.exceptions) == 1


def test_a_large_file_is_mapped_and_reads_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.sources.received.MAPPED", 100_000)
    file = tmp_path / "census.xml"
    write_census(file, 1_000_000)
    mapped, plain = read_still(file), file.read_bytes()
    assert not isinstance(mapped, bytes)
    assert mapped[:] == plain
    assert sha256(mapped) == sha256(plain)
    assert isinstance(read_still(_small(tmp_path)), bytes)
    assert_same(read(plain), reader.read_cin_census("CIN.xml", map_file(file), Identities(KEY, AUTHORITY))[1])


def _small(folder: Path) -> Path:
    file = folder / "small.xml"
    file.write_bytes(written([child("A")]))
    return file


def test_repeated_keys_are_found_among_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.sources.accounting.MANY", 10)
    ids = [f"{number:032x}" for number in range(200)]
    ids[150] = ids[3]
    codes = ["A", "B"] * 100
    table = reader.TABLES["disabilities"]
    rows = pa.table({"person_id": ids, "disability": codes, "src_row": list(range(200))})
    assert repeated(table, rows) == {}  # same child, another code
    codes[150] = codes[3]
    rows = pa.table({"person_id": ids, "disability": codes, "src_row": list(range(200))})
    assert list(repeated(table, rows)) == [150]


def peak(file: Path) -> int:
    """Megabytes of its own that reading a return takes at most, in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", IN_PARTS, str(file)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return int(ran.stdout)


@pytest.mark.long
def test_memory_does_not_grow_with_the_return(tmp_path: Path) -> None:
    sizes = {}
    for megabytes in (100, 1000):
        file = tmp_path / f"{megabytes}.xml"
        write_census(file, megabytes * 1_000_000)
        sizes[megabytes] = peak(file)
        file.unlink()
    assert sizes[1000] < 300, sizes
    assert sizes[1000] - sizes[100] < 100, sizes


@pytest.mark.long
def test_a_large_return_is_loaded_in_less_than_half_a_gigabyte(tmp_path: Path) -> None:
    """Read, stored, conformed and checked by the command, with all that it imports."""
    file = tmp_path / "100.xml"
    write_census(file, 100_000_000)
    here, _ = create(tmp_path / "workspace", AUTHORITY, "Small (synthetic)", tmp_path / "council.key")
    command = [sys.executable, "-c", LOADED, "--workspace", str(here.root), "load", str(file)]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert int(ran.stdout.splitlines()[-1]) < 500_000_000
