"""Templates: an empty file for each register, with what each column means and which codes it takes."""

from __future__ import annotations

import csv
from pathlib import Path

from goldenthread.model.checks import allowed_values
from goldenthread.model.codes import CODES
from goldenthread.model.table import Column, Table
from goldenthread.model.tables import TABLES
from goldenthread.sources.cover import COVER_FILE, HEADERS
from goldenthread.sources.generated_ids import NUMBERED, id_column
from goldenthread.sources.intake import DEFAULTS
from goldenthread.sources.registers.files import REGISTERS
from goldenthread.sources.registers.supplements import SUPPLEMENTS
from goldenthread.sources.workbook.writing import write_workbook

NOTES_HEADER = ("Column", "Needed", "Kind", "Meaning", "Codes")
KINDS = {
    "text": "text",
    "enum": "one of the codes",
    "int": "whole number",
    "dec": "number",
    "bool": "yes or no",
    "date": "date, as 2024-01-31 or 31/01/2024",
}
LOCALITIES = ("area_code", "locality_id", "name", "valid_from")


def write_templates(folder: Path) -> list[Path]:
    """Write a CSV and a workbook for each register, and the CSV of the reference files and cover."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for register in REGISTERS:
        table = TABLES[register.table]
        names = [column.name for column in table.columns]
        written.append(_write_csv(folder / f"{register.file}.csv", names))
        book = folder / f"{register.file}.xlsx"
        write_workbook(book, {register.file[:31]: [names], "Notes": _notes(table)})
        written.append(book)
    for name, which in SUPPLEMENTS.items():
        names = [which.id, "person_id", which.day, which.adds]
        written.append(_write_csv(folder / f"{name}.csv", names))
    written.append(_write_csv(folder / "localities.csv", list(LOCALITIES)))
    written += [
        _write_csv(folder / f"{name}.csv", [column.name for column in TABLES[name].columns])
        for name in ("population", "targets", "parameters")
    ]
    written.append(_write_csv(folder / COVER_FILE, list(HEADERS)))
    return written


def _write_csv(path: Path, header: list[str]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerow(header)
    return path


def _notes(table: Table) -> list[tuple[str, ...]]:
    """The sheet that explains the columns."""
    return [NOTES_HEADER, *(_note(table, column) for column in table.columns)]


def _note(table: Table, column: Column) -> tuple[str, ...]:
    own = id_column(table)
    if column.name == own or column.name in NUMBERED:
        needed = "made when missing"
    elif column.required and column.name in DEFAULTS:
        needed = f"no; empty counts as {_word(DEFAULTS[column.name])}"
    else:
        needed = "yes" if column.required else "no"
    return column.name, needed, KINDS[column.type], column.meaning, _codes(column)


def _word(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _codes(column: Column) -> str:
    if column.type != "enum":
        return ""
    if not column.codes:
        return ", ".join(allowed_values(column))
    codes = [code for code in CODES[column.codes].codes if code.reads_as is None]
    plain = all(code.label == code.code.replace("_", " ").capitalize() for code in codes)
    return ", ".join(code.code if plain else f"{code.code} {code.label}" for code in codes)
