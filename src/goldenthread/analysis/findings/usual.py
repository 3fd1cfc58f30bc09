"""The usual range at every period of a series: the limits of its chart with the season put back.

Before a rebase or a changed rule stand the limits that the periods before it gave.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from goldenthread.analysis.annotations import marks
from goldenthread.analysis.figures import Figure, Part, is_count, number
from goldenthread.analysis.findings.judge import judge
from goldenthread.analysis.findings.printing import side_of_range
from goldenthread.analysis.findings.records import FindingKind, Judged, MeasureSeries
from goldenthread.analysis.spc import RuleSet, Signal, Variation
from goldenthread.base.periods import Period
from goldenthread.model.annotation import STARTS_ANEW
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result


@dataclass(frozen=True)
class UsualRange:
    """The usual range of a period in the unit of the measure, and what its figure is beside it.

    `stretch` counts the times that limits started anew before the period. `instead` is what says so, where it
    is not the rules of the chart: why a point that breaks them (`signals`) is none to a reader, or what makes
    one of a point that breaks none.
    """

    lower: float
    centre: float
    upper: float
    variation: Variation
    signals: tuple[Signal, ...]
    stretch: int
    instead: FindingKind | None = None


def usual_ranges(judged: Judged, rules: RuleSet) -> Mapping[Period, UsualRange]:
    """The usual range of every period that has one, oldest first, and what its figure is called: as the whole
    series is judged, so that no point is a signal where the latest could be none."""
    found: dict[Period, UsualRange] = {}
    stretches = _stretches(judged, rules)
    for number_, stretch in enumerate(stretches):
        made, why = _of_stretch(stretch, number_), stretches[-1].no_signals or stretch.no_signals
        found |= {period: _called(each, why) for period, each in made.items()}
    return found


def _called(found: UsualRange, why: FindingKind | None) -> UsualRange:
    """What a figure is beside its range, where no point of the series is a signal for the reason given."""
    if why is None:
        return found
    return replace(found, variation=Variation.COMMON_CAUSE, instead=why)


def printed_range(measure: Measure, result: Result, usual_range: UsualRange) -> tuple[Figure, Figure]:
    """The ends as a table prints them: of what is counted, the whole numbers within the range."""
    low, high = usual_range.lower, usual_range.upper
    whole = is_count(measure) and result.value is not None and float(result.value).is_integer()
    if whole and math.ceil(low - 1e-9) <= math.floor(high + 1e-9):
        low, high = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    ends: tuple[tuple[float, Part], ...] = ((low, "usual_low"), (high, "usual_high"))
    first, second = (
        Figure(
            number(measure, end, table=True),
            result.measure,
            result.period,
            result.breakdown,
            result.group,
            part,
        )
        for end, part in ends
    )
    return first, second


def season_words(judged: Judged) -> str:
    """'As usual for December', or how it is not; nothing where no season is seen."""
    if judged.season is None:
        return ""
    word = {0: "As usual", 1: "Higher than usual", -1: "Lower than usual"}[side_of_range(judged)]
    return f"{word} for {judged.series.period.end:%B}"


def _stretches(judged: Judged, rules: RuleSet) -> list[Judged]:
    """The series up to each new start of its limits, and the whole of it; each up to its last figure, since a
    chart is judged at a figure."""
    series = judged.series
    starts = [at for at, each in marks(series.annotations, series.periods) if each.kind in STARTS_ANEW]
    earlier = [judge(_up_to(series, at), rules) for at in dict.fromkeys(starts) if at]
    held = _held(series)
    whole = judged if held == len(series.periods) else judge(_up_to(series, held), rules) if held else judged
    return [*earlier, whole]


def _held(series: MeasureSeries) -> int:
    """How many periods there are up to the last that has a figure."""
    return max((i for i, r in enumerate(series.results, start=1) if r and r.value is not None), default=0)


def _up_to(series: MeasureSeries, end: int) -> MeasureSeries:
    return replace(
        series, periods=series.periods[:end], results=series.results[:end], rated=None, events=None
    )


def _of_stretch(judged: Judged, stretch: int) -> dict[Period, UsualRange]:
    found: dict[Period, UsualRange] = {}
    if judged.chart is None:
        return found
    first = judged.place - len(judged.chart.points) + 1
    for place, point in enumerate(judged.chart.points, start=first):
        if point.period is None or point.lower is None or point.centre is None or point.upper is None:
            continue
        ends = [_with_season(judged, end, place) for end in (point.lower, point.centre, point.upper)]
        lower, centre, upper = (_possible(judged.series.measure, end) for end in ends)
        found[point.period] = UsualRange(lower, centre, upper, point.variation, point.signals, stretch)
    return found


def _with_season(judged: Judged, value: float, place: int) -> float:
    return judged.season.back(value, place) if judged.season else value


def _possible(measure: Measure, value: float) -> float:
    """No end of a range below nought of what cannot be less, nor above 100 per cent."""
    if measure.form in ("count", "rate", "percentage"):
        value = max(value, 0.0)
    return min(value, 100.0) if measure.form == "percentage" else value
