"""The sentence of a finding, each clause by a rule from the results and the lines of the chart.

A clause says only what can be checked beside it: numbers are printed with as many decimals as its words need
to be true of the printed numbers too, and the limits of what is counted are the whole numbers within them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from goldenthread.analysis.broken import first_day
from goldenthread.analysis.change import earlier
from goldenthread.analysis.figures import (
    Figure,
    Part,
    Words,
    is_count,
    number,
    places,
    unit_words,
)
from goldenthread.analysis.findings.judge import is_pooled, levels
from goldenthread.analysis.findings.records import Beside, FindingKind, Judged, MeasureSeries
from goldenthread.analysis.findings.runs import run_length, trend_steps
from goldenthread.analysis.sentences import amount, counted, date_words, short, target_words, when
from goldenthread.analysis.spc import Assurance, Rule
from goldenthread.analysis.targets import Rating
from goldenthread.base.periods import Period
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.model.result import Result

MOST_DECIMALS = 6
"""Decimals beyond which two numbers are printed alike all the same."""

STEPS = {"month": "month", "quarter": "quarter", "financial_year": "year", "calendar_year": "year"}


def sentence(judged: Judged) -> Words:
    """What the latest period of a series is, beside the one before, the year before and its usual range."""
    return (*_start(judged, _decimals(judged)), *_end(judged), ".")


def target_sentence(judged: Judged) -> Words:
    """The latest figure beside its target, and whether the target lies within the usual range."""
    rated, result = judged.series.rated, judged.series.result
    target = rated.target if rated else None
    decimals = _apart(judged, result.value if result else None, target.value) if target else None
    return (*_start(judged, decimals), "; ", *_target_clause(judged), ".")


def beside_sentence(judged: Judged, beside: Beside, *, higher: bool) -> Words:
    """The latest figure beside a comparator whose value lies outside its interval."""
    measure, result = judged.series.measure, judged.series.result
    decimals = _apart(judged, result.value if result else None, beside.value)
    side = "above" if higher else "below"
    value = f"{number(measure, beside.value, decimals=decimals)}{_unit(judged)}"
    return (
        *_start(judged, decimals),
        f"; {side} {beside.name}, {value} in {beside.period}, which its 95% interval leaves out.",
    )


def usual_range(judged: Judged, decimals: int | None = None) -> tuple[Figure, Figure] | None:
    """The ends of the usual range at the latest period as printed; None where the chart has no limits."""
    chart, result = judged.chart, judged.series.result
    if chart is None or result is None or chart.lower is None or chart.upper is None:
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
        _line(judged, low, "usual_low", decimals),
        _line(judged, high, "usual_high", decimals),
    )


def _start(judged: Judged, decimals: int | None) -> Words:
    """'Re-referrals: 25% (77 of 308) in December 2023, 32% in November, 30% in December 2022'."""
    series, measure = judged.series, judged.series.measure
    result = series.result
    name = f"{measure.name}, {series.name}" if series.name else measure.name
    if result is None or result.value is None:
        return (f"{name}: no figure {when(measure, series.period)}",)
    words: list[str | Figure] = [f"{name}: ", *amount(measure, result, decimals=decimals)]
    words += [counted(measure, result), f" {when(measure, series.period)}"]
    broken = None
    for then in _compared(series.period):
        made = _break_between(series, then)
        if made is not None:
            broken = broken or (then, made)
            continue
        other = series.at(then)
        if other is not None and other.value is not None:
            words += [", ", *short(measure, other, decimals), f" {when(measure, then, series.period)}"]
    if broken:
        then, made = broken
        words.append(f", not compared with {_than(judged, then)}: {_break_words(made)}")
    return tuple(words)


def _end(judged: Judged) -> Words:
    kind, why = judged.kind, judged.why_not.rstrip(".")
    if kind is FindingKind.NO_FIGURE:
        return (f": {why}",)
    if kind is FindingKind.TOO_SHORT:
        return (f"; no usual range yet: {why}",)
    if kind is FindingKind.TOO_FEW:
        return (f"; too few to rank: {why}",)
    return (*_range_clause(judged), *_pattern_clauses(judged))


def _range_clause(judged: Judged) -> Words:
    ends = usual_range(judged, _decimals(judged))
    if ends is None:
        return ()
    word = {1: "above", -1: "below", 0: "within"}[side_of_range(judged)]
    season = f"{judged.series.period.end:%B} " if judged.season else ""
    low, high = ends
    text = low.text.removesuffix("%") if low.text.endswith("%") and high.text.endswith("%") else low.text
    bare = Figure(text, low.measure, low.period, low.breakdown, low.group, low.part)
    return (f"; {word} the usual {season}range ", bare, " to ", high, _unit(judged))


def side_of_range(judged: Judged) -> int:
    """1 above the limits of the chart at the latest point, -1 below, 0 within or on them: as the rules of the
    chart judge it."""
    latest = judged.chart.latest if judged.chart else None
    sides = [each.side for each in latest.signals if each.rule is Rule.OUTSIDE] if latest else []
    return 0 if not sides else 1 if sides[0] == "high" else -1


def _pattern_clauses(judged: Judged) -> Words:
    """What makes a figure within the usual range a signal all the same, or what else goes with one beyond."""
    chart = judged.chart
    latest = chart.latest if chart else None
    if chart is None or latest is None:
        return ()
    step = STEPS.get(judged.series.period.kind, "period")
    rules = {each.rule: each.side for each in latest.signals}
    found: list[Words] = []
    if Rule.NEAR in rules:
        end = "upper" if rules[Rule.NEAR] == "high" else "lower"
        close = sum(any(each.rule is Rule.NEAR for each in point.signals) for point in chart.points[-3:])
        found.append((f"{close} of the last 3 {step}s are near its {end} end",))
    if Rule.RUN in rules:
        found.append(_run_clause(judged, run_length(chart), step, high=rules[Rule.RUN] == "high"))
    if Rule.TREND in rules:
        steps = trend_steps(chart)
        word = "higher" if steps > 0 else "lower"
        season = " with the season taken out" if judged.season else ""
        found.append((f"the {_ordinal(abs(steps))} {step} in a row {word} than the one before{season}",))
    if judged.kind is FindingKind.DRIFT:
        found.append(_level_clause(judged, step))
    words = _joined(found, first="; " if side_of_range(judged) else ", but ")
    if judged.kind is FindingKind.SLOW:
        words = (*words, "; it moves slowly, so that chance alone may bring it there")
    if judged.kind is FindingKind.LASTING:
        words = (*words, f"; that began more than 12 {step}s ago, so a rebase may be due")
    return words


def _run_clause(judged: Judged, length: int, step: str, *, high: bool) -> Words:
    side = "above" if high else "below"
    start = f"the {_ordinal(length)} {step} in a row {side} "
    if judged.season:
        return (f"{start}what is usual for its {step}",)
    centre = judged.chart.mean if judged.chart else None
    if centre is None:
        return (f"{start}the usual level",)
    return (f"{start}the usual ", _line(judged, centre, "usual", _decimals(judged)))


def _level_clause(judged: Judged, step: str) -> Words:
    """'the last 5 months together, 33%, above the 27% of the 31 before'."""
    strength = judged.strength
    if strength is None:
        return ()
    window = strength.window
    latest, before = levels(judged.observations, window)
    held = [each for each in judged.observations if each.value is not None]
    decimals = _apart(judged, latest, before)
    first, start = held[-window].period, held[0].period
    last = held[-window - 1].period
    result = judged.series.result
    assert result is not None
    measure = judged.series.measure
    new = _figure(number(measure, latest, decimals=decimals), result, "level", first.label)
    old = Figure(
        number(measure, before, decimals=decimals),
        result.measure,
        last.label,
        result.breakdown,
        result.group,
        "level",
        start.label,
    )
    word = "above" if latest > before else "below"
    how = "together" if measure.form == "percentage" and is_pooled(held) else "on average"
    season = ", the season taken out" if judged.season else ""
    return (
        f"the last {window} {step}s {how}{season}, ",
        new,
        f", lie {word} the ",
        old,
        f" of the {len(held) - window} before",
    )


def _target_clause(judged: Judged) -> Words:
    series, rated = judged.series, judged.series.rated
    if rated is None or rated.target is None:
        return ()
    name = f"the target of {target_words(series.measure, rated.target)} is "
    told = {
        Rating.MET: "met",
        Rating.NEAR: "missed, within its amber margin",
        Rating.MISSED: "missed",
    }[rated.rating]
    assured = judged.chart.assurance if judged.chart else Assurance.NOT_KNOWN
    said = {
        Assurance.PASS: ", and the usual range lies wholly on its better side",
        Assurance.FAIL: ", and the usual range lies wholly on its worse side",
        Assurance.HIT_AND_MISS: ", and the usual range holds it, so that chance decides",
    }.get(assured, "")
    return (name, told, said)


def _compared(period: Period) -> list[Period]:
    found = [earlier(period, "previous"), earlier(period, "year")]
    return list(dict.fromkeys(each for each in found if each is not None))


def _break_between(series: MeasureSeries, then: Period) -> Annotation | None:
    """The change of the rule that lies between an earlier period and the one in question."""
    first = first_day(series.measure, then)
    breaks = [each for each in series.annotations if each.kind is AnnotationKind.DEFINITION_BREAK]
    return next((each for each in breaks if first < each.day <= series.period.end), None)


def _break_words(made: Annotation) -> str:
    return f"the rule changed on {date_words(made.day)}"


def _than(judged: Judged, then: Period) -> str:
    return when(judged.series.measure, then, judged.series.period).split(" ", 1)[1]


def _decimals(judged: Judged) -> int | None:
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


def _apart(judged: Judged, one: float | None, other: float) -> int | None:
    """Decimals by which two unequal numbers are printed unlike."""
    if one is None:
        return None
    start = places(judged.series.measure, one, table=False)
    return _least(start, lambda decimals: _unlike(judged, one, other, decimals))


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


def _line(judged: Judged, value: float, part: Part, decimals: int | None) -> Figure:
    result = judged.series.result
    assert result is not None
    measure = judged.series.measure
    if _is_whole(judged) and float(value).is_integer():
        decimals = 0
    elif decimals is None and part != "usual":
        decimals = places(measure, result.value or 0.0, table=False)
    return _figure(number(measure, value, decimals=decimals), result, part)


def _figure(text: str, result: Result, part: Part, against: str = "") -> Figure:
    return Figure(text, result.measure, result.period, result.breakdown, result.group, part, against)


def _unit(judged: Judged) -> str:
    words = unit_words(judged.series.measure)
    return "" if words == "%" else words


def _joined(clauses: Sequence[Words], *, first: str) -> Words:
    words: list[str | Figure] = []
    for place, clause in enumerate(clauses):
        words += [", and " if place else first, *clause]
    return tuple(words)


def _ordinal(count: int) -> str:
    ending = "th" if 10 <= count % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"
