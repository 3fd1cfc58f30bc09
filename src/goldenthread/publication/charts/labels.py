"""Labels at the left of rows: on one or two lines, in a column as wide as they need."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.publication.charts.svg import label, wrapped

CHARACTERS = 22
"""So many characters stand on one line of a label."""


def label_lines(content: str) -> list[str]:
    """The label on one line, or on two of like length."""
    if len(content) <= CHARACTERS:
        return [content]
    longest = max(len(word) for word in content.split())
    return wrapped(content, min(max(len(content) // 2 + 2, longest), CHARACTERS))


def label_width(labels: Iterable[str]) -> float:
    """Room for the longest line of any label, with a gap to what it names."""
    longest = max((len(line) for each in labels for line in label_lines(each)), default=0)
    return 18 + longest * 6.9


def row_label(content: str, left: float, y: float, row: float) -> str:
    """A row's label on one or two lines, right-aligned to what it names."""
    lines = label_lines(content)
    first = y + row / 2 + (4.5 if len(lines) == 1 else -2)
    return "".join(
        label(left - 8, first + 13 * i, line, text_anchor="end", font_size=12.5)
        for i, line in enumerate(lines)
    )
