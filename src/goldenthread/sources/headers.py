"""Headers as they may be shown and kept.

A file without a header row has a child's record in its place, and a line end that was lost makes the first
record a part of it. So what stands there is taken for a word only where it is known, or where all the row
looks like a header; anything else is named by its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from goldenthread.base.errors import nearest
from goldenthread.sources.days import read_date
from goldenthread.sources.text import clean, fold

LONGEST = 60
"""Characters that a header may have."""

ENOUGH = 2
"""Known headers by which a row is one of headers; of a narrow file half are enough."""

NO_HEADER = "there seems to be no header row: the first line looks like a record"

_DIGIT = re.compile(r"\d")


def safe_headers(headers: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """Each header as it may be shown and kept: itself, or 'column 4'. An empty one stays empty.

    `known` are folded headers. Those that are not known are shown when enough of the others are, and none
    of them is long or holds a digit, as an id, a date or a postcode does.
    """
    unknown = [one for one in headers if fold(one) not in known]
    are_words = len(headers) - len(unknown) >= min(ENOUGH, len(headers) / 2)
    are_words = are_words and not any(len(one) > LONGEST or _DIGIT.search(one) for one in unknown)
    return tuple(
        one if are_words or fold(one) in known or not one.strip() else f"column {at}"
        for at, one in enumerate(headers, 1)
    )


def no_header(headers: Sequence[str], known: Collection[str]) -> str:
    """What is said of headers that look like a record: a date stands among them, and hardly one is known. ''
    for any other."""
    filled = [one for one in map(clean, headers) if one]
    strangers = [one for one in filled if fold(one) not in known]
    dated = any(not one.isdigit() and read_date(one)[0] for one in strangers)
    return NO_HEADER if dated and 2 * len(strangers) > len(filled) else ""


def looks_renamed(name: str, strangers: Sequence[str]) -> str | None:
    """Of names that nobody knows the one that a missing one may have been given: it begins with it, spells it
    out ('LEGAL_STATUS' for LS) or looks like it."""
    short = fold(name)
    for one in strangers:
        long = fold(one)
        if long.startswith(short) or "".join(word[:1] for word in long.split("_")) == short:
            return one
    return nearest(name, strangers)
