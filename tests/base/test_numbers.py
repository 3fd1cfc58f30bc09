"""One rounding, half up, on the decimal a reader would see."""

from __future__ import annotations

import pytest

from goldenthread.base.numbers import count_of, plain, round_half_up, signed


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (24.5, 0, "25"),
        (25.5, 0, "26"),
        (0.285, 2, "0.29"),
        (1.005, 2, "1.01"),
        (5976, 0, "5,976"),
        (-3, 0, "−3"),
        (-0.4, 0, "0"),
        (0, 1, "0.0"),
        (1234.56, 1, "1,234.6"),
        (1e21, 0, "1,000,000,000,000,000,000,000"),
    ],
)
def test_plain(value: float, places: int, text: str) -> None:
    assert plain(value, places) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(3, 0, "+3"), (-7, 0, "−7"), (0, 0, "0"), (0.04, 1, "0.0"), (0.05, 1, "+0.1")],
)
def test_signed(value: float, places: int, text: str) -> None:
    assert signed(value, places) == text


def test_halves_go_away_from_zero() -> None:
    assert [int(round_half_up(value)) for value in (-1.5, -0.5, 0.5, 1.5)] == [-2, -1, 1, 2]


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 sections"), (1, "1 section"), (2, "2 sections"), (1204, "1,204 sections")]
)
def test_count_of(number: int, text: str) -> None:
    assert count_of(number, "section") == text
