"""What a reader of published files is given: the table, and what was said beside it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass

import pyarrow as pa

from goldenthread.base.errors import Place, RefusedInput, suggest
from goldenthread.sources.columns import by_header
from goldenthread.sources.reading import Note, RawTable
from goldenthread.sources.received import Received

HEADINGS_SHOWN = 8


@dataclass(frozen=True)
class Given:
    """One table of a file, and the user's own words: the day of release and the edition of neighbours."""

    file: Received
    raw: RawTable
    notes: tuple[Note, ...]
    released_on: dt.date | None
    model: str | None
    today: dt.date

    @property
    def sha256(self) -> str:
        """The hash of the file."""
        return hashlib.sha256(self.file.content).hexdigest()

    @property
    def said(self) -> tuple[str, ...]:
        """What reading the file itself had to note."""
        return tuple(note.text for note in self.notes)

    def columns(self, wanted: Collection[str], what: str) -> dict[str, pa.Array]:
        """Columns by folded header; refused when one is missing."""
        found = by_header(self.raw)
        missing = sorted(set(wanted) - set(found))
        if missing:
            raise RefusedInput(
                f"{what} lacks the column '{missing[0]}'.",
                where=Place(self.raw.file, self.raw.sheet),
                why="Its figures could not be told apart.",
                do=suggest(missing[0], found) if len(found) > HEADINGS_SHOWN else "Download the file again.",
            )
        return {name: cells for name, (_, cells) in found.items()}

    def row(self, at: int) -> int:
        """The number of a record as a spreadsheet shows it."""
        return int(self.raw.rows[at].as_py())
