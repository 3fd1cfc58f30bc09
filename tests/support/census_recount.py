"""A recount of children in need census returns with ElementTree and pandas, without goldenthread.

Years are linked by the child's id and the dates of a record. Of a record in both years the later return
stands. A spell of the earlier return that the later one lacks counts when it had ended by then, an event when
it lies before; what was still open and is not in the later return does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pandas as pd

from tests.support.annex_a_recount import (
    POPULATION,
    Figures,
    count,
    in_month,
    months_before,
    net,
    of_population,
)
from tests.support.annex_a_recount import aged as aged_born
from tests.support.bank_holidays import BANK_HOLIDAYS
from tests.support.standard_codes import ETHNIC_GROUPS, SOURCES

__all__ = ["POPULATION", "Census", "recount"]


KINDS = {
    "referrals": (".", "CINreferralDate", "CINclosureDate"),
    "assessments": ("Assessments", "AssessmentActualStartDate", None),
    "cin_plans": ("CINPlanDates", "CINPlanStartDate", "CINPlanEndDate"),
    "enquiries": ("Section47", "S47ActualStartDate", None),
    "plans": ("ChildProtectionPlans", "CPPstartDate", "CPPendDate"),
}
"""Kind of record: its element in an episode, the date it begins on, and its end (None: it is an event)."""

SEXES = {"1": "male", "2": "female", "M": "male", "F": "female"}


class Census:
    """Two or more returns, the earliest first."""

    def __init__(self, paths: Sequence[Path]) -> None:
        roots = [ElementTree.parse(path).getroot() for path in paths]
        self.days = [pd.Timestamp(root.findtext("Header/CollectionDetails/ReferenceDate")) for root in roots]
        self.roots = roots
        self._rows: dict[str, pd.DataFrame] = {}
        self.first = self.days[0] - pd.DateOffset(years=1) + pd.Timedelta(days=1)
        self.months = [str(month) for month in pd.period_range(self.first, self.days[-1], freq="M")]

    @cached_property
    def people(self) -> pd.DataFrame:
        """What the latest return that has the child says of it."""
        found = {}
        for root in self.roots:
            for child in root.iter("Child"):
                given = {one.tag: one.text for one in child.find("ChildIdentifiers")}
                disabilities = [one.text for one in child.iter("Disability")]
                found[given["LAchildID"]] = {
                    "born": pd.Timestamp(given.get("PersonBirthDate")),
                    "expected": pd.Timestamp(given.get("ExpectedPersonBirthDate")),
                    "sex": SEXES.get(given.get("Sex") or given.get("GenderCurrent"), "unknown"),
                    "ethnicity": _group(child.findtext("ChildCharacteristics/Ethnicity"), ETHNIC_GROUPS),
                    "told": bool(disabilities),
                    "disabled": bool(set(disabilities) - {"NONE"}),
                }
        people = pd.DataFrame.from_dict(found, orient="index")
        people["disability"] = np.where(people.disabled, "yes", np.where(people.told, "no", "unknown"))
        return people

    def read(self, kind: str) -> Iterator[dict[str, object]]:
        """Every record of a kind in every return, unlinked."""
        path, begins, _ = KINDS[kind]
        for year, root in enumerate(self.roots):
            for child in root.iter("Child"):
                who = child.findtext("ChildIdentifiers/LAchildID")
                for episode in child.iter("CINdetails"):
                    for record in [episode] if path == "." else episode.findall(path):
                        row = {one.tag: one.text for one in record if not len(one)}
                        yield {
                            **row,
                            "child": who,
                            "episode": episode.findtext("CINreferralDate"),
                            "need": episode.findtext("PrimaryNeedCode"),
                            "reviews": [one.text for one in record.findall("Reviews/CPPreviewDate")],
                            "begins": row[begins],
                            "year": year,
                        }

    def rows(self, kind: str) -> pd.DataFrame:
        """The records in force of one kind, linked over the years, with what is known of the child."""
        if kind not in self._rows:
            self._rows[kind] = self._linked(kind)
        return self._rows[kind].copy()

    def _linked(self, kind: str) -> pd.DataFrame:
        frame = pd.DataFrame(self.read(kind))
        _, _, end = KINDS[kind]
        for name in [name for name in frame.columns if name.endswith(("Date", "date")) or "DateOf" in name]:
            frame[name] = pd.to_datetime(frame[name])
        frame["day"] = pd.to_datetime(frame.begins)
        newest = frame.groupby(["child", "episode", "begins"]).year.transform("max")
        frame = frame[frame.year == newest]
        since = pd.Series([self.days[0] - pd.DateOffset(years=1), *self.days[:-1]])
        beginning = frame.year.add(1).map(since)  # of the next return's year; none for the last
        ended = frame.day if end is None else frame[end]
        if kind == "referrals":  # without further action nothing was opened, so nothing need be closed
            ended = ended.mask(ended.isna() & frame.ReferralNFA.isin(["1", "true"]), frame.day)
        gone_before = ended <= beginning
        frame = frame[(frame.year == len(self.days) - 1) | gone_before]
        return frame.merge(self.people, left_on="child", right_index=True, how="left").reset_index(drop=True)


def _group(code: str | None, groups: dict[str, str]) -> str:
    return next((group for group, codes in groups.items() if code in codes.split()), "unknown")


def working_days(first: pd.Series, last: pd.Series) -> pd.Series:
    """Working days after the first day up to and with the last; none where a day is missing."""
    both = first.notna() & last.notna()
    later = pd.Timedelta(days=1)
    days = np.busday_count(
        (first[both] + later).to_numpy("datetime64[D]"),
        (last[both] + later).to_numpy("datetime64[D]"),
        holidays=BANK_HOLIDAYS,
    )
    return pd.Series(days, index=first.index[both]).reindex(first.index)


def aged(frame: pd.DataFrame, on: pd.Series | pd.Timestamp) -> pd.DataFrame:
    """The frame with age bands on a day; a child with an expected date of birth alone is unborn."""
    frame = aged_born(frame, on)
    unborn = frame.born.isna() & frame.expected.notna()
    return frame.assign(age_band=frame.age_band.mask(unborn, "unborn"))


def recount(paths: Sequence[Path]) -> Figures:
    """Every figure that the returns give, by measure, month, breakdown and group."""
    census = Census(paths)
    needed = front_door(census) | not_in_need(census) | of_need(census)
    return needed | protection(census) | plans(census) | reviewed(census)


WHO = "age_band sex ethnicity"


def front_door(census: Census) -> Figures:
    """Referrals and assessments."""
    out: Figures = {}
    referrals = census.rows("referrals")
    referrals["source"] = [_group(code, SOURCES) for code in referrals.ReferralSource]
    referrals["primary_need"] = referrals.PrimaryNeedCode.fillna("unknown")
    referrals["nfa"] = referrals.ReferralNFA.isin(["1", "true"])
    again = referrals.merge(referrals[["child", "day"]], on="child", suffixes=("", "_before"))
    again = again[(again.day_before < again.day) & (again.day_before >= months_before(again.day, 12))]
    at_limit = again.day_before == months_before(again.day, 12)
    again = again[~at_limit]  # exactly twelve months before is no longer within them
    keys = set(zip(again.child, again.day, strict=True))
    referrals["again"] = [key in keys for key in zip(referrals.child, referrals.day, strict=True)]
    begun = aged(referrals, referrals.day)
    assessed = census.rows("assessments").rename(columns={"AssessmentAuthorisationDate": "done"})
    assessed["primary_need"] = assessed.need.fillna("unknown")
    referred = pd.to_datetime(assessed.episode)
    assessed["took"] = working_days(assessed.day, assessed.done)
    assessed["from_referral"] = working_days(referred, assessed.done)
    assessed["first"] = assessed.day == assessed.groupby(["child", "episode"]).day.transform("min")
    started, done = aged(assessed, assessed.day), aged(assessed, assessed.done)
    for month in census.months:
        part = in_month(begun, "day", month)
        count(out, "referrals_received", month, part, f"{WHO} disability source primary_need")
        count(out, "referrals_from_schools", month, part[part.ReferralSource == "2A"], "age_band sex")
        count(out, "referrals_nfa_pct", month, part, "source age_band", hit=part.nfa)
        if pd.Timestamp(month) >= census.first + pd.DateOffset(months=12):
            by = f"{WHO} source primary_need"
            count(out, "rereferrals_12m_pct", month, part, by, hit=part.again)
        count(out, "assessments_started", month, in_month(started, "day", month), f"{WHO} primary_need")
        part = in_month(done, "done", month)
        count(out, "assessments_completed", month, part, f"{WHO} primary_need")
        in_time = part.took.between(0, 45)
        count(out, "assessments_45wd_pct", month, part, f"{WHO} disability primary_need", hit=in_time)
        firsts = part[part["first"]]
        name = "assessments_45wd_pct__from_referral"
        in_time = firsts.from_referral.between(0, 45)
        count(out, name, month, firsts, f"{WHO} disability primary_need", hit=in_time)
        timed = part[part.took >= 0]
        none = pd.Series(False, index=timed.index)
        count(out, "assessments_median_wd", month, timed, "age_band", hit=none)
        day = pd.Timestamp(month) + pd.offsets.MonthEnd(0)
        is_open = (referrals.day <= day) & ~(referrals.CINclosureDate <= day) & ~referrals.nfa
        count(out, "open episodes", month, aged(referrals[is_open], day), "age_band")
    of_population(out, "cin_rate", "open episodes")
    of_population(out, "referrals_rate", "referrals_received")
    return {key: value for key, value in out.items() if key[0] != "open episodes"}


def not_in_need(census: Census) -> Figures:
    """Referrals assessed and closed as not in need; a month is known when each referral of it is."""
    out: Figures = {}
    referrals = census.rows("referrals")
    referrals["source"] = [_group(code, SOURCES) for code in referrals.ReferralSource]
    referrals["primary_need"] = referrals.PrimaryNeedCode.fillna("unknown")
    nfa = referrals.ReferralNFA.isin(["1", "true"])
    assessed = set(census.rows("assessments")[["child", "episode"]].itertuples(index=False, name=None))
    keys = list(zip(referrals.child, referrals.episode, strict=True))
    hit = referrals.ReasonForClosure.isin(["RC8", "RC9"]) & referrals.CINclosureDate.notna() & ~nfa
    hit &= pd.Series([key in assessed for key in keys], index=referrals.index)
    helped = pd.concat(
        [
            census.rows("cin_plans").rename(columns={"CINPlanEndDate": "end"}),
            census.rows("plans").rename(columns={"CPPendDate": "end"}),
        ]
    )
    both = referrals[["child", "day", "CINclosureDate"]].reset_index()
    both = both.merge(helped[["child", "day", "end"]], on="child", suffixes=("", "_plan"))
    inside = (both.day_plan <= both.CINclosureDate) & ~(both.end <= both.day)
    hit &= ~referrals.index.isin(both.loc[inside, "index"])
    waited = working_days(referrals.day, pd.Series(census.days[-1], index=referrals.index))
    known = nfa | referrals.CINclosureDate.notna() | (waited >= 45)
    for month in census.months:
        part = in_month(referrals, "day", month)
        if known.reindex(part.index).all():
            count(out, "referrals_not_in_need_pct", month, part, "source primary_need", hit=hit)
        else:
            count_known(out, "referrals_not_in_need_pct", month, part, "source primary_need", hit, known)
    return out


def count_known(
    out: Figures,
    measure: str,
    month: str,
    frame: pd.DataFrame,
    breakdowns: str,
    hit: pd.Series,
    known: pd.Series,
) -> None:
    """Of a month that is not known yet, the groups whose every member is."""
    for name in breakdowns.split():
        groups = frame[name].where(known.reindex(frame.index)).isna().groupby(frame[name]).any()
        some = frame[frame[name].isin(groups.index[~groups])]
        count(out, measure, month, some, name, hit=hit.reindex(some.index), total=False)


def of_need(census: Census) -> Figures:
    """Child in need plans by their end; those that overlap, touch or leave a day between them are one."""
    out: Figures = {}
    frame = census.rows("cin_plans").rename(columns={"CINPlanEndDate": "end"})
    frame = frame.sort_values(["child", "day", "end"], na_position="last")
    begun = census.rows("plans")[["child", "day"]].rename(columns={"day": "protected"})
    chains = []
    for _, plans in frame.groupby("child"):
        chain: list[pd.Series] = []
        for _, plan in plans.iterrows():
            reached = max((one.end if pd.notna(one.end) else pd.Timestamp.max for one in chain), default=None)
            if reached is not None and (
                reached == pd.Timestamp.max or plan.day <= reached + pd.Timedelta(days=1)
            ):
                chain.append(plan)
            else:
                chains += [chain] if chain else []
                chain = [plan]
        chains += [chain]
    last = []
    for chain in chains:
        if any(pd.isna(one.end) for one in chain):
            continue
        end = max(one.end for one in chain)
        final = [one for one in chain if one.end == end][-1]
        last.append({**final.to_dict(), "first": chain[0].day})
    ended = pd.DataFrame(last)
    after = ended[["child", "end"]].reset_index().merge(begun, on="child")
    after = after[(after.protected >= after.end) & (after.protected <= after.end + pd.Timedelta(days=7))]
    ended["escalated"] = ended.index.isin(after["index"])
    ended["primary_need"] = ended.need.fillna("unknown")
    ended = aged(ended, ended.end)
    in_time = months_before(ended.end, 6) <= ended["first"]
    known = ended.escalated | (ended.end + pd.Timedelta(days=7) <= census.days[-1])
    by = "age_band sex primary_need disability"
    for month in census.months:
        part = in_month(ended, "end", month)
        own = part[~part.escalated]
        if pd.Timestamp(month) < census.first + pd.DateOffset(months=6):
            continue
        if known.reindex(part.index).all():
            count(out, "cin_plans_ended_6m_pct", month, own, by, hit=in_time.reindex(own.index))
        else:
            count_known(out, "cin_plans_ended_6m_pct", month, own, by, in_time, known)
    return out


def conferences(census: Census) -> pd.DataFrame:
    """One row a child, episode and day of a conference: of an enquiry, else of the episode alone."""
    enquiries = census.rows("enquiries")
    held = enquiries[enquiries.DateOfInitialCPC.notna() & ~enquiries.ICPCnotRequired.isin(["1", "true"])]
    held = held.assign(conference=held.DateOfInitialCPC, of_enquiry=True)
    episodes = census.rows("referrals")
    moved = episodes[episodes.DateOfInitialCPC.notna()]
    moved = moved.assign(conference=moved.DateOfInitialCPC, of_enquiry=False)
    both = pd.concat([held, moved]).reset_index(drop=True)
    both = both.drop_duplicates(["child", "episode", "conference"])
    begun = census.rows("plans")[["child", "day", "LatestCategoryOfAbuse"]]
    begun = begun.rename(columns={"day": "conference", "LatestCategoryOfAbuse": "abuse_category"})
    both = both.merge(begun.drop_duplicates(["child", "conference"]), on=["child", "conference"], how="left")
    both["planned"] = both.abuse_category.notna()
    both["outcome"] = np.where(both.planned, "plan", "no_plan")
    both["abuse_category"] = both.abuse_category.fillna("unknown")
    both["took"] = working_days(both.day, both.conference)
    return aged(both, both.conference)


def protection(census: Census) -> Figures:
    """Enquiries and conferences."""
    out: Figures = {}
    enquiries = census.rows("enquiries")
    enquiries = aged(enquiries, enquiries.day)
    held = conferences(census)
    for month in census.months:
        count(out, "s47_started", month, in_month(enquiries, "day", month), WHO)
        part = in_month(held, "conference", month)
        count(out, "icpc_held", month, part, "age_band sex outcome")
        moved = part[~part.of_enquiry]
        count(out, "icpc_held__transfer_in", month, moved, "age_band sex outcome")
        own = part[part.of_enquiry]
        count(out, "icpc_to_cp_plan_pct", month, own, "abuse_category", hit=own.planned)
        if pd.Timestamp(month) >= census.first + pd.DateOffset(months=2):
            count(out, "icpc_15wd_pct", month, own, hit=own.took <= 15)
            count(out, "icpc_15wd_pct__all", month, part, hit=part.took <= 15)  # moved: since the referral
    of_population(out, "s47_rate", "s47_started")
    for (measure, month, breakdown, group), (counted, base) in list(out.items()):
        if measure == "s47_rate":
            out["s47_rate__annualised", month, breakdown, group] = (counted, base)
    return out


def reviewed(census: Census) -> Figures:
    """Plans open for 3 months or more with every review in time: the first within 3 months of the start, each
    later one within 6 months of the last, none overdue."""
    out: Figures = {}
    plans = census.rows("plans")
    held: dict[tuple[str, str], set[pd.Timestamp]] = {}
    for row in census.read("plans"):
        held.setdefault((row["child"], row["begins"]), set()).update(map(pd.Timestamp, row["reviews"]))
    for month in census.months:
        day = pd.Timestamp(month) + pd.offsets.MonthEnd(0)
        if months_before(day, 24) < census.first - pd.Timedelta(days=1):
            continue
        counted = met = 0
        for plan in plans[(plans.day <= day) & ~(plans.CPPendDate <= day)].itertuples():
            if months_before(day, 3) < plan.day:
                continue
            last, months, in_time = plan.day, 3, True
            for review in sorted(held[plan.child, plan.begins]):
                if plan.day <= review <= day:
                    in_time &= months_before(review, months) <= last
                    last, months = review, 6
            counted += 1
            met += in_time and months_before(day, months) <= last
        out["cp_reviews_in_time_pct", month, "all", "all"] = (met, counted)
    return out


def plans(census: Census) -> Figures:
    """Child protection plans: started, ended, open, second or later ones."""
    out: Figures = {}
    plans = census.rows("plans")
    plans["abuse_category"] = plans.LatestCategoryOfAbuse.fillna("unknown")
    pairs = plans.merge(plans[["child", "day", "CPPendDate"]], on="child", suffixes=("", "_before"))
    pairs = pairs[pairs.day_before < pairs.day].sort_values("day_before")
    earlier = pairs.groupby(["child", "day"]).CPPendDate_before.last().rename("ended_before")
    plans = plans.merge(earlier, left_on=["child", "day"], right_index=True, how="left", indicator=True)
    plans["repeat"] = (plans.NumberOfPreviousCPP.astype(float) >= 1) | (plans._merge == "both")
    ended = plans.ended_before
    plans["within_24"] = (ended < plans.day) & (ended > months_before(plans.day, 24))
    started, closed = aged(plans, plans.day), aged(plans, plans.CPPendDate)
    started["repeat"], closed["long"] = plans["repeat"], (plans.CPPendDate - plans.day).dt.days > 729
    who = f"{WHO} abuse_category"
    for month in census.months:
        day = pd.Timestamp(month) + pd.offsets.MonthEnd(0)
        part = in_month(started, "day", month)
        count(out, "cp_plans_started", month, part, who)
        count(out, "repeat_cp_ever_pct", month, part, who, hit=part.repeat)
        if pd.Timestamp(month) >= census.first + pd.DateOffset(months=24):
            count(out, "repeat_cp_24m_pct", month, part, who, hit=part.within_24)
        part = in_month(closed, "CPPendDate", month)
        count(out, "cp_plans_ended", month, part, who)
        count(out, "cp_plans_2y_ended_pct", month, part, "abuse_category", hit=part.long)
        now = aged(plans[(plans.day <= day) & ~(plans.CPPendDate <= day)], day)
        count(out, "cp_plans_open", month, now, f"{who} disability", children=True)
        long = (day - now.day).dt.days > 729
        count(out, "cp_plans_2y_open_pct", month, now, "abuse_category", hit=long, children=True)
        by = "age_band sex abuse_category"
        count(out, "repeat_cp_current_pct", month, now, by, hit=now.repeat, children=True)
    of_population(out, "cp_plan_rate", "cp_plans_open")
    net(out, "cp_plans_net_change", "cp_plans_started", "cp_plans_ended", ["all"])
    return out
