"""Workbooks, opened safely: by content and never by name, in a process of its own, cells as text.

Dates come as ISO text, whole numbers without '.0', formulas as their last result. Nothing is calculated,
followed or run. A workbook that could do harm, or that may have lost rows, is refused whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.confined import Refusal
from goldenthread.sources.reading import Note, RawTable
from goldenthread.sources.workbook.limits import LIMITS, Limits
from goldenthread.sources.workbook.process import Answer, Sheet, ask

__all__ = ["LIMITS", "Limits", "Workbook", "open_workbook", "read_workbook"]


MERGED = "Sheet '{sheet}' has cells merged over several rows; only the first row of each holds the value."
FOUND = {
    "without_result": (
        "warning",
        "Formulas without a stored result: {count:,}. The cells are taken as empty; save it again in Excel.",
    ),
    "errors": ("warning", "Cells with an error such as #N/A or #REF!: {count:,}. They are taken as empty."),
    "connections": ("info", "The workbook has data connections; they were not followed."),
    "from_1904": ("info", "The workbook counts its dates from 1904; they were read that way."),
}
"""What the inspection may find, with the note for it."""


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
        answer = ask(content, limits)
    except Refusal as refusal:
        where = Place(name, refusal.sheet, refusal.row)
        raise RefusedInput(refusal.what, where=where, why=refusal.why, do=refusal.do) from None
    from_1904 = bool(answer.found.get("from_1904"))
    tables = [_raw(name, sheet, from_1904) for sheet in answer.sheets]
    return Workbook(tables, tuple(Note(level, text, name) for level, text in _notes(answer)))


def _raw(name: str, sheet: Sheet, from_1904: bool) -> RawTable:
    kept = [at for at in range(len(sheet.headers)) if sheet.filled(at)]
    headers = [sheet.headers[at] for at in kept]
    return RawTable(
        file=name,
        sheet=sheet.name,
        cells=pa.Table.from_arrays(
            [sheet.column(sheet.texts, at, pa.string()) for at in kept], names=headers
        ),
        rows=pa.chunked_array(sheet.rows, pa.int64()).combine_chunks(),
        numeric=pa.Table.from_arrays(
            [sheet.column(sheet.numbers, at, pa.bool_()) for at in kept], names=headers
        ),
        serials_from_1904=from_1904,
        above=tuple(sheet.above),
    )


def _notes(answer: Answer) -> list[tuple[str, str]]:
    """Level and text of each note, from what the inspection and the reading found."""
    found = answer.found
    notes = [
        ("warning", f"Sheet '{name}' is hidden and was not taken. Unhide it if it is meant to be read.")
        for name in answer.hidden
    ]
    for name, (level, text) in FOUND.items():
        if found.get(name):
            notes.append((level, text.format(count=found[name])))
    notes += [("warning", MERGED.format(sheet=sheet.name)) for sheet in answer.sheets if sheet.merged]
    return notes
