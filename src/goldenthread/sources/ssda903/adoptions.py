"""Paths to adoption: what AD1 and PlacedAdoption say, joined with what the episodes show.

An adoption is a period of care that ended with one (E11, E12). Its dates of placement order, of moving in and
of the order stand in the episodes; those of decision and match, and who adopted, in AD1.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from goldenthread.sources.ssda903.journeys import (
    SAME_PLACEMENT,
    WITH_THE_CARER,
    Journeys,
    Period,
    Placement,
)

ADOPTED = frozenset({"E11", "E12"})
PLACED = frozenset({"A3", "A4", "A5", "A6"})
PLACEMENT_ORDER = "E1"
LEGAL_CHANGE = frozenset({"S", "L", "B", "U"})
CARER_CHANGE = frozenset({"S", "P", "B"})
"""Reasons by which an episode says that it begins the legal status or the carer that it has. One that does
not goes on with what began in a year that has not been loaded."""


@dataclass(frozen=True)
class Said:
    """A row of AD1 or of PlacedAdoption. `at` is its index; AD1 alone says who adopted."""

    at: int
    person: str
    decided: dt.date | None
    matched: dt.date | None
    reversed: dt.date | None
    by_carer: bool | None
    is_adoption: bool


@dataclass(frozen=True)
class Path:
    """One path: the period of care it lies in, the rows that speak of it, and its dates."""

    period: Period | None
    said: tuple[Said, ...]
    order: dt.date | None = None
    placement_order: dt.date | None = None
    placed: dt.date | None = None
    with_carer_since: dt.date | None = None
    by_carer: bool | None = None

    @property
    def decided(self) -> dt.date | None:
        """The decision that the child should be placed, as AD1 gives it first."""
        return next((one.decided for one in self.said if one.decided), None)


def adoptions(found: Journeys, said: Iterable[Said]) -> Iterator[Path]:
    """A path for each adoption, and one for each row that belongs to none."""
    rows: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        rows[one.person].append(one)
    placements, orders = _by_period(found)
    used: set[int] = set()
    for period in found.periods:
        if period.end_reason in ADOPTED:
            path = _path(period, rows[period.first.person], placements[period.id], orders[period.id], True)
            used.update(one.at for one in path.said)
            yield path
    of_child: dict[str, list[Period]] = defaultdict(list)
    for period in found.periods:
        of_child[period.first.person].append(period)
    for person, those in rows.items():
        for one in those:
            if one.at in used:
                continue
            within = _period_of(one, of_child[person])
            if within is None:
                yield Path(None, (one,), by_carer=one.by_carer)
            else:
                yield _path(within, [one], placements[within.id], orders[within.id], False)


def _by_period(found: Journeys) -> tuple[dict[str, list[Placement]], dict[str, list[dt.date]]]:
    """The placements of each period, and the days on which placement orders began in it."""
    placements: dict[str, list[Placement]] = defaultdict(list)
    for one in found.placements:
        placements[one.period].append(one)
    periods = {stay.episode.id: stay.period for stay in found.stays}
    orders: dict[str, list[dt.date]] = defaultdict(list)
    for status in found.statuses:
        if status.key == PLACEMENT_ORDER and status.first.reason in LEGAL_CHANGE:
            orders[periods[status.first.id]].append(status.start)
    return placements, orders


def _path(
    period: Period,
    said: Sequence[Said],
    placements: Sequence[Placement],
    orders: Sequence[dt.date],
    adopted: bool,
) -> Path:
    placed = [one for one in placements if one.first.place in PLACED]
    first = min(placed, key=lambda one: one.start, default=None)
    since = None
    if placed:
        spell = placed[-1].spell
        opening = min((one for one in placements if one.spell == spell), key=lambda one: one.start)
        since = opening.start if opening.first.reason in CARER_CHANGE else None
    rows = _rows_of(period, said) if adopted else tuple(said)
    told = next((one.by_carer for one in rows if one.by_carer is not None), None)
    seen = placed[-1].first.place in WITH_THE_CARER if placed else None
    return Path(
        period,
        rows,
        period.end if adopted else None,
        max(orders, default=None),
        first.start if first and first.first.reason != SAME_PLACEMENT else None,
        since,
        seen if told is None else told,
    )


def _rows_of(period: Period, said: Sequence[Said]) -> tuple[Said, ...]:
    """The last row of AD1 and the last standing decision that lie before the order."""
    before = [one for one in said if period.end and (one.decided is None or one.decided <= period.end)]
    before.sort(key=lambda one: (one.decided or dt.date.min, one.at))
    adoption = [one for one in before if one.is_adoption][-1:]
    decision = [one for one in before if not one.is_adoption and one.reversed is None][-1:]
    return (*adoption, *decision)


def _period_of(one: Said, periods: Sequence[Period]) -> Period | None:
    """The period of care in which a decision was made."""
    if one.decided is None:
        return None
    return next(
        (p for p in periods if p.start <= one.decided and (p.end is None or one.decided <= p.end)), None
    )
