"""Cells made ready to be read: letters off codes, fixed forms checked, serials of 1904 moved."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.tables import table as table_of
from goldenthread.sources.annex_a.headers import Matched
from goldenthread.sources.annex_a.keys import KEYS, SHAPED
from goldenthread.sources.annex_a.recognise import Found
from goldenthread.sources.reading import Note
from goldenthread.sources.text import clean, is_empty

DAYS_FROM_1904 = 1462
"""Days between the two origins from which spreadsheets count."""

_LETTER = re.compile(r"^[A-Za-z]{1,2}\d?\)\s*(?=\S)")
_A_DAY = re.compile(r"\d{1,5}(?:\.\d+)?")


@dataclass
class Work:
    """What is known of a list while it is made ready."""

    found: Found
    matched: Matched
    notes: list[Note] = field(default_factory=list)

    def note(self, level: str, text: str) -> None:
        """Say something about the list."""
        self.notes.append(Note(level, f"{self.found.spec.name}: {text}", self.found.raw.file))


def by_text(texts: pa.Array, test: Callable[[str], bool]) -> pa.Array:
    """A test of each distinct text, spread over the rows; null is False."""
    encoded = texts.dictionary_encode()
    results = [text is not None and test(text) for text in encoded.dictionary.to_pylist()]
    return pc.fill_null(pa.array(results, pa.bool_()).take(encoded.indices), False)


def ready(work: Work, name: str, column: pa.ChunkedArray) -> pa.Array:
    """A column's cells with letters off codes, fixed forms checked and 1904 serials moved."""
    raw, reads = work.found.raw, work.found.spec.field(name).reads
    texts = column.combine_chunks()
    if raw.serials_from_1904 and raw.numeric is not None and not reads and name not in ("child", "adopter"):
        numbers = raw.numeric.column(work.matched.columns[name]).combine_chunks()
        return _moved(texts, numbers) if _holds_days(work, name) else texts
    if reads in SHAPED:
        return _shaped(work, name, texts, SHAPED[reads])
    return _mapped(texts, lambda text: _LETTER.sub("", clean(text))) if reads in KEYS else texts


def _holds_days(work: Work, name: str) -> bool:
    """Whether a field goes to a date of any of the list's tables."""
    targets = work.found.spec.targets
    return name == "dob" or any(
        table_of(target.table).column(column).type == "date"
        for target in targets
        for column, source in target.columns.items()
        if source == name
    )


def _moved(texts: pa.Array, numbers: pa.Array) -> pa.Array:
    moved = _mapped(
        texts, lambda one: str(int(float(one)) + DAYS_FROM_1904) if _A_DAY.fullmatch(one) else one
    )
    return pc.if_else(numbers, moved, texts)


def _mapped(texts: pa.Array, change: Callable[[str], str | None]) -> pa.Array:
    encoded = texts.dictionary_encode()
    changed = [None if text is None else change(text) for text in encoded.dictionary.to_pylist()]
    return pa.array(changed, pa.string()).take(encoded.indices)


def _shaped(work: Work, name: str, texts: pa.Array, form: Callable[[str], str | None]) -> pa.Array:
    """A column of fixed form; what has another form is left out and counted."""
    plain = _mapped(texts, lambda text: None if is_empty(clean(text)) else clean(text))
    shaped = _mapped(plain, form)
    lost = shaped.null_count - plain.null_count
    if lost:
        header = work.found.spec.field(name).header
        work.note("info", f"column '{header}': cells without the form of its codes are left out ({lost:,}).")
    return shaped
