"""Links between measures, laid on the quantities of a release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import inf

from goldenthread.analysis.disclosure.cells import Cell
from goldenthread.analysis.disclosure.links.listed import Listed, Ref
from goldenthread.analysis.disclosure.links.sums import at_most
from goldenthread.analysis.disclosure.printed import Bound
from goldenthread.analysis.disclosure.quantities import Quantities
from goldenthread.base.errors import UsageError
from goldenthread.base.periods import parse
from goldenthread.model.result import ALL

Place = tuple[str, str, str]
"""Period, breakdown, group."""

Numbers = Mapping[Ref, Mapping[Place, int]]


def between_links(cells: Sequence[Cell], quantities: Quantities, links: Iterable[Listed]) -> Iterable[Bound]:
    """Every listed link in every place where its quantities are; what the figures contradict is no link."""
    for link in links:
        numbers = {ref: _places(ref, cells) for ref in link.refs}
        found = _stocks(link, numbers) if link.kind == "stock" else _sums(link, numbers)
        yield from (bound for bound in found if _holds(bound, quantities))


def _places(ref: Ref, cells: Sequence[Cell]) -> dict[Place, int]:
    found = {}
    for cell in cells:
        result = cell.result
        if cell.measure.id == ref.measure and ref.role in cell.numbers:
            place = (result.period, result.breakdown, result.group)
            if not ref.breakdown:
                found[place] = cell.numbers[ref.role][1]
            elif place[1:] == (ref.breakdown, ref.group):
                found[result.period, ALL, ALL] = cell.numbers[ref.role][1]
    return found


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


def _stocks(link: Listed, numbers: Numbers) -> Iterable[Bound]:
    """Of the authority alone: a child who moves between groups starts and ends nowhere."""
    stock, started, ended = (numbers[ref] for ref in link.refs)
    for (period, breakdown, group), closing in stock.items():
        if breakdown != ALL:
            continue
        opening = stock.get((_before(period), ALL, ALL))
        if opening is None or opening == closing:
            continue
        place = (period, breakdown, group)
        if place in started:
            terms = ((opening, 1.0), (started[place], 1.0), (closing, -1.0))
            yield Bound(terms, 0.0, inf)
        if place in ended:
            terms = ((closing, 1.0), (ended[place], 1.0), (opening, -1.0))
            yield Bound(terms, 0.0, inf)


def _before(period: str) -> str:
    now = parse(period)
    try:
        return now.back(now.months).label
    except UsageError:
        return ""


def _holds(bound: Bound, quantities: Quantities) -> bool:
    total = sum(factor * quantities.truth(number) for number, factor in bound.terms)
    return bound.low - 1e-6 <= total <= bound.high + 1e-6
