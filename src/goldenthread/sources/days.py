"""Dates as people and systems write them. Day before month always; what fits only month-first is a fault."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

FIRST_YEAR, LAST_YEAR = 1901, 2098
FIRST_SERIAL, LAST_SERIAL = 10959, 72685
"""Whole numbers read as a spreadsheet's dates: 1 January 1930 to the end of 2098."""

SERIAL_ZERO = dt.date(1899, 12, 30)
LAST_DAY = (dt.date.max - SERIAL_ZERO).days
NO_DATE = frozenset({dt.date(1900, 1, 1), dt.date(1899, 12, 30), dt.date(1899, 12, 31), dt.date(1753, 1, 1)})
"""Days that systems write where there is no date; any day of the year 9999 is another."""

ZEROS = frozenset({"0", "0000-00-00", "0000-00-00 00:00:00"})
"""No date, as spreadsheets and databases write it in numbers."""

NEVER = "never_date"
"""Code of the first or last days of a year that cannot be: 2999-12-31, 3000-01-01, 1900-01-02. No hand slips
into them; systems write them where there is no date, so that in a column that may be empty they say none."""

_EDGES = frozenset({(1, 1), (1, 2), (12, 30), (12, 31)})

SLIPS, SLIPS_SHARE = 3, 0.01
"""Cells from which dates of another order are no slips of the hand, and the share of all that they pass."""

SWAPPED = 20
"""Dates that all have a day of 12 or less, from which that is no chance: it would be one in 150 million."""

_TIME = (
    r"(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,:]\d+)?)?"
    r"\s*(?P<half>[AaPp][Mm])?\s*(?P<zone>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?"
)
_ZONE_OF_DAY = r"[Zz]|[+-]\d{2}:\d{2}"
"""A date of XML may name its zone without a time: the day is the one that is written."""

_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})[-/](?P<m>\d{{1,2}})[-/](?P<d>\d{{1,2}})(?:{_ZONE_OF_DAY}|{_TIME})")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})" + _TIME)
_NAMED = re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[- /]+(?P<m>[A-Za-z]{3,9})[- /,.]+(?P<y>\d{4})" + _TIME)
_NAMED_FIRST = re.compile(r"(?P<m>[A-Za-z]{3,9})\.? +(?P<d>\d{1,2})(?:st|nd|rd|th)?,? +(?P<y>\d{4})" + _TIME)
_SERIAL = re.compile(r"(\d{5,7})(?:\.\d+)?")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/. ]+(?:\d{1,2}|[A-Za-z]{3,9})[-/. ]+\d{2}" + _TIME)
_PLAIN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ]00:00:00)?$"
_MONTHS = tuple(
    "january,february,march,april,may,june,july,august,september,october,november,december".split(",")  # noqa: SIM905
)


@lru_cache(maxsize=200_000)
def read_date(text: str) -> tuple[dt.date | None, str | None]:
    """The date of a trimmed text (None when it stands for no date) and the code of a fault."""
    if text in ZEROS or text.lstrip("-+").casefold() == "infinity":  # the latter is PostgreSQL's
        return None, None
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _NAMED, _NAMED_FIRST):
        found = pattern.fullmatch(text)
        if found:
            return _from_parts(found, day_first=pattern is _DAY_FIRST)
    serial = _SERIAL.fullmatch(text)
    if serial and FIRST_SERIAL <= int(serial[1]) <= LAST_SERIAL:
        return SERIAL_ZERO + dt.timedelta(int(serial[1])), None
    if serial and LAST_SERIAL < int(serial[1]) <= LAST_DAY:
        never = _when_impossible(SERIAL_ZERO + dt.timedelta(int(serial[1])))
        return None, "unreadable_date" if never == "implausible_date" else never
    return None, "short_year" if _SHORT_YEAR.fullmatch(text) else "unreadable_date"


def plain_days(texts: pa.Array) -> pa.Array | None:
    """The dates of a column in which each is written as databases write it, 2023-12-31 with or without
    midnight, and each is a date that can be right; None of any other, to be read text by text."""
    if not len(texts) or not pc.all(pc.match_substring_regex(texts, _PLAIN)).as_py():
        return None
    try:
        days = pc.cast(pc.utf8_slice_codeunits(texts, 0, 10), pa.date32())
    except pa.ArrowInvalid:  # the 30th of February
        return None
    first, last = pc.min_max(pc.year(days)).values()
    may_be = first.is_valid and first.as_py() >= FIRST_YEAR and last.as_py() <= LAST_YEAR
    return days if may_be else None


def ambiguous(cells: Mapping[str, int]) -> bool:
    """Whether dates with slashes of a column, each text with its number of cells, were written month-first:
    some fit only that, and either none fits only day-first or the former are more than a slip. Then not even
    03/04/2023 can be trusted."""
    found = [(match, number) for text, number in cells.items() if (match := _DAY_FIRST.fullmatch(text))]
    month_first = sum(number for match, number in found if _only_month_first(match))
    if not any(_only_day_first(match) for match, _ in found):
        return month_first > 0
    return month_first >= SLIPS and month_first > SLIPS_SHARE * sum(number for _, number in found)


def swapped(cells: Mapping[str, int]) -> bool:
    """Whether a spreadsheet set to the United States made dates of texts that were written day-first.

    It takes 05/12/2023 for 12 May and leaves 25/12/2023 a text, so that every date has a day of 12 or less
    and every text a day over 12. Of so many dates that is no chance; all on one day of the month, such as the
    first, they may be by rule."""
    dates, texts, days = 0, 0, set()
    for text, number in cells.items():
        if written := _DAY_FIRST.fullmatch(text):
            if not _only_day_first(written):
                return False
            texts += number
        elif made := _YEAR_FIRST.fullmatch(text):
            if int(made["d"]) > 12:
                return False
            dates += number
            days.add(int(made["d"]))
    return dates >= SWAPPED and texts >= SLIPS and len(days) >= SLIPS


def reads_two_ways(text: str, *, year_first: bool = False) -> bool:
    """Whether a date has another meaning month-first; `year_first`: or had, before it was made a date."""
    found = (_YEAR_FIRST if year_first else _DAY_FIRST).fullmatch(text)
    return bool(found and found["d"].lstrip("0") != found["m"].lstrip("0") and int(found["d"]) <= 12)


def _only_day_first(found: re.Match[str]) -> bool:
    return int(found["d"]) > 12 and int(found["m"]) <= 12


def _only_month_first(found: re.Match[str]) -> bool:
    return int(found["m"]) > 12 and 1 <= int(found["d"]) <= 12 and int(found["m"]) <= 31


def _from_parts(found: re.Match[str], *, day_first: bool) -> tuple[dt.date | None, str | None]:
    month = _month(found["m"])
    if month is None:
        return None, "unreadable_date"
    try:
        day = dt.date(int(found["y"]), month, int(found["d"]))
    except ValueError:
        return None, "month_first_date" if day_first and _only_month_first(found) else "unreadable_date"
    if day in NO_DATE or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None, _when_impossible(day)
    if found["hour"] is None:
        return day, None
    return _london_day(day, found)


def _when_impossible(day: dt.date) -> str | None:
    """The code of a day that no date can be; None of one that stands for none in every column."""
    if day in NO_DATE or day.year == 9999:
        return None
    return NEVER if (day.month, day.day) in _EDGES else "implausible_date"


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    matches = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(text.lower())]
    if text.lower() == "sept":
        return 9
    return matches[0] if matches else None


def _london_day(day: dt.date, found: re.Match[str]) -> tuple[dt.date | None, str | None]:
    """The day of a time of day: as written, or in London when the time names its zone."""
    hour = int(found["hour"]) % 12 + (12 if found["half"].lower() == "pm" else 0) if found["half"] else None
    try:
        moment = dt.datetime.combine(
            day, dt.time(int(found["hour"]) if hour is None else hour, int(found["minute"]))
        )
    except ValueError:
        return None, "unreadable_date"
    zone = found["zone"]
    if zone is None:
        return day, None
    if zone not in "Zz":
        sign = -1 if zone[0] == "+" else 1
        moment += sign * dt.timedelta(hours=int(zone[1:3]), minutes=int(zone[3:].strip(":") or 0))
    summer = _last_sunday(moment.year, 3) <= moment < _last_sunday(moment.year, 10)
    return (moment + dt.timedelta(hours=1 if summer else 0)).date(), None


def _last_sunday(year: int, month: int) -> dt.datetime:
    """01:00 universal time on the last Sunday of a month of 31 days: when the clocks change."""
    last = dt.datetime.combine(dt.date(year, month, 31), dt.time(1))
    return last - dt.timedelta((last.weekday() + 1) % 7)
