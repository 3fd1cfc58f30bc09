"""The sentence of a finding, each clause by a rule from the results and the lines of the chart."""

from __future__ import annotations

from goldenthread.analysis.broken import first_day
from goldenthread.analysis.change import earlier
from goldenthread.analysis.figures import Figure, Words, number
from goldenthread.analysis.findings.clauses import pattern_clauses, range_clause, target_clause
from goldenthread.analysis.findings.printing import decimals_apart, decimals_of, side_of_range, unit_after
from goldenthread.analysis.findings.rare_words import rare_clauses
from goldenthread.analysis.findings.records import Beside, FindingKind, Judged, MeasureSeries
from goldenthread.analysis.sentences import amount, counted, short, when
from goldenthread.analysis.targets import Rated
from goldenthread.base.dates import day_words
from goldenthread.base.periods import Period
from goldenthread.model.annotation import Annotation, AnnotationKind


def sentence(judged: Judged) -> Words:
    """What the latest period of a series is, beside the one before, the year before and its usual range."""
    return (*_start(judged, decimals_of(judged)), *_end(judged), ".")


def heading(judged: Judged) -> tuple[Words, Words]:
    """The sentence in two, as a heading and what goes on under it, without the earlier periods: they stand
    beside it.

    Of a figure that changed beyond its usual range the heading says that, and what goes on is the pattern of
    the months before; of any other the heading says all, so that none claims more than the sentence.
    """
    latest = _latest(judged, decimals_of(judged))
    if judged.kind is FindingKind.RARE:
        return (*latest, "."), (*_as_sentence(rare_clauses(judged)), ".")
    pattern = pattern_clauses(judged) if judged.is_claim and side_of_range(judged) else ()
    if not pattern:
        return (*latest, *_end(judged), "."), ()
    return (*latest, *range_clause(judged), "."), (*_as_sentence(pattern), ".")


def _as_sentence(pattern: Words) -> Words:
    """What follows a semicolon, as a sentence of its own."""
    text = "; ".join(filter(None, str(pattern[0]).split("; ")))
    first, *more = (text, *pattern[1:]) if text else pattern[1:]
    return (first[:1].upper() + first[1:], *more) if isinstance(first, str) else (first, *more)


def target_sentence(judged: Judged, rated: Rated) -> Words:
    """The latest figure beside its target, and whether the target lies within the usual range."""
    value = judged.series.known.value
    aim = rated.target.value if rated.target else value
    decimals = decimals_apart(judged, value or 0.0, aim or 0.0)
    return (*_start(judged, decimals), "; ", *target_clause(judged, rated), ".")


def beside_sentence(judged: Judged, beside: Beside, *, higher: bool) -> Words:
    """The latest figure beside a comparator whose value lies outside its interval."""
    decimals = decimals_apart(judged, judged.series.known.value or 0.0, beside.value)
    value = f"{number(judged.series.measure, beside.value, decimals=decimals)}{unit_after(judged)}"
    side = "above" if higher else "below"
    left_out = f"; {side} {beside.name}, {value} ({beside.period}), which its 95% interval leaves out."
    return (*_start(judged, decimals), left_out)


def _start(judged: Judged, decimals: int | None) -> Words:
    """'Re-referrals: 25% (77 of 308) in December 2023, 32% in November, 30% in December 2022'."""
    series, measure = judged.series, judged.series.measure
    words: list[str | Figure] = list(_latest(judged, decimals))
    if series.result is None or series.result.value is None:
        return tuple(words)
    broken = None
    for then in _compared(series.period):
        made = break_between(series, then)
        if made is not None:
            broken = broken or (then, made)
            continue
        other = series.at(then)
        if other is not None and other.value is not None:
            words += [", ", *short(measure, other, decimals), f" {when(measure, then, series.period)}"]
    if broken:
        then, made = broken
        words.append(f", not compared with {_than(judged, then)}: the rule changed on {day_words(made.day)}")
    return tuple(words)


def _latest(judged: Judged, decimals: int | None) -> Words:
    """'Re-referrals: 25% (77 of 308) in December 2023'."""
    series, measure = judged.series, judged.series.measure
    result = series.result
    name = f"{measure.name}, {series.name}" if series.name else measure.name
    if result is None or result.value is None:
        return (f"{name}: no figure {when(measure, series.period)}",)
    value = amount(measure, result, decimals=decimals)
    return (f"{name}: ", *value, counted(measure, result), f" {when(measure, series.period)}")


def _end(judged: Judged) -> Words:
    kind, why = judged.kind, judged.why_not.rstrip(".")
    if kind is FindingKind.NO_FIGURE:
        return (f": {why}",)
    if kind is FindingKind.NO_RANGE:
        return (f"; no usual range: {why}",)
    if kind is FindingKind.TOO_FEW:
        return (f"; too few to rank: {why}",)
    if kind is FindingKind.RARE:
        return rare_clauses(judged)
    return (*range_clause(judged), *pattern_clauses(judged))


def _compared(period: Period) -> list[Period]:
    found = [earlier(period, "previous"), earlier(period, "year")]
    return list(dict.fromkeys(each for each in found if each is not None))


def break_between(series: MeasureSeries, then: Period) -> Annotation | None:
    """The change of the rule that lies between an earlier period and the one in question."""
    first = first_day(series.measure, then)
    breaks = [each for each in series.annotations if each.kind is AnnotationKind.DEFINITION_BREAK]
    return next((each for each in breaks if first < each.day <= series.period.end), None)


def _than(judged: Judged, then: Period) -> str:
    return when(judged.series.measure, then, judged.series.period).split(" ", 1)[1]
