"""Truths of leaving care: why children left, and how many came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from goldenthread.base.dates import birthday, months_before
from goldenthread.base.periods import Period
from goldenthread.sample.truths import child
from goldenthread.sample.truths.care import DAY, Care, looked_after, periods_of_care, unbroken_care
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.records import Records
from goldenthread.sample.truths.words import PLACEMENT_GROUPS

GUARDIANSHIP = ("E43", "E44", "E45", "E46", "E47", "E48")
ARRANGEMENTS = ("E41",)
ADOPTION = ("E11", "E12")


def left_for(*reasons: str) -> Callable[[Records, Period], Iterator[Counted]]:
    """Children who left care; in the numerator with one of the reasons."""

    def counted(records: Records, period: Period) -> Iterator[Counted]:
        for cares in unbroken_care(records).values():
            for care in cares:
                if care.end and period.start <= care.end <= period.end:
                    status = child.legal_status(records, care.person, care.end - DAY)
                    met = reason(records, care) in reasons
                    yield Counted(care.person, care.person, care.end, top=met, own={"legal_status": status})

    return counted


def reason(records: Records, care: Care) -> str | None:
    """Why the last period of a time in care ended, as its row says."""
    born = child.person(records, care.person).get("dob")
    adult = birthday(born, 18) if born else dt.date.max
    for row in records.of("cla_periods", care.person):
        end = row["end_date"] or dt.date.max
        if not row["is_short_breaks"] and row["start_date"] < adult and min(end, adult) == care.end:
            return None if row["end_reason"] is None else str(row["end_reason"])
    return None


def came_back(records: Records, period: Period) -> Iterator[Counted]:
    """Children who came into care; in the numerator when care had ended in the 12 months before."""
    for person, cares in unbroken_care(records).items():
        for care in cares:
            if not period.start <= care.start <= period.end:
                continue
            since = months_before(care.start, 12)
            before = [one.end for one in periods_of_care(records)[person] if one.end]
            again = any(since < end < care.start for end in before)
            yield Counted(person, person, care.start, top=again)


def where_children_live(records: Records, period: Period) -> Iterator[Counted]:
    """Children looked after at the end, by the kind of their placement."""
    for care in looked_after(records, period.end):
        yield Counted(care.person, care.person, period.end)


HOME = ("team", "age_band", "legal_status")
LEAVING = [
    Truth("cla_ceased_home_pct", "percentage", left_for("E4A"), HOME),
    Truth("cla_ceased_home_pct__not_planned", "percentage", left_for("E4B"), HOME),
    Truth("cla_ceased_home_pct__relatives", "percentage", left_for("E13"), HOME),
    Truth("cla_ceased_sgo_cao_pct", "percentage", left_for(*GUARDIANSHIP, *ARRANGEMENTS), ("age_band",)),
    Truth("cla_ceased_sgo_cao_pct__sgo", "percentage", left_for(*GUARDIANSHIP), ("age_band",)),
    Truth("cla_ceased_sgo_cao_pct__cao", "percentage", left_for(*ARRANGEMENTS), ("age_band",)),
    Truth("adopted_pct", "percentage", left_for(*ADOPTION), ("age_band", "ethnicity")),
    Truth("cla_reentry_12m_pct", "percentage", came_back, ("age_band",), look_back=12),
    Truth(
        "placement_mix_pct",
        "percentage",
        where_children_live,
        split="placement_group",
        groups=tuple(PLACEMENT_GROUPS),
        share=True,
    ),
]
