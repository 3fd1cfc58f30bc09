"""The edition of the neighbour model in force on a day; one that had not begun is never it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from goldenthread.warehouse.published.statistics import NeighbourSet


def edition_on(sets: Sequence[NeighbourSet], when: dt.date) -> tuple[NeighbourSet | None, str]:
    """The last edition that had begun by a day, of sets oldest first.

    Where none had, the oldest, with why nothing is compared by it; None without sets.
    """
    if not sets:
        return None, ""
    started = [one for one in sets if one.valid_from <= when]
    if started:
        return started[-1], ""
    return sets[0], not_begun(sets[0])


def not_begun(edition: NeighbourSet) -> str:
    """Why nothing is compared by an edition of a later day."""
    return f"the model of {model_words(edition.model)} had not begun"


def model_words(model: str) -> str:
    """An edition as a reader says it: 2025-05 is May 2025."""
    return f"{dt.date.fromisoformat(f'{model}-01'):%B %Y}"
