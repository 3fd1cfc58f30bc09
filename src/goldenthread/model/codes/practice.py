"""Code lists of visits, supervision, audits, families and the workforce: the local registers' own words."""

from __future__ import annotations

from goldenthread.model.codes.code_list import CodeList, labelled, words

VISIT = CodeList(
    "visit",
    "Kind of visit",
    labelled(
        {
            "cin": "Child in need",
            "cp": "Child protection",
            "cla": "Looked after",
            "any": "Any; the source does not say",
            "pa": "Personal adviser",
        }
    ),
)

CASE_TYPE = CodeList(
    "case_type",
    "Kind of case",
    labelled(
        {
            "cin_plan": "Child in need plan",
            "cp_plan": "Child protection plan",
            "cla": "Looked after",
            "early_help": "Early help",
            "care_leaver": "Care leaver",
        }
    ),
)

SF = CodeList(
    "sf",
    "Supporting Families outcomes",
    labelled(
        {
            "1": "Getting a good education",
            "2": "Good early years development",
            "3": "Improved mental and physical health",
            "4": "Recovery from substance use",
            "5": "Improved family relationships",
            "6": "Safe from abuse and exploitation",
            "7": "Crime prevention",
            "8": "Safe from domestic abuse",
            "9": "Secure housing",
            "10": "Financial stability",
        }
    ),
)

GRADE = CodeList("grade", "Audit grade", words(("outstanding", "good", "requires_improvement", "inadequate")))

THEME = CodeList(
    "theme",
    "Audit theme",
    (
        *words(("contingency_planning", "systemic_practice", "safe_and_together")),
        *labelled({"child_voice": "Voice of the child"}),
        *words(("chronology", "case_summary", "genogram", "supervision", "visiting")),
        *labelled({"smart_plan": "SMART plan"}),
        *words(("management_oversight", "other")),
    ),
)

ROLE = CodeList(
    "role",
    "Role of a post or worker",
    words(("social_worker", "senior_practitioner", "manager", "personal_adviser", "early_help", "other")),
)

LISTS = (VISIT, CASE_TYPE, SF, GRADE, THEME, ROLE)
