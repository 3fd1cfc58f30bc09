"""Workbooks, opened safely: by content and never by name, in a process of its own, cells as text.

Dates come as ISO text, whole numbers without '.0', formulas as their last result. Nothing is calculated,
followed or run. A workbook that could do harm, or that may have lost rows, is refused whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.reading import Note, RawTable
from goldenthread.sources.workbook.limits import LIMITS, Limits, Refusal
from goldenthread.sources.workbook.process import ask

__all__ = ["LIMITS", "Limits", "Workbook", "open_workbook", "read_workbook"]


@dataclass(frozen=True)
class Workbook:
    """The visible sheets of a workbook, each with its header found, and what its user should know."""

    tables: list[RawTable]
    notes: tuple[Note, ...]


def read_workbook(name: str, content: bytes, *, limits: Limits = LIMITS) -> list[RawTable]:
    """The visible sheets of a workbook as text."""
    return open_workbook(name, content, limits=limits).tables


def open_workbook(name: str, content: bytes, *, limits: Limits = LIMITS) -> Workbook:
    """The visible sheets of a workbook as text, with notes; RefusedInput says why it is not taken."""
    try:
        found, sheets = ask(content, limits)
    except Refusal as refusal:
        where = Place(name, refusal.sheet, refusal.row)
        raise RefusedInput(refusal.what, where=where, why=refusal.why, do=refusal.do) from None
    from_1904 = bool(found["found"].get("from_1904"))
    tables = [
        _raw(name, described, sheet, from_1904)
        for described, sheet in zip(found["sheets"], sheets, strict=True)
    ]
    return Workbook(tables, tuple(Note(level, text, name) for level, text in _notes(found)))


def _raw(name: str, described: dict[str, Any], sheet: pa.Table, from_1904: bool) -> RawTable:
    headers: list[str] = described["headers"]
    width = len(headers)
    columns = [column.combine_chunks() for column in sheet.columns]
    return RawTable(
        file=name,
        sheet=described["name"],
        cells=pa.Table.from_arrays(columns[:width], names=headers),
        rows=columns[-1],
        numeric=pa.Table.from_arrays(columns[width : 2 * width], names=headers),
        serials_from_1904=from_1904,
    )


def _notes(found: dict[str, Any]) -> list[tuple[str, str]]:
    """Level and text of each note, from what the inspection and the reading found."""
    inspected, notes = found["found"], []
    for sheet in found["hidden"]:
        notes.append(
            ("warning", f"Sheet '{sheet}' is hidden and was not taken. Unhide it if it belongs to it.")
        )
    if inspected.get("without_result"):
        count = inspected["without_result"]
        text = f"{count:,} formulas have no result stored; their cells are taken as empty. "
        notes.append(
            ("warning", text + "Open the workbook in Excel and save it, so that results are stored.")
        )
    if inspected.get("errors"):
        count = inspected["errors"]
        notes.append(
            ("warning", f"{count:,} cells hold an error such as #N/A or #REF!; they are taken as empty.")
        )
    if inspected.get("connections"):
        notes.append(("info", "The workbook has data connections; they were not followed."))
    if inspected.get("from_1904"):
        notes.append(("info", "The workbook counts its dates from 1904; they were read that way."))
    for sheet in found["sheets"]:
        if sheet["merged"]:
            text = f"Sheet '{sheet['name']}' has cells merged over several rows; only the first row holds the value."
            notes.append(("warning", text))
    return notes
