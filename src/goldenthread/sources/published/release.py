"""Which release a file is: the day that was stated, else told by its latest period; no guess is unsaid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from goldenthread.model.published import Release
from goldenthread.model.published_periods import bare

UNSTATED = dt.date(1900, 1, 1)
"""Orders a file that holds no period before every other."""


def release(
    labels: Iterable[str], stated: dt.date | None, today: dt.date, in_file: dt.date | None = None
) -> Release:
    """The release of a file. Files of one publication hold one year more each time, so the latest period
    orders releases whichever is loaded first. `in_file` is a day that the file itself gives."""
    if stated is not None:
        return Release(stated, stated, "stated")
    if in_file is not None:
        return Release(in_file, in_file, "in the file")
    years = [year for label in labels if (year := last_year(label))]
    return Release(dt.date(max(years), 3, 31) if years else UNSTATED, today, "day of loading")


def last_year(label: str) -> int:
    """The last year that a label names: 2025, 2023-24, 202425, 2013/14-15/16; 0 when none."""
    text = bare(label)
    digits = "".join(filter(str.isdigit, text))
    if not digits[:4].isdigit() or len(digits) < 4 or not "1990" <= digits[:4] <= "2100":
        return 0
    first = int(digits[:4])
    if len(digits) == 4 or text.count("-") == 2 or "q" in text.casefold():
        return first
    last = first // 100 * 100 + int(digits[-2:])
    return last if first <= last <= first + 10 else first
