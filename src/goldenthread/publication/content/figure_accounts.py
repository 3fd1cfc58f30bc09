"""The rows behind each figure, accounted for: stored = used + not used, with the reasons."""

from __future__ import annotations

from goldenthread.base.numbers import plain
from goldenthread.publication.audiences import audience_of
from goldenthread.publication.edition import Edition, FigureAccount
from goldenthread.publication.tree import (
    Block,
    Column,
    Details,
    Minor,
    Notice,
    Paragraph,
    Section,
    Table,
    Text,
)

_SAID = (
    "Of every row that is stored in the tables a figure is counted from, what became of it in this edition's "
    "figure: stored = used + not used. A row is used when it is in the numerator or the denominator."
)


def figure_accounts(edition: Edition) -> tuple[Section, ...]:
    """A table of all figures of the edition's month, in the strategy's order; nothing for readers outside,
    whom the rows left out of a small figure would tell what it hides."""
    if not audience_of(edition.audience).accounts:
        return ()
    title = "Rows behind each figure"
    if not edition.figure_accounts:
        return (Section("figures", title, (Notice("No account", ("No figure could be counted.",)),)),)
    columns = (
        Column("Measure"),
        *(Column(name, True) for name in ("Stored", "Used", "Not used")),
        Column("What became of them"),
    )
    table = Table(title, columns, tuple(_row(edition, one) for one in edition.figure_accounts))
    blocks: list[Block] = [Paragraph((_SAID,)), Details("Every figure", (table,))]
    wrong = [one for one in edition.figure_accounts if one.stored != sum(n for _, n in one.fates)]
    if wrong:
        names = ", ".join(dict.fromkeys(edition.measures[one.measure].name for one in wrong))
        blocks.append(Notice("Rows do not add up", (f"{names}: do not use these figures.",)))
    return (Section("figures", title, tuple(blocks)),)


def _row(edition: Edition, one: FigureAccount) -> tuple[Text, ...]:
    name: Text = (edition.measures[one.measure].name,)
    if one.part:
        name = (*name, Minor(f" {one.part}"))
    fates = "; ".join(f"{plain(rows)} {fate}" for fate, rows in one.fates)
    said = f"{', '.join(one.tables)}: {fates or 'no row is stored'}"
    return name, (plain(one.stored),), (plain(one.used),), (plain(one.stored - one.used),), (said,)
