"""Messages and progress, on standard error: a moving line on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

messages = Console(stderr=True, highlight=False, soft_wrap=True)
figures = Console(highlight=False)


def say(text: str) -> None:
    """One message."""
    messages.print(text, markup=False)


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
