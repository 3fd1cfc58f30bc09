"""Visits, supervision and audits."""

from __future__ import annotations

import pandas as pd

from tests.support.dataset_recount.care import cla_count
from tests.support.dataset_recount.measures import measure
from tests.support.dataset_recount.protection import cp_plans_open
from tests.support.dataset_recount.records import (
    Files,
    Period,
    dated,
    latest,
    open_at,
    open_on,
    working_days_after,
)

PROTECTION_VISIT_DAYS = 28
NEED_VISIT_DAYS = 42
THREE_WEEKS = 21
SUPERVISION_DAYS = 28
AUDIT_WORKING_DAYS = 10


def _visited(cases: pd.DataFrame, visits: pd.DataFrame, days: int, period: Period) -> pd.DataFrame:
    """Cases open for so many days, or visited; met where the last visit, child seen, is not older."""
    seen = cases.reset_index().merge(visits[visits.seen == "Y"], on="child")
    seen = seen[(seen.date >= seen.start) & (seen.date <= period.end)]
    last = seen.groupby("index").date.max().reindex(cases.index)
    due = ((period.end - cases.start).dt.days >= days) | last.notna()
    return cases.assign(hit=(period.end - last).dt.days <= days)[due]


@measure("team locality age_band", each="child")
def cp_visits_in_date_pct(files: Files, period: Period) -> pd.DataFrame:
    """Children with a plan, seen on a visit within 28 days."""
    visits = files.extract(
        "cp_visits", child="cppv_person_id", date="cppv_cp_visit_date", seen="cppv_cp_visit_seen"
    )
    return _visited(cp_plans_open(files, period), visits, PROTECTION_VISIT_DAYS, period)


def need_plans(files: Files, period: Period) -> pd.DataFrame:
    """Child in need plans open on the last day of children neither on a protection plan nor looked after.

    What is measured is visits and supervision: their team is the one that holds the case on the day.
    """
    plans = files.extract(
        "cin_plans",
        child="cinp_person_id",
        start="cinp_cin_plan_start_date",
        end="cinp_cin_plan_end_date",
    )
    higher = pd.concat([cp_plans_open(files, period).child, cla_count(files, period).child])
    plans = open_on(plans, period.end)
    return plans[~plans.child.isin(higher)]


def _need_visits(files: Files) -> pd.DataFrame:
    return files.extract(
        "cin_visits", child="cinv_person_id", date="cinv_cin_visit_date", seen="cinv_cin_visit_seen"
    )


@measure("team locality age_band disability", each="child")
def cin_visits_statutory_pct(files: Files, period: Period) -> pd.DataFrame:
    """Children with a child in need plan, seen on a visit within 42 days."""
    return _visited(need_plans(files, period), _need_visits(files), NEED_VISIT_DAYS, period)


@measure("team locality age_band disability", each="child")
def cin_visits_3_weekly_pct(files: Files, period: Period) -> pd.DataFrame:
    """Children with a child in need plan, seen on a visit within 21 days."""
    return _visited(need_plans(files, period), _need_visits(files), THREE_WEEKS, period)


@measure("team locality case_type", each="case")
def supervision_in_date_pct(files: Files, period: Period) -> pd.DataFrame:
    """Cases held by the same worker for 28 days, supervised within 28 days, each type of case by itself."""
    cases = pd.concat(
        [
            need_plans(files, period).assign(case_type="cin_plan"),
            cp_plans_open(files, period).assign(case_type="cp_plan"),
            cla_count(files, period).assign(case_type="cla"),
            _early_help_cases(files, period),
            _care_leavers(files, period),
        ],
        ignore_index=True,
    ).drop_duplicates(["child", "case_type"])
    workers = files.case_workers
    own = cases.case_type == "care_leaver"
    cases["since"] = open_at(cases, workers, "start")
    cases["held_by"] = open_at(cases, workers, "team")
    cases.loc[own, ["since", "held_by"]] = cases.loc[own, ["start", "team"]].to_numpy()
    helped = (cases.case_type == "early_help") & cases.since.isna() & cases.worker.notna()
    cases.loc[helped, ["since", "held_by"]] = cases.loc[helped, ["start", "team"]].to_numpy()
    cases = cases[(period.end - pd.to_datetime(cases.since)).dt.days >= SUPERVISION_DAYS]
    held = files.register("supervision", child="person_id", case_type="case_type", date="supervision_date")
    last = latest(cases, held, ["child", "case_type"], period.end)
    return cases.assign(
        hit=(period.end - last).dt.days <= SUPERVISION_DAYS,
        team=cases.held_by,
        case=cases.child.astype(str) + cases.case_type,
    )


def _early_help_cases(files: Files, period: Period) -> pd.DataFrame:
    return open_on(files.early_help, period.end).assign(case_type="early_help")


def _care_leavers(files: Files, period: Period) -> pd.DataFrame:
    """Young people with a personal adviser who are not looked after."""
    held = open_on(files.allocations[files.allocations.role == "PERSONAL ADVISER"], period.end)
    held = held[~held.child.isin(cla_count(files, period).child)]
    return (
        held.sort_values(["start", "id"])
        .drop_duplicates("child", keep="last")
        .assign(case_type="care_leaver")
    )


def audits(files: Files, period: Period) -> pd.DataFrame:
    """Audits allocated for a month of the period."""
    every = files.register(
        "audits",
        audit="audit_id",
        on="audit_month",
        completed="completed_date",
        grade="grade",
        discussed="discussion_held",
        team="team_id",
        service="service",
    )
    return dated(every, period)


@measure("team service")
def audits_completed_pct(files: Files, period: Period) -> pd.DataFrame:
    """Audits completed by the tenth working day after their month."""
    due = audits(files, period)
    cut_off = working_days_after(due.on + pd.offsets.MonthEnd(1), AUDIT_WORKING_DAYS)
    return due.assign(hit=due.completed <= cut_off)


@measure("team service")
def audit_discussion_pct(files: Files, period: Period) -> pd.DataFrame:
    """Completed audits that were discussed with the practitioner."""
    done = audits(files, period).dropna(subset="completed")
    return done.assign(hit=done.discussed == "yes")


@measure("grade", of_all="outstanding good requires_improvement inadequate", total=False)
def audit_grade_pct(files: Files, period: Period) -> pd.DataFrame:
    """Completed audits with a grade, by grade, of all of them."""
    return audits(files, period).dropna(subset=["completed", "grade"])


@measure("team theme service")
def audit_theme_pct(files: Files, period: Period) -> pd.DataFrame:
    """Tests of a theme in audits of the period that were met."""
    found = files.register("audit_findings", audit="audit_id", theme="theme", kind="kind", met="met")
    tested = found[found.kind == "tested"].merge(audits(files, period), on="audit")
    return tested.assign(hit=tested.met == "yes")
