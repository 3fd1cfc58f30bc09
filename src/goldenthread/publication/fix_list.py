"""A fix-list: what to mend, as a workbook with one sheet a team."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from goldenthread.base.dates import day_words

NO_TEAM = "No team"
SUMMARY = "Summary"
LONGEST_NAME = 31
"""Characters that a sheet's name may have."""

HEADINGS = (
    ("What is wrong", 42),
    ("What to do", 42),
    ("Severity", 10),
    ("File", 26),
    ("Sheet", 12),
    ("Row", 9),
    ("Child", 34),
    ("DfE's number", 20),
    ("Rule", 36),
    ("Record", 34),
)
WRAPPED_AT, LINE_HEIGHT = 40, 13.5
"""Characters of a line in the two widest columns, and the height of one: no workbook fits its rows itself."""
PRINTED = 7
"""Columns that go on paper: what a person needs who mends."""
BODY, HEADING = Font(name="Arial", size=10), Font(name="Arial", size=10, bold=True)
HEADLINE, LINK = (
    Font(name="Arial", size=14, bold=True),
    Font(name="Arial", size=10, color="0B4A8F", underline="single"),
)
SHADE = PatternFill("solid", fgColor="E7ECF1")
ROW_COLUMN = [heading for heading, _ in HEADINGS].index("Row") + 1


@dataclass(frozen=True)
class Entry:
    """One issue. `child` is a hash, or the council's own id where that was asked for; `record` is the hash of
    what the record says."""

    team: str
    says: str
    do: str
    severity: str
    dfe: str
    rule: str
    file: str
    sheet: str
    row: int
    child: str
    record: str


@dataclass(frozen=True)
class FixList:
    """Everything that a fix-list is written from."""

    authority: str
    extracted_on: dt.date
    synthetic: bool
    revealed: bool
    entries: Sequence[Entry]


def write(path: Path, made: FixList) -> None:
    """Write the workbook: a summary, then a sheet for each team, errors first."""
    by_team: dict[str, list[Entry]] = defaultdict(list)
    for entry in made.entries:
        by_team[entry.team or NO_TEAM].append(entry)
    teams = sorted(by_team, key=lambda name: (name == NO_TEAM, name))
    names = sheet_names(teams)
    book = Workbook()
    summary = book.active
    if not isinstance(summary, Worksheet):  # pragma: no cover - a new workbook has one
        raise TypeError("A new workbook has a sheet.")
    _summary(summary, made, [(team, names[team], by_team[team]) for team in teams])
    for team in teams:
        _team(book.create_sheet(names[team]), team, by_team[team])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def sheet_names(teams: Iterable[str]) -> dict[str, str]:
    """A name for each team's sheet: short, without signs that a workbook forbids, and no two alike."""
    found: dict[str, str] = {}
    taken = {SUMMARY.casefold(), "history"}
    for team in teams:
        plain = re.sub(r"[\[\]:*?/\\]", " ", ILLEGAL_CHARACTERS_RE.sub("", team)).strip("' ") or "Team"
        name, number = plain[:LONGEST_NAME].strip("' "), 2
        while name.casefold() in taken:
            end = f" ({number})"
            name, number = plain[: LONGEST_NAME - len(end)].strip("' ") + end, number + 1
        taken.add(name.casefold())
        found[team] = name
    return found


def _summary(sheet: Worksheet, made: FixList, teams: Sequence[tuple[str, str, Sequence[Entry]]]) -> None:
    sheet.title = SUMMARY
    lines = [
        f"Records to mend: {made.authority}",
        f"From records extracted {day_words(made.extracted_on)}.",
        "An error cannot be true: put it right. A query may be true: put it right, or have it accepted.",
        "Find a record by its file, sheet and row. Mend it in the case system, never in the file.",
    ]
    if made.revealed:
        lines.append(
            "This list holds the council's own ids of children: keep it as you keep the case system."
        )
    if made.synthetic:
        lines.append("Synthetic data: every child is made up.")
    for number, line in enumerate(lines, start=1):
        _put(sheet, number, 1, line).font = HEADLINE if number == 1 else BODY
    top = len(lines) + 2
    _head(sheet, top, (("Team", 40), ("Errors", 10), ("Queries", 10), ("All", 10)))
    for column in range(2, 5):
        sheet.cell(top, column).alignment = Alignment(horizontal="right")
    for number, (team, name, entries) in enumerate(teams, start=top + 1):
        cell = _put(sheet, number, 1, team)
        cell.hyperlink = f"#'{name.replace(chr(39), chr(39) * 2)}'!A1"
        cell.font = LINK
        errors = sum(entry.severity == "error" for entry in entries)
        for column, count in enumerate((errors, len(entries) - errors, len(entries)), start=2):
            sheet.cell(number, column, count).font = BODY
    _to_print(sheet)


def _team(sheet: Worksheet, team: str, entries: Sequence[Entry]) -> None:
    _put(sheet, 1, 1, team).font = HEADLINE
    _head(sheet, 2, HEADINGS)
    ordered = sorted(entries, key=lambda e: (e.severity != "error", e.rule, e.file, e.sheet, e.row))
    for number, e in enumerate(ordered, start=3):
        texts = (e.says, e.do, e.severity, e.file, e.sheet, "", e.child, e.dfe, e.rule, e.record)
        for column, text in enumerate(texts, start=1):
            _put(sheet, number, column, text).alignment = Alignment(vertical="top", wrap_text=column <= 2)
        lines = max(-(-len(text) // WRAPPED_AT) for text in (e.says, e.do))
        sheet.row_dimensions[number].height = LINE_HEIGHT * lines
        row = sheet.cell(number, ROW_COLUMN, e.row)
        row.font, row.alignment = BODY, Alignment(vertical="top", horizontal="right", indent=1)
    sheet.freeze_panes = "A3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(HEADINGS))}{len(entries) + 2}"
    sheet.print_title_rows = "2:2"
    sheet.print_area = f"A1:{get_column_letter(PRINTED)}{len(entries) + 2}"
    _to_print(sheet)


def _to_print(sheet: Worksheet) -> None:
    """On paper as wide as one landscape page."""
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _head(sheet: Worksheet, row: int, headings: Sequence[tuple[str, int]]) -> None:
    for column, (text, width) in enumerate(headings, start=1):
        cell = _put(sheet, row, column, text)
        cell.font, cell.fill = HEADING, SHADE
        sheet.column_dimensions[get_column_letter(column)].width = width


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """A cell of text: never a formula, whatever it begins with."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):  # pragma: no cover - no cell is merged here
        raise TypeError("The cell is part of a merged one.")
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type, cell.font = "s", BODY
    return cell
