"""Protection: from the strategy discussion to the core group."""

from __future__ import annotations

from goldenthread.model.table import Table
from goldenthread.model.tables.columns import (
    choice,
    coded,
    day,
    event,
    flag,
    person,
    record,
    referral,
    team,
    text,
    whole,
    worker,
)

SECTION = "Protection"

TABLES: tuple[Table, ...] = (
    record(
        SECTION,
        "strategy_discussions",
        "Strategy discussions",
        ("discussion_id",),
        (
            event("discussion_id", "The discussion.", required=True),
            person(),
            day("held_date", "Day it was held.", required=True),
            choice(
                "outcome", ("s47_single", "s47_joint", "no_s47", "further_discussion"), "What was decided."
            ),
            event("s47_id", "The enquiry it started.", references="s47_enquiries.s47_id"),
            referral(),
            team(),
        ),
        "Local register.",
    ),
    record(
        SECTION,
        "s47_enquiries",
        "Section 47 enquiries",
        ("s47_id",),
        (
            event(
                "s47_id",
                "The enquiry about one child; where siblings share an id, id and person together.",
                required=True,
            ),
            person(),
            referral(),
            day("start_date", "Day of the strategy discussion that began it.", required=True),
            day("end_date", "Day it was completed; few standards give it."),
            flag("icpc_not_required", "True when no conference was needed."),
            text("outcome", "Outcome in the system's own words."),
            whole("s47_12m_reported", "Enquiries in 12 months as Annex A counts them."),
            whole("icpc_12m_reported", "Conferences in 12 months as Annex A counts them."),
            team(),
            worker(),
        ),
    ),
    record(
        SECTION,
        "icpcs",
        "Initial child protection conferences",
        ("icpc_id",),
        (
            event("icpc_id", "The conference about one child.", required=True),
            person(),
            event("meeting_id", "The meeting; the same for children of one family."),
            event(
                "s47_id",
                "The enquiry that led to it; empty for a transfer-in.",
                references="s47_enquiries.s47_id",
            ),
            referral(),
            event("cp_plan_id", "The plan it made.", references="cp_plans.cp_plan_id"),
            day("target_date", "Day the source says it was due; used for checks only."),
            day("conference_date", "Day it was held."),
            flag("is_transfer_in", "The child came with a plan from another authority.", required=True),
            flag("outcome_cp_plan", "A plan was made."),
            text("outcome", "Outcome in the system's own words."),
            team(),
            worker(),
        ),
    ),
    record(
        SECTION,
        "cp_plans",
        "Child protection plans",
        ("cp_plan_id",),
        (
            event("cp_plan_id", "The plan.", required=True),
            person(),
            referral(),
            event("icpc_id", "The conference that led to it.", references="icpcs.icpc_id"),
            day("start_date", "Day of the conference that made it.", required=True),
            day("end_date", "Day it ended; empty while it is open."),
            coded("initial_category", "abuse", "Category of abuse at the start."),
            coded("latest_category", "abuse", "Latest category of abuse."),
            flag("is_ola", "A plan of another authority, held for the time being.", required=True),
            whole("previous_plans_reported", "Earlier plans in the child's life as the source counts them."),
            flag("epo_or_pp_6m", "An emergency order or police powers in the last 6 months; Annex A only."),
        ),
    ),
    record(
        SECTION,
        "cp_reviews",
        "Review conferences",
        ("cp_review_id",),
        (
            event("cp_review_id", "The review conference for one child.", required=True),
            person(),
            event("cp_plan_id", "The plan reviewed.", required=True, references="cp_plans.cp_plan_id"),
            day("due_date", "Day by which it was due."),
            day("review_date", "Day of the review; empty when it was not held."),
            event("meeting_id", "The meeting; the same for children of one family."),
            flag("continue_plan", "The plan goes on."),
            text("quorate", "Whether enough members were there."),
            coded("participation", "participation", "How the child took part."),
        ),
    ),
    record(
        SECTION,
        "core_groups",
        "Core groups",
        ("core_group_id",),
        (
            event("core_group_id", "The meeting for one child.", required=True),
            person(),
            event("cp_plan_id", "The plan it works on.", references="cp_plans.cp_plan_id"),
            day("due_date", "Day by which it was due."),
            day("held_date", "Day it was held; empty when it was not."),
            flag("is_first", "The first after the conference.", required=True),
            whole("agencies_present", "Number of agencies present."),
        ),
        "Local register. Without a plan id a meeting is joined by child and date inside the plan.",
    ),
)
