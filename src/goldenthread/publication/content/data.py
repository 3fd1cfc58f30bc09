"""The data page: what was loaded, with every row accounted for; notes; targets; population."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.sentences import target_words
from goldenthread.analysis.targets import target_in_force
from goldenthread.base.dates import day_words
from goldenthread.base.numbers import plain
from goldenthread.model.codes import code_list
from goldenthread.publication.audiences import audience_of
from goldenthread.publication.content.figure_accounts import figure_accounts
from goldenthread.publication.content.names import group_name
from goldenthread.publication.content.standards import comparison, sources
from goldenthread.publication.edition import AccountLine, Edition, HeldLine
from goldenthread.publication.tree import (
    Block,
    Bullets,
    Column,
    Minor,
    Notice,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)

NAMED = 3
"""Measures that a line on held rows names."""

_COUNTS = ("rows_in", "stored", "held", "refused", "excluded")


def data_page(edition: Edition) -> Page:
    """Where the figures come from."""
    return Page(
        stem="data",
        title="The data behind this edition",
        name="Data and notes",
        opening=(),
        sections=(
            *_accounts(edition),
            *figure_accounts(edition),
            *sources(edition),
            *comparison(edition),
            Section("notes", "Notes", (_notes(edition),)),
            Section("targets", "Targets", (_targets(edition),)),
            Section("population", "Population", (Paragraph((edition.population_note,)),)),
        ),
    )


def _accounts(edition: Edition) -> tuple[Section, ...]:
    """The rows of each file; nothing for readers to whom the council's files are no matter."""
    if not audience_of(edition.audience).accounts:
        return ()
    if not edition.accounts:
        return (Section("rows", "Rows accounted for", (Notice("No loads", ("No load is recorded.",)),)),)
    said = (
        "Every row that came in was stored, held for mending or refused: rows in = stored + held + refused. "
        "Excluded rows are stored and not counted, with the reason kept."
    )
    columns = (
        Column("List"),
        Column("File"),
        *(Column(name, True) for name in ("Rows in", "Stored", "Held", "Refused", "Excluded")),
    )
    rows = tuple(_account_row(line) for line in edition.accounts)
    sums = [sum(getattr(line, name) for line in edition.accounts) for name in _COUNTS]
    total: tuple[Text, ...] = (("All lists",), ("",), *((plain(each),) for each in sums))
    blocks: list[Block] = [Paragraph((said,)), Table("Rows of each list", columns, (*rows, total))]
    wrong = [line for line in edition.accounts if line.rows_in != line.stored + line.held + line.refused]
    if wrong:
        names = ", ".join(f"{line.standard} {line.list_name}" for line in wrong)
        blocks.append(Notice("Rows do not add up", (f"{names}: do not use these figures.",)))
    return (Section("rows", "Rows accounted for", (*blocks, *_held(edition))),)


def _held(edition: Edition) -> tuple[Block, ...]:
    """Rows held or refused by column and reason; nothing where there are none."""
    if not edition.held:
        return ()
    said = (
        "No figure counts a row that is held or refused: what is counted from its list is short until the "
        "row is mended and comes again. Each row is named in the load's exceptions.csv."
    )
    columns = (
        Column("List"),
        Column("Column"),
        Column("Why"),
        Column("Rows", True),
        Column("Of", True),
        Column("Counted from the list"),
    )
    return (
        Paragraph((said,)),
        Table("Rows held or refused", columns, tuple(_held_row(edition, one) for one in edition.held)),
    )


def _held_row(edition: Edition, line: HeldLine) -> tuple[Text, ...]:
    place = f" {line.file}, sheet {line.sheet}" if line.sheet else f" {line.file}"
    counted = shortened([edition.measures[name].name for name in line.measures if name in edition.measures])
    return (
        (line.list_name, Minor(place)),
        *((text,) for text in (line.column, line.reason, plain(line.rows), plain(line.of), counted)),
    )


def shortened(measures: Sequence[str]) -> str:
    """The first few of many measures, and how many more there are."""
    more = f" and {len(measures) - NAMED} more" if len(measures) > NAMED else ""
    return ", ".join(measures[:NAMED]) + more


def _account_row(line: AccountLine) -> tuple[Text, ...]:
    place = f"{line.file}, sheet {line.sheet}" if line.sheet else line.file
    counts = ((plain(getattr(line, name)),) for name in _COUNTS)
    return ((line.list_name, Minor(f" {code_list('std').label(line.standard)}")), (place,), *counts)


def _notes(edition: Edition) -> Block:
    if not edition.notes:
        return Paragraph(("No notes.",))
    return Bullets(tuple((note,) for note in edition.notes))


def _targets(edition: Edition) -> Block:
    named = dict.fromkeys((t.measure, t.scope) for t in edition.targets if t.measure in edition.measures)
    held = (target_in_force(edition.targets, name, edition.period.end, scope) for name, scope in named)
    known = [target for target in held if target is not None]
    if not known:
        return Paragraph(("No target is in force.",))
    rows: list[tuple[Text, ...]] = []
    for target in known:
        measure = edition.measures[target.measure]
        breakdown, _, name = target.scope.partition("=")
        group = f": {group_name(breakdown, name, edition.labels)}" if name else ""
        margin = "none" if target.amber_margin is None else plain(target.amber_margin, 1)
        rows.append(
            (
                (f"{measure.name}{group}",),
                (target_words(measure, target),),
                (margin,),
                (day_words(target.valid_from),),
                (", ".join(filter(None, (target.basis, target.source))),),
            )
        )
    columns = (
        Column("Measure"),
        Column("Target", True),
        Column("Amber margin", True),
        Column("Since"),
        Column("Basis"),
    )
    return Table("Targets in force", columns, tuple(rows))
