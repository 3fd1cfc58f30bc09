"""All links of a release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from goldenthread.analysis.disclosure.cells import View
from goldenthread.analysis.disclosure.links.between import between_links
from goldenthread.analysis.disclosure.links.groups import group_links
from goldenthread.analysis.disclosure.links.latent import nets
from goldenthread.analysis.disclosure.links.listed import Listed
from goldenthread.analysis.disclosure.links.parts import part_links
from goldenthread.analysis.disclosure.links.some import some_links
from goldenthread.analysis.disclosure.links.times import period_links
from goldenthread.analysis.disclosure.printed import Bound
from goldenthread.analysis.disclosure.quantities import Name


def links_of(view: View, listed: Sequence[Listed], known: Mapping[Name, int]) -> Iterable[Bound]:
    """The sums that hold between the quantities of one release, and between them and those of other releases.

    A card or a breakdown may be told in one release and what it is a part of in another (`known`: each
    quantity as of this release, as near as any release tells). Of numbers that were corrected in between no
    sum is known: across releases a sum holds where it is exact.
    """
    periods = {period for _, period, _, _ in view.at}
    beside = {name: number for name, number in known.items() if name[1] in periods} | view.at
    yield from group_links(view.at, view.quantities)
    yield from (bound for bound in group_links(beside, view.quantities) if bound.low == bound.high)
    yield from part_links(view.cells, view.quantities)
    yield from _nets(view, beside)
    yield from period_links(view, known)
    yield from some_links(beside)
    yield from between_links(view, listed, beside, known)


def _nets(view: View, at: Mapping[Name, int]) -> Iterable[Bound]:
    """A net change is what came less what went."""
    for net, plus, minus in nets(view):
        place = view.quantities.all[net].name[1:]
        came, went = (at.get((part.family, *place)) for part in (plus, minus))
        if came is not None and went is not None:
            yield Bound(((came, 1.0), (went, -1.0), (net, -1.0)), 0.0, 0.0)
