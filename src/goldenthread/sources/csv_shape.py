"""The shape of a CSV file, found from its first lines: delimiter, header row, where the records begin."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.text import clean, fold

HEAD_BYTES = 200_000
HEAD_RECORDS = 40
"""How far down a header may stand, below titles and notes."""

LINE_END = re.compile(rb"\r\n|\n|\r")
DELIMITERS = (",", "\t", ";", "|")
CELL_LIMIT = 32_767
"""Characters that a spreadsheet cell can hold; one that is full has been cut."""


@dataclass(frozen=True)
class Shape:
    """`header_row` is counted from 1; `body` is the offset of the byte after the header."""

    delimiter: str
    headers: tuple[str, ...]
    header_row: int
    body: int


def find_shape(name: str, content: bytes, known: Collection[str] = ()) -> Shape:
    """The shape of a file in UTF-8. `known` are folded headers; the row with most of them is the header."""
    start = _after_hint(content)
    head = content[start : start + HEAD_BYTES]
    if len(content) > start + HEAD_BYTES:
        head = head[: head.rfind(b"\n") + 1] or head
    text = head.decode("utf-8", "ignore")
    if not clean(text):
        raise RefusedInput("The file is empty.", where=name, do="Export it again, or leave it out.")
    hint = content[4:5].decode("ascii", "ignore") if start else ""
    candidates = [hint] if hint in DELIMITERS and hint else list(DELIMITERS)
    known_set = frozenset(known)
    best = max(candidates, key=lambda one: _score(text, one, known_set))
    records = _records(text, best)
    chosen = _header_index(records, known_set)
    cells, lines = records[chosen]
    if not any(map(clean, cells)):
        raise RefusedInput("The file holds no header.", where=name, do="Export it again, or leave it out.")
    return Shape(best, _headers(cells), chosen + 1, start + _offset(content[start:], lines))


def _after_hint(content: bytes) -> int:
    """Past a first line 'sep=;', which spreadsheets write and do not show."""
    if content[:4].lower() != b"sep=":
        return 0
    return content.find(b"\n") + 1


def _records(text: str, delimiter: str) -> list[tuple[list[str], int]]:
    """The first records and how many lines had been read after each."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records = []
    try:
        for cells in reader:
            records.append((cells, reader.line_num))
            if len(records) == HEAD_RECORDS:
                break
    except csv.Error:
        pass
    return records or [([], 1)]


def _score(text: str, delimiter: str, known: frozenset[str]) -> tuple[int, int, int]:
    """Known headers found, then how many records agree on a width above one, then that width."""
    records = _records(text, delimiter)
    hits = max(_hits(cells, known) for cells, _ in records)
    widths = Counter(len(cells) for cells, _ in records if len(cells) > 1)
    if not widths:
        return hits, 0, 0
    width, times = widths.most_common(1)[0]
    return hits, times, width


def _hits(cells: list[str], known: frozenset[str]) -> int:
    return len({fold(cell) for cell in cells} & known)


def _header_index(records: list[tuple[list[str], int]], known: frozenset[str]) -> int:
    hits = [_hits(cells, known) for cells, _ in records]
    if max(hits) > 0:
        return hits.index(max(hits))
    filled = [sum(bool(clean(cell)) for cell in cells) for cells, _ in records]
    counts = Counter(count for count in filled if count)
    if not counts:
        return 0
    usual = counts.most_common(1)[0][0]
    return next(index for index, count in enumerate(filled) if count >= usual)


def _headers(cells: list[str]) -> tuple[str, ...]:
    """Headers without the empty ones that trailing commas leave."""
    names = [clean(cell) for cell in cells]
    while len(names) > 1 and not names[-1]:
        names.pop()
    return tuple(names)


def _offset(content: bytes, lines: int) -> int:
    """Where line number `lines` + 1 starts. A line ends as it does for the reader of records: a file may mix
    the ends of several systems, and a lone carriage return that was passed over would take a row with it."""
    at = 0
    for _ in range(lines):
        found = LINE_END.search(content, at)
        if found is None:
            return len(content)
        at = found.end()
    return at
