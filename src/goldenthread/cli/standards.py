"""Where figures are read from and where standards disagree, as the edition and `explain` print it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goldenthread.base.periods import Period, month
from goldenthread.engine.availability import Availability
from goldenthread.engine.coincidences import Coincidence
from goldenthread.engine.comparing import Compared, compare, value
from goldenthread.engine.parameters import parameter_values
from goldenthread.engine.supplies import Offer, supplied
from goldenthread.model.measure import Measure
from goldenthread.publication.edition import Comparison, Disagreement, SourceLine
from goldenthread.warehouse.snapshot import Snapshot

BEFORE = 12
"""Months before the edition's in which standards are compared."""


def source_lines(
    loaded: Snapshot,
    catalogue: Mapping[str, Measure],
    measures: Sequence[Measure],
    authority: str,
    when: Period,
) -> tuple[SourceLine, ...]:
    """What each loaded standard is to each measure in a period."""
    availability = Availability(loaded.covers, parameter_values(loaded.rows("parameters")))
    return tuple(
        SourceLine(one.measure, one.period, {offer.standard: told(offer) for offer in one.offers})
        for one in supplied(availability, catalogue, measures, authority, when)
    )


def told(offer: Offer) -> str:
    """What a standard is to a measure, in words."""
    if offer.reason:
        return offer.reason
    flags = f" ({'; '.join(offer.flags)})" if offer.flags else ""
    return f"{'read' if offer.read else 'could be read'}{flags}"


def months_compared(when: Period) -> list[Period]:
    """A period's last month and those before it in which standards are compared, oldest first."""
    return [month(number) for number in range(when.last_month - BEFORE, when.last_month + 1)]


def comparison(
    loaded: Snapshot,
    catalogue: Mapping[str, Measure],
    measures: Sequence[Measure],
    authority: str,
    when: Period,
) -> Comparison | None:
    """The figures of two standards side by side; None when no two could supply one."""
    found = compare(loaded, catalogue, measures, authority, months_compared(when))
    if not found:
        return None
    return Comparison(
        sum(len(one.both) for one in found),
        sum(len(one.differing) for one in found),
        tuple(disagreement(one) for one in found if one.differing),
    )


def disagreement(one: Compared) -> Disagreement:
    """The last of the periods in which two standards differ, and how many there are."""
    last = one.differing[-1]
    period = next(result.period for result in last if result)
    values = (value(last[0]), value(last[1]))
    return Disagreement(
        one.measure, one.line, one.pair, period, values, len(one.both), len(one.differing), one.why
    )


def declared_words(known: Coincidence) -> str:
    """What the list of coincidences says of two standards, in words."""
    return ". ".join(filter(None, (known.words, known.says)))
