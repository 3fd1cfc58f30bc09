"""What a council writes into a public edition beside its commentary: strategy, events, targets, title block,
contact. It is scanned as commentary is, for what could tell who somebody is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goldenthread.base.dates import day_words
from goldenthread.base.errors import RefusedInput
from goldenthread.editions.commentary.checks.telling import scan
from goldenthread.publication.edition import Edition


def check_own_texts(edition: Edition, threshold: int) -> None:
    """Refuse a public edition whose own texts may tell of somebody."""
    found = telling_texts(edition, threshold)
    if found:
        raise RefusedInput(
            "\n".join(found),
            why="Nothing was released: who reads this may know whom it is of.",
            do="Write each in other words, then release.",
        )


def telling_texts(edition: Edition, threshold: int) -> list[str]:
    """A line for each place of the council's own texts that may tell of somebody: where, why, how to mend it.
    Counts below `threshold` are small."""
    return [
        f"{where}: {one.message}. {one.mend}".rstrip()
        for where, text in _texts(edition)
        for one in scan(text, threshold)
    ]


def _texts(edition: Edition) -> Iterator[tuple[str, str]]:
    strategy = edition.strategy
    yield "The strategy, its name", strategy.name
    for priority in strategy.priorities:
        yield f"The strategy, priority '{priority.id}', its name", priority.name
        yield f"The strategy, priority '{priority.id}', its outcome", priority.outcome
    for event in edition.annotations:
        yield f"An event of {day_words(event.day)}, in the register of events", event.text
    for target in edition.targets:
        yield f"The target of {target.measure}, its source", f"{target.basis}, {target.source}"
    for name, value in edition.title_block:
        yield f"The title block, '{name}'", value
    yield "The contact", edition.contact


def found_words(found: Sequence[str]) -> str:
    """What is said of a draft."""
    return "A release of this draft is refused until these are in other words:\n" + "\n".join(found)
