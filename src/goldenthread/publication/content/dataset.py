"""The results that leave as data: what the pages show, in every period of its series, with its proof codes.

A breakdown that was computed for a finding alone, and is shown nowhere, does not leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from goldenthread.analysis.figures import Key, places
from goldenthread.base.numbers import round_half_up
from goldenthread.base.periods import parse
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, CROSS, Result
from goldenthread.publication.content.names import group_name
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.edition import Edition

RAW_FOR = ("internal", "team", "leadership", "exempt")
"""Audiences whose data hold raw values, so that they can be added and computed with. Every other audience,
the public among them, gets the digits that are printed: more of them would say more than the page does."""


@dataclass(frozen=True)
class Datum:
    """A result as data carry it: its numbers raw or as printed, whichever the audience may have."""

    result: Result
    measure: Measure
    numerator: float | None
    denominator: float | None
    value: float | None
    proof: str

    @property
    def key(self) -> Key:
        """The key of the result."""
        return (self.result.measure, self.result.period, self.result.breakdown, self.result.group)


def data_keys(edition: Edition) -> Iterator[Key]:
    """The keys of totals in every period by which they are judged, and of the groups shown in each period."""
    for shown in all_shown(edition):
        name = shown.measure.id
        for period in shown.judged_periods():
            if shown.result(period):
                yield (name, period.label, ALL, ALL)
        for breakdown in shown.breakdowns:
            for period in shown.periods():
                for each in shown.groups(breakdown, period):
                    yield (name, period.label, breakdown, each.group)


def data_of(edition: Edition, proofs: Mapping[Key, str]) -> list[Datum]:
    """The results that leave, in the order of the strategy's measures, oldest period first."""
    found = edition.results.rows((key[0], edition.authority, *key[1:]) for key in proofs)
    order = {shown.measure.id: place for place, shown in enumerate(all_shown(edition))}
    periods = {label: parse(label) for label in found.table.column("period").unique().to_pylist()}
    rows = sorted(found, key=lambda each: (order.get(each.measure, len(order)), periods[each.period]))
    return [_datum(edition, each, proofs) for each in rows]


def _datum(edition: Edition, result: Result, proofs: Mapping[Key, str]) -> Datum:
    measure, raw = edition.measures[result.measure], edition.audience in RAW_FOR
    key = (result.measure, result.period, result.breakdown, result.group)
    numbers = (result.numerator, result.denominator, result.value)
    if not raw:
        value = result.value
        decimals = places(measure, value, table=True) if value is not None else 0
        numbers = (_printed(result.numerator), _printed(result.denominator), _printed(value, decimals))
    return Datum(result, measure, *numbers, proofs[key])


def _printed(value: float | None, decimals: int | None = None) -> float | None:
    """A number as printed; without `decimals` as a part of a figure is, whole or with one."""
    if value is None:
        return None
    decimals = (0 if float(value).is_integer() else 1) if decimals is None else decimals
    return float(round_half_up(value, decimals))


def decimals_of(data: Iterable[Datum]) -> dict[str, int]:
    """With how many decimals the values of each measure are printed in tables; none where it has no value."""
    found: dict[str, int] = {}
    for datum in data:
        if datum.value is not None:
            decimals = places(datum.measure, datum.value, table=True)
            found[datum.measure.id] = max(found.get(datum.measure.id, 0), decimals)
    return found


class GroupNames:
    """What groups are called as data: the words of the pages, or with the id where two are called alike."""

    def __init__(self, edition: Edition, data: list[Datum]) -> None:
        self._labels = edition.labels
        ids: dict[tuple[str, str], set[str]] = {}
        for datum in data:
            for name, part in parts_of(datum.result.breakdown, datum.result.group).items():
                ids.setdefault((name, self._words(name, part)), set()).add(part)
        self._shared = {words for words, held in ids.items() if len(held) > 1}

    def name(self, breakdown: str, group: str) -> str:
        """The name of one group of one breakdown, which no other group of it has."""
        words = self._words(breakdown, group)
        return f"{words} ({group})" if (breakdown, words) in self._shared else words

    def _words(self, breakdown: str, group: str) -> str:
        words = " ".join(group_name(breakdown, group, self._labels).split())
        return words or group or "Not known"


def parts_of(breakdown: str, group: str) -> dict[str, str]:
    """Each breakdown of a crossed one with the group in it; none for a total."""
    if breakdown == ALL:
        return {}
    return dict(zip(breakdown.split(CROSS), group.split(CROSS), strict=False))
