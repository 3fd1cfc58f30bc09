"""Children looked after: periods of care, placements, health, education and court applications."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from tests.support.dataset_recount.measures import measure
from tests.support.dataset_recount.records import (
    Day,
    Files,
    Period,
    aged,
    birthday,
    dated,
    latest,
    months_before,
    open_at,
    open_on,
    working_days,
    working_days_after,
)

SHORT_BREAKS = ("V1", "V3", "V4")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
GROUPS = {
    "adoption": "A3 A4 A5 A6",
    "foster_to_adopt": "U2 U5",
    "parents": "P1",
    "family_friends": "U1 U3",
    "supported": "H5 K3 P2",
    "residential": "K2 R1 S1",
    "secure": "K1",
}


def looked_after(files: Files) -> pd.DataFrame:
    """Unbroken care: periods joined where one begins on the day on which another ends."""
    return _looked_after(files).copy()


@lru_cache(maxsize=1)
def _looked_after(files: Files) -> pd.DataFrame:
    periods = _periods(files).sort_values(["child", "start"])
    follows = periods.start == periods.groupby("child").end.shift()
    periods["care"] = (~follows).cumsum()
    ends = periods.groupby("care").tail(1).set_index("care").end
    care = periods.groupby("care").agg(child=("child", "first"), start=("start", "min"))
    return care.assign(end=ends).reset_index()


def _periods(files: Files) -> pd.DataFrame:
    """Periods of care from their episodes: short breaks out, and ended by the 18th birthday."""
    stays = files.extract(
        "cla_episodes",
        child="clae_person_id",
        period="clae_cla_id",
        start="clae_cla_episode_start_date",
        end="clae_cla_episode_ceased_date",
        reason="clae_cla_episode_ceased_reason",
    ).sort_values(["period", "start"])
    last = stays.groupby("period").tail(1).set_index("period")
    periods = stays.groupby("period").agg(child=("child", "first"), start=("start", "min"))
    periods["end"] = last.end.where(last.reason != "X1")
    periods = periods[~periods.index.isin(_breaks(files, periods))]
    adult = birthday(periods.child.map(files.births), 18)
    periods["end"] = periods.end.where(~(adult < periods.end.fillna(Day.max)), adult)
    return periods[~(periods.start >= adult)].reset_index()


def _breaks(files: Files, periods: pd.DataFrame) -> pd.Index:
    """Periods whose every legal status is of short breaks."""
    legal = files.extract(
        "legal_status",
        child="lega_person_id",
        status="lega_legal_status",
        begun="lega_legal_status_start_date",
        over="lega_legal_status_end_date",
    )
    pairs = periods.reset_index().merge(legal, on="child")
    inside = ~(pairs.begun >= pairs.end) & ~(pairs.over <= pairs.start)
    only = pairs[inside].groupby("period").status.agg(lambda seen: seen.isin(SHORT_BREAKS).all())
    return only[only].index


@measure(
    "team locality age_band sex ethnicity disability uasc placement_group provider legal_status", each="child"
)
def cla_count(files: Files, period: Period) -> pd.DataFrame:
    """Children looked after on the last day."""
    return placed(files, open_on(looked_after(files), period.end))


@measure("team locality age_band sex ethnicity disability uasc placement_group legal_status", each="child")
def cla_started(files: Files, period: Period) -> pd.DataFrame:
    """Children whose care, unbroken, starts in the period."""
    return placed(files, dated(looked_after(files).assign(on=lambda care: care.start), period))


@measure("team locality age_band sex ethnicity uasc placement_group legal_status", each="child")
def cla_ceased(files: Files, period: Period) -> pd.DataFrame:
    """Children whose care, unbroken, ends in the period; placement and status are of the day before."""
    return placed(files, dated(looked_after(files).assign(on=lambda care: care.end), period), days_before=1)


def placements(files: Files) -> pd.DataFrame:
    """Placements with the group of each; a temporary one has the group of the one before it."""
    return _placements(files).copy()


@lru_cache(maxsize=1)
def _placements(files: Files) -> pd.DataFrame:
    stays = files.extract(
        "cla_placement",
        id="clap_cla_placement_id",
        child="clap_person_id",
        period="clap_cla_id",
        start="clap_cla_placement_start_date",
        end="clap_cla_placement_end_date",
        place="clap_cla_placement_type",
        provider="clap_cla_placement_provider",
        urn="clap_cla_placement_urn",
    ).sort_values(["period", "start", "id"])
    by_code = {code: group for group, codes in GROUPS.items() for code in codes.split()}
    group = stays.place.map(by_code).fillna("other")
    foster = np.where(stays.provider == "PR1", "foster_in_house", "foster_external")
    group = group.mask(stays.place.isin(["U4", "U6"]), pd.Series(foster, index=stays.index))
    away = stays.place.isin(TEMPORARY)
    return stays.assign(
        group=group.mask(away).groupby(stays.period).ffill(),
        group_provider=stays.provider.fillna("").mask(away).groupby(stays.period).ffill().replace("", None),
    )


def placed(files: Files, care: pd.DataFrame, days_before: int = 0) -> pd.DataFrame:
    """Care with the placement and the legal status of the row's day, or of a day before."""
    day = care.assign(on=care.on - pd.Timedelta(days=days_before))
    legal = files.extract(
        "legal_status",
        id="lega_legal_status_id",
        child="lega_person_id",
        status="lega_legal_status",
        start="lega_legal_status_start_date",
        end="lega_legal_status_end_date",
    )
    return care.assign(
        placement_group=open_at(day, placements(files), "group"),
        provider=open_at(day, placements(files), "group_provider"),
        legal_status=open_at(day, legal, "status"),
    )


@lru_cache(maxsize=1)
def spells(files: Files) -> pd.DataFrame:
    """Spells with one carer: begun by a start (S), a move (P) or a change of placement and status (B).

    A temporary placement, the return from it, and adoption by the carer (A3, A5) break no spell.
    """
    reasons = files.extract(
        "cla_episodes",
        id="clae_cla_placement_id",
        begun="clae_cla_episode_start_date",
        reason="clae_cla_episode_start_reason",
    ).sort_values("begun")
    stays = placements(files).merge(reasons.drop_duplicates("id"), on="id", how="left")
    stays["away"] = stays.place.isin(TEMPORARY)
    home = stays[["place", "provider", "urn"]].fillna("").agg("|".join, axis=1).mask(stays.away)
    before = home.groupby(stays.period).ffill().groupby(stays.period).shift()
    back = stays.groupby("period").away.shift(fill_value=False) & (home == before)
    new = stays.reason.isin(["S", "P", "B"]) & ~stays.away & ~back & ~stays.place.isin(["A3", "A5"])
    new |= ~stays.duplicated("period")
    stays["spell"] = new.cumsum()
    spell = stays.groupby("spell").agg(
        child=("child", "first"),
        period=("period", "first"),
        id=("id", "first"),
        start=("start", "first"),
        group=("group", "first"),
    )
    return spell.assign(end=stays.groupby("spell").tail(1).set_index("spell").end).reset_index()


@measure("placement_group", each="child", total=False)
def cla_started_in_care_at_end(files: Files, period: Period) -> pd.DataFrame:
    """Children looked after on the last day whose care began in the period, by where they are on it."""
    return dated(cla_count(files, period), period, "start")


@measure("team age_band sex uasc placement_group legal_status", each="child")
def placements_3plus_pct(files: Files, period: Period) -> pd.DataFrame:
    """Children looked after with 3 spells or more in 12 months, those of less than a day left out."""
    every = spells(files)
    recent = every[
        (every.start <= period.end)
        & (every.start != every.end)
        & ~(every.end <= months_before(period.end, 12))
    ]
    often = recent.child.value_counts()
    held = cla_count(files, period)
    return held.assign(hit=held.child.map(often) >= 3)


@measure("destination", each="child", total=False)
def placement_moves_by_destination(files: Files, period: Period) -> pd.DataFrame:
    """Children with a new spell in the period, not the first of their care, by where the last one led."""
    every = spells(files)
    moves = every[every.duplicated("period")].assign(on=lambda rows: rows.start)
    moves = dated(moves, period)
    moves = moves[open_at(moves, looked_after(files).assign(id=""), "start").notna()]
    moves = moves.sort_values(["start", "id"]).drop_duplicates("child", keep="last")
    both = {"foster_in_house": "foster", "foster_external": "foster"}
    return moves.assign(destination=moves.group.replace(both))


@measure("age_band placement_group", each="child")
def residential_move_plans(files: Files, period: Period) -> pd.DataFrame:
    """Children looked after in K2, R1 or S1 with a plan open to move to fostering or family."""
    plans = files.register(
        "move_plans", child="person_id", start="agreed_date", end="closed_date", target="target_group"
    )
    plans = open_on(plans[plans.target.isin(["foster", "kinship", "parents"])], period.end)
    held = cla_count(files, period)
    residential = open_at(held, placements(files), "place").isin(["K2", "R1", "S1"])
    return held[residential & held.child.isin(plans.child)]


def health_assessments(files: Files, *kinds: str) -> pd.DataFrame:
    """Completed health assessments of some kinds."""
    checks = files.extract(
        "cla_health",
        child="clah_person_id",
        kind="clah_health_check_type",
        date="clah_health_check_date",
        status="clah_health_check_status",
    )
    return checks[checks.kind.isin(kinds) & (checks.status == "Completed")]


@measure("team age_band uasc placement_group")
def iha_20wd_pct(files: Files, period: Period) -> pd.DataFrame:
    """Care still open when 20 working days had passed, in the period, assessed by then."""
    care = looked_after(files)
    care["on"] = working_days_after(care.start, 20)
    care = dated(care, period)
    care = placed(files, care[~(care.end <= care.on)])
    done = health_assessments(files, "Initial Health Assessment")[["child", "date"]]
    pairs = care.reset_index().merge(done, on="child")
    took = working_days(pairs.start, pairs.date, pairs.index)
    met = pairs[(pairs.date >= pairs.start) & (took <= 20)]
    return care.assign(hit=care.index.isin(met["index"]))


@measure("team age_band uasc placement_group", each="child")
def rha_in_date_pct(files: Files, period: Period) -> pd.DataFrame:
    """Children 12 months in care (under 5: 6) assessed within 12 months (under 5: 6)."""
    held = cla_count(files, period)
    young = aged(files, held, period.end, 0, 5)
    half, year = months_before(period.end, 6), months_before(period.end, 12)
    since = pd.Series(year, index=held.index).mask(young, half)
    held = held[held.start <= since]
    done = health_assessments(files, "Initial Health Assessment", "Review Health Assessment")
    return held.assign(hit=latest(held, done, ["child"], period.end) > since[held.index])


def _education(files: Files, period: Period, *status: str) -> pd.Series:
    spells_at = files.register(
        "cla_education", child="person_id", start="start_date", end="end_date", status="status"
    )
    return open_on(spells_at[spells_at.status.isin(status)], period.end).child


@measure("age_band disability placement_group", each="child")
def cla_u16_out_of_education(files: Files, period: Period) -> pd.DataFrame:
    """Children looked after of school age, under 16, out of education or not going."""
    held = cla_count(files, period)
    five = birthday(held.child.map(files.births), 5)
    school = five.map(_school_age_from) <= period.end
    under = aged(files, held, period.end, 0, 16)
    return held[
        school & under & held.child.isin(_education(files, period, "out_of_education", "not_accessing"))
    ]


def _school_age_from(day: Day) -> Day:
    """The 31 March, 31 August or 31 December on or after a fifth birthday."""
    terms = (Day(day.year, 3, 31), Day(day.year, 8, 31), Day(day.year, 12, 31))
    return min(term for term in terms if term >= day)


@measure("age_band disability uasc", each="child")
def cla_neet_16_17(files: Files, period: Period) -> pd.DataFrame:
    """Young people looked after, aged 16 or 17, not in education, employment or training."""
    held = cla_count(files, period)
    return held[aged(files, held, period.end, 16, 18) & held.child.isin(_education(files, period, "neet"))]


@measure(each="child")
def children_in_applications(files: Files, period: Period) -> pd.DataFrame:
    """Children in applications for care orders issued in the period: the count behind the rate."""
    cases = files.register("care_proceedings", child="person_id", kind="application_type", on="issued_date")
    return dated(cases[cases.kind == "s31_care"], period)
