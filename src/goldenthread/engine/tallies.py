"""From measures to tallies: what must be counted, once, whoever asks for it.

A tally is one component of one fact, with the breakdowns in which somebody needs it. Tallies of one
conformed table and window are counted in the same pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from goldenthread.engine.population import KNOWN
from goldenthread.model.measure import Component, Measure
from goldenthread.model.result import ALL, CROSS
from goldenthread.warehouse.facts import fact

Breakdown = tuple[str, ...]
"""The columns of a breakdown: () is the total, two or more a crossed one."""


@dataclass
class Tally:
    """One thing to count. `breakdowns` are columns; a split column, if any, comes first.

    `of_whole`: a line of the split is a share of all lines together, so these are counted too.
    """

    key: str
    component: Component
    form: str
    split: str | None = None
    of_whole: bool = False
    matures: str | None = None
    breakdowns: set[Breakdown] = field(default_factory=set)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of a split that are available each by itself: their rows come from different tables."""
        column = fact(self.component.fact).columns.get(self.split or "")
        return tuple(column.lines) if column else ()

    @property
    def sets(self) -> set[Breakdown]:
        """Grouping sets needed: the breakdowns, for a split each with its column."""
        if self.split is None:
            return set(self.breakdowns)
        return {(self.split, *b) for b in self.breakdowns} | (self.breakdowns if self.of_whole else set())


def breakdown_of(name: str) -> Breakdown:
    """'all' -> (), 'age_band*sex' or 'age_band × sex' -> ('age_band', 'sex')."""
    return () if name == ALL else tuple(name.replace(CROSS, "*").split("*"))


def part_key(measure: Measure, role: str) -> str:
    """The key of the tally behind a part of a derived measure."""
    part = measure.parts[role]
    return part if isinstance(part, str) else f"{measure.id}.{role}"


def breakdowns_of(measure: Measure, asked: Iterable[str] | None) -> list[Breakdown]:
    """The total and the breakdowns asked for (None: all of the card) that the card has.

    The lines of a split come of themselves: 'grade*team' asks the same of a split by grade as 'team'.
    """
    own = [breakdown_of(name) for name in measure.breakdowns]
    if asked is None:
        chosen = own
    else:
        split = measure.split.by if measure.split else ""
        wanted = [b[1:] if b[:1] == (split,) else b for b in map(breakdown_of, asked)]
        singles = {b[0] for b in own if len(b) == 1}
        chosen = [b for b in wanted if b in own or (len(b) > 1 and set(b) <= singles)]
    return list(dict.fromkeys([(), *chosen]))


def tallies(
    measures: Iterable[Measure], catalogue: Mapping[str, Measure], asked: Iterable[str] | None
) -> dict[str, Tally]:
    """Every tally that the measures need, by key."""
    found: dict[str, Tally] = {}
    asked = None if asked is None else tuple(asked)
    for measure in measures:
        wanted = breakdowns_of(measure, asked)
        if measure.base:
            _want(found, _base_tally(measure), wanted)
            continue
        for role, part in measure.parts.items():
            if isinstance(part, str):
                _want(found, _base_tally(catalogue[part]), wanted)
            else:
                form = "sum" if part.value else "count"
                split = measure.split.by if measure.split else None
                _want(found, Tally(part_key(measure, role), part, form, split), wanted)
        for breakdown in wanted if measure.per and measure.form == "index" else ():
            _want(found, _known_tally(measure, breakdown), [()])
    return found


def known_key(measure: Measure, breakdown: Breakdown) -> str:
    """The key of the tally of everybody whose group in a breakdown is known."""
    return f"{measure.id}.known.{'*'.join(breakdown)}"


def _known_tally(measure: Measure, breakdown: Breakdown) -> Tally:
    """The whole of an index over a population: the unborn, adults and those of unknown group are in no group
    of it, and so not in the whole."""
    part = measure.parts["numerator"]
    if isinstance(part, str):
        raise ValueError(f"{measure.id} is an index over a population: its numerator is a component")
    where = " and ".join([f"({part.where})", *(KNOWN[name] for name in breakdown if name in KNOWN)])
    split = measure.split.by if measure.split else None
    return Tally(known_key(measure, breakdown), replace(part, where=where), "count", split)


def _base_tally(measure: Measure) -> Tally:
    if measure.base is None:
        raise ValueError(f"{measure.id} is derived: a part of a derived measure is a base measure")
    split, of_whole = (measure.split.by, measure.split.share) if measure.split else (None, False)
    return Tally(measure.id, measure.base, measure.form, split, of_whole, measure.matures)


def _want(found: dict[str, Tally], tally: Tally, breakdowns: Iterable[Breakdown]) -> None:
    found.setdefault(tally.key, tally).breakdowns.update(breakdowns)
