"""Which of the truths a return can show: by measure and breakdown, from the first month to the last.

A return cannot show a truth of which it lacks a part: a table, the group of a breakdown, or the months that
the measure looks back. What is listed here is figured from the return's files alone, with the population of
the registers for a rate, and must equal the truth.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from goldenthread.base.dates import month_number, months_before
from goldenthread.base.periods import Period, month
from goldenthread.model.result import ALL
from goldenthread.sample.council import Council
from goldenthread.sample.return_years import whole_years
from goldenthread.sample.truths import FIRST_MONTH, TRUTHS
from goldenthread.sample.truths.count import Truth
from goldenthread.sample.workforce_census import census_days

COLUMNS = ("format", "measure", "breakdown", "first_period", "last_period")
Cover = tuple[dt.date, dt.date]


def yearly(council: Council) -> Cover | None:
    """From the first day of the first return to the last of the last; None without a whole year."""
    years = whole_years(council)
    return (years[0].first, years[-1].last) if years else None


def last_year(council: Council) -> Cover | None:
    """The days of the last return; None without a whole year."""
    years = whole_years(council)
    return (years[-1].first, years[-1].last) if years else None


def last_census(council: Council) -> Cover | None:
    """The day of the last workforce census."""
    days = census_days(council)
    return (days[-1], days[-1]) if days else None


@dataclass(frozen=True)
class Shown:
    """What a format can show: `measures` in the months of its cover, those `at_end` in its last month alone.

    `breakdowns` are those that it knows; `look_back` the months that a measure needs where its truth asks for
    fewer.
    """

    cover: Callable[[Council], Cover | None]
    measures: tuple[str, ...]
    at_end: tuple[str, ...]
    breakdowns: tuple[str, ...]
    look_back: Mapping[str, int] = field(default_factory=dict)

    def of(self, truth: Truth) -> list[str]:
        """The breakdowns of a truth that can be shown, the total first."""
        if truth.split:
            return [truth.split]
        return [ALL, *(one for one in truth.breakdowns if one in self.breakdowns)]

    def months(self, truth: Truth, cover: Cover) -> list[Period]:
        """The months of a truth that can be shown, in order."""
        first, last = cover
        if truth.id in self.at_end:
            return [month(month_number(last))]
        back = self.look_back.get(truth.id, truth.look_back)
        numbers = range(month_number(max(first, FIRST_MONTH)), month_number(last) + 1)
        return [one for one in map(month, numbers) if months_before(one.start, back) >= first]


CARE = Shown(
    cover=yearly,
    measures=(
        "cla_count",
        "cla_rate",
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
        "cla_reviews_in_time_pct",
        "cla_missing_pct",
        "placement_mix_pct",
        "placements_3plus_pct",
        "placement_moves_by_destination",
        "placement_moves_children",
        "placement_moves_unplanned_pct",
        "placement_longterm_pct",
        "unregistered_placements",
    ),
    at_end=(
        "sdq_average",
        "sdq_coverage_pct",
        "cla_health_checks_pct",
        "cla_health_checks_pct__immunisations",
        "cla_health_checks_pct__development",
    ),
    breakdowns=(
        "age_band",
        "sex",
        "ethnicity",
        "primary_need",
        "placement_group",
        "provider",
        "legal_status",
        "uasc",
        "setting",
    ),
    look_back={"placement_longterm_pct": 30},
)
"""The return of looked-after children. Of care that began before the first return the start is not known,
hence the longer look-back; what it says of care leavers is of their birthdays, not of the month."""

NEED = Shown(
    cover=yearly,
    measures=(
        "referrals_received",
        "referrals_rate",
        "referrals_from_schools",
        "rereferrals_12m_pct",
        "referrals_nfa_pct",
        "assessments_started",
        "assessments_completed",
        "assessments_45wd_pct",
        "assessments_45wd_pct__from_referral",
        "assessments_median_wd",
        "s47_started",
        "s47_rate",
        "s47_rate__annualised",
        "icpc_held",
        "icpc_to_cp_plan_pct",
        "icpc_15wd_pct",
        "cin_rate",
        "cp_plans_open",
        "cp_plan_rate",
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
    at_end=(),
    breakdowns=(
        "age_band",
        "sex",
        "ethnicity",
        "disability",
        "source",
        "primary_need",
        "abuse_category",
        "outcome",
    ),
)
"""The children in need census. What also asks who is in care (plans that ended, referrals not in need) and
when an enquiry ended is not in it."""

WORKFORCE = Shown(
    cover=last_census,
    measures=(),
    at_end=("agency_rate_pct", "sw_turnover_12m_pct", "vacancy_rate_pct"),
    breakdowns=(),
)
"""The social work workforce census, of one day and without teams."""

SHOWN: dict[str, Shown] = {
    "ssda903": CARE,
    "ssda903_xml": replace(CARE, cover=last_year),
    "ssda903_xlsx": replace(CARE, cover=last_year),
    "cin": NEED,
    "workforce_census": WORKFORCE,
}
"""By format; the extracts and registers together show every truth."""


def shown(council: Council) -> Iterator[tuple[str, str, str, str, str]]:
    """Every line of COLUMNS that holds for a council."""
    for form, can in SHOWN.items():
        cover = can.cover(council)
        for measure in (*can.measures, *can.at_end) if cover else ():
            truth = TRUTHS[measure]
            months = can.months(truth, cover) if cover else []
            if months:
                span = months[0].label, months[-1].label
                yield from ((form, measure, name, *span) for name in can.of(truth))


def write(council: Council, path: Path) -> None:
    """Write what each return of a council can show."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(shown(council))
