"""How a sum of parts stands to a whole: equal where it truly is, else the bound that does hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from goldenthread.analysis.disclosure.printed import Bound
from goldenthread.analysis.disclosure.quantities import Quantities


def sum_to(whole: int, parts: Sequence[int], quantities: Quantities) -> Iterable[Bound]:
    """The parts and their whole. Parts that add to less than it (some are not counted) or to more (one child
    in two of them) give bounds; each part is at most the whole."""
    if whole in parts:
        return
    total = sum(quantities.truth(part) for part in parts)
    short = quantities.truth(whole) - total
    terms = ((whole, 1.0), *((part, -1.0) for part in parts))
    if abs(short) < 1e-6:
        yield Bound(terms, 0.0, 0.0)
    elif quantities.all[whole].low < 0:
        return  # a net change of parts that do not add up says nothing of them
    elif short > 0:
        yield Bound(terms, 0.0, inf)
    else:
        yield Bound(terms, -inf, 0.0)
        yield from (at_most(part, whole) for part in parts if _fits(part, whole, quantities))


def at_most(part: int, whole: int) -> Bound:
    """A part is no more than the whole."""
    return Bound(((whole, 1.0), (part, -1.0)), 0.0, inf)


def _fits(part: int, whole: int, quantities: Quantities) -> bool:
    return quantities.truth(part) <= quantities.truth(whole)
