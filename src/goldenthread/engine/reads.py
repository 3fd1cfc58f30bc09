"""Which canonical columns a figure is made from, and what each of them decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlglot import exp

from goldenthread.engine.availability import needs_of
from goldenthread.engine.card_parts import expression_of
from goldenthread.engine.tallies import Tally
from goldenthread.model.measure import Measure
from goldenthread.warehouse.facts import fact
from goldenthread.warehouse.lineage import columns_read


@dataclass(frozen=True)
class Condition:
    """One of the conditions that must all hold for a row to count, and the columns that it hangs on."""

    text: str
    reads: frozenset[str]


@dataclass(frozen=True)
class Reads:
    """The canonical columns that a tally's total is made from: those that decide whether a row counts (with
    its `conditions` one by one), whether it is in the numerator, which line of a split it is in, and what its
    value is."""

    conditions: tuple[Condition, ...]
    row: frozenset[str]
    numerator: frozenset[str]
    line: frozenset[str]
    value: frozenset[str]

    @property
    def every(self) -> frozenset[str]:
        """All of them."""
        return self.row | self.numerator | self.line | self.value


def reads_of(tally: Tally, standard: str) -> Reads:
    """What a tally reads: what is declared for the columns that its card names; and what the SQL of its fact
    reads for every row, which is all that is not declared for a column."""
    component = tally.component
    counted = fact(component.fact)
    declared = {name for column in counted.columns.values() for name in _plain(column.needs)}
    declared |= {name for needed in counted.breakdowns.values() for name in _plain(needed)}
    bare = replace(tally, component=replace(component, numerator=None, value=None), split=None)
    every_row = columns_read(counted.name, standard) - declared
    row = _needs(bare, standard) | every_row
    with_numerator = replace(bare, component=replace(component, value=None))
    with_value = replace(bare, component=replace(component, where="true", numerator=None))
    return Reads(
        conditions=tuple(_conditions(tally, every_row)),
        row=row,
        numerator=_needs(with_numerator, standard) - row,
        line=_needs(replace(bare, split=tally.split), standard) - row,
        value=_needs(with_value, standard) if component.value else frozenset(),
    )


def groups_by(columns: Iterable[str], measures: Iterable[Measure]) -> list[str]:
    """The breakdowns of measures that are made from any of the columns."""
    guarded = frozenset(columns)
    found: set[str] = set()
    for measure in measures:
        components = [measure.base, *(p for p in measure.parts.values() if not isinstance(p, str))]
        own = {name for breakdown in measure.breakdowns for name in breakdown.split("*")}
        for component in filter(None, components):
            known = fact(component.fact).breakdowns
            found |= {name for name in own & known.keys() if _plain(known[name]) & guarded}
    return sorted(found)


def _conditions(tally: Tally, every_row: frozenset[str]) -> Iterator[Condition]:
    """The parts of a filter that 'and' joins. What a column hangs on is declared for it, else it may be
    anything that the SQL of its fact reads for every row."""
    counted = fact(tally.component.fact)
    tree = expression_of(tally.component.where, counted).tree.unnest()
    for part in tree.flatten() if isinstance(tree, exp.And) else [tree]:
        text = part.sql(dialect="duckdb")
        reads: set[str] = set()
        for name in expression_of(text, counted).columns:
            declared = (
                counted.columns[name].needs if name in counted.columns else counted.breakdowns.get(name)
            )
            reads |= _plain(declared) if declared else every_row
        yield Condition(text, frozenset(reads))


def _needs(tally: Tally, standard: str) -> frozenset[str]:
    return _plain(needs_of(tally, standard).columns)


def _plain(columns: Iterable[str]) -> frozenset[str]:
    """'a.x|b.y' and 'a.kind=z' as the columns that they name."""
    return frozenset(option.split("=")[0] for name in columns for option in name.split("|"))
