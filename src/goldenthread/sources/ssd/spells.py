"""Carer spells: the time a child lives with one carer, however the placement is relabelled in between.

A spell is opened by an episode of reason S, P or B. A temporary stay (T0 to T4) and the return from it keep
the spell though both carry P, and so does adoption by the current carer (A3, A5).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goldenthread.model.codes import TEMPORARY_PLACES

NEW_CARER = frozenset({"S", "P", "B"})
SAME_CARER = frozenset({"L", "T", "U"})
ADOPTED_BY_CARER = frozenset({"A3", "A5"})
FAR = dt.date.max


@dataclass
class Placement:
    """One placement with the row it stands in; `reason` is that of the episode that opens it."""

    row: int
    id: str
    person: str
    period: str | None
    start: dt.date
    end: dt.date | None
    place: str | None
    where: tuple[str | None, ...]
    reason: str | None = None


def carer_spells(placements: Iterable[Placement]) -> Mapping[int, str]:
    """Row of each placement to the id of the placement that opened its spell."""
    groups: dict[tuple[str, str | None], list[Placement]] = defaultdict(list)
    for one in placements:
        groups[one.person, one.period].append(one)
    spells: dict[int, str] = {}
    for group in groups.values():
        group.sort(key=lambda one: (one.start, one.end or FAR, one.row))
        settled: Placement | None = None
        away = False
        spell = ""
        for one in group:
            if settled is None or not _keeps(settled, one, away):
                spell = one.id
            spells[one.row] = spell
            away = one.place in TEMPORARY_PLACES
            settled = settled if away and settled is not None else one
    return spells


def _keeps(settled: Placement, one: Placement, away: bool) -> bool:
    """Whether a placement goes on with the carer of the last settled one."""
    if one.place in TEMPORARY_PLACES or one.place in ADOPTED_BY_CARER:
        return True
    if away and one.reason in (None, "P", "T") and settled.place not in TEMPORARY_PLACES:
        return one.where == settled.where
    if one.reason is None:
        return False
    return one.reason in SAME_CARER
