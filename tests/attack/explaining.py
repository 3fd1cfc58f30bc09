"""Why an aim is closed: the fewest things known that close it, for whoever has to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from tests.attack.programme import Aim, Component
from tests.attack.reading import Bound, Reader


def reasons(bounds: Iterable[Bound], aim: Aim) -> list[Bound]:
    """A set of bounds that closes the aim, of which none can be left out."""
    kept = _tied(list(bounds), aim)
    for sign in (1, -1):
        if _is_closed(kept, aim, sign):
            break
    else:
        raise ValueError("the aim is open")
    size = max(len(kept) // 2, 1)
    while True:
        at = 0
        while at < len(kept):
            fewer = kept[:at] + kept[at + size :]
            if _is_closed(fewer, aim, sign):
                kept = fewer
            else:
                at += size
        if size == 1:
            return kept
        size = max(size // 2, 1)


def told(reader: Reader, aim: Aim, why: Sequence[Bound]) -> str:
    """In words, with the truth."""
    spots = {n for one in (aim, *why) for n, _ in one.sum}
    lines = [f"{aim.kind} of {aim.name}: true {aim.truth}, must reach {aim.low} and {aim.high}"]
    for n in sorted(spots):
        spot, release = reader.names[n]
        q = spot.quantity
        name = f"{q.table} {q.by} {q.where} {q.months} {spot.breakdown}={spot.group} month {spot.period}"
        lines.append(f"  u{n} = {reader.truth[n]}: {name}, from release {release}")
    for bound in why:
        terms = " ".join(f"{f:+d}*u{n}" for n, f in bound.sum)
        lines.append(f"  {bound.low} <= {terms} <= {bound.high}: {bound.why}")
    return "\n".join(lines)


def _is_closed(bounds: Sequence[Bound], aim: Aim, sign: int) -> bool:
    component = Component(bounds, [aim], {})
    inner, known = component.split(aim)
    limit = sign * ((aim.high if sign > 0 else aim.low) - known)
    return component.solve({}, [({c: sign * f for c, f in inner.items()}, limit, inf)]) is None


def _tied(bounds: list[Bound], aim: Aim) -> list[Bound]:
    """The bounds that have to do with the aim."""
    fixing = {b.sum[0][0]: b for b in bounds if len(b.sum) == 1 and b.low == b.high}
    reached = {n for n, _ in aim.sum}
    kept: dict[Bound, None] = {}
    while True:
        more = [b for b in bounds if b not in kept and any(n in reached for n, _ in b.sum)]
        if not more:
            return list(kept)
        for bound in more:
            kept[bound] = None
            for n, _ in bound.sum:
                if n in fixing:
                    kept[fixing[n]] = None
                else:
                    reached.add(n)
