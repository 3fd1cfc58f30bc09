"""A measure beside published figures: who, what, of when, on which basis; its place among them.

Published values are no results of this edition: each stands with its period, its release and whom to credit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goldenthread.analysis.comparators import Comparator, Comparators, Rank
from goldenthread.analysis.comparators.comparator import Kind
from goldenthread.analysis.comparators.editions import model_words
from goldenthread.analysis.figures import is_percentage, number, unit_words, value_of
from goldenthread.analysis.findings.beside import LARGE
from goldenthread.analysis.intervals import Verdict, compare_with, own_interval
from goldenthread.base.numbers import ordinal
from goldenthread.model.measure import Measure
from goldenthread.model.published import SYMBOLS, known_day
from goldenthread.publication.charts.description import IntervalChart, Spread
from goldenthread.publication.content.columns import telling
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.tree import (
    Block,
    Bullets,
    ChartBlock,
    Column,
    Details,
    Minor,
    Paragraph,
    Table,
    Text,
)

COLUMNS = (
    Column("Beside"),
    Column("Published figure", True),
    Column("Period"),
    Column("Made of", True),
    Column("This measure is"),
    Column("Release"),
)

_HOW = {
    "counts": "by the counts behind each figure",
    "movement": "by the usual movement from year to year",
}

NOT_STATED = "day not stated"
"""Of a release of which no day is known but that of its loading."""

OF_ONE = "their figure varies by chance too"
"""Why nothing more is said beside the figure of one council."""

VERDICTS = {
    Verdict.BETTER: "better, by more than chance",
    Verdict.WORSE: "worse, by more than chance",
    Verdict.HIGHER: "higher, by more than chance",
    Verdict.LOWER: "lower, by more than chance",
    Verdict.SIMILAR: "similar: chance alone may make the difference",
    Verdict.TOO_FEW: "too few to tell",
}

THAN = {
    Verdict.BETTER: "better than",
    Verdict.WORSE: "worse than",
    Verdict.HIGHER: "higher than",
    Verdict.LOWER: "lower than",
    Verdict.SIMILAR: "similar to",
}
"""The verdicts as the sentence above a chart says them."""


def comparators_blocks(shown: Shown) -> list[Block]:
    """The comparators of a measure; nothing where none were looked for or the card names none."""
    found = shown.comparators()
    if found is None or not (found.items or found.own):
        return []
    own = [(_own_name(shown), found.own)] if found.own else []
    lines = [
        *own,
        *((_name(each), each) for one in found.items for each in (one, *_turning(shown, found, one))),
    ]
    rows = tuple(_row(shown, name, one, is_own=one is found.own) for name, one in lines)
    table = telling(Table(f"{shown.measure.name} beside published figures", COLUMNS, rows))
    others = [one for _, one in lines if one is not found.own]
    remarks = tuple((each,) for each in _remarks(shown, found))
    sources = Paragraph((_credit(one for _, one in lines),), "small")
    held = _chart(shown, others, table) or table
    inside: tuple[Block, ...] = (held, *([Bullets(remarks)] if remarks else []), sources)
    return [Details(f"Beside others: {_at_a_glance(shown, found)}", inside)]


def _chart(shown: Shown, others: Iterable[Comparator], table: Table) -> ChartBlock | None:
    """The measure's own figure with its interval above the published ones of a like basis, each with its
    period; none where either is missing."""
    measure, result = shown.measure, shown.result(shown.period)
    like = [(_short(one), one, one.value) for one in others if one.like and one.value is not None]
    if result is None or result.value is None or not like:
        return None
    sure = own_interval(measure, result)
    low, high = (sure.low, sure.high) if sure else (result.value, result.value)
    mine = f"This measure, {shown.period.words()}"
    own = Spread(mine, result.value, low, high, (value_of(measure, result),))
    published = (
        Spread(f"{name}, {one.period_label}", value, value, value, (_value(measure, one),), stands_out=False)
        for name, one, value in like
    )
    finding = f"{measure.name}{_by_verdict(shown, like)}."
    chart = IntervalChart(
        f"{measure.name} beside published figures",
        finding,
        (own, *published),
        key="line: 95% interval of this council’s figure" if sure else "",
        hollow="hollow: published figures",
        suffix="%" if is_percentage(measure) else "",
    )
    return ChartBlock(f"{shown.anchor}-beside", (finding,), chart, table)


def _short(one: Comparator) -> str:
    """Who, in a few words: the rest stands in the table."""
    if one.kind != "neighbours":
        return one.name
    model = f" of {model_words(one.model)}" if one.model else ""
    return f"Neighbours{model}{f' ({one.average} of {one.n})' if one.average else ''}"


def _by_verdict(shown: Shown, like: Iterable[tuple[str, Comparator, float]]) -> str:
    """': higher than England and South East; similar to neighbours of April 2021 (mean of 10)'."""
    found: dict[str, list[str]] = {}
    result = shown.result(shown.period)
    for name, one, value in like:
        if result is not None and one.kind in LARGE:
            verdict = compare_with(shown.measure, result, value, polarity=one.polarity).verdict
            if verdict in THAN:
                found.setdefault(THAN[verdict], []).append(name)
    said = "; ".join(f"{words} {_listed(names)}" for words, names in found.items())
    return f": {said}" if said else " beside published figures"


def _listed(names: Sequence[str]) -> str:
    said = [name.replace("Neighbours", "neighbours") for name in names]
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))


def _turning(shown: Shown, found: Comparators, one: Comparator) -> list[Comparator]:
    """The other sets of neighbours, or rules for them, by which something else is said than by the one
    chosen; both stand in the table then."""
    if one.kind != "neighbours" or not one.like:
        return []
    alike = [
        other
        for other in found.other_neighbours
        if (other.series, other.period_label) == (one.series, one.period_label)
    ]
    turned = [choice.other for choice in found.choices if choice.chosen == one]
    return [other for other in alike if other in turned or _said(shown, other) != _said(shown, one)]


def beside_cell(shown: Shown, kind: Kind) -> Text:
    """The figure of England or of the neighbours with its period, and how many of them it is made of; a dash
    where none is like the measure."""
    found = shown.comparators()
    like = [one for one in found.of_kind(kind) if one.like and one.value is not None] if found else []
    if not like or like[0].value is None:
        return ("–",)
    value = number(shown.measure, like[0].value, table=True)
    made_of = f", {like[0].n} of {like[0].of}" if like[0].of else ""
    return (value, Minor(f" {like[0].period_label}{made_of}"))


def _row(shown: Shown, name: str, one: Comparator, *, is_own: bool) -> tuple[Text, ...]:
    made_of = f"{one.n} of {one.of}" if one.of else ""
    joint: Text = (Minor(f" one return of {one.joint}"),) if one.joint else ()
    said = "" if is_own else _said(shown, one)
    day = known_day(one.released, one.how_released) if one.released else None
    release = f"{day:%B %Y}" if day else NOT_STATED
    return (
        (name, *joint),
        (_value(shown.measure, one),),
        (one.period_label,),
        (made_of,),
        (said,),
        (release,),
    )


def _said(shown: Shown, one: Comparator) -> str:
    """Better, similar or worse by the interval of the measure's own figure; why not, where it is unlike. Of a
    single council only on which side it lies: its figure moves by chance too, by how much nobody says."""
    if not one.like:
        return f"not compared: {one.why_unlike}"
    result = shown.result(shown.period)
    if one.value is None or result is None or result.value is None:
        return "not compared: there is no figure"
    if one.kind not in LARGE:
        return f"{one.verdict}; {OF_ONE}" if one.verdict else OF_ONE
    compared = compare_with(shown.measure, result, one.value, polarity=one.polarity)
    if compared.verdict in VERDICTS:
        return VERDICTS[compared.verdict]
    plainly = f"{one.verdict}; " if one.verdict else ""
    return f"{plainly}{compared.reason}"


def _value(measure: Measure, one: Comparator) -> str:
    if one.value is None:
        return f"[{one.symbol}] {SYMBOLS.get(one.symbol, '')}".strip()
    return number(measure, one.value, table=True)


def _name(one: Comparator) -> str:
    """Who, by which model of neighbours, and whether the figure is as now published."""
    model = f", model of {model_words(one.model)}" if one.model else ""
    return f"{one.name}{model}{', as now published' if one.as_now else ''}"


def _own_name(shown: Shown) -> str:
    """The council's own published figure; of an invented council, that of the real one it stands in for."""
    edition = shown.edition
    if not edition.compared_as:
        return f"{edition.authority_name}, as published"
    invented = ", whose place this synthetic council takes" if edition.synthetic else ""
    return f"{edition.compared_as}, as published{invented}"


def _at_a_glance(shown: Shown, found: Comparators) -> str:
    """'England 22.1% (2022-23); Statistical neighbours, mean …', the words that open the table."""
    said = [
        f"{one.in_full} {_value(shown.measure, one)}{unit_words(shown.measure).removeprefix('%')} "
        f"({one.period_label})"
        for one in found.items
        if one.like and one.value is not None
    ]
    return "; ".join(said) if said else "published figures, none on a like basis"


def _remarks(shown: Shown, found: Comparators) -> Iterable[str]:
    edition = shown.edition
    if edition.compared_as:
        synthetic = (
            "This council is invented and its figures are synthetic; those beside it are real. "
            * edition.synthetic
        )
        yield f"{synthetic}Compared as {edition.compared_as}, by decision of the workspace."
    if found.rank:
        yield _rank_words(found.rank)
    elif found.why_no_rank:
        yield f"Not ranked: {found.why_no_rank}."
    for choice in found.choices:
        other = choice.other
        yield (
            f"The choice of neighbours matters: {choice.says}. {_name(other)}: "
            f"{_value(shown.measure, other)} in {other.period_label}."
        )


def _rank_words(rank: Rank) -> str:
    """'Its published figure of 2022-23 is 6th of 150 (likely 4th to 9th …), quartile B. 1st is best.'"""
    likely = ""
    if rank.by and rank.low is not None and rank.high is not None:
        likely = f" (likely {ordinal(rank.low)} to {ordinal(rank.high)} {_HOW[rank.by]})"
    band = f", quartile {rank.quartile}" if rank.quartile else ""
    return (
        f"The published figure of {rank.period_label} is {ordinal(rank.place)} of {rank.of}{likely}{band}; "
        "1st is the best."
    )


def _credit(lines: Iterable[Comparator]) -> str:
    sources = dict.fromkeys(one.source for one in lines)
    first = next(iter(sources), "")
    return f"Source: {'; '.join(sources)}." if first else ""


__all__ = ["beside_cell", "comparators_blocks"]
