"""Which of the truths a yearly return can show: by measure and breakdown, from the first month to the last.

A return cannot show a truth of which it lacks a part: a table, the group of a breakdown, or the months that
the measure looks back. What is listed here is figured from the files alone and must equal the truth.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from goldenthread.base import periods
from goldenthread.base.dates import month_number, months_before
from goldenthread.base.periods import Period
from goldenthread.model.result import ALL
from goldenthread.sample.council import Council
from goldenthread.sample.return_years import whole_years
from goldenthread.sample.truths import FIRST_MONTH, TRUTHS
from goldenthread.sample.truths.count import Truth

COLUMNS = ("format", "measure", "breakdown", "first_period", "last_period")


@dataclass(frozen=True)
class Shown:
    """What a format can show: measures, the breakdowns that it knows, and exceptions.

    `look_back` gives the months that a measure needs where the truth asks fewer; `begins` the first day of a
    measure that a later layout brought.
    """

    measures: tuple[str, ...]
    breakdowns: tuple[str, ...]
    look_back: dict[str, int] = field(default_factory=dict)
    begins: dict[str, dt.date] = field(default_factory=dict)

    def of(self, truth: Truth) -> list[str]:
        """The breakdowns of a truth that can be shown, the total first."""
        if truth.split:
            return [truth.split]
        return [ALL, *(one for one in truth.breakdowns if one in self.breakdowns)]

    def period(self, truth: Truth, first: dt.date, last: dt.date) -> tuple[Period, Period] | None:
        """The first and last month of a truth, given what the returns cover; None when there is none."""
        months = [
            periods.month(number)
            for number in range(month_number(max(first, FIRST_MONTH)), month_number(last) + 1)
        ]
        back = self.look_back.get(truth.id, truth.look_back)
        begins = self.begins.get(truth.id, first)
        kept = [month for month in months if months_before(month.start, back) >= begins]
        return (kept[0], kept[-1]) if kept else None


PLANS_IN_NEED = dt.date(2021, 4, 1)
"""From this day the census asks for child in need plans."""

CARE = Shown(
    measures=(
        "cla_count",
        "cla_started",
        "cla_ceased",
        "cla_net_change",
        "cla_started_in_care_at_end",
        "cla_ceased_home_pct",
        "cla_ceased_home_pct__not_planned",
        "cla_ceased_home_pct__relatives",
        "cla_ceased_sgo_cao_pct",
        "cla_ceased_sgo_cao_pct__sgo",
        "cla_ceased_sgo_cao_pct__cao",
        "adopted_pct",
        "cla_reentry_12m_pct",
        "placement_mix_pct",
        "placements_3plus_pct",
        "placement_moves_by_destination",
        "placement_moves_children",
        "placement_moves_unplanned_pct",
        "placement_longterm_pct",
        "unregistered_placements",
    ),
    breakdowns=frozenset(
        [
            "age_band",
            "sex",
            "ethnicity",
            "primary_need",
            "placement_group",
            "provider",
            "legal_status",
            "uasc",
            "setting",
        ]
    ),
    look_back={"placement_longterm_pct": 30},
)

NEED = Shown(
    measures=(
        "referrals_received",
        "referrals_from_schools",
        "rereferrals_12m_pct",
        "referrals_nfa_pct",
        "assessments_started",
        "assessments_completed",
        "assessments_45wd_pct",
        "assessments_45wd_pct__from_referral",
        "assessments_median_wd",
        "s47_started",
        "icpc_held",
        "icpc_held__transfer_in",
        "icpc_to_cp_plan_pct",
        "icpc_15wd_pct",
        "cp_plans_open",
        "cp_plans_started",
        "cp_plans_ended",
        "cp_plans_net_change",
        "repeat_cp_ever_pct",
        "repeat_cp_current_pct",
        "repeat_cp_24m_pct",
        "cp_plans_2y_open_pct",
        "cp_plans_2y_ended_pct",
        "cp_reviews_in_time_pct",
    ),
    breakdowns=frozenset(
        ["age_band", "sex", "ethnicity", "disability", "source", "primary_need", "abuse_category"]
    ),
    begins={"cin_plans_ended_6m_pct": PLANS_IN_NEED},
)

SHOWN: dict[str, Shown] = {"ssda903": CARE, "cin": NEED}
"""By format; the extracts and registers together show every truth."""


def shown(council: Council) -> Iterator[tuple[str, str, str, str, str]]:
    """Every line of COLUMNS that holds for a council."""
    years = whole_years(council)
    if not years:
        return
    for form, can in SHOWN.items():
        for measure in can.measures:
            truth = TRUTHS[measure]
            found = can.period(truth, years[0].first, years[-1].last)
            if found:
                first, last = found
                yield from ((form, measure, name, first.label, last.label) for name in can.of(truth))


def write(council: Council, path: Path) -> None:
    """Write what each return of a council can show."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(shown(council))
