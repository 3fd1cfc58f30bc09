"""What changed between a release and what an edition now says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.editions.releases.frozen import Frozen
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.engine.revisions import moved
from goldenthread.model.result import Result, Status
from goldenthread.model.results import Results

PLACE = ("measure", "period", "breakdown")

Pair = tuple[Result | None, Result | None]
"""A figure as it was released and as it is now; None of a group that had, or has, no row."""


@dataclass(frozen=True)
class Since:
    """What changed since a release. Measures by id; a figure that moved as it was released and as it is now.

    `shown` are figures that were hidden then and are given now: the release withheld what they were.
    `events_new` and `events_gone` are sentences; `commentary` are sections whose words are new, changed or
    gone since a release of the same month: another month has other words anyway.
    """

    release: ReleaseRecord
    names: Mapping[str, str]
    figures: tuple[Pair, ...] = ()
    shown: tuple[Pair, ...] = ()
    new: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    redefined: tuple[str, ...] = ()
    retargeted: tuple[str, ...] = ()
    events_new: tuple[str, ...] = ()
    events_gone: tuple[str, ...] = ()
    other_rules: bool = False  # by which control charts are judged
    commentary: tuple[str, ...] = ()


def since(release: ReleaseRecord, then: Frozen, now: Frozen, period: str) -> Since:
    """The changes from what a release was made from to what the edition of `period` is made from."""
    return Since(
        release=release,
        names={**then.names, **now.names},
        figures=tuple(_figures(then.results, now.results)),
        shown=tuple(_shown(then.results, now.results)),
        new=tuple(name for name in now.names if name not in then.names),
        retired=tuple(name for name in then.names if name not in now.names),
        redefined=tuple(
            name
            for name in now.names
            if name in then.names and _definition(then, name) != _definition(now, name)
        ),
        retargeted=_differing(then.targets, now.targets),
        events_new=tuple(one for one in now.events if one not in then.events),
        events_gone=tuple(one for one in then.events if one not in now.events),
        other_rules=then.rules != now.rules,
        commentary=_differing(then.commentary, now.commentary) if release.period == period else (),
    )


def _definition(frozen: Frozen, measure: str) -> tuple[str | None, int | None]:
    return frozen.definitions.get(measure), frozen.versions.get(measure)


def _differing(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name in {**then, **now} if then.get(name) != now.get(name))


def _figures(then: Results, now: Results) -> list[Pair]:
    """The figures that moved among those of measures and periods that both hold, as far as they were printed;
    a group that the release did not have counted nobody in it."""
    both = moved(_within(then, now), _within(now, then))
    return [(was, is_) for was, is_ in both if was is None or was.proof]


def _shown(then: Results, now: Results) -> Iterator[Pair]:
    """The figures that the release printed as hidden and that have a value now."""
    for was in then:
        if was.status is Status.CONFIDENTIAL and was.proof:
            is_ = now.find(was.measure, was.authority, was.period, was.breakdown, was.group)
            if is_ is not None and is_.value is not None:
                yield was, is_


def _within(results: Results, other: Results) -> Results:
    """The results of those measures, periods and breakdowns that the other holds too."""
    return Results(
        results.table.filter(pc.is_in(_places(results), value_set=_places(other).combine_chunks()))
    )


def _places(results: Results) -> pa.ChunkedArray:
    """Measure, period and breakdown of each result, as one text."""
    return pc.binary_join_element_wise(*(results.table.column(name) for name in PLACE), "\x1f")
