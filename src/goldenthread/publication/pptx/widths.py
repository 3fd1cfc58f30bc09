"""How wide text is and on how many lines it stands, by estimate.

A slide is laid out before any program that knows its fonts has opened it. The estimate is that of a wide
face, such as Verdana, so that text fits in its box in whatever face a template asks for.
"""

from __future__ import annotations

import re

LINE = 1.2
"""Height of a line in sizes of its type."""

_WIDE, _NARROW = set("mwMW%@—"), set("ijlftrI.,:;'’|!()[]-/ ")
_NARROW_WIDTH, _DIGIT_WIDTH, _USUAL_WIDTH, _CAPITAL_WIDTH, _WIDE_WIDTH = 0.4, 0.636, 0.61, 0.72, 0.96
_BOLD = 1.2


def width(words: str, size: float, *, bold: bool = False) -> float:
    """The width of text on one line, in the unit of its size."""
    return sum(map(_of, words)) * size * (_BOLD if bold else 1)


def longest_word(words: str, size: float, *, bold: bool = False) -> float:
    """The width of the longest word, which no line can part."""
    return max((width(each, size, bold=bold) for each in re.split(r"[ \n]", words)), default=0.0)


def lines(words: str, size: float, room: float, *, bold: bool = False) -> int:
    """On how many lines text stands in so much room."""
    count = 0
    for paragraph in words.split("\n"):
        count += 1
        used = 0.0
        for word in paragraph.split(" "):
            own = width(word, size, bold=bold)
            gap = width(" ", size) if used else 0.0
            if used and used + gap + own > room:
                count, used = count + 1, own
            else:
                used += gap + own
            while used > room > 0:
                count, used = count + 1, used - room
    return count


def _of(sign: str) -> float:
    if sign in _NARROW:
        return _NARROW_WIDTH
    if sign.isdigit():
        return _DIGIT_WIDTH
    if sign in _WIDE:
        return _WIDE_WIDTH
    return _CAPITAL_WIDTH if sign.isupper() else _USUAL_WIDTH
