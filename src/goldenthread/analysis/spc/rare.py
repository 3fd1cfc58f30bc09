"""Charts of rare events: how long, or how many cases, lay between one and the next.

Long is good where events are bad: the polarity of the chart is that of the measure turned round.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from goldenthread.analysis.spc.icons import variation
from goldenthread.analysis.spc.limits import Line, cases_between, to_days, to_normal, xmr
from goldenthread.analysis.spc.records import (
    Assurance,
    CasesBetween,
    Chart,
    ChartPoint,
    EventDays,
    Kind,
    Segment,
    Signal,
    Since,
    Variation,
)
from goldenthread.analysis.spc.rules import Rule, RuleSet
from goldenthread.analysis.spc.signals import signals
from goldenthread.model.annotation import STARTS_ANEW, Annotation
from goldenthread.model.measure import Polarity

BEYOND = Signal(Rule.OUTSIDE, "high")
"""What a gap that is too long is, whether it has ended or not."""

_TURNED: dict[Polarity, Polarity] = {"higher": "lower", "lower": "higher"}


def between_chart(
    between: EventDays | CasesBetween,
    polarity: Polarity,
    rules: RuleSet,
    annotations: Sequence[Annotation],
    why: str,
) -> Chart:
    """A t chart of the days between events, or a g chart of the cases between them.

    `polarity` is that of the events. No target is held against it: a target counts events. What lies between
    an event before a start of limits and one after it is of neither stretch: it is drawn and not judged.
    Where limits start anew after the latest event, the stretch that they start has no point yet.

    The gap that is open since the latest event is no point either, for nobody knows how long it will be; but
    one that is beyond the upper limit already is a signal, whenever it ends.
    """
    turned = _TURNED.get(polarity, polarity)
    if isinstance(between, EventDays):
        days = sorted(between.days)
        values = [float((b - a).days) for a, b in pairwise(days)]
        kind, ends, first = Kind.T, days[1:], min(days, default=None)
    else:
        values = [float(each) for each in between.cases]
        kind, ends, first = Kind.G, list(between.days), between.since
    drawn = _marks(annotations, ends)
    at = list[dt.date | None](ends) or [None] * len(values)
    points: list[ChartPoint] = []
    segments: list[Segment] = []
    starts = _starts(annotations, [first, *ends])
    if values and (anew := _after(annotations, ends[-1] if ends else None, between.until)):
        starts[len(values)] = anew
    places = sorted({0, *starts})
    for number, (start, end) in enumerate(zip(places, [*places[1:], len(values)], strict=True)):
        judged_from = min(start + (start in starts), end)
        stretch = values[judged_from:end]
        used = min(len(stretch), rules.baseline or len(stretch))
        wanted = max(rules.minimum - len(stretch), 0)
        made = [] if wanted else _stretch(stretch, kind, used, rules, turned)
        segments.append(Segment(start, end, used, bool(made), wanted, starts.get(start)))
        unsaid = Variation.NOT_JUDGED if made else Variation.TOO_SHORT
        blank = [ChartPoint(value, None, None, None, 0, (), unsaid) for value in values[start:end]]
        told = [*blank[: judged_from - start], *made] if made else blank
        base = range(judged_from, judged_from + used) if made else ()
        points += [
            replace(point, segment=number, day=day, in_baseline=place in base)
            for place, (point, day) in enumerate(zip(told, at[start:end], strict=True), start)
        ]
    latest = points[-1].variation if points else Variation.NO_FIGURE
    since = None
    if len(values) in starts:
        latest = Variation.TOO_SHORT
    elif points and (since := _since(between, points[-1])) and since.is_long:
        latest = variation((BEYOND,), turned)
    return Chart(
        kind,
        why,
        tuple(points),
        tuple(segments),
        latest,
        Assurance.NOT_KNOWN,
        rules,
        turned,
        annotations=drawn,
        since=since,
    )


def _since(between: EventDays | CasesBetween, latest: ChartPoint) -> Since | None:
    """The gap since the latest event, held against the limits that hold now; None without limits."""
    if latest.day is None or latest.upper is None or between.until is None:
        return None
    value = between.after if isinstance(between, CasesBetween) else (between.until - latest.day).days
    if value is None:
        return None
    return Since(float(value), latest.day, between.until, value > latest.upper)


def _stretch(
    values: Sequence[float], kind: Kind, used: int, rules: RuleSet, polarity: Polarity
) -> list[ChartPoint]:
    """The points of one stretch; a t chart is judged on transformed days and told in days."""
    is_t = kind is Kind.T
    judged = [to_normal(value) if is_t else value for value in values]
    lines: Sequence[Line] | None
    lines = xmr(judged, count=used, screened=rules.screened) if is_t else cases_between(judged, count=used)
    if lines is None:
        return []
    told = signals(list(zip(judged, lines, strict=True)), rules)
    found = []
    for value, line, signs in zip(values, lines, told, strict=True):
        centre, lower, upper = line.centre, max(line.lower, 0.0), line.upper
        if is_t:
            centre, lower, upper = to_days(centre), to_days(lower), to_days(upper)
        found.append(ChartPoint(value, centre, lower, upper, 0, signs, variation(signs, polarity)))
    return found


def _starts(annotations: Sequence[Annotation], days: Sequence[dt.date | None]) -> dict[int, Annotation]:
    """The entries at which limits start anew, by the place of the interval in which they lie: after the event
    that it begins with, and by the day of the one that it ends with."""
    found = {}
    for each in sorted(annotations, key=lambda one: one.day):
        for place, (begin, end) in enumerate(pairwise(days)):
            if each.kind in STARTS_ANEW and begin and end and begin < each.day <= end:
                found[place] = each
    return found


def _after(
    annotations: Sequence[Annotation], last: dt.date | None, until: dt.date | None
) -> Annotation | None:
    """The entry at which limits last started anew after the latest event, by the day to which events were
    counted; None where there is none, or where the days are not known."""
    if last is None or until is None:
        return None
    later = [each for each in annotations if each.kind in STARTS_ANEW and last < each.day <= until]
    return max(later, key=lambda each: each.day, default=None)


def _marks(annotations: Sequence[Annotation], days: Sequence[dt.date]) -> tuple[tuple[int, Annotation], ...]:
    """The entries within the chart, each with the place of the first event on its day or after it."""
    found = []
    for each in sorted(annotations, key=lambda one: one.day):
        place = next((i for i, day in enumerate(days) if day >= each.day), 0)
        if place:
            found.append((place, each))
    return tuple(found)
