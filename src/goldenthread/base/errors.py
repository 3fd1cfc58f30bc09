"""The error family. Every message a user can see says what, where, why it matters and what to do.

Messages never carry a child's value: a row is named by file, sheet, row and column.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where something is wrong, in the user's own terms: a file, and as far as known sheet, row, column."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet '{self.sheet}'")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column '{' '.join(self.column.split())}'")  # a header may hold line ends
        return ", ".join(parts)


class GoldenthreadError(Exception):
    """An error whose text is fit for a user: what happened, where, why it matters, what to do."""

    exit_code = 1

    def __init__(self, what: str, *, where: object = None, why: str = "", do: str = "") -> None:
        self.what, self.where, self.why, self.do = what, where, why, do
        super().__init__(self.message())

    def message(self) -> str:
        """The whole text, one sentence a line, the place first."""
        first = f"{self.where}: {self.what}" if self.where else self.what
        return "\n".join(part for part in (first, self.why, self.do) if part)


class RefusedInput(GoldenthreadError):
    """A file, a row set or a definition that is not taken (exit code 1)."""


class BadCard(RefusedInput):
    """A measure's card that is refused where it is written."""


class UsageError(GoldenthreadError):
    """The command was called with something it does not know (exit code 2)."""

    exit_code = 2


def nearest(word: str, valid: Iterable[str]) -> str | None:
    """The valid name nearest to `word`, or None when nothing is near."""
    folded = {name.casefold(): name for name in valid}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def suggest(word: str, valid: Iterable[str]) -> str:
    """A sentence that names the nearest valid name, else the valid names when they are few."""
    names = sorted(valid)
    near = nearest(word, names)
    if near:
        return f"Did you mean '{near}'?"
    if not names:
        return "There is no valid name here."
    if len(names) <= 12:
        return "Allowed: " + ", ".join(names) + "."
    return f"There are {len(names)} valid names; none is close to this one."
