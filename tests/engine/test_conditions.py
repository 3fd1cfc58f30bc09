"""Filters of cards as sets of conditions."""

from __future__ import annotations

import pytest

from goldenthread.engine.conditions import conditions


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a = 1 and b > 2", "b > 2 AND a=1"),
        ("(a = 1 and (b > 2 and c))", "a = 1 and b > 2 and c"),
        ("true and a = 1", "a = 1"),
        ("a = 'x  y'", "(a = 'x  y')"),
    ],
)
def test_the_same_filter_is_the_same_set(one: str, other: str) -> None:
    assert conditions(one) == conditions(other)


@pytest.mark.parametrize("text", [None, "", "true", "TRUE"])
def test_everything_is_no_condition(text: str | None) -> None:
    assert conditions(text) == frozenset()


@pytest.mark.parametrize(
    ("some", "others"),
    [
        ("a = 1 or b > 2", "a = 1"),
        ("a = 'x'", "a = 'X'"),
        ("a between 1 and 2", "a between 1 and 3"),
        ("not (a and b)", "a and b"),
    ],
)
def test_other_filters_share_no_condition(some: str, others: str) -> None:
    assert not conditions(some) & conditions(others)


def test_more_conditions_hold_the_fewer() -> None:
    assert conditions("not is_in and (a or b <= param('days'))") > conditions("not is_in")
