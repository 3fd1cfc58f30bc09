"""The return as XML: one CHILD after another, streamed, to the same tables as the CSV files.

A record is an element whose own elements hold text; which table it is of is seen by their names. What the
header of a child says of asylum, leaving care and adoption stands in tables of its own in the other forms of
the return, and here too. Nothing is expanded or fetched: a file that declares a document type is refused.
What is passed over is said: nothing that the file holds is lost without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

import pyarrow as pa

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.reading import RawTable
from goldenthread.sources.ssda903.tables import TABLES_903
from goldenthread.sources.xml_files.look import ENOUGH, is_xml, look
from goldenthread.sources.xml_files.passed import Passed
from goldenthread.sources.xml_files.walk import DEEPEST, LONGEST_TEXT, new_parser, too_long, walk

ROOT = "SSDA903"
RECORD = "CHILD"
USUAL = {"CHILDID": "CHILD", "PL": "PLACE"}
"""Names that XML has for fields of the CSV files."""

OF_THE_CHILD = ("CHILD", "SEX", "DOB")
OWN = {name: frozenset(table.fields) - frozenset(OF_THE_CHILD) for name, table in TABLES_903.items()}
"""The fields of each table apart from those that every table has."""

IN_HEADER = ("uasc", "oc3", "ad1")
"""Tables whose fields stand in the header of the child. A field of one that holds anything makes a row, as
the row would stand in the other forms: that a leaver is not in touch is an answer."""

SOUGHT_ASYLUM = "UASC"
NO = ("", "0", "FALSE", "NO")
"""What the header says of a child who did not seek asylum alone: such a child has no row in that table."""

ELSEWHERE = frozenset({SOUGHT_ASYLUM}).union(*(OWN[table] for table in IN_HEADER))
"""Fields in the header of the child that are no part of the table of that name."""


def is_return(content: bytes) -> bool:
    """Whether the root of an XML file is that of this return, or would be if its beginning were sound: what
    is meant and damaged is refused by the reader, and not passed over."""
    if not is_xml(content):
        return False
    seen = look(content)
    if seen.root is None and seen.damaged:
        return ROOT.encode() in content[:ENOUGH].replace(b"\0", b"").upper()
    return ROOT in (seen.root or "").upper()


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
    elements: Counter[str] = field(default_factory=Counter)

    @property
    def element(self) -> str:
        """The element in which most of the records stand; of several the first."""
        return self.elements.most_common(1)[0][0]

    def table(self, name: str, file: str, sheet: str) -> RawTable:
        """As if it had come as a CSV file; the row number is the record's place among those of its table."""
        headers = list(dict.fromkeys((*TABLES_903[name].needs, *(key for row in self.rows for key in row))))
        cells = {
            header: pa.array([row.get(header) or None for row in self.rows], pa.string())
            for header in headers
        }
        rows = pa.array(range(1, len(self.rows) + 1), pa.int64())
        return RawTable(file, sheet, pa.table(cells), rows)


class _Reader:
    """Handlers of the parser; at the end of a child its records go to their tables."""

    def __init__(self, file: str, parser: expat.XMLParserType) -> None:
        self.file = file
        self.parser = parser
        self.open: list[_Element] = []
        self.groups: list[_Element] = []
        self.found: dict[str, _Rows] = {}
        self.passed = Passed()

    def start(self, name: str, _: Mapping[str, str]) -> None:
        """An element begins."""
        if len(self.open) == DEEPEST:
            raise too_long(self.file, self.parser, f"Elements stand in one another more than {DEEPEST} deep.")
        if self.open:
            self.open[-1].inner = True
        self.open.append(_Element(_local(name), self._line()))

    def text(self, text: str) -> None:
        """Text of the innermost element."""
        one = self.open[-1]
        one.length += len(text)
        if one.length > LONGEST_TEXT:
            if text.strip():
                what = f"A value has more than {LONGEST_TEXT:,} characters."
                raise too_long(self.file, self.parser, what)
            return
        one.text.append(text)

    def end(self, _: str) -> None:
        """An element ends: a field of its parent, a record of the child, or the child itself."""
        one = self.open.pop()
        text = "".join(one.text).strip()
        if one.inner and text:
            self.passed.stray(self._line())
        if not one.inner and len(self.open) > 1:
            self._field(self.open[-1], USUAL.get(one.name, one.name), text)
        elif one.name == RECORD and len(self.open) == 1:
            self._child(one)
        elif self._is_in_child():
            self.groups.append(one)
        elif self.open and (text or any(one.fields.values())):
            self.passed.unknown(one.name)

    def _field(self, of: _Element, name: str, text: str) -> None:
        """A value of a record; empty and equal ones say nothing new."""
        if text and of.fields.get(name, text) not in ("", text):
            self.passed.again(name)
        if text or name not in of.fields:
            of.fields[name] = text

    def _is_in_child(self) -> bool:
        return len(self.open) > 1 and self.open[1].name == RECORD

    def _child(self, child: _Element) -> None:
        header = _Element("HEADER", child.line)
        records: list[tuple[str, _Element]] = []
        for one in (child, *self.groups):
            table = _table_of(one.fields)
            if one is child or (RECORD in one.fields and table in (None, "header", *IN_HEADER)):
                for name, text in one.fields.items():
                    self._field(header, name, text)
            elif table is not None:
                records.append((table, one))
            elif any(one.fields.values()):
                self.passed.unknown(one.name)
        self.groups.clear()
        self._header(header.fields)
        for table, one in records:
            if any(one.fields.values()):
                shared = {name for name in OF_THE_CHILD if name in TABLES_903[table].fields}
                own = {name: text for name, text in header.fields.items() if name in shared}
                self._add(table, one.name, own | one.fields)

    def _header(self, header: Mapping[str, str]) -> None:
        """The child's row of the header, with what no table has, which is said; and those of other tables."""
        self._add("header", "HEADER", {k: v for k, v in header.items() if k not in ELSEWHERE})
        for table in IN_HEADER:
            sought = table == "uasc" and header.get(SOUGHT_ASYLUM, "").upper() not in NO
            if sought or any(header.get(name) for name in OWN[table]):
                fields = {k: v for k, v in header.items() if k in TABLES_903[table].fields}
                self._add(table, f"HEADER {table}", fields)

    def _add(self, table: str, element: str, fields: dict[str, str]) -> None:
        rows = self.found.setdefault(table, _Rows())
        rows.rows.append(fields)
        rows.elements[element] += 1

    def _line(self) -> int:
        return self.parser.CurrentLineNumber

    def finished(self) -> list[CsvFile]:
        """The tables, the first with what is to be said of the file."""
        if not self.found:
            raise RefusedInput(
                "The return holds no CHILD.",
                where=Place(self.file),
                why="It would count as a year in which nobody was looked after.",
                do="Export it again; each child stands in an element CHILD directly under the root.",
            )
        notes = {next(iter(self.found)): self.passed.notes(self.file)}
        sheets = self._sheets()
        return [
            CsvFile(rows.table(table, self.file, sheets[table]), notes=tuple(notes.get(table, ())))
            for table in TABLES_903
            if (rows := self.found.get(table))
        ]

    def _sheets(self) -> dict[str, str]:
        """What each table is called as a sheet. No two are called alike, whatever element a record stood in:
        by the name of its sheet a row is found again in the file."""
        names: dict[str, str] = {}
        for table, rows in self.found.items():
            taken = rows.element in names.values()
            names[table] = f"{rows.element} {table}" if taken else rows.element
        return names


def read_return(name: str, content: bytes) -> list[CsvFile]:
    """The tables of a return in XML, each as if it had come as a CSV file. Raises RefusedInput for what is
    damaged or could do harm, and for a return without a child."""
    parser = new_parser(name, namespaces=True)
    reader = _Reader(name, parser)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    walk(name, content, parser)
    return reader.finished()


def _local(name: str) -> str:
    return name.rpartition(" ")[2].upper()


def _table_of(fields: Iterable[str]) -> str | None:
    """The table that most of a record's fields are of, apart from those that every table has."""
    own = set(fields) - set(OF_THE_CHILD)
    best = max(TABLES_903, key=lambda name: len(own & OWN[name]))
    return best if own & OWN[best] else None
