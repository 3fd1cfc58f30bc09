"""Sentences that state a finding with its figures, and nothing that the figures do not say.

Levels are given side by side and differences are left to tables: 25% beside 30% is not '4 points' to a
reader who subtracts, although 25.4 and 29.6 are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.analysis.few import count_first
from goldenthread.analysis.figures import (
    Figure,
    Words,
    is_count,
    is_money,
    number,
    part_of,
    unit_words,
    value_of,
)
from goldenthread.analysis.targets import Rated, Rating, near_levels
from goldenthread.base.dates import day_words
from goldenthread.base.periods import Period
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result
from goldenthread.model.strategy import Target


def when(measure: Measure, period: Period, near: Period | None = None) -> str:
    """'in December 2023' for a flow, 'at 31 December 2023' for a stock; no year when `near` shares it."""
    year = near is None or near.end.year != period.end.year
    if measure.timing == "stock":
        return "at " + (day_words(period.end) if year else f"{period.end.day} {period.end:%B}")
    return "in " + (period.words() if year or period.kind != "month" else f"{period.end:%B}")


def amount(
    measure: Measure,
    result: Result,
    *,
    table: bool = False,
    unit: bool = True,
    decimals: int | None = None,
) -> Words:
    """The value as it is read aloud: '25% (77 of 308)', '3 of 22 (14%)', '102 per 10,000', '303', '[x]'."""
    value = value_of(measure, result, table=table, decimals=decimals)
    if result.value is None:
        return (value,)
    if measure.form == "percentage" and result.numerator is not None and result.denominator is not None:
        of: Words = (part_of(result, "numerator"), " of ", part_of(result, "denominator"))
        return (*of, " (", value, ")") if count_first(measure, result) else (value, " (", *of, ")")
    after = "" if unit_words(measure) == "%" else unit_words(measure)
    return (value, after) if after and unit else (value,)


_ONE = {"children": "child", "people": "person", "enquiries": "enquiry", "young people": "young person"}


def counted(measure: Measure, result: Result) -> str:
    """What a count counts, after its number: ' contacts', ' child'; nothing for money or other forms."""
    if not is_count(measure) or is_money(measure) or result.value is None:
        return ""
    if abs(result.value) == 1:
        return f" {_ONE.get(measure.unit, measure.unit.removesuffix('s'))}"
    return f" {measure.unit}"


def headline(
    measure: Measure, now: tuple[Period, Result], earlier: Sequence[tuple[Period, Result | None]]
) -> Words:
    """'Re-referrals: 25% (77 of 308) in December 2023; 32% in November; 30% in December 2022.'"""
    period, result = now
    words: list[str | Figure] = [f"{measure.name}: ", *amount(measure, result), f" {when(measure, period)}"]
    for then, other in earlier:
        if other is not None and other.value is not None:
            words += ["; ", *short(measure, other), f" {when(measure, then, period)}"]
    return (*words, ".")


def movement(measure: Measure, now: Result, then: Result | None, against: str) -> Words:
    """', lower than 30% in December 2022'; nothing when the earlier side has no value."""
    if now.value is None or then is None or then.value is None:
        return ()
    if number(measure, now.value) == number(measure, then.value):
        same = "the same as" if now.value == then.value else "about the same as"
        return (f", {same} ", *short(measure, then), f" {against}")
    word = "higher" if now.value > then.value else "lower"
    return (f", {word} than ", *short(measure, then), f" {against}")


def finding(
    measure: Measure, period: Period, result: Result, year: tuple[Period, Result | None] | None, rated: Rated
) -> Words:
    """What a line shows, without its name: '25% (77 of 308) in December 2023, lower than 30% in …'."""
    start: Words = (*amount(measure, result), counted(measure, result), f" {when(measure, period)}")
    on_year = movement(measure, result, year[1], when(measure, year[0])) if year else ()
    return (*start, *on_year, _target_clause(measure, rated), ".")


def target_words(measure: Measure, target: Target) -> str:
    """A target as printed: '90%', '100 per 10,000'."""
    text = number(measure, target.value, table=not float(target.value).is_integer())
    if float(target.value).is_integer():
        text = text.replace(".0", "")
    return text + ("" if unit_words(measure) == "%" else unit_words(measure))


def course_words(measure: Measure, targets: Sequence[Target]) -> str:
    """'Target by date: 20% from 1 April 2022; 25% from 1 April 2023.' Nothing where there is only one."""
    if len(targets) < 2:
        return ""
    said = []
    for one in targets:
        line = (
            ", on a straight line to the next" if one.trajectory == "line" and one is not targets[-1] else ""
        )
        said.append(f"{target_words(measure, one)} from {day_words(one.valid_from)}{line}")
    return f"Target by date: {'; '.join(said)}."


def near_words(measure: Measure, target: Target, near: str = "near") -> str:
    """'near 28%', or with another word for it; of a measure best near its target 'met within 2'; nothing
    without a margin."""
    levels = near_levels(measure, target)
    if not levels or target.amber_margin is None:
        return ""
    if len(levels) > 1:
        return f"met within {target_words(measure, replace(target, value=target.amber_margin))}"
    return f"{near} {target_words(measure, replace(target, value=levels[0]))}"


def _target_clause(measure: Measure, rated: Rated) -> str:
    if rated.target is None or rated.rating is Rating.NOT_RATED:
        return ""
    name = f"the target of {target_words(measure, rated.target)}"
    return {
        Rating.MET: f"; {name} is met",
        Rating.NEAR: f"; {name} is missed, within its amber margin",
        Rating.MISSED: f"; {name} is missed",
        Rating.TOO_FEW: f"; too few to tell against {name}",
    }[rated.rating]


def short(measure: Measure, result: Result, decimals: int | None = None) -> Words:
    """An earlier figure: the value, after its count where that leads, so that like stands beside like."""
    if count_first(measure, result):
        return amount(measure, result, decimals=decimals)
    return (value_of(measure, result, decimals=decimals),)
