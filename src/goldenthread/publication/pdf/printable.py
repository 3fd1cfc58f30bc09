"""Text without characters that have no look of their own, or that would change the order of others."""

from __future__ import annotations

import re
import unicodedata

_KEPT = {"\n", "\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}"}
_LONG = re.compile(r"\S{40}(?=\S)")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Controls, marks of direction, halves of pairs, private and unassigned characters."""


def printable(text: str) -> str:
    """The text with each unseen character as its number, such as [U+202E]: a mark of direction could turn
    the digits of a figure round."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(named(each) if _is_unseen(each) else each for each in text)


def breakable(text: str) -> str:
    """Printable text in which words that no line could hold may be broken, by a space of no width."""
    return _LONG.sub("\\g<0>\N{ZERO WIDTH SPACE}", printable(text))


def named(character: str) -> str:
    """A character as its number."""
    return f"[U+{ord(character):04X}]"


def _is_unseen(character: str) -> bool:
    return character not in _KEPT and unicodedata.category(character) in _UNSEEN
