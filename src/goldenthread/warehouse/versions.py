"""Which code what is stored hangs on: a hash over it tells what another version of the software made.

Each list names the files that can change what is stored. Code that only keeps and fetches bytes is in none.
`tests/warehouse/test_versions.py` follows the imports and finds what a list left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path

PACKAGE = Path(__file__).parents[1]

READING = ("base/*.py", "model/**/*.py", "sources/**/*.py")
"""From files to rows."""

CONFORMING = (
    "base/dates.py",
    "base/workdays.py",
    "model/codes/*.py",
    "model/ddl.py",
    "model/standards.py",
    "model/table.py",
    "model/tables/*.py",  # a reference to a row counts in them
    "sources/ssda903/adoptions.py",
    "sources/ssda903/journeys.py",
    "sources/ssda903/stored.py",
    "warehouse/canonical.py",
    "warehouse/care_episodes.py",
    "warehouse/columns.py",
    "warehouse/conform/*.py",
    "warehouse/conform/*.sql",
    "warehouse/conforming.py",
    "warehouse/cover.py",
    "warehouse/current.py",
    "warehouse/facts.py",
    "warehouse/facts/*.sql",
    "warehouse/literals.py",
    "warehouse/merges.py",
    "warehouse/stored.py",
    "warehouse/times.py",
)
"""From the rows of loads to what is in force and to facts."""

CHECKING = (
    "sources/generated_ids.py",
    "sources/quality/**/*.py",
    "sources/quality/**/*.yml",
    "warehouse/expressions.py",
    "warehouse/quality/*.py",
)
"""From what is in force to issues."""


def files_of(patterns: Iterable[str]) -> list[Path]:
    """The files that patterns below the package name, each once, in order."""
    return sorted({path for pattern in patterns for path in PACKAGE.glob(pattern)})


@cache
def reading_version() -> str:
    """A better reader reads the same files anew."""
    return hash_of(READING)


@cache
def conforming_version() -> str:
    """Only what conformed a snapshot reads it."""
    return hash_of(CONFORMING, version_of("holidays"))


@cache
def checking_version() -> str:
    """Issues that other rules found are found anew."""
    return hash_of(CHECKING)


def hash_of(patterns: Iterable[str], *more: str) -> str:
    """The hash over the files of the patterns, their names too, and `more` texts."""
    digest = hashlib.sha256()
    for path in files_of(patterns):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + path.read_bytes())
    for text in more:
        digest.update(text.encode())
    return digest.hexdigest()[:16]
