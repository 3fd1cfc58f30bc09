"""The recount of the Marlshire workbook goes on: reviews, visits, checks, missing, leaving care, adoption."""

from __future__ import annotations

import pandas as pd

from tests.support.annex_a_recount import (
    DAY,
    LAST,
    Book,
    Figures,
    aged,
    cared_for,
    codes,
    count,
    months_before,
    open_care,
    words,
    working_days,
)

YEAR_AGO = months_before(DAY, 12)
HALF = months_before(DAY, 6)
QUARTER = months_before(DAY, 3)
BUSY = [f"{hours}{number}" for hours in "FP" for number in range(1, 6)]


def outcomes(book: Book) -> Figures:
    """Lists 8, 9 and 10."""
    out: Figures = {}
    care = cared_for(book)
    care = care.join(_more_of_list_8(book), rsuffix="_8")
    on_day = aged(care[open_care(care)], DAY)
    on_day = on_day.assign(day=DAY)
    _reviews(out, on_day)
    _visits(out, on_day)
    year = on_day[on_day.start <= YEAR_AGO]
    checked = (year.dental > YEAR_AGO) & (year.dental <= DAY)
    count(out, "cla_health_checks_pct", LAST, year, "age_band placement_group", hit=checked, children=True)
    _missing(out, book, care)
    _leaving(out, book)
    _adoption(out, book, care)
    return out


def _more_of_list_8(book: Book) -> pd.DataFrame:
    """Further columns, row by row."""
    sheet = book.lists[8]
    missing = next(name for name in sheet if "Missing" in name and name.startswith("Number"))
    frame = sheet[["Date of Latest Statutory Review", "Date of Last Social Work Visit"]].copy()
    frame.columns = ["review", "visit"]
    return frame.assign(
        dental=sheet["Date of Last Dental Check"],
        missing=sheet[missing],
        code=codes(sheet["Placement Type"]),
        why=codes(sheet["Reason Ceased to be Looked After"]),
    )


def _reviews(out: Figures, on_day: pd.DataFrame) -> None:
    part = on_day[working_days(on_day.start, on_day.day) > 20]
    review = part.review.where(part.review >= part.start)
    first = working_days(part.start, review) <= 20
    limit = pd.Series(HALF, index=part.index).where(~first, QUARTER)
    count(out, "cla_reviews_in_time_pct", LAST, part, "team", hit=review >= limit, children=True)


def _visits(out: Figures, on_day: pd.DataFrame) -> None:
    """Within a week of the placement; then 6 weeks, or 3 months in long-term fostering of a year."""
    home = on_day.code == "P1"
    since = on_day[["start", "placed"]].max(axis=1)
    ordered = home & (on_day.legal_status == "C2")
    since = since.where(~(ordered & (on_day.legal_start > since)), on_day.legal_start)
    visit = on_day.visit.where(on_day.visit >= since)
    age = (DAY - visit).dt.days
    interim = home & (on_day.legal_status == "C1")
    reviewed = on_day.review >= on_day.start
    hit = age <= 42
    hit = hit.where(~interim, age <= 7)
    hit = hit.where(~(interim & reviewed), age <= 28)
    settled = on_day.code.isin(["U1", "U4"]) & (on_day.placed <= YEAR_AGO)
    hit = hit.where(~settled, visit >= QUARTER)
    hit = hit.where(visit.notna(), (DAY - since).dt.days <= 7)
    count(
        out,
        "cla_visits_in_date_pct",
        LAST,
        on_day,
        "team age_band placement_group legal_status",
        hit=hit,
        children=True,
    )


def _missing(out: Figures, book: Book, care: pd.DataFrame) -> None:
    """Those of list 8, and children adopted in the half-year before it."""
    counted = care[(care.end.isna() | (care.end - pd.Timedelta(days=1) > YEAR_AGO)) & (care.start <= DAY)]
    gone = counted.end <= DAY
    counted = counted.assign(placement_group=counted.placement_group.where(~gone, "unknown"))
    adopted = book.rows(10, start="Date the Child Entered Care", end="Date of Adoption Order")
    earlier = adopted[adopted.end.notna() & (adopted.end < pd.Timestamp(2023, 7, 1))]
    earlier = earlier[~earlier.child.isin(book.lists[8]["Child Unique ID"])]
    earlier = earlier[earlier.end - pd.Timedelta(days=1) > YEAR_AGO].assign(
        placement_group="unknown", missing=0
    )
    rows = aged(pd.concat([counted, earlier], ignore_index=True), DAY)
    count(
        out,
        "cla_missing_pct",
        LAST,
        rows,
        "age_band sex placement_group",
        hit=rows.missing >= 1,
        children=True,
    )


def _leaving(out: Figures, book: Book) -> None:
    """The list has no day of a pathway plan, and does not say who sought asylum alone."""
    rows = book.rows(
        9,
        eligibility="Eligibility Category",
        touch=_named(book, "LA In Touch"),
        home="Type of Accommodation",
        suitable="Suitability of Accommodation",
        activity="Activity Status",
        team="Allocated Team",
    )
    rows = aged(rows, DAY)
    rows["touch"] = codes(rows.touch).str.upper()
    entitled = words(rows.eligibility).str.lower().str.startswith(("relevant", "former relevant"))
    kept = rows[entitled & ~rows.touch.isin(["DIED", "RHOM"])]
    kept = kept.assign(home=codes(kept.home), activity=codes(kept.activity))
    suitable = (words(kept.suitable) == "Suitable").fillna(False)
    for ages, ending, breakdowns in (
        ((19, 21), "", "sex uasc"),
        ((17, 18), "__aged_17_18", "age_band sex uasc"),
    ):
        part = kept[kept.age.between(*ages)]
        at_home = part[~part.home.isin(["G", "H", "R"])]
        count(
            out,
            f"care_leavers_in_touch_pct{ending}",
            LAST,
            part,
            breakdowns,
            hit=(part.touch == "YES").fillna(False),
        )
        count(out, f"care_leavers_suitable_accom_pct{ending}", LAST, at_home, breakdowns, hit=suitable)
        busy = part.activity.isin(BUSY)
        count(out, f"care_leavers_eet_pct{ending}", LAST, part, breakdowns, hit=busy)


def _adoption(out: Figures, book: Book, care: pd.DataFrame) -> None:
    rows = book.rows(
        10,
        entered="Date the Child Entered Care",
        ordered="Date of Placement Order",
        matched=_starting(book, 10, "Date of Matching"),
        placed="Date Placed for Adoption",
        adopted="Date of Adoption Order",
    )
    lived = care.set_index("child").start
    rows["entered"] = rows.child.map(lived).fillna(rows.entered)
    done = rows[(rows.adopted > YEAR_AGO) & (rows.adopted <= DAY)]
    _mean(out, "adoption_entry_to_placed_days", (done.placed - done.entered).dt.days)
    match = (done.matched - done.ordered).dt.days.clip(lower=0)[done.placed.notna()]
    _mean(out, "adoption_order_to_match_days", match)
    now = rows[(rows.matched > YEAR_AGO) & (rows.matched <= DAY)]
    _mean(out, "adoption_order_to_match_days__matched", (now.matched - now.ordered).dt.days.clip(lower=0))


def _mean(out: Figures, measure: str, days: pd.Series) -> None:
    known = days[days >= 0]
    if len(known):
        out[measure, LAST, "all", "all"] = (float(known.sum()), len(known))


def _named(book: Book, name: str) -> str:
    return next(one for one in book.lists[9] if one.lower() == name.lower())


def _starting(book: Book, number: int, start: str) -> str:
    return next(one for one in book.lists[number] if one.startswith(start))
