"""A data-quality rule as a frozen record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "query"]
SEVERITIES = ("error", "query")
"""An error cannot be true; a query may be, and is asked about."""

BROKEN = "broken"
"""The column in which an example says of each row of the rule's table whether it breaks the rule."""


@dataclass(frozen=True)
class Beside:
    """Another row: of `table`, with the `same` values in the columns paired (own, theirs), of which the
    condition holds. It is never the row itself. The condition names its columns as 'other.start_date'.
    `superseded`: one that is stored and does not count, since another version of its record does."""

    table: str
    same: tuple[tuple[str, str], ...]
    condition: str = "true"
    superseded: bool = False


@dataclass(frozen=True)
class Rule:
    """What a row of a table may not be: it breaks the rule when the condition holds, another row is there
    (`beside`) and none is (`without`). `columns` are those that it guards, as 'assessments.start_date';
    of alternatives, 'addresses.postcode|addresses.lsoa', a source need supply one."""

    code: str
    table: str
    columns: tuple[str, ...]
    severity: Severity
    says: str
    do: str
    condition: str
    example: Mapping[str, str]
    dfe: str = ""
    beside: Beside | None = None
    without: Beside | None = None
    file: str = ""

    @property
    def guards(self) -> frozenset[str]:
        """Every column that it guards."""
        return frozenset(option for name in self.columns for option in name.split("|"))

    @property
    def where(self) -> str:
        """The rule's place, for a message."""
        return f"{self.file}, rule '{self.code}'"
