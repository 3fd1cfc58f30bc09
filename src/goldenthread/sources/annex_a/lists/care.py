"""Lists 8 and 9: children looked after, care leavers."""

from __future__ import annotations

from goldenthread.sources.annex_a.lists.fields import (
    CHILD_FIELDS,
    DISABILITY,
    HELD_BY,
    HOLDERS,
    LATEST,
    PERSON,
    SECOND_PERIOD,
    WITHIN_12_MONTHS,
    holder,
)
from goldenthread.sources.annex_a.shapes import AnnexList, Field, Target

LIST_8 = AnnexList(
    8,
    "Looked after children",
    (
        *CHILD_FIELDS,
        Field(
            "uasc",
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
            ("Unaccompanied Asylum Seeking Child", "UASC", "UASC within the Last 12 Months"),
            "flag",
        ),
        DISABILITY,
        Field(
            "start",
            "Date Started to be Looked After",
            ("Date Looked After Started", "Date Became Looked After"),
        ),
        Field("need", "Child's Category of Need", ("Category of Need", "Child's Primary Need"), "need"),
        Field(
            "second",
            f"{SECOND_PERIOD} period {WITHIN_12_MONTHS}",
            (f"{SECOND_PERIOD} episode {WITHIN_12_MONTHS}",),
            "flag",
        ),
        Field(
            "legal_start",
            "Start date of current legal status",
            ("Start date of legal status", "Legal status start date"),
        ),
        Field("legal", "Child's Legal Status", ("Legal Status", "Current Legal Status"), "legal"),
        Field(
            "review",
            "Date of Latest Statutory Review",
            ("Date of Last Statutory Review", "Date of Latest LAC Review"),
        ),
        Field(
            "visit",
            "Date of Last Social Work Visit",
            (
                "Date of Latest Social Work Visit",
                "Last Social Work Visit Date",
                "Date of Last Statutory Visit",
            ),
        ),
        Field(
            "plan",
            "What is the permanence plan for this child?",
            ("Permanence Plan", "What is the permanence plan"),
            "permanence",
        ),
        Field(
            "iro",
            "Date of Last IRO Visit / Contact to the Child",
            ("Date of Last IRO Visit", "Date of Last IRO Visit or Contact to the Child"),
        ),
        Field(
            "health",
            "Date of Last Health Assessment",
            ("Date of Latest Health Assessment", "Last Health Assessment Date"),
        ),
        Field(
            "dental", "Date of Last Dental Check", ("Date of Latest Dental Check", "Last Dental Check Date")
        ),
        Field(
            "placements_12m",
            "Number of Placements in the Last 12 months",
            ("Number of Placements in Last 12 months",),
        ),
        Field(
            "ceased",
            "Date Ceased to be Looked After",
            ("Date Looked After Ceased", "Date Looked After Ended"),
        ),
        Field("reason", "Reason Ceased to be Looked After", ("Reason Looked After Ceased",), "rec"),
        Field(
            "placed",
            "Start Date of Most Recent Placement",
            ("Start Date of Latest Placement", "Most Recent Placement Start Date"),
        ),
        Field("place", "Placement Type", ("Type of Placement", "Placement Type Code"), "place"),
        Field(
            "provider", "Placement Provider", ("Provider of Placement", "Placement Provider Code"), "provider"
        ),
        Field("postcode", "Placement postcode", ("Postcode of Placement",), "postcode"),
        Field("urn", "URN of Placement", ("Placement URN", "URN"), "urn"),
        Field("outside", "Placement Location", ("Location of Placement", "Placement In/Out"), "outside"),
        Field("place_la", "LA of Placement", ("Placement LA", "Local Authority of Placement"), "authority"),
        Field(
            "missing_12m",
            "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
            ("Number of Missing Episodes in the last 12 months",),
        ),
        Field(
            "absent_12m",
            "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months",
            ("Number of Absent Episodes in the last 12 months",),
        ),
        Field(
            "rhi_offered",
            "Was the child offered a Return Interview after their last missing episode (Y/N)?",
            ("Was the child offered a Return Interview",),
            "flag",
        ),
        Field(
            "rhi_accepted",
            "Did the child accept a Return Interview after their last missing episode (Y/N)?",
            ("Did the child accept a Return Interview",),
            "flag",
        ),
        *HOLDERS,
    ),
    (
        Target(
            "cla_periods",
            {
                **PERSON,
                "start_date": "start",
                "end_date": "ceased",
                "end_reason": "reason",
                "primary_need": "need",
                "placements_12m_reported": "placements_12m",
                "missing_12m_reported": "missing_12m",
                "absent_12m_reported": "absent_12m",
                "second_period_12m": "second",
                "last_iro_contact": "iro",
            },
            {"is_short_breaks": False},
        ),
        Target(
            "placements",
            {
                **PERSON,
                "start_date": "placed",
                "end_date": "ceased",
                "place": "place",
                "provider": "provider",
                "postcode": "postcode",
                "urn": "urn",
                "is_outside_authority": "outside",
                "placement_authority": "place_la",
            },
            needs=("placed",),
            links=("cla_period_id",),
        ),
        Target(
            "legal_statuses",
            {**PERSON, "start_date": "legal_start", "end_date": "ceased", "legal_status": "legal"},
            needs=("legal", "legal_start"),
        ),
        Target(
            "visits",
            {**PERSON, "visit_date": "visit"},
            {"visit_type": "cla", "child_seen": True, **LATEST},
            ("visit",),
            ("cla_period_id",),
        ),
        Target(
            "cla_reviews",
            {**PERSON, "review_date": "review"},
            {"is_cancelled": False, **LATEST},
            ("review",),
            ("cla_period_id",),
        ),
        Target("care_plans", {**PERSON, "plan_code": "plan"}, needs=("plan",)),
        Target(
            "cla_health",
            {**PERSON, "check_date": "health"},
            {"check_type": "ha_unspecified", "status": "completed", **LATEST},
            ("health",),
        ),
        Target(
            "cla_health",
            {**PERSON, "check_date": "dental"},
            {"check_type": "dental", "status": "completed", **LATEST},
            ("dental",),
        ),
        Target(
            "missing_episodes",
            {**PERSON, "rhi_offered": "rhi_offered", "rhi_accepted": "rhi_accepted"},
            needs=("rhi_offered",),
        ),
        Target("immigration_statuses", PERSON, {"status": "uasc"}, ("uasc",), where="is_uasc"),
        holder("ceased"),
    ),
    is_stock=True,
)

LIST_9 = AnnexList(
    9,
    "Care leavers",
    (
        *CHILD_FIELDS,
        Field(
            "uasc",
            "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
            ("Unaccompanied Asylum Seeking Child", "UASC", "UASC or formerly UASC"),
            "flag",
        ),
        DISABILITY,
        *HOLDERS,
        Field(
            "adviser",
            "Allocated Personal Advisor",
            ("Allocated Personal Adviser", "Personal Adviser", "Personal Advisor"),
        ),
        Field(
            "eligibility", "Eligibility Category", ("Eligibility", "Care Leaver Eligibility"), "eligibility"
        ),
        Field(
            "pathway",
            "Latest Pathway Plan Review Date",
            ("Pathway Plan Review Date", "Date of Latest Pathway Plan Review", "Latest Pathway Plan Date"),
        ),
        Field(
            "in_touch",
            "LA In Touch",
            ("In Touch", "Is the LA In Touch", "Local Authority In Touch"),
            "in_touch",
        ),
        Field("contact", "Latest Date of Contact", ("Date of Latest Contact", "Latest Contact Date")),
        Field("accommodation", "Type of Accommodation", ("Accommodation Type", "Accommodation"), "accom"),
        Field("suitable", "Suitability of Accommodation", ("Accommodation Suitability",), "suitable"),
        Field("activity", "Activity Status", ("Activity", "Main Activity"), "activity"),
    ),
    (
        Target(
            "care_leavers",
            {
                **PERSON,
                **HELD_BY,
                "personal_adviser": "adviser",
                "eligibility": "eligibility",
                "pathway_plan_date": "pathway",
                "in_touch": "in_touch",
                "latest_contact": "contact",
                "accommodation": "accommodation",
                "accommodation_suitable": "suitable",
                "activity": "activity",
            },
        ),
        Target("immigration_statuses", PERSON, {"status": "uasc"}, ("uasc",), where="is_uasc"),
        holder(),
        Target(
            "involvements",
            {**PERSON, "worker_id": "adviser"},
            {"role": "personal_adviser"},
            ("adviser",),
        ),
    ),
    is_stock=True,
)
