"""Windows of time: what happened in a quarter, a year to date or twelve months happened in its months. Two
that overlap differ by what only one of them holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from goldenthread.analysis.disclosure.cells import Cell, View
from goldenthread.analysis.disclosure.links.sums import at_most, sum_to
from goldenthread.analysis.disclosure.printed import Bound
from goldenthread.analysis.disclosure.quantities import Family, Name, Part, Quantities
from goldenthread.base.periods import Period, month, parse
from goldenthread.model.result import ALL

Windows = Mapping[tuple[Family, str, str], list[tuple[Period, int]]]
"""The longer periods of a family, breakdown and group, with their numbers."""


def period_links(view: View, known: Mapping[Name, int]) -> Iterable[Bound]:
    """The longer periods of rows in a release: each and its months, as far as every month is known (else the
    months that are), and each and those that it overlaps."""
    quantities = view.quantities
    windows: dict[tuple[Family, str, str], list[tuple[Period, int]]] = defaultdict(list)
    for (family, label, breakdown, group), number in known.items():
        if not label[0].isdigit():
            windows[family, breakdown, group].append((parse(label), number))
    for number, (period, part) in _longer(view.cells).items():
        family, _, breakdown, group = quantities.all[number].name
        of = _Counted(part, family, breakdown, group, known, quantities)
        months = of.months(period.first_month, period.last_month)
        is_whole = len(months) == period.months
        if not part.additive:
            spans = of.spans(period, windows[family, breakdown, group])
            yield from _of_persons(number, (period.first_month, period.last_month), spans)
            continue
        if months:
            yield from sum_to(number, months, quantities)
        if breakdown == ALL:
            yield from _of_a_rest(number, part, months, view)
        if not is_whole:
            for other, its_number in windows[family, breakdown, group]:
                if other.last_month <= period.last_month and other != period:
                    yield from of.overlap(period, number, other, its_number)


def _of_a_rest(number: int, part: Part, months: Sequence[int], view: View) -> Iterable[Bound]:
    """A longer period of the whole authority, and those of its months that a release tells: the others are
    what is left. They may have been corrected since they were told; two releases between which they were not
    tell by how much these moved."""
    quantities = view.quantities
    family, label, breakdown, group = quantities.all[number].name
    here = [each for each in months if view.at.get(quantities.all[each].name) == each]
    left, unlike = (
        quantities.truth(number) - sum(quantities.truth(each) for each in those) for those in (here, months)
    )
    if not here or len(here) == len(months) or not unlike or left < 0:
        return
    without = ", ".join(quantities.all[each].name[1] for each in here)
    rest = quantities.number((family, f"{label} without {without}", breakdown, group), left, part)
    yield Bound(((number, 1.0), (rest, -1.0), *((each, -1.0) for each in here)), 0.0, 0.0)


def _longer(cells: Iterable[Cell]) -> dict[int, tuple[Period, Part]]:
    """The numbers of what happened in more than a month; and of a year to date that is a month so far."""
    found: dict[int, tuple[Period, Part]] = {}
    for cell in cells:
        period = parse(cell.result.period)
        for part, number in cell.numbers.values():
            if period.kind != "month" and not part.moving and not part.signed:
                found.setdefault(number, (period, part))
    return found


Span = tuple[int, int]
"""First and last month, both included."""


def _of_persons(number: int, span: Span, spans: Mapping[Span, int]) -> Iterable[Bound]:
    """Whoever is counted in a part of a longer period is counted in it, once: each part is at most the whole,
    and the whole at most parts that cover it. `spans`: the number of each period that is known."""
    first, last = span
    parts = {one: its for one, its in spans.items() if first <= one[0] and one[1] <= last and its != number}
    yield from (at_most(its, number) for its in parts.values())
    covers = [_cover(span, parts), _cover(span, {one: its for one, its in parts.items() if one[0] == one[1]})]
    for (begins, ends), its in parts.items():
        if begins == first:
            covers.append(_cover((ends + 1, last), parts, [its]))
        if ends == last:
            covers.append(_cover((first, begins - 1), parts, [its]))
    for cover in covers:
        if cover:
            yield Bound(((number, -1.0), *((each, 1.0) for each in cover)), 0.0, inf)


def _cover(span: Span, parts: Mapping[Span, int], beside: Sequence[int] = ()) -> list[int]:
    """As few parts as it takes to cover a span from its end back to its begin, each beginning where the one
    before it ends, after those `beside`; empty where none do."""
    first, last = span
    covers: dict[int, list[int]] = {first - 1: list(beside)}
    for at in range(first, last + 1):
        found = [
            [*covers[begins - 1], its]
            for (begins, ends), its in parts.items()
            if ends == at and begins - 1 in covers
        ]
        if found:
            covers[at] = min(found, key=len)
    return covers.get(last, [])


@dataclass(frozen=True)
class _Counted:
    """What is counted over time."""

    part: Part
    family: Family
    breakdown: str
    group: str
    known: Mapping[Name, int]
    quantities: Quantities

    def months(self, first: int, last: int) -> list[int]:
        """The months from first to last that are known."""
        names = [
            (self.family, month(each).label, self.breakdown, self.group) for each in range(first, last + 1)
        ]
        return [self.known[name] for name in names if name in self.known]

    def spans(self, period: Period, longer: Iterable[tuple[Period, int]]) -> dict[Span, int]:
        """The numbers that are known of the months of a period and of `longer` periods."""
        found = {(one.first_month, one.last_month): number for one, number in longer}
        for each in range(period.first_month, period.last_month + 1):
            name = (self.family, month(each).label, self.breakdown, self.group)
            if name in self.known:
                found[each, each] = self.known[name]
        return found

    def overlap(self, period: Period, number: int, other: Period, its_number: int) -> Iterator[Bound]:
        """Two windows differ by what only one of them holds; where one of the two rests is not known, it is
        what the other numbers leave, and nothing less than nought."""
        begins, ends = max(period.first_month, other.first_month), min(period.last_month, other.last_month)
        if begins > ends:
            return
        own = self._rest(period, begins, ends)
        its = self._rest(other, begins, ends)
        if own is None and its is None:
            return
        terms = [(number, 1.0), (its_number, -1.0)]
        terms += [(each, -1.0) for each in own or ()] + [(each, 1.0) for each in its or ()]
        left = sum(factor * self.quantities.truth(each) for each, factor in terms)
        if own is None or its is None:
            name = (self.family, f"{period.label} beside {other.label}", self.breakdown, self.group)
            factor = -1.0 if own is None else 1.0
            if factor * left > 0:
                return  # the numbers were corrected in between
            terms.append((self.quantities.number(name, -factor * left, self.part), factor))
        yield Bound(tuple(terms), 0.0, 0.0)

    def _rest(self, period: Period, begins: int, ends: int) -> list[int] | None:
        """The months of a period outside the overlap; None where one is not known."""
        found = self.months(period.first_month, begins - 1) + self.months(ends + 1, period.last_month)
        return found if len(found) == begins - period.first_month + period.last_month - ends else None
