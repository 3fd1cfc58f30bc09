"""Numbers of a sentence with as many decimals as its words need to be true of the printed numbers too."""

from __future__ import annotations

import math
from collections.abc import Callable

from goldenthread.analysis.figures import Figure, Part, is_count, number, places, unit_words
from goldenthread.analysis.findings.records import Judged
from goldenthread.analysis.findings.runs import run_length
from goldenthread.analysis.spc import Rule

MOST_DECIMALS = 6
"""Decimals beyond which two numbers are printed alike all the same."""


def usual_range(judged: Judged, decimals: int | None = None) -> tuple[Figure, Figure] | None:
    """The ends of the usual range at the latest period as printed; None where the chart has no limits."""
    chart = judged.chart
    if chart is None or chart.lower is None or chart.upper is None:
        return None
    low, high = judged.usual(chart.lower), judged.usual(chart.upper)
    if low is None or high is None:
        return None
    measure = judged.series.measure
    if measure.form in ("count", "rate", "percentage"):
        low = max(low, 0.0)
    if measure.form == "percentage":
        high = min(high, 100.0)
    if _is_whole(judged):
        inner = math.ceil(low - 1e-9), math.floor(high + 1e-9)
        if inner[0] <= inner[1]:
            low, high = inner
    return (
        line(judged, low, "usual_low", decimals),
        line(judged, high, "usual_high", decimals),
    )


def side_of_range(judged: Judged) -> int:
    """1 above the limits of the chart at the latest point, -1 below, 0 within or on them: as the rules of the
    chart judge it."""
    latest = judged.chart.latest if judged.chart else None
    sides = [each.side for each in latest.signals if each.rule is Rule.OUTSIDE] if latest else []
    return 0 if not sides else 1 if sides[0] == "high" else -1


def decimals_of(judged: Judged) -> int | None:
    """Decimals by which the figure lies beyond a limit, or beside the centre, as printed too where the words
    say so; None for the usual ones of the measure. Within the limits any rounding stays within."""
    result, chart = judged.series.result, judged.chart
    if result is None or result.value is None or chart is None or _is_whole(judged):
        return None
    lines: list[float | None] = []
    side = side_of_range(judged)
    if side:
        lines.append(judged.usual(chart.upper if side > 0 else chart.lower))
    if run_length(chart) and judged.season is None:
        lines.append(chart.mean)
    value = result.value
    start = places(judged.series.measure, value, table=False)
    apart = [line for line in lines if line is not None]
    return _least(start, lambda decimals: all(_unlike(judged, value, line, decimals) for line in apart))


def decimals_apart(judged: Judged, one: float, other: float, usual: int | None = None) -> int | None:
    """Decimals by which two unequal numbers are printed unlike; None for the `usual` ones of the measure."""
    start = places(judged.series.measure, one, table=False) if usual is None else usual
    found = _least(start, lambda decimals: _unlike(judged, one, other, decimals))
    return usual if found is None else found


def _unlike(judged: Judged, one: float, other: float, decimals: int) -> bool:
    """Whether two numbers are printed unlike, or are one."""
    measure = judged.series.measure
    return one == other or number(measure, one, decimals=decimals) != number(
        measure, other, decimals=decimals
    )


def _least(start: int, stands: Callable[[int], bool]) -> int | None:
    found = next((each for each in range(start, MOST_DECIMALS) if stands(each)), MOST_DECIMALS)
    return None if found == start else found


def _is_whole(judged: Judged) -> bool:
    """Whether the figure counts whole things, so that limits are printed as the whole numbers within them."""
    result = judged.series.result
    count = is_count(judged.series.measure)
    return count and result is not None and result.value is not None and float(result.value).is_integer()


def line(judged: Judged, value: float, part: Part, decimals: int | None) -> Figure:
    """A line of the chart at the latest point: a limit with the decimals of the figure, the centre with those
    of its own."""
    measure, result = judged.series.measure, judged.series.known
    if _is_whole(judged) and float(value).is_integer():
        decimals = 0
    elif decimals is None and part != "usual":
        decimals = places(measure, result.value or 0.0, table=False)
    text = number(measure, value, decimals=decimals)
    return Figure(text, result.measure, result.period, result.breakdown, result.group, part)


def unit_after(judged: Judged) -> str:
    """The unit after a number that has no sign of its own."""
    words = unit_words(judged.series.measure)
    return "" if words == "%" else words
