"""The path from contact to care by the month in which each step began: how many took it in the same time."""

from __future__ import annotations

from itertools import groupby

from goldenthread.analysis.funnel import WITHIN, Taken
from goldenthread.base.numbers import plain
from goldenthread.base.periods import parse
from goldenthread.publication.paths import Paths
from goldenthread.publication.tree import Block, Bullets, Column, Minor, Paragraph, Section, Table, Text

_READ = (
    f"Of those who began a step in a month, how many took it within {WITHIN} days, whatever else came of it. "
    "“So far”: some may still take it in that time, so that the month is open and has no share. The times "
    "that measures allow, in the section above, are others."
)


def taken_section(paths: Paths) -> tuple[Section, ...]:
    """What the latest closed month of each step says, and every month of all steps."""
    steps = [(name, tuple(found)) for name, found in groupby(paths.taken, key=lambda one: one.step)]
    known = [(name, found) for name, found in steps if any(one.began is not None for one in found)]
    if not steps:
        return ()
    said: tuple[Text, ...] = tuple((_sentence(name, found),) for name, found in steps)
    blocks: list[Block] = [Bullets(said), *([_table(known)] if known else []), Paragraph((_READ,), "small")]
    return (Section("funnel-months", "Each step by the month in which it began", tuple(blocks)),)


def _name(step: str) -> str:
    """'assessment_to_s47' as 'Assessment to section 47 enquiry'."""
    words = step.replace("_", " ").replace("s47", "section 47 enquiry")
    return f"{words[:1].upper()}{words[1:]}"


def _sentence(step: str, found: tuple[Taken, ...]) -> str:
    """The latest closed month with its interval, and the first of the months for comparison."""
    closed = [one for one in found if one.percent is not None]
    if not closed:
        reasons = dict.fromkeys(one.reason.rstrip(".") for one in found if one.reason)
        counted = any(one.began for one in found)
        why = (
            "every month is still open"
            if counted
            else f"not available, {'; '.join(reasons) or 'nobody began'}"
        )
        return f"{_name(step)}: {why}."
    last, first = closed[-1], closed[0]
    sure = f" (95% interval {plain(last.low or 0.0, 1)} to {plain(last.high or 0.0, 1)}%)"
    began = (
        f"{plain(last.reached or 0)} of {plain(last.began or 0)} that began in {parse(last.cohort).words()}"
    )
    then = "" if first is last else f"; {plain(first.percent or 0.0, 1)}% in {parse(first.cohort).words()}"
    return f"{_name(step)}: {plain(last.percent or 0.0, 1)}%, {began}{sure}{then}."


def _table(steps: list[tuple[str, tuple[Taken, ...]]]) -> Table:
    columns = (Column("Month of beginning"), *(Column(_name(step), True) for step, _ in steps))
    cells = {(one.step, one.cohort): one for _, found in steps for one in found}
    months = dict.fromkeys(one.cohort for _, found in steps for one in found)
    rows = tuple(
        ((f"{parse(each).end:%b %Y}",), *(_cell(cells.get((step, each))) for step, _ in steps))
        for each in months
    )
    return Table(f"Who took each step within {WITHIN} days, by month", columns, rows, dense=True)


def _cell(one: Taken | None) -> Text:
    """'30 of 33' and its share; of an open month how many so far."""
    if one is None or one.began is None or one.reached is None:
        return ("[x]",)
    if not one.began:
        return ("nobody",)
    counts = f"{plain(one.reached)} of {plain(one.began)}"
    if one.is_open:
        return (counts, Minor(" so far"))
    return (f"{plain(one.percent or 0.0, 1)}%", Minor(f" {counts}"))
