"""Which sheet is which list: its name says so if its headers agree; else its headers alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

import pyarrow as pa

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.annex_a.headers import known
from goldenthread.sources.annex_a.lists import LISTS
from goldenthread.sources.annex_a.shapes import AnnexList
from goldenthread.sources.reading import RawTable

NUMBERED = re.compile(r"(?<![a-z])list[\s_\-.]*0*(1[01]|[1-9])(?![0-9])", re.IGNORECASE)
LOOKED_AT = 25
"""First records among which a header is sought when the first row is none."""

COMMON = 7
"""Columns that most lists share: child, sex, ethnicity, date of birth, age, team, worker (and disability)."""


@dataclass(frozen=True)
class Found:
    """A list and the table that holds it, header first."""

    spec: AnnexList
    raw: RawTable


def recognise(tables: Sequence[RawTable]) -> list[Found]:
    """The lists among the tables, by number; two tables that are one list are refused."""
    found: dict[int, Found] = {}
    for table in tables:
        one = _recognise(table)
        if one is None:
            continue
        other = found.get(one.spec.number)
        if other is not None:
            raise RefusedInput(
                f"This and {_where(other.raw)} both hold {one.spec.name} ({one.spec.title.lower()}).",
                where=Place(table.file, table.sheet),
                why="Counting both could count children twice, and nothing says which one is meant.",
                do="Hide or remove the one that is not meant, and load the file again.",
            )
        found[one.spec.number] = one
    return [found[number] for number in sorted(found)]


def looks_like_annex_a(tables: Sequence[RawTable]) -> bool:
    """Whether at least two tables are lists, or one is to the letter."""
    found = [one for one in map(_recognise, tables) if one]
    full = any(known(one.raw.cells.column_names, one.spec) >= 0.8 * len(one.spec.fields) for one in found)
    return len(found) >= 2 or full


def lists_among(tables: Sequence[RawTable]) -> list[tuple[str, int]]:
    """The file and number of each table that is a list, in order of the numbers."""
    found = [(one.raw.file, one.spec.number) for one in found_among(tables)]
    return sorted(found, key=lambda one: one[1])


def found_among(tables: Sequence[RawTable]) -> list[Found]:
    """The tables that are lists, in their order; two of them may be one list."""
    return [one for one in map(_recognise, tables) if one]


def passed_over(tables: Sequence[RawTable]) -> list[RawTable]:
    """The tables with rows and columns enough for a list that were taken for none."""
    return [
        table
        for table in tables
        if table.cells.num_columns >= COMMON and table.cells.num_rows and _recognise(table) is None
    ]


def _where(raw: RawTable) -> str:
    return f"sheet '{raw.sheet}'" if raw.sheet else raw.file


def _recognise(table: RawTable) -> Found | None:
    if table.cells.num_columns < 3:
        return None
    named = NUMBERED.search(table.sheet or PurePath(table.file).stem)
    rows = [table.cells.column_names, *_first_rows(table)]
    best = max(range(len(rows)), key=lambda at: (max(known(rows[at], spec) for spec in LISTS), -at))
    spec = _list_of(rows[best], int(named[1]) if named else None)
    return Found(spec, table if best == 0 else _from_row(table, best - 1)) if spec else None


def _list_of(headers: Sequence[str], named: int | None) -> AnnexList | None:
    """The list whose columns these are. Half the columns must be there, a name needs a third."""
    shares = {spec.number: known(headers, spec) / len(spec.fields) for spec in LISTS}
    if named and shares[named] >= 1 / 3 and shares[named] >= max(shares.values()) - 0.25:
        return LISTS[named - 1]
    ranked = sorted(shares, key=lambda number: -shares[number])
    if shares[ranked[0]] >= 0.6 and shares[ranked[0]] - shares[ranked[1]] >= 0.15:
        return LISTS[ranked[0] - 1]
    return None


def _first_rows(table: RawTable) -> list[list[str]]:
    columns = [column.slice(0, LOOKED_AT).to_pylist() for column in table.cells.columns]
    return [[text or "" for text in row] for row in zip(*columns, strict=True)]


def _from_row(table: RawTable, at: int) -> RawTable:
    """The table with its header taken from a record, and the records after it."""
    headers = [column[at].as_py() or "" for column in table.cells.columns]
    columns = [column.slice(at + 1) for column in table.cells.columns]
    numeric = table.numeric and pa.Table.from_arrays(
        [column.slice(at + 1) for column in table.numeric.columns], names=headers
    )
    return RawTable(
        table.file,
        table.sheet,
        pa.Table.from_arrays(columns, names=headers),
        table.rows.slice(at + 1),
        numeric,
        table.serials_from_1904,
        (*table.above, *(name for name in table.cells.column_names if name)),
    )
