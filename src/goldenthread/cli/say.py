"""What a command prints: messages and progress on standard error, figures and tables where they belong.

On a terminal a table fits its width and a line moves; elsewhere everything is plain text, whole and quick.
"""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.table import Table

Rows = Sequence[Sequence[str]]


def _console(stream: TextIO) -> Console:
    """A console that prints text as it is: '[x]' is no markup and ':ok:' no picture."""
    return Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)


messages, figures = _console(sys.stderr), _console(sys.stdout)


def say(text: str) -> None:
    """One message."""
    messages.print(text)


def print_table(console: Console, headings: Sequence[str], rows: Rows, numbers: Collection[str] = ()) -> None:
    """A table; columns named in `numbers` stand to the right. The first column is never cut."""
    if not console.is_terminal:
        for line in _lines(headings, rows, [heading in numbers for heading in headings]):
            console.file.write(line + "\n")
        return
    table = Table(box=None, pad_edge=False)
    for place, heading in enumerate(headings):
        width = max((len(row[0]) for row in rows), default=0) if place == 0 else None
        table.add_column(heading, justify="right" if heading in numbers else "left", min_width=width)
    for row in rows:
        table.add_row(*row)
    console.print(table, soft_wrap=False)


def _lines(headings: Sequence[str], rows: Rows, right: Sequence[bool]) -> Iterator[str]:
    whole = [headings, *rows]
    widths = [max(len(row[place]) for row in whole) for place in range(len(headings))]
    for row in whole:
        cells = zip(row, widths, right, strict=True)
        yield "  ".join(c.rjust(width) if r else c.ljust(width) for c, width, r in cells).rstrip()


@contextmanager
def working(title: str) -> Iterator[Callable[[str], None]]:
    """Say what long work is about; the yielded function says what it is doing now.

    On a terminal one line moves; elsewhere only the title is said, so that logs stay short.
    """
    if not messages.is_terminal:
        say(f"{title} …")
        yield lambda _: None
        return
    with messages.status(title) as status:
        yield lambda step: status.update(f"{title}: {step}")


def user_name() -> str:
    """The user's name; their number where the system gives no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"
