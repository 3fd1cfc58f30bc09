"""What a canonical table is: one frozen declaration from which DDL, checks and the dictionary come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "int", "dec", "bool", "date", "enum"]

SUPERSEDED = "superseded"
"""Why a stored row does not count: another version of its record does, with the same key."""


@dataclass(frozen=True)
class Column:
    """One column. `codes` names the code list of an enum; `identifier` the kind of id hashed at load;
    `most` the largest full-time equivalent that one worker can have."""

    name: str
    type: Type
    required: bool
    meaning: str
    codes: str | None = None
    values: tuple[str, ...] = ()
    references: str | None = None
    identifier: Literal["person", "worker", "event"] | None = None
    size: int | None = None
    most: float | None = None


@dataclass(frozen=True)
class Table:
    """One table. `record` tables carry source_std, load_id and as_at beside authority."""

    name: str
    title: str
    section: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    record: bool = True
    authority: bool = True
    note: str = ""

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def dated_by(self) -> str | None:
        """The column that says when something happened or began: the first date that each row has."""
        return next((one.name for one in self.columns if one.type == "date" and one.required), None)

    @property
    def has_person(self) -> bool:
        """Whether each row is about a person."""
        return any(column.name == "person_id" for column in self.columns)
