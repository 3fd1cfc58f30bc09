"""From where to where the children of a stock moved in a year, in a matrix that adds to both stocks."""

from __future__ import annotations

from goldenthread.base.dates import day_words
from goldenthread.base.numbers import plain
from goldenthread.base.periods import parse
from goldenthread.model.flow import ENTERED, LEFT, Flow
from goldenthread.publication.content.names import group_name
from goldenthread.publication.content.words import breakdown_words
from goldenthread.publication.edition import Edition
from goldenthread.publication.paths import Paths
from goldenthread.publication.tree import Block, Column, Notice, Paragraph, Section, Table, Text

_READ = (
    "Each row says where the children who stood there on the first day are on the last. Without those who "
    "came in the rows add to the stock of the first day; without those who left the columns add to that of "
    "the last. A child who came and left between the two is in neither."
)
_NOBODY = "–"


def flow_sections(edition: Edition, paths: Paths) -> tuple[Section, ...]:
    """A section for each stock and breakdown."""
    return tuple(_section(edition, one) for one in paths.flows)


def _section(edition: Edition, one: Flow) -> Section:
    measure = edition.measures[one.measure]
    title = f"{measure.name}: moves between groups of {breakdown_words(one.breakdown)}"
    anchor = f"flow-{one.measure}-{one.breakdown}".replace("_", "-")
    if not one.cells:
        why = one.reason or "no child was in the stock on either day"
        notice = Notice("Not available [x]", (f"{why[:1].upper()}{why[1:]}.",))
        return Section(anchor, title, (notice,))
    blocks: tuple[Block, ...] = (
        Paragraph((_sentence(one),)),
        _table(edition, one, title),
        Paragraph((_READ,), "small"),
    )
    return Section(anchor, title, blocks)


def _sentence(one: Flow) -> str:
    then, now = parse(one.then).end, parse(one.now).end
    stayed = [
        (origin == goal, n) for (origin, goal), n in one.cells.items() if origin != ENTERED and goal != LEFT
    ]
    same = sum(n for is_same, n in stayed if is_same)
    other = sum(n for is_same, n in stayed if not is_same)
    total_then, total_now = sum(one.stock_then().values()), sum(one.stock_now().values())
    return (
        f"Of {plain(total_then)} children at {day_words(then)}, {plain(same)} were in the same group at "
        f"{day_words(now)}, {plain(other)} in another, and {plain(one.left)} had left; {plain(one.entered)} "
        f"came in, which makes {plain(total_now)}."
    )


def _table(edition: Edition, one: Flow, title: str) -> Table:
    before, after = one.stock_then(), one.stock_now()
    groups = sorted(before | after, key=lambda g: (g == "unknown", -before.get(g, 0) - after.get(g, 0), g))

    def name(group: str) -> str:
        return group_name("moved" if group in (ENTERED, LEFT) else one.breakdown, group, edition.labels)

    goals = [*(group for group in groups if group in after), LEFT]
    rows: list[tuple[Text, ...]] = []
    for origin in [*(group for group in groups if group in before), ENTERED]:
        cells = [one.cells.get((origin, goal), 0) for goal in goals]
        rows.append(((name(origin),), *map(_cell, cells), _cell(sum(cells))))
    sums = [sum(n for (_, goal), n in one.cells.items() if goal == each) for each in goals]
    rows.append((("All",), *map(_cell, sums), _cell(sum(sums))))
    heads = (*map(name, goals), "All")
    columns = (Column("Stood then, and now →"), *(Column(head, True) for head in heads))
    return Table(title, columns, tuple(rows), dense=True)


def _cell(number: int) -> Text:
    return (plain(number) if number else _NOBODY,)
