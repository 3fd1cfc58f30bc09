"""Contacts, early help, referrals and assessments."""

from __future__ import annotations

import pandas as pd

from tests.support.dataset_recount.measures import measure
from tests.support.dataset_recount.people import in_groups
from tests.support.dataset_recount.records import Files, Period, dated, months_before, open_on, working_days
from tests.support.standard_codes import SOURCES


@measure("team locality age_band sex ethnicity source")
def contacts_received(files: Files, period: Period) -> pd.DataFrame:
    """Contacts dated in the period; those that agree on child, day and source count once."""
    contacts = files.extract(
        "contacts", child="cont_person_id", on="cont_contact_date", source="cont_contact_source_code"
    )
    contacts = dated(contacts, period).drop_duplicates()
    return contacts.assign(code=contacts.source, source=in_groups(contacts.source, SOURCES))


@measure("locality age_band sex ethnicity")
def contacts_police_share_pct(files: Files, period: Period) -> pd.DataFrame:
    """Contacts whose source is the police (6), of all contacts."""
    contacts = contacts_received(files, period)
    return contacts.assign(hit=contacts.code == "6")


@measure("team locality age_band sex ethnicity")
def early_help_assessments_completed(files: Files, period: Period) -> pd.DataFrame:
    """Early help assessments whose completion lies in the period."""
    return dated(files.register("eh_assessments", child="person_id", on="completion_date"), period)


@measure("team locality age_band sex ethnicity", each="child")
def early_help_open_children(files: Files, period: Period) -> pd.DataFrame:
    """Children with early help support, other than universal, open on the last day."""
    return open_on(files.early_help, period.end)


@measure("team locality age_band sex")
def early_help_step_downs(files: Files, period: Period) -> pd.DataFrame:
    """Decisions of the period to step a child down to early help."""
    return dated(files.register("step_downs", child="person_id", on="decision_date"), period)


def referrals(files: Files) -> pd.DataFrame:
    """Every referral, with the episode of need that it began."""
    every = files.extract(
        "cin_episodes",
        referral="cine_referral_id",
        child="cine_person_id",
        on="cine_referral_date",
        code="cine_referral_source_code",
        primary_need="cine_cin_primary_need_code",
        nfa="cine_referral_nfa",
        end="cine_close_date",
        team="cine_referral_team",
    )
    return every.assign(source=in_groups(every.code, SOURCES))


@measure("team locality age_band sex ethnicity disability source primary_need")
def referrals_received(files: Files, period: Period) -> pd.DataFrame:
    """Referrals dated in the period, with or without further action."""
    return dated(referrals(files), period)


@measure("locality age_band sex")
def referrals_from_schools(files: Files, period: Period) -> pd.DataFrame:
    """Referrals of the period whose source is a school (2A)."""
    received = referrals_received(files, period)
    return received[received.code == "2A"]


@measure("team locality age_band sex ethnicity source primary_need")
def rereferrals_12m_pct(files: Files, period: Period) -> pd.DataFrame:
    """Referrals of a child who had another within the 12 months before, up to the day before."""
    received = referrals_received(files, period)
    earlier = received.reset_index().merge(
        referrals(files)[["child", "on"]], on="child", suffixes=("", "_other")
    )
    since = earlier.on.map(lambda day: months_before(day, 12))
    again = earlier[(earlier.on_other < earlier.on) & (earlier.on_other > since)]
    return received.assign(hit=received.index.isin(again["index"]))


@measure("locality")
def open_episodes(files: Files, period: Period) -> pd.DataFrame:
    """Episodes of need open on the last day, not without further action: the count behind the rate."""
    episodes = referrals(files).rename(columns={"on": "start"})
    return open_on(episodes[episodes.nfa != "Y"], period.end)


def assessments(files: Files) -> pd.DataFrame:
    """Every assessment, placed on the day on which it was authorised."""
    every = files.extract(
        "cin_assessments",
        assessment="cina_assessment_id",
        child="cina_person_id",
        referral="cina_referral_id",
        start="cina_assessment_start_date",
        on="cina_assessment_auth_date",
        team="cina_assessment_team",
    )
    need = referrals(files).set_index("referral").primary_need
    return every.assign(primary_need=every.referral.map(need))


@measure("team locality age_band sex ethnicity primary_need")
def assessments_completed(files: Files, period: Period) -> pd.DataFrame:
    """Assessments authorised in the period."""
    return dated(assessments(files), period)


@measure("team locality age_band sex ethnicity disability primary_need")
def assessments_45wd_pct(files: Files, period: Period) -> pd.DataFrame:
    """Assessments authorised in the period within 45 working days of their start."""
    done = assessments_completed(files, period)
    return done.assign(hit=working_days(done.start, done.on, done.index).between(0, 45))


@measure("team locality age_band sex ethnicity disability primary_need")
def assessments_45wd_pct__from_referral(files: Files, period: Period) -> pd.DataFrame:
    """First assessments of a referral authorised in the period within 45 working days of the referral."""
    every = assessments(files).sort_values(["start", "assessment"])
    first = dated(every[~every.duplicated("referral") & every.referral.notna()], period)
    referred = first.referral.map(referrals(files).set_index("referral").on)
    return first.assign(hit=working_days(referred, first.on, first.index).between(0, 45))
