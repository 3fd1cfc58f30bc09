"""What follows the figures in the sentence of a finding: its usual range, the pattern that makes it a signal,
its target. Each clause says only what can be checked beside it."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.figures import Figure, Words, number, places
from goldenthread.analysis.findings.judge import is_pooled, levels
from goldenthread.analysis.findings.printing import (
    decimals_apart,
    decimals_of,
    line,
    side_of_range,
    unit_after,
    usual_range,
)
from goldenthread.analysis.findings.records import FindingKind, Judged
from goldenthread.analysis.findings.runs import NEWS, run_length, trend_steps
from goldenthread.analysis.findings.strength import Strength
from goldenthread.analysis.sentences import target_words
from goldenthread.analysis.spc import Assurance, Chart, Rule
from goldenthread.analysis.targets import Rated, Rating
from goldenthread.base.numbers import ordinal

STEPS = {"month": "month", "quarter": "quarter", "financial_year": "year", "calendar_year": "year"}
"""One period of each kind in words; of the others no chart is made."""

TOLD = {
    Rating.MET: "met",
    Rating.NEAR: "missed, within its amber margin",
    Rating.MISSED: "missed",
}
"""The ratings that a finding tells."""

ASSURED = {
    Assurance.PASS: ", and the usual range lies wholly on its better side",
    Assurance.FAIL: ", and the usual range lies wholly on its worse side",
    Assurance.HIT_AND_MISS: ", and the usual range holds it, so that chance decides",
}
NEAREST = {
    Assurance.PASS: ", and the usual range lies wholly within its margin",
    Assurance.FAIL: ", and the usual range lies wholly beyond its margin",
    Assurance.HIT_AND_MISS: ", and the usual range reaches beyond its margin, so that chance decides",
}
"""Whether the target can be relied on; of a measure best near its target, its margin."""


def range_clause(judged: Judged) -> Words:
    """'; within the usual December range 22 to 34%'."""
    ends = usual_range(judged, decimals_of(judged))
    if ends is None:
        return ()
    word = {1: "above", -1: "below", 0: "within"}[side_of_range(judged)]
    season = f"{judged.series.period.end:%B} " if judged.season else ""
    low, high = ends
    text = low.text.removesuffix("%") if low.text.endswith("%") and high.text.endswith("%") else low.text
    bare = Figure(text, low.measure, low.period, low.breakdown, low.group, low.part)
    return (f"; {word} the usual {season}range ", bare, " to ", high, unit_after(judged))


def pattern_clauses(judged: Judged) -> Words:
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
        found.append(_run_clause(judged, chart, step, high=rules[Rule.RUN] == "high"))
    if Rule.TREND in rules:
        found.append(_trend_clause(judged, chart, step))
    if judged.kind is FindingKind.DRIFT and judged.strength:
        found.append(_level_clause(judged, judged.strength, step))
    words = _joined(found, first="; " if side_of_range(judged) else ", but ")
    if judged.kind is FindingKind.SLOW:
        words = (*words, "; it moves slowly, so that chance alone may bring it there")
    return words


def _run_clause(judged: Judged, chart: Chart, step: str, *, high: bool) -> Words:
    """'the 8th month in a row above the usual 29%'; of a level that has lasted, what it asks for.

    A series that moves slowly has long runs by chance, and nothing is advised of it.
    """
    length = run_length(chart)
    start = f"the {ordinal(length)} {step} in a row {'above' if high else 'below'} "
    is_slow = judged.strength is not None and judged.strength.is_slow
    rebase: Words = ()
    if judged.kind is FindingKind.LASTING and length > NEWS and not is_slow:
        rebase = (f", which began more than {NEWS} {step}s ago, so a rebase may be due",)
    if judged.season or chart.mean is None:
        return (f"{start}what is usual for its {step}", *rebase)
    return (f"{start}the usual ", line(judged, chart.mean, "usual", decimals_of(judged)), *rebase)


def _trend_clause(judged: Judged, chart: Chart, step: str) -> Words:
    steps = trend_steps(chart)
    season = " with the season taken out" if judged.season else ""
    word = "higher" if steps > 0 else "lower"
    return (f"the {ordinal(abs(steps))} {step} in a row {word} than the one before{season}",)


def _level_clause(judged: Judged, strength: Strength, step: str) -> Words:
    """'the last 5 months together, 33%, lie above the 27% of the 31 before'.

    Where one of them is missing it is 'the last 5 months with a figure'.
    """
    measure, window = judged.series.measure, strength.window
    latest, before = levels(judged.observations, window)
    held = [each for each in judged.observations if each.value is not None]
    usual = max(places(measure, each, table=False) for each in (latest, before))
    decimals = decimals_apart(judged, latest, before, usual)
    how = "together" if measure.form == "percentage" and is_pooled(held) else "on average"
    season = ", the season taken out" if judged.season else ""
    is_whole = all(each.value is not None for each in judged.observations[-window:])
    gaps = "" if is_whole else " with a figure"
    ends = [each.period.label for each in (held[0], held[-window - 1], held[-window], held[-1])]
    return (
        f"the last {window} {step}s{gaps} {how}{season}, ",
        _level(judged, number(measure, latest, decimals=decimals), ends[3], ends[2]),
        f", lie {'above' if latest > before else 'below'} the ",
        _level(judged, number(measure, before, decimals=decimals), ends[1], ends[0]),
        f" of the {len(held) - window} before",
    )


def _level(judged: Judged, text: str, last: str, first: str) -> Figure:
    series = judged.series
    return Figure(text, series.measure.id, last, series.breakdown, series.group, "level", first)


def target_clause(judged: Judged, rated: Rated) -> Words:
    """'the target of 22% is missed, and the usual range holds it, so that chance decides'."""
    measure = judged.series.measure
    if rated.target is None:
        return ()
    assured = judged.chart.assurance if judged.chart else Assurance.NOT_KNOWN
    words = NEAREST if measure.polarity == "nearest" else ASSURED
    name = f"the target of {target_words(measure, rated.target)} is {TOLD[rated.rating]}"
    return (name, words.get(assured, ""))


def _joined(clauses: Sequence[Words], *, first: str) -> Words:
    words: list[str | Figure] = []
    for place, clause in enumerate(clauses):
        words += [", and " if place else first, *clause]
    return tuple(words)
