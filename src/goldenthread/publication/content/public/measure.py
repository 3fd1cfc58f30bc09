"""One measure for everybody: what it counts, how it stands, its chart beside a small table, groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from goldenthread.analysis.figures import in_words
from goldenthread.model.result import Status
from goldenthread.publication.charts.description import LineChart
from goldenthread.publication.content.commentary import commentary_place
from goldenthread.publication.content.lines import course_sentence, event_notes, line_chart, span_title
from goldenthread.publication.content.public.sentences import (
    WHY_NOT,
    change_sentence,
    course,
    now_sentence,
    range_sentence,
    target_sentence,
    value_of_now,
    want_sentence,
    why_not,
    year_sentence,
)
from goldenthread.publication.content.public.tables import (
    all_months,
    few_months,
    group_figures,
    group_table,
    others_table,
)
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.plain_words import plain_words
from goldenthread.publication.tree import (
    Beside,
    Block,
    ChartBlock,
    Link,
    Minor,
    Notice,
    Paragraph,
    Section,
    Text,
)

_OTHERS = "Others count over other times than we do, so look at the last column."
_HIDDEN = "[c] stands where we keep a figure back, so that nobody can find out about a child."
_FILE = re.compile(r" \([^()]*\.\w+\)$")
"""The council's own file at the end of whom to credit."""
_GAPS = " Months that we do not know or do not show are left out."


def plain_section(shown: Shown) -> Section:
    """The section of one measure."""
    blocks: list[Block] = [Paragraph((counts(shown),))]
    blocks += _split(shown) if shown.split else _total(shown)
    words = commentary_place(shown.edition, shown.measure.id, f"{shown.anchor}-words", shown.measure.name)
    blocks += [words] if words.blocks else []
    return Section(shown.anchor, shown.measure.name, tuple(blocks))


def counts(shown: Shown) -> str:
    """What it counts, in plain words; of a measure that has none, why it matters."""
    said = plain_words().get(shown.measure.id)
    return said.counts if said else shown.measure.why.strip()


def standing(shown: Shown) -> Text:
    """How it stands in a few sentences: now, a year before, beside chance."""
    change = change_sentence(shown)
    return (*now_sentence(shown), *year_sentence(shown), f" {change}" if change else "")


def answer(shown: Shown) -> Text:
    """One line for the top of a page: the name as a link, the figure, how it stands against its target."""
    link = Link(shown.measure.name, shown.anchor)
    if shown.split:
        known = bool(group_figures(shown, shown.split))
        return (link, ": see the table." if known else f": {_why_no_groups(shown, shown.split)}")
    if value_of_now(shown) is None:
        return (link, ": ", *now_sentence(shown))
    rated = target_sentence(shown)
    way = course(shown)
    said: Text = (f" {way}",) if way else ()
    return (link, ": ", *now_sentence(shown), *said, *((" ", *rated) if rated else ()))


def _total(shown: Shown) -> list[Block]:
    if not shown.has_value():
        return [Notice("No figure", (why_not(shown.result(shown.period)),))]
    blocks: list[Block] = [Paragraph(standing(shown), "lead")]
    aims = (want_sentence(shown), *target_sentence(shown))
    if any(aims):
        blocks.append(Paragraph((*((f"{aims[0]} ",) if aims[0] else ()), *aims[1:])))
    blocks.append(Beside((chart_block(shown),), (few_months(shown),)))
    return [*blocks, *_groups(shown, shown.breakdowns), *_others(shown)]


def _split(shown: Shown) -> list[Block]:
    """A measure whose lines are its groups has no total to draw."""
    breakdown = shown.split or ""
    if not group_figures(shown, breakdown):
        return [Notice("No figure", (_why_no_groups(shown, breakdown),))]
    return _groups(shown, (breakdown,))


def _why_no_groups(shown: Shown, breakdown: str) -> str:
    """Why no group has a figure: hidden where any is, since the rest would then tell of it."""
    statuses = {each.status for each in shown.groups(breakdown)}
    if Status.CONFIDENTIAL in statuses:
        return WHY_NOT[Status.CONFIDENTIAL]
    return why_not(next(iter(shown.groups(breakdown)), None))


def _groups(shown: Shown, breakdowns: Sequence[str]) -> list[Block]:
    """A small table of each breakdown that has a figure to show, two side by side."""
    every = [(each, groups) for each in breakdowns if (groups := group_figures(shown, each))]
    tables = [group_table(shown, breakdown, groups) for breakdown, groups in every]
    blocks: list[Block] = [
        Beside(tuple(tables[i : i + 1]), tuple(tables[i + 1 : i + 2])) for i in range(0, len(tables), 2)
    ]
    if any(each.status is Status.CONFIDENTIAL for _, groups in every for each in groups):
        blocks.append(Paragraph((_HIDDEN,), "small"))
    return blocks


def chart_block(shown: Shown) -> ChartBlock:
    """The line of the total. No range is drawn about it: what is drawn is what the table prints."""
    finding = range_sentence(shown)
    absent = any((r := shown.result(p)) is None or r.value is None for p in shown.periods())
    said = in_words((*finding, *course_sentence(shown))) + (_GAPS if absent else "")
    drawn = line_chart(shown, span_title(shown), said)
    return ChartBlock(
        f"{shown.anchor}-line", finding, _bare(drawn), all_months(shown), notes=event_notes(shown)
    )


def _bare(chart: LineChart) -> LineChart:
    """The line without its usual range, its signals and how far from the target is still near it."""
    target = chart.target and replace(chart.target, near=(), near_label="")
    points = tuple(replace(each, usual=None, signal=None) for each in chart.points)
    return replace(chart, points=points, target=target)


def _others(shown: Shown) -> list[Block]:
    table = others_table(shown)
    found = shown.comparators()
    if table is None or found is None:
        return []
    like = (one.source for one in found.items if one.like and one.value is not None)
    sources = dict.fromkeys(_FILE.sub("", each) for each in like)
    is_rounded = shown.measure.form == "rate" and shown.edition.rounding != 1
    rounded = " Our own figure is about right: it is made of a rounded count." if is_rounded else ""
    invented = ""
    if shown.edition.compared_as:
        invented = f" We are set beside others as if we were {shown.edition.compared_as}."
    return [
        Beside((table,), ()),
        Paragraph((f"{_OTHERS}{rounded}{invented} ", Minor(f"Source: {'; '.join(sources)}.")), "small"),
    ]
