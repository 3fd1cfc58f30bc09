"""Links between measures, laid on the quantities of a release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import inf

from goldenthread.analysis.disclosure.cells import View
from goldenthread.analysis.disclosure.links.kept import not_entered, not_left
from goldenthread.analysis.disclosure.links.latent import part_of
from goldenthread.analysis.disclosure.links.listed import Listed, Ref
from goldenthread.analysis.disclosure.links.sums import at_most
from goldenthread.analysis.disclosure.printed import Bound
from goldenthread.analysis.disclosure.quantities import (
    Family,
    Name,
    Place,
    Quantities,
    at_end,
    before,
    by_family,
)
from goldenthread.model.result import ALL

Numbers = Mapping[Ref, Mapping[Place, int]]


def between_links(
    view: View, links: Iterable[Listed], at: Mapping[Name, int], known: Mapping[Name, int]
) -> Iterable[Bound]:
    """Every listed link in every place where its quantities are, whichever card shows them; what the figures
    contradict is no link. `at`: the quantities of this release and those of others beside them; `known`: each
    quantity as last told."""
    places = by_family(at)
    for link in links:
        parts = [part_of(ref, view) for ref in link.refs]
        numbers = {
            ref: _of(ref, places.get(part.family, {})) if part else {}
            for ref, part in zip(link.refs, parts, strict=True)
        }
        if link.kind != "stock":
            found = _sums(link, numbers)
        elif parts[0]:
            found = _stocks(parts[0].family, *(numbers[ref] for ref in link.refs), known=known)
        else:
            continue
        yield from (bound for bound in found if _holds(bound, view.quantities))


def links_within(view: View, links: Iterable[Listed], at: Mapping[Name, int]) -> Iterable[Bound]:
    """Of the listed links those of which one number, or several that have nobody in common, are some of
    another, where the figures bear it out."""
    some = [link for link in links if link.kind in ("within", "apart")]
    yield from between_links(view, some, at, {})


def _of(ref: Ref, places: Mapping[Place, int]) -> Mapping[Place, int]:
    """The places of a part; of one group of it, as if that were everybody."""
    if not ref.breakdown:
        return places
    return {
        (period, ALL, ALL): number
        for (period, breakdown, group), number in places.items()
        if (breakdown, group) == (ref.breakdown, ref.group)
    }


def _sums(link: Listed, numbers: Numbers) -> Iterable[Bound]:
    by_place: dict[Place, list[int]] = defaultdict(list)
    for ref in link.refs:
        for place, number in numbers[ref].items():
            by_place[place].append(number)
    whole = numbers[link.refs[0]]
    for place, found in by_place.items():
        first, *rest = dict.fromkeys(found)
        if not rest:
            continue
        if link.kind == "alike":
            yield from (Bound(((first, 1.0), (other, -1.0)), 0.0, 0.0) for other in rest)
        elif place not in whole:
            continue
        elif link.kind == "within":
            yield from (at_most(other, first) for other in rest)
        elif link.kind == "apart" or len(found) == len(link.refs):
            high = inf if link.kind == "apart" else 0.0
            yield Bound(((first, 1.0), *((other, -1.0) for other in rest)), 0.0, high)


def _stocks(
    family: Family,
    stock: Mapping[Place, int],
    started: Mapping[Place, int],
    ended: Mapping[Place, int],
    *,
    known: Mapping[Name, int],
) -> Iterable[Bound]:
    """Of the authority, and of groups that children keep: in others they come and go between. What came in a
    quarter stands between the stock before it and the stock at its end."""
    tables: dict[tuple[str, str], list[str]] = defaultdict(list)
    for period, breakdown, group in stock:
        tables[period, breakdown].append(group)
    for period, breakdown in sorted({(period, breakdown) for period, breakdown, _ in (*started, *ended)}):
        names = {
            group: (family, before(period), breakdown, group) for group in tables[at_end(period), breakdown]
        }
        opening = {group: known[name] for group, name in names.items() if name in known}
        closing = {group: stock[at_end(period), breakdown, group] for group in opening}
        for moves, sets, sign in ((started, not_entered, 1.0), (ended, not_left, -1.0)):
            for some in sets(breakdown, opening):
                if all((period, breakdown, group) in moves for group in some):
                    moved = [(moves[period, breakdown, group], 1.0) for group in some]
                    grown = [(closing[group], -sign) for group in some]
                    yield Bound((*moved, *grown, *((opening[group], sign) for group in some)), 0.0, inf)


def _holds(bound: Bound, quantities: Quantities) -> bool:
    total = sum(factor * quantities.truth(number) for number, factor in bound.terms)
    return bound.low - 1e-6 <= total <= bound.high + 1e-6
