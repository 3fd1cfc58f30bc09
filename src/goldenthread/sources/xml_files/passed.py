"""What a reader of XML passes over, counted by name, so that it is said and never lost in silence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from goldenthread.sources.reading import Note

MOST_NAMES = 50
"""Different names that are told apart."""

LONGEST_NAME = 40
SHOWN = 8


@dataclass
class Passed:
    """Elements that nobody knows, values that stand more than once, text between elements by place and first
    line."""

    _unknown: Counter[str] = field(default_factory=Counter)
    _again: Counter[str] = field(default_factory=Counter)
    _stray: int = 0
    _first: int = 0

    def unknown(self, name: str) -> None:
        """An element that is not taken."""
        self._count(self._unknown, name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the elements that nobody knows, cut where they are long."""
        return tuple(self._unknown)

    def again(self, name: str) -> None:
        """A value whose place in its record was taken by another before."""
        self._count(self._again, name)

    def stray(self, line: int) -> None:
        """Text where none belongs."""
        self._first = self._first or line
        self._stray += 1

    @staticmethod
    def _count(names: Counter[str], name: str) -> None:
        name = name[:LONGEST_NAME]
        if name in names or len(names) < MOST_NAMES:
            names[name] += 1

    def notes(self, file: str) -> list[Note]:
        """What is to be said of it."""
        texts = []
        if self._unknown:
            listed = ", ".join(f"{name} ({times:,})" for name, times in self._unknown.most_common(SHOWN))
            more = f" and {len(self._unknown) - SHOWN} more" if len(self._unknown) > SHOWN else ""
            texts.append(f"Elements not known here and not taken: {listed}{more}.")
        if self._stray:
            places = "1 place" if self._stray == 1 else f"{self._stray:,} places"
            where = f"the first at line {self._first:,}"
            texts.append(f"Text between elements was passed over in {places}, {where}.")
        for name, times in self._again.items():
            often = "1 time" if times == 1 else f"{times:,} times"
            texts.append(f"{name} stands more than once in its record, {often}; the last one counts.")
        return [Note("warning", text, file) for text in texts]
