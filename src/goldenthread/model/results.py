"""A set of results: an Arrow table in the columns of a result, and the look-ups that readers need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import pyarrow as pa

from goldenthread.model.result import ALL, COLUMNS, Result, Status

SCHEMA = pa.schema(
    [
        ("measure", pa.string()),
        ("authority", pa.string()),
        ("period", pa.string()),
        ("timing", pa.string()),
        ("breakdown", pa.string()),
        ("group", pa.string()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("value", pa.float64()),
        ("status", pa.string()),
        ("snapshot", pa.string()),
        ("definition_version", pa.int32()),
        ("flags", pa.string()),
        ("reason", pa.string()),
    ]
)
"""The columns of `COLUMNS` and two that stand beside them: flags (joined by '; ') and the reason. A third,
the proof code, comes with `with_proofs`, when a figure leaves the software."""

assert tuple(SCHEMA.names[: len(COLUMNS)]) == COLUMNS


class Results:
    """Results by key. Reading a result that was not computed raises KeyError, never a quiet zero."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[Result]:
        return iter(self._by_key.values())

    @cached_property
    def _by_key(self) -> dict[tuple[str, ...], Result]:
        names = self.table.column_names
        columns = [self.table.column(name).to_pylist() for name in names]
        return {(r[0], r[1], r[2], r[4], r[5]): _result(names, r) for r in zip(*columns, strict=True)}

    @cached_property
    def _groups(self) -> dict[tuple[str, ...], list[str]]:
        groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for measure, authority, period, breakdown, group in self._by_key:
            groups[measure, authority, period, breakdown].append(group)
        return groups

    def with_proofs(self, codes: list[str]) -> Results:
        """The same results, each with its proof code."""
        return Results(self.table.append_column("proof", pa.array(codes, pa.string())))

    def get(
        self, measure: str, authority: str, period: str, breakdown: str = ALL, group: str = ALL
    ) -> Result:
        """The one result of that key."""
        return self._by_key[measure, authority, period, breakdown, group]

    def find(
        self, measure: str, authority: str, period: str, breakdown: str = ALL, group: str = ALL
    ) -> Result | None:
        """The result of that key, or None when it was not computed."""
        return self._by_key.get((measure, authority, period, breakdown, group))

    def groups(self, measure: str, authority: str, period: str, breakdown: str) -> list[Result]:
        """All groups of one breakdown of one measure and period, in table order."""
        names = self._groups.get((measure, authority, period, breakdown), [])
        return [self._by_key[measure, authority, period, breakdown, name] for name in names]

    def series(
        self, measure: str, authority: str, periods: Iterable[str], breakdown: str = ALL, group: str = ALL
    ) -> list[Result | None]:
        """Results of the given periods in order; None where a period was not computed."""
        return [self.find(measure, authority, period, breakdown, group) for period in periods]

    def measures(self) -> list[str]:
        """The measures present, in order of first appearance."""
        return list(dict.fromkeys(self.table.column("measure").to_pylist()))


def _result(names: list[str], row: tuple[object, ...]) -> Result:
    values: dict[str, Any] = dict(zip(names, row, strict=True))
    flags = str(values.pop("flags") or "")
    values["status"] = Status(str(values["status"]))
    values["reason"] = values["reason"] or ""
    return Result(**values, flags=tuple(filter(None, flags.split("; "))))
