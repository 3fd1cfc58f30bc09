"""The path from contact to assessment in the Marlshire Annex A workbook, in pandas: lists 1 to 4."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from tests.support.annex_a_recount import (
    DAY,
    MONTHS,
    Book,
    Figures,
    _groups,
    aged,
    codes,
    grouped,
    in_month,
)
from tests.support.bank_holidays import BANK_HOLIDAYS
from tests.support.standard_codes import SOURCES

STAGES = ("contact", "early_help", "referral", "assessment")


def path(book: Book) -> Figures:
    """Who was at each stage in a month, and what contacts led to."""
    contacts = book.rows(1, day="Date of Contact", source="Contact Source")
    contacts["code"] = codes(contacts.source)
    contacts = contacts.drop_duplicates(["child", "day", "code"]).reset_index(drop=True)
    early = book.rows(2, start="Assessment start date", day="Assessment completion date")
    referrals = book.rows(3, day="Date of referral")
    assessed = book.rows(
        4, start="Continuous Assessment Start Date", day="Continuous Assessment Date of Authorisation"
    )
    stages = dict(zip(STAGES, (contacts, early, referrals, assessed), strict=True))
    return led_to(contacts, early, referrals, assessed) | at_stages(stages)


def led_to(
    contacts: pd.DataFrame, early: pd.DataFrame, referrals: pd.DataFrame, assessed: pd.DataFrame
) -> Figures:
    """Contacts followed by the next stage in its days; a group in which one may still be has no figure."""
    rows = aged(contacts, contacts.day)
    rows["source"] = grouped(rows.source, SOURCES)
    referred = _first(rows, referrals.day, referrals.child, _after(rows.day, 5))
    begun = _first(rows.assign(day=referred), assessed.start, assessed.child, _after(referred, 10))
    lines = {
        "early_help": (
            _first(rows, early.start, early.child, rows.day + pd.Timedelta(days=28)).notna(),
            rows.day + pd.Timedelta(days=28) > DAY,
        ),
        "referral": (referred.notna(), _after(rows.day, 5) > DAY),
        "assessment": (
            begun.notna(),
            _after(referred.fillna(rows.day), 10).where(referred.notna(), _after(rows.day, 5)) > DAY,
        ),
    }
    out: Figures = {}
    for line, (reached, open_still) in lines.items():
        known = rows.assign(reached=reached, waits=open_still & ~reached)
        for month in MONTHS:
            for breakdown, group, part in _lines(
                in_month(known, "day", month), "age_band sex ethnicity source age_band*sex"
            ):
                if not part.waits.any():
                    name, of = (
                        ("stage", line)
                        if breakdown == "all"
                        else (f"stage × {breakdown.replace('*', ' × ')}", f"{line} × {group}")
                    )
                    out["funnel_conversion_pct", month, name, of] = (int(part.reached.sum()), len(part))
    return out


def at_stages(stages: dict[str, pd.DataFrame]) -> Figures:
    """Different children at each stage; the workbook's population has no groups, so each is the whole."""
    out: Figures = {}
    for stage, rows in stages.items():
        known = aged(rows, rows.day)
        known = known[~known.age_band.isin(["unborn", "18+"])]
        for month in MONTHS:
            children = in_month(known, "day", month).child.nunique()
            if children >= 5:  # fewer are withheld
                out["representation_index", month, "stage", stage] = (children, children)
    return out


def _lines(rows: pd.DataFrame, breakdowns: str) -> Iterator[tuple[str, str, pd.DataFrame]]:
    for breakdown in ("all", *breakdowns.split()):
        for group, part in _groups(rows, breakdown):
            yield breakdown, group, part


def _first(rows: pd.DataFrame, days: pd.Series, children: pd.Series, last: pd.Series) -> pd.Series:
    """For each row the first day of its child from its own day to the last, if there is one."""
    window = rows[["child", "day"]].assign(last=last, row=rows.index)
    met = window.merge(pd.DataFrame({"child": children, "at": days}), on="child")
    met = met[(met["at"] >= met.day) & (met["at"] <= met["last"])]
    return met.groupby("row")["at"].min().reindex(rows.index)


def _after(days: pd.Series, count: int) -> pd.Series:
    """The last day with so many working days since: the day before the next working day."""
    known = days.dropna().to_numpy("datetime64[D]")
    following = np.busday_offset(
        np.busday_offset(known + np.timedelta64(1, "D"), 0, roll="forward", holidays=BANK_HOLIDAYS),
        count,
        holidays=BANK_HOLIDAYS,
    )
    last = pd.Series(following - np.timedelta64(1, "D"), index=days.dropna().index)
    return pd.to_datetime(last.reindex(days.index))
