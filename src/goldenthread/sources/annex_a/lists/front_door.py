"""Lists 1 to 4: contacts, early help, referrals, assessments."""

from __future__ import annotations

from goldenthread.sources.annex_a.lists.fields import CHILD_FIELDS, DISABILITY, HELD_BY, HOLDERS, PERSON
from goldenthread.sources.annex_a.shapes import AnnexList, Field, Target

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
