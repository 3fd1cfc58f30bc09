"""A recount of the Marlshire Annex A workbook in pandas: nothing of goldenthread is used here.

Every figure is (numerator, denominator or None) by measure, period, breakdown and group. Groups of nobody are
left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from tests.support.bank_holidays import BANK_HOLIDAYS
from tests.support.standard_codes import ETHNIC_GROUPS, SOURCES

Figures = dict[tuple[str, str, str, str], tuple[float, float | None]]

DAY = pd.Timestamp(2023, 12, 31)
MONTHS = tuple(f"2023-{month:02}" for month in range(7, 13))
LAST = MONTHS[-1]
POPULATION = 50500
ABUSE = {
    "Neglect": "NEG",
    "Physical abuse": "PHY",
    "Sexual abuse": "SAB",
    "Emotional abuse": "EMO",
    "Multiple/not recommended": "MUL",
}
PLACES = {
    "adoption": "A3 A4 A5 A6",
    "foster_to_adopt": "U2 U5",
    "parents": "P1",
    "family_friends": "U1 U3",
    "supported": "H5 K3 P2",
    "residential": "K2 R1 S1",
    "secure": "K1",
}


class Book:
    """The lists by number, and what all of them together say of each child."""

    def __init__(self, path: Path) -> None:
        sheets = pd.read_excel(path, sheet_name=None, engine="openpyxl")
        self.lists = {
            int(name.split("_")[1]): sheet.rename(columns=lambda text: text.strip().replace("’", "'"))
            for name, sheet in sheets.items()
        }
        told = pd.concat(
            sheet.rename(columns={"Child Unique ID": "child"}).filter(
                ["child", "Date of Birth", "Gender", "Ethnicity", "Does the Child have a Disability"]
            )
            for number, sheet in self.lists.items()
            if number < 11
        )
        people = told.groupby("child").agg(
            born=("Date of Birth", "first"), sex=("Gender", "first"), ethnicity=("Ethnicity", "first")
        )
        for column in ("Date of Birth", "Gender", "Ethnicity"):
            assert (told.groupby("child")[column].nunique() <= 1).all(), "lists differ about a child"
        disabled = told.assign(answer=words(told["Does the Child have a Disability"]))
        said_yes = disabled[disabled.answer == "Yes"].child
        said_no = disabled[disabled.answer == "No"].child
        people["born"] = pd.to_datetime(people.born)
        people["sex"] = words(people.sex).map({"Male": "male", "Female": "female"}).fillna("unknown")
        people["ethnicity"] = grouped(people.ethnicity, ETHNIC_GROUPS)
        people["disability"] = np.select(
            [people.index.isin(said_yes), people.index.isin(said_no)], ["yes", "no"], "unknown"
        )
        alone = "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)"
        seekers = self.lists[8].loc[words(self.lists[8][alone]) == "Yes", "Child Unique ID"]
        people["uasc"] = np.where(people.index.isin(seekers), "yes", "no")
        self.people = people

    def rows(self, number: int, **columns: str) -> pd.DataFrame:
        """Some columns of a list under short names, with what is known of each child."""
        taken = {"child": "Child Unique ID", **columns}
        frame = pd.DataFrame({short: self.lists[number][name] for short, name in taken.items()})
        return frame.merge(self.people, left_on="child", right_index=True, how="left")


def words(cells: pd.Series) -> pd.Series:
    """Cells without the letter before them."""
    return cells.astype("string").str.replace(r"^[a-z]{1,2}\)\s*", "", regex=True).str.strip()


def codes(cells: pd.Series) -> pd.Series:
    """The code at the front of each cell: 'q) 6: Police' is 6, 'N1 - Abuse or neglect' is N1."""
    return words(cells).map(lambda text: re.split(r":| - ", text)[0].strip(), na_action="ignore")


def grouped(cells: pd.Series, groups: dict[str, str]) -> pd.Series:
    """The group of each cell's code."""
    by_code = {code: group for group, names in groups.items() for code in names.split()}
    return codes(cells).map(by_code).fillna("unknown")


def working_days(first: pd.Series, last: pd.Series) -> pd.Series:
    """Working days after the first day up to and with the last; none where a day is missing."""
    both = first.notna() & last.notna()
    days = np.busday_count(
        (first[both] + pd.Timedelta(days=1)).to_numpy("datetime64[D]"),
        (last[both] + pd.Timedelta(days=1)).to_numpy("datetime64[D]"),
        holidays=BANK_HOLIDAYS,
    )
    return pd.Series(days, index=first.index[both]).reindex(first.index)


def years(born: pd.Series, on: pd.Series) -> pd.Series:
    """Whole years of age; a birthday on 29 February falls on the 28th in other years."""
    of_month = born.dt.day.where(~((born.dt.month == 2) & (born.dt.day == 29) & ~on.dt.is_leap_year), 28)
    before = (on.dt.month < born.dt.month) | ((on.dt.month == born.dt.month) & (on.dt.day < of_month))
    return on.dt.year - born.dt.year - before.astype(int)


def aged(frame: pd.DataFrame, on: pd.Series | pd.Timestamp) -> pd.DataFrame:
    """The frame with age and age band on a day."""
    day = on.reindex(frame.index) if isinstance(on, pd.Series) else pd.Series(on, index=frame.index)
    age = years(frame.born, day)
    band = pd.cut(
        age, [-99, 0, 4, 9, 15, 17, 199], labels=["under 1", "1-4", "5-9", "10-15", "16-17", "18+"]
    ).astype("object")
    band = band.where(day >= frame.born, "unborn").where(frame.born.notna(), "unknown")
    return frame.assign(age=age, age_band=band)


def months_before(day: pd.Series | pd.Timestamp, months: int) -> pd.Series | pd.Timestamp:
    """The same day number so many months before, or the month's last."""
    return day - pd.DateOffset(months=months)


def birthday(born: pd.Series, age: int) -> pd.Series:
    """The day on which an age is reached."""
    return born + pd.DateOffset(years=age)


def in_month(frame: pd.DataFrame, column: str, month: str) -> pd.DataFrame:
    """The rows dated in a month."""
    return frame[frame[column].dt.strftime("%Y-%m") == month]


def count(
    out: Figures,
    measure: str,
    month: str,
    frame: pd.DataFrame,
    breakdowns: str = "",
    *,
    hit: pd.Series | None = None,
    children: bool = False,
    total: bool = True,
) -> None:
    """Count rows, or children, in all and by each breakdown; with `hit` how many of them are hits."""
    rows = frame.assign(hit=False if hit is None else hit.reindex(frame.index).astype(bool))
    names = (["all"] if total else []) + breakdowns.split()
    for name in names:
        for group, part in _groups(rows, name):
            whole = part.child.nunique() if children else len(part)
            met = part[part.hit]
            some = met.child.nunique() if children else len(met)
            key = (measure, month, name.replace("*", " × "), group)
            out[key] = (whole, None) if hit is None else (some, whole)


def _groups(rows: pd.DataFrame, name: str) -> Iterator[tuple[str, pd.DataFrame]]:
    if name == "all":
        yield "all", rows
        return
    columns = name.split("*")
    frames = [rows]
    if "age_band" in columns:
        young = rows[rows.age_band.isin(["10-15", "16-17"])]
        frames.append(young.assign(age_band="10-17"))
    for frame in frames:
        for group, part in frame.groupby(columns, sort=False):
            yield " × ".join(map(str, group)), part


def of_population(out: Figures, rate: str, base: str) -> None:
    """A rate per 10,000: the count over the population."""
    for (measure, month, breakdown, group), (counted, _) in list(out.items()):
        if measure == base and breakdown == "all":
            out[rate, month, "all", group] = (counted, POPULATION)


def net(out: Figures, change: str, more: str, less: str, breakdowns: Iterable[str]) -> None:
    """Starts less ends."""
    keys = {(month, b, g) for measure, month, b, g in out if measure in (more, less) and b in breakdowns}
    for month, breakdown, group in keys:
        plus, minus = (out.get((one, month, breakdown, group), (0, None))[0] for one in (more, less))
        out[change, month, breakdown, group] = (plus - minus, None)


def front_door(book: Book) -> Figures:
    """Lists 1 to 5: events of the six months."""
    out: Figures = {}
    contacts = book.rows(1, day="Date of Contact", source="Contact Source")
    contacts["code"] = codes(contacts.source)
    contacts = aged(contacts.drop_duplicates(["child", "day", "code"]), contacts.day)
    contacts["source"] = grouped(contacts.source, SOURCES)
    early = book.rows(2, day="Assessment completion date", start="Assessment start date")
    begun_early = aged(early, early.start)
    early = aged(early, early.day)
    assessed = book.rows(
        4,
        start="Continuous Assessment Start Date",
        day="Continuous Assessment Date of Authorisation",
        team="Allocated Team",
    )
    begun = aged(assessed, assessed.start)
    assessed = aged(assessed, assessed.day)
    assessed["took"] = working_days(assessed.start, assessed.day)
    enquiries = book.rows(
        5,
        day="Strategy discussion initiating Section 47 Enquiry Start Date",
        conference="Date of Initial Child Protection Conference",
        made="Did the Initial Child Protection Conference Result in a Child Protection Plan",
        team="Allocated Team",
    )
    conferences = aged(enquiries, enquiries.conference)
    conferences["outcome"] = words(conferences.made).map({"Yes": "plan", "No": "no_plan"}).fillna("unknown")
    plans = book.rows(7, conference="Child Protection Plan Start Date", latest="Latest Category of Abuse")
    plans["abuse_category"] = words(plans.latest).map(ABUSE)
    plans = plans[["child", "conference", "abuse_category"]].drop_duplicates(["child", "conference"])
    conferences = conferences.merge(plans, on=["child", "conference"], how="left", indicator=True)
    conferences["planned"] = (conferences.outcome == "plan") | (conferences._merge == "both")
    conferences["abuse_category"] = conferences.abuse_category.fillna("unknown")
    enquiries = aged(enquiries, enquiries.day)
    enquiries["took"] = working_days(enquiries.day, enquiries.conference)
    who = "age_band sex ethnicity"
    for month in MONTHS:
        part = in_month(contacts, "day", month)
        count(out, "contacts_received", month, part, f"{who} source age_band*sex")
        police = part.source == "police"
        count(out, "contacts_police_share_pct", month, part, f"{who} age_band*sex", hit=police)
        count(out, "early_help_assessments_completed", month, in_month(early, "day", month), who)
        count(out, "early_help_assessments_started", month, in_month(begun_early, "start", month), who)
        count(out, "assessments_started", month, in_month(begun, "start", month), f"{who} team")
        part = in_month(assessed, "day", month)
        # a median prints the number of its rows; none of them is a hit
        none = pd.Series(False, index=part.index)
        timed = part[part.took >= 0]
        count(out, "assessments_median_wd", month, timed, "team age_band", hit=none)
        count(out, "assessments_completed", month, part, f"{who} team")
        count(
            out, "assessments_45wd_pct", month, part, f"{who} team disability", hit=part.took.between(0, 45)
        )
        count(out, "s47_started", month, in_month(enquiries, "day", month), f"{who} team")
        if month >= "2023-09":  # enquiries of the two months before must be listed too
            part = in_month(enquiries, "conference", month)
            for measure in ("icpc_15wd_pct", "icpc_15wd_pct__all"):  # each is listed with an enquiry
                count(out, measure, month, part, "team", hit=part.took <= 15)
            part = in_month(conferences, "conference", month)
            count(out, "icpc_held", month, part, "age_band sex outcome")
            count(out, "icpc_to_cp_plan_pct", month, part, "team abuse_category", hit=part.planned)
    of_population(out, "s47_rate", "s47_started")
    of_population(out, "s47_rate__annualised", "s47_started")
    return out | referrals(book)


def referrals(book: Book) -> Figures:
    """List 3, with the need of the episode of list 6 that began with the referral."""
    out: Figures = {}
    rows = book.rows(
        3,
        day="Date of referral",
        source="Referral Source",
        reported="Number of Referrals in Last 12 Months",
        nfa="Referral NFA?",
        team="Allocated Team",
    )
    rows["school"] = codes(rows.source) == "2A"
    rows["source"] = grouped(rows.source, SOURCES)
    episodes = book.rows(6, day="CIN Start Date", need="Primary Need Code")[["child", "day", "need"]]
    rows = rows.merge(episodes, on=["child", "day"], how="left")
    rows["primary_need"] = codes(rows.need).fillna("unknown")
    rows = aged(rows, rows.day)
    earlier = rows.merge(rows[["child", "day"]], on="child", suffixes=("", "_before"))
    since = earlier.day.map(lambda day: months_before(day, 12))
    again = earlier[(earlier.day_before < earlier.day) & (earlier.day_before > since)]
    repeated = pd.MultiIndex.from_frame(rows[["child", "day"]]).isin(
        pd.MultiIndex.from_frame(again[["child", "day"]])
    )
    latest = rows.day == rows.groupby("child").day.transform("max")
    rows["again"] = repeated | (latest & (rows.reported >= 1))
    who = "age_band sex ethnicity source primary_need team"
    for month in MONTHS:
        part = in_month(rows, "day", month)
        count(out, "referrals_received", month, part, f"{who} disability")
        no_action = words(part.nfa) == "Yes"
        count(out, "referrals_nfa_pct", month, part, "team source age_band", hit=no_action)
        count(out, "referrals_from_schools", month, part[part.school], "age_band sex")
        count(out, "rereferrals_12m_pct", month, part, who, hit=part.again)
    of_population(out, "referrals_rate", "referrals_received")
    return out


def need_and_protection(book: Book) -> Figures:
    """Lists 6 and 7."""
    out: Figures = {}
    need = book.rows(
        6,
        start="CIN Start Date",
        end="CIN Closure Date",
        seen="Date Child Was Last Seen",
        status="Case status",
        team="Allocated Team",
    )
    need = aged(need, DAY)
    need["status"] = words(need.status)
    open_now = need[(need.start <= DAY) & ~(need.end <= DAY) & (need.status != "Closed episode")]
    out["cin_rate", LAST, "all", "all"] = (len(open_now), POPULATION)
    plans = book.rows(
        7,
        start="Child Protection Plan Start Date",
        end="Child Protection Plan End Date",
        latest="Latest Category of Abuse",
        visit="Date of the Last Statutory Visit",
        reviewed="Date of latest review conference",
        before="Number of Previous Child Protection Plans",
        team="Allocated Team",
    )
    plans["abuse_category"] = words(plans.latest).map(ABUSE)
    for month in MONTHS:
        started = aged(in_month(plans, "start", month), plans.start)
        count(out, "cp_plans_started", month, started, "age_band sex ethnicity abuse_category team")
        repeat = started.before >= 1
        count(
            out,
            "repeat_cp_ever_pct",
            month,
            started,
            "age_band sex ethnicity abuse_category team",
            hit=repeat,
        )
        ended = aged(in_month(plans, "end", month), plans.end)
        count(out, "cp_plans_ended", month, ended, "age_band sex ethnicity abuse_category team")
        long = (ended.end - ended.start).dt.days >= 730
        count(out, "cp_plans_2y_ended_pct", month, ended, "abuse_category team", hit=long)
    net(out, "cp_plans_net_change", "cp_plans_started", "cp_plans_ended", ("all", "team"))
    held = aged(plans[(plans.start <= DAY) & ~(plans.end <= DAY)], DAY)
    who = "age_band sex abuse_category team"
    count(out, "cp_plans_open", LAST, held, f"{who} ethnicity disability", children=True)
    count(out, "repeat_cp_current_pct", LAST, held, who, hit=held.before >= 1, children=True)
    of_population(out, "cp_plan_rate", "cp_plans_open")
    long = (DAY - held.start).dt.days >= 730
    count(out, "cp_plans_2y_open_pct", LAST, held, "abuse_category team", hit=long, children=True)
    expected = held[held.start <= months_before(DAY, 3)]
    review = expected.reviewed.where((expected.reviewed >= expected.start) & (expected.reviewed <= DAY))
    in_time = (review >= months_before(DAY, 6)).where(review.notna(), expected.start >= months_before(DAY, 3))
    count(out, "cp_reviews_in_time_pct", LAST, expected, "team", hit=in_time)
    visited(out, "cp_visits_in_date_pct", held, held.visit, 28, "age_band team")
    care = cared_for(book)
    elsewhere = pd.concat([held.child, care[open_care(care)].child])
    planned = open_now[(open_now.status == "Child in need plan") & ~open_now.child.isin(elsewhere)]
    visited(out, "cin_visits_statutory_pct", planned, planned.seen, 42, "age_band team disability")
    visited(out, "cin_visits_3_weekly_pct", planned, planned.seen, 21, "age_band team disability")
    count_open(out, book, open_now, held, care[open_care(care)])
    return out


def count_open(out: Figures, book: Book, need: pd.DataFrame, held: pd.DataFrame, care: pd.DataFrame) -> None:
    """Each child once, in the highest of what is open: lists 8, 7, 6 (child in need plan), 4, then 6."""
    assessed = book.rows(
        4,
        start="Continuous Assessment Start Date",
        end="Continuous Assessment Date of Authorisation",
        team="Allocated Team",
    )
    assessed = assessed[(assessed.start <= DAY) & ~(assessed.end <= DAY)]
    assessed = assessed.sort_values("start", ascending=False, kind="stable")
    referred = book.rows(3, start="Date of referral", referred_to="Allocated Team")
    referred = referred.drop_duplicates(["child", "start"])[["child", "start", "referred_to"]]
    need = need.merge(referred, on=["child", "start"], how="left")
    in_plan = need.status == "Child in need plan"
    parts = {
        "cla": care,
        "cp_plan": held,
        "cin_plan": need[in_plan],
        "assessment": assessed,
        "referral": need[~in_plan].assign(team=need.referred_to.fillna(need.team)),
    }
    everybody = pd.concat([part.assign(stage=stage) for stage, part in parts.items()], ignore_index=True)
    highest = aged(everybody.drop_duplicates("child"), DAY)
    who = "age_band sex ethnicity disability stage team"
    count(out, "statutory_open_children", LAST, highest, who, children=True)


def visited(
    out: Figures, measure: str, cases: pd.DataFrame, last: pd.Series, days: int, breakdowns: str
) -> None:
    """Cases open so many days, or visited already, and those whose last visit is not older."""
    within = last.where((last >= cases.start) & (last <= DAY))
    expected = cases[((DAY - cases.start).dt.days >= days) | within.notna()]
    count(out, measure, LAST, expected, breakdowns, hit=(DAY - within).dt.days <= days, children=True)


def cared_for(book: Book) -> pd.DataFrame:
    """List 8 without series of short breaks, each period ended by the 18th birthday."""
    care = book.rows(
        8,
        start="Date Started to be Looked After",
        end="Date Ceased to be Looked After",
        need="Child's Category of Need",
        reason="Reason Ceased to be Looked After",
        again="Is this a second or subsequent period of being a Looked After Child within the last"
        " 12 months (Y/N)",
        legal_start="Start date of current legal status",
        legal="Child's Legal Status",
        health="Date of Last Health Assessment",
        placements="Number of Placements in the Last 12 months",
        placed="Start Date of Most Recent Placement",
        place="Placement Type",
        provider="Placement Provider",
        team="Allocated Team",
    )
    care["legal_status"] = codes(care.legal)
    care = care[~care.legal_status.isin(["V1", "V3", "V4"])].copy()
    adult = birthday(care.born, 18)
    care = care[care.start < adult].copy()
    care["ceased"] = care.end
    care["end"] = care.end.where(~(adult < care.end.fillna(pd.Timestamp.max)), adult)
    care["primary_need"] = codes(care.need)
    care["provider"] = codes(care.provider)
    care["placement_group"] = grouped(care.place, PLACES)
    place = codes(care.place)
    foster = place.isin(["U4", "U6"])
    care.loc[foster, "placement_group"] = np.where(
        care.provider[foster] == "PR1", "foster_in_house", "foster_external"
    )
    known = foster | (care.placement_group != "unknown")
    care.loc[~known, "placement_group"] = "other"
    # a temporary placement has the group of the one before it, which the list does not hold
    care.loc[place.isin(["T0", "T1", "T2", "T3", "T4"]), ["placement_group", "provider"]] = "unknown"
    return care


def open_care(care: pd.DataFrame) -> pd.Series:
    """The periods open on the day."""
    return (care.start <= DAY) & ~(care.end <= DAY)


LEFT_FOR = {
    "cla_ceased_home_pct": ("E4A", "team age_band legal_status"),
    "cla_ceased_home_pct__not_planned": ("E4B", "team age_band legal_status"),
    "cla_ceased_home_pct__relatives": ("E13", "team age_band legal_status"),
    "cla_ceased_sgo_cao_pct": ("E41 E43 E44 E45 E46 E47 E48", "age_band"),
    "cla_ceased_sgo_cao_pct__sgo": ("E43 E44 E45 E46 E47 E48", "age_band"),
    "cla_ceased_sgo_cao_pct__cao": ("E41", "age_band"),
    "adopted_pct": ("E11 E12", "age_band ethnicity"),
}


def looked_after(book: Book) -> Figures:
    """List 8: the stock on the day, and starts and ends in the six months."""
    out: Figures = {}
    care = cared_for(book)
    on_day = aged(care[open_care(care)], DAY)
    who = "team age_band sex ethnicity disability primary_need uasc"
    count(out, "cla_count", LAST, on_day, f"{who} placement_group provider legal_status", children=True)
    of_population(out, "cla_rate", "cla_count")
    often = on_day.placements >= 3
    some = "age_band legal_status placement_group sex team uasc"
    count(out, "placements_3plus_pct", LAST, on_day, some, hit=often, children=True)
    health(out, on_day)
    for month in MONTHS:
        began = aged(in_month(care, "start", month), care.start)
        count(out, "cla_started", month, began, who, children=True)
        second = words(began.again) == "Yes"
        count(out, "cla_reentry_12m_pct", month, began, "age_band", hit=second, children=True)
        ended = in_month(care, "end", month)
        ended = aged(ended, ended.end)
        ended = ended.assign(
            legal_status=ended.legal_status.where(ended.legal_start < ended.end, "unknown"),
            placement_group=ended.placement_group.where(ended.placed < ended.end, "unknown"),
        )
        count(
            out,
            "cla_ceased",
            month,
            ended,
            "team age_band sex ethnicity uasc legal_status placement_group",
            children=True,
        )
        why = codes(ended.reason)
        for measure, (reasons, by) in LEFT_FOR.items():
            count(out, measure, month, ended, by, hit=why.isin(reasons.split()), children=True)
    mix(out, on_day)
    net(out, "cla_net_change", "cla_started", "cla_ceased", ("all", "team"))
    new = on_day[on_day.start.dt.strftime("%Y-%m") == LAST]
    lines = "placement_group placement_group*age_band placement_group*provider"
    lines += " placement_group*legal_status placement_group*uasc"
    count(out, "cla_started_in_care_at_end", LAST, new, lines, children=True, total=False)
    return out


def mix(out: Figures, on_day: pd.DataFrame) -> None:
    """Each kind of placement as a share of all children, and of those of a group."""
    for name in ("", "age_band", "provider", "uasc"):
        whole: Figures = {}
        parts: Figures = {}
        count(whole, "", LAST, on_day, name, children=True, total=not name)
        crossed = f"placement_group*{name}" if name else "placement_group"
        count(parts, "placement_mix_pct", LAST, on_day, crossed, children=True, total=False)
        crosses = [group for _, _, _, group in whole] if name else ["all"]
        for place in (*PLACES, "foster_in_house", "foster_external", "other", "unknown"):
            for cross in crosses:
                group = f"{place} × {cross}" if name else place
                counted, _ = parts.get(
                    ("placement_mix_pct", LAST, crossed.replace("*", " × "), group), (0, 0)
                )
                of, _ = whole["", LAST, name or "all", cross]
                out["placement_mix_pct", LAST, crossed.replace("*", " × "), group] = (counted, of)


def health(out: Figures, on_day: pd.DataFrame) -> None:
    """Long enough in care, and the last health assessment within the time for the age."""
    young = on_day.age < 5
    half, whole = months_before(DAY, 6), months_before(DAY, 12)
    long = (on_day.start <= half).where(young, on_day.start <= whole)
    due = on_day[long]
    recent = (due.health > half).where(young, due.health > whole) & (due.health <= DAY)
    count(out, "rha_in_date_pct", LAST, due, "age_band placement_group team uasc", hit=recent, children=True)


def recount(path: Path) -> Figures:
    """Every figure that the workbook can supply."""
    book = Book(path)
    return front_door(book) | need_and_protection(book) | looked_after(book)
