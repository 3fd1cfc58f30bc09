"""What writers of Markdown know from elsewhere and no edition prints: tables, footnotes, struck words, boxes
to tick, and bare addresses. Their marks would stand in a page as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """A kind of mark: what it is, how it is found, and what to write instead. `begins` where it is one only
    at the beginning of a line."""

    what: str
    pattern: re.Pattern[str]
    mend: str
    begins: bool = False


TABLE = Mark(
    "A table",
    re.compile(r"\||:?-+:?[ \t]*\|[ \t:|-]*$"),
    "Write a point for each row. The edition prints tables of its figures itself.",
    begins=True,
)
FOOTNOTE = Mark(
    "A footnote",
    re.compile(r"\[\^[^\]\s]+\]"),
    "Write what it says in brackets, or in a sentence of its own.",
)
MARKS = (
    TABLE,
    FOOTNOTE,
    Mark("A struck word", re.compile(r"~~(?:.*?~~)?"), "Take out what no longer holds, with its marks."),
    Mark(
        "A box to tick",
        re.compile(r"\[[ xX]\][ \t]"),
        "Take the box out, and say who does it by when, or that it is done.",
        begins=True,
    ),
    Mark(
        "An e-mail address",
        re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        "Say in words whom to ask, as 'the performance team'.",
    ),
    Mark(
        "A web address",
        re.compile(r"(?:\bhttps?://|\bwww\.)[^\s<>]*[\w/]", re.IGNORECASE),
        "Say in words what it is and where it is found, as 'our annual report, on the council's site'.",
    ),
)


def marks_in(text: str, *, begins: bool) -> Iterator[tuple[Mark, int]]:
    """The marks in a stretch of text, each with the letter at which it begins. `begins`: whether the stretch
    is the beginning of its line."""
    for mark in MARKS:
        if not mark.begins:
            yield from ((mark, found.start()) for found in mark.pattern.finditer(text))
        elif begins and (found := mark.pattern.match(text)):
            yield mark, found.start()
