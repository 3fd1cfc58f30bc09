"""What a list is: its columns, and the canonical tables that each of its rows fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from goldenthread.sources.intake import Value
from goldenthread.sources.text import fold

SIX, TWELVE = 6, 12


@dataclass(frozen=True)
class Field:
    """A column of a list: our name for it, the template's wording, and other wordings met."""

    name: str
    header: str
    also: tuple[str, ...] = ()
    reads: str = ""  # key of `keys.KEYS`: the list's own letters and words for this column


@dataclass(frozen=True)
class Target:
    """A canonical table that a row of the list fills.

    `columns` maps canonical columns to fields. A row is made only where the fields in `needs` are filled.
    `links` maps canonical columns to the id of the row that the list's first target made.
    """

    table: str
    columns: Mapping[str, str]
    constants: Mapping[str, Value] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    where: str = ""  # a condition of `fill.CONDITIONS`


@dataclass(frozen=True)
class AnnexList:
    """One list. Its first target is the record that the row is; `is_stock` lists what is open, not events."""

    number: int
    title: str
    fields: tuple[Field, ...]
    targets: tuple[Target, ...]
    months: int = SIX
    is_stock: bool = False
    key_field: str = "child"

    @property
    def name(self) -> str:
        """As notes and accounts call it."""
        return f"List {self.number}"

    @cached_property
    def wordings(self) -> Mapping[str, str]:
        """The field by folded wording, of all years. Each header of each file is looked up in it."""
        return {fold(said): one.name for one in self.fields for said in (one.header, *one.also)}

    def field(self, name: str) -> Field:
        """The field of that name."""
        return next(one for one in self.fields if one.name == name)
