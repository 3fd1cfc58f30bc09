"""Text as files hold it, made plain: trimmed, without invisible characters; headers folded for comparison."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

PLACEHOLDERS = frozenset({"PLACEHOLDER_DATA", "PLACEHOLDER", "SSD_PH"})
"""What data scripts write that have a column but nothing to put in it."""

EMPTY_WORDS = frozenset({"", "#N/A", "N/A", "NULL", "(NULL)", "\\N", "-", "--"}) | PLACEHOLDERS
"""What stands for no value outside free text, in capitals; \\N is what PostgreSQL's COPY writes."""

ACTING = "\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff"
"""Characters, within the brackets of a pattern, that no name of a file may show: they could move a terminal's
cursor, turn letters round, hide, or be no character at all."""

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_SPACES = re.compile(r"\s+")
_LETTER_PREFIX = re.compile(r"^[A-Za-z]\)\s*")
_BETWEEN_WORDS = re.compile(r"[^0-9a-z]+")


def clean(text: str) -> str:
    """Invisible characters out, runs of white space (non-breaking too) to one space, trimmed.

    ="0012", by which spreadsheets are made to keep zeros, is 0012.
    """
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        text = text[2:-1]
    if text.isascii() and text.isprintable():
        return text.strip() if "  " not in text else _SPACES.sub(" ", text).strip()
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def is_empty(text: str) -> bool:
    """Whether a cell that is not free text stands for no value."""
    return text.upper() in EMPTY_WORDS


def says_nothing(cells: pa.Array | pa.ChunkedArray) -> bool:
    """Whether every cell of a column stands for no value."""
    return all(text is None or is_empty(clean(text)) for text in pc.unique(cells).to_pylist())


@lru_cache(maxsize=10_000)
def fold(header: str) -> str:
    """A header or table name for comparison: 'Start Date ' and 'start_date' are one."""
    plain = unicodedata.normalize("NFKC", clean(header)).replace("’", "").replace("'", "").casefold()
    return _BETWEEN_WORDS.sub("_", plain).strip("_")


def without_letter(text: str) -> str:
    """A value without the letter that lists of choices put before it: 'a) Yes' is 'Yes'."""
    return _LETTER_PREFIX.sub("", text)
