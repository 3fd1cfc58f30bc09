"""Which release a file is: what it covers, and the day where one is stated; no guess is unsaid."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from goldenthread.model.published import LOADED, Release
from goldenthread.model.published_periods import bare

_DAY = re.compile(r"\b\d{1,2} [A-Za-z]+ (\d{4})$")
"""A label that ends in a day: 31 March 2023."""

UNSTATED = dt.date(1900, 1, 1)
"""Orders a file that holds no period before every other."""


def release(
    labels: Iterable[str], stated: dt.date | None, today: dt.date, in_file: dt.date | None = None
) -> Release:
    """The release of a file. Files of one publication hold one year more each time, so what they cover orders
    releases whichever is loaded first, and their day those that cover the same. `in_file` is a day that the
    file itself gives."""
    years = [year for label in labels if (year := last_year(label))]
    covers = dt.date(max(years), 3, 31) if years else UNSTATED
    if stated is not None:
        return Release(covers, stated, "stated")
    if in_file is not None:
        return Release(covers, in_file, "in the file")
    return Release(covers, today, LOADED)


def last_year(label: str) -> int:
    """The last year that a label names: 2025, 2023-24, 202425, 2013/14-15/16, 31 March 2023; 0 when none."""
    text = bare(label)
    if written := _DAY.search(text):
        return int(written[1])
    digits = "".join(filter(str.isdigit, text))
    if not digits[:4].isdigit() or len(digits) < 4 or not "1990" <= digits[:4] <= "2100":
        return 0
    first = int(digits[:4])
    if len(digits) == 4 or text.count("-") == 2 or "q" in text.casefold():
        return first
    last = first // 100 * 100 + int(digits[-2:])
    return last if first <= last <= first + 10 else first
