"""What changed in the children in need census from year to year."""

from __future__ import annotations

from goldenthread.sample.return_years import ReturnYear

SEX_LETTERS_FROM = 2025
PLANS_FROM = 2022
EARLY_HELP_FROM = 2023
LATER_FACTORS_FROM = 2022
"""The first year in which each change holds, by the calendar year in which it ends."""

_SEX_NUMBERS = {"M": "1", "F": "2", "U": "0"}
_LATER_FACTORS = ("22A", "23A", "24A")


def sex(code: str, year: ReturnYear) -> tuple[str, str]:
    """Element and value: a number under GenderCurrent until 2023-24, then a letter under Sex."""
    return ("Sex", code) if year.ends >= SEX_LETTERS_FROM else ("GenderCurrent", _SEX_NUMBERS[code])


def has_plans(year: ReturnYear) -> bool:
    """The return asks for child in need plans."""
    return year.ends >= PLANS_FROM


def source(code: str | None, year: ReturnYear) -> str | None:
    """A referral's source: early help was one with other services of the authority until 2021-22."""
    return "5A" if code == "5D" and year.ends < EARLY_HELP_FROM else code


def closure_reason(code: str | None, year: ReturnYear) -> str | None:
    """A reason for closure: early help after an assessment was one with no further action until 2021-22."""
    return "RC8" if code == "RC9" and year.ends < EARLY_HELP_FROM else code


def asks_factor(code: str, year: ReturnYear) -> bool:
    """The return has the factor in its list."""
    return year.ends >= LATER_FACTORS_FROM or code not in _LATER_FACTORS
