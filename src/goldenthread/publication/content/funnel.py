"""The funnel: of those who reached one stage in a year, how many reached the next."""

from __future__ import annotations

from itertools import groupby

from goldenthread.analysis.figures import Figure, Words, in_words, part_of, value_of
from goldenthread.analysis.funnel import STAGE, Conversion, Passage
from goldenthread.base.numbers import plain
from goldenthread.base.periods import parse
from goldenthread.model.result import ALL, PRINTED, Result
from goldenthread.publication.charts.description import IntervalChart, Spread
from goldenthread.publication.content.groups import STAGES
from goldenthread.publication.content.tables import PROOF, proof_cell
from goldenthread.publication.edition import Edition
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

_WORDS = {**STAGES, "conference": "Initial conference"}
_READ = (
    "Every percentage is of the cohort’s own members who reached the next step in the time allowed. A cohort "
    "is of 12 months; the latest is the last one of whose members it is known whether they did. Steps of "
    "which no measure tells, as from a plan to care, stand below by month, and with the journeys: in how "
    "many days they were taken."
)


def funnel_section(edition: Edition, paths: Paths) -> tuple[Section, ...]:
    """Each passage in two cohorts a year apart."""
    if not paths.funnel:
        return ()
    by_passage = [(one, list(found)) for one, found in groupby(paths.funnel, key=lambda each: each.passage)]
    silent: list[Text] = [
        (f"{_passage(passage)}: not available, {found[-1].reason.rstrip('.') or 'no figure'}.",)
        for passage, found in by_passage
        if found[-1].percent is None
    ]
    known = [one for _, found in by_passage if found[-1].percent is not None for one in found]
    blocks: list[Block] = [_block(edition, known)] if known else []
    blocks += [Bullets(tuple(silent))] if silent else []
    return (Section("funnel", "From one step to the next", (*blocks, Paragraph((_READ,), "small"))),)


def _passage(one: Passage) -> str:
    return f"{_WORDS.get(one.origin, one.origin)} to {_WORDS.get(one.destination, one.destination).lower()}"


def _result(edition: Edition, one: Conversion) -> Result | None:
    """The result that a conversion was read from: the line of a split measure, else its total."""
    passage = one.passage
    if one.group != ALL:
        return None
    find = edition.results.find
    if passage.line:
        for line in (passage.line, ALL):
            found = find(passage.measure, edition.authority, one.cohort, STAGE, line)
            if found is not None:
                return found
        return None
    return find(passage.measure, edition.authority, one.cohort)


def _percent(edition: Edition, one: Conversion, *, table: bool = True) -> Words:
    """The share as the result is printed; nothing is drawn or said of it otherwise."""
    result, measure = _result(edition, one), edition.measures.get(one.passage.measure)
    if result is not None and measure is not None:
        return (value_of(measure, result, table=table),)
    if one.percent is None:
        return (PRINTED[one.status],)
    return (f"{plain(one.percent, 1 if table else 0)}%",)


def _counts(edition: Edition, one: Conversion) -> Words:
    result = _result(edition, one)
    if one.percent is None:
        return ("",)
    if result is None or result.numerator is None or result.denominator is None:
        return (f"{plain(one.reached or 0)} of {plain(one.began or 0)}",)
    return (part_of(result, "numerator"), " of ", part_of(result, "denominator"))


def _limits(one: Conversion) -> str:
    if one.low is None or one.high is None:
        return "–"
    return f"{plain(one.low, 1)}% to {plain(one.high, 1)}%"


def _cohort(one: Conversion) -> str:
    return f"year to {parse(one.cohort).end:%b %Y}"


def _block(edition: Edition, known: list[Conversion]) -> ChartBlock:
    rows = tuple(
        Spread(
            f"{_passage(one.passage)}, {_cohort(one)}",
            one.percent,
            one.low,
            one.high,
            _percent(edition, one),
        )
        for one in known
        if one.percent is not None
    )
    said: list[str | Figure] = ["Of those who began"]
    for number, (_, found) in enumerate(groupby(known, key=lambda one: one.passage)):
        one = list(found)[-1]
        name = _passage(one.passage)
        said += [f"{'; ' if number else ', '}{name[:1].lower()}{name[1:]} "]
        said += [*_percent(edition, one, table=False), " (", *_counts(edition, one), ")"]
    finding = (*said, ".")
    chart = IntervalChart(
        "From one step to the next, by cohort of 12 months",
        in_words(finding),
        rows,
        key="dot: share that reached the next step, with its 95% interval",
        suffix="%",
    )
    columns = (
        Column("Passage, and when it began"),
        Column("Reached", True),
        Column("Share", True),
        Column("95% interval", True),
        PROOF,
    )
    table = Table(
        "From one step to the next", columns, tuple(_row(edition, one) for one in known), dense=True
    )
    return ChartBlock("funnel-chart", finding, chart, table, table_beside=True)


def _row(edition: Edition, one: Conversion) -> tuple[Text, ...]:
    return (
        (_passage(one.passage), Minor(f" {_cohort(one)}")),
        _counts(edition, one),
        _percent(edition, one),
        (_limits(one),),
        proof_cell(_result(edition, one)),
    )
