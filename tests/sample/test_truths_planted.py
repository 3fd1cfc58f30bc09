"""The recount of the sample gives the figures that were planted in it."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from goldenthread.base.dates import month_end, month_number
from goldenthread.sample import truths
from goldenthread.sample.truths.count import Line
from tests.sample.planted_council import planted_council

FIRST, LAST = dt.date(2023, 6, 30), dt.date(2023, 12, 31)


@cache
def recount() -> dict[tuple[str, ...], Line]:
    months = [month_end(n) for n in range(month_number(FIRST), month_number(LAST) + 1)]
    lines = truths.compute(planted_council(), [dt.date(2022, 12, 31), *months])
    return {line[:1] + line[2:5]: line for line in lines}


def found(measure: str, period: str, breakdown: str = "all", group: str = "all") -> tuple[float | None, ...]:
    return recount()[measure, period, breakdown, group][5:]


COUNTS = {
    ("contacts_received", "2023-12"): 1058,
    ("referrals_received", "2022-12"): 340,
    ("referrals_received", "2023-12"): 308,
    ("s47_completed", "2023-12"): 101,
    ("cp_plans_open", "2023-06"): 338,
    ("cp_plans_open", "2023-12"): 303,
    ("cp_plans_started", "2023-12"): 17,
    ("cp_plans_net_change", "2023-12"): -7,
    ("early_help_open_children", "2023-12"): 720,
    ("early_help_step_downs", "2023-12"): 18,
    ("cla_count", "2023-11"): 507,
    ("cla_count", "2023-12"): 510,
    ("cla_started", "2023-12"): 21,
    ("cla_ceased", "2023-12"): 18,
    ("cla_net_change", "2023-12"): 3,
    ("residential_move_plans", "2023-12"): 10,
    ("cla_u16_out_of_education", "2023-12"): 5,
    ("cla_neet_16_17", "2023-12"): 22,
    ("hub_individuals", "2023-10"): 2564,
    ("hub_visits", "2023-11"): 5976,
    ("sf_forms_completed", "FY2023-24Q3"): 147,
}


@pytest.mark.parametrize(("measure", "period"), COUNTS)
def test_planted_counts(measure: str, period: str) -> None:
    assert found(measure, period) == (COUNTS[measure, period], None, COUNTS[measure, period])


SHARES = {
    ("s47_to_icpc_pct", "2023-12"): (12, 101),
    ("rereferrals_12m_pct", "2022-12"): (102, 340),
    ("rereferrals_12m_pct", "2023-11"): (122, 381),
    ("rereferrals_12m_pct", "2023-12"): (77, 308),
    ("repeat_cp_current_pct", "2023-12"): (103, 303),
    ("audits_completed_pct", "2023-11"): (22, 22),
    ("audit_discussion_pct", "2023-11"): (18, 22),
    ("early_help_rate", "2023-12"): (720, 49_978),
    ("cp_plan_rate", "2023-12"): (303, 49_978),
    ("cla_rate", "2022-12"): (549, 49_978),
    ("cla_rate", "2023-12"): (510, 49_978),
    ("care_applications_rate", "FY2023-24Q2"): (9, 49_978),
}


@pytest.mark.parametrize(("measure", "period"), SHARES)
def test_planted_shares(measure: str, period: str) -> None:
    assert found(measure, period)[:2] == SHARES[measure, period]


SPLITS = {
    ("cla_started_in_care_at_end", "2023-12", "placement_group"): {
        "parents": 4, "family_friends": 9, "foster_in_house": 1, "foster_external": 1, "foster_to_adopt": 1},
    ("placement_moves_by_destination", "2023-12", "destination"): {
        "family_friends": 10, "parents": 5, "adoption": 1, "foster_to_adopt": 1, "supported": 2, "foster": 6,
        "other": 2},
    ("sf_outcome_band_pct", "FY2023-24Q3", "band"): {"none": 14, "one_or_two": 59, "three_or_more": 74},
    ("audit_grade_pct", "2023-11", "grade"): {
        "outstanding": 3, "good": 10, "requires_improvement": 8, "inadequate": 1},
}  # fmt: skip


@pytest.mark.parametrize(("measure", "period", "split"), SPLITS)
def test_planted_splits(measure: str, period: str, split: str) -> None:
    lines = [line for key, line in recount().items() if key[:3] == (measure, period, split)]
    assert {line[4]: line[5] for line in lines if line[5]} == SPLITS[measure, period, split]


def test_planted_shares_of_a_group() -> None:
    boys = found("contacts_police_share_pct", "2023-12", "age_band × sex", "10-17 × male")
    assert boys[2] == pytest.approx(62, abs=0.5)
    stages = {stage: found("fostering_pipeline_stage", "2023-12", "stage", stage)[0] for stage in
              ("screening", "home_visit")}  # fmt: skip
    assert stages == {"screening": 4, "home_visit": 3}
    hubs = {
        name: found("hub_visit_share_pct", "2023-11", "hub_locality", name)[2] for name in ("central", "west")
    }
    assert hubs == {"central": pytest.approx(100 / 3, abs=1), "west": pytest.approx(21, abs=0.5)}


def test_groups_that_exclude_each_other_add_to_the_total() -> None:
    """What never changes about a child adds up; a child may be in two teams, so teams may add to more."""
    sums: dict[tuple[str, ...], float] = defaultdict(float)
    for (measure, period, breakdown, group), line in recount().items():
        if "10-17" not in group and breakdown != "all":
            sums[measure, period, breakdown] += line[5] or 0
    compared = 0
    for (measure, period, breakdown), total in sums.items():
        if truths.TRUTHS[measure].split or truths.TRUTHS[measure].form == "rate" or "hub" in breakdown:
            continue
        everybody = found(measure, period)[0]
        if breakdown in ("sex", "ethnicity", "disability", "uasc"):
            assert total == everybody, (measure, period, breakdown)
            compared += 1
        assert total >= (everybody or 0) - 1e-9, (measure, period, breakdown)
    assert compared > 300


def test_opening_plus_started_less_ended_is_closing() -> None:
    for before, month in (("2023-10", "2023-11"), ("2023-11", "2023-12")):
        for stock, change in (("cp_plans_open", "cp_plans_net_change"), ("cla_count", "cla_net_change")):
            opening, closing = found(stock, before)[0], found(stock, month)[0]
            assert opening is not None
            assert opening + (found(change, month)[0] or 0) == closing


def test_the_file_has_the_lines_in_plain_numbers(tmp_path: Path) -> None:
    path = tmp_path / "truths.csv"
    few = {"cla_count", "cla_rate", "hub_visits", "rereferrals_12m_pct"}
    council = planted_council()
    truths.write(council, path, measures=sorted(few))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == truths.COLUMNS
    assert {row["measure"] for row in rows} == few
    first = {measure: min(row["period"] for row in rows if row["measure"] == measure) for measure in few}
    assert first == dict.fromkeys(few, "2021-08") | {
        "hub_visits": "2022-04",
        "rereferrals_12m_pct": "2022-08",
    }
    december = [row for row in rows if row["period"] == "2023-12" and row["group"] == "all"][:2]
    assert [(row["numerator"], row["denominator"]) for row in december] == [("510", ""), ("510", "49978")]
    assert float(december[1]["value"]) == 510 / 49_978 * 10_000
    assert max(row["period"] for row in rows) == "2023-12"
