"""Bridges: from the stock at the start of a period to that at its end, by what came and what left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class BridgeLine:
    """One group's bridge, counted in plans, episodes or periods of care.

    opening + started + moved_in − ended − moved_out + unmatched = closing. `started_by` and `ended_by` part
    the two by reason and add to them; they are empty where no reason is recorded. `unmatched` is the net of
    records whose dates do not fit together, such as an end before the start.
    """

    group: str
    opening: int
    started: int
    ended: int
    moved_in: int
    moved_out: int
    unmatched: int
    closing: int
    started_by: Mapping[str, int]
    ended_by: Mapping[str, int]


@dataclass(frozen=True)
class Bridge:
    """The bridge of one stock over one period: the whole, and its groups in one breakdown ('all': none).

    The printed stock counts children: `children` are those of the opening and the closing, and a child with
    more than one plan is the difference. Where the bridge cannot be given, `reason` says why and there is no
    whole.
    """

    name: str
    measure: str
    authority: str
    period: str
    breakdown: str
    whole: BridgeLine | None
    groups: tuple[BridgeLine, ...] = ()
    children: tuple[int, int] = (0, 0)
    reason: str = ""
    flags: tuple[str, ...] = ()

    @property
    def beyond_children(self) -> tuple[int, int]:
        """At the opening and at the closing, how many more plans there are than children with one."""
        if self.whole is None:
            return (0, 0)
        return (self.whole.opening - self.children[0], self.whole.closing - self.children[1])
