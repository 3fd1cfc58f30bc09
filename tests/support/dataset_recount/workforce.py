"""Social workers: caseload, turnover and agency share."""

from __future__ import annotations

import pandas as pd

from tests.support.dataset_recount.measures import Figures, measure
from tests.support.dataset_recount.records import Files, Period, months_before, open_on

DISABILITY_COUNTS = pd.Timestamp(2023, 4, 1)
"""From when the council's caseloads count children with a disability."""


def social_workers(files: Files) -> pd.DataFrame:
    """Spells of employment as a social worker."""
    spells = files.register(
        "workforce",
        staff="staff_id",
        start="start_date",
        end="end_date",
        fte="fte",
        qualified="is_social_worker",
        agency="is_agency",
        team="team_id",
        worker_role="role",
    )
    return spells[spells.qualified == "yes"].assign(fte=lambda rows: rows.fte.astype(float))


@measure("team worker_role", each="fte")
def agency_rate_pct(files: Files, period: Period) -> pd.DataFrame:
    """Agency social workers, of all social workers on the last day, in full-time equivalents."""
    working = open_on(social_workers(files), period.end)
    return working.assign(hit=working.agency == "yes")


def sw_turnover_12m_pct(files: Files, period: Period) -> Figures:
    """Permanent social workers who left in 12 months and did not go on, over those in post, in full-time
    equivalents."""
    permanent = social_workers(files).query("agency == 'no'")
    left = permanent[(permanent.end > months_before(period.end, 12)) & (permanent.end <= period.end)]
    pairs = left.reset_index().merge(permanent[["staff", "start"]], on="staff", suffixes=("", "_next"))
    stayed = pairs[(pairs.start_next > pairs.start) & (pairs.start_next <= pairs.end + pd.Timedelta(days=1))]
    left = left.drop(stayed["index"].unique())
    in_post = open_on(permanent, period.end)
    return _over("sw_turnover_12m_pct", period, left, in_post)


def caseload_per_fte(files: Files, period: Period) -> Figures:
    """Children held by social workers in work, over the full-time equivalents of those who hold any; to March
    2023 without the children of whom a disability is recorded."""
    held = open_on(files.case_workers, period.end).sort_values(["start", "id"])
    held = held.drop_duplicates("child", keep="last")[["child", "worker"]]
    people = files.extract("professionals", worker="prof_professional_id", staff="prof_staff_id")
    working = open_on(social_workers(files), period.end).merge(people, on="staff")
    working = working[working.fte > 0].sort_values("start").drop_duplicates("worker", keep="last")
    cases = held.merge(working, on="worker").assign(fte=1.0)
    if period.end < DISABILITY_COUNTS:
        recorded = files.extract("disability", child="disa_person_id", code="disa_disability_code")
        cases = cases[~cases.child.isin(recorded.child[recorded.code != "NONE"])]
    return _over("caseload_per_fte", period, cases, working[working.worker.isin(held.worker)])


def _over(name: str, period: Period, some: pd.DataFrame, base: pd.DataFrame) -> Figures:
    """The full-time equivalents of some over those of a base, in all and by team."""
    out: Figures = {(name, period.name, "all", "all"): (some.fte.sum(), base.fte.sum())}
    for team in {*some.team, *base.team}:
        parts = (some.fte[some.team == team].sum(), base.fte[base.team == team].sum())
        out[name, period.name, "team", team] = parts
    return out
