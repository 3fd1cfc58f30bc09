"""Line charts of a measure, and of several measures or groups as panels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from goldenthread.analysis.annotations import annotation_label, annotation_words
from goldenthread.analysis.few import count_first
from goldenthread.analysis.figures import (
    Figure,
    Words,
    in_words,
    is_count,
    is_money,
    is_percentage,
    unit_words,
    value_of,
)
from goldenthread.analysis.findings import (
    TOLD,
    Finding,
    Judged,
    UsualRange,
    season_words,
    target_clause,
)
from goldenthread.analysis.sentences import (
    amount,
    course_words,
    finding,
    headline,
    near_words,
    target_words,
    when,
)
from goldenthread.analysis.targets import course, dated, near_levels, scope_of
from goldenthread.base.periods import Period
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, Result
from goldenthread.model.strategy import Target
from goldenthread.publication.charts.description import (
    EventMark,
    LineChart,
    Panel,
    PanelChart,
    Point,
    SmallChart,
    TargetMark,
    Usual,
)
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.signals import no_signal_words, ranges_of, signal_mark, usual_of
from goldenthread.publication.content.tables import bare_cell, group_table, series_table, short_period
from goldenthread.publication.tree import ChartBlock, Column, Table, Text


def line_block(shown: Shown) -> ChartBlock:
    """The measure over time as a control chart, headed by its finding; a plain line where there is no usual
    range."""
    chart = line_chart(shown, span_title(shown), in_words(line_summary(shown)))
    return ChartBlock(
        f"{shown.anchor}-line", line_finding(shown), chart, series_table(shown), notes=event_notes(shown)
    )


def small_chart(shown: Shown) -> SmallChart:
    """The same line at a glance, under its finding."""
    summary = in_words((*signal_words(shown), *event_words(shown))).strip()
    return SmallChart(line_chart(shown, span_title(shown), summary))


def small_group_chart(shown: Shown, judged: Judged, finding: Finding) -> SmallChart:
    """The line of one group at a glance, with the usual range that it was judged by."""
    name = shown.name(finding.breakdown, finding.group)
    usual = ranges_of(judged, shown.edition.rules)
    summary = in_words((*finding.sentence, *event_words(shown)))
    title = f"{span_title(shown)}, {name}"
    return SmallChart(line_chart(shown, title, summary, finding.breakdown, finding.group, usual))


def line_chart(
    shown: Shown,
    title: str,
    summary: str,
    breakdown: str = ALL,
    group: str = ALL,
    judged: Mapping[Period, UsualRange] | None = None,
) -> LineChart:
    """The description of the line of one group, oldest period first. `judged` are the usual ranges of a
    group; those of the total are known."""
    periods = shown.periods()
    latest = periods[-1]
    usual = usual_of(shown) if breakdown == ALL else judged or {}
    points = tuple(
        _point(
            shown,
            period,
            shown.result(period, breakdown, group),
            usual.get(period),
            marked=_same_season(period, latest),
        )
        for period in periods
    )
    return LineChart(
        title=title,
        summary=summary,
        points=points,
        target=_target(shown, breakdown, group),
        from_zero=is_count(shown.measure),
        prefix="£" if is_money(shown.measure) else "",
        suffix="%" if is_percentage(shown.measure) else "",
        ceiling=100 if is_percentage(shown.measure) else None,
        marks=event_marks(shown.annotations()),
    )


def event_marks(events: Iterable[tuple[int, Annotation]]) -> tuple[EventMark, ...]:
    """Entries of the register as marks of a chart, each at the place of the first period that it reaches."""
    return tuple(
        EventMark(at, annotation_label(each), each.kind is AnnotationKind.DEFINITION_BREAK)
        for at, each in events
    )


def group_panels(shown: Shown, breakdown: str, groups: list[Result], words: Words) -> ChartBlock:
    """Small multiples of the groups of one measure on one vertical axis."""
    panels = tuple(
        Panel(name := shown.name(breakdown, r.group), line_chart(shown, name, "", breakdown, r.group))
        for r in groups
    )
    summary = in_words((*words, *event_words(shown)))
    chart = PanelChart(f"{span_title(shown)}, each group", summary, panels, shared=True)
    table = group_table(shown, breakdown, groups)
    return ChartBlock(f"{shown.anchor}-{breakdown}", words, chart, table, notes=event_notes(shown))


def together_block(first: Shown, second: Shown) -> ChartBlock:
    """Two measures as two panels on one time axis, each in its own unit: never two units on one panel."""
    both = (first, second)
    words: list[str | Figure] = []
    for shown in both:
        words += [" " if words else "", f"{shown.measure.name}: ", *line_finding(shown)]
    summary = " ".join(in_words(line_summary(shown)) for shown in both)
    notes = tuple(dict.fromkeys((*event_notes(first), *event_notes(second))))
    panels = tuple(
        Panel(s.measure.name, _numbered(line_chart(s, s.measure.name, ""), event_notes(s), notes))
        for s in both
    )
    title = f"{span_title(first)}, with {second.measure.name}"
    rows = tuple(
        (
            (short_period(period),),
            *(bare_cell(shown.measure, shown.result(period)) for shown in both),
        )
        for period in reversed(first.periods())
    )
    columns = (Column("Period"), *(Column(shown.measure.name, True) for shown in both))
    table = Table(f"{first.measure.name} and {second.measure.name}, by period", columns, rows, False)
    chart = PanelChart(title, summary, panels)
    return ChartBlock(f"{first.anchor}-line", tuple(words), chart, table, notes=notes)


def _numbered(line: LineChart, own: Sequence[Text], notes: Sequence[Text]) -> LineChart:
    """A line of several under one list of notes: each mark with the number that its note has in that."""
    marks = zip(line.marks, own, strict=True)
    return replace(line, marks=tuple(replace(mark, number=notes.index(note) + 1) for mark, note in marks))


def span_title(shown: Shown) -> str:
    """'Re-referrals, Dec 2021 to Dec 2023'."""
    first, last = shown.periods()[0], shown.periods()[-1]
    return f"{shown.measure.name}, {short_period(first)} to {short_period(last)}"


def line_finding(shown: Shown) -> Words:
    """The finding of the register without the measure's name, and how its target stands.

    Where nothing was judged: the latest figure beside the year before, unless the rule changed between, and
    the target. That there is no figure when there is none.
    """
    result = shown.result(shown.period)
    if result is None or result.value is None:
        return (f"No figure {when(shown.measure, shown.period)}.",)
    own, judged = shown.own_finding(), shown.judged()
    if own is None or judged is None:
        before = shown.against("year")
        year = (before, shown.result(before)) if before and not shown.is_across(before) else None
        return finding(shown.measure, shown.period, result, year, shown.rated())
    return (*without_name(shown, own.sentence), *target_sentence(judged))


def without_name(shown: Shown, sentence: Words) -> Words:
    """The sentence under the heading that has the name already."""
    return without_start(f"{shown.measure.name}: ", sentence)


def without_start(name: str, sentence: Words) -> Words:
    """A sentence without the name that it begins with."""
    first = sentence[0]
    if not isinstance(first, str) or not first.startswith(name):
        return sentence
    rest = first.removeprefix(name)
    return (rest, *sentence[1:]) if rest else sentence[1:]


def target_sentence(judged: Judged) -> Words:
    """'The target of 25% is missed, …', nothing of what is not rated."""
    rated = judged.series.rated
    if rated is None or rated.rating not in TOLD:
        return ()
    clause = in_words(target_clause(judged, rated))
    return (f" {clause[:1].upper()}{clause[1:]}.",)


def event_words(shown: Shown) -> Words:
    """Each entry of the register within the series, changes of the rule among them, as a sentence."""
    return tuple(f" {annotation_words(each)}" for _, each in shown.annotations())


def event_notes(shown: Shown) -> tuple[Text, ...]:
    """The same, each a note by itself, in the order of the numbers on the chart."""
    return tuple((annotation_words(each),) for _, each in shown.annotations())


def signal_words(shown: Shown) -> Words:
    """How many of the periods drawn are signals, the latest of them with what it is, or why none is; what the
    month is beside its season."""
    usual, judged = usual_of(shown), shown.judged()
    drawn = [(period, usual[period]) for period in shown.periods() if period in usual]
    season = season_words(judged) if judged else ""
    words = f" {season}." if season else ""
    if not drawn:
        return (words,) if words else ()
    told = [(period, each) for period, each in drawn if signal_mark(each.variation)]
    kind = judged.kind if judged else None
    if not told and (why := no_signal_words((each for _, each in drawn), kind)):
        return (f"{words} {why}",)
    if not told:
        return (f"{words} No signal in the {len(drawn)} periods that have a usual range.",)
    period, last = told[-1]
    count = f"{len(told)} of the {len(drawn)} periods that have a usual range"
    verb = "is a signal" if len(told) == 1 else "are signals"
    return (f"{words} {count} {verb}, the latest {short_period(period)}: {last.variation}.",)


def line_summary(shown: Shown) -> Words:
    """The headline, the signals and the range of the series: what a reader who cannot see the line should
    know."""
    result = shown.result(shown.period)
    last = max((place for place, _ in shown.changed()), default=0)
    periods = shown.periods()[last:]
    held = [(p, r) for p in periods if (r := shown.result(p)) is not None and r.value is not None]
    if not held:
        none = "No figure since the rule changed." if last else "No figure in any period."
        return (none, *event_words(shown))
    also: Words = (*course_sentence(shown), *event_words(shown), " ")
    words: list[str | Figure] = [*line_finding(shown), *signal_words(shown), *also]
    if result is not None and result.value is not None and shown.own_finding() is None:
        named = (shown.against("previous"), shown.against("year"))
        earlier = [(p, shown.result(p)) for p in named if p and not shown.is_across(p)]
        words = [*headline(shown.measure, (shown.period, result), earlier), *also]
    missing, since = len(periods) - len(held), " since the rule changed" if last else ""
    if missing > len(held):
        return (*words, f"Only {len(held)} of {len(periods)} periods{since} have a figure.")
    low = min(held, key=lambda pair: (pair[1].value or 0, -pair[0].last_month))  # of equals the latest
    high = max(held, key=lambda pair: (pair[1].value or 0, pair[0]))
    of = f"In the {len(held)} of {len(periods)} periods{since} that have a figure," if missing else ""
    return (
        *words,
        f"{of or f'Over {len(periods)} periods{since}'} the lowest was ",
        *_of_period(shown.measure, *low),
        " and the highest ",
        *_of_period(shown.measure, *high),
        ".",
    )


def _of_period(measure: Measure, period: Period, result: Result) -> Words:
    """A value with its period; a share of fewer than 100 after its count."""
    if count_first(measure, result):
        return (*amount(measure, result), f", in {short_period(period)},")
    return (value_of(measure, result), f" ({short_period(period)})")


def _point(
    shown: Shown, period: Period, result: Result | None, usual: UsualRange | None, *, marked: bool
) -> Point:
    label = short_period(period)
    said: Words = ("[x]",) if result is None else (value_of(shown.measure, result),)
    value = None if result is None else result.value
    if usual is None:
        return Point(label, value, said, marked)
    band = Usual(usual.lower, usual.centre, usual.upper, usual.stretch)
    return Point(label, value, said, marked, band, signal_mark(usual.variation))


def _same_season(period: Period, latest: Period) -> bool:
    return (latest.last_month - period.last_month) % 12 == 0


def _target(shown: Shown, breakdown: str, group: str) -> TargetMark | None:
    target = shown.rated(breakdown, group).target
    if target is None:
        return None
    measure, scope = shown.measure, scope_of(breakdown, group)
    words = target_words(measure, target).split(" ")[0]
    way = course(shown.edition.targets, measure.id, [each.end for each in shown.periods()], scope)
    near = near_levels(measure, target)
    return TargetMark(target.value, words, way.levels, way.steps, near, _short_near(measure, target))


def _short_near(measure: Measure, target: Target) -> str:
    """The same at the edge of a chart, without the unit in words."""
    words = near_words(measure, target)
    unit = unit_words(measure)
    return words if unit == "%" else words.removesuffix(unit)


def course_sentence(shown: Shown, breakdown: str = ALL, group: str = ALL) -> Words:
    """The targets of the periods drawn and those to come, where there is more than one; else nothing."""
    scope, since = scope_of(breakdown, group), shown.periods()[0].end
    said = course_words(shown.measure, dated(shown.edition.targets, shown.measure.id, since, scope))
    return (f" {said}",) if said else ()
