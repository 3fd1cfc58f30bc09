"""What a finding says of rare events: the gap before the latest one, beside what is usual."""

from __future__ import annotations

import math

from goldenthread.analysis.figures import Figure, Part, Words
from goldenthread.analysis.findings.records import Judged
from goldenthread.analysis.findings.runs import run_length, trend_steps
from goldenthread.analysis.spc import Chart, ChartPoint, Kind, Rule
from goldenthread.base.dates import day_words
from goldenthread.base.numbers import ordinal, plain


def rare_clauses(judged: Judged) -> Words:
    """'; the latest, on 3 May 2023, came 90 days after the one before, above the usual range 1 to 65'."""
    chart = judged.rare.chart if judged.rare else None
    latest = chart.latest if chart else None
    if chart is None or latest is None or latest.day is None:
        return ()
    is_t = chart.kind is Kind.T
    if judged.rare and judged.rare.is_open:
        return _open_clauses(judged, chart, latest)
    unit = ("day" if is_t else "case") + ("" if latest.value == 1 else "s")
    after = f" {unit} after the one before" if is_t else f" {unit} without one"
    return (
        f"; the latest, on {day_words(latest.day)}, came {'' if is_t else 'after '}",
        _figure(judged, latest, plain(latest.value or 0.0, 0), "between"),
        f"{after}, {_side(latest)} the usual range ",
        *_usual(judged, latest),
        *_pattern(chart, latest),
    )


def _open_clauses(judged: Judged, chart: Chart, latest: ChartPoint) -> Words:
    """'; none since 3 May 2023, 242 days to 31 December, above the usual range 1 to 65 between two'."""
    since = chart.since
    if since is None:
        return ()
    unit = ("day" if chart.kind is Kind.T else "case") + ("" if since.value == 1 else "s")
    return (
        f"; none since {day_words(since.day)}, ",
        _figure(judged, latest, plain(since.value, 0), "since"),
        f" {unit} to {day_words(since.until)}, {'above' if since.is_long else 'within'} the usual range ",
        *_usual(judged, latest),
        " between one and the next",
    )


def _usual(judged: Judged, latest: ChartPoint) -> Words:
    return (
        _figure(judged, latest, plain(math.ceil((latest.lower or 0.0) - 1e-9), 0), "between_low"),
        " to ",
        _figure(judged, latest, plain(math.floor((latest.upper or 0.0) + 1e-9), 0), "between_high"),
    )


def _side(latest: ChartPoint) -> str:
    sides = [each.side for each in latest.signals if each.rule is Rule.OUTSIDE]
    return {"high": "above", "low": "below"}[sides[0]] if sides else "within"


def _pattern(chart: Chart, latest: ChartPoint) -> Words:
    """The rules of several gaps that the latest is part of."""
    rules = {each.rule: each.side for each in latest.signals}
    said = []
    if Rule.NEAR in rules:
        close = sum(any(each.rule is Rule.NEAR for each in point.signals) for point in chart.points[-3:])
        said.append(
            f"{close} of the last 3 are near its {'upper' if rules[Rule.NEAR] == 'high' else 'lower'} end"
        )
    if Rule.RUN in rules:
        longer = "longer" if rules[Rule.RUN] == "high" else "shorter"
        said.append(f"it is the {ordinal(run_length(chart))} in a row {longer} than is usual")
    if Rule.TREND in rules:
        steps = trend_steps(chart)
        longer = "longer" if steps > 0 else "shorter"
        said.append(f"it is the {ordinal(abs(steps))} in a row {longer} than the one before")
    if not said:
        return ()
    return (f", {'and' if Rule.OUTSIDE in rules else 'but'} {', and '.join(said)}",)


def _figure(judged: Judged, point: ChartPoint, text: str, part: Part) -> Figure:
    """A figure of the month in question: the latest event lies in it."""
    result = judged.series.known
    day = point.day.isoformat() if point.day else ""
    return Figure(text, result.measure, result.period, result.breakdown, result.group, part, day)
