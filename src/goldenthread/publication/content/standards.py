"""Where each figure is read from when several standards are loaded, and where the standards disagree."""

from __future__ import annotations

from goldenthread.analysis.figures import number
from goldenthread.base.numbers import plain
from goldenthread.base.periods import parse
from goldenthread.model.codes import code_list
from goldenthread.model.result import ALL
from goldenthread.publication.content.names import group_name
from goldenthread.publication.edition import Disagreement, Edition, SourceLine
from goldenthread.publication.tree import Block, Column, Details, Minor, Paragraph, Section, Table, Text

_READ = (
    "A figure is read from one standard, never from a mix of two: from the first in the measure's own order "
    "that can supply it for the month. Of each other one it is said whether it could be read, or why not."
)
_COMPARED = (
    "Where two standards could both supply a figure, both were counted, each as if the other were not "
    "loaded: {figures} figures of this month and the 12 before it, of which {differing} differ. The figures "
    "of this edition stay those of the standard that is read."
)
_NO_SOURCE = "no source"


def standard_name(code: str) -> str:
    """A standard as a reader knows it."""
    return code_list("std").label(code)


def sources(edition: Edition) -> tuple[Section, ...]:
    """A table of measures by the standards that are loaded."""
    if not edition.sources:
        return ()
    loaded = list(dict.fromkeys(code for line in edition.sources for code in line.standards))
    columns = (Column("Measure"), *(Column(standard_name(code)) for code in loaded))
    rows = tuple(_source_row(edition, line, loaded) for line in edition.sources)
    table = Table("Which standard each figure is read from", columns, rows)
    blocks: tuple[Block, ...] = (Paragraph((_READ,)), Details("Every measure", (table,)))
    return (Section("sources", "Where each figure is read from", blocks),)


def _source_row(edition: Edition, line: SourceLine, loaded: list[str]) -> tuple[Text, ...]:
    cells = ((line.standards.get(code, _NO_SOURCE),) for code in loaded)
    return (edition.measures[line.measure].name,), *cells


def comparison(edition: Edition) -> tuple[Section, ...]:
    """The figures in which standards differ; nothing where one alone is loaded."""
    compared = edition.comparison
    if compared is None:
        return ()
    said = _COMPARED.format(figures=plain(compared.figures), differing=plain(compared.differing))
    blocks: list[Block] = [Paragraph((said,))]
    if compared.disagreements:
        columns = (
            Column("Measure"),
            Column("Standards"),
            Column("Months that differ", True),
            Column("The last of them"),
            Column("Figure of the first", True),
            Column("Figure of the second", True),
            Column("Why"),
        )
        rows = tuple(_row(edition, one) for one in compared.disagreements)
        blocks.append(
            Details("Every difference", (Table("Figures in which standards differ", columns, rows),))
        )
    return (Section("standards", "Where standards disagree", tuple(blocks)),)


def _row(edition: Edition, one: Disagreement) -> tuple[Text, ...]:
    measure = edition.measures[one.measure]
    name: Text = (measure.name,)
    if one.line != ALL:
        split = measure.split.by if measure.split else ""
        name = (*name, Minor(f" {group_name(split, one.line, edition.labels)}"))
    values = (("no cases" if value is None else number(measure, value, table=True),) for value in one.values)
    return (
        name,
        (" and ".join(map(standard_name, one.standards)),),
        (f"{plain(one.differing)} of {plain(one.compared)}",),
        (parse(one.period).words(),),
        *values,
        (one.why,),
    )
