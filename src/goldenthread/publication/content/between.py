"""The chart of a measure whose events are rare: what lies between one event and the next.

It stands under the line of the months, which for such a measure is mostly noughts, and says which kind it is
and why.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

from goldenthread.analysis.annotations import annotation_words
from goldenthread.analysis.figures import Figure, Part, Words, in_words
from goldenthread.analysis.spc import (
    CasesBetween,
    Chart,
    ChartPoint,
    EventDays,
    Kind,
    Variation,
    between_of,
    chart_of,
    is_of_rare_events,
)
from goldenthread.base.dates import day_words
from goldenthread.base.numbers import plain
from goldenthread.publication.charts.description import LineChart, Point, Usual
from goldenthread.publication.content.lines import event_marks
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.signals import signal_mark
from goldenthread.publication.tree import Beside, Block, ChartBlock, Column, Paragraph, Table, Text

UNITS = {Kind.T: "days", Kind.G: "cases"}
READING = (
    "A point is an event; the higher it stands, the longer none came before it. It counts from one event to "
    "the next, whatever the month; events of one day are one."
)

LEFT_TO_CHANCE = "Chance alone may bring it there"

SHOWN = 24
"""The latest events that are drawn; limits are made from those before them too."""


def between_blocks(shown: Shown) -> list[Block]:
    """The t or g chart of a measure of rare events; in a sentence why there is none yet; nothing of a measure
    whose events are not rare, or whose days this edition does not hold."""
    events = shown.edition.events.get(shown.measure.id)
    periods = shown.judged_periods()
    results = [shown.result(period) for period in periods]
    rules = shown.edition.rules
    if events is None or not is_of_rare_events(shown.measure, periods, results, rules):
        return []
    between = between_of(shown.measure, periods, results, rules, events)
    if between is None:
        return []
    made = chart_of(shown.measure, periods, results, None, rules, shown.edition.annotations, between)
    points = [point for point in made.points if point.day is not None]
    if made.mean is None or not points or made.has_started_anew:
        what, _, why = made.why.partition(": ")[2].partition(". ")
        needs = f"its limits need {rules.minimum + 1} events, and {_known(made, _events(between))}."
        said = f"{what[:1].upper()}{what[1:]}: {why} No {made.kind} chart yet: {needs}"
        return [Paragraph((said,), "small")]
    judged = shown.judged()
    if judged and judged.rare and judged.rare.leaves_to_chance:
        made = _left_to_chance(made, is_open=judged.rare.is_open)
        points = [point for point in made.points if point.day is not None]
    return [_block(shown, made, points[-SHOWN:])]


def _left_to_chance(made: Chart, *, is_open: bool) -> Chart:
    """The chart with nothing called of the gap in question, the open one or the last: the finding of the
    month leaves it to chance, and so do words and shape."""
    usual = replace(made, variation=Variation.COMMON_CAUSE)
    if is_open or made.latest is None or not made.latest.signals:
        return usual
    return replace(usual, points=(*made.points[:-1], replace(made.latest, variation=Variation.COMMON_CAUSE)))


def _events(between: EventDays | CasesBetween) -> int:
    """How many events a chart is made from: those of one day are one."""
    return len(between.days) + (isinstance(between, CasesBetween) and between.since is not None)


def _known(made: Chart, events: int) -> str:
    """'8 are known'; where limits started anew '8 are known since 1 April 2023', of its last stretch."""
    last = made.baseline
    since = ""
    if last is not None and last.because is not None:
        events, since = (
            last.end - last.start,
            f" since {day_words(last.because.day)}, when limits started anew",
        )
    return f"{events or 'none'} {'is' if events < 2 else 'are'} known{since}"


def _block(shown: Shown, made: Chart, points: list[ChartPoint]) -> Beside:
    words = _words(shown, made, points)
    unit = UNITS[made.kind]
    title = f"{shown.measure.name}: {unit} between one and the next, to {_day(points[-1])}"
    summary = f"{in_words(words)} {_why(made)}"
    first = len(made.points) - len(points)
    marks = [(at - first, each) for at, each in made.annotations if at > first]
    chart = LineChart(
        title=title,
        summary=summary,
        points=(*(_drawn(shown, point) for point in points), *_open_point(shown, made, points[-1])),
        marks=event_marks(marks),
    )
    notes: tuple[Text, ...] = tuple((annotation_words(each),) for _, each in marks)
    anchor = f"{shown.anchor}-between"
    drawn = ChartBlock(anchor, words, chart, _table(shown, made, points, unit), notes=notes)
    return Beside((drawn,), (Paragraph((f"{_why(made)} {READING}",), "small"),))


def _words(shown: Shown, made: Chart, points: list[ChartPoint]) -> Words:
    """'The latest was on 3 December 2023, after 12 cases without one: within the usual range 0 to 40.'"""
    latest = points[-1]
    side = _side(latest)
    after = "" if made.kind is Kind.T else "after "
    said: list[str | Figure] = [f"The latest was on {_day(latest)}, {after}", _figure(shown, latest)]
    unit = UNITS[made.kind][: -1 if latest.value == 1 else None]
    said.append(f" {unit} after the one before" if made.kind is Kind.T else f" {unit} without one")
    said.append(f": {side} the usual range ")
    said += [_end(shown, latest, "between_low"), " to ", _end(shown, latest, "between_high"), "."]
    rules = dict.fromkeys(str(signal.rule) for signal in latest.signals)
    if rules:
        said.append(f" {_chance(latest.variation)}: {', '.join(rules)}.")
    return (*said, *_since_words(shown, made, latest))


def _since_words(shown: Shown, made: Chart, latest: ChartPoint) -> Words:
    """' None since, to 31 December 2023: 86 days, longer than is usual, which is more than chance.'"""
    since = made.since
    if since is None or not since.value:
        return ()
    unit = UNITS[made.kind][: -1 if since.value == 1 else None]
    said: Words = (
        f" None since, to {day_words(since.until)}: ",
        _of_event(shown, latest, plain(since.value, 0), "since"),
        f" {unit}",
    )
    if not since.is_long:
        return (*said, ".")
    return (*said, f", above the usual range. {_chance(made.variation)}.")


def _chance(variation: Variation) -> str:
    """Whether what lies beyond the limits is more than chance, and which way."""
    mark = signal_mark(variation)
    if mark is None:
        return LEFT_TO_CHANCE
    better = {"improvement": " for the better", "concern": " for the worse"}
    return f"That is more than chance{better.get(mark, '')}"


def _side(point: ChartPoint) -> str:
    if point.value is None or point.lower is None or point.upper is None:
        return "within"
    if point.value > point.upper:
        return "above"
    return "below" if point.value < point.lower else "within"


def _why(made: Chart) -> str:
    """The kind and the reason as a sentence of their own."""
    kind, _, rest = made.why.partition(": ")
    return f"{kind[:1].upper()}{kind[1:]}: {rest}"


def _drawn(shown: Shown, point: ChartPoint) -> Point:
    words: Words = (_figure(shown, point),)
    label = f"{_of(point).day} {_of(point):%b %y}"
    return Point(label, point.value, words, usual=_usual(point), signal=signal_mark(point.variation))


def _usual(point: ChartPoint) -> Usual | None:
    if point.lower is None or point.centre is None or point.upper is None:
        return None
    return Usual(point.lower, point.centre, point.upper, point.segment)


def _open_point(shown: Shown, made: Chart, latest: ChartPoint) -> tuple[Point, ...]:
    """The gap that is open, where it is longer already than half of those that ended: a shorter one says
    nothing yet, and would be drawn as a fall."""
    since = made.since
    if since is None or latest.centre is None or since.value <= latest.centre:
        return ()
    words: Words = (_of_event(shown, latest, plain(since.value, 0), "since"),)
    label, usual = f"{since.until.day} {since.until:%b %y}", _usual(latest)
    signal = signal_mark(made.variation) if since.is_long else None
    return (Point(label, since.value, words, usual=usual, signal=signal, is_open=True),)


def _table(shown: Shown, made: Chart, points: list[ChartPoint], unit: str) -> Table:
    heading = "Days since the one before" if unit == "days" else "Cases without one since the one before"
    rows = tuple(((_day(point),), (_figure(shown, point),), (_signals(point),)) for point in reversed(points))
    if made.since is not None and made.since.value:
        value = _of_event(shown, points[-1], plain(made.since.value, 0), "since")
        told = _told(["outside the limits"] if made.since.is_long else [], made.variation)
        rows = (((f"None since, to {day_words(made.since.until)}",), (value,), (told,)), *rows)
    columns = (Column("Day"), Column(heading, True), Column("Signal"))
    return Table(f"{shown.measure.name}: {unit} between one and the next", columns, rows, False)


def _signals(point: ChartPoint) -> str:
    """The rules that a point breaks, or that it reaches across a start of limits and is not judged."""
    if point.variation is Variation.NOT_JUDGED:
        return "not judged: limits start anew"
    return _told(list(dict.fromkeys(signal.rule for signal in point.signals)), point.variation)


def _told(rules: list[str], variation: Variation) -> str:
    chance = [] if signal_mark(variation) or not rules else ["which chance alone may do"]
    return ", ".join((*rules, *chance))


def _figure(shown: Shown, point: ChartPoint) -> Figure:
    return _of_event(shown, point, plain(point.value or 0.0, 0), "between")


def _end(shown: Shown, point: ChartPoint, part: Part) -> Figure:
    """An end of the usual range: days and cases are whole ones, so the last whole one within it."""
    low = part == "between_low"
    end = math.ceil((point.lower or 0.0) - 1e-9) if low else math.floor((point.upper or 0.0) + 1e-9)
    return _of_event(shown, point, plain(end, 0), part)


def _of_event(shown: Shown, point: ChartPoint, text: str, part: Part) -> Figure:
    """A figure under the period of the event: of a month, or whichever the measure is read in."""
    day = _of(point)
    period = next(each for each in shown.judged_periods() if each.start <= day <= each.end)
    return Figure(text, shown.measure.id, period.label, part=part, against=day.isoformat())


def _of(point: ChartPoint) -> dt.date:
    assert point.day is not None
    return point.day


def _day(point: ChartPoint) -> str:
    return day_words(_of(point))
