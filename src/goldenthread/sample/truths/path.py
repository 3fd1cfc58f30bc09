"""Truths of the path from contact to assessment: what follows a contact, and who is met at each stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.base.periods import Period
from goldenthread.base.workdays import working_days_between
from goldenthread.model.result import CROSS
from goldenthread.sample.council import Row
from goldenthread.sample.truths.child import age_groups
from goldenthread.sample.truths.count import Counted, Line, Truth, group_reader
from goldenthread.sample.truths.population import population
from goldenthread.sample.truths.records import Records
from goldenthread.sample.truths.words import (
    ADOLESCENT,
    ADULT,
    AGE_BANDS,
    ETHNIC_GROUPS,
    SEXES,
    SOURCES,
    UNBORN,
)

EARLY_HELP_DAYS = 28
REFERRAL_WORKING_DAYS = 5
ASSESSMENT_WORKING_DAYS = 10
FEWEST = 5
STAGES = {
    "contact": ("contacts", "contact_date"),
    "early_help": ("early_help_assessments", "completion_date"),
    "referral": ("referrals", "referral_date"),
    "assessment": ("assessments", "authorised_date"),
}
KNOWN = {
    "age_band": [name for name, _, _ in AGE_BANDS if name != ADULT],
    "sex": list(SEXES.values()),
    "ethnicity": list(ETHNIC_GROUPS),
}
"""The groups of which a population is known and which exclude each other."""


def steps(records: Records, period: Period) -> Iterator[Counted]:
    """Each contact once for each stage after it; in the numerator where the child reached it."""
    seen = set()
    for row in sorted(
        records.dated("contacts", "contact_date", period), key=lambda row: str(row["contact_id"])
    ):
        key = (row["person_id"], row["contact_date"], row["source"])
        if key in seen:
            continue
        seen.add(key)
        for stage, reached in _reached(records, row).items():
            own = {"stage": stage, "source": SOURCES.get(str(row["source"]))}
            yield Counted(
                (row["contact_id"], stage), row["person_id"], row["contact_date"], top=reached, own=own
            )


def _reached(records: Records, contact: Row) -> dict[str, bool]:
    person, day = contact["person_id"], contact["contact_date"]
    outcome = contact.get("outcome")
    last = day + dt.timedelta(EARLY_HELP_DAYS)
    helped = any(day <= row["start_date"] <= last for row in records.of("early_help_assessments", person))
    referred = None
    if outcome in (None, "new_referral"):
        days = [row["referral_date"] for row in records.of("referrals", person)]
        referred = min((d for d in days if _within(day, d, REFERRAL_WORKING_DAYS)), default=None)
    return {
        "early_help": helped,  # the sample's standard has no flag for early help as a contact's outcome
        "referral": referred is not None if outcome is None else outcome == "new_referral",
        "assessment": referred is not None and _assessed(records, person, referred),
    }


def _within(first: dt.date, day: dt.date, working_days: int) -> bool:
    if not first <= day <= first + dt.timedelta(3 * working_days + 14):
        return False  # far too late, without counting its working days
    return working_days_between(first, day) <= working_days


def _assessed(records: Records, person: str, referred: dt.date) -> bool:
    own = {row["referral_id"] for row in records.of("referrals", person) if row["referral_date"] == referred}
    return any(
        _within(referred, row["start_date"], ASSESSMENT_WORKING_DAYS) and row["referral_id"] in {None, *own}
        for row in records.of("assessments", person)
    )


def on_the_path(records: Records, period: Period) -> Iterator[Counted]:
    """The children at each stage, but for the unborn and young people of 18 and over."""
    for stage, (table, date) in STAGES.items():
        for row in records.dated(table, date, period):
            if age_groups(records, row["person_id"], row[date])[0] not in (UNBORN, ADULT):
                yield Counted(row["person_id"], row["person_id"], row[date], own={"stage": stage})


def index_lines(truth: Truth, records: Records, period: Period) -> Iterator[Line]:
    """A line for each stage and group of which there are enough children and a population."""
    things = list(truth.counted(records, period))
    for stage in truth.groups:
        at_stage = [thing for thing in things if thing.own["stage"] == stage]
        for breakdown in truth.breakdowns:
            yield from _group_lines(truth, records, period, breakdown, stage, at_stage)


def _group_lines(
    truth: Truth, records: Records, period: Period, breakdown: str, stage: str, at_stage: list[Counted]
) -> Iterator[Line]:
    groups: dict[str, set[object]] = {}
    read = group_reader(records, breakdown)
    for thing in at_stage:
        for group in read(thing):
            groups.setdefault(group, set()).add(thing.key)
    known = [group for group in groups if _is_known(breakdown, group)]
    met = len(set().union(*(groups[group] for group in known)))
    everybody = sum(population(records, period, breakdown, group) or 0 for group in _every(breakdown))
    for group in sorted(groups):
        people = population(records, period, breakdown, group)
        if people is None:
            continue
        top = len(groups[group])
        value = _value(truth.id, top, met, people, everybody)
        if value is not None:
            name, line = f"{truth.split}{CROSS}{breakdown}", f"{stage}{CROSS}{group}"
            yield (truth.id, records.authority, period.label, name, line, float(top), float(met), value)


def _value(measure: str, top: int, met: int, people: int, everybody: int) -> float | None:
    if measure == "representation_index":
        return top / met / (people / everybody) if top >= FEWEST else None
    return top / people / ((met - top) / (everybody - people)) if met > top else None


def _every(breakdown: str) -> list[str]:
    names = [""]
    for part in breakdown.split(CROSS):
        names = [CROSS.join(filter(None, (name, group))) for name in names for group in KNOWN[part]]
    return names


def _is_known(breakdown: str, group: str) -> bool:
    parts = zip(breakdown.split(CROSS), group.split(CROSS), strict=True)
    return all(name in [*KNOWN[part], ADOLESCENT[0]] for part, name in parts)


def against_white_lines(truth: Truth, records: Records, period: Period) -> Iterator[Line]:
    """Each ethnic group's rate over that of white children."""
    read = group_reader(records, "ethnicity")
    for stage in truth.groups:
        groups: dict[str, set[object]] = {group: set() for group in KNOWN["ethnicity"]}
        for thing in truth.counted(records, period):
            if thing.own["stage"] == stage and read(thing)[0] in groups:
                groups[read(thing)[0]].add(thing.key)
        met = sum(len(children) for children in groups.values())
        rates = {
            group: len(children) / people
            for group, children in groups.items()
            if (people := population(records, period, "ethnicity", group))
        }
        for group in sorted(rates):
            if rates.get("white"):
                top, value = float(len(groups[group])), rates[group] / rates["white"]
                name, line = f"stage{CROSS}ethnicity", f"{stage}{CROSS}{group}"
                yield (truth.id, records.authority, period.label, name, line, top, float(met), value)


NAMES = tuple(STAGES)
INDEXED = ("age_band", "sex", "ethnicity", f"age_band{CROSS}sex")
READS = ("contacts", "early_help_assessments")
PATH = [
    Truth("funnel_conversion_pct", "percentage", steps, split="stage", groups=NAMES[1:], reads=READS),
    *(
        Truth(name, "index", on_the_path, INDEXED, "stage", NAMES, reads=READS, own_lines=index_lines)
        for name in ("representation_index", "relative_rate_index")
    ),
    Truth(
        "relative_rate_index__against_white",
        "index",
        on_the_path,
        ("ethnicity",),
        "stage",
        NAMES,
        reads=READS,
        own_lines=against_white_lines,
    ),
]
