"""Messages and progress, on standard error: a moving line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console

WIDE = 10_000
"""Columns of an output that is no terminal: nothing is cut or folded there."""


def _console(stream: TextIO) -> Console:
    """A console that prints text as it is: '[x]' is no markup and ':ok:' no picture."""
    width = None if stream.isatty() else WIDE
    return Console(
        file=stream, highlight=False, markup=False, emoji=False, width=width, soft_wrap=stream is sys.stderr
    )


messages, figures = _console(sys.stderr), _console(sys.stdout)


def say(text: str) -> None:
    """One message."""
    messages.print(text)


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
