"""The references that a writer may have meant by a number that was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isclose

from goldenthread.analysis.figures import Figure, is_percentage
from goldenthread.editions.commentary.bound import Passage, Sentence
from goldenthread.editions.commentary.checks.meant import is_meant, named_by, passes
from goldenthread.editions.commentary.checks.numerals import Numeral
from goldenthread.editions.commentary.checks.section import Section, likeness, stems
from goldenthread.editions.commentary.grammar import Reference, WrongReference
from goldenthread.editions.commentary.resolve import resolve
from goldenthread.model.measure import Measure

NEAR = 0.12
"""How far from a count, as a share of it, a typed number may lie and still be meant for it."""

NEAR_POINTS = 3.0
"""The same of a percentage, in points."""

SHARE_NEAR = 4.0
"""Points within which 'a third' may stand for a percentage."""


@dataclass(frozen=True)
class Offer:
    """A reference with what it prints. `rank` orders those of one measure, the plainest first."""

    reference: Reference
    measure: Measure
    text: str
    value: float
    is_percent: bool
    rank: int


def offers(section: Section) -> tuple[Offer, ...]:
    """Every figure that the section may print, those of its own measures first."""
    return _offers(_Held(section))


class _Held:
    """A section by what decides its offers, so that they are made once for an edition and a section."""

    def __init__(self, section: Section) -> None:
        self.section = section

    def __hash__(self) -> int:
        return hash((id(self.section.world), self.section.name))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Held)
            and self.section.world is other.section.world
            and self.section.name == other.section.name
        )


@lru_cache(maxsize=8)
def _offers(held: _Held) -> tuple[Offer, ...]:
    return tuple(
        offer
        for measure in held.section.measures
        for rank, reference in enumerate(_references(measure, held.section))
        for offer in _made(reference, measure, rank, held.section)
    )


def _references(measure: Measure, section: Section) -> Iterator[Reference]:
    base = Reference(measure.id)
    if measure.split is None:
        for form in ("value", "numerator", "denominator"):
            yield replace(base, form=form)
        for period in ("previous", "last_year"):
            yield replace(base, period=period)
        yield replace(base, form="target")
    if measure not in section.own:
        return
    period_read = section.world.period_of(measure.id)
    for breakdown in section.world.breakdowns(measure.id):
        label = period_read.label if period_read else ""
        for one in section.world.results.groups(measure.id, section.world.authority, label, breakdown):
            group = replace(base, breakdown=breakdown, group=one.group)
            yield group
            if is_percentage(measure):
                yield replace(group, form="numerator")


def _made(reference: Reference, measure: Measure, rank: int, section: Section) -> Iterator[Offer]:
    try:
        words = resolve(reference, section.world)
    except WrongReference:
        return
    text = "".join(word.text if isinstance(word, Figure) else word for word in words)
    number = text.split(" ")[0].replace(",", "").replace("−", "-")
    try:
        value = float(number.replace("£", "").removesuffix("%"))
    except ValueError:
        return
    yield Offer(reference, measure, text, value, number.endswith("%"), rank)


@dataclass(frozen=True)
class Said:
    """A number that was typed, in its sentence and passage; its place is that in the sentence."""

    numeral: Numeral
    sentence: Sentence
    passage: Passage
    section: Section


def equal(said: Said) -> Offer | None:
    """The reference that prints the number and that the words about it name."""
    return _best([one for one in offers(said.section) if _alike(said.numeral, one)], said)


def nearest(said: Said) -> Offer | None:
    """The figure that the words about a number name and that lies close to it."""
    value = said.numeral.value
    if value is None:
        return None
    close = [
        one
        for one in offers(said.section)
        if one.is_percent == (said.numeral.sort in ("percent", "share"))
        and abs(one.value - value) <= (NEAR_POINTS if one.is_percent else NEAR * abs(one.value))
    ]
    return _best(close, said)


def _alike(numeral: Numeral, offer: Offer) -> bool:
    if numeral.value is None or numeral.sort == "points":
        return False
    if numeral.sort == "share":
        return offer.is_percent and abs(offer.value - numeral.value) <= SHARE_NEAR
    return (numeral.sort == "percent") == offer.is_percent and isclose(
        offer.value, numeral.value, abs_tol=1e-9
    )


def _best(found: list[Offer], said: Said) -> Offer | None:
    """Of the figures that the words name, and that may stand in the number's place, the one most named."""
    weights = {
        one.id: named_by(said.numeral, said.sentence, one, said.section)
        for one in {offer.measure.id: offer.measure for offer in found}.values()
    }
    meant = [
        one
        for one in found
        if weights[one.measure.id] and is_meant(one.reference, said.numeral, said.sentence, said.section)
    ]

    def order(one: Offer) -> tuple[int, bool, float, int]:
        words = likeness(one.measure, stems(said.sentence.typed))
        return (-weights[one.measure.id], one.reference.form != "value", -words, one.rank)

    every = (one for one in sorted(meant, key=order))
    return next(
        (
            one
            for one in every
            if passes(one.reference, said.numeral, said.sentence, said.passage, said.section)
        ),
        None,
    )
