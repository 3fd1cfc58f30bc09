"""What a code list is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Code:
    """One code with its plain label.

    `since` and `until` are the first and last day on which returns use it, where that is known; a record
    of the past keeps its historic code. `group` is the breakdown group it counts in. `reads_as` marks a
    spelling of older files that a reader turns into the code it names; tables never hold it.
    """

    code: str
    label: str
    group: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    reads_as: str | None = None


@dataclass(frozen=True)
class CodeList:
    """A named list of codes; `groups` are the groups of its breakdown, by name, in the order printed."""

    name: str
    title: str
    codes: tuple[Code, ...]
    groups: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The codes that a canonical table may hold, historic ones among them."""
        return tuple(code.code for code in self.codes if code.reads_as is None)

    @cached_property
    def _by_code(self) -> dict[str, Code]:
        return {code.code: code for code in self.codes}

    def label(self, code: str) -> str:
        """The plain label; the code itself when the list does not know it."""
        return self._by_code[code].label if code in self._by_code else code

    def group(self, code: str | None) -> str | None:
        """The breakdown group of a code; None when it has none."""
        return self._by_code[code].group if code in self._by_code else None

    def read(self, text: str) -> str | None:
        """The code that a file's text stands for, letter case aside; None when there is none."""
        code = self._by_code.get(text.strip().upper()) or self._by_code.get(text.strip().lower())
        return (code.reads_as or code.code) if code else None


def labelled(labels: Mapping[str, str], group: str | None = None) -> tuple[Code, ...]:
    """Codes with their labels, all in one group."""
    return tuple(Code(code, label, group) for code, label in labels.items())


def since(day: dt.date, labels: Mapping[str, str], group: str | None = None) -> tuple[Code, ...]:
    """Codes that returns use from a day on."""
    return tuple(Code(code, label, group, since=day) for code, label in labels.items())


def until(day: dt.date, labels: Mapping[str, str], group: str | None = None) -> tuple[Code, ...]:
    """Codes that returns no longer use after a day."""
    return tuple(Code(code, label, group, until=day) for code, label in labels.items())


def words(names: Iterable[str]) -> tuple[Code, ...]:
    """Codes that are plain words already: the label is the word."""
    return tuple(Code(name, name.replace("_", " ").capitalize()) for name in names)
