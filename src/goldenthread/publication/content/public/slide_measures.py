"""A slide of a priority for everybody, with its figures in a table, and one that draws a figure of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from goldenthread.analysis.figures import is_percentage, unit_words
from goldenthread.analysis.findings import TOLD
from goldenthread.analysis.sentences import target_words
from goldenthread.base.dates import day_words
from goldenthread.model.result import Result, Status
from goldenthread.model.strategy import Priority
from goldenthread.publication.content.columns import telling
from goldenthread.publication.content.glance import unit_beside
from goldenthread.publication.content.public.measure import chart_block, counts
from goldenthread.publication.content.public.priority import NOTHING, targets_met
from goldenthread.publication.content.public.sentences import (
    amount_said,
    change_sentence,
    now_sentence,
    target_sentence,
    value_of_now,
    want_sentence,
    year_sentence,
)
from goldenthread.publication.content.public.tables import few_months, marks_of, plain_rating_tag, plain_value
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.slide_charts import as_printed
from goldenthread.publication.content.tables import short_period
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import (
    Beside,
    Block,
    Column,
    Link,
    Minor,
    Notice,
    Paragraph,
    Slide,
    Table,
    Text,
)

MOST_ROWS = 7
"""So many figures of a priority stand on its slide; the pages have them all."""

FEWEST_DRAWN = 6
"""A line of fewer figures than this says less than the table beside it."""

_SOURCE = "The figures come from the records of our work up to {day}."


def priority_slide(edition: Edition, priority: Priority, shown: Sequence[Shown]) -> Slide:
    """What is wanted, how many targets are met, and the figures: those with a target first."""
    told = _in_order(shown)
    held = told[:MOST_ROWS]
    title: Text = (f"{priority.name}. {targets_met(list(shown))}" if shown else priority.name,)
    blocks: list[Block] = [Paragraph((priority.outcome,), "lead")]
    if held:
        blocks.append(figures_table(f"{priority.name}: how we are doing", held))
        blocks.append(Paragraph((_how_many(held, shown),), "small"))
    else:
        blocks.append(Notice("No figure", (NOTHING,)))
    return Slide(f"p-{priority.id}", title, "What we want for children", tuple(blocks), notes(edition, held))


def drawn_slide(shown: Shown, label: str) -> Slide:
    """One figure over time: what it is now as the title, its line beside the latest figures."""
    change = change_sentence(shown)
    lead: Text = (*year_sentence(shown), f" {change}" if change else "")
    aims = tuple(part for part in (f"{want_sentence(shown)} ", *target_sentence(shown)) if part != " ")
    side: tuple[Block, ...] = (few_months(shown), *((Paragraph(aims),) if aims else ()))
    blocks: tuple[Block, ...] = (
        *((Paragraph(_begun(lead)),) if any(lead) else ()),
        Beside((as_printed(shown, chart_block(shown)),), side),
    )
    title: Text = (f"{shown.measure.name}. ", *now_sentence(shown))
    return Slide(shown.anchor, title, label, blocks, notes(shown.edition, (shown,)))


def can_be_drawn(shown: Shown) -> bool:
    """Whether it has a figure now and enough before it for a line."""
    held = [r for p in shown.periods() if (r := shown.result(p)) is not None and r.value is not None]
    return shown.split is None and value_of_now(shown) is not None and len(held) >= FEWEST_DRAWN


def figures_table(
    caption: str, measures: Iterable[Shown], seen: Callable[[Shown], str] | None = None
) -> Table:
    """A row a measure: when, how much, a year before, its target. `seen` says in words what became of it, in
    the place of its target. A column of which no row has anything is left out."""
    rows = tuple(_row(each, seen) for each in measures)
    columns = (
        Column("What"),
        Column("When"),
        Column("Figure", True),
        Column("A year before", True),
        Column("What we see" if seen else "Target"),
    )
    return telling(Table(caption, columns, rows, caption_shown=False))


def notes(edition: Edition, measures: Iterable[Shown]) -> tuple[Block, ...]:
    """What each figure counts, and where figures come from: nothing else stands behind a slide."""
    said = tuple(Paragraph((f"{each.measure.name}. {counts(each)}",)) for each in measures)
    return (*said, Paragraph((_SOURCE.format(day=day_words(edition.data_date)),)))


def _in_order(shown: Iterable[Shown]) -> list[Shown]:
    """Those that have a figure now, each in the order of the strategy: with a target, then without."""
    held = [each for each in shown if each.split is None and value_of_now(each) is not None]
    return sorted(held, key=lambda each: each.rated().target is None)


def _row(shown: Shown, seen: Callable[[Shown], str] | None) -> tuple[Text, ...]:
    then = shown.against("year")
    across = shown.is_across(then)
    return (
        (Link(shown.measure.name, shown.anchor), *unit_beside(shown.measure)),
        (short_period(shown.period),),
        _figure(shown, shown.result(shown.period)),
        (Minor("counted in another way"),) if across else _figure(shown, shown.result(then)),
        (seen(shown),) if seen else _target(shown),
    )


def _target(shown: Shown) -> Text:
    rated = shown.rated()
    if rated.target is None:
        return ("",)
    unit = "" if is_percentage(shown.measure) else unit_words(shown.measure)
    said = target_words(shown.measure, rated.target).removesuffix(unit)
    return (f"{said} ", *plain_rating_tag(rated)) if rated.rating in TOLD else (said,)


def _figure(shown: Shown, result: Result | None) -> Text:
    """A percentage as the sentences of the pages have it, anything else as their tables; with its marks."""
    if result is None or shown.measure.form != "percentage":
        return plain_value(shown.measure, result)
    return (*amount_said(shown, result), *marks_of(result))


def _how_many(held: Sequence[Shown], shown: Sequence[Shown]) -> str:
    """How many of the figures stand here, and how many are hidden, here and on the pages."""
    if len(held) == len(shown):
        return "Those with a target stand first."
    kept_back = sum(_is_hidden(each) for each in shown)
    hidden = f" {kept_back} {'is' if kept_back == 1 else 'are'} hidden [c]." if kept_back else ""
    first = f"{len(held)} of {len(shown)} figures: those with a target stand first."
    return f"{first} Our web pages list them all.{hidden}"


def _is_hidden(shown: Shown) -> bool:
    result = shown.result(shown.period)
    return shown.split is None and result is not None and result.status is Status.CONFIDENTIAL


def _begun(text: Text) -> Text:
    """The text without the space with which a sentence follows another."""
    first = next(at for at, part in enumerate(text) if part)
    part = text[first]
    return (part.lstrip() if isinstance(part, str) else part, *text[first + 1 :])
