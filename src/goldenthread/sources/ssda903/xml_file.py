"""The return as XML: one CHILD after another, streamed, to the same tables as the CSV files.

A record is an element whose own elements hold text; which table it is of is seen by their names. What the
header of a child says of asylum, leaving care and adoption stands in tables of its own in the other forms of
the return, and here too. Nothing is expanded or fetched: a file that declares a document type is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

import pyarrow as pa

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.csv_shape import CELL_LIMIT
from goldenthread.sources.reading import RawTable
from goldenthread.sources.ssda903.tables import TABLES_903
from goldenthread.sources.xml_files.walk import new_parser, walk

PART = 1 << 20
DEEPEST = 12
ROOT = "SSDA903"
RECORD = "CHILD"
USUAL = {"CHILDID": "CHILD", "PL": "PLACE"}
"""Names that XML has for fields of the CSV files."""

OF_THE_CHILD = ("CHILD", "SEX", "DOB")
IN_HEADER = {
    "uasc": ("UASC", "DUC"),
    "oc3": ("IN_TOUCH", "ACTIV", "ACCOM"),
    "ad1": ("DATE_INT", "DATE_MATCH"),
}
"""Tables whose fields stand in the header of the child, and those of which one says that there is a row."""

NO = ("", "0", "FALSE", "NO")


class _RootSeen(Exception):
    """The root has been seen: nothing more need be read."""


def is_return(content: bytes) -> bool:
    """Whether the root of an XML file is that of this return. What is no XML is none."""
    found: list[str] = []

    def start(name: str, _: Mapping[str, str]) -> None:
        found.append(_local(name))
        raise _RootSeen

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    with suppress(_RootSeen, expat.ExpatError, LookupError, ValueError):
        parser.Parse(content[:PART], False)
    return bool(found) and ROOT in found[0]


@dataclass
class _Element:
    """An open element: what its own elements said, and its text."""

    name: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    length: int = 0
    inner: bool = False


@dataclass
class _Rows:
    """The records of one table, by field."""

    rows: list[dict[str, str]] = field(default_factory=list)
    element: str = ""

    def table(self, name: str, file: str) -> RawTable:
        """As if it had come as a CSV file; the row number is the record's place among those of its table."""
        headers = list(dict.fromkeys((*TABLES_903[name].needs, *(key for row in self.rows for key in row))))
        cells = {
            header: pa.array([row.get(header) or None for row in self.rows], pa.string())
            for header in headers
        }
        rows = pa.array(range(1, len(self.rows) + 1), pa.int64())
        return RawTable(file, self.element, pa.table(cells), rows)


class _Reader:
    """Handlers of the parser; at the end of a child its records go to their tables."""

    def __init__(self, file: str, parser: expat.XMLParserType) -> None:
        self.file = file
        self.parser = parser
        self.open: list[_Element] = []
        self.groups: list[_Element] = []
        self.found: dict[str, _Rows] = {}

    def start(self, name: str, _: Mapping[str, str]) -> None:
        """An element begins."""
        if len(self.open) == DEEPEST:
            raise _refused(self.file, "Elements stand too deep in each other.", self._line())
        if self.open:
            self.open[-1].inner = True
        self.open.append(_Element(_local(name), self._line()))

    def text(self, text: str) -> None:
        """Text of the innermost element; between elements it says nothing."""
        one = self.open[-1]
        one.length += len(text)
        if one.length > CELL_LIMIT:
            if text.strip():
                raise _refused(self.file, "An element holds more text than any field can.", one.line)
            return
        one.text.append(text)

    def end(self, _: str) -> None:
        """An element ends: a field of its parent, a record of the child, or the child itself."""
        one = self.open.pop()
        if not one.inner and self.open:
            self.open[-1].fields.setdefault(USUAL.get(one.name, one.name), "".join(one.text).strip())
        elif one.name == RECORD and len(self.open) == 1:
            self._child(one)
        else:
            self.groups.append(one)

    def _child(self, child: _Element) -> None:
        header = dict(child.fields)
        for one in self.groups:
            if "CHILD" in one.fields:
                header |= one.fields
        own = {name: header[name] for name in OF_THE_CHILD if name in header}
        self._add("header", "HEADER", {k: v for k, v in header.items() if _is_field("header", k)})
        for table, telling in IN_HEADER.items():
            if any(header.get(name, "").upper() not in NO for name in telling):
                fields = {k: v for k, v in header.items() if _is_field(table, k)}
                self._add(table, f"HEADER {table}", fields)
        for one in self.groups:
            table_name = _table_of(one.fields) if "CHILD" not in one.fields else None
            if table_name and any(one.fields.values()):
                self._add(table_name, one.name, own | one.fields)
        self.groups.clear()

    def _add(self, table: str, element: str, fields: dict[str, str]) -> None:
        rows = self.found.setdefault(table, _Rows(element=element))
        rows.rows.append(fields)

    def _line(self) -> int:
        return self.parser.CurrentLineNumber


def read_return(name: str, content: bytes) -> list[RawTable]:
    """The tables of a return in XML. Raises RefusedInput for what is damaged or could do harm."""
    parser = new_parser(name, namespaces=True)
    reader = _Reader(name, parser)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    walk(name, content, parser)
    return [rows.table(table, name) for table in TABLES_903 if (rows := reader.found.get(table))]


def _refused(file: str, what: str, line: int) -> RefusedInput:
    return RefusedInput(
        what, where=Place(file, row=line), why="Records could be lost or altered.", do="Export it again."
    )


def _local(name: str) -> str:
    return name.rpartition(" ")[2].upper()


def _is_field(table: str, name: str) -> bool:
    return name in TABLES_903[table].fields


def _table_of(fields: Iterable[str]) -> str | None:
    """The table that most of a record's fields are of, apart from those that every table has."""
    own = set(fields) - set(OF_THE_CHILD)
    best = max(TABLES_903.values(), key=lambda one: len(own & set(one.fields)))
    return best.name if own & set(best.fields) else None
