"""An XML file as text: elements in order, an absent value left out, the same bytes on every machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

Content = str | int | float | dt.date | None


class Document:
    """The elements of a file, written one a line and indented."""

    def __init__(self, remark: str) -> None:
        self._lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<!-- {remark} -->"]
        self._depth = 0

    @contextmanager
    def group(self, name: str) -> Iterator[None]:
        """An element that holds the elements written meanwhile."""
        self._lines.append(f"{'  ' * self._depth}<{name}>")
        self._depth += 1
        yield
        self._depth -= 1
        self._lines.append(f"{'  ' * self._depth}</{name}>")

    def leaf(self, name: str, value: Content) -> None:
        """An element with a value; none for an absent value. A date is written year first."""
        if value is not None:
            self._lines.append(f"{'  ' * self._depth}<{name}>{escape(str(value))}</{name}>")

    def save(self, path: Path) -> None:
        """Write the file."""
        path.write_text("\n".join([*self._lines, ""]), encoding="utf-8", newline="\n")
