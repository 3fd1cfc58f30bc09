"""What the mapping of one table of the Standard Safeguarding Dataset says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SsdTable:
    """One table: its canonical target and, for each field, the canonical column or '-' and a reason."""

    name: str
    target: str
    fields: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)

    def carried(self) -> dict[str, str]:
        """Fields that go to a column of the target table, in the order of preference."""
        return {one: to for one, to in self.fields.items() if not to.startswith("-") and "." not in to}

    def beside(self) -> dict[str, str]:
        """Fields that go to a column of another table, by table.column."""
        return {one: to for one, to in self.fields.items() if not to.startswith("-") and "." in to}
