"""The planted truths: a plain recount of every measure from a council's rows.

Written from docs/explanation/readings.md alone, one obvious function a measure, over lists and
dictionaries. It shares no code with the engine and its SQL, so that the two can be held against each other.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from goldenthread.base import periods
from goldenthread.base.dates import month_end, month_number, months_before
from goldenthread.base.periods import Period
from goldenthread.sample.council import Council
from goldenthread.sample.covers import cover_rows
from goldenthread.sample.truths.care import CARE
from goldenthread.sample.truths.count import Line, Truth, lines
from goldenthread.sample.truths.front_door import FRONT_DOOR
from goldenthread.sample.truths.homes import HOMES
from goldenthread.sample.truths.leavers import LEAVERS
from goldenthread.sample.truths.leaving import LEAVING
from goldenthread.sample.truths.lives import LIVES
from goldenthread.sample.truths.outcomes import OUTCOMES
from goldenthread.sample.truths.path import PATH
from goldenthread.sample.truths.placements import PLACEMENTS
from goldenthread.sample.truths.plan_history import PLAN_HISTORY
from goldenthread.sample.truths.plans import PLANS
from goldenthread.sample.truths.practice import PRACTICE
from goldenthread.sample.truths.protection import PROTECTION
from goldenthread.sample.truths.records import Records
from goldenthread.sample.truths.registers import REGISTERS
from goldenthread.sample.truths.reviews import REVIEWS
from goldenthread.sample.truths.statutory import STATUTORY
from goldenthread.sample.truths.upkeep import UPKEEP
from goldenthread.sample.truths.workforce import WORKFORCE

COLUMNS = ("measure", "authority", "period", "breakdown", "group", "numerator", "denominator", "value")
FIRST_MONTH = dt.date(2020, 1, 31)
"""No look-back from here leaves the cover of a sample, which begins on 1 January 2018."""

TRUTHS: dict[str, Truth] = {
    truth.id: truth
    for truth in [
        *FRONT_DOOR,
        *PATH,
        *PROTECTION,
        *PLANS,
        *PLAN_HISTORY,
        *STATUTORY,
        *CARE,
        *LEAVING,
        *PLACEMENTS,
        *HOMES,
        *LIVES,
        *REVIEWS,
        *OUTCOMES,
        *LEAVERS,
        *REGISTERS,
        *WORKFORCE,
        *PRACTICE,
        *UPKEEP,
    ]
}


def compute(
    council: Council,
    months: list[dt.date],
    measures: Iterable[str] = tuple(TRUTHS),
    covered: Callable[[Truth, Period], bool] = lambda _truth, _period: True,
) -> Iterator[Line]:
    """Every line of the measures for the months that end on the given days, and their whole quarters:
    period by period, in the order of the measures.

    Counting before a register began gives a zero that means nothing; `covered` says what may be counted.
    """
    records = Records(council)
    chosen = [TRUTHS[measure] for measure in measures]
    for period in _spans(months):
        records.groups_read.clear()
        for truth in chosen:
            if period.kind in truth.periods and covered(truth, period):
                yield from lines(truth, records, period)


def write(council: Council, path: Path, measures: Iterable[str] = tuple(TRUTHS)) -> None:
    """Write the truths of a council for every covered month from 2020 to that before its extract."""
    starts = {row[0]: dt.date.fromisoformat(row[1]) for row in cover_rows(council, list(council.tables))}

    def covered(truth: Truth, period: Period) -> bool:
        needed = months_before(period.start, truth.look_back)
        return all(starts[table] <= needed for table in truth.reads)

    last = month_number(council.extracted_on)
    months = [month_end(number) for number in range(month_number(FIRST_MONTH), last)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for line in compute(council, months, measures, covered):
            writer.writerow([*line[:5], *(_plain(number) for number in line[5:])])


def _spans(months: list[dt.date]) -> list[Period]:
    """The months in order, then the financial quarters of which every month is there."""
    numbers = sorted(month_number(day) for day in months)
    ends = [number for number in numbers if number % 3 == 2 and {number - 1, number - 2} <= set(numbers)]
    quarters = [periods.ending("quarter", month_end(number)) for number in ends]
    return [*(periods.month(number) for number in numbers), *quarters]


def _plain(number: float | None) -> str:
    """A whole number without a point, another in full, nothing for none."""
    if number is None:
        return ""
    return str(int(number)) if number == int(number) else repr(float(number))
