"""The forms in which commands print: which there are, their numbers, and the machine-readable ones whole."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from goldenthread.base.errors import UsageError, suggest
from goldenthread.base.numbers import plain
from goldenthread.model.result import PRINTED, Result, Status
from goldenthread.publication.csv.cells import safe

TABLE, CSV, JSON, PARQUET = "table", "csv", "json", "parquet"
FORMATS = (TABLE, CSV, JSON)
"""Those that every list has."""


def check_format(format_: str, formats: Sequence[str] = FORMATS) -> None:
    """Refuse a form that a command has not."""
    if format_ not in formats:
        raise UsageError(f"There is no format '{format_}'.", do=suggest(format_, formats))


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows as CSV on standard output, in these columns."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell_text(row[name]) for name in columns] for row in rows)


def print_json(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows as a JSON list of objects on standard output, in these columns."""
    listed = [{name: row[name] for name in columns} for row in rows]
    json.dump(listed, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def cell_text(value: object) -> object:
    """A value as CSV has it: nothing for what is absent, whole numbers without a point, and no text that a
    spreadsheet takes for a formula."""
    if value is None:
        return ""
    return int(value) if isinstance(value, float) and value.is_integer() else harmless(value)


def harmless(value: object) -> object:
    """A value of which a text is none that a spreadsheet takes for a formula."""
    return safe(value) if isinstance(value, str) else value


def value_text(result: Result) -> str:
    """The value as the table for people prints it, or what stands in its place."""
    if result.status is not Status.OK or result.value is None:
        return PRINTED[result.status]
    return number_text(result.value, 1)


def number_text(value: float | None, places: int = 2) -> str:
    """A number with so many decimals, none if it is whole; nothing where there is none."""
    return "" if value is None else plain(value, 0 if float(value).is_integer() else places)
