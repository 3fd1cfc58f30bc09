"""A child's way through care, from the episodes of the return: periods, placements, carers, legal statuses.

Pure functions over episodes of one authority, whatever returns they came in. An episode says when it began
and why, and what held in it; it ends on the first day that is no longer in it. Nothing is made up: an overlap
is cut where the next episode begins, and care that ends without a reason ends without one here. Both are
counted. A start of care on the day on which care ended begins a second period that touches the first, which
every figure takes for unbroken care. Between an episode that another one follows and one that is no start of
care the child was looked after, though the episode of those days did not come: what both say held between.

The 18th birthday, which ends care too, is left to the facts: it needs the child's date of birth.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from goldenthread.model.codes import SHORT_BREAKS, TEMPORARY_PLACES

STARTED = "S"
GOES_ON = "X1"
SAME_PLACEMENT = "L"
SAME_CARER = frozenset({"T", "U"})
WITH_THE_CARER = frozenset({"A3", "A5"})
"""Adoption by the current foster carer: another placement, the same home."""

OVERLAP = "overlap"
RESTART = "restart"
GAP = "gap"
NO_ENTRY = "no_entry"
NO_REASON = "no_reason"
WORDS = {
    OVERLAP: "overlap the child's next episode; they are cut where it begins",
    RESTART: "start care on the day on which the child was in care already; care is taken as unbroken",
    GAP: "go on with care after days of which no episode tells; care is taken as unbroken",
    NO_ENTRY: "come after a gap in care without being a start of care; a period of care begins with them",
    NO_REASON: "say that another episode follows, and none does; care ends with them, without a reason",
}
"""What is found amiss in episodes, for a note."""


@dataclass(frozen=True)
class Episode:
    """One episode as the return gives it. `where` tells one home from another."""

    row: int
    id: str
    person: str
    start: dt.date
    reason: str | None
    end: dt.date | None
    end_reason: str | None
    legal_status: str | None = None
    place: str | None = None
    where: tuple[str | None, ...] = ()
    home: str | None = None
    change_reason: str | None = None


@dataclass
class Stretch:
    """Days on which one thing held, from the episode that opened it to the last one in it."""

    first: Episode
    start: dt.date
    end: dt.date | None
    last: Episode
    key: str | None = None
    opened_by: Episode | None = None

    @property
    def id(self) -> str:
        """The id of the episode that opened it, which no other stretch of its kind has."""
        return self.first.id


@dataclass
class Period(Stretch):
    """A period of care. `end_reason` is empty while it is open, and where the return gives none."""

    end_reason: str | None = None
    is_short_breaks: bool = True


@dataclass
class Placement(Stretch):
    """Days in one placement, temporary stays elsewhere included; `spell` names the time with its carer."""

    period: str = ""
    spell: str = ""
    move_reason: str | None = None


@dataclass(frozen=True)
class Stay:
    """An episode where it belongs, with its end after repair."""

    episode: Episode
    end: dt.date | None
    end_reason: str | None
    period: str
    placement: str


@dataclass
class Journeys:
    """What the episodes of an authority come to."""

    stays: list[Stay] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    statuses: list[Stretch] = field(default_factory=list)
    homes: list[Stretch] = field(default_factory=list)
    amiss: Counter[str] = field(default_factory=Counter)


def journeys(episodes: Iterable[Episode]) -> Journeys:
    """The journeys of all children. Episodes of one child and day must have been settled to one before."""
    of_child: dict[str, list[Episode]] = defaultdict(list)
    for one in episodes:
        of_child[one.person].append(one)
    found = Journeys()
    for group in of_child.values():
        group.sort(key=lambda one: (one.start, one.end or dt.date.max, one.id))
        _journey(group, found)
    return found


def _journey(group: Sequence[Episode], found: Journeys) -> None:
    ends = [_end(one, after, found.amiss) for one, after in zip(group, (*group[1:], None), strict=True)]
    begin = 0
    for at, (one, end, after) in enumerate(zip(group, ends, (*group[1:], None), strict=True)):
        is_gap = after is not None and _is_gap(one, end, after)
        found.amiss.update([GAP] if is_gap else [])
        goes_on = after is not None and (is_gap or end is None or end >= after.start)
        if after is None or after.reason == STARTED or not goes_on:
            _period(group[begin : at + 1], ends[begin : at + 1], found)
            begin = at + 1
            found.amiss.update(_amiss(one, end, after, goes_on))
    _homes(group, found)


def _is_gap(one: Episode, end: dt.date | None, after: Episode) -> bool:
    """Whether there are days between two episodes that both say that care went on: an episode is missing, or
    held until it is mended."""
    apart = end is not None and end < after.start
    return apart and one.end_reason == GOES_ON and after.reason not in (STARTED, None)


def _amiss(one: Episode, end: dt.date | None, after: Episode | None, goes_on: bool) -> Iterator[str]:
    """What is amiss where a period ends with an episode and another may follow."""
    if goes_on:
        yield RESTART
        return
    if end is not None and one.end_reason == GOES_ON:
        yield NO_REASON
    if after is not None and after.reason not in (STARTED, None):
        yield NO_ENTRY


def _end(one: Episode, after: Episode | None, amiss: Counter[str]) -> dt.date | None:
    """The day on which an episode ended: its own, or where the next one begins if that is earlier."""
    if after is None or (one.end is not None and one.end <= after.start):
        return one.end
    amiss[OVERLAP] += 1
    return after.start


def _period(group: Sequence[Episode], ends: Sequence[dt.date | None], found: Journeys) -> None:
    """One period of care: its placements, legal statuses and episodes."""
    first, last, end = group[0], group[-1], ends[-1]
    why = last.end_reason if end is not None and end == last.end and last.end_reason != GOES_ON else None
    short = all(one.legal_status in SHORT_BREAKS for one in group)
    period = Period(first, first.start, end, last, end_reason=why, is_short_breaks=short)
    found.periods.append(period)
    placements = _placements(group, ends, period)
    found.placements += {placement.id: placement for placement in placements}.values()
    found.statuses += _runs(group, ends, [one.legal_status for one in group])
    for one, ended, placement in zip(group, ends, placements, strict=True):
        reason = one.end_reason if ended == one.end else None
        found.stays.append(Stay(one, ended, reason, period.id, placement.id))


def _placements(group: Sequence[Episode], ends: Sequence[dt.date | None], period: Period) -> list[Placement]:
    """The placement of each episode of a period. A temporary stay and the return from it break nothing."""
    of_episode: list[Placement] = []
    current: Placement | None = None
    away = False
    for one, end in zip(group, ends, strict=True):
        if current is None or not _goes_on(current.first, one, away):
            spell = current.spell if current and _same_carer(current.first, one) else one.id
            current = Placement(one, one.start, end, one, period=period.id, spell=spell)
        current.end, current.last = end, one
        away = one.place in TEMPORARY_PLACES
        if not away:
            current.move_reason = one.change_reason
        of_episode.append(current)
    return of_episode


def _goes_on(home: Episode, one: Episode, away: bool) -> bool:
    """Whether an episode lies in the placement that `home` opened; `away` after a temporary stay."""
    if one.place in TEMPORARY_PLACES:
        return True
    if home.place in TEMPORARY_PLACES:
        return False
    if away or one.reason is None:
        return one.where == home.where
    return one.reason == SAME_PLACEMENT


def _same_carer(home: Episode, one: Episode) -> bool:
    """Whether the placement that an episode opens is with the carer of the one that `home` opened.

    Where care as listed begins with a temporary placement, the first lasting one is where the child was
    expected back.
    """
    keeps = one.reason in (*SAME_CARER, SAME_PLACEMENT) or one.place in WITH_THE_CARER
    return keeps or home.place in TEMPORARY_PLACES


def _runs(
    group: Sequence[Episode], ends: Sequence[dt.date | None], values: Sequence[str | None]
) -> Iterator[Stretch]:
    """Runs of equal values over the episodes of a period; an episode without a value is in none."""
    run: Stretch | None = None
    for one, end, value in zip(group, ends, values, strict=True):
        if run is not None and run.key == value:
            run.end, run.last = end, one
            continue
        if run is not None:
            yield run
        run = Stretch(one, one.start, end, one, value) if value is not None else None
    if run is not None:
        yield run


def _homes(group: Sequence[Episode], found: Journeys) -> None:
    """Home addresses: each holds from the first episode that gives it until another one is given."""
    run: Stretch | None = None
    for one in group:
        if one.home is None or (run is not None and run.key == one.home):
            continue
        if run is not None:
            run.end = one.start
        run = Stretch(one, one.start, None, one, one.home)
        found.homes.append(run)
