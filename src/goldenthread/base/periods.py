"""Periods: the time a result covers, always whole calendar months.

Labels: `2023-12`, `FY2023-24`, `FY2023-24Q2`, `FYTD2023-12`, `CY2023`, `R12-2023-12`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from goldenthread.base.dates import month_end, month_number, month_start
from goldenthread.base.errors import UsageError

KINDS = ("month", "quarter", "fytd", "financial_year", "calendar_year", "rolling_12")


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole months, both ends in. Compared by last month, then first."""

    last_month: int
    first_month: int
    kind: str
    label: str

    @property
    def start(self) -> dt.date:
        """First day in the period."""
        return month_start(self.first_month)

    @property
    def end(self) -> dt.date:
        """Last day in the period; the D of every stock."""
        return month_end(self.last_month)

    @property
    def months(self) -> int:
        """How many months the period holds."""
        return self.last_month - self.first_month + 1

    def __str__(self) -> str:
        return self.label

    def words(self) -> str:
        """The period as a reader says it: 'December 2023', 'July to September 2023'."""
        if self.months == 1:
            return f"{self.end:%B %Y}"
        if self.start.year == self.end.year:
            return f"{self.start:%B} to {self.end:%B %Y}"
        return f"{self.start:%B %Y} to {self.end:%B %Y}"

    def back(self, months: int) -> Period:
        """The period of the same kind that ends `months` earlier."""
        return _make(self.kind, self.last_month - months)


def month(number: int) -> Period:
    """The calendar month of a month number."""
    return _make("month", number)


def ending(kind: str, last: dt.date) -> Period:
    """The period of a kind that ends with the month of `last`."""
    return _make(kind, month_number(last))


def parse(text: str) -> Period:
    """Read a label. Raises UsageError naming the forms that exist."""
    for kind, pattern in _PATTERNS.items():
        found = re.fullmatch(pattern, text.strip(), re.IGNORECASE)
        if found:
            last = _last_month(kind, found.groupdict())
            if last is not None:
                return _make(kind, last)
    raise UsageError(
        f"'{text}' is not a period.",
        do="Use a month such as 2023-12, or FY2023-24, FY2023-24Q2, FYTD2023-12, CY2023, R12-2023-12.",
    )


def months_between(first: Period, last: Period) -> Iterator[Period]:
    """Every calendar month from the first month of `first` to the last month of `last`."""
    return (month(number) for number in range(first.first_month, last.last_month + 1))


def financial_year_end(last_month: int) -> int:
    """The calendar year in which the financial year of a month number ends (March)."""
    year, month_index = divmod(last_month, 12)
    return 1970 + year + (1 if month_index >= 3 else 0)


_Y = r"(?P<y>(?:19|20)[0-9]{2})"
_YM = _Y + r"-(?P<m>[0-9]{2})"
_FY = "FY" + _Y + r"-(?P<y2>[0-9]{2})"
_PATTERNS = {
    "month": _YM,
    "quarter": _FY + r"Q(?P<q>[1-4])",
    "financial_year": _FY,
    "fytd": "FYTD" + _YM,
    "calendar_year": "CY" + _Y,
    "rolling_12": "R12-" + _YM,
}


def _last_month(kind: str, parts: dict[str, str]) -> int | None:
    """The last month number a label names, or None when the label contradicts itself."""
    year = int(parts["y"])
    if "m" in parts:
        month_index = int(parts["m"])
        return (year - 1970) * 12 + month_index - 1 if 1 <= month_index <= 12 else None
    if kind == "calendar_year":
        return (year - 1970) * 12 + 11
    if (year + 1) % 100 != int(parts["y2"]):
        return None
    april = (year - 1970) * 12 + 3
    return april + (int(parts["q"]) * 3 - 1 if "q" in parts else 11)


@lru_cache(maxsize=10_000)  # an edition asks for the same few hundred again for every figure
def _make(kind: str, last: int) -> Period:
    end = month_end(last)
    fy_end = financial_year_end(last)
    april = (fy_end - 1 - 1970) * 12 + 3
    ym = f"{end:%Y-%m}"
    fy = f"FY{fy_end - 1}-{fy_end % 100:02d}"
    if kind == "month":
        return Period(last, last, kind, ym)
    if kind == "quarter" and end.month % 3 == 0:
        return Period(last, last - 2, kind, f"{fy}Q{(last - april) // 3 + 1}")
    if kind == "financial_year" and end.month == 3:
        return Period(last, april, kind, fy)
    if kind == "fytd":
        return Period(last, april, kind, f"FYTD{ym}")
    if kind == "calendar_year" and end.month == 12:
        return Period(last, last - 11, kind, f"CY{end.year}")
    if kind == "rolling_12":
        return Period(last, last - 11, kind, f"R12-{ym}")
    raise UsageError(f"No period of kind '{kind}' ends in {end:%B %Y}.")
