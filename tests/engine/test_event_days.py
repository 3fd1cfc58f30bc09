"""The days of events: by hand, and over generated councils as many in each month as the results say."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from goldenthread.base.periods import month, parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.compute import compute
from goldenthread.engine.event_days import event_days
from goldenthread.model.event import EventDay
from goldenthread.model.result import Status
from tests.support.engine_run import snapshot_of

DAY = dt.date.fromisoformat
LAST = parse("2023-12")
MONTHS = tuple(month(number) for number in range(LAST.last_month - 11, LAST.last_month + 1))
QUARTERS = tuple(parse(each) for each in ("FY2022-23Q4", "FY2023-24Q1", "FY2023-24Q2", "FY2023-24Q3"))

Rows = list[dict[str, Any]]


def left(child: str, end: str, reason: str, start: str = "2021-05-01") -> dict[str, Any]:
    made = {"cla_period_id": f"{child} {start}", "person_id": child, "start_date": DAY(start)}
    return {**made, "end_date": DAY(end), "end_reason": reason, "is_short_breaks": False}


def of_adoptions(rows: Rows) -> Any:
    source = snapshot_of({"E1": {"cla_periods": rows, "persons": []}}, ["care_ends"])
    measures = shipped_measures()
    return event_days(source, measures, measures["adopted_pct"], "E1", MONTHS)


def test_events_of_a_share_stand_on_their_days_with_the_cases_before_them() -> None:
    found = of_adoptions(
        [
            left("ann", "2023-03-05", "E45"),  # before the first event
            left("ben", "2023-03-20", "E11"),
            left("cal", "2023-05-02", "E45"),
            left("dot", "2023-05-03", "E4"),
            left("eli", "2023-05-03", "E12"),
            left("fay", "2023-05-04", "E11"),
            left("gus", "2024-01-02", "E11"),  # after the months
        ]
    )
    assert found.days == (
        EventDay(DAY("2023-03-20"), 1),
        EventDay(DAY("2023-05-03"), 2),
        EventDay(DAY("2023-05-04"), 0),
    )
    counted = dict(zip([each.label for each in found.periods], found.counted, strict=True))
    assert counted["2023-03"] == (1, 2)
    assert counted["2023-05"] == (2, 4)
    assert counted["2023-06"] == (0, 0)


def test_a_child_that_left_twice_in_a_month_is_one_case_on_the_day_of_the_event() -> None:
    found = of_adoptions(
        [
            left("ann", "2023-05-05", "E45", "2022-01-01"),
            left("ann", "2023-05-20", "E11", "2023-05-10"),
            left("ben", "2023-05-12", "E45"),
            left("cal", "2023-06-01", "E11"),
        ]
    )
    assert found.days == (EventDay(DAY("2023-05-20"), 1), EventDay(DAY("2023-06-01"), 0))
    assert found.counted[MONTHS.index(parse("2023-05"))] == (1, 2)


COUNTED = {
    "s47_completed": "s47_enquiries",
    "icpc_held": "icpcs",
    "cp_plans_2y_ended_pct": "cp_plans",
    "cp_plans_started": "cp_plans",
    "cla_reentry_12m_pct": "looked_after",
    "care_applications_rate": "care_applications",
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", COUNTED)
def test_each_month_has_as_many_events_as_its_result(name: str, seed: int) -> None:
    chance = random.Random(seed)
    measures = shipped_measures()
    source = snapshot_of({"E1": _council(chance)}, [COUNTED[name]], population=POPULATION)
    measure = measures[name]
    periods = list(QUARTERS if measure.periods == ("quarter",) else MONTHS)
    results = compute(source, measures, [measure], periods, ())
    found = event_days(source, measures, measure, "E1", periods)
    assert len(found.days) == sum(events for events, _ in found.counted) > 0
    for period, (events, among) in zip(found.periods, found.counted, strict=True):
        said = results.get(name, "E1", period.label)
        inside = [each for each in found.days if period.start <= each.day <= period.end]
        assert len(inside) == events == (said.numerator or 0)
        if measure.form == "percentage":
            assert among == (said.denominator or 0)
            assert said.value is not None or said.status is Status.NO_CASES
    assert [each.day for each in found.days] == sorted(each.day for each in found.days)
    assert all((each.cases_before is None) is (measure.form != "percentage") for each in found.days)


EVERYBODY = {"locality_id": "ALL", "sex": "T", "ethnicity": "ALL"}
POPULATION = [
    {"mid_year": year, "age_from": 0, "age_to": 17, "persons": 12_000, **EVERYBODY}
    for year in (2020, 2021, 2022)
]


def _council(chance: random.Random) -> dict[str, Rows]:
    """Children who come and go at random, some of them twice in a month."""

    def day() -> dt.date:
        return dt.date(2022, 6, 1) + dt.timedelta(chance.randrange(620))

    names = [f"child{n}" for n in range(60)]
    spans = [(chance.choice(names), *sorted((day(), day()))) for _ in range(140)]
    long = [(f"long{n}", dt.date(2020, 3, 1 + n), day()) for n in range(12)]
    return {
        "persons": [{"person_id": child, "dob": DAY("2012-05-02")} for child in names],
        "s47_enquiries": [
            {"s47_id": f"s{n}", "person_id": c, "start_date": a, "end_date": b}
            for n, (c, a, b) in enumerate(spans)
        ],
        "icpcs": [
            {"icpc_id": f"i{n}", "person_id": c, "conference_date": a, "is_transfer_in": False}
            for n, (c, a, _) in enumerate(spans)
        ],
        "cp_plans": [
            {"cp_plan_id": f"p{n}", "person_id": c, "start_date": a, "end_date": b, "is_ola": False}
            for n, (c, a, b) in enumerate([*spans, *long])
        ],
        "cla_periods": _apart(spans),
        "care_proceedings": [
            {"proceedings_id": f"a{n}", "person_id": c, "issued_date": a, "application_type": "s31_care"}
            for n, (c, a, _) in enumerate(spans)
        ],
    }


def _apart(spans: list[tuple[str, dt.date, dt.date]]) -> Rows:
    """Periods of care of which no two of a child overlap."""
    last: dict[str, dt.date] = {}
    rows: Rows = []
    for number, (child, start, until) in enumerate(sorted(spans, key=lambda one: one[1])):
        end = min(until, start + dt.timedelta(40))
        if child in last and start <= last[child]:
            continue
        last[child] = end
        made = {"cla_period_id": f"c{number}", "person_id": child, "start_date": start, "end_date": end}
        rows.append({**made, "end_reason": "E45", "is_short_breaks": False})
    return rows


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("cp_plans_open", "it counts no events"),
        ("assessments_median_wd", "it counts no events"),
        ("audit_grade_pct", "its lines have no total"),
        ("sw_turnover_12m_pct", "it counts no events"),
        ("adopted_pct", "children looked after are not in the load"),
    ],
)
def test_a_measure_without_days_says_why(name: str, reason: str) -> None:
    measures = shipped_measures()
    source = snapshot_of({"E1": {"persons": []}}, [], cover={"from": DAY("2024-01-30")})
    found = event_days(source, measures, measures[name], "E1", MONTHS)
    assert found.days == ()
    assert found.reason
    if name != "adopted_pct":
        assert found.reason == reason
