"""Periods of care from episodes: from entering care to the first reason that is not 'another episode starts'.

The 18th birthday, which ends a period too, is left to the facts: it needs the child's date of birth.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from goldenthread.model.codes import SHORT_BREAKS

STARTED = "S"
GOES_ON = "X1"
FAR = dt.date.max


@dataclass
class Episode:
    """One episode with the row it stands in."""

    row: int
    person: str
    period: str
    start: dt.date
    end: dt.date | None
    start_reason: str | None = None
    end_reason: str | None = None
    need: str | None = None
    placement: str | None = None
    legal_status: str | None = None
    entered: dt.date | None = None
    iro_contact: dt.date | None = None


@dataclass
class Period:
    """One period of care and its episodes in order. `again` counts periods under one id after the first."""

    id: str
    again: int
    episodes: list[Episode] = field(default_factory=list)

    @property
    def start(self) -> dt.date:
        """The first episode's start; when that is no entry into care, the day the source says."""
        first = self.episodes[0]
        if first.start_reason != STARTED and not self.again and first.entered:
            return min(first.start, first.entered)
        return first.start

    @property
    def end(self) -> dt.date | None:
        """The last episode's end, unless its reason says that another was to follow."""
        return self.episodes[-1].end if _is_over(self.episodes[-1]) else None

    @property
    def end_reason(self) -> str | None:
        """Why it ended."""
        return self.episodes[-1].end_reason if self.end else None

    @property
    def is_short_breaks(self) -> bool:
        """Whether every episode was under a legal status of short breaks."""
        return all(one.legal_status in SHORT_BREAKS for one in self.episodes)


def _is_over(episode: Episode) -> bool:
    return episode.end is not None and episode.end_reason != GOES_ON


def periods(episodes: Iterable[Episode]) -> Iterator[Period]:
    """Each person's periods. A new one begins at a start reason S, or after an episode that ended care."""
    groups: dict[tuple[str, str], list[Episode]] = defaultdict(list)
    for one in episodes:
        groups[one.person, one.period].append(one)
    for (_, period_id), group in groups.items():
        group.sort(key=lambda one: (one.start, one.end or FAR, one.row))
        current = Period(period_id, 0)
        for one in group:
            before = current.episodes[-1] if current.episodes else None
            if before and (one.start_reason == STARTED or _ended_before(before, one)):
                yield current
                current = Period(period_id, current.again + 1)
            current.episodes.append(one)
        yield current


def _ended_before(before: Episode, one: Episode) -> bool:
    """An end without a reason is the end of care only when a gap follows it."""
    if not _is_over(before) or before.end is None:
        return False
    return before.end_reason is not None or before.end < one.start


class LegalStatuses:
    """The legal status of each person on any day: of several open, the one that began last."""

    def __init__(self, rows: pa.Table | None) -> None:
        self._runs: dict[str, list[tuple[dt.date, dt.date, str]]] = defaultdict(list)
        if rows is None:
            return
        names = ("person_id", "start_date", "end_date", "legal_status")
        columns = [_values(rows, name) for name in names]
        for person, start, end, status in zip(*columns, strict=True):
            if person and start and status:
                self._runs[person].append((start, end or FAR, status))
        for runs in self._runs.values():
            runs.sort()

    def on(self, person: str, day: dt.date) -> str | None:
        """The status on a day; one that began and ended that day only if there is no other."""
        runs = self._runs.get(person, [])
        begun = runs[: bisect_right(runs, day, key=lambda run: run[0])]
        for start, end, status in reversed(begun):
            if end > day or start == end == day:
                return status
        return None


def _values(rows: pa.Table, name: str) -> Sequence[object]:
    values: Sequence[object] = rows[name].to_pylist() if name in rows.column_names else [None] * rows.num_rows
    return values
