"""Court: before and during proceedings."""

from __future__ import annotations

from goldenthread.model.table import Table
from goldenthread.model.tables.columns import choice, day, event, flag, person, record, text, whole

SECTION = "Court"

TABLES: tuple[Table, ...] = (
    record(
        SECTION,
        "pre_proceedings",
        "Pre-proceedings",
        ("pre_proceedings_id",),
        (
            event("pre_proceedings_id", "The time in pre-proceedings of one child.", required=True),
            person(),
            event("family_id", "The family; its children start and cease together."),
            day("decision_date", "Day of the decision to start."),
            day("first_meeting_date", "Day of the first meeting with the parents."),
            day("letter_date", "Day of the letter before proceedings."),
            choice("outcome", ("issue", "step_down"), "Proceedings issued, or stepped down."),
            day("ended_date", "Day it ended; empty while it is open."),
            text("gateway_outcome", "Outcome of the gateway panel, A to D."),
            whole("review_meetings", "Number of review meetings."),
            whole("previous_periods", "Earlier times in pre-proceedings."),
        ),
    ),
    record(
        SECTION,
        "care_proceedings",
        "Care proceedings",
        ("proceedings_id", "person_id"),
        (
            event("proceedings_id", "The case, which several children may share.", required=True),
            person(),
            choice(
                "application_type",
                ("s31_care", "s31_supervision", "epo", "placement_order", "other"),
                "What was applied for.",
                required=True,
            ),
            day("issued_date", "Day the court received the application.", required=True),
            day("concluded_date", "Day the case concluded; empty while it is open."),
            text("final_order", "The final order."),
            event("court_reference", "The court's reference."),
            flag("short_notice", "Issued at short notice."),
            whole("hearings", "Number of hearings."),
        ),
        "Local register or court feed. Several children share a case.",
    ),
)
