"""What the latest period of a series says, by its chart, its season and the strength of its change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.analysis.annotations import marks
from goldenthread.analysis.few import FEW, is_few
from goldenthread.analysis.findings.chance import false_alarm
from goldenthread.analysis.findings.deseason import WithoutSeason, without_season
from goldenthread.analysis.findings.records import FindingKind, Judged, MeasureSeries
from goldenthread.analysis.findings.runs import run_length, trend_steps
from goldenthread.analysis.findings.strength import ALPHA, SLOW_ALPHA, Strength, strength, windows_of
from goldenthread.analysis.spc import Chart, Observation, Rule, RuleSet, chart, observations
from goldenthread.model.annotation import STARTS_ANEW
from goldenthread.model.measure import Component, Timing

CHARTED = 36
"""The latest points that a chart of findings is made from: older ones say little of what is usual now."""

NEWS = 12
"""A run that began more points ago than this is no news: it asks for a decision to rebase."""

OVERLAPPING = ("rolling_12", "fytd")
"""Periods that share months with the ones before: their points are not told apart by chance."""

NO_SEASON = 0.2
"""Persistence below which a series is taken for one without: it may be chance."""


def judge(series: MeasureSeries, rules: RuleSet) -> Judged:
    """Judge the latest period of one series."""
    result = series.result
    if result is None or result.value is None:
        why = (result.reason if result else "") or "no result was computed"
        return Judged(series, FindingKind.NO_FIGURE, why_not=why)
    if series.period.kind in OVERLAPPING:
        why = f"its periods overlap, {series.period.words()} with the one before"
        return Judged(series, FindingKind.TOO_SHORT, why_not=why)
    if series.measure.form == "index":
        return Judged(series, FindingKind.TOO_SHORT, why_not="an index of shares has no usual range")
    whole = _since_start(series)
    season = without_season(whole, series.measure.form)
    charted = (season.observations if season else whole)[-CHARTED:]
    made = _chart(series, charted, season, rules)
    judged = Judged(series, FindingKind.TOO_SHORT, tuple(charted), made, season)
    held = sum(each.value is not None for each in charted)
    if made.latest is None or made.latest.centre is None or not windows_of(held):
        wanted = max(rules.minimum, rules.minimum + 1) - held
        return replace(judged, why_not=_wanted_words(series, max(wanted, 1)))
    found = strength(charted, series.measure.form, _spread_of(series))
    if _is_few(series, judged.usual(made.latest.centre)):
        return replace(judged, kind=FindingKind.TOO_FEW, why_not=f"fewer than {FEW}")
    kept = found.persistence if found and found.persistence >= NO_SEASON else 0.0
    alarm = false_alarm(made.kind, rules, held, kept)
    kind = _kind(made, found, charted, is_seasonal=season is not None)
    return replace(judged, kind=kind, strength=found, false_alarm=alarm)


def _kind(
    made: Chart, found: Strength | None, charted: Sequence[Observation], *, is_seasonal: bool
) -> FindingKind:
    signals = {signal.rule for signal in made.latest.signals} if made.latest else set()
    strong = found.p if found else 1.0
    if signals and found and found.is_slow and strong > SLOW_ALPHA:
        return FindingKind.SLOW
    if signals and not _is_old(made, signals):
        return FindingKind.SEASON if is_seasonal else FindingKind.CHANGED
    if found and found.window > 1 and strong <= ALPHA and _level_agrees(found, charted):
        return FindingKind.DRIFT
    return FindingKind.LASTING if signals else FindingKind.USUAL


def _is_old(made: Chart, signals: set[Rule]) -> bool:
    """Whether the signals only go on with a run or a trend that began long ago."""
    if signals - {Rule.RUN, Rule.TREND}:
        return False
    lengths = [run_length(made)] if Rule.RUN in signals else []
    lengths += [abs(trend_steps(made)) + 1] if Rule.TREND in signals else []
    return min(lengths) > NEWS


def _level_agrees(found: Strength, charted: Sequence[Observation]) -> bool:
    """Whether the latest points together lie on the side that the strength says, as they are printed."""
    latest, before = levels(charted, found.window)
    return (latest > before) == found.rise and latest != before


def levels(charted: Sequence[Observation], window: int) -> tuple[float, float]:
    """The level of the latest `window` points with a figure, and of those before them.

    All cases together where every point says of how many, else the mean of the points.
    """
    held = [each for each in charted if each.value is not None]
    return _level(held[-window:]), _level(held[:-window])


def _level(held: Sequence[Observation]) -> float:
    tops = sum(each.numerator or 0.0 for each in held)
    bottoms = sum(each.denominator or 0.0 for each in held)
    counted = all(each.denominator and each.numerator is not None for each in held)
    scale = next(
        (e.value * e.denominator / e.numerator for e in held if e.value and e.denominator and e.numerator),
        None,
    )
    if counted and bottoms and scale:
        return tops / bottoms * scale
    return sum(each.value or 0.0 for each in held) / len(held)


def _since_start(series: MeasureSeries) -> tuple[Observation, ...]:
    """The observations since limits last started anew: at a recorded rebase or a changed rule."""
    places = [place for place, each in marks(series.annotations, series.periods) if each.kind in STARTS_ANEW]
    start = max(places, default=0)
    return observations(series.periods[start:], series.results[start:])


def _chart(
    series: MeasureSeries, charted: Sequence[Observation], season: WithoutSeason | None, rules: RuleSet
) -> Chart:
    """The chart of the series; without its season it has no counts left, and is judged by moving ranges."""
    measure, rated = series.measure, series.rated
    target = rated.target if rated else None
    made = chart(
        charted,
        measure.polarity,
        "average" if season else measure.form,
        None if season or target is None else target.value,
        replace(rules, changes=False),  # a series that wanders is asked for stronger evidence here instead
        timing=measure.timing,
        margin=target.amber_margin if target else None,
    )
    return replace(made, why=f"{made.why} The usual season is taken out.") if season else made


def _spread_of(series: MeasureSeries) -> Timing:
    """A flow of each period by itself; what looks back over a window holds most cases of the one before."""
    base = series.measure.base
    window = base.window_months if isinstance(base, Component) else None
    return "stock" if window else series.measure.timing


def _is_few(series: MeasureSeries, centre: float | None) -> bool:
    """Whether so few stand behind the latest figure that it is not ranked. A count or rate counts as few when
    what is usual is few as well: falling to few is no less of a change."""
    measure, result = series.measure, series.result
    if result is None or not is_few(measure, result):
        return False
    if measure.form == "percentage" or not result.value or centre is None:
        return measure.form == "percentage" or centre is None or centre < FEW
    events = result.value if measure.form in ("count", "sum") else result.numerator or 0.0
    return events * centre / result.value < FEW


def _wanted_words(series: MeasureSeries, wanted: int) -> str:
    kind = "month" if series.period.kind == "month" else "period"
    return f"needs {wanted} more {kind}{'' if wanted == 1 else 's'} with a figure"
