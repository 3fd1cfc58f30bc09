"""The register of proof codes: what every figure that left the software was of, and what it was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LENGTH = 8
"""Characters of a code that are shown, unless another figure has them already."""

_TABLES = """
CREATE TABLE IF NOT EXISTS kept (hash TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS proofs (
  code TEXT PRIMARY KEY, whole TEXT NOT NULL UNIQUE, measure TEXT NOT NULL, authority TEXT NOT NULL,
  period TEXT NOT NULL, breakdown TEXT NOT NULL, grp TEXT NOT NULL, snapshot TEXT NOT NULL,
  definition TEXT NOT NULL, settings TEXT NOT NULL, numerator REAL, denominator REAL, value REAL,
  status TEXT NOT NULL
) WITHOUT ROWID;
"""

FIELDS = "measure, authority, period, breakdown, grp, snapshot, definition, settings"
FIGURE = "numerator, denominator, value, status"
_HOLDERS = ", ".join("?" for _ in f"code, whole, {FIELDS}, {FIGURE}".split(","))


@dataclass(frozen=True)
class Proof:
    """A registered figure: its key, the hashes of its definition and settings, and what was printed."""

    code: str
    measure: str
    authority: str
    period: str
    breakdown: str
    group: str
    snapshot: str
    definition: str
    settings: str
    numerator: float | None
    denominator: float | None
    value: float | None
    status: str


class Register:
    """The register in a store. Writing is whole or absent; what is registered is never changed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, rows: Sequence[tuple[Any, ...]], kept: Mapping[str, object]) -> list[str]:
        """Register figures, each as (whole code, *FIELDS, *FIGURE), and what their hashes stand for.

        Returns the code to show for each: its first eight characters, or more where another figure has those.
        """
        with self._open() as register:
            register.execute("CREATE TEMP TABLE asked (whole TEXT PRIMARY KEY) WITHOUT ROWID")
            register.executemany("INSERT OR IGNORE INTO asked VALUES (?)", [(row[0],) for row in rows])
            known = dict(register.execute("SELECT p.whole, p.code FROM asked a JOIN proofs p USING (whole)"))
            new = {row[0]: row for row in rows if row[0] not in known}
            given: set[str] = set()
            for whole in new:
                known[whole] = _free(register, whole, given)
                given.add(known[whole])
            register.executemany(
                f"INSERT INTO proofs (code, whole, {FIELDS}, {FIGURE}) VALUES ({_HOLDERS})",
                [
                    (known[whole], *row) for whole, row in sorted(new.items())
                ],  # in order they go in far quicker
            )
            register.executemany(
                "INSERT OR IGNORE INTO kept VALUES (?, ?)",
                [(key, json.dumps(content, default=str)) for key, content in kept.items()],
            )
            return [known[row[0]] for row in rows]

    def find(self, code: str) -> Proof | None:
        """The figure of a code."""
        if not self._path.is_file():
            return None
        with self._open() as register:
            row = register.execute(
                f"SELECT code, {FIELDS}, {FIGURE} FROM proofs WHERE code = ?", (code,)
            ).fetchone()
        return Proof(*row) if row else None

    def kept(self, key: str) -> Any:
        """What a hash of a definition or of settings stands for."""
        with self._open() as register:
            (content,) = register.execute("SELECT content FROM kept WHERE hash = ?", (key,)).fetchone()
        return json.loads(content)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=60, isolation_level=None)) as register:
            register.executescript(_TABLES)
            register.execute("BEGIN IMMEDIATE")
            try:
                yield register
            except BaseException:
                register.execute("ROLLBACK")
                raise
            register.execute("COMMIT")


def _free(register: sqlite3.Connection, whole: str, given: set[str]) -> str:
    """The shortest start of a code that no other figure has."""
    for length in range(LENGTH, len(whole)):
        code = whole[:length]
        if (
            code not in given
            and not register.execute("SELECT 1 FROM proofs WHERE code = ?", (code,)).fetchone()
        ):
            return code
    return whole
