"""What the mapping of one table of the return says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from goldenthread.model.table import Column, Table
from goldenthread.model.tables import TABLES
from goldenthread.sources.intake import Value
from goldenthread.sources.text import fold


@dataclass(frozen=True)
class ReturnTable:
    """One table of the return: where its fields go, and without which of them its rows mean nothing.

    `fields` maps a field to a column of `target`, to 'table.column' of another table that a row fills as
    well, or to '-' and the reason why it is not carried. `key` are the columns that make two rows one record.
    `known_by` are fields that no other table has together.
    """

    name: str
    title: str
    target: str
    fields: Mapping[str, str]
    key: tuple[str, ...]
    needs: tuple[str, ...]
    known_by: tuple[str, ...]
    constants: Mapping[str, Value] = field(default_factory=dict)
    other_names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def folded(self) -> frozenset[str]:
        """Every folded header of the table."""
        return frozenset(map(fold, (*self.fields, *self.other_names)))

    @cached_property
    def wanted(self) -> dict[str, str]:
        """Folded header -> column of the row as taken, the usual name first."""
        own = {fold(name): beside(to) for name, to in self.fields.items() if not to.startswith("-")}
        others = {
            fold(other): beside(self.fields[name])
            for other, name in self.other_names.items()
            if not self.fields[name].startswith("-")
        }
        return own | others

    def usual(self, folded: Iterable[str]) -> set[str]:
        """Folded headers under their usual names."""
        names = {fold(other): fold(name) for other, name in self.other_names.items()}
        return {names.get(one, one) for one in folded}

    @cached_property
    def row(self) -> Table:
        """The target's declaration with the columns for other tables that travel beside its own."""
        target = TABLES[self.target]
        more = [_travelling(to) for to in self.fields.values() if "." in to and not to.startswith("-")]
        return Table(
            target.name, target.title, target.section, (*target.columns, *more), target.key, target.record
        )


def beside(to: str) -> str:
    """The name under which a column travels: its own, or that of its table and itself."""
    return to.replace(".", "__")


def _travelling(to: str) -> Column:
    table, name = to.split(".")
    column = TABLES[table].column(name)
    return Column(beside(to), column.type, False, column.meaning, column.codes, column.values)
