"""The return as XML: each child with all that is known of it, under the names of the department's schema."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from goldenthread.sample.return_years import ReturnYear
from goldenthread.sample.ssda903.returned import Line
from goldenthread.sample.xml_document import Content, Document

NAMES = {"CHILD": "CHILDID", "PLACE": "PL"}
"""Columns that the XML calls otherwise."""
IN_HEADER = ("oc3", "ad1")
"""Files of one row a child, whose values stand in the header itself."""
GROUPS = {
    "reviews": "AREVIEW",
    "missing": "AMISSING",
    "oc2": "OC2",
    "prev_perm": "PERMANENCE",
    "placed_adoption": "AD_PLACED",
    "sw_episodes": "SW_EPISODE",
}
"""Files whose rows are groups in the header."""
OF_CHILD = ("CHILD", "DOB", "SEX")
"""Columns that the header has said."""


def write_return(tables: dict[str, list[Line]], year: ReturnYear, path: Path) -> None:
    """Write the file of a year."""
    document = Document(f"SYNTHETIC DATA: SSDA903 {year.label} of an invented council. No person is real.")
    rows = {name: _by_child(lines) for name, lines in tables.items()}
    with document.group("EXPSSDA903"):
        for header in tables["header"]:
            key = str(header["CHILD"])
            with document.group("CHILD"):
                with document.group("HEADER"):
                    _write_header(
                        document, header, {name: found.get(key, []) for name, found in rows.items()}
                    )
                for episode in rows["episodes"].get(key, []):
                    with document.group("EPISODE"):
                        _write(document, episode)
    document.save(path)


def _write_header(document: Document, header: Line, rows: dict[str, list[Line]]) -> None:
    status = rows["uasc"]
    _write(document, header, ("CHILD", "SEX", "DOB", "ETHNIC", "UPN"))
    document.leaf("UASC", int(bool(status)))
    for row in status:
        _write(document, row, ("DUC",))
    _write(document, header, ("MOTHER", "MC_DOB"))
    for name in IN_HEADER:
        for row in rows.get(name, []):
            _write(document, row)
    for name, group in GROUPS.items():
        for row in rows.get(name, []):
            with document.group(group):
                _write(document, row)


def _write(document: Document, row: Line, columns: tuple[str, ...] | None = None) -> None:
    """The values of a row: the named columns, or all that are not the header's."""
    for column in columns or [name for name in row if name not in OF_CHILD]:
        document.leaf(NAMES.get(column, column), _text(row[column]))


def _text(value: str | int | dt.date | None) -> Content:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else value


def _by_child(lines: list[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(str(line["CHILD"]), []).append(line)
    return found
