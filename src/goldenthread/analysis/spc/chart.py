"""A control chart of a series: kind, stretches, limits, signals, icons, each a step of its own."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from goldenthread.analysis.annotations import marks
from goldenthread.analysis.spc.choice import Between, has_few_events, is_rare, kind_for
from goldenthread.analysis.spc.icons import assurance, variation
from goldenthread.analysis.spc.limits import (
    Counted,
    Line,
    dispersion_of,
    few_cases,
    few_events,
    proportions,
    rates,
    widest_by_chance,
    xmr,
)
from goldenthread.analysis.spc.rare import between_chart
from goldenthread.analysis.spc.records import (
    CasesBetween,
    Chart,
    ChartPoint,
    EventDays,
    Kind,
    Observation,
    Segment,
    Signal,
    Variation,
)
from goldenthread.analysis.spc.rules import NHS_ENGLAND, RuleSet
from goldenthread.analysis.spc.signals import Judged, signals
from goldenthread.model.annotation import STARTS_ANEW, Annotation
from goldenthread.model.measure import Form, Polarity, Timing


@dataclass(frozen=True)
class Stretch:
    """The lines of one stretch, in the unit of its values, and its spread beside chance."""

    lines: Sequence[Line | None] | None
    dispersion: float | None = None
    is_wide: bool = False


def chart(
    series: Sequence[Observation],
    polarity: Polarity,
    form: Form,
    target: float | None = None,
    rules: RuleSet = NHS_ENGLAND,
    annotations: Sequence[Annotation] = (),
    *,
    timing: Timing = "flow",
    margin: float | None = None,
    window: int = 0,
    between: Between = None,
) -> Chart:
    """The chart of a series of periods in order.

    `target` and its `margin` are those in force at the latest period. `annotations` are those of the measure:
    limits start anew at a rebase and at a definition break. `between` gives the days of single events, or the
    cases between them: it is charted in place of the series when the series shows its events to be rare.
    `window` is how many months each figure looks back, where that is more than its period.
    """
    if between is not None and has_few_events(series, form, timing):
        return _of_rare(series, polarity, form, rules, annotations, between)
    kind, why = kind_for(series, form, timing, None, window=window)
    periods = [each.period for each in series]
    drawn = marks(annotations, periods)
    segments = _segments(series, drawn, rules)
    judge = _judge(kind, rules, exact=is_rare(series, form, timing))
    points: list[ChartPoint] = []
    made: list[Segment] = []
    wide = False
    for number, segment in enumerate(segments):
        stretch = judge(series[segment.start : segment.end], segment) if not segment.wanted else Stretch(None)
        wide = wide or stretch.is_wide
        made.append(replace(segment, has_limits=any(stretch.lines or ()), dispersion=stretch.dispersion))
        points += _points(series, made[-1], number, stretch, polarity, form, rules)
    if wide:
        kind = {Kind.P: Kind.P_PRIME, Kind.U: Kind.U_PRIME}[kind]
        why = f"{kind.value} {why[2:]} {_wide_words(made)}"
    latest = points[-1] if points else None
    return Chart(
        kind=kind,
        why=why,
        points=tuple(points),
        segments=tuple(made),
        variation=latest.variation if latest else Variation.NO_FIGURE,
        assurance=assurance(_limits(latest), target, polarity, margin),
        rules=rules,
        polarity=polarity,
        target=target,
        annotations=drawn,
    )


def _of_rare(
    series: Sequence[Observation],
    polarity: Polarity,
    form: Form,
    rules: RuleSet,
    annotations: Sequence[Annotation],
    between: EventDays | CasesBetween,
) -> Chart:
    _, why = kind_for(series, form, "flow", between)
    return between_chart(between, polarity, rules, annotations, why)


def _segments(
    series: Sequence[Observation], drawn: Sequence[tuple[int, Annotation]], rules: RuleSet
) -> list[Segment]:
    """The stretches between the places at which limits start anew, each with the points of its limits."""
    starts = {place: each for place, each in drawn if each.kind in STARTS_ANEW}
    places = sorted({0, *starts})
    found = []
    for start, end in zip(places, [*places[1:], len(series)], strict=True):
        held = sum(each.value is not None for each in series[start:end])
        used = min(held, rules.baseline or held)
        found.append(Segment(start, end, used, False, max(rules.minimum - held, 0), starts.get(start)))
    return found if series else []


def _judge(kind: Kind, rules: RuleSet, *, exact: bool) -> Callable[[Sequence[Observation], Segment], Stretch]:
    """How a stretch of a chart of this kind gets its lines."""

    def by_ranges(points: Sequence[Observation], segment: Segment) -> Stretch:
        return Stretch(xmr([each.value for each in points], count=segment.used, screened=rules.screened))

    def not_judged(points: Sequence[Observation], _: Segment) -> Stretch:
        return Stretch([None] * len(points))

    def by_counts(points: Sequence[Observation], segment: Segment) -> Stretch:
        scale = _scale(points)
        counted = [_counted(each, kind) for each in points]
        if exact:
            lines = (few_cases if kind is Kind.P else few_events)(counted, count=segment.used)
            return Stretch(_scaled(lines, scale))
        make = proportions if kind is Kind.P else rates
        lines = make(counted, count=segment.used)
        spread = dispersion_of(counted, lines or [], count=segment.used)
        if not rules.widened or spread is None or spread <= widest_by_chance(segment.used):
            return Stretch(_scaled(lines, scale), spread)
        return Stretch(_scaled(make(counted, count=segment.used, dispersion=spread), scale), spread, True)

    others = {Kind.XMR: by_ranges, Kind.NONE: not_judged}
    return others.get(kind, by_counts)


def _points(
    series: Sequence[Observation],
    segment: Segment,
    number: int,
    judge: Stretch,
    polarity: Polarity,
    form: Form,
    rules: RuleSet,
) -> list[ChartPoint]:
    """The points of one stretch with their lines and signals; without lines there are no signals.

    No limit is drawn below nought of what cannot be less, nor above 100 per cent. No value lies beyond such a
    bound, so signals are the same.
    """
    floor = 0.0 if form in ("count", "rate", "percentage") else -math.inf
    ceiling = 100.0 if form == "percentage" else math.inf
    stretch = series[segment.start : segment.end]
    held = judge.lines or [None] * len(stretch)
    judged: list[Judged] = [
        None if each.value is None or line is None else (each.value, line)
        for each, line in zip(stretch, held, strict=True)
    ]
    found, seen = [], 0
    for each, line, told in zip(stretch, held, signals(judged, rules), strict=True):
        seen += each.value is not None
        found.append(
            ChartPoint(
                value=each.value,
                centre=line.centre if line else None,
                lower=max(line.lower, floor) if line else None,
                upper=min(line.upper, ceiling) if line else None,
                segment=number,
                signals=told,
                variation=_said(each, line, told, polarity) if judge.lines else _unsaid(each),
                period=each.period,
                in_baseline=line is not None and each.value is not None and seen <= segment.used,
                sigma=line.sigma if line else None,
            )
        )
    return found


def _said(each: Observation, line: Line | None, told: Sequence[Signal], polarity: Polarity) -> Variation:
    if each.value is None:
        return Variation.NO_FIGURE
    return variation(told, polarity) if line else Variation.NOT_JUDGED


def _unsaid(each: Observation) -> Variation:
    return Variation.NO_FIGURE if each.value is None else Variation.TOO_SHORT


def _limits(latest: ChartPoint | None) -> tuple[float, float] | None:
    if latest is None or latest.lower is None or latest.upper is None:
        return None
    return latest.lower, latest.upper


def _counted(each: Observation, kind: Kind) -> Counted | None:
    if each.value is None:
        return None
    if kind is Kind.C:
        return Counted(each.value, 1)
    return Counted(each.numerator or 0.0, each.denominator or 1.0)


def _scale(points: Sequence[Observation]) -> float:
    """What one event per case is in the unit of the values: 100 of a percentage; 1 without events."""
    for each in points:
        if each.value and each.numerator and each.denominator:
            return each.value * each.denominator / each.numerator
    return 1.0


def _scaled(lines: Sequence[Line | None] | None, scale: float) -> list[Line | None] | None:
    return None if lines is None else [line and line.times(scale) for line in lines]


def _wide_words(segments: Sequence[Segment]) -> str:
    """How much wider than by chance the points lie in the latest stretch that says so."""
    spread = max(each.dispersion for each in segments if each.dispersion is not None)
    return f"Its periods differ {spread:.1f} times as much as by chance alone: limits as wide (Laney)."
