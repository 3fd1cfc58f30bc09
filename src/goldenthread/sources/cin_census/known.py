"""Up to which day a return knows its year: the reference date, or the day on which it was made before that.

Councils make a return every month to see that it is sound, with the reference date of the year's end in its
header. Such a return knows nothing of the months that had not come.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.days import read_date
from goldenthread.sources.quiet import ENOUGH, are_more_than_slips, is_cut_short
from goldenthread.sources.reading import Batch, Note
from goldenthread.sources.xml_files.header import HOW_DATED, Header

EVENTS = {
    "referrals": ("referral_date", "closure_date"),
    "assessments": ("start_date", "authorised_date"),
    "cin_plans": ("start_date", "end_date"),
    "s47_enquiries": ("start_date",),
    "icpcs": ("conference_date",),
    "cp_plans": ("start_date", "end_date"),
    "cp_reviews": ("review_date",),
}
"""Dates of what has happened when a return is made."""

ENDED = {
    "referrals": ("closure_date",),
    "assessments": ("authorised_date",),
    "cin_plans": ("end_date",),
    "cp_plans": ("end_date",),
}
"""Dates on which something ended: what ended before its year is in no return."""

APRIL = 4


@dataclass(frozen=True)
class Known:
    """The last day that a return knows, how it was found, and what is to be said of it."""

    day: dt.date
    how: str = HOW_DATED
    notes: tuple[Note, ...] = ()


def first_day(reference: dt.date) -> dt.date:
    """The 1 April on which the year of a reference date begins: a return made within its year with the day of
    making as its reference date holds nothing from before."""
    return dt.date(reference.year - (reference.month < APRIL), APRIL, 1)


def known_to(header: Header, batches: Mapping[str, Batch], file: str) -> Known:
    """The last day that a return knows. Refuses one whose header and dates speak of different years."""
    days = _days(batches)
    notes = [*_another_year(header, days, file), *_after(header, batches, file)]
    known = _quiet(_made(header, days, file), header, days, file)
    return Known(known.day, known.how, (*notes, *known.notes))


def _made(header: Header, days: Counter[dt.date], file: str) -> Known:
    """The reference date, or the day before it on which the return was made. A day of making that its own
    dates contradict is that of a template or of an older version."""
    reference = header.reference
    made, _ = read_date(header.order[0][:10])
    if made is None or made >= reference:
        return Known(reference)
    late, whole = _between(days, made, reference), f"its reference date, {reference:%d %B %Y}"
    text = f"The header says that the return was made on {made:%d %B %Y}, before {whole}"
    if made < first_day(reference) or are_more_than_slips(late, days.total()):
        text += f", but {late:,} of its dates lie between the two: it is taken as known up to the reference "
        text += "date. If that is wrong, mend DateTime and load it again."
        return Known(reference, notes=(Note("warning", text, file),))
    text += ": it is known up to the day on which it was made, and no figure after that is given."
    how = "the day on which the return was made, before its reference date"
    return Known(made, how, (Note("warning", text, file),))


def _quiet(known: Known, header: Header, days: Counter[dt.date], file: str) -> Known:
    """What is known, cut at the last date where all dates stop before it."""
    begins = first_day(header.reference)
    enough = Counter({day: min(number, ENOUGH) for day, number in days.items()})  # of millions a few will do
    within = [day for day in enough.elements() if begins <= day <= known.day]
    if not is_cut_short(within, begins, known.day):
        return known
    last = max(within)
    text = f"No date of the return lies after {last:%d %B %Y}, though it is of the year to "
    text += (
        f"{header.reference:%d %B %Y}: at its own pace that is no chance. It is taken as made on that day, "
    )
    text += "and no figure after it is given. Load the return of the whole year when there is one."
    how = "the last date in the return, which stops before its reference date"
    return Known(last, how, (*known.notes, Note("warning", text, file)))


def _days(batches: Mapping[str, Batch], wanted: Mapping[str, tuple[str, ...]] = EVENTS) -> Counter[dt.date]:
    """Every date of what happened, with the number of times that it is given."""
    found: Counter[dt.date] = Counter()
    for table, columns in wanted.items():
        if table not in batches:
            continue
        rows = batches[table].rows
        for name in columns:
            counted = pc.value_counts(_array(rows[name]).drop_null())
            found.update({one["values"]: one["counts"] for one in counted.to_pylist()})
    return found


def _array(cells: pa.ChunkedArray) -> pa.Array:
    found = cells.combine_chunks()
    return found if isinstance(found, pa.Array) else pa.concat_arrays(found.chunks)


def _another_year(header: Header, days: Counter[dt.date], file: str) -> list[Note]:
    """What is said where the year and the reference date disagree: a sample is read, a return is refused."""
    ends = first_day(header.reference).year + 1
    if not header.year.isdigit() or int(header.year) in (header.reference.year, ends):
        return []
    text = f"The header gives the year {header.year} and the reference date {header.reference:%d %B %Y}."
    if days.total() >= ENOUGH:
        raise RefusedInput(
            text,
            where=Place(file, column="ReferenceDate"),
            why="Taken for the return of another year it would move every figure by a year.",
            do="Mend the one that is wrong, Year or ReferenceDate, or export the return again.",
        )
    return [Note("warning", f"{text} The reference date stands.", file)]


def _after(header: Header, batches: Mapping[str, Batch], file: str) -> list[Note]:
    """What is said of dates after the reference date. What ended did so in the year of its return: where more
    of it ended after that year than in it, the return is of another."""
    reference = header.reference
    before = first_day(reference) - dt.timedelta(1)
    days, ended = _days(batches), _days(batches, ENDED)
    within, late = _between(ended, before, reference), _between(ended, reference, dt.date.max)
    if days.total() >= ENOUGH and (late > within or not _between(days, before, reference)):
        raise RefusedInput(
            f"Of the dates on which something ended {within:,} lie in the year to the reference date, "
            f"{reference:%d %B %Y}, and {late:,} after it: the return is of another year than it says.",
            where=Place(file, column="ReferenceDate"),
            why="Its months would print figures that nobody counted.",
            do="Mend ReferenceDate, or export the return again for its year.",
        )
    after = _between(days, reference, dt.date.max)
    if not after:
        return []
    text = f"{after:,} of {days.total():,} dates lie after the reference date, {reference:%d %B %Y}; what "
    return [Note("warning", f"{text}happened then is in no figure.", file)]


def _between(days: Counter[dt.date], first: dt.date, last: dt.date) -> int:
    """How many dates lie in the days after the first up to the last."""
    return sum(number for day, number in days.items() if first < day <= last)
