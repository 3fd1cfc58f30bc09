"""Small groups put together, by one rule, so that no figure rests on a few children and none is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

POOLED = "pooled"
"""The name of the groups that were put together."""

FEWEST = 5
"""A group in which fewer children than this are expected is put together with others so small."""

RULE = "few expected"
"""The rule's name."""


def pooled(
    expected: Mapping[str, Sequence[float]], fewest: int = FEWEST, kept: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The groups to put together: () when there are not two so small, and none of those `kept`.

    `expected` has the children of each group that every stage would have, were all groups met alike. What is
    expected decides and not what was counted: a large group of which few were met is a finding, and no small
    group. No other group joins them, however few they are together: it would carry what is found of them.
    """
    small = [group for group, n in expected.items() if group not in kept and min(n, default=0) < fewest]
    return tuple(sorted(small)) if len(small) > 1 else ()
