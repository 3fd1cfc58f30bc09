"""How long each step took: quartiles with intervals, those still waiting counted as waiting."""

from __future__ import annotations

from itertools import groupby

from goldenthread.analysis.journeys import Journey, Reached
from goldenthread.base.numbers import plain
from goldenthread.base.periods import parse
from goldenthread.publication.charts.description import IntervalChart, Spread
from goldenthread.publication.paths import Paths
from goldenthread.publication.tree import (
    Block,
    Bullets,
    ChartBlock,
    Column,
    Minor,
    Paragraph,
    Section,
    Table,
    Text,
)

_READ = (
    "Days are counted from the beginning of a step until the day by which a quarter, a half and three "
    "quarters of all who began had reached its end. A wait that goes on counts as long as it is known "
    "(Kaplan–Meier); one that ended otherwise never reaches the step. In brackets: the 95% interval. "
    "A dash: so many have not reached it in the time that is known."
)
_NEVER = "–"


def waits_section(paths: Paths) -> tuple[Section, ...]:
    """One table of all steps by the year in which they began, and what each says."""
    if not paths.journeys:
        return ()
    steps = [(name, tuple(found)) for name, found in groupby(paths.journeys, key=lambda one: one.step)]
    found: list[Text] = [(_sentence(paths, name, journeys),) for name, journeys in steps]
    blocks: list[Block] = [Bullets(tuple(found))]
    charted = [one for _, journeys in steps for one in journeys if _half(one) is not None]
    blocks += [_chart(paths, charted)] if charted else []
    blocks.append(_table(paths, paths.journeys))
    blocks.append(Paragraph((_READ,), "small"))
    return (Section("waits", "How long each step took", tuple(blocks)),)


def _half(one: Journey) -> int | None:
    return one.quartiles[1].days if len(one.quartiles) > 1 else None


def _step(paths: Paths, name: str) -> str:
    said = paths.steps.get(name, name.replace("_", " "))
    return f"{said[:1].upper()}{said[1:]}"


def _sentence(paths: Paths, name: str, journeys: tuple[Journey, ...]) -> str:
    """The finding of the latest cohort in which half reached the step, else of the earliest."""
    step = _step(paths, name)
    counted = [one for one in journeys if one.entered]
    if not counted:
        reasons = dict.fromkeys(one.reason for one in journeys if one.reason)
        return f"{step}: not available, {'; '.join(reasons) or 'nobody began'}."
    one = next((each for each in reversed(counted) if _half(each) is not None), counted[0])
    began = f"of {plain(one.entered)} that began {parse(one.cohort).words()}"
    if _half(one) is None:
        waiting = f", and {plain(one.waiting)} still wait" if one.waiting else ""
        return f"{step}: {plain(one.reached)} {began} reached it, fewer than half{waiting}."
    half, most = one.quartiles[1:]
    sure = f" (95% interval {_limits(half)})" if half.low is not None else ""
    then = f"three quarters within {plain(most.days)}" if most.days is not None else "three quarters not yet"
    return f"{step}: half {began} within {plain(half.days or 0)} days{sure}, {then}."


def _days(reached: Reached) -> str:
    """'48 (48 to 49)'; a limit that is not known is left open."""
    if reached.days is None:
        return _NEVER if reached.low is None else f"{_NEVER} ({plain(reached.low)} or more)"
    return f"{plain(reached.days)} ({_limits(reached)})"


def _limits(reached: Reached) -> str:
    if reached.low is None:
        return "no limit known"
    if reached.high is None:
        return f"{plain(reached.low)} or more"
    return f"{plain(reached.low)} to {plain(reached.high)}"


def _chart(paths: Paths, journeys: list[Journey]) -> ChartBlock:
    rows = []
    for one in journeys:
        quarter, half, most = one.quartiles
        words = f"{plain(half.days or 0)} days"
        rows.append(
            Spread(
                _began(one),
                half.days,
                quarter.days,
                most.days,
                (words,),
            )
        )
    longest = max(journeys, key=lambda one: _half(one) or 0)
    finding = (
        f"The longest is {_step(paths, longest.step)[:1].lower()}{_step(paths, longest.step)[1:]}: half took "
        f"{plain(_half(longest) or 0)} days or fewer ({parse(longest.cohort).words()})."
    )
    chart = IntervalChart(
        "Days that half of each year’s beginners took, between a quarter and three quarters",
        finding,
        tuple(rows),
        key="dot: half; line: a quarter to three quarters",
    )
    columns = (
        Column("Step, and the year in which it began"),
        *(Column(name, True) for name in ("A quarter by day", "Half by day", "Three quarters by day")),
    )
    rows_of = tuple(((_began(one),), *((_days(each),) for each in one.quartiles)) for one in journeys)
    table = Table("Days of the steps that half reached", columns, rows_of)
    return ChartBlock("waits-chart", (finding,), chart, table)


def _began(one: Journey) -> str:
    return f"{_short(one.step)}, year to {parse(one.cohort).end:%b %Y}"


def _short(name: str) -> str:
    """'referral_to_assessment' as 'Referral to assessment'."""
    words = name.replace("_", " ").replace("s47", "section 47")
    return f"{words[:1].upper()}{words[1:]}"


def _table(paths: Paths, journeys: tuple[Journey, ...]) -> Table:
    columns = (
        Column("Step, and when it began"),
        Column("Began", True),
        Column("Reached", True),
        Column("Ended otherwise", True),
        Column("Still waiting", True),
        Column("A quarter by day", True),
        Column("Half by day", True),
        Column("Three quarters by day", True),
    )
    rows = []
    for one in journeys:
        name: Text = (_step(paths, one.step), Minor(f" {parse(one.cohort).words()}"))
        if not one.entered:
            why = one.reason or "nobody began"
            rows.append((name, (Minor(f"[x] {why}"),), *[("",)] * 6))
            continue
        numbers = (one.entered, one.reached, one.otherwise, one.waiting)
        quartiles = [(_days(each),) for each in one.quartiles] or [(_NEVER,)] * 3
        rows.append((name, *((plain(number),) for number in numbers), *quartiles))
    return Table("Every step, by the year in which it began", columns, tuple(rows), dense=True)
