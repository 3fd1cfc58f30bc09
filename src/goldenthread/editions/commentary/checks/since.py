"""Since when: the earlier periods that the words of a sentence name."""

from __future__ import annotations

import re

from goldenthread.base.dates import month_number
from goldenthread.base.periods import Period, month
from goldenthread.editions.commentary.checks.allowed import MONTHS
from goldenthread.editions.commentary.checks.numerals import WORDS

_YEAR = re.compile(
    r"\b(?:over|in|across|during|through(?:out)?)\s+(?:the|a)\s+(?:last\s+|past\s+)?(?:year|12\s+months|twelve\s+months)\b"
    r"|\byear[- ]on[- ]year\b"
    r"|\b(?:a|last|the\s+same\s+(?:month|time|quarter)\s+last|year\s+on|on\s+the|the\s+previous|the\s+year)\s+(?:year|before)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:last|previous|prior|preceding)\s+(?:month|quarter)\b|\bmonth\s+on\s+month\b", re.IGNORECASE
)
_BACK = re.compile(rf"\b(?:last|past|previous)\s+(?P<n>\d+|{'|'.join(WORDS)})\s+months\b", re.IGNORECASE)
_NAMED = re.compile(
    rf"\b(?P<month>{MONTHS})(?:\s+(?P<year>\d{{4}}))?(?:\s+and\s+(?P<also>\d{{4}}))?", re.IGNORECASE
)
_FIRST = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def stated(typed: str, base: Period) -> list[Period]:
    """The earlier periods that words name."""
    found: list[Period] = []
    if _YEAR.search(typed):
        found.append(base.back(12))
    if _MONTH.search(typed):
        found.append(base.back(base.months))
    for each in _BACK.finditer(typed):
        months = WORDS.get(each["n"].lower()) or int(each["n"])
        if base.kind == "month":
            found.append(base.back(months))
    for each in _NAMED.finditer(typed):
        for year in (each["year"], each["also"]):
            named = _named(each["month"], year, base)
            if named and (year or each["year"] is None):
                found.append(named)
    return list(dict.fromkeys(one for one in found if one.last_month < base.last_month))


def _named(name: str, year: str | None, base: Period) -> Period | None:
    """The month of a name, the latest before the end of the period where no year is said."""
    if base.kind != "month" or (name.lower() == "may" and name[0] == "m"):
        return None
    index = _FIRST.index(name.lower()[:3])
    if year:
        return month((int(year) - 1970) * 12 + index)
    last = month_number(base.end)
    return month(last - (last - index) % 12)
