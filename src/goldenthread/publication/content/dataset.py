"""The results that leave as data: what the pages show, in every period of its series, with its proof codes.

A breakdown that was computed for a finding alone, and is shown nowhere, does not leave. An edition for
everybody holds as data what its pages print and nothing else: no other number, part, digit or remark, but
for a rounded numerator that contradicts its percentage, which has a flag and is in no sentence or table. A
result whose status stands in the place of its number has its row too, where that is said of a whole table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from goldenthread.analysis.few import parts_agree
from goldenthread.analysis.figures import Key, places
from goldenthread.base.numbers import round_half_up
from goldenthread.base.periods import parse
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, CROSS, Result, Status
from goldenthread.publication.audiences import audience_of
from goldenthread.publication.content.names import group_name
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.content.words import FLAGS
from goldenthread.publication.edition import Edition
from goldenthread.publication.figures_in import figures_in, keys_in
from goldenthread.publication.tree import Document


@dataclass(frozen=True)
class Datum:
    """A result as data carry it: its numbers raw or as printed, whichever its readers may have.

    `decimals` are those with which its value is printed, None where it has no value.
    """

    result: Result
    measure: Measure
    numerator: float | None
    denominator: float | None
    value: float | None
    decimals: int | None
    flags: tuple[str, ...]
    reason: str
    snapshot: str
    proof: str

    @property
    def key(self) -> Key:
        """The key of the result."""
        return _key(self.result)


def is_raw(edition: Edition) -> bool:
    """Whether data hold raw values, so that they can be added and computed with. Those for everybody hold the
    digits that are printed: more of them would say more than the page does."""
    return not audience_of(edition.audience).plain


def rounded_words(edition: Edition) -> tuple[str, ...]:
    """That counts are rounded and that percentages are not made of them, where that is so."""
    if edition.rounding == 1:
        return ()
    multiple = edition.rounding
    said = f"Counts, numerators and denominators are rounded, each by itself, to the nearest {multiple} or "
    why = (
        "further. Percentages and averages are of the counts before they were rounded, so that a numerator "
        "divided by its denominator may give another."
    )
    return (said + why,)


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


def leaving_keys(edition: Edition, document: Document) -> dict[Key, None]:
    """The keys of all results that leave, on a page or as data, each once. Releases freeze the same."""
    data = data_keys(edition) if is_raw(edition) else _without_number(edition)
    return dict.fromkeys((*keys_in(document), *data))


def _without_number(edition: Edition) -> Iterator[Key]:
    """The keys of what everybody may see of which there is a status and no number: hidden or not known."""
    return (_key(each) for each in edition.results if each.value is None)


def data_of(edition: Edition, document: Document, proofs: Mapping[Key, str]) -> list[Datum]:
    """The results that leave, in the order of the strategy's measures, oldest period first."""
    raw = is_raw(edition)
    keys = leaving_keys(edition, document)
    found = edition.results.rows((key[0], edition.authority, *key[1:]) for key in keys)
    order = {shown.measure.id: place for place, shown in enumerate(all_shown(edition))}
    periods = {label: parse(label) for label in found.table.column("period").unique().to_pylist()}
    rows = sorted(found, key=lambda each: (order.get(each.measure, len(order)), periods[each.period]))
    if raw:
        return [_raw(edition.measures[each.measure], each, proofs) for each in rows]
    printed = _printed(document)
    return [_as_printed(edition.measures[each.measure], each, printed) for each in rows]


def _key(result: Result) -> Key:
    return (result.measure, result.period, result.breakdown, result.group)


def _raw(measure: Measure, result: Result, proofs: Mapping[Key, str]) -> Datum:
    value = result.value
    decimals = None if value is None else places(measure, value, table=True)
    parts = (None, None) if result.status is Status.CONFIDENTIAL else (result.numerator, result.denominator)
    return Datum(
        result,
        measure,
        *parts,
        value=value,
        decimals=decimals,
        flags=result.flags,
        reason=result.reason,
        snapshot=result.snapshot,
        proof=proofs.get(_key(result), ""),
    )


def _as_printed(measure: Measure, result: Result, printed: Mapping[Key, Mapping[str, int]]) -> Datum:
    digits = printed.get(_key(result), {})
    if "denominator" in digits and not parts_agree(measure, result):
        digits = {"numerator": digits["denominator"], **digits}
    top, bottom, value = (_rounded(getattr(result, part), digits.get(part)) for part in _PARTS)
    flags = tuple(flag for flag in result.flags if flag in FLAGS)
    flags += (ROUNDED,) if top is not None and not parts_agree(measure, result) else ()
    decimals = None if value is None else digits["value"]
    return Datum(result, measure, top, bottom, value, decimals, flags, "", "", "")


ROUNDED = "rounded parts"
"""The flag of a percentage whose numerator and denominator, rounded after it was worked out, give another."""

_PARTS = ("numerator", "denominator", "value")


def _printed(document: Document) -> dict[Key, dict[str, int]]:
    """The parts of each result that a document prints, with the decimals of the longest that it prints."""
    found: dict[Key, dict[str, int]] = defaultdict(dict)
    for figure in figures_in(document.pages):
        if figure.part in _PARTS:
            decimals = len(figure.text.removesuffix("%").partition(".")[2])
            held = found[figure.key]
            held[figure.part] = max(held.get(figure.part, 0), decimals)
    return found


def _rounded(value: float | None, decimals: int | None) -> float | None:
    """A number with so many decimals; none where no page prints it."""
    return None if value is None or decimals is None else float(round_half_up(value, decimals))


def decimals_of(data: Iterable[Datum]) -> dict[str, int]:
    """With how many decimals the values of each measure are printed; none where it has no value."""
    found: dict[str, int] = {}
    for datum in data:
        if datum.decimals is not None:
            found[datum.measure.id] = max(found.get(datum.measure.id, 0), datum.decimals)
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
