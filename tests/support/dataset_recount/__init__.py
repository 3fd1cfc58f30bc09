"""A recount of a council's files in pandas: nothing of goldenthread is used here.

The files are extracts in the layout of the Standard Safeguarding Dataset and local registers. Every figure is
(numerator, denominator or none) by measure, period, breakdown and group. Groups of nobody are left out.
"""

from __future__ import annotations

from pathlib import Path

from tests.support.dataset_recount import (  # noqa: F401 a module makes its measures known
    care,
    community,
    front_door,
    practice,
    protection,
    workforce,
)
from tests.support.dataset_recount.measures import MEASURES, Figures, figures_of
from tests.support.dataset_recount.records import Files, month, quarter

__all__ = ["MONTHS", "QUARTERS", "RATES", "Figures", "recount"]

MONTHS = tuple(f"2023-{number:02}" for number in range(1, 13))
QUARTERS = {
    "FY2022-23Q4": "2023-01",
    "FY2023-24Q1": "2023-04",
    "FY2023-24Q2": "2023-07",
    "FY2023-24Q3": "2023-10",
}
RATES = {
    "cla_rate": care.cla_count,
    "cp_plan_rate": protection.cp_plans_open,
    "early_help_rate": front_door.early_help_open_children,
    "referrals_rate": front_door.referrals_received,
    "cin_rate": front_door.open_episodes,
    "care_applications_rate": care.children_in_applications,
}
"""Rates for each 10,000 children and the count of each."""

NETS = {
    "cp_plans_net_change": (protection.cp_plans_started, protection.cp_plans_ended),
    "cla_net_change": (care.cla_started, care.cla_ceased),
}
"""Differences: what began and what ended."""

BY_QUARTER = (
    "children_in_applications",
    "sf_forms_completed",
    "sf_outcome_band_pct",
    "sf_concern_positive_pct",
)


def recount(folder: Path) -> Figures:
    """Every figure of the months of 2023, and of its quarters where the measure has them."""
    files = Files(folder)
    out: Figures = {}
    for period in map(month, MONTHS):
        for name in MEASURES:
            if name != "children_in_applications":
                out |= figures_of(files, name, period)
        out |= workforce.sw_turnover_12m_pct(files, period)
        out |= workforce.caseload_per_fte(files, period)
    for period in (quarter(name, first) for name, first in QUARTERS.items()):
        for name in BY_QUARTER:
            out |= figures_of(files, name, period)
    _add_rates(out, files)
    _add_differences(out)
    return {
        key: one for key, one in out.items() if key[0] not in ("open_episodes", "children_in_applications")
    }


def _add_rates(out: Figures, files: Files) -> None:
    for rate, count in RATES.items():
        for (name, period, breakdown, group), (number, _) in list(out.items()):
            area = "ALL" if breakdown == "all" else group
            if name == count.__name__ and breakdown in ("all", "locality") and area in files.population:
                out[rate, period, breakdown, group] = (number, int(files.population[area]))


def _add_differences(out: Figures) -> None:
    for change, (more, less) in NETS.items():
        names = (more.__name__, less.__name__)
        lines = {key[1:] for key in out if key[0] in names and key[2] in ("all", "team", "locality")}
        for period, breakdown, group in lines:
            plus, minus = (out.get((name, period, breakdown, group), (0, None))[0] for name in names)
            out[change, period, breakdown, group] = (plus - minus, None)
