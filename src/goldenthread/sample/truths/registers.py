"""Truths of the local registers: family hubs, Supporting Families, fostering, audits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from goldenthread.base.dates import month_end, month_number
from goldenthread.base.periods import Period
from goldenthread.base.workdays import add_working_days
from goldenthread.sample.council import Row
from goldenthread.sample.truths.child import locality
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.protection import episodes_of_need
from goldenthread.sample.truths.records import Records
from goldenthread.sample.truths.words import UNKNOWN

AUDIT_WORKING_DAYS = 10
STAGES = ("enquiry", "screening", "home_visit", "stage1", "stage2", "panel", "approved")
BANDS = ("none", "one_or_two", "three_or_more")
GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
MONTH_AND_QUARTER = ("month", "quarter")


def hub_individuals(records: Records, period: Period) -> Iterator[Counted]:
    """People who came to a hub; visits without a name are left out."""
    for row in records.dated("family_hub_attendance", "attended_on", period):
        if row["attendee_id"] is not None:
            yield Counted(row["attendee_id"], own=_place(records, row))


def hub_visits(records: Records, period: Period) -> Iterator[Counted]:
    """Visits, one person at one session."""
    for row in records.dated("family_hub_attendance", "attended_on", period):
        yield Counted(row["attendance_id"], own=_place(records, row))


def _place(records: Records, row: Row) -> dict[str, str | None]:
    """The hub and its locality; the locality of the visit itself is that of the home."""
    hubs = records.where("hubs", "hub_id", row["hub_id"])
    stands_in = hubs[0]["locality_id"] if hubs else UNKNOWN
    return {"hub": row["hub_id"], "hub_locality": stands_in, "locality": row["home_locality_id"]}


def hub_sites(records: Records, period: Period) -> Iterator[Counted]:
    """Visits by the locality in which the hub stands; a hub that is not listed stands nowhere."""
    for row in records.dated("family_hub_attendance", "attended_on", period):
        hubs = records.where("hubs", "hub_id", row["hub_id"])
        if hubs:
            yield Counted(row["attendance_id"], own={"locality": hubs[0]["locality_id"]})


def children_in_need(records: Records, period: Period) -> Iterator[Counted]:
    """Children with an episode of need open at the end whose home is known."""
    for one in episodes_of_need(records, period):
        if locality(records, str(one.person), period.end) != UNKNOWN:
            yield Counted(one.person, one.person, period.end)


def forms_completed(records: Records, period: Period) -> Iterator[Counted]:
    """Supporting Families forms."""
    for row in _forms(records, period):
        yield Counted(row["form_id"], own={"team": row["team_id"], "locality": row["locality_id"]})


def forms_by_band(records: Records, period: Period) -> Iterator[Counted]:
    """Forms by the number of their concerns that ended well."""
    positive: dict[str, set[str]] = {}
    for row in _forms(records, period):
        concerns = positive.setdefault(row["form_id"], set())
        if row["result"] == "positive":
            concerns.add(row["concern"])
    for form, concerns in positive.items():
        band = "none" if not concerns else "one_or_two" if len(concerns) <= 2 else "three_or_more"
        yield Counted(form, own={"band": band})


def concerns_positive(records: Records, period: Period) -> Iterator[Counted]:
    """Concerns identified; in the numerator when they ended well."""
    for row in _forms(records, period):
        if row["identified"]:
            met = row["result"] == "positive"
            own = {"team": row["team_id"], "locality": row["locality_id"], "theme": str(row["concern"])}
            yield Counted((row["form_id"], row["concern"]), top=met, own=own)


def _forms(records: Records, period: Period) -> Iterator[Row]:
    return records.dated("supporting_families_outcomes", "form_date", period)


def fostering_stages(records: Records, period: Period) -> Iterator[Counted]:
    """Households by each stage that they reached in the period."""
    for stage in STAGES:
        for row in records.dated("fostering_enquiries", f"{stage}_date", period):
            yield Counted((row["household_id"], stage), own={"stage": stage})


def fostering_conversions(records: Records, period: Period) -> Iterator[Counted]:
    """Households at each stage but the last; met when they have a day for the stage after it."""
    for stage, after in pairwise(STAGES):
        for row in records.dated("fostering_enquiries", f"{stage}_date", period):
            met = row[f"{after}_date"] is not None
            yield Counted((row["household_id"], stage), top=met, own={"stage": stage})


def audits_completed(records: Records, period: Period) -> Iterator[Counted]:
    """Audits of the month; in the numerator when done by the 10th working day after it."""
    for row in records.dated("audits", "audit_month", period):
        cut_off = add_working_days(month_end(month_number(row["audit_month"])), AUDIT_WORKING_DAYS)
        done = row["completed_date"] is not None and row["completed_date"] <= cut_off
        yield _audit(row, met=done)


def audits_discussed(records: Records, period: Period) -> Iterator[Counted]:
    """Audits of the month that are completed; in the numerator when discussed with the practitioner."""
    for row in records.dated("audits", "audit_month", period):
        if row["completed_date"]:
            yield _audit(row, met=bool(row["discussion_held"]))


def audits_by_grade(records: Records, period: Period) -> Iterator[Counted]:
    """Audits of the month that are completed and have a grade."""
    for row in records.dated("audits", "audit_month", period):
        if row["completed_date"] and row["grade"]:
            yield Counted(row["audit_id"], own={"grade": row["grade"]})


def audit_themes(records: Records, period: Period) -> Iterator[Counted]:
    """Themes tested in the audits of the month; in the numerator when met."""
    for audit in records.dated("audits", "audit_month", period):
        for row in records.where("audit_findings", "audit_id", audit["audit_id"]):
            if row["kind"] == "tested":
                key = (row["audit_id"], row["theme"], row["finding_no"])
                own = {"team": audit["team_id"], "theme": row["theme"]}
                yield Counted(key, audit["person_id"], audit["audit_month"], top=bool(row["met"]), own=own)


def _audit(row: Row, met: bool) -> Counted:
    return Counted(
        row["audit_id"], row["person_id"], row["audit_month"], top=met, own={"team": row["team_id"]}
    )


HUBS, FORMS, AUDITS = ("family_hub_attendance",), ("supporting_families_outcomes",), ("audits",)
HUB_PLACES = ("hub", "hub_locality", "locality")
FORM_PLACES = ("locality", "team")
REGISTERS = [
    Truth("hub_individuals", "count", hub_individuals, HUB_PLACES, reads=HUBS),
    Truth("hub_visits", "count", hub_visits, HUB_PLACES, reads=HUBS),
    Truth("hub_reach_index", "index", hub_sites, ("locality",), reads=HUBS),
    Truth(
        "hub_reach_index__need",
        "index",
        hub_sites,
        ("locality",),
        over=children_in_need,
        reads=(*HUBS, "contacts"),
    ),
    Truth("hub_visit_share_pct", "percentage", hub_visits, split="hub_locality", share=True, reads=HUBS),
    Truth(
        "sf_forms_completed", "count", forms_completed, FORM_PLACES, periods=MONTH_AND_QUARTER, reads=FORMS
    ),
    Truth(
        "sf_outcome_band_pct",
        "percentage",
        forms_by_band,
        split="band",
        groups=BANDS,
        share=True,
        periods=MONTH_AND_QUARTER,
        reads=FORMS,
    ),
    Truth(
        "sf_concern_positive_pct",
        "percentage",
        concerns_positive,
        (*FORM_PLACES, "theme"),
        periods=MONTH_AND_QUARTER,
        reads=FORMS,
    ),
    Truth(
        "fostering_pipeline_stage",
        "count",
        fostering_stages,
        split="stage",
        groups=STAGES,
        reads=("fostering_enquiries",),
    ),
    Truth(
        "fostering_conversion_pct",
        "percentage",
        fostering_conversions,
        ("stage",),
        reads=("fostering_enquiries",),
    ),
    Truth("audits_completed_pct", "percentage", audits_completed, ("team",), reads=AUDITS),
    Truth("audit_discussion_pct", "percentage", audits_discussed, ("team",), reads=AUDITS),
    Truth(
        "audit_grade_pct",
        "percentage",
        audits_by_grade,
        split="grade",
        groups=GRADES,
        share=True,
        reads=AUDITS,
    ),
    Truth("audit_theme_pct", "percentage", audit_themes, ("team", "theme"), reads=AUDITS),
]
