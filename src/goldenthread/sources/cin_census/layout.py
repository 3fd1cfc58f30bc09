"""The census's elements, 2020-21 to 2025-26, and the canonical columns that they fill: data."""

from __future__ import annotations

from goldenthread.sources.xml_files.layout import Group

COLLECTION = "CIN"

_HEADER = (
    "Header/CollectionDetails/Collection",
    "Header/CollectionDetails/Year",
    "Header/CollectionDetails/ReferenceDate",
    "Header/Source/LEA",
    "Header/Source/SerialNo",
    "Header/Source/DateTime",
)

CHILD = Group(
    "Children/Child",
    (
        "ChildIdentifiers/LAchildID",
        "ChildIdentifiers/UPN",
        "ChildIdentifiers/FormerUPN",
        "ChildIdentifiers/UPNunknown",
        "ChildIdentifiers/PersonBirthDate",
        "ChildIdentifiers/ExpectedPersonBirthDate",
        "ChildIdentifiers/GenderCurrent",
        "ChildIdentifiers/Sex",
        "ChildIdentifiers/PersonDeathDate",
        "ChildCharacteristics/Ethnicity",
    ),
    (
        Group("ChildCharacteristics/Disabilities/Disability", ("",)),
        Group(
            "CINdetails",
            (
                "CINreferralDate",
                "ReferralSource",
                "PrimaryNeedCode",
                "CINclosureDate",
                "ReasonForClosure",
                "DateOfInitialCPC",
                "ReferralNFA",
            ),
            (
                Group(
                    "Assessments",
                    (
                        "AssessmentActualStartDate",
                        "AssessmentInternalReviewDate",
                        "AssessmentAuthorisationDate",
                    ),
                    (Group("FactorsIdentifiedAtAssessment/AssessmentFactors", ("",)),),
                ),
                Group("CINPlanDates", ("CINPlanStartDate", "CINPlanEndDate")),
                Group(
                    "Section47",
                    ("S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"),
                ),
                Group(
                    "ChildProtectionPlans",
                    (
                        "CPPstartDate",
                        "CPPendDate",
                        "InitialCategoryOfAbuse",
                        "LatestCategoryOfAbuse",
                        "NumberOfPreviousCPP",
                    ),
                    (Group("Reviews/CPPreviewDate", ("",)),),
                ),
            ),
        ),
    ),
)

ROOT = Group("Message", _HEADER, (CHILD,))

UNREAD = ("SourceLevel", "SoftwareCode", "Release", "Content")
"""Elements that are known and hold nothing that a measure reads."""

COLUMNS: dict[str, dict[str, str]] = {
    "persons": {
        "UPN": "upn",
        "UPNunknown": "upn_unknown",
        "PersonBirthDate": "dob",
        "ExpectedPersonBirthDate": "expected_dob",
        "PersonDeathDate": "death_date",
        "Ethnicity": "ethnicity",
    },
    "person_identifiers": {"FormerUPN": "id_value"},
    "disabilities": {"Disability": "disability"},
    "referrals": {
        "CINreferralDate": "referral_date",
        "ReferralSource": "source",
        "PrimaryNeedCode": "primary_need",
        "CINclosureDate": "closure_date",
        "ReasonForClosure": "closure_reason",
        "ReferralNFA": "nfa",
    },
    "assessments": {
        "AssessmentActualStartDate": "start_date",
        "AssessmentInternalReviewDate": "review_date",
        "AssessmentAuthorisationDate": "authorised_date",
    },
    "assessment_factors": {"AssessmentFactors": "factor"},
    "cin_plans": {"CINPlanStartDate": "start_date", "CINPlanEndDate": "end_date"},
    "s47_enquiries": {"S47ActualStartDate": "start_date", "ICPCnotRequired": "icpc_not_required"},
    "cp_plans": {
        "CPPstartDate": "start_date",
        "CPPendDate": "end_date",
        "InitialCategoryOfAbuse": "initial_category",
        "LatestCategoryOfAbuse": "latest_category",
        "NumberOfPreviousCPP": "previous_plans_reported",
    },
    "cp_reviews": {"CPPreviewDate": "review_date"},
}
"""Element to canonical column, by table."""
