"""Columns of a file found by their headers, never by their position."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import pyarrow as pa

from goldenthread.base.errors import Place, RefusedInput, nearest
from goldenthread.model.table import Table
from goldenthread.sources.generated_ids import NUMBERED, id_column
from goldenthread.sources.given import Given
from goldenthread.sources.intake import DEFAULTS
from goldenthread.sources.reading import Note, RawTable
from goldenthread.sources.text import fold

SHOWN = 8
LONGEST_HEADER = 60
_DIGIT = re.compile(r"\d")


def by_header(raw: RawTable) -> dict[str, tuple[str, pa.Array]]:
    """Header and cells by folded header. A header that stands twice over different cells is refused."""
    found: dict[str, tuple[str, pa.Array]] = {}
    for index, header in enumerate(raw.cells.column_names):
        cells = raw.cells.column(index).combine_chunks()
        folded = fold(header)
        if not folded:
            continue
        if folded in found and not cells.equals(found[folded][1]):
            raise RefusedInput(
                "Two columns have the same header and say different things.",
                where=Place(raw.file, raw.sheet, column=header),
                do="Rename or remove one of them.",
            )
        found.setdefault(folded, (header, cells))
    return found


def match(raw: RawTable, wanted: Mapping[str, str]) -> dict[str, Given]:
    """Cells by canonical column, for `wanted` folded headers and their columns; the first header wins."""
    columns = by_header(raw)
    given: dict[str, Given] = {}
    for folded, name in wanted.items():
        if folded in columns and name not in given:
            header, cells = columns[folded]
            given[name] = Given(cells, header)
    return given


def not_taken(raw: RawTable, known: Collection[str]) -> list[Note]:
    """A note on columns that nobody asked for."""
    extra = [at for at, name in enumerate(raw.cells.column_names) if fold(name) and fold(name) not in known]
    if not extra:
        return []
    return [Note("info", f"Columns not taken: {shown_headers(raw.cells.column_names, extra)}.", raw.file)]


def shown_headers(headers: Sequence[str], places: Sequence[int]) -> str:
    """Headers to be shown, by their words; by their places when one of them may be no header.

    A line end that was lost makes the first record a part of the header row: its cells are a child's.
    """
    are_words = all(len(headers[at]) <= LONGEST_HEADER and not _DIGIT.search(headers[at]) for at in places)
    shown = [f"'{headers[at]}'" if are_words else f"number {at + 1}" for at in places[:SHOWN]]
    more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    return ", ".join(shown) + more


def missing_columns(table: Table, present: Iterable[str]) -> list[str]:
    """Canonical columns without which the table's rows mean nothing, and which the file lacks."""
    there = set(present)
    own = id_column(table)
    return [
        column.name
        for column in table.columns
        if column.required
        and column.name not in there
        and column.name not in DEFAULTS
        and column.name not in NUMBERED
        and column.name != own
    ]


def refuse_missing(raw: RawTable, what: str, missing: list[str]) -> None:
    """Refuse a file that lacks columns, naming each and the header that may be meant."""
    if not missing:
        return
    near = [
        f"'{header}' may be '{name}'"
        for name in missing
        if (header := nearest(name, [one for one in raw.cells.column_names if one])) is not None
    ]
    hint = f" In the file, {'; '.join(near)}." if near else ""
    raise RefusedInput(
        f"{what} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}.",
        where=Place(raw.file, raw.sheet),
        why="Without it no row of the file can be used." + hint,
        do="Add the column or correct its header, or leave the file out.",
    )
