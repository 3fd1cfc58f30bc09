"""Numbers that no cell prints and that stand between those that are printed: the total of groups, the flow
that a net change leaves out, what began and ended in each group of a stock.

A reader who reasons with letters for them needs no print of them. Of their truth nothing more is known here
than that it fits: one that does is made up, for they are no targets, and a world may give them any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.analysis.disclosure.cells import View
from goldenthread.analysis.disclosure.links.kept import least, not_entered, not_left
from goldenthread.analysis.disclosure.links.listed import Listed, Ref
from goldenthread.analysis.disclosure.quantities import Family, Name, Part, at_end, before
from goldenthread.model.result import ADOLESCENT, ALL, CROSS


@dataclass(frozen=True)
class Flow:
    """What starts, what ends, the stock that they feed and the net change that they make."""

    started: Part
    ended: Part
    stock: Part | None = None
    net: Family | None = None


def part_of(ref: Ref, view: View) -> Part | None:
    """The part of a measure that a link names; None where the catalogue has no such card."""
    card = view.measures.get(ref.measure)
    return next((part for part in view.parts(card) if part.role == ref.role), None) if card else None


def add_latent(view: View, links: Sequence[Listed], known: Mapping[Name, int]) -> None:
    """Give names in the view to the numbers between. `known`: each number as of this release."""
    _totals(view, links)
    tables = _Tables(view)
    for flow in _flows(view, links):
        for period, breakdown in tables.places(flow):
            _fill(_FlowGroups(tables, flow, period, breakdown, known))


def _totals(view: View, links: Iterable[Listed]) -> None:
    """The total of groups that are shown without one, where a link may speak of it."""
    parts = {part.family: part for link in links for ref in link.refs if (part := part_of(ref, view))}
    sums: dict[Name, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for (family, period, breakdown, group), number in view.at.items():
        if family in parts and breakdown != ALL and CROSS not in breakdown and group != ADOLESCENT:
            sums[family, period, ALL, ALL][breakdown] += view.quantities.truth(number)
    for name, by in sums.items():
        if name not in view.at:
            view.at[name] = view.quantities.number(name, max(by.values()), parts[name[0]])


def nets(view: View) -> Iterator[tuple[int, Part, Part]]:
    """The number of each net change in a release, with what came and what went."""
    for cell in view.cells:
        if "net" in cell.numbers:
            names = (str(cell.measure.parts.get(side)) for side in ("plus", "minus"))
            plus, minus = (part_of(Ref(name, "numerator"), view) for name in names)
            if plus and minus:
                yield cell.numbers["net"][1], plus, minus


def _flows(view: View, links: Iterable[Listed]) -> Iterator[Flow]:
    """The stocks that are listed, each with its net change; then the net changes of no stock."""
    found = {
        (plus.family, minus.family): Flow(plus, minus, None, view.quantities.all[net].name[0])
        for net, plus, minus in nets(view)
    }
    for link in links:
        if link.kind == "stock":
            stock, started, ended = (part_of(ref, view) for ref in link.refs)
            if stock and started and ended:
                flow = found.pop((started.family, ended.family), None)
                yield Flow(started, ended, stock, flow.net if flow else None)
    yield from found.values()


class _Tables:
    """The groups of each family, period and breakdown, with their numbers."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.of: dict[tuple[Family | None, str, str], dict[str, int]] = defaultdict(dict)
        for (family, period, breakdown, group), number in view.at.items():
            self.of[family, period, breakdown][group] = number

    def places(self, flow: Flow) -> list[tuple[str, str]]:
        """Period and breakdown of each table that a flow has to do with, totals first."""
        families = {flow.started.family, flow.ended.family, flow.net, flow.stock and flow.stock.family}
        found = {(period, breakdown) for family, period, breakdown in self.of if family in families}
        return sorted(found, key=lambda place: (place[1] != ALL, place))

    def add(self, part: Part, period: str, breakdown: str, group: str, truth: float) -> None:
        """A number between, of that truth; one that has its name already stays."""
        groups = self.of[part.family, period, breakdown]
        if group not in groups:
            name = (part.family, period, breakdown, group)
            groups[group] = self.view.at[name] = self.view.quantities.number(name, max(truth, 0.0), part)


class _FlowGroups:
    """One breakdown of a flow in one period: what is known of its groups."""

    def __init__(
        self, tables: _Tables, flow: Flow, period: str, breakdown: str, known: Mapping[Name, int]
    ) -> None:
        self.tables, self.flow, self.period, self.breakdown = tables, flow, period, breakdown
        truth = tables.view.quantities.truth

        def truths(family: Family | None, of: str = breakdown, at: str = period) -> dict[str, float]:
            return {group: truth(n) for group, n in tables.of.get((family, at, of), {}).items()}

        self.started, self.ended = truths(flow.started.family), truths(flow.ended.family)
        self.net = truths(flow.net)
        self.started_in_all = truths(flow.started.family, ALL).get(ALL)
        self.ended_in_all = truths(flow.ended.family, ALL).get(ALL)
        closing = truths(flow.stock.family, at=at_end(period)) if flow.stock else {}
        self.came, self.went = self._least(closing, known)
        """How many must have come and gone, for the stock of groups that children keep to be what it is."""

    def _least(
        self, closing: Mapping[str, float], known: Mapping[Name, int]
    ) -> tuple[dict[str, float], dict[str, float]]:
        if self.flow.stock is None:
            return {}, {}
        period, truth = before(self.period), self.tables.view.quantities.truth
        growth: dict[str, float] = {}
        for group, now in closing.items():
            opening = known.get((self.flow.stock.family, period, self.breakdown, group))
            if opening is not None:
                growth[group] = now - truth(opening)
        came = least(not_entered(self.breakdown, growth), growth)
        backwards = [groups[::-1] for groups in not_left(self.breakdown, growth)[::-1]]
        return came, least(backwards, {group: -by for group, by in growth.items()})

    @property
    def is_tied(self) -> bool:
        """Whether anything is known that groups without a number of their own could contradict."""
        totals = (self.started_in_all, self.ended_in_all)
        return bool(self.started or self.ended or any(total is not None for total in totals))


def _fill(place: _FlowGroups) -> None:
    """Make the flows of each group that are not shown, so that they fit what is."""
    groups = [
        group
        for group in sorted({*place.net, *place.came})
        if group not in place.started or group not in place.ended
    ]
    if not groups or not place.is_tied:
        return
    flow, started, ended = place.flow, dict(place.started), dict(place.ended)
    for group in groups:
        started[group], ended[group] = _fitting(place, group)
    if place.breakdown != ALL:
        _spread(place, started, ended)
    for group in groups:
        place.tables.add(flow.started, place.period, place.breakdown, group, started[group])
        place.tables.add(flow.ended, place.period, place.breakdown, group, ended[group])


def _fitting(place: _FlowGroups, group: str) -> tuple[float, float]:
    """What came and what went, as is known, else as the net change has it, else the least that can be."""
    came, went, net = place.started.get(group), place.ended.get(group), place.net.get(group)
    least_in, least_out = place.came.get(group, 0.0), place.went.get(group, 0.0)
    if net is None:
        return least_in if came is None else came, least_out if went is None else went
    if came is None:
        came = max(least_in, net + least_out) if went is None else went + net
    return came, came - net


def _spread(place: _FlowGroups, started: dict[str, float], ended: dict[str, float]) -> None:
    """Groups add to their total: the first that may takes what is left, with a net change on both sides."""
    made = [group for group in started if group not in place.started and group not in place.ended]
    more = (place.started_in_all or 0.0) - sum(started.values())
    both = next((group for group in made if group in place.net), None)
    if more > 0 and both:
        started[both] += more
        ended[both] += more
        return
    for total, groups, shown in (
        (place.started_in_all, started, place.started),
        (place.ended_in_all, ended, place.ended),
    ):
        free = next((group for group in groups if group not in shown and group not in place.net), None)
        if total is not None and free is not None:
            groups[free] += max(total - sum(groups.values()), 0.0)
