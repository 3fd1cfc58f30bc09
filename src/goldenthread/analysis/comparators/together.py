"""The figures of neighbours that are put together: of one period, in which at least half have a value."""

from __future__ import annotations

from goldenthread.analysis.comparators.standing import SeriesFigures
from goldenthread.base.numbers import plain
from goldenthread.warehouse.published.statistics import NeighbourSet, Standing

LEAST = 0.5
"""The share of neighbours with a value of which an average may be compared: fewer are nobody's average."""


def together(figures: SeriesFigures, edition: NeighbourSet) -> tuple[tuple[Standing, ...], str]:
    """The neighbours' figures of the latest period that has values for at least half of them.

    Without such a period those of the latest that any of them has, and why they are not compared; nothing
    where no neighbour ever had a figure. A joint return stands for all its authorities and is given once.
    """
    periods = sorted({one.period.end for name in edition.neighbours for one in figures.every(name)})
    at = {end: [figures.at(name, end) for name in edition.neighbours] for end in periods}
    known = {
        end: sum(one is not None and one.value is not None for one in every) for end, every in at.items()
    }
    enough = [end for end, n in known.items() if n >= LEAST * len(edition.neighbours)]
    if not periods:
        return (), ""
    with_any = [end for end, n in known.items() if n]
    end = max(enough or with_any or periods)
    found = tuple({one.area: one for one in at[end] if one}.values())
    if enough:
        return found, ""
    if not with_any:
        return found, "none of the neighbours has a figure"
    return found, f"only {plain(known[end])} of {plain(len(edition.neighbours))} neighbours have a figure"
