"""From an XML file to a table of text for each kind of record, a few thousand records at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pyarrow as pa

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.mapped import Content
from goldenthread.sources.reading import Note
from goldenthread.sources.xml_files.layout import Group, Node, compiled, groups_of
from goldenthread.sources.xml_files.passed import Passed
from goldenthread.sources.xml_files.walk import DEEPEST, LONGEST_TEXT, new_parser, too_long, walk

ABOUT = ("parent", "number", "line")
"""What stands before the values in a row: the row of the enclosing record in its own table, the number of the
outermost record (a Child) in the file from 1, and the line on which the record begins."""

OUTERMOST = 1
"""Depth of the groups whose records are numbered."""

AT_ONCE = 4_000
"""Rows that are held as Python objects before they become columns."""

PART = 100_000
"""Rows of all kinds that make a part, where a file is read in parts."""

MOST_IN_ONE = 50_000
"""Records of one kind that one outermost record may hold; a child has a few dozen."""

MOST_SPELLINGS = 200
"""Spellings of element names that are remembered in one place."""

Row = list[int | str | None]


@dataclass
class Records:
    """A return as tables of text. `root` are the values of the root element's own record, `unknown` the names
    of elements that were passed over because nobody knows them."""

    file: str
    tables: dict[str, pa.Table]
    root: dict[str, str]
    notes: list[Note] = field(default_factory=list)
    unknown: tuple[str, ...] = ()


Deliver = Callable[[dict[str, pa.Table]], None]
"""Takes the tables of a part of a file: outermost records whole, with all that stands in them. `parent` is
the row in the tables of the part, `number` and `line` are those of the file."""


def read_records(
    file: str,
    content: Content | memoryview,
    root: Group,
    unread: Iterable[str] = (),
    deliver: Deliver | None = None,
) -> Records:
    """The records of a file, by the name of their element. Refuses what is not well-formed, and an element
    inside a value.

    With `deliver` the file is given part by part, and the records given back are those of the last part.
    """
    collector = _Collector(file, root, unread, deliver)
    walk(file, content, collector.parser, collector.check)
    return collector.finished()


class _Collector:
    """Takes the parser's events. One list of rows a group; full lists become Arrow columns."""

    def __init__(self, file: str, root: Group, unread: Iterable[str], deliver: Deliver | None) -> None:
        self.file = file
        self.deliver = deliver
        self.groups = groups_of(root)
        self.node = compiled(root, len(ABOUT), unread)
        self.above: list[Node] = []
        self.parts: list[str] = []
        self.row: Row = []
        self.open: list[tuple[Row, int, int]] = []  # the enclosing row, this row's index, rows begun before
        self.index = -1
        self.begun = 0
        self.number = 0
        self.rows: list[list[Row]] = [[] for _ in self.groups]
        self.done: list[list[pa.RecordBatch]] = [[] for _ in self.groups]
        self.base = [0] * len(self.groups)
        self.blank: list[Row] = [[None] * (len(ABOUT) + len(one.columns)) for one in self.groups]
        self.passed = Passed()
        self.parser = new_parser(file)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.parts.append

    def _start(self, name: str, _: object) -> None:
        parts = self.parts
        if parts:
            if len(parts) > 1 or not parts[0].isspace():
                self._between()
            parts.clear()
        node = self.node
        self.above.append(node)
        self.node = child = node.inside.get(name) or self._named(node, name)
        if child.group >= 0:
            self._open(child)

    def _end(self, _: str) -> None:
        node = self.node
        parts = self.parts
        text = "".join(parts).strip()
        parts.clear()
        if len(text) > LONGEST_TEXT:
            raise self._text_too_long()
        if node.place >= 0:
            if text:
                if self.row[node.place] is not None:
                    self.passed.again(node.name)
                self.row[node.place] = text
        elif node.group >= 0:
            self._close(node, text)
        elif text and node.is_known:
            self.passed.stray(self.parser.CurrentLineNumber)
        self.node = self.above.pop()

    def _open(self, node: Node) -> None:
        group = node.group
        row = self.blank[group].copy()
        row[0] = self.index
        if len(self.open) == OUTERMOST:
            self.number += 1
        row[1] = self.number
        row[2] = self.parser.CurrentLineNumber
        rows = self.rows[group]
        self.open.append((self.row, self.index, self.begun))
        self.row, self.index = row, self.base[group] + len(rows)
        self.begun += 1
        rows.append(row)
        if len(rows) > AT_ONCE + MOST_IN_ONE:
            raise too_long(
                self.file, self.parser, f"One record holds more than {MOST_IN_ONE:,} of {node.name}."
            )

    def _close(self, node: Node, text: str) -> None:
        row, begun = self.row, self.begun
        self.row, self.index, before = self.open.pop()
        if node.is_value:
            row[-1] = text or None
        elif text:
            self.passed.stray(self.parser.CurrentLineNumber)
        if begun == before + 1 and not any(row[len(ABOUT) :]):
            self.rows[node.group].pop()  # an empty element records nothing
        if len(self.open) == OUTERMOST and len(self.rows[node.group]) >= AT_ONCE:
            self._put_by()
            if self.deliver is not None and sum(self.base) >= PART:
                self.deliver(self._tables())
                self.base = [0] * len(self.groups)

    def _named(self, node: Node, name: str) -> Node:
        """The element of a name that does not stand in the layout so: with a prefix, in other letters, or not
        known."""
        local = name.rpartition(":")[2]
        found = node.inside.get(local) or next(
            (one for known, one in node.inside.items() if known.casefold() == local.casefold()), None
        )
        if found is not None:
            if len(node.inside) < MOST_SPELLINGS:
                node.inside[name] = found
            return found
        if not node.holds:
            raise RefusedInput(
                "An element stands inside another that holds a value.",
                where=Place(self.file, row=self.parser.CurrentLineNumber, column=node.name),
                why="Which part of it is the value cannot be told.",
                do="Export the return again in the layout of its year.",
            )
        if len(self.above) > DEEPEST:
            raise too_long(self.file, self.parser, f"Elements stand in one another more than {DEEPEST} deep.")
        if node.is_known:
            self.passed.unknown(local)
        return Node(local, is_known=False)

    def _between(self) -> None:
        """Text where none belongs: white space, or something that is passed over and counted."""
        if self.node.is_known and not all(map(str.isspace, self.parts)):
            self.passed.stray(self.parser.CurrentLineNumber)

    def _text_too_long(self) -> RefusedInput:
        return too_long(self.file, self.parser, f"A value has more than {LONGEST_TEXT:,} characters.")

    def check(self) -> None:
        """What must hold after every part of the file."""
        if len(self.parts) > LONGEST_TEXT or sum(map(len, self.parts)) > 50 * LONGEST_TEXT:
            raise self._text_too_long()

    def _put_by(self) -> None:
        """Rows so far become columns, but for the root's, whose element is still open."""
        for group, rows in enumerate(self.rows):
            if rows and group:
                self.done[group].append(_batch(self.groups[group], rows))
                self.base[group] += len(rows)
                rows.clear()

    def finished(self) -> Records:
        """The tables, when the file is at its end."""
        self._put_by()
        if self.rows[0]:
            self.done[0].append(_batch(self.groups[0], self.rows[0]))
        tables = self._tables()
        root = self.groups[0]
        own = tables.pop(root.name).select(list(root.columns)).slice(0, 1).to_pylist()
        said = {name: text for name, text in (own[0] if own else {}).items() if text}
        return Records(self.file, tables, said, self.passed.notes(self.file), self.passed.names)

    def _tables(self) -> dict[str, pa.Table]:
        """The rows that became columns, which are let go of here."""
        tables = {
            group.name: pa.Table.from_batches(batches, _schema(group))
            for group, batches in zip(self.groups, self.done, strict=True)
        }
        for batches in self.done:
            batches.clear()
        return tables


def _schema(group: Group) -> pa.Schema:
    about = [("parent", pa.int64()), ("number", pa.int32()), ("line", pa.int64())]
    return pa.schema([*about, *((name, pa.string()) for name in group.columns)])


def _batch(group: Group, rows: list[Row]) -> pa.RecordBatch:
    schema = _schema(group)
    columns = [
        pa.array(values, kind) for values, kind in zip(zip(*rows, strict=True), schema.types, strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)
