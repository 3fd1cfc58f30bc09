"""When numbers are few. The two limits are named here and nowhere else."""

from __future__ import annotations

from goldenthread.analysis.figures import is_percentage, number
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result

FEW = 20
"""Under this, one case more or less moves a percentage by more than five points."""

COUNT_FIRST = 100
"""Under this, a percentage is printed after its count: '3 of 22 (14%)'."""


def is_few(measure: Measure, result: Result) -> bool:
    """Whether a result rests on fewer than 20: the denominator of a share, the value of a count."""
    if measure.form == "percentage" or (measure.form == "ratio" and is_percentage(measure)):
        return result.denominator is not None and result.denominator < FEW
    if measure.form in ("count", "sum"):
        return result.value is not None and result.value < FEW
    if measure.form == "rate":
        return result.numerator is not None and result.numerator < FEW
    return False


def parts_agree(measure: Measure, result: Result) -> bool:
    """Whether the parts of a percentage, as printed, give the percentage, as sentences print it.

    Where counts are rounded and the percentage was made of the exact ones, '10 of 100 (12%)' may be true of
    each and false together. Without parts there is nothing that could contradict.
    """
    if not is_percentage(measure) or result.value is None or not result.denominator:
        return True
    if result.numerator is None:
        return True
    return number(measure, 100 * result.numerator / result.denominator) == number(measure, result.value)


def count_first(measure: Measure, result: Result) -> bool:
    """Whether '3 of 22' leads and the percentage follows."""
    return (
        measure.form == "percentage" and result.denominator is not None and result.denominator < COUNT_FIRST
    )
