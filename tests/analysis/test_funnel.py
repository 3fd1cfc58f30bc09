"""The funnel over results as the engine gives them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from statsmodels.stats.proportion import proportion_confint

from goldenthread.analysis.funnel import ALONG, PASSAGES, Conversion, Taken, funnel, taken
from goldenthread.base.periods import parse
from goldenthread.engine.journeys import STEPS
from goldenthread.model.journey import Wait, Waits
from goldenthread.model.result import Status
from goldenthread.model.results import Results
from tests.support.engine_run import run_engine

DAY = dt.date.fromisoformat
MEASURES = [*dict.fromkeys(passage.measure for passage in PASSAGES)]
NOVEMBER, DECEMBER, JANUARY = parse("2023-11"), parse("2023-12"), parse("2024-01")
SEX = {"ann": "F", "ben": "M", "cal": "F", "dot": "F", "eli": "M"}
Rows = list[dict[str, Any]]


def rows() -> dict[str, Rows]:
    """Of November's four contacts one led to a referral in five working days, one later; none to help."""
    contacts = [("ann", "2023-11-06"), ("ben", "2023-11-06"), ("cal", "2023-11-07"), ("dot", "2023-11-30")]
    return {
        "persons": [{"person_id": who, "dob": DAY("2012-01-01"), "sex": sex} for who, sex in SEX.items()],
        "contacts": [
            {"contact_id": who, "person_id": who, "contact_date": DAY(day)}
            for who, day in [*contacts, ("eli", "2024-01-31")]
        ],
        "referrals": [
            {"referral_id": who, "person_id": who, "referral_date": DAY(day), "nfa": False}
            for who, day in (("ann", "2023-11-10"), ("ben", "2023-11-27"))
        ],
        "s47_enquiries": [
            {"s47_id": who, "person_id": who, "start_date": DAY("2023-11-06"), "end_date": DAY("2023-11-20")}
            for who in ("ann", "ben", "cal")
        ],
        "icpcs": [
            {"icpc_id": who, "person_id": who, "s47_id": who, "conference_date": DAY("2023-11-20"), **made}
            for who, made in (("ann", {"outcome_cp_plan": True}), ("ben", {"outcome_cp_plan": False}))
        ],
    }


@pytest.fixture(scope="module")
def results() -> Results:
    tables = rows()
    for row in tables["icpcs"]:
        row["is_transfer_in"] = False
    return run_engine(
        {"E1": tables}, measures=MEASURES, periods=["2023-11", "2023-12", "2024-01"], breakdowns=["sex"]
    )


def one(found: list[Conversion], destination: str, cohort: str = "2023-11", group: str = "all") -> Conversion:
    (made,) = [c for c in found if (c.passage.destination, c.cohort, c.group) == (destination, cohort, group)]
    return made


def test_each_passage_counts_its_own_cohort_with_wilson_s_interval(results: Results) -> None:
    found = funnel(results, "E1", [NOVEMBER])
    assert [(c.passage.destination, c.reached, c.began) for c in found] == [
        ("early_help", 0, 4),
        ("referral", 1, 4),
        ("assessment", 0, 4),
        ("conference", 2, 3),
        ("plan", 1, 2),
    ]
    for made in found:
        low, high = proportion_confint(made.reached, made.began, method="wilson")
        assert (made.low, made.high) == pytest.approx((100 * low, 100 * high), abs=1e-9)
        assert made.percent == pytest.approx(100 * (made.reached or 0) / (made.began or 1))


def test_a_cohort_that_is_not_ripe_is_not_yet_known(results: Results) -> None:
    made = one(funnel(results, "E1", [JANUARY]), "referral", "2024-01")
    assert (made.status, made.reached, made.percent, made.low) == (Status.NOT_YET_KNOWN, None, None, None)
    assert made.reason == "the timescale of some has not passed"


def test_nobody_began(results: Results) -> None:
    assert one(funnel(results, "E1", [DECEMBER]), "conference", "2023-12").status == Status.NO_CASES


def test_by_group(results: Results) -> None:
    found = funnel(results, "E1", [NOVEMBER], "sex")
    assert (one(found, "referral", group="female").reached, one(found, "referral", group="female").began) == (
        1,
        3,
    )
    assert (one(found, "conference", group="male").reached, one(found, "conference", group="male").began) == (
        1,
        1,
    )


def test_what_was_not_computed_says_so(results: Results) -> None:
    made = one(funnel(results, "E1", [parse("2023-10")]), "plan", "2023-10")
    assert (made.status, made.reason) == (Status.NOT_AVAILABLE, "no figure was computed")


def test_a_line_that_the_load_lacks_says_why() -> None:
    lacking = run_engine(
        {"E1": rows()},
        measures=MEASURES,
        periods=["2023-11"],
        breakdowns=[],
        cover={"from": DAY("2023-11-10"), "to": DAY("2024-01-31")},
    )
    made = one(funnel(lacking, "E1", [NOVEMBER]), "referral")
    assert (made.status, made.reason) == (Status.NOT_AVAILABLE, "contacts begin on 10 November 2023")


def waits(*found: Wait, known_to: str = "2024-04-30", reason: str = "") -> Waits:
    return Waits("s47_to_conference", "E1", "2023-12", "all", "all", found, DAY(known_to), reason)


def test_a_month_counts_those_who_took_the_step_in_the_same_time() -> None:
    """Of ten two took it in 91 days and one later; those who wait have waited for as long."""
    made = taken(
        waits(Wait(91, reached=2), Wait(92, reached=1), Wait(130, otherwise=4), Wait(140, waiting=3))
    )
    low, high = proportion_confint(2, 10, method="wilson")
    assert (made.began, made.reached, made.is_open) == (10, 2, False)
    assert made.percent == pytest.approx(20)
    assert (made.low, made.high) == (pytest.approx(100 * low), pytest.approx(100 * high))


def test_a_month_is_open_while_one_may_still_take_the_step_in_time() -> None:
    waiting = taken(waits(Wait(10, reached=2), Wait(90, waiting=1)))
    assert waiting == Taken("s47_to_conference", "2023-12", 3, 2, is_open=True)
    over = taken(waits(Wait(10, reached=2), Wait(91, waiting=1)))
    assert not over.is_open
    ended = taken(waits(Wait(10, reached=2), Wait(20, otherwise=1)))
    assert (ended.is_open, ended.began) == (False, 3)
    within = taken(waits(Wait(10, reached=2), known_to="2023-12-20"))
    assert (within.is_open, within.percent) == (True, None)


def test_a_month_that_nobody_began_or_that_cannot_be_counted_has_no_share() -> None:
    assert taken(waits()) == Taken("s47_to_conference", "2023-12", 0, 0)
    lacking = taken(waits(reason="no conferences are loaded"))
    assert (lacking.began, lacking.reached, lacking.reason) == (None, None, "no conferences are loaded")


def test_the_path_is_made_of_steps_of_journeys_each_beginning_where_one_ended() -> None:
    assert set(ALONG) <= set(STEPS)
    stages = ["contact"]
    for step in ALONG:
        start, end = step.split("_to_")
        assert start in stages
        stages.append(end)
    assert stages[-1] == "care"
