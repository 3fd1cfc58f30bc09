"""Strategy discussions, section 47 enquiries, conferences and child protection plans."""

from __future__ import annotations

import pandas as pd

from tests.support.dataset_recount.measures import measure
from tests.support.dataset_recount.records import Files, Period, dated, latest, open_on, working_days

LINK_DAYS = 60
CORE_GROUP_DAYS = 42


@measure("team locality age_band sex")
def strategy_discussions_held(files: Files, period: Period) -> pd.DataFrame:
    """Strategy discussions held in the period, one for each child."""
    return dated(
        files.register("strategy_discussions", child="person_id", on="held_date", team="team_id"), period
    )


def enquiries(files: Files) -> pd.DataFrame:
    """Every section 47 enquiry of each child; brothers and sisters may share an id."""
    return files.extract(
        "s47_enquiry",
        enquiry="s47e_s47_enquiry_id",
        child="s47e_person_id",
        start="s47e_s47_start_date",
        end="s47e_s47_end_date",
        team="s47e_s47_completed_by_team",
    )


def conferences(files: Files) -> pd.DataFrame:
    """Initial conferences held, transfers from elsewhere left out."""
    held = files.extract(
        "initial_cp_conference",
        enquiry="icpc_s47_enquiry_id",
        child="icpc_person_id",
        on="icpc_icpc_date",
        transfer="icpc_icpc_transfer_in",
        team="icpc_icpc_team",
    )
    return held[held.transfer != "Y"]


@measure("team locality age_band sex ethnicity")
def s47_started(files: Files, period: Period) -> pd.DataFrame:
    """Enquiries that start in the period."""
    return dated(enquiries(files).assign(on=lambda rows: rows.start), period)


@measure("team locality age_band sex ethnicity")
def s47_completed(files: Files, period: Period) -> pd.DataFrame:
    """Enquiries that end in the period."""
    return dated(enquiries(files).assign(on=lambda rows: rows.end), period)


@measure("team locality age_band sex")
def s47_to_icpc_pct(files: Files, period: Period) -> pd.DataFrame:
    """Enquiries that ended in the period with a conference: by id and child, else within 60 days."""
    ended, held = s47_completed(files, period), conferences(files)
    by_id = pd.MultiIndex.from_frame(held[["enquiry", "child"]].dropna())
    named = pd.MultiIndex.from_frame(ended[["enquiry", "child"]]).isin(by_id)
    loose = held.loc[held.enquiry.isna(), ["child", "on"]].rename(columns={"on": "met"})
    pairs = ended.reset_index().merge(loose, on="child")
    soon = pairs[(pairs.met - pairs.start).dt.days.between(0, LINK_DAYS)]
    return ended.assign(hit=named | ended.index.isin(soon["index"]))


@measure("team")
def icpc_15wd_pct(files: Files, period: Period) -> pd.DataFrame:
    """Conferences of the period that follow an enquiry, within 15 working days of its start."""
    held = dated(conferences(files), period)
    begun = enquiries(files)[["enquiry", "child", "start"]]
    named = held.reset_index().merge(begun, on=["enquiry", "child"]).set_index("index").start
    loose = held[held.enquiry.isna()].reset_index().merge(begun[["child", "start"]], on="child")
    near = loose[(loose.on - loose.start).dt.days.between(0, LINK_DAYS)]
    start = pd.concat([named, near.groupby("index").start.max()])
    linked = held.loc[start.index].assign(start=start)
    return linked.assign(hit=working_days(linked.start, linked.on, linked.index) <= 15)


@measure("team locality age_band sex ethnicity disability abuse_category", each="child")
def cp_plans_open(files: Files, period: Period) -> pd.DataFrame:
    """Children with a plan open on the last day."""
    return open_on(files.protection_plans, period.end)


@measure("team locality age_band sex ethnicity abuse_category")
def cp_plans_started(files: Files, period: Period) -> pd.DataFrame:
    """Plans that start in the period."""
    return dated(files.protection_plans.assign(on=lambda plans: plans.start), period)


@measure("team locality age_band sex ethnicity abuse_category")
def cp_plans_ended(files: Files, period: Period) -> pd.DataFrame:
    """Plans that end in the period."""
    return dated(files.protection_plans.assign(on=lambda plans: plans.end), period)


def _repeated(files: Files, plans: pd.DataFrame) -> pd.DataFrame:
    first = plans.child.map(files.protection_plans.groupby("child").start.min())
    return plans.assign(hit=first < plans.start)


@measure("team locality age_band sex ethnicity abuse_category")
def repeat_cp_ever_pct(files: Files, period: Period) -> pd.DataFrame:
    """Plans started in the period for a child who had a plan that began earlier."""
    return _repeated(files, cp_plans_started(files, period))


@measure("team locality age_band sex abuse_category", each="child")
def repeat_cp_current_pct(files: Files, period: Period) -> pd.DataFrame:
    """Children with a plan open on the last day who had a plan that began earlier."""
    return _repeated(files, cp_plans_open(files, period))


@measure("team locality")
def core_group_in_date_pct(files: Files, period: Period) -> pd.DataFrame:
    """Plans open for more than 10 working days, with the last core group at most 42 days ago."""
    held = files.register("core_groups", child="person_id", plan="cp_plan_id", date="held_date")
    plans = open_on(files.protection_plans, period.end)
    plans = plans[working_days(plans.start, period.end, plans.index) > 10]
    last = latest(plans, held, ["plan"], period.end)
    return plans.assign(hit=(period.end - last).dt.days <= CORE_GROUP_DAYS)
