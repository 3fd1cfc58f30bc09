"""Small groups put together, by one rule, so that no figure rests on a few children and none is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

POOLED = "pooled"
"""The name of the groups that were put together."""

FEWEST = 5
"""A group with fewer children than this is put together with others."""

RULE = "smallest first"
"""The rule's name."""


def pooled(
    counts: Mapping[str, Sequence[int]], fewest: int = FEWEST, kept: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The groups to put together: () when none is too small, and none of those `kept`.

    `counts` has each group's children at every stage. Every group with fewer than `fewest` at some stage is
    put together. While the pool itself has fewer at some stage, the smallest of the others joins it: by its
    children over all stages, then by name.
    """
    free = {group: n for group, n in counts.items() if group not in kept}
    pool = [group for group, n in free.items() if min(n, default=0) < fewest]
    rest = sorted(free.keys() - set(pool), key=lambda group: (sum(free[group]), group))
    while pool and rest and _too_small([free[group] for group in pool], fewest):
        pool.append(rest.pop(0))
    return tuple(sorted(pool))


def _too_small(counts: Sequence[Sequence[int]], fewest: int) -> bool:
    return any(sum(at_stage) < fewest for at_stage in zip(*counts, strict=True))
