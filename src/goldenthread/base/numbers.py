"""How numbers are printed: one rounding, at the edge, half up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def round_half_up(value: float, places: int = 0) -> Decimal:
    """Round the shortest decimal that stands for `value`, so that 24.5 becomes 25 and 0.285 becomes 0.29."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def plain(value: float, places: int = 0) -> str:
    """A number with thousands commas and a true minus sign: '5,976', '−3'."""
    rounded = round_half_up(value, places)
    if rounded == 0:
        rounded = abs(rounded)
    return f"{rounded:,}".replace("-", "−")


def signed(value: float, places: int = 0) -> str:
    """A change with its sign always shown: '+3', '−7', '0'."""
    text = plain(value, places)
    return f"+{text}" if round_half_up(value, places) > 0 else text


def count_of(number: int, noun: str) -> str:
    """'1 section', '3 sections', '1,204 issues': of a noun whose plural ends in s."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def ordinal(count: int) -> str:
    """'1st', '12th', '22nd'."""
    ending = "th" if 10 <= count % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"
