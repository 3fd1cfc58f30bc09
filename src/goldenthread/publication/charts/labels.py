"""Labels at the left of rows: on one to three lines, in a column as wide as they need."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.publication.charts.svg import label, wrapped

CHARACTERS = 22
"""So many characters stand on one line of a label."""

NARROW = 16
"""So many where a row of marks needs the room."""


def label_lines(content: str, limit: int = CHARACTERS) -> list[str]:
    """The label on one line, on two of like length, or on three when it must."""
    if len(content) <= limit:
        return [content]
    for width in range(len(content) // 2, limit + 1):
        lines = wrapped(content, width, 3)
        if len(lines) <= 2 and all(len(line) <= limit for line in lines):
            return lines
    return wrapped(content, limit, 3)


def label_width(labels: Iterable[str], limit: int = CHARACTERS) -> float:
    """Room for the longest line of any label, with a gap to what it names."""
    longest = max((len(line) for each in labels for line in label_lines(each, limit)), default=0)
    return 18 + longest * 7.3


def row_height(labels: Iterable[str], least: float) -> float:
    """The height of rows in which every label has room for its lines."""
    return max(least, 13 * max((len(label_lines(each)) for each in labels), default=1) + 7)


def row_label(content: str, left: float, y: float, row: float, limit: int = CHARACTERS) -> str:
    """A row's label, right-aligned to what it names."""
    lines = label_lines(content, limit)
    first = y + row / 2 + 4.5 - 6.5 * (len(lines) - 1)
    return "".join(
        label(left - 8, first + 13 * i, line, text_anchor="end", font_size=12.5)
        for i, line in enumerate(lines)
    )
