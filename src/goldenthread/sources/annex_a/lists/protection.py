"""Lists 5 to 7: enquiries and conferences, children in need, child protection plans."""

from __future__ import annotations

from goldenthread.sources.annex_a.lists.fields import (
    CHILD_FIELDS,
    DISABILITY,
    HELD_BY,
    HOLDERS,
    LATEST,
    PERSON,
    holder,
)
from goldenthread.sources.annex_a.shapes import AnnexList, Field, Target

LIST_5 = AnnexList(
    5,
    "Section 47 enquiries and initial child protection conferences",
    (
        *CHILD_FIELDS,
        DISABILITY,
        Field(
            "start",
            "Strategy discussion initiating Section 47 Enquiry Start Date",
            (
                "Section 47 Enquiry Start Date",
                "S47 Start Date",
                "Strategy discussion initiating S47 Enquiry Start Date",
                "Date of Strategy discussion initiating Section 47 Enquiry",
            ),
        ),
        Field(
            "unnecessary",
            "Was an Initial Child Protection Conference deemed unnecessary?",
            ("Was an ICPC deemed unnecessary?", "Initial Child Protection Conference deemed unnecessary"),
            "flag",
        ),
        Field("conference", "Date of Initial Child Protection Conference", ("Date of ICPC", "ICPC Date")),
        Field(
            "plan_made",
            "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            ("Did the ICPC Result in a Child Protection Plan", "ICPC Resulted in a Child Protection Plan"),
            "flag",
        ),
        Field(
            "s47_12m",
            "Number of Section 47 Enquiries in the last 12 months",
            ("Number of S47 Enquiries in the last 12 months",),
        ),
        Field(
            "icpc_12m",
            "Number of ICPCs in the last 12 months",
            ("Number of Initial Child Protection Conferences in the last 12 months",),
        ),
        *HOLDERS,
    ),
    (
        Target(
            "s47_enquiries",
            {
                **PERSON,
                **HELD_BY,
                "start_date": "start",
                "icpc_not_required": "unnecessary",
                "s47_12m_reported": "s47_12m",
                "icpc_12m_reported": "icpc_12m",
            },
        ),
        Target(
            "icpcs",
            {**PERSON, **HELD_BY, "conference_date": "conference", "outcome_cp_plan": "plan_made"},
            {"is_transfer_in": False},
            ("conference",),
            ("s47_id",),
        ),
    ),
)

LIST_6 = AnnexList(
    6,
    "Children in need",
    (
        *CHILD_FIELDS,
        DISABILITY,
        Field(
            "start", "CIN Start Date", ("Child in Need Start Date", "Date CIN Started", "Referral Start Date")
        ),
        Field(
            "need", "Primary Need Code", ("Primary Need", "Category of Need", "Primary Need Category"), "need"
        ),
        Field("seen", "Date Child Was Last Seen", ("Date Last Seen", "Date the Child Was Last Seen")),
        Field(
            "closed", "CIN Closure Date", ("Child in Need Closure Date", "Date CIN Closed", "CIN End Date")
        ),
        Field("closure", "Reason for Closure", ("CIN Reason for Closure", "Closure Reason"), "closure"),
        Field("status", "Case Status", ("Status", "Current Case Status"), "status"),
        *HOLDERS,
    ),
    (
        Target(
            "referrals",
            {
                **PERSON,
                "referral_date": "start",
                "primary_need": "need",
                "closure_date": "closed",
                "closure_reason": "closure",
                "case_status": "status",
            },
        ),
        Target(
            "visits",
            {**PERSON, "visit_date": "seen"},
            {"visit_type": "any", "child_seen": True, **LATEST},
            ("seen",),
        ),
        Target(
            "cin_plans",
            {**PERSON, **HELD_BY, "start_date": "start", "end_date": "closed"},
            needs=("status", "start"),
            links=("referral_id",),
            where="on_cin_plan",
        ),
        holder("closed", ("referral_id",)),
    ),
    is_stock=True,
)

LIST_7 = AnnexList(
    7,
    "Child protection plans",
    (
        *CHILD_FIELDS,
        DISABILITY,
        Field("start", "Child Protection Plan Start Date", ("CP Plan Start Date", "CPP Start Date")),
        Field("initial", "Initial Category of Abuse", ("Initial Category",), "abuse"),
        Field(
            "latest", "Latest Category of Abuse", ("Latest Category", "Current Category of Abuse"), "abuse"
        ),
        Field(
            "visit",
            "Date of the Last Statutory Visit",
            (
                "Date of Last Statutory Visit",
                "Date of the Latest Statutory Visit",
                "Last Statutory Visit Date",
            ),
        ),
        Field(
            "alone",
            "Was the Child Seen Alone?",
            ("Child Seen Alone", "Seen Alone", "Was Child Seen Alone"),
            "flag",
        ),
        Field(
            "review",
            "Date of latest review conference",
            (
                "Date of last review conference",
                "Latest Review Conference Date",
                "Date of the latest review conference",
            ),
        ),
        Field("end", "Child Protection Plan End Date", ("CP Plan End Date", "CPP End Date")),
        Field(
            "epo",
            "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
            ("Subject to EPO or Protected Under Police Powers in Last Six Months",),
            "flag",
        ),
        Field(
            "previous",
            "Number of Previous Child Protection Plans",
            ("Number of Previous CP Plans", "Previous Child Protection Plans"),
        ),
        *HOLDERS,
    ),
    (
        Target(
            "cp_plans",
            {
                **PERSON,
                "start_date": "start",
                "end_date": "end",
                "initial_category": "initial",
                "latest_category": "latest",
                "previous_plans_reported": "previous",
                "epo_or_pp_6m": "epo",
            },
            {"is_ola": False},
        ),
        Target(
            "visits",
            {**PERSON, "visit_date": "visit", "seen_alone": "alone"},
            {"visit_type": "cp", "child_seen": True, **LATEST},
            ("visit",),
            ("cp_plan_id",),
        ),
        Target("cp_reviews", {**PERSON, "review_date": "review"}, needs=("review",), links=("cp_plan_id",)),
        holder("end"),
    ),
    is_stock=True,
)
