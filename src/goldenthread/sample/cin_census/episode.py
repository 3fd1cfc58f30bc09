"""One episode of need in the census: the referral and all that followed."""

from __future__ import annotations

from goldenthread.base.workdays import add_working_days
from goldenthread.sample.cin_census import layouts
from goldenthread.sample.cin_census.factors import factors
from goldenthread.sample.cin_census.returned import Returned
from goldenthread.sample.council import Row
from goldenthread.sample.xml_document import Document

CONFERENCE_WORKING_DAYS = 15


def write_episode(document: Document, returned: Returned, row: Row) -> None:
    """The elements of an episode in the order of the schema. After no further action there is nothing."""
    year, further = returned.year, not row["nfa"]
    closed = year.known(row["closure_date"]) if further else None
    document.leaf("CINreferralDate", row["referral_date"])
    document.leaf("ReferralSource", layouts.source(row["source"], year))
    document.leaf("PrimaryNeedCode", row["primary_need"])
    document.leaf("CINclosureDate", closed)
    document.leaf("ReasonForClosure", layouts.closure_reason(row["closure_reason"], year) if closed else None)
    document.leaf("DateOfInitialCPC", returned.transfer_in(row))
    for assessment in returned.assessments(row):
        with document.group("Assessments"):
            _write_assessment(document, returned, assessment)
    if layouts.has_plans(year):
        for plan in returned.plans_in_need(row):
            with document.group("CINPlanDates"):
                document.leaf("CINPlanStartDate", plan["start_date"])
                document.leaf("CINPlanEndDate", year.known(plan["end_date"]))
    for enquiry, conference in returned.enquiries(row):
        with document.group("Section47"):
            _write_enquiry(document, returned, enquiry, conference)
    document.leaf("ReferralNFA", 0 if further else 1)
    for plan in returned.plans(row):
        with document.group("ChildProtectionPlans"):
            _write_plan(document, returned, plan)


def _write_assessment(document: Document, returned: Returned, row: Row) -> None:
    done = returned.year.known(row["authorised_date"])
    document.leaf("AssessmentActualStartDate", row["start_date"])
    document.leaf("AssessmentInternalReviewDate", row["review_date"])
    document.leaf("AssessmentAuthorisationDate", done)
    found = [code for code in factors(row) if layouts.asks_factor(code, returned.year)] if done else []
    if found:
        with document.group("FactorsIdentifiedAtAssessment"):
            for code in found:
                document.leaf("AssessmentFactors", code)


def _write_enquiry(document: Document, returned: Returned, row: Row, conference: Row | None) -> None:
    """An enquiry that goes on at the year's end still waits for its conference."""
    year = returned.year
    unneeded = conference is None and row["icpc_not_required"] and year.known(row["end_date"])
    document.leaf("S47ActualStartDate", row["start_date"])
    if not unneeded:
        document.leaf("InitialCPCtarget", add_working_days(row["start_date"], CONFERENCE_WORKING_DAYS))
    if conference:
        document.leaf("DateOfInitialCPC", year.known(conference["conference_date"]))
    document.leaf("ICPCnotRequired", 1 if unneeded else 0)


def _write_plan(document: Document, returned: Returned, row: Row) -> None:
    year = returned.year
    document.leaf("CPPstartDate", row["start_date"])
    document.leaf("CPPendDate", year.known(row["end_date"]))
    document.leaf("InitialCategoryOfAbuse", row["initial_category"])
    document.leaf("LatestCategoryOfAbuse", row["latest_category"])
    document.leaf("NumberOfPreviousCPP", row["previous_plans_reported"])
    reviews = returned.records.where("cp_reviews", "cp_plan_id", row["cp_plan_id"])
    held = sorted(day for day in (one["review_date"] for one in reviews) if year.holds(day))
    if held:
        with document.group("Reviews"):
            for day in held:
                document.leaf("CPPreviewDate", day)
