"""The years of the statutory returns: April to March, and what a council knew on the last day of one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from goldenthread.sample.council import Council
from goldenthread.sample.covers import history_start

NO_AUTHORITY = "999"
"""The department's number of an authority that is none."""
CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


@dataclass(frozen=True)
class ReturnYear:
    """A year of a return by the calendar year in which it ends: 2023 is 1 April 2022 to 31 March 2023.
    `until` is the day on which a return was made while its year went on."""

    ends: int
    until: dt.date | None = None

    @cached_property
    def first(self) -> dt.date:
        """The first day."""
        return dt.date(self.ends - 1, 4, 1)

    @cached_property
    def last(self) -> dt.date:
        """The last day, on which the return is as known."""
        return self.until or dt.date(self.ends, 3, 31)

    @property
    def label(self) -> str:
        """As people write it: 2022-23; of a part of a year with the day on which it ends."""
        return f"{self.ends - 1}-{self.ends % 100:02d}{f'_at_{self.until}' if self.until else ''}"

    def holds(self, day: dt.date | None) -> bool:
        """The day lies in the year."""
        return day is not None and self.first <= day <= self.last

    def known(self, day: dt.date | None) -> dt.date | None:
        """A date as far as it was known on the last day."""
        return day if day is not None and day <= self.last else None

    def touches(self, start: dt.date, end: dt.date | None) -> bool:
        """Something from a start to an end was going on in the year, or began or ended in it."""
        return start <= self.last and (end is None or end >= self.first)


def whole_years(council: Council) -> list[ReturnYear]:
    """The years of which the council's history holds every day, in order."""
    start, until = history_start(council), council.extracted_on
    years = (ReturnYear(number) for number in range(start.year, until.year + 1))
    return [year for year in years if year.first >= start and year.last <= until]


def part_year(council: Council) -> list[ReturnYear]:
    """The year that was going on when the council was extracted, as far as it had come; none on its last day,
    nor when the history begins within it."""
    day = council.extracted_on
    year = ReturnYear(day.year + (day.month >= 4), day)
    ended = day == ReturnYear(year.ends).last
    return [] if ended or year.first < history_start(council) else [year]


def pupil_number(person_id: str) -> str:
    """An invented unique pupil number: a check letter, an authority that is none (999), and the child's own
    digits. A number repeats only where the ids do."""
    digits = NO_AUTHORITY + "".join(filter(str.isdigit, person_id)).rjust(9, "0")[-9:]
    total = sum(int(digit) * weight for weight, digit in enumerate(digits, 2))
    return CHECK_LETTERS[total % len(CHECK_LETTERS)] + digits
