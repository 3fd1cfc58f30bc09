"""Which of the loaded standards supplies a measure, and why the others do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldenthread.base.periods import Period
from goldenthread.engine.availability import Availability
from goldenthread.engine.compute import parts_of
from goldenthread.engine.figures import periods_of
from goldenthread.engine.tallies import Tally, tallies
from goldenthread.model.measure import Measure
from goldenthread.model.standards import LOCAL
from goldenthread.warehouse.cover import Covers


@dataclass(frozen=True)
class Offer:
    """What one standard of a card can do for a period. `read`: the figure is its. Without a `reason` it could
    supply the figure, and unless it is read another one stands before it."""

    standard: str
    read: bool
    reason: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Supplied:
    """What each loaded standard of a card can do for a measure in a period, in the card's order. A standard
    that the card does not name has no offer."""

    measure: str
    period: str
    offers: tuple[Offer, ...]

    @property
    def able(self) -> tuple[str, ...]:
        """The standards that could supply it, the one that is read first."""
        return tuple(offer.standard for offer in self.offers if not offer.reason)


def loaded_standards(covers: Covers, authority: str) -> tuple[str, ...]:
    """The child-level standards that an authority has loaded, and the registers where there is one."""
    found = {cover.standard for cover in covers if cover.authority == authority}
    return tuple(standard for standard in covers.standards() if standard in found)


def supplied(
    availability: Availability,
    catalogue: Mapping[str, Measure],
    measures: Sequence[Measure],
    authority: str,
    period: Period,
) -> list[Supplied]:
    """For each measure what the standards can do, in the period in which it answers for `period`."""
    own = loaded_standards(availability.covers, authority)
    found = []
    for measure in measures:
        parts = list(parts_of(measure, tallies([measure], catalogue, [])).values())
        (when,) = periods_of(measure, [period])
        standards = [one for one in availability.standards_for(measure, parts[0]) if one in (*own, LOCAL)]
        found.append(
            Supplied(
                measure.id, when.label, _offers(availability, measure, parts, standards, authority, when)
            )
        )
    return found


def _offers(
    availability: Availability,
    measure: Measure,
    parts: Sequence[Tally],
    standards: Sequence[str],
    authority: str,
    period: Period,
) -> tuple[Offer, ...]:
    """A standard offers a measure when it can supply it, or one of the lines that stand each by itself."""
    lines = parts[0].lines or ("",)
    answers = {
        standard: [availability.together(parts, authority, standard, period, line) for line in lines]
        for standard in standards
    }
    chosen = availability.chosen(measure, parts, authority, period).values()
    read = {standard for standard, answer in chosen if not answer.reason}
    offers = []
    for standard, given in answers.items():
        best = next((answer for answer in given if not answer.reason), given[0])
        offers.append(Offer(standard, standard in read, best.reason, best.flags))
    return tuple(offers)
