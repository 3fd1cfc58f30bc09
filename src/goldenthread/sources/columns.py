"""Columns of a file found by their headers, never by their position."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import pyarrow as pa

from goldenthread.base.errors import Place, RefusedInput, nearest
from goldenthread.model.table import Table
from goldenthread.sources.generated_ids import NUMBERED, id_column
from goldenthread.sources.given import Given
from goldenthread.sources.headers import no_header, safe_headers
from goldenthread.sources.intake import DEFAULTS
from goldenthread.sources.reading import Note, RawTable
from goldenthread.sources.text import fold

SHOWN = 8
NOT_TAKEN = "Columns not taken: "


def by_header(raw: RawTable) -> dict[str, tuple[str, pa.Array]]:
    """Header and cells by folded header. A header that stands twice over different cells is refused."""
    found: dict[str, tuple[str, pa.Array]] = {}
    places: dict[str, int] = {}
    for index, header in enumerate(raw.cells.column_names):
        cells = raw.cells.column(index).combine_chunks()
        folded = fold(header)
        if not folded:
            continue
        if folded in found and not cells.equals(found[folded][1]):
            absent = no_header(raw.cells.column_names, ())
            raise RefusedInput(
                f"Columns {places[folded]} and {index + 1} have the same header and say different things.",
                where=Place(raw.file, raw.sheet),
                why="Which of them is meant cannot be told; they are counted from the left.",
                do=f"Put a header row above it: {absent}."
                if absent
                else "Rename or remove one of them; a file without a header row needs one.",
            )
        found.setdefault(folded, (header, cells))
        places.setdefault(folded, index + 1)
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
    headers = raw.cells.column_names
    extra = [
        safe
        for one, safe in zip(headers, safe_headers(headers, known), strict=True)
        if fold(one) and fold(one) not in known
    ]
    return [Note("info", f"{NOT_TAKEN}{listed(extra)}.", raw.file)] if extra else []


def listed(headers: Sequence[str]) -> str:
    """Headers that are safe to show, in a sentence."""
    shown = ", ".join(f"'{one}'" for one in headers[:SHOWN])
    return shown + (f" and {len(headers) - SHOWN} more" if len(headers) > SHOWN else "")


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


def refuse_missing(raw: RawTable, what: str, missing: list[str], known: Collection[str]) -> None:
    """Refuse a file that lacks columns, naming each and the header that may be meant. `known` are the folded
    headers that the file may have."""
    if not missing:
        return
    headers = raw.cells.column_names
    safe = {one: shown for one, shown in zip(headers, safe_headers(headers, known), strict=True) if one}
    near = [
        f"'{safe[header]}' may be '{name}'" for name in missing if (header := nearest(name, safe)) is not None
    ]
    hint = f" In the file, {'; '.join(near)}." if near else ""
    absent = no_header(headers, known)
    if absent:
        hint = f" {absent[0].upper()}{absent[1:]}."
    raise RefusedInput(
        f"{what} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}.",
        where=Place(raw.file, raw.sheet),
        why="Without it no row of the file can be used." + hint,
        do="Put a header row above it, or leave the file out."
        if absent
        else "Add the column or correct its header, or leave the file out.",
    )
