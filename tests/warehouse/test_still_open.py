"""Records open at the end of the last load, on both sides of the limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from goldenthread.warehouse.contract.limits import limits_of
from goldenthread.warehouse.contract.moved import Moved
from goldenthread.warehouse.contract.still_open import open_gone
from tests.support.made_loads import FIRST, Row, arrow

LAST, NEW = (0, 99), (0, 130)


def plan(one: int, end: int | None = None, start: int = 5) -> Row:
    return {"cp_plan_id": f"P{one}", "person_id": f"K{one}", "start_date": start, "end_date": end}


OPEN = [plan(one) for one in range(20)]
ENDED = [plan(one, 60) for one in range(100, 150)]


def moved(
    then: Sequence[Row],
    now: Sequence[Row],
    *,
    table: str = "cp_plans",
    spans: tuple[tuple[int, int], tuple[int, int]] = (LAST, NEW),
    standard: str = "SSD",
) -> list[Moved]:
    def span(days: tuple[int, int]) -> tuple[dt.date, dt.date]:
        return FIRST + dt.timedelta(days[0]), FIRST + dt.timedelta(days[1])

    rows = arrow(table, then), arrow(table, now)
    return list(open_gone(table, *rows, (span(spans[0]), span(spans[1])), limits_of(standard)))


def test_open_records_that_are_left_out_stop_the_load() -> None:
    (said,) = moved([*OPEN, *ENDED], [*ENDED, *(plan(one, start=110) for one in range(30, 34))])
    assert said.stops
    assert str(said) == (
        "Child protection plans: of 20 records that the last load had open on 10 April 2023, 20 (100%) are "
        "not in this one, not even ended. Were open records left out?"
    )


@pytest.mark.parametrize(("gone", "stops"), [(9, False), (10, True)])
def test_a_few_may_go(gone: int, stops: bool) -> None:
    assert bool(moved([*OPEN, *ENDED], [*OPEN[gone:], *ENDED])) == stops
    many = [plan(one) for one in range(40)]
    assert not moved([*many, *ENDED], [*many[gone:], *ENDED]), "less than 30%"


@pytest.mark.parametrize(
    "again",
    [
        [plan(one, 110) for one in range(20)],
        [plan(one, 40) for one in range(20)],  # an end that was typed late
        [{**plan(one), "cp_plan_id": f"N{one}"} for one in range(20)],
        [{**plan(one, start=2), "cp_plan_id": f"N{one}"} for one in range(20)],
        [{**plan(one), "person_id": f"M{one}"} for one in range(20)],
    ],
    ids=["ended", "ended before", "numbered anew", "another start too", "of other people"],
)
def test_what_is_known_another_way_is_not_gone(again: list[Row]) -> None:
    assert not moved([*OPEN, *ENDED], [*again, *ENDED, plan(60, start=120)])


def test_a_list_of_what_is_open_on_one_day_need_not_know_what_ended() -> None:
    other = [plan(one) for one in range(30, 50)]
    assert not moved([*OPEN, *ENDED], [*other, *ENDED], spans=((99, 99), (130, 130)))
    assert moved([*OPEN, *ENDED], [*other, *ENDED], spans=((99, 99), (100, 130))), "the next year"


def test_an_older_load_and_one_without_ends_are_not_asked() -> None:
    assert not moved([*OPEN, *ENDED], ENDED, spans=(NEW, LAST))
    assert not moved(OPEN, [plan(one) for one in range(30, 50)])


def test_nothing_open_at_all_stops_the_load() -> None:
    closed = [{**one, "end_date": 100} for one in OPEN]
    (said,) = moved([*OPEN, *ENDED], [*closed, *ENDED])
    assert (
        said.what == "none of 70 records is open on 11 May 2023; 20 of the last load's were on 10 April 2023."
    )
    assert not moved([*OPEN, *ENDED], [*closed[1:], *ENDED, OPEN[0]])
    assert not moved([*OPEN[:9], *ENDED], [*closed[:9], *ENDED])
    assert not moved([*OPEN[:10], ENDED[0]], [*closed[:10], ENDED[0]]), "too few rows"


def test_referrals_of_no_further_action_are_not_open() -> None:
    rows = [
        {"referral_id": f"R{one}", "person_id": f"K{one}", "referral_date": 5, "nfa": one < 30}
        for one in range(39)
    ]
    ended = [{**one, "closure_date": 50, "referral_id": f"{one['referral_id']}x"} for one in rows]
    assert not moved([*rows, *ended], ended, table="referrals"), "9 open"


def test_a_register_may_drop_what_has_ended() -> None:
    (said,) = moved([*OPEN, *ENDED], ENDED, standard="L")
    assert not said.stops
