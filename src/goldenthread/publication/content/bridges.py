"""Bridges of stocks in words: opening + came − left = closing, with the reasons, as chart and table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from goldenthread.analysis.figures import part_of, value_of
from goldenthread.base.dates import day_words
from goldenthread.base.numbers import plain, signed
from goldenthread.base.periods import Period, parse
from goldenthread.model.bridge import Bridge, BridgeLine
from goldenthread.publication.charts.description import BridgeChart, Change
from goldenthread.publication.content.names import group_name
from goldenthread.publication.edition import Edition
from goldenthread.publication.paths import Paths
from goldenthread.publication.tree import (
    Block,
    ChartBlock,
    Column,
    Minor,
    Notice,
    Paragraph,
    Section,
    Table,
    Text,
)


@dataclass(frozen=True)
class _Said:
    """A stock in words: its title, what its records are, and the columns whose values are the reasons."""

    title: str
    records: str
    started_by: str
    ended_by: str


_STOCKS = {
    "plans": _Said("Child protection plans", "child protection plans", "abuse_category", ""),
    "care": _Said("Children in our care", "periods of care", "primary_need", "left_to"),
    "need": _Said("Children in need", "open referrals", "source", "closure_reason"),
    "early_help": _Said("Early help", "early help episodes", "level", "end_reason"),
}

_NO_REASON = "No reason is recorded in the data loaded."
_UNMATCHED = "Dates that do not fit"
_BEYOND = "Records beyond one a child"


def bridge_sections(edition: Edition, paths: Paths) -> tuple[Section, ...]:
    """A section for each stock, with its bridges side by side: the month, and the year that ends with it."""
    by_name = groupby(paths.bridges, key=lambda one: one.name)
    return tuple(_section(edition, name, tuple(bridges)) for name, bridges in by_name)


def _section(edition: Edition, name: str, bridges: tuple[Bridge, ...]) -> Section:
    said, anchor = _STOCKS[name], f"bridge-{name.replace('_', '-')}"
    made = [(one, one.whole) for one in bridges if one.whole is not None]
    missing = [one for one in bridges if one.whole is None]
    blocks: list[Block] = [
        Notice(
            f"{parse(one.period).words()}: not available [x]", (f"{one.reason[:1].upper()}{one.reason[1:]}.",)
        )
        for one in missing
    ]
    if made:
        last, whole = made[-1]
        finding: Text = (_sentence(said, last, whole),)
        chart = BridgeChart(
            f"{said.title}, {parse(last.period).words()}", _sentence(said, last, whole), _changes(whole)
        )
        table = _table(edition, said, made)
        blocks += [ChartBlock(anchor, finding, chart, table, table_beside=True)]
        blocks += [Paragraph((text,), "small") for text in _notes(said, last, whole)]
    return Section(f"s-{anchor}", said.title, tuple(blocks))


def _sentence(said: _Said, one: Bridge, whole: BridgeLine) -> str:
    period = parse(one.period)
    sums = f"{plain(whole.opening)} + {plain(whole.started)} − {plain(whole.ended)}"
    sums += f" {signed(whole.unmatched).replace('+', '+ ').replace('−', '− ')}" if whole.unmatched else ""
    way = "more" if whole.closing > whole.opening else "fewer"
    moved = (
        f"{plain(abs(whole.closing - whole.opening))} {way} than"
        if whole.closing != whole.opening
        else "as many as"
    )
    return (
        f"{plain(whole.closing)} {said.records} were open at {day_words(period.end)}, {moved} before "
        f"{_span(period)}: {sums} = {plain(whole.closing)}."
    )


def _span(period: Period) -> str:
    return period.words() if period.months == 1 else f"the {period.months} months from {period.start:%B %Y}"


def _changes(whole: BridgeLine) -> tuple[Change, ...]:
    lines = [
        Change("At the start", whole.opening, (plain(whole.opening),), is_end=True),
        Change("Started", whole.started, (f"+{plain(whole.started)}",)),
        Change("Ended", -whole.ended, (f"−{plain(whole.ended)}",)),
    ]
    if whole.unmatched:
        lines.append(Change(_UNMATCHED, whole.unmatched, (signed(whole.unmatched),)))
    return (*lines, Change("At the end", whole.closing, (plain(whole.closing),), is_end=True))


def _table(edition: Edition, said: _Said, made: list[tuple[Bridge, BridgeLine]]) -> Table:
    lines = [whole for _, whole in made]
    rows: list[tuple[Text, ...]] = [_row("At the start", [line.opening for line in lines])]
    rows += [_row("+ Started", [line.started for line in lines])]
    rows += _reasons(edition, said.started_by, [line.started_by for line in lines])
    rows += [_row("− Ended", [line.ended for line in lines])]
    rows += _reasons(edition, said.ended_by, [line.ended_by for line in lines])
    if any(line.unmatched for line in lines):
        rows.append((("± " + _UNMATCHED,), *((signed(line.unmatched),) for line in lines)))
    rows.append(_row("= At the end", [line.closing for line in lines]))
    if any(one.beyond_children[1] for one, _ in made):
        rows.append(_row(f"− {_BEYOND}", [one.beyond_children[1] for one, _ in made]))
    rows.append((("= Children at the end",), *(_children(edition, one) for one, _ in made)))
    columns = (Column("Line"), *(Column(parse(one.period).words(), True) for one, _ in made))
    return Table(f"{said.title}: what came and what left", columns, tuple(rows))


def _row(name: str, numbers: list[int]) -> tuple[Text, ...]:
    return ((name,), *((plain(number),) for number in numbers))


def _reasons(edition: Edition, column: str, reasons: list[Mapping[str, int]]) -> list[tuple[Text, ...]]:
    """A row for each reason, the commonest of the longest period first; those not known last."""
    most = reasons[-1]
    names = {name for each in reasons for name in each}
    order = sorted(names, key=lambda name: (name == "unknown", -most.get(name, 0), name))
    return [
        (
            (Minor(f"of which: {group_name(column, name, edition.labels)}"),),
            *((plain(each.get(name, 0)) if each else "[x]",) for each in reasons),
        )
        for name in order
    ]


def _children(edition: Edition, one: Bridge) -> Text:
    """The children as the measure prints them; else the bridge's own count."""
    month = edition.period.label
    found = edition.results.find(one.measure, edition.authority, month)
    measure = edition.measures.get(one.measure)
    counted = one.children[1]
    if found is None or measure is None or parse(one.period).end != edition.period.end:
        return (plain(counted),)
    if measure.form == "count" and found.value == counted:
        return (value_of(measure, found, table=True),)
    if measure.form == "rate" and found.numerator == counted:
        return (part_of(found, "numerator"),)
    return (plain(counted),)


def _notes(said: _Said, one: Bridge, whole: BridgeLine) -> list[str]:
    notes = []
    if not whole.started_by and not whole.ended_by and (whole.started or whole.ended):
        notes.append(_NO_REASON)
    elif whole.ended and not whole.ended_by:
        notes.append("No reason for an end is recorded in the data loaded.")
    if any(one.beyond_children):
        notes.append(
            f"The bridge counts {said.records}; a child who has two at once is counted once among children."
        )
    if whole.unmatched:
        notes.append(f"{_UNMATCHED}: records such as one that ends before it starts.")
    return notes
