"""Reads a sentence back: takes its numbers out of the text and holds each clause against the results alone.

The arithmetic here is plain Python over the results and shares nothing with the product but the 36 latest
months that a range is made from.
"""

from __future__ import annotations

import calendar
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from goldenthread.analysis.figures import in_words
from goldenthread.analysis.findings import Finding, FindingKind, Judged, MeasureSeries
from goldenthread.model.result import Result

N = r"(−?[\d,]+(?:\.\d+)?)"
RANGE = re.compile(rf"(within|above|below) the usual (?:(\w+) )?range {N} to {N}%?")
RUN = re.compile(rf"the (\d+)(?:st|nd|rd|th) month in a row (above|below) (?:the usual {N}|what is usual)")
TREND = re.compile(r"the (\d+)(?:st|nd|rd|th) month in a row (higher|lower) than the one before( with)?")
LEVEL = re.compile(
    rf"the last (\d+) months(?: with a figure)? (together|on average)(, the season taken out)?, {N}%?, lie "
    rf"(above|below) the {N}%? of the (\d+) before"
)
NEAR = re.compile(r"(\d) of the last 3 months are near its (upper|lower) end")
FIGURE = re.compile(
    rf"(?:{N} of {N} \({N}%\)|{N}%?(?: \({N} of {N}\))?)(?: children| per 10,000| days)? in "
    r"(January|February|March|April|May|June|July|August|September|October|November|December)( \d{4})?"
)
MONTHS = list(calendar.month_name)[1:]
CHARTED = 36


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("−", "-"))


def places(text: str) -> int:
    return len(text.partition(".")[2])


def rounded(value: float, text: str) -> bool:
    """Whether a number as printed is a value rounded half up to as many places, give or take noise."""
    step = Decimal(1).scaleb(-places(text))
    shown = {Decimal(repr(value + d)).quantize(step, ROUND_HALF_UP) for d in (-1e-9, 0.0, 1e-9)}
    return number(text) in shown


def check(finding: Finding, judged: Judged) -> None:
    """Every clause of the sentence, or an AssertionError with the sentence."""
    text = in_words(finding.sentence)
    series = judged.series
    assert text.endswith("."), text
    figures = list(FIGURE.finditer(text))
    assert figures, text
    for place, found in enumerate(figures):
        _figure(found, series, text, is_latest=place == 0)
    _range(text, finding, judged, figures[0])
    _run(text, series, figures[0])
    _trend(text, series)
    _level(text, series, judged)
    claims = any(each.search(text) for each in (RUN, TREND, LEVEL, NEAR))
    inside = "within the usual" in text
    if finding.kind is FindingKind.USUAL:
        assert inside, text
        assert not claims, text
    if finding.is_claim:
        assert claims or not inside, text


def _figure(found: re.Match[str], series: MeasureSeries, text: str, *, is_latest: bool) -> None:
    """A figure of a month, with its count, is that month's result."""
    top, bottom, value = found.group(1), found.group(2), found.group(3)
    if top is None:
        value, top, bottom = found.group(4), found.group(5), found.group(6)
    month = MONTHS.index(found.group(7)) + 1
    last = series.period.end
    year = int(found.group(8)) if found.group(8) else last.year
    result = _result_of(series, year, month)
    assert result is not None, text
    assert result.value is not None, text
    assert rounded(result.value, value), text
    if top is not None:
        assert number(top) == Decimal(str(result.numerator)), text
        assert number(bottom) == Decimal(str(result.denominator)), text
    assert not is_latest or (year, month) == (last.year, last.month), text


def _result_of(series: MeasureSeries, year: int, month: int) -> Result | None:
    for period, result in zip(series.periods, series.results, strict=True):
        if (period.end.year, period.end.month) == (year, month):
            return result
    return None


def _range(text: str, finding: Finding, judged: Judged, figure: re.Match[str]) -> None:
    """Within, above or below as printed, and as the chart's own limits have it."""
    found = RANGE.search(text)
    if found is None:
        assert finding.kind not in (FindingKind.USUAL, FindingKind.CHANGED, FindingKind.SEASON), text
        return
    word, month, low, high = found.groups()
    shown = number(figure.group(3) or figure.group(4))
    printed = "above" if shown > number(high) else "below" if shown < number(low) else "within"
    assert printed == word, text
    latest = judged.chart.latest if judged.chart else None
    assert latest is not None
    assert latest.value is not None
    assert latest.lower is not None
    assert latest.upper is not None
    noise = 1e-9 * (latest.upper - latest.lower + abs(latest.value))
    sides = {"above": latest.value > latest.upper, "below": latest.value < latest.lower}
    beyond = any(sides.values())
    near_line = min(abs(latest.value - latest.upper), abs(latest.value - latest.lower)) <= noise
    assert near_line or sides.get(word, not beyond), text
    assert (month is not None) == (judged.season is not None), text
    assert month in (None, MONTHS[judged.series.period.end.month - 1]), text


def _held(series: MeasureSeries) -> list[Result]:
    return [each for each in series.results[-CHARTED:] if each is not None and each.value is not None]


def _run(text: str, series: MeasureSeries, figure: re.Match[str]) -> None:
    found = RUN.search(text)
    if found is None or found.group(3) is None:
        return
    held = _held(series)
    centre = _centre(held, series.measure.form)
    assert rounded(centre, found.group(3)), (text, centre)
    sign = 1 if found.group(2) == "above" else -1
    shown = number(figure.group(3) or figure.group(4))
    assert sign * (shown - number(found.group(3))) > 0, text
    count = 0
    for each in reversed(held):
        if each.value is None or sign * (each.value - centre) <= 0:
            break
        count += 1
    assert count == int(found.group(1)), (text, count)


def _centre(held: list[Result], form: str) -> float:
    if form == "percentage":
        return 100 * sum(each.numerator or 0 for each in held) / sum(each.denominator or 0 for each in held)
    if form == "rate":
        return (
            10_000 * sum(each.numerator or 0 for each in held) / sum(each.denominator or 0 for each in held)
        )
    return math.fsum(each.value or 0 for each in held) / len(held)


def _trend(text: str, series: MeasureSeries) -> None:
    found = TREND.search(text)
    if found is None or found.group(3):
        return
    values = [each.value for each in series.results[-int(found.group(1)) - 2 :] if each is not None]
    steps = [b - a for a, b in pairwise(values) if a is not None and b is not None]
    sign = 1 if found.group(2) == "higher" else -1
    told = int(found.group(1))
    assert all(sign * step > 0 for step in steps[-told:]), text
    assert len(steps) == told or sign * steps[-told - 1] <= 0, text


def _level(text: str, series: MeasureSeries, judged: Judged) -> None:
    """Levels of the latest months and those before lie as printed; without a season they are recomputed."""
    found = LEVEL.search(text)
    if found is None:
        return
    window, how, season, latest, side, before, rest = found.groups()
    assert (number(latest) > number(before)) == (side == "above"), text
    assert (season is not None) == (judged.season is not None), text
    assert (how == "together") == (series.measure.form == "percentage"), text
    if judged.season is None:
        held = _held(series)
        assert len(held) == int(window) + int(rest), text
        assert rounded(_centre(held[-int(window) :], series.measure.form), latest), text
        assert rounded(_centre(held[: -int(window)], series.measure.form), before), text


DROVE = re.compile(
    r"By ([a-z ]+): (.+) of the change of ([+−][\d,.]+)(?: points)? since (?:\d+ )?([A-Z][a-z]+)(?: (\d{4}))?"
    r"(; others add the rest|; others take some back|; the rest lies in other groups, in several or in none|"
    r", the most of any group)?\."
)
ADDED = re.compile(r"(.+?) ([+−][\d,.]+)(?: points)?(?:, | and |$)")

Counts = dict[str, tuple[float, float]]
"""Numerator and denominator of each group in one period."""


def check_drove(text: str, form: str, whole: tuple[Counts, Counts], then: Counts, now: Counts) -> None:
    """A sentence of what drove a change, held against the counts of the groups before and now.

    `whole` has the counts of everybody under 'all', before and now. What a group adds to a share is worked
    out as the mean over the two orders in which its own rate and its part of the whole can change.
    """
    found = DROVE.fullmatch(text)
    assert found, text
    (n0, d0), (n1, d1) = (side["all"] for side in whole)
    change = n1 - n0 if form == "count" else 100 * (n1 / d1 - n0 / d0)
    assert rounded(change, found.group(3).lstrip("+")), text
    every = {
        name: _adds(form, then.get(name, (0, 0)), now.get(name, (0, 0)), ((n0, d0), (n1, d1)))
        for name in {*then, *now}
    }
    named = [(one.group(1), one.group(2)) for one in ADDED.finditer(found.group(2))]
    assert 1 <= len(named) <= 3, text
    for name, shown in named:
        assert rounded(every[name], shown.lstrip("+")), (text, name, every[name])
        assert every[name] * change > 0, text
    others = [each for name, each in every.items() if name not in dict(named)]
    assert all(abs(each) <= abs(every[named[-1][0]]) + 1e-9 for each in others if each * change > 0), text
    added = sum(every[name] for name, _ in named)
    left, end = change - added, found.group(6)
    most = abs(added) >= abs(change) / 2 - 1e-9
    is_known = math.isclose(change, sum(every.values()), abs_tol=1e-6)
    assert most or end in (
        ", the most of any group",
        "; the rest lies in other groups, in several or in none",
    )
    assert (end == ", the most of any group") <= (is_known and not most), text
    if most and len(named) > 1:
        assert abs(added - every[named[-1][0]]) < abs(change) / 2 + 1e-9, text
    if most and end is None:
        assert abs(left) < 1e-6, text
    if end and "others" in end:
        assert math.isclose(left, sum(others), abs_tol=1e-6), text
        assert (left * change > 0) is ("add" in end), text


def _adds(
    form: str,
    then: tuple[float, float],
    now: tuple[float, float],
    whole: tuple[tuple[float, float], tuple[float, float]],
) -> float:
    if form == "count":
        return now[0] - then[0]
    (n0, d0), (n1, d1) = whole
    middle = (n0 / d0 + n1 / d1) / 2
    parts = (then[1] / d0, now[1] / d1)
    rates = [top / bottom - middle for top, bottom in (then, now) if bottom]
    before, after = (rates[0], rates[-1]) if rates else (0.0, 0.0)
    by_rate = (after - before) * (parts[0] + parts[1]) / 2
    by_part = (parts[1] - parts[0]) * (before + after) / 2
    return 100 * (by_rate + by_part)
