"""All links of a release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from goldenthread.analysis.disclosure.cells import Cell, View
from goldenthread.analysis.disclosure.links.between import between_links
from goldenthread.analysis.disclosure.links.groups import group_links
from goldenthread.analysis.disclosure.links.listed import Listed
from goldenthread.analysis.disclosure.links.parts import part_links
from goldenthread.analysis.disclosure.links.times import period_links
from goldenthread.analysis.disclosure.printed import Bound
from goldenthread.analysis.disclosure.quantities import Name


def links_of(view: View, listed: Sequence[Listed], ever: Mapping[Name, int]) -> Iterable[Bound]:
    """The sums that hold between the quantities of one release; months that make up its longer periods may
    have been shown in another (`ever`: each quantity as last shown)."""
    yield from group_links(view.at, view.quantities)
    yield from part_links(view.cells, view.quantities)
    yield from _nets(view.cells, view)
    yield from period_links(view.cells, ever, view.quantities)
    yield from between_links(view.cells, view.quantities, listed)


def _nets(cells: Sequence[Cell], view: View) -> Iterable[Bound]:
    """A net change is what came less what went, where both are in the release."""
    for cell in cells:
        if "net" not in cell.numbers:
            continue
        _, period, breakdown, group = view.quantities.all[cell.numbers["net"][1]].name
        found = []
        for role in ("plus", "minus"):
            other = cell.measure.parts.get(role)
            card = view.measures.get(other) if isinstance(other, str) else None
            part = view.parts(card)[0] if card else None
            found.append(view.at.get((part.family, period, breakdown, group)) if part else None)
        plus, minus = found
        if plus is not None and minus is not None:
            net = cell.numbers["net"][1]
            truth = view.quantities.truth
            if abs(truth(plus) - truth(minus) - truth(net)) < 1e-6:
                yield Bound(((plus, 1.0), (minus, -1.0), (net, -1.0)), 0.0, 0.0)
