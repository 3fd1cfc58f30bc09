"""The period of a published figure, from its label and kind: which days it covers, and how to say it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from goldenthread.base.dates import day_words

FINANCIAL, ACADEMIC, CALENDAR = "financial year", "academic year", "calendar year"
MARCH, SEPTEMBER, JANUARY, MID_YEAR = "at 31 March", "at 30 September", "in January", "mid-year"
YEAR_TO_SEPTEMBER = "year to 30 September"
SEVERAL, QUARTER, MONTH, DAY = "several years", "quarter", "month", "day"
REPORTING = "reporting year"
UNSTATED = ""

KINDS = (
    *(FINANCIAL, ACADEMIC, CALENDAR, MARCH, SEPTEMBER, JANUARY, MID_YEAR),
    *(YEAR_TO_SEPTEMBER, SEVERAL, QUARTER, MONTH, DAY, REPORTING),
)
"""Kinds of period. A snapshot is one day; a year is named by its kind, because five kinds share labels."""

IDENTIFIERS: dict[str, str] = {
    "financial year": FINANCIAL,
    "tax year": FINANCIAL,
    "academic year": ACADEMIC,
    "calendar year": CALENDAR,
    "reporting year": REPORTING,
    "annual": MARCH,  # the dictionary's word for what is counted on 31 March
    "annual - january": JANUARY,
    "annual (end of sept)": SEPTEMBER,
    **{kind.casefold(): kind for kind in KINDS},
}
"""A publisher's word for a kind of period, folded, and ours."""

_ENDS = {
    FINANCIAL: (3, 31),
    ACADEMIC: (8, 31),
    CALENDAR: (12, 31),
    MARCH: (3, 31),
    SEPTEMBER: (9, 30),
    YEAR_TO_SEPTEMBER: (9, 30),
    JANUARY: (1, 31),
    MID_YEAR: (6, 30),
}
_STOCKS = (MARCH, SEPTEMBER, JANUARY, MID_YEAR)
_STATUS = re.compile(r"\s*\((rev|revised|prov|provisional|final|ot)\)\s*$", re.IGNORECASE)
_WORDS = {"rev": "revised", "prov": "provisional", "ot": "outturn"}
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)


@dataclass(frozen=True)
class PublishedPeriod:
    """A published period. `status` is the publisher's mark: revised, provisional, final, outturn or none."""

    label: str
    kind: str
    start: dt.date
    end: dt.date
    status: str = ""

    @property
    def words(self) -> str:
        """The period as a page says it, with its status."""
        said = self._said()
        return f"{said} ({self.status})" if self.status else said

    def _said(self) -> str:
        end = day_words(self.end)
        if self.kind in (MARCH, SEPTEMBER, DAY):
            return f"at {end}"
        if self.kind == MID_YEAR:
            return f"mid-{self.end.year}"
        if self.kind in (JANUARY, MONTH):
            return f"{self.end:%B %Y}"
        if self.kind in (FINANCIAL, YEAR_TO_SEPTEMBER):
            return f"year ending {end}"
        if self.kind == ACADEMIC:
            return f"academic year {self.start.year}/{self.end.year % 100:02d}"
        if self.kind == CALENDAR:
            return f"calendar year {self.end.year}"
        if self.kind == QUARTER:
            return f"{self.start:%B} to {self.end:%B %Y}"
        return f"{self.kind} {self.bare}"

    @property
    def bare(self) -> str:
        """The label without its status."""
        return bare(self.label)


def bare(label: str) -> str:
    """A period's label without (Rev), (prov), (Final) or (OT)."""
    return _STATUS.sub("", label).strip()


def known_kind(identifier: str) -> str:
    """Our word for a publisher's kind of period; empty when it is none that is known."""
    return IDENTIFIERS.get(" ".join(identifier.casefold().split()), UNSTATED)


@lru_cache(maxsize=10_000)
def published_period(label: str, kind: str) -> PublishedPeriod | None:
    """The period a label names, given its kind; None when label and kind do not say which days it covers."""
    found = _STATUS.search(label)
    mark = found[1].casefold() if found else ""
    status, text = _WORDS.get(mark, mark), bare(label)
    days = _several(text, kind) or _part_of_year(text) or _year(text, kind)
    if days is None:
        return None
    kind, start, end = days
    return PublishedPeriod(label, kind, start, end, status)


def _year(text: str, kind: str) -> tuple[str, dt.date, dt.date] | None:
    """One year: 2025, 2024-25, 2024/25 or 202425."""
    alone = re.fullmatch(r"(\d{4})(?:\.0)?", text)
    pair = re.fullmatch(r"(\d{4})[-/]?(\d{2})", text)
    if alone:
        ends = int(alone[1])
    elif pair and int(pair[2]) == (int(pair[1]) + 1) % 100:
        ends = int(pair[1]) + 1
    else:
        return None
    if kind not in _ENDS or not 1990 <= ends <= 2100 or (pair and kind == CALENDAR):
        return None
    end = dt.date(ends, *_ENDS[kind])
    if kind in _STOCKS:
        return kind, end, end
    return kind, dt.date(end.year - 1, end.month, end.day) + dt.timedelta(days=1), end


def _several(text: str, kind: str) -> tuple[str, dt.date, dt.date] | None:
    """Years together: 2014-16 or 2013/14-15/16."""
    found = re.fullmatch(r"(\d{4})(/\d{2})?[-](\d{2})(/(\d{2}))?", text)
    if not found or kind not in _ENDS or kind in _STOCKS:
        return None
    first, last = int(found[1]), int(found[5] or found[3])
    ends = first // 100 * 100 + last
    if ends - first < 2 or bool(found[2]) != bool(found[5]):
        return None
    end = dt.date(ends, *_ENDS[kind])
    start = dt.date(first, end.month, end.day) + dt.timedelta(days=1)
    if not found[2] and kind == CALENDAR:
        start = dt.date(first, 1, 1)
    return SEVERAL, start, end


def _part_of_year(text: str) -> tuple[str, dt.date, dt.date] | None:
    """A day, a month or a quarter of the financial year: 2023-03-31, 31 March 2023, 2023-12, 2023-24 Q2."""
    folded = text.casefold()
    if iso := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", folded):
        day = _date(int(iso[1]), int(iso[2]), int(iso[3]))
        return (DAY, day, day) if day else None
    if named := re.fullmatch(r"(?:(\d{1,2}) )?([a-z]+) (\d{4})", folded):
        if named[2] not in _MONTHS:
            return None
        month = _MONTHS.index(named[2]) + 1
        if named[1] is None:
            return MONTH, dt.date(int(named[3]), month, 1), _month_end(int(named[3]), month)
        day = _date(int(named[3]), month, int(named[1]))
        return (DAY, day, day) if day else None
    if quarter := re.fullmatch(r"(?:fy)?(\d{4})[-/](\d{2}) ?q([1-4])", folded):
        if int(quarter[2]) != (int(quarter[1]) + 1) % 100:
            return None
        number = int(quarter[3])
        first = dt.date(int(quarter[1]) + number // 4, (4, 7, 10, 1)[number - 1], 1)
        return QUARTER, first, _month_end(first.year, first.month + 2)
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> dt.date:
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)
