"""Every canonical table, as data: `TABLES` by name, in the order of the data dictionary."""

from __future__ import annotations

from goldenthread.base.errors import GoldenthreadError, suggest
from goldenthread.model.table import Table
from goldenthread.model.tables import (
    court,
    front_door,
    looked_after,
    people,
    protection,
    reference,
    registers,
    visits,
    workforce,
)

SECTIONS = (reference, people, front_door, protection, visits, looked_after, court, registers, workforce)

TABLES: dict[str, Table] = {declared.name: declared for section in SECTIONS for declared in section.TABLES}


def table(name: str) -> Table:
    """The table of that name; an unknown one is refused with the nearest."""
    if name not in TABLES:
        raise GoldenthreadError(f"There is no table '{name}'.", do=suggest(name, TABLES))
    return TABLES[name]
