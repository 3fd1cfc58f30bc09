"""A printed figure and the key of the result that it was read from.

Nothing in an edition prints a number of a measure except through a `Figure`, so that a test can take every
figure out of a page and hold it against the results.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from goldenthread.base.numbers import plain, signed
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, PRINTED, Result

Part = Literal[
    "value",
    "numerator",
    "denominator",
    "difference",
    "percent",
    "sum",
    "remainder",
    "usual",
    "usual_low",
    "usual_high",
    "interval_low",
    "interval_high",
    "level",
    "contribution",
    "others",
    "between",
    "between_low",
    "between_high",
    "since",
    "released_value",
    "released_numerator",
    "released_denominator",
]
"""What of the result is printed.

`difference` and `percent` compare with the result of the period named in `against`; `sum` adds the groups of
a split; `remainder` is the total of the measure named in `against` less that sum. `usual`, `usual_low` and
`usual_high` are the centre and the limits of its control chart at that period; `interval_low` and
`interval_high` are its limits by chance; `level` is of all periods from
the one named in `against` to that of the key: of a percentage or rate all cases together, else the mean.
`contribution` is what the group adds to the change of the total since `against`, and `others` what all groups
of the breakdown add that stand in no line of their own. `between` is how many days, or cases without one, lay
before the rare event of the day in `against`, and `between_low` and `between_high` the limits of the chart of
these there. `since` is how many days, or cases without one, there have been since the event of that day, to
the end of the last period. `released_value` and the like are what a release printed of it; the number of that
release is in `against`.
"""


MONEY = "pounds"
"""What units of money begin with: 'pounds', 'pounds per week'."""

Key = tuple[str, str, str, str]
"""Measure, period, breakdown and group: a result of the edition's authority."""


@dataclass(frozen=True)
class Figure:
    """One printed number (or the status in its place) with the key it came from."""

    text: str
    measure: str
    period: str
    breakdown: str = ALL
    group: str = ALL
    part: Part = "value"
    against: str = ""

    @property
    def key(self) -> Key:
        """The result that it was read from."""
        return (self.measure, self.period, self.breakdown, self.group)


Words = tuple[str | Figure, ...]
"""A sentence: plain text and figures in reading order."""


def in_words(words: Words) -> str:
    """The sentence as plain text."""
    return "".join(part if isinstance(part, str) else part.text for part in words)


def is_percentage(measure: Measure) -> bool:
    """Whether values are per cent, so that a change is in points (agency share is a ratio in per cent)."""
    return measure.form == "percentage" or measure.unit in ("percent", "%")


def is_count(measure: Measure) -> bool:
    """Whether values count or add things, so that a chart of them starts at zero."""
    return measure.form in ("count", "sum", "difference")


def is_money(measure: Measure) -> bool:
    """Whether values are pounds, so that the sign stands before them."""
    return measure.unit.startswith(MONEY)


def in_pounds(text: str) -> str:
    """An amount as it is printed, after its own sign: '£1,205', '−£400'."""
    sign = text[:1] if text[:1] in "+−" else ""
    return f"{sign}£{text.removeprefix(sign)}"


def places(measure: Measure, value: float, *, table: bool) -> int:
    """Decimal places: counts, money and averages of 100 and more 0, percentages and rates of 10 and more 0 in
    text and 1 in tables, others 1."""
    if is_money(measure):
        return 0
    if is_count(measure):
        return 0 if float(value).is_integer() else 1
    if measure.form == "index":
        return 2
    if measure.form in ("average", "median") and abs(value) >= 100:
        return 0
    if is_percentage(measure) or (measure.form == "rate" and abs(value) >= 10):
        return 1 if table else 0
    return 1


def unit_words(measure: Measure) -> str:
    """What follows a value in a sentence: '%', ' per 10,000', ' cases per FTE', ' per week' after pounds;
    nothing for counts.

    The quarter is not said here, because the period stands beside every value.
    """
    if is_percentage(measure):
        return "%"
    if is_count(measure) or measure.form == "index":
        return ""
    unit = measure.unit.removeprefix(MONEY).removesuffix(" in the quarter").strip()
    return f" {unit}" if unit else ""


def number(measure: Measure, value: float, *, table: bool = False, decimals: int | None = None) -> str:
    """A value of the measure as printed, with a per cent or pound sign but no other unit; net changes signed.

    `decimals` takes the place of the usual ones, where those would hide what a sentence says.
    """
    decimals = places(measure, value, table=table) if decimals is None else decimals
    text = signed(value, decimals) if measure.form == "difference" else plain(value, decimals)
    if is_money(measure):
        return in_pounds(text)
    return f"{text}%" if is_percentage(measure) else text


def value_of(measure: Measure, result: Result, *, table: bool = False, decimals: int | None = None) -> Figure:
    """The result's value as printed, or its status."""
    if result.value is None:
        return _figure(PRINTED.get(result.status, "[x]"), result, "value")
    return _figure(number(measure, result.value, table=table, decimals=decimals), result, "value")


def part_of(result: Result, part: Literal["numerator", "denominator"]) -> Figure:
    """A numerator or denominator as printed; whole numbers without decimals."""
    value = result.numerator if part == "numerator" else result.denominator
    if value is None:
        return _figure(PRINTED.get(result.status, "[x]"), result, part)
    return _figure(plain(value, 0 if float(value).is_integer() else 1), result, part)


def difference_of(measure: Measure, now: Result, against: str, difference: float) -> Figure:
    """A change as printed in a table: '−7.0 points', '+3'."""
    return _figure(_difference_text(measure, difference), now, "difference", against)


def contribution_of(
    measure: Measure, now: Key, against: str, amount: float, part: Literal["contribution", "others"]
) -> Figure:
    """What a group, or all the others, adds to a change, as printed in a table."""
    return Figure(_difference_text(measure, amount), *now, part, against)


def _difference_text(measure: Measure, difference: float) -> str:
    if is_percentage(measure):
        return f"{signed(difference, 1)} points"
    text = signed(difference, places(measure, difference, table=True))
    return in_pounds(text) if is_money(measure) else text


def as_released(figure: Figure, release: int) -> Figure:
    """A figure of a result of a release, told apart from what is now known under the same key."""
    parts: dict[str, Part] = {
        "value": "released_value",
        "numerator": "released_numerator",
        "denominator": "released_denominator",
    }
    return replace(figure, part=parts[figure.part], against=str(release))


def percent_of(now: Result, against: str, percent: float) -> Figure:
    """A relative change as printed: '−16%'."""
    return _figure(f"{signed(percent)}%", now, "percent", against)


def _figure(text: str, result: Result, part: Part, against: str = "") -> Figure:
    return Figure(text, result.measure, result.period, result.breakdown, result.group, part, against)
