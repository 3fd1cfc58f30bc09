"""The eleven lists, as data: wordings of the template's years, and where each column goes."""

from __future__ import annotations

from goldenthread.sources.annex_a.shapes import TWELVE, AnnexList, Field, Target

CHILD = Field(
    "child",
    "Child Unique ID",
    ("Child ID", "Unique Child ID", "Child Unique Identifier", "Unique ID", "Person ID", "Client ID"),
)
SEX = Field("sex", "Gender", ("Sex", "Gender of Child"), "sex")
ETHNICITY = Field("ethnicity", "Ethnicity", ("Ethnic Origin", "Ethnicity Code"), "ethnicity")
BORN = Field("dob", "Date of Birth", ("DOB", "Birth Date", "Date of Birth or Expected Date of Birth"))
AGE = Field(
    "age", "Age of Child (Years)", ("Age", "Age (Years)", "Age of Child", "Age of Young Person (Years)")
)
DISABILITY = Field(
    "disability",
    "Does the Child have a Disability",
    ("Disability", "Does the Child have a Disability (Y/N)", "Does the Young Person have a Disability"),
    "flag",
)
TEAM = Field("team", "Allocated Team", ("Team", "Allocated Team Name"))
WORKER = Field("worker", "Allocated Worker", ("Worker", "Allocated Social Worker", "Social Worker"))
SECOND_PERIOD = "Is this a second or subsequent"
WITHIN_12_MONTHS = "of being a Looked After Child within the last 12 months (Y/N)"
CHILD_FIELDS = (CHILD, SEX, ETHNICITY, BORN, AGE)
HOLDERS = (TEAM, WORKER)

PERSON = {"person_id": "child"}
HELD_BY = {"team_id": "team", "worker_id": "worker"}
ALLOCATED = {"role": "allocated_worker"}
LATEST = {"latest_only": True}


def _holder(end: str | None = None, links: tuple[str, ...] = ()) -> Target:
    """The allocation of the child's worker and team, ended where the row's own end says so."""
    ended = {"end_date": end} if end else {}
    return Target("involvements", {**PERSON, **HELD_BY, **ended}, ALLOCATED, links=links)


LIST_1 = AnnexList(
    1,
    "Contacts",
    (
        *CHILD_FIELDS,
        Field("contact_date", "Date of Contact", ("Contact Date", "Date of the Contact")),
        Field("source", "Contact Source", ("Source of Contact", "Contact Source Code"), "source"),
    ),
    (Target("contacts", {**PERSON, "contact_date": "contact_date", "source": "source"}),),
)

LIST_2 = AnnexList(
    2,
    "Early help assessments",
    (
        *CHILD_FIELDS,
        Field(
            "start", "Assessment start date", ("Early Help Assessment start date", "Date Assessment Started")
        ),
        Field(
            "completed",
            "Assessment completion date",
            ("Early Help Assessment completion date", "Assessment end date", "Date Assessment Completed"),
        ),
        Field(
            "organisation",
            "Organisation completing assessment",
            ("Organisation", "Organisation completing the assessment", "Organisation completing assessments"),
        ),
    ),
    (
        Target(
            "early_help_assessments",
            {**PERSON, "start_date": "start", "completion_date": "completed", "organisation": "organisation"},
        ),
    ),
)

LIST_3 = AnnexList(
    3,
    "Referrals",
    (
        *CHILD_FIELDS,
        Field("referral_date", "Date of referral", ("Referral Date", "Date of the Referral")),
        Field("source", "Referral Source", ("Source of Referral", "Referral Source Code"), "source"),
        Field("nfa", "Referral NFA?", ("Referral NFA (Y/N)", "NFA", "Referral No Further Action"), "flag"),
        Field(
            "referrals_12m",
            "Number of Referrals in Last 12 Months",
            ("Referrals in the last 12 months", "Number of Referrals in the Last 12 Months"),
        ),
        *HOLDERS,
    ),
    (
        Target(
            "referrals",
            {
                **PERSON,
                **HELD_BY,
                "referral_date": "referral_date",
                "source": "source",
                "nfa": "nfa",
                "referrals_12m_reported": "referrals_12m",
            },
        ),
    ),
)

LIST_4 = AnnexList(
    4,
    "Assessments",
    (
        *CHILD_FIELDS,
        DISABILITY,
        Field(
            "start",
            "Continuous Assessment Start Date",
            ("Assessment Start Date", "Single Assessment Start Date"),
        ),
        Field(
            "seen",
            "Child Seen During Continuous Assessment",
            ("Child Seen During Assessment", "Child Seen During Continuous Assessment (Y/N)"),
            "flag",
        ),
        Field(
            "authorised",
            "Continuous Assessment Date of Authorisation",
            ("Assessment Date of Authorisation", "Date of Authorisation", "Assessment Authorisation Date"),
        ),
        Field(
            "needs_support",
            "Was the child assessed as requiring LA children’s social care support?",
            (
                "Was the child assessed as being in need at assessment?",
                "Was the child assessed as being in need?",
                "Was the child assessed as requiring children's social care support?",
            ),
            "negated",
        ),
        *HOLDERS,
    ),
    (
        Target(
            "assessments",
            {
                **PERSON,
                **HELD_BY,
                "start_date": "start",
                "child_seen": "seen",
                "authorised_date": "authorised",
                "outcome_nfa": "needs_support",
            },
        ),
    ),
)

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
        _holder("closed", ("referral_id",)),
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
        _holder("end"),
    ),
    is_stock=True,
)

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
        _holder("ceased"),
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
        _holder(),
        Target(
            "involvements",
            {**PERSON, "worker_id": "adviser"},
            {"role": "personal_adviser"},
            ("adviser",),
        ),
    ),
    is_stock=True,
)

LIST_10 = AnnexList(
    10,
    "Adoption",
    (
        CHILD,
        Field("family", "Family identifier", ("Family ID", "Adoptive Family Identifier")),
        *CHILD_FIELDS[1:],
        DISABILITY,
        Field("entered", "Date the Child Entered Care", ("Date Entered Care", "Date Child Entered Care")),
        Field(
            "decision",
            "Date of Decision that Child Should be Placed for Adoption",
            ("Date of Decision Child Should be Placed for Adoption",),
        ),
        Field("order_placed", "Date of Placement Order", ("Placement Order Date",)),
        Field(
            "matched",
            "Date of Matching Child and Prospective Adopters",
            ("Date of Match with Prospective Adopters", "Date Matched"),
        ),
        Field("placed", "Date Placed for Adoption", ("Date Child Placed for Adoption",)),
        Field("adopted", "Date of Adoption Order", ("Adoption Order Date",)),
        Field(
            "reversed",
            "Date of Decision that Child Should No Longer be Placed for Adoption",
            ("Date of Decision Child Should No Longer be Placed for Adoption",),
        ),
        Field(
            "reversed_why",
            "Reason Why Child No Longer Placed for Adoption",
            ("Reason Child No Longer Placed for Adoption",),
            "reversal",
        ),
        Field(
            "ffa",
            "Date the child was placed for fostering in FFA or concurrent planning placement",
            ("Date child was placed in FFA or concurrent planning placement",),
        ),
    ),
    (
        Target(
            "permanence",
            {
                **PERSON,
                "decision_date": "decision",
                "placement_order_date": "order_placed",
                "matched_date": "matched",
                "placed_date": "placed",
                "order_date": "adopted",
                "reversed_date": "reversed",
                "reversed_reason": "reversed_why",
                "ffa_placed_date": "ffa",
            },
        ),
        Target(
            "cla_periods",
            {**PERSON, "start_date": "entered", "end_date": "adopted"},
            {"is_short_breaks": False},
            ("entered", "adopted"),
        ),
        Target(
            "person_relationships",
            {**PERSON, "family_id": "family"},
            {"relation_type": "family"},
            ("family",),
        ),
    ),
    TWELVE,
)

LIST_11 = AnnexList(
    11,
    "Adopters",
    (
        Field("adopter", "Individual adopter identifier", ("Adopter ID", "Adopter identifier")),
        Field("family", "Family identifier", ("Family ID", "Adoptive Family Identifier")),
        SEX,
        ETHNICITY,
        Field("disability", "Disability", ("Does the Adopter have a Disability",), "flag"),
        Field(
            "ffa",
            "Is the (prospective) adopter fostering for adoption?",
            ("Is the prospective adopter fostering for adoption", "Fostering for adoption"),
            "flag",
        ),
        Field("enquiry", "Date enquiry received", ("Enquiry Date", "Date of enquiry")),
        Field("stage1_start", "Date Stage 1 started", ("Stage 1 start date",)),
        Field("stage1_end", "Date Stage 1 ended", ("Stage 1 end date",)),
        Field("stage2_start", "Date Stage 2 started", ("Stage 2 start date",)),
        Field("stage2_end", "Date Stage 2 ended", ("Stage 2 end date",)),
        Field("applied", "Date application submitted", ("Application submitted date",)),
        Field("approved", "Date application approved", ("Application approved date", "Date approved")),
        Field(
            "matched",
            "Date adopter matched with child(ren)",
            ("Date adopter matched with children", "Date adopter matched with child"),
        ),
        Field(
            "placed",
            "Date child/children placed with adopter(s)",
            ("Date children placed with adopters", "Date child placed with adopter"),
        ),
        Field("children", "No. of children placed", ("Number of children placed",)),
        Field("adopted", "Date of Adoption Order", ("Adoption Order Date",)),
        Field("left", "Date of leaving adoption process", ("Date of leaving the adoption process",)),
        Field(
            "left_why", "Reason for leaving adoption process", ("Reason for leaving the adoption process",)
        ),
    ),
    (
        Target(
            "adopters",
            {
                "adopter_id": "adopter",
                "family_id": "family",
                "sex": "sex",
                "ethnicity": "ethnicity",
                "has_disability": "disability",
                "is_ffa": "ffa",
                "enquiry_date": "enquiry",
                "stage1_start": "stage1_start",
                "stage1_end": "stage1_end",
                "stage2_start": "stage2_start",
                "stage2_end": "stage2_end",
                "applied_date": "applied",
                "approved_date": "approved",
                "matched_date": "matched",
                "placed_date": "placed",
                "children_placed": "children",
                "order_date": "adopted",
                "left_date": "left",
                "left_reason": "left_why",
            },
        ),
    ),
    TWELVE,
    key_field="adopter",
)

LISTS: tuple[AnnexList, ...] = (
    LIST_1,
    LIST_2,
    LIST_3,
    LIST_4,
    LIST_5,
    LIST_6,
    LIST_7,
    LIST_8,
    LIST_9,
    LIST_10,
    LIST_11,
)
