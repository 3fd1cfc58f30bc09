"""Where in a file a row stands, said behind the reason for which it is kept out.

Reasons are counted without it: two rows that are held for one reason are two of that reason.
"""

from __future__ import annotations

import re

_PLACE = re.compile(r" The child begins at line [0-9,]+\.$")


def with_line(reason: str, line: int) -> str:
    """The reason, and the line on which the child of the row begins."""
    return f"{reason} The child begins at line {line:,}."


def without_line(reason: str) -> str:
    """The reason alone."""
    return _PLACE.sub("", reason)
