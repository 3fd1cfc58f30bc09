"""Harmed files of every kind: no crash, no hang, no row that is not the file's, in bounded memory.

A short hunt with every run of the tests; the long one looks at other files each time it is asked to, and
prints how many: HUNT_FROM sets the first seed.
"""

from __future__ import annotations

import os

import pytest

from goldenthread.sources.workbook.limits import LIMITS
from tests.hostile.runner import hunt

SHORT = {"csv": 60, "903": 30, "xml": 40, "cover": 30, "zip": 30, "xlsx": 12, "xls": 20, "parquet": 40}
LONG = {
    "csv": (50_000, 10_000),
    "903": (10_000, 5_000),
    "xml": (50_000, 2_500),
    "cover": (5_000, 5_000),
    "zip": (8_000, 2_000),
    "xlsx": (4_000, 1_000),
    "xls": (8_000, 2_000),
    "parquet": (20_000, 10_000),
}
"""Of each kind how many files, and how many in one test, which takes some minutes."""

FAULTS = {"csv": "L12", "xml": "L16"}
"""Which fault of the list a kind of file stands for."""

PARTS = [(kind, at, part) for kind, (whole, part) in LONG.items() for at in range(0, whole, part)]
REAL = {"xlsx": 40, "xls": 40, "parquet": 60}
"""How many files of each kind; REAL are opened as a user's are, in a process of their own each."""

MOST_MEMORY = 400_000_000
"""Bytes that the process holds at most, its libraries among them: faults L16 and F3."""

MOST_OF = dict.fromkeys(("xls", "xlsx"), LIMITS.memory_bytes)
"""The same of a workbook, of which the library that reads it makes every cell between the first and the last:
what the process may take that opens a user's. The one that hunts has no such limit of its own."""


@pytest.mark.parametrize("kind", SHORT)
def test_a_short_hunt(kind: str, record_property: pytest.RecordProperty) -> None:
    found = hunt(kind, 0, SHORT[kind])
    record_property("count", found.words(kind))
    assert found.bad == []
    assert found.peak < MOST_OF.get(kind, MOST_MEMORY)
    assert found.outcomes["refused"] > 0
    assert found.outcomes["read"] > 0  # else only the refusals were tried


@pytest.mark.long
@pytest.mark.parametrize(("kind", "at", "part"), PARTS)
def test_a_long_hunt(kind: str, at: int, part: int, record_property: pytest.RecordProperty) -> None:
    first = int(os.environ.get("HUNT_FROM", "1000")) + at
    found = hunt(kind, first, first + part)
    record_property("count", found.words(f"{FAULTS.get(kind, 'F6')}: {kind} from {first:,}"))
    assert found.bad == []
    assert found.peak < MOST_OF.get(kind, MOST_MEMORY)
    assert found.outcomes["refused"] > 0
    assert found.outcomes["read"] > 0


@pytest.mark.long
@pytest.mark.parametrize("kind", REAL)
def test_a_hunt_as_users_files_are_opened(kind: str, record_property: pytest.RecordProperty) -> None:
    found = hunt(kind, 0, REAL[kind], real=True)
    record_property("count", found.words(f"{kind}, a process each"))
    assert found.bad == []
