"""What the latest period of a series says, by its chart, its season and the strength of its change."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from goldenthread.analysis.absent import NOT_COMPUTED
from goldenthread.analysis.annotations import marks
from goldenthread.analysis.broken import window_of
from goldenthread.analysis.few import FEW, is_few
from goldenthread.analysis.findings.chance import false_alarm
from goldenthread.analysis.findings.deseason import WithoutSeason, without_season
from goldenthread.analysis.findings.rare import judge_rare
from goldenthread.analysis.findings.records import FindingKind, Judged, MeasureSeries
from goldenthread.analysis.findings.runs import NEWS, old_signals, run_length
from goldenthread.analysis.findings.scan import BEFORE, windows_of
from goldenthread.analysis.findings.strength import ALPHA, STILL_THERE, Strength, strength
from goldenthread.analysis.spc import Chart, Kind, Observation, Rule, RuleSet, chart, charted, observations
from goldenthread.base.dates import day_words
from goldenthread.model.annotation import STARTS_ANEW
from goldenthread.model.result import ALL

NO_PERSISTENCE = 0.2
"""Persistence below which a series is taken for one without: it may be chance."""


def judge(series: MeasureSeries, rules: RuleSet) -> Judged:
    """Judge the latest period of one series, and the gap before its latest event where events are rare, which
    is told where the months do not say that it changed."""
    judged = _by_periods(series, rules)
    rare = None if judged.kind is FindingKind.NO_FIGURE else judge_rare(series, rules)
    if rare is None:
        return judged
    kind = FindingKind.RARE if rare.is_claim and not judged.is_claim else judged.kind
    alarm = min(judged.false_alarm + rare.false_alarm, 1.0)
    return replace(judged, kind=kind, rare=rare, false_alarm=alarm)


def _by_periods(series: MeasureSeries, rules: RuleSet) -> Judged:
    """The latest period beside the periods before it."""
    result = series.result
    if result is None or result.value is None:
        why = (result.reason if result else "") or NOT_COMPUTED
        return Judged(series, FindingKind.NO_FIGURE, why_not=why)
    if series.measure.form == "index":
        return Judged(series, FindingKind.NO_RANGE, why_not="an index of shares has no usual range")
    if series.none_since is not None:
        why = f"no cases of any kind since {day_words(series.none_since)}"
        return Judged(series, FindingKind.NO_RANGE, why_not=why)
    if _is_few_always(series):
        return Judged(series, FindingKind.TOO_FEW, why_not=f"fewer than {FEW}")
    whole = since_start(series)
    season = without_season(whole, series.measure.form)
    points = charted(season.observations if season else whole, rules)
    made = _chart(series, points, season, rules)
    judged = Judged(series, FindingKind.NO_RANGE, points, made, season)
    held = sum(each.value is not None for each in points)
    if made.latest is None or made.latest.centre is None or not windows_of(held):
        wanted = max(rules.minimum, BEFORE + 1) - held
        return replace(judged, chart=None, why_not=_no_range_words(series, made.kind, wanted))
    if _is_few(series, judged.usual(made.latest.centre)):
        return replace(judged, kind=FindingKind.TOO_FEW, why_not=f"fewer than {FEW}")
    found = strength(points, series.measure.form, series.measure.timing, run_length(made))
    kept = found.persistence if found and found.persistence >= NO_PERSISTENCE else 0.0
    alarm = false_alarm(made.kind, rules, held, kept)
    kind = _kind(made, found, points, is_seasonal=season is not None)
    return replace(judged, kind=kind, strength=found, false_alarm=alarm)


def _kind(
    made: Chart, found: Strength | None, points: Sequence[Observation], *, is_seasonal: bool
) -> FindingKind:
    """What the latest point is called; in a slow series its strength first, by which chance is told apart."""
    signals = {signal.rule for signal in made.latest.signals} if made.latest else set()
    strong = found.p if found else 1.0
    if signals and found and found.leaves_to_chance:
        return FindingKind.SLOW
    is_moved = found is not None and strong <= ALPHA
    if signals - old_signals(made) or (signals and is_moved and found and found.window < NEWS):
        beyond_season = is_seasonal and Rule.OUTSIDE in signals
        return FindingKind.SEASON if beyond_season else FindingKind.CHANGED
    if found and is_moved and not signals and _is_of_months(found, points):
        return FindingKind.DRIFT
    return FindingKind.LASTING if signals else FindingKind.USUAL


def _is_of_months(found: Strength, points: Sequence[Observation]) -> bool:
    """Whether it is several latest months that differ, their level lies on the side that the test says, and
    the latest of them has not gone back.

    One month within the limits is no change.
    """
    now, before = levels(points, found.window)
    if found.window < 2 or now == before or (now > before) != found.rise:
        return False
    latest = next(each.value for each in reversed(points) if each.value is not None)
    return (latest - before) / (now - before) >= STILL_THERE


def levels(points: Sequence[Observation], window: int) -> tuple[float, float]:
    """The level of the latest `window` points with a figure, and of those before them.

    All cases together where every point says of how many, else the mean of the points.
    """
    held = [each for each in points if each.value is not None]
    return _level(held[-window:]), _level(held[:-window])


def is_pooled(held: Sequence[Observation]) -> bool:
    """Whether every point says how many there were of how many, so that their cases can be put together."""
    return all(each.numerator is not None and each.denominator for each in held)


def _level(held: Sequence[Observation]) -> float:
    if is_pooled(held):
        tops = math.fsum(each.numerator or 0.0 for each in held)
        if not tops:
            return 0.0
        sample = max(held, key=lambda each: each.numerator or 0.0)
        unit = (sample.value or 0.0) * (sample.denominator or 0.0) / (sample.numerator or 1.0)
        return tops / math.fsum(each.denominator or 0.0 for each in held) * unit
    return math.fsum(each.value or 0.0 for each in held) / len(held)


def since_start(series: MeasureSeries) -> tuple[Observation, ...]:
    """The observations since limits last started anew: at a recorded rebase or a changed rule."""
    places = [place for place, each in marks(series.annotations, series.periods) if each.kind in STARTS_ANEW]
    start = max(places, default=0)
    return observations(series.periods[start:], series.results[start:])


def _chart(
    series: MeasureSeries, points: Sequence[Observation], season: WithoutSeason | None, rules: RuleSet
) -> Chart:
    """The chart of the series; without its season it has no counts left, and is judged by moving ranges."""
    measure, rated = series.measure, series.rated
    target = rated.target if rated else None
    made = chart(
        points,
        measure.polarity,
        "average" if season else measure.form,
        None if season or target is None else target.value,
        rules,
        timing=measure.timing,
        margin=target.amber_margin if target else None,
        window=window_of(measure),
    )
    return replace(made, why=f"{made.why} The usual season is taken out.") if season else made


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


def _is_few_always(series: MeasureSeries) -> bool:
    """Whether a group is not ranked whatever is usual of it, so that nothing need be charted: its share is of
    few, or it never had more."""
    measure, result = series.measure, series.result
    if series.breakdown == ALL or result is None or not is_few(measure, result):
        return False
    return measure.form == "percentage" or all(
        each is None or each.value is None or is_few(measure, each) for each in series.results
    )


def _no_range_words(series: MeasureSeries, kind: Kind, wanted: int) -> str:
    step = "month" if series.period.kind == "month" else "period"
    if kind is Kind.NONE:
        return "each figure holds months of the one before"
    if wanted < 1:
        return f"too few {step}s in a row have a figure"
    needs = f"needs {wanted} more {step}{'' if wanted == 1 else 's'} with a figure"
    return f"new since {series.new_since.words()}, {needs}" if series.new_since else needs
