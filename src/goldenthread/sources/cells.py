"""Cells: a column of text to a column of a canonical type. Each distinct text is read once.

`parse` gives the typed column and the faults by row index. A reason never quotes the cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.ddl import ARROW_TYPES
from goldenthread.model.table import Column
from goldenthread.model.tables.workforce import MOST_FTE
from goldenthread.sources.days import NEVER, ambiguous, plain_days, reads_two_ways, swapped
from goldenthread.sources.identity import normalise_column
from goldenthread.sources.text import PLACEHOLDERS, clean, fold, is_empty
from goldenthread.sources.values import (
    Outcome,
    code_reader,
    read_date_cell,
    read_date_or_none,
    read_decimal,
    read_flag,
    read_whole,
    word_reader,
)

OTHER_UNIT = "fte_of_another_unit"

REASONS = {
    "unreadable_date": "The cell is not a date that can be read.",
    "month_first_date": "The cell is a date only when read month-first; dates are read day-first.",
    "ambiguous_date": "Other dates of this column fit only month-first, so day and month are not certain.",
    "swapped_date": "All dates of this column have days up to 12 and those left as text days over 12: "
    "software set to the United States has exchanged day and month.",
    "short_year": "The year of the date has two digits, so its century is not certain.",
    "implausible_date": "The year of the date cannot be right.",
    NEVER: "The date is one that systems write where there is none.",
    "unreadable_number": "The cell is not a number that can be read.",
    "fte_too_large": f"The full-time equivalent is above {MOST_FTE:g}, which no worker has; full time is 1.",
    OTHER_UNIT: f"The full-time equivalent is above {MOST_FTE:g}, as most of the column are: they look like "
    "per cent or hours of a week. Full time is 1.",
    "unreadable_flag": "The cell is neither yes nor no.",
    "unknown_code": "The cell holds nothing that is in the code list.",
    "missing_value": "The cell is empty, and the row cannot be used without it.",
    "no_id": "The id stands for nobody (0, -1, 999999, UNKNOWN, TEST or the like), so that all such rows "
    "would be one.",
    "damaged_id": "The id is a number longer than the 15 digits that a spreadsheet keeps.",
    "total_row": "The row adds up other rows; it is no record.",
    "ragged_row": "The row has more or fewer cells than the header.",
    "too_long": "The cell is longer than a spreadsheet can hold.",
}
"""Every code of a fault, with its sentence."""


class Fault(NamedTuple):
    """A cell that could not be read: index of its row, code and sentence."""

    row: int
    code: str
    reason: str


class Parsed(NamedTuple):
    """A typed column with its faults; a faulty cell is null."""

    values: pa.Array
    faults: list[Fault]


def parse(
    column: Column,
    cells: pa.Array | pa.ChunkedArray,
    overrides: Mapping[str, str] | None = None,
    *,
    numeric: bool = False,
) -> Parsed:
    """The column's values in its canonical type; ids normalised and not yet hashed.

    `overrides` replace a folded text before it is read (a local code list, '1' for suitable). `numeric` says
    that the cells held numbers, so that an id's '.0' is no part of it.
    """
    texts = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
    if column.type == "text":
        return Parsed(_text(column, texts, numeric), [])
    reader = _reader(column)
    if overrides:
        reader = _overridden(reader, overrides)
    return by_distinct(texts, reader, ARROW_TYPES[column.type], column.most)


def by_distinct(
    texts: pa.Array, reader: Callable[[str], Outcome], to: pa.DataType, most: float | None = None
) -> Parsed:
    """Read each distinct text once and spread the values over the rows. Numbers above `most` are faults."""
    encoded = texts.dictionary_encode()
    dates = reader in (read_date_cell, read_date_or_none)
    if dates and (days := plain_days(encoded.dictionary)) is not None:
        return Parsed(days.take(encoded.indices), [])
    distinct = encoded.dictionary.to_pylist()
    outcomes = [_read(reader, text) for text in distinct]
    if dates:
        outcomes = _in_doubt(distinct, outcomes, encoded.indices)
    if most is not None:
        outcomes = _up_to(most, outcomes, encoded.indices)
    values = pa.array([value for value, _ in outcomes], to).take(encoded.indices)
    codes = [code for _, code in outcomes]
    if not any(codes):
        return Parsed(values, [])
    spread = pa.array(codes, pa.string()).take(encoded.indices)
    rows = pc.indices_nonzero(pc.is_valid(spread)).to_pylist()
    found = spread.take(pa.array(rows, pa.int64())).to_pylist()
    return Parsed(values, [Fault(row, code, REASONS[code]) for row, code in zip(rows, found, strict=True)])


def _in_doubt(distinct: Sequence[str | None], outcomes: list[Outcome], rows: pa.Array) -> list[Outcome]:
    """The outcomes without the dates of which other dates of the column say that they may be misread."""
    counts = {one["values"]: one["counts"] for one in pc.value_counts(rows).to_pylist()}
    texts = [clean(text) if text else "" for text in distinct]
    cells: Counter[str] = Counter()
    for at, text in enumerate(texts):
        if outcomes[at] != (None, None) and outcomes[at][1] != NEVER:
            cells[text] += counts.get(at, 0)
    if ambiguous(cells):
        code, year_first = "ambiguous_date", False
    elif swapped(cells):
        code, year_first = "swapped_date", True
    else:
        return outcomes
    return [
        (None, code) if outcome[0] and reads_two_ways(text, year_first=year_first) else outcome
        for text, outcome in zip(texts, outcomes, strict=True)
    ]


def _up_to(most: float, outcomes: list[Outcome], rows: pa.Array) -> list[Outcome]:
    """The outcomes without numbers above `most`: slips of a few, or a column in another unit."""
    counts = {one["values"]: one["counts"] for one in pc.value_counts(rows).to_pylist()}
    cells = {at: counts.get(at, 0) for at, (value, _) in enumerate(outcomes) if value}
    above = {at for at in cells if outcomes[at][0] > most}
    code = OTHER_UNIT if 2 * sum(cells[at] for at in above) > sum(cells.values()) else "fte_too_large"
    return [(None, code) if at in above else outcome for at, outcome in enumerate(outcomes)]


def _read(reader: Callable[[str], Outcome], text: str | None) -> Outcome:
    plain = clean(text) if text else ""
    return reader(plain) if plain else (None, None)


def _reader(column: Column) -> Callable[[str], Outcome]:
    if column.type == "enum":
        return code_reader(column.codes) if column.codes else word_reader(column.values)
    readers: dict[str, Callable[[str], Outcome]] = {
        "date": read_date_cell if column.required else read_date_or_none,
        "bool": read_flag,
        "int": read_whole,
        "dec": read_decimal,
    }
    return readers[column.type]


def _overridden(reader: Callable[[str], Outcome], overrides: Mapping[str, str]) -> Callable[[str], Outcome]:
    def read(text: str) -> Outcome:
        return reader(overrides.get(fold(text), text))

    return read


def _text(column: Column, texts: pa.Array, numeric: bool) -> pa.Array:
    """Ids in their one form, local codes and free text trimmed; null where a cell stands for no value."""
    if column.identifier:
        return normalise_column(texts, numeric=numeric)
    free = not is_key(column)

    def tidy(text: str | None) -> str | None:
        plain = clean(text) if text else ""
        empty = plain.upper() in PLACEHOLDERS if free else is_empty(plain)
        return None if not plain or empty else plain

    encoded = texts.dictionary_encode()
    return pa.array([tidy(text) for text in encoded.dictionary.to_pylist()], pa.string()).take(
        encoded.indices
    )


def is_key(column: Column) -> bool:
    """A text column that names something (a team, a hub, a code) rather than saying something."""
    return bool(column.identifier or column.references or column.size or column.name.endswith("_id"))
