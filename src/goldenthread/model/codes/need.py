"""Code lists of the front door, children in need and protection."""

from __future__ import annotations

import datetime as dt

from goldenthread.model.codes.code_list import Code, CodeList, labelled, since

APRIL_2020 = dt.date(2020, 4, 1)
APRIL_2021 = dt.date(2021, 4, 1)
APRIL_2022 = dt.date(2022, 4, 1)

SOURCE = CodeList(
    "source",
    "Source of a contact or referral",
    (
        *labelled(
            {
                "1A": "Family member, relative or carer",
                "1B": "Acquaintance",
                "1C": "Self",
                "1D": "Other individual",
            },
            "individual",
        ),
        Code("2A", "School", "school"),
        Code("2B", "Education services", "education"),
        *labelled(
            {
                "3A": "GP",
                "3B": "Health visitor",
                "3C": "School nurse",
                "3D": "Other primary health services",
                "3E": "Accident and emergency",
                "3F": "Other health services",
            },
            "health",
        ),
        Code("4", "Housing", "housing"),
        *labelled(
            {
                "5A": "Social care within the authority",
                "5B": "Other department of the authority",
                "5C": "Another authority",
            },
            "local_authority",
        ),
        *since(APRIL_2022, {"5D": "Early help within the authority"}, "local_authority"),
        Code("6", "Police", "police"),
        Code("7", "Other legal agency", "other_legal"),
        Code("8", "Other", "other"),
        Code("9", "Anonymous", "anonymous"),
        Code("10", "Unknown", "unknown"),
    ),
    {
        "individual": "Individuals",
        "school": "Schools",
        "education": "Education services",
        "health": "Health services",
        "housing": "Housing",
        "local_authority": "Local authority services",
        "police": "Police",
        "other_legal": "Other legal agencies",
        "other": "Other",
        "anonymous": "Anonymous",
        "unknown": "Not known",
    },
)

CONTACT_OUTCOME = CodeList(
    "contact_outcome",
    "Outcome of a contact",
    labelled(
        {
            "new_referral": "New referral",
            "existing_case": "Passed to an open case",
            "cp_enquiry": "Child protection enquiry",
            "early_help": "Early help",
            "advice": "Advice and information",
            "nfa": "No further action",
            "private_fostering": "Private fostering",
            "adoption": "Adoption",
            "missing": "Missing from home",
            "ola_cp": "Child protection plan of another authority",
            "other": "Other",
        }
    ),
)

NEED = CodeList(
    "need",
    "Main need",
    labelled(
        {
            "N1": "Abuse, neglect or exploitation",
            "N2": "Child's disability or illness",
            "N3": "Parent's disability or illness",
            "N4": "Family in acute stress",
            "N5": "Family dysfunction",
            "N6": "Socially unacceptable behaviour",
            "N7": "Low income",
            "N8": "Absent parenting",
            "N9": "Cases other than children in need",
            "N0": "Not stated",
        }
    ),
)

CLOSURE = CodeList(
    "closure",
    "Reason for closure of an episode of need",
    (
        *labelled(
            {
                "RC1": "Adopted",
                "RC2": "Died",
                "RC3": "Child arrangements order",
                "RC4": "Special guardianship order",
                "RC5": "Transferred to another authority",
                "RC6": "Transferred to adult services",
                "RC7": "Services ceased for another reason, among them no longer in need",
                "RC8": "Closed after assessment, no further action",
            }
        ),
        *since(APRIL_2022, {"RC9": "Closed after assessment, referred to early help"}),
    ),
)

STATUS = CodeList(
    "status",
    "Status of a case",
    labelled(
        {
            "cla": "Looked after",
            "cp_plan": "Child protection plan",
            "cin_plan": "Child in need plan",
            "assessment": "Assessment",
            "closed": "Closed",
        }
    ),
)

SUBJECTS = {"A": "child", "B": "parent or carer", "C": "another person"}
CONCERNS = {
    "1": "Alcohol misuse",
    "2": "Drug misuse",
    "3": "Domestic abuse",
    "4": "Mental health",
    "5": "Learning disability",
    "6": "Physical disability or illness",
}

FACTOR = CodeList(
    "factor",
    "Factors at the end of an assessment",
    (
        *labelled(
            {
                f"{number}{letter}": f"{concern}: {subject}"
                for number, concern in CONCERNS.items()
                for letter, subject in SUBJECTS.items()
            }
        ),
        *labelled(
            {
                "7A": "Young carer",
                "8B": "Privately fostered: from overseas, to return",
                "8C": "Privately fostered: from overseas, to stay",
                "8D": "Privately fostered: educational placement",
                "8E": "Privately fostered: family's own arrangement",
                "8F": "Privately fostered: other",
                "9A": "Unaccompanied asylum-seeking child",
                "10A": "Going missing",
                "11A": "Child sexual exploitation",
                "12A": "Trafficking",
                "13A": "Gangs",
                "14A": "Socially unacceptable behaviour",
                "15A": "Self-harm",
                "16A": "Neglect",
                "17A": "Emotional abuse",
            }
        ),
        Code("18A", "Physical abuse"),
        *since(
            APRIL_2020, {"18B": "Physical abuse: child on child", "18C": "Physical abuse: adult on child"}
        ),
        Code("19A", "Sexual abuse"),
        *since(APRIL_2020, {"19B": "Sexual abuse: child on child", "19C": "Sexual abuse: adult on child"}),
        *labelled({"20": "Other", "21": "No factor found"}),
        *since(
            APRIL_2021,
            {
                "22A": "Female genital mutilation",
                "23A": "Abuse linked to faith or belief",
                "24A": "Child criminal exploitation",
            },
        ),
    ),
    note="18A and 19A are still accepted; from 2024-25 the census queries them.",
)

ABUSE = CodeList(
    "abuse",
    "Category of abuse",
    labelled(
        {
            "NEG": "Neglect",
            "PHY": "Physical abuse",
            "SAB": "Sexual abuse",
            "EMO": "Emotional abuse",
            "MUL": "Multiple",
        }
    ),
)

PARTICIPATION = CodeList(
    "participation",
    "Participation in a review",
    labelled(
        {
            "PN0": "Under 4 at the time",
            "PN1": "Attended and spoke for themself",
            "PN2": "Attended, an advocate spoke",
            "PN3": "Attended, gave views without words",
            "PN4": "Attended, gave no views",
            "PN5": "Did not attend, an advocate spoke",
            "PN6": "Did not attend, sent views another way",
            "PN7": "Did not attend, gave no views",
        }
    ),
)

ORG_TYPE = CodeList(
    "org_type",
    "Kind of organisation",
    labelled(
        {
            "authority": "The authority",
            "school": "School",
            "health": "Health",
            "police": "Police",
            "voluntary": "Voluntary sector",
            "other": "Other",
        }
    ),
)

EH_END = CodeList(
    "eh_end",
    "Reason for the end of early help",
    labelled(
        {
            "outcomes_met": "Outcomes met",
            "step_up": "Stepped up to social care",
            "disengaged": "Family disengaged",
            "moved": "Family moved",
            "other": "Other",
        }
    ),
)

LISTS = (
    SOURCE,
    CONTACT_OUTCOME,
    NEED,
    CLOSURE,
    STATUS,
    FACTOR,
    ABUSE,
    PARTICIPATION,
    ORG_TYPE,
    EH_END,
)
