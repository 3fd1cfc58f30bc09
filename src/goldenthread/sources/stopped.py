"""Where the dataset, or a table of it or of a register, stops before its extract date.

A copy that is no longer brought up to date still has an extract date of today. What a service begins and ends
comes at a pace that its own last year shows, and it rests as it has rested before, at Christmas or in August:
a longer quiet is no chance, and what came after is not known.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.dates import day_number, day_of, month_end, month_number
from goldenthread.base.workdays import bank_holidays
from goldenthread.sources.accounting import Settled
from goldenthread.sources.quiet import ENOUGH, FEW, ONCE_IN, SHORTEST, are_more_than_slips
from goldenthread.sources.reading import Batch, Note

YEAR = 365
"""Days that show the pace."""

EARLIER = 730
"""Days in which a table shows for how long it rests."""

LONGER = 1.5
"""So many times its longest rest is no rest."""

TABLE_SHORTEST = dt.timedelta(days=21)
"""A single table may rest over a holiday that its own dates have not shown yet."""

SILENCE = dt.timedelta(days=92)
"""However seldom: a table of events that is silent longer at either end was not kept then."""

EVENT_DAYS: Mapping[str, str] = {
    "contacts": "contact_date",
    "early_help_assessments": "start_date",
    "step_downs": "decision_date",
    "referrals": "referral_date",
    "assessments": "start_date",
    "strategy_discussions": "held_date",
    "s47_enquiries": "start_date",
    "icpcs": "conference_date",
    "core_groups": "held_date",
    "visits": "visit_date",
    "supervisions": "supervision_date",
    "cla_health": "check_date",
    "family_hub_attendance": "attended_on",
    "supporting_families_outcomes": "form_date",
    "audits": "audit_month",
}
"""Tables of events of which every council has some each month, by the day of the event."""

SPELLS = frozenset({"cin_plans", "cp_plans", "cla_periods", "cla_episodes", "placements", "missing_episodes"})
"""Tables of what begins and ends all the year round."""

MORE_DAYS: Mapping[str, str] = {
    "referrals": "closure_date",
    "assessments": "authorised_date",
    "cp_reviews": "review_date",
    "cla_reviews": "review_date",
}
"""Other days by which the dataset as a whole goes on."""


ELSEWHERE = frozenset({"cla_health"})
"""Tables that may come of another system, or hold what is planned: they go on when the dataset does not."""


@dataclass(frozen=True)
class Dates:
    """The days on which something of a table happened, as numbers in order, and how many records each has."""

    days: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]

    @property
    def first(self) -> dt.date:
        """The first of the days."""
        return day_of(int(self.days[0]))

    @property
    def last(self) -> dt.date:
        """The last of the days."""
        return day_of(int(self.days[-1]))


def dates_of(settled: Settled, name: str) -> Dates | None:
    """The days of a table of events or spells; None for other tables and those without a day."""
    names = [EVENT_DAYS[name]] if name in EVENT_DAYS else ["start_date", "end_date"] * (name in SPELLS)
    return _dates(_cells(settled, name, names))


def stopped_on(dates: Dates, as_at: dt.date, shortest: dt.timedelta) -> dt.date | None:
    """The last of the days where they stop so long before the extract date that it is no chance, else None.
    What lies after the extract date is planned; a few days before it may be slips, or planned too."""
    known = dates.days <= day_number(as_at)
    days, counts = dates.days[known], dates.counts[known]
    for slips in range(min(FEW + 1, len(days))):
        last = len(days) - slips
        if slips and are_more_than_slips(int(counts[last:].sum()), int(counts[:last].sum())):
            break
        least = max(shortest, TABLE_SHORTEST) if slips else shortest
        if _is_no_chance(days[:last], counts[:last], slips, day_number(as_at), least.days):
            return day_of(int(days[last - 1]))
    return None


def _is_no_chance(
    days: npt.NDArray[np.int64], counts: npt.NDArray[np.int64], slips: int, as_at: int, shortest: int
) -> bool:
    """Whether after the last of the days so few (`slips`) would come, up to the extract date, once in
    thousand years alone. Of few records the pace is that of a whole year, which shows only that they stopped
    long ago."""
    last = int(days[-1])
    quiet = as_at - last
    year = days > last - YEAR
    many = counts[year].sum() >= ENOUGH
    busy = len(days[year]) / (last - int(days[year][0]) + 1 if many else YEAR)
    before = days[days > last - EARLIER]
    rests = before[slips + 1 :] - before[: -slips - 1]  # with as few days in them
    rested = LONGER * int(rests.max()) if len(rests) else 0
    if many and not slips and quiet > SILENCE.days:
        return True
    return quiet > max(shortest, rested) and _chance(slips, quiet, busy) < 1 / ONCE_IN


def _chance(most: int, of: int, busy: float) -> float:
    """The chance that of so many days `most` or fewer have something dated."""
    return sum(math.comb(of, at) * busy**at * (1 - busy) ** (of - at) for at in range(min(most, of) + 1))


def known_up_to(name: str, last: dt.date) -> dt.date:
    """The last day that is known of a table with such a last date: the end of its month where only weekends
    and bank holidays are left of it, or where the date stands for the month."""
    ends = month_end(month_number(last))
    left = [last + dt.timedelta(at) for at in range(1, (ends - last).days + 1)]
    of_months = EVENT_DAYS.get(name, "").endswith("_month")
    rest = all(day.weekday() > 4 or day in bank_holidays() for day in left)
    return ends if of_months or rest else last


@dataclass(frozen=True)
class Stopped:
    """The last day that a dataset knows, and what is said of it."""

    day: dt.date
    note: Note


HOW = "the last date in the dataset, which stops before the extract date"


def dataset_stopped(settled: Settled, said: Collection[str], as_at: dt.date) -> Stopped | None:
    """The last day of a dataset in which everything stops before the extract date; None where it goes on, has
    few records, or cover.csv (`said`) speaks for a table of what goes on."""
    columns: dict[str, list[str]] = {name: [EVENT_DAYS[name]] for name in {*EVENT_DAYS} - ELSEWHERE}
    columns |= {name: ["start_date", "end_date"] for name in SPELLS}
    for name, other in MORE_DAYS.items():
        columns[name] = [*columns.get(name, []), other]
    if columns.keys() & set(said):
        return None
    dates = _dates(cells for name, days in columns.items() for cells in _cells(settled, name, days))
    if dates is None or dates.counts.sum() < ENOUGH:
        return None
    last = stopped_on(dates, as_at, SHORTEST)
    if last is None:
        return None
    day = min(known_up_to("", last), as_at)
    text = (
        f"Nothing in the dataset happens after {last:%d %B %Y}, though the extract date is {as_at:%d %B %Y}; "
    )
    text += "at its own pace that is no chance: it was not brought up to date. It is taken as extracted on "
    text += (
        f"{day:%d %B %Y}, and no figure after that day is given. Load it again when it has been; if its date "
    )
    text += "is another, give that with --as-at. A file cover.csv can say that all of it is there."
    return Stopped(day, Note("warning", text))


def restate(settled: Settled, day: dt.date) -> None:
    """Statuses that the standard keeps as on the extract date are those of the day that is known."""
    rows = settled.batches["care_leavers"].rows if "care_leavers" in settled.batches else None
    if rows is None or "status_date" not in rows.column_names:
        return
    at = rows.column_names.index("status_date")
    days = pa.repeat(pa.scalar(day, rows.schema.field(at).type), rows.num_rows)
    settled.batches["care_leavers"] = Batch("care_leavers", rows.set_column(at, "status_date", days))


def _cells(settled: Settled, name: str, columns: Iterable[str]) -> list[pa.ChunkedArray]:
    """The cells that count of columns of a table, as far as it has them."""
    if name not in settled.batches:
        return []
    rows = settled.batches[name].rows
    there = [column for column in columns if column in rows.column_names]
    counted = pc.is_null(rows["excluded"]) if there else None
    return [rows[column].filter(counted) for column in there]


def _dates(columns: Iterable[pa.ChunkedArray]) -> Dates | None:
    each = [pc.value_counts(cells.drop_null().combine_chunks()) for cells in columns]
    if not any(len(one) for one in each):
        return None
    days = np.concatenate([one.field("values").cast(pa.int32()).to_numpy() for one in each]).astype(np.int64)
    counts = np.concatenate([one.field("counts").to_numpy() for one in each])
    found, place = np.unique(days, return_inverse=True)
    return Dates(found, np.bincount(place, weights=counts).astype(np.int64))
