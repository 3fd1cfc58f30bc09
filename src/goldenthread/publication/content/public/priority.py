"""One priority for everybody: what is wanted, whether it is getting there, and each measure."""

from __future__ import annotations

from collections import Counter

from goldenthread.analysis.targets import NEARLY, Rating
from goldenthread.model.strategy import Priority
from goldenthread.publication.content.commentary import commentary_place
from goldenthread.publication.content.public.measure import answer, plain_section
from goldenthread.publication.content.reader import Shown, shown_measures
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Block, Bullets, Notice, Page, Paragraph, Section

NOTHING = "We do not know. We have no figure that would tell us."


def plain_priority(edition: Edition, priority: Priority, number: int) -> Page:
    """The page of one priority."""
    shown = list(shown_measures(edition, priority))
    words = commentary_place(edition, priority.id, f"p-{priority.id}-words", priority.name)
    opening: list[Block] = [
        Section(f"p-{priority.id}-outcome", "What we want", (Paragraph((priority.outcome,), "lead"),)),
        Section(f"p-{priority.id}-there", "Are we getting there?", _answers(shown)),
        *([words] if words.blocks else []),
    ]
    return Page(
        stem=f"priority-{number}",
        title=priority.name,
        name=priority.name,
        opening=tuple(opening),
        sections=tuple(plain_section(each) for each in shown),
    )


def _answers(shown: list[Shown]) -> tuple[Block, ...]:
    if not shown:
        return (Notice("No figure", (NOTHING,)),)
    return (Paragraph((targets_met(shown),)), Bullets(tuple(answer(each) for each in shown)))


def targets_met(shown: list[Shown]) -> str:
    """'Of 8 targets we have met 3, nearly met 1 and missed 4.' Where others cannot be told, that those 8 are
    the ones that can."""
    rated = [each.rated() for each in shown if each.split is None and each.measure.polarity != "neutral"]
    ratings = Counter(each.rating for each in rated)
    counted = [(verb, ratings[rating]) for rating, verb in _VERBS.items() if ratings[rating]]
    every = sum(count for _, count in counted)
    if not every:
        return "There is no target here that we can check."
    if every == 1:
        return f"There is one target here that we can check. We have {counted[0][0]} it."
    whole = "both" if every == 2 else f"all {every}"
    said = [f"{verb} {count if count < every else whole}" for verb, count in counted]
    are_all = every == sum(each.target is not None for each in rated)
    start = f"Of {every} targets we" if are_all else f"There are {every} targets here that we can check. We"
    return f"{start} have {' and '.join(filter(None, (', '.join(said[:-1]), said[-1])))}."


_VERBS = {Rating.MET: "met", Rating.NEAR: NEARLY, Rating.MISSED: "missed"}
