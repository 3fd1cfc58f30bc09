"""Local registers: hubs, families, audits, recording and fostering."""

from __future__ import annotations

from goldenthread.model.table import Table
from goldenthread.model.tables.columns import (
    choice,
    coded,
    day,
    event,
    flag,
    locality,
    person,
    record,
    team,
    text,
    whole,
    worker,
)

SECTION = "Local registers: families, practice, recruitment"

TABLES: tuple[Table, ...] = (
    record(
        SECTION,
        "hubs",
        "Family hubs",
        ("hub_id",),
        (
            text("hub_id", "The hub.", required=True),
            text("name", "Name to show.", required=True),
            locality("locality_id", "The locality it stands in.", required=True),
        ),
    ),
    record(
        SECTION,
        "family_hub_attendance",
        "Family hub attendance",
        ("attendance_id",),
        (
            event("attendance_id", "One person at one session.", required=True),
            event("attendee_id", "The attendee, under a steady pseudonym; empty when anonymous."),
            flag("is_child", "The attendee is a child."),
            text("age_band", "Age band, as the register has it."),
            text("hub_id", "The hub.", required=True, references="hubs.hub_id"),
            day("attended_on", "Day of the session.", required=True),
            text("session_type", "Kind of session."),
            locality("home_locality_id", "The locality the attendee lives in."),
            person("person_id", "The child or young person, where matched.", required=False),
        ),
    ),
    record(
        SECTION,
        "supporting_families_outcomes",
        "Supporting Families benchmarking",
        ("form_id", "concern"),
        (
            event("form_id", "The form.", required=True),
            event("family_id", "The family.", required=True),
            day("form_date", "Day the form was completed, at the end of the work.", required=True),
            coded("concern", "sf", "The headline outcome the family needed.", required=True),
            flag("identified", "The family needed help with it.", required=True),
            choice("result", ("positive", "no_change", "negative", "not_known"), "How it changed."),
            team(),
            locality("locality_id", "The locality of the family."),
        ),
    ),
    record(
        SECTION,
        "audits",
        "Practice audits",
        ("audit_id",),
        (
            event("audit_id", "The audit.", required=True),
            day("audit_month", "First day of the month for which it was allocated.", required=True),
            text("service", "Service whose practice was audited.", required=True),
            team("The team audited."),
            person("person_id", "The child whose records were read.", required=False),
            day("allocated_date", "Day it was allocated.", required=True),
            day("completed_date", "Day it was completed; empty while it is open."),
            coded("grade", "grade", "The auditor's grade."),
            flag("discussion_held", "The auditor spoke with the practitioner or manager."),
            coded("moderated_grade", "grade", "Grade after moderation."),
        ),
    ),
    record(
        SECTION,
        "audit_findings",
        "Audit findings",
        ("audit_id", "theme", "finding_no"),
        (
            event("audit_id", "The audit.", required=True, references="audits.audit_id"),
            coded("theme", "theme", "Theme of the finding.", required=True),
            whole("finding_no", "Number within audit and theme.", required=True),
            choice(
                "kind",
                ("tested", "strength", "improvement"),
                "Tested against a standard, or a strength, or an area to improve.",
                required=True,
            ),
            flag("met", "The standard was met."),
            text("finding_text", "The finding in words, without names."),
        ),
    ),
    record(
        SECTION,
        "case_records",
        "Record currency",
        ("person_id", "record_type", "updated_date"),
        (
            person(),
            choice(
                "record_type",
                ("case_summary", "chronology", "cultural_genogram"),
                "Kind of record.",
                required=True,
            ),
            day("updated_date", "Day it was brought up to date.", required=True),
            worker(),
        ),
    ),
    record(
        SECTION,
        "fostering_enquiries",
        "Fostering pipeline",
        ("household_id",),
        (
            event("household_id", "The household.", required=True),
            text("source", "How the household heard of fostering."),
            choice(
                "carer_type", ("mainstream", "connected"), "Any child, or a child they know.", required=True
            ),
            day("enquiry_date", "Day of the enquiry.", required=True),
            day("screening_date", "Day of the screening."),
            day("home_visit_date", "Day of the first home visit."),
            day("stage1_date", "Day stage 1 began."),
            day("stage2_date", "Day stage 2 began."),
            day("panel_date", "Day of the panel."),
            day("approved_date", "Day of approval."),
            day("withdrawn_date", "Day of withdrawal."),
            text("withdrawn_reason", "Why it was withdrawn."),
            whole("places_approved", "Places approved."),
        ),
    ),
)
