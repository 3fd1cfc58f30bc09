"""Some of the same rows: what asks for more conditions of the same fact counts no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from goldenthread.analysis.disclosure.links.sums import at_most
from goldenthread.analysis.disclosure.printed import Bound
from goldenthread.analysis.disclosure.quantities import Family, Name, Place, by_family

CONDITIONS = 6
"""Where the conditions stand in a family that a fact gives."""


def some_links(at: Mapping[Name, int]) -> Iterable[Bound]:
    """Of families that differ by their conditions alone the narrower is at most the wider, in every group."""
    alike: dict[Family, dict[Family, dict[Place, int]]] = defaultdict(dict)
    for family, places in by_family(at).items():
        if len(family) == CONDITIONS + 1:
            alike[family[:CONDITIONS]][family] = places
    for families in alike.values():
        for narrow, its in families.items():
            for wide, others in families.items():
                if _asked(narrow) > _asked(wide):
                    yield from (at_most(its[place], others[place]) for place in its.keys() & others.keys())


def _asked(family: Family) -> frozenset[object]:
    asked = family[CONDITIONS]
    return frozenset(asked) if isinstance(asked, tuple) else frozenset()
