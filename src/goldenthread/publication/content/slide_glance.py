"""A slide of one priority: its outcome in its own words, and how its most pressing measures stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.model.strategy import Priority
from goldenthread.publication.content.columns import telling
from goldenthread.publication.content.glance import COLUMNS, glance_table
from goldenthread.publication.content.overview import Standing, standing_of
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.slide_measures import by_weight
from goldenthread.publication.content.slide_notes import slide_notes
from goldenthread.publication.content.slide_words import UNDER, own_words
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Block, Notice, Paragraph, Slide, Text

MOST_ROWS, WITH_WORDS = 7, 3
"""So many measures stand on the slide, and so many beside its owner's words."""

_LEFT_OUT = COLUMNS[-1].heading
"""Assurance: the slide of a measure says it in a sentence."""


def priority_slide(edition: Edition, priority: Priority, shown: Sequence[Shown]) -> Slide:
    """How the priority stands."""
    title: Text = (f"{priority.name}: {_stands(standing_of(shown))}",)
    words = own_words(edition, priority.id, f"p-{priority.id}-words", priority.name, UNDER)
    most = WITH_WORDS if words.blocks else MOST_ROWS
    held = [each for each in by_weight(shown) if each.split is None]
    blocks: list[Block] = [Paragraph((priority.outcome,), "lead")]
    blocks += words.blocks
    if held:
        table = telling(glance_table(f"{priority.name}: measures at a glance", held[:most]), _LEFT_OUT)
        blocks.append(replace(table, caption_shown=False))
        blocks.append(Paragraph((_how_many(len(table.rows), len(shown)),), "small"))
    else:
        blocks.append(Notice("No figure [x]", ("No measure of this priority has a figure this time.",)))
    made = tuple(blocks)
    return Slide(f"p-{priority.id}", title, "Priority", made, slide_notes(edition, title, made, words.notes))


def _stands(found: Standing) -> str:
    """'5 of 33 measures changed for a reason (3 better, 2 worse), 1 changed before and is not back to usual;
    1 of 4 targets is met.'"""
    ways = {"better": found.better, "worse": found.worse, "neither better nor worse": found.otherwise}
    changed = sum(ways.values())
    said = f"{changed} of {found.measures} measures changed for a reason"
    told = [f"{count} {way}" for way, count in ways.items() if count]
    said += f" ({', '.join(told)})" if told else ""
    if found.lasting:
        verb = "is" if found.lasting == 1 else "are"
        said += f", {found.lasting} changed before and {verb} not back to usual"
    rated = found.met + found.near + found.missed
    if not rated:
        return f"{said}."
    return f"{said}; {met_words(found.met, rated)}."


def met_words(met: int, rated: int) -> str:
    """'1 of 4 targets is met', 'none of 4 targets is met', 'the one target is not met'."""
    if rated == 1:
        return f"the one target that can be rated is {'' if met else 'not '}met"
    if met in (0, rated):
        return f"{'none of' if met == 0 else 'all'} {rated} targets {'is' if met == 0 else 'are'} met"
    return f"{met} of {rated} targets {'is' if met == 1 else 'are'} met"


_ORDER = (
    "What became worse for a reason stands first, then what misses its target, then what has stayed worse"
)


def _how_many(rows: int, measures: int) -> str:
    if rows == measures:
        return f"{_ORDER}."
    return (
        f"{rows} of {measures} measures: {_ORDER[:1].lower()}{_ORDER[1:]}. The pages of this edition show "
        "every measure."
    )
