"""A set of results: an Arrow table in the columns of a result, and the look-ups that readers need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
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

KEY = ("measure", "authority", "period", "breakdown", "group")
"""The columns that name a result."""

assert tuple(SCHEMA.names[: len(COLUMNS)]) == COLUMNS


class Results:
    """Results by key. Reading a result that was not computed raises KeyError, never a quiet zero."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[Result]:
        return map(self._at, range(len(self)))

    def every_key(self) -> Iterable[tuple[str, ...]]:
        """The key of every result, as `KEY` names its columns, in table order."""
        return self._rows.keys()

    @cached_property
    def _columns(self) -> dict[str, list[Any]]:
        return {name: self.table.column(name).to_pylist() for name in self.table.column_names}

    @cached_property
    def _fields(self) -> list[list[Any]]:
        """The columns as the fields of a result, in their order; its words are made once for all rows."""
        columns = dict(self._columns)
        columns["status"] = _each(columns["status"], Status)
        columns["flags"] = _each(columns["flags"], lambda text: tuple(filter(None, (text or "").split("; "))))
        columns["reason"] = _each(columns["reason"], lambda text: text or "")
        return [columns[field.name] for field in fields(Result) if field.name in columns]

    @cached_property
    def _rows(self) -> dict[tuple[str, ...], int]:
        """The row of each key. A result is made of a row when asked for: few of thousands are."""
        return {key: row for row, key in enumerate(zip(*(self._columns[n] for n in KEY), strict=True))}

    @cached_property
    def _groups(self) -> dict[tuple[str, ...], list[str]]:
        groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for measure, authority, period, breakdown, group in self._rows:
            groups[measure, authority, period, breakdown].append(group)
        return groups

    @cached_property
    def _periods(self) -> dict[str, dict[str, None]]:
        periods: dict[str, dict[str, None]] = defaultdict(dict)
        for measure, period in zip(self._columns["measure"], self._columns["period"], strict=True):
            periods[measure][period] = None
        return periods

    @cached_property
    def _made(self) -> dict[int, Result]:
        return {}

    def _at(self, row: int) -> Result:
        if row not in self._made:
            self._made[row] = Result(*(values[row] for values in self._fields))
        return self._made[row]

    def rows(self, keys: Iterable[tuple[str, ...]]) -> Results:
        """The results of those `keys` that were computed, each once, in table order."""
        found = sorted({self._rows[key] for key in keys if key in self._rows})
        return Results(self.table.take(pa.array(found, pa.int64())))

    def with_earlier(self, earlier: Results) -> Results:
        """These results with those of `earlier` whose key they do not hold."""
        new = {key: row for key, row in earlier._rows.items() if key not in self._rows}
        added = earlier.table.take(pa.array(list(new.values()), pa.int64()))
        made = Results(pa.concat_tables([self.table, added]))
        if added.num_rows < len(self):  # what is known of the most of them is not worked out again
            more = {name: added.column(name).to_pylist() for name in added.column_names}
            made._columns = {name: self._columns[name] + more[name] for name in self._columns}
            made._rows = self._rows | {key: len(self) + row for row, key in enumerate(new)}
        return made

    def with_proofs(self, codes: list[str]) -> Results:
        """The same results, each with its proof code."""
        return Results(self.table.append_column("proof", pa.array(codes, pa.string())))

    def get(
        self, measure: str, authority: str, period: str, breakdown: str = ALL, group: str = ALL
    ) -> Result:
        """The one result of that key."""
        return self._at(self._rows[measure, authority, period, breakdown, group])

    def find(
        self, measure: str, authority: str, period: str, breakdown: str = ALL, group: str = ALL
    ) -> Result | None:
        """The result of that key, or None when it was not computed."""
        row = self._rows.get((measure, authority, period, breakdown, group))
        return None if row is None else self._at(row)

    def groups(self, measure: str, authority: str, period: str, breakdown: str) -> list[Result]:
        """All groups of one breakdown of one measure and period, in table order."""
        names = self._groups.get((measure, authority, period, breakdown), [])
        return [self.get(measure, authority, period, breakdown, name) for name in names]

    def series(
        self, measure: str, authority: str, periods: Iterable[str], breakdown: str = ALL, group: str = ALL
    ) -> list[Result | None]:
        """Results of the given periods in order; None where a period was not computed."""
        return [self.find(measure, authority, period, breakdown, group) for period in periods]

    def periods(self, measure: str) -> list[str]:
        """The periods that a measure was computed for, in order of first appearance."""
        return list(self._periods.get(measure, ()))

    def measures(self) -> list[str]:
        """The measures present, in order of first appearance."""
        return list(dict.fromkeys(self.table.column("measure").to_pylist()))


def _each(values: list[Any], make: Callable[[Any], Any]) -> list[Any]:
    """What is made of each value; of values that are equal, once."""
    made = {value: make(value) for value in set(values)}
    return [made[value] for value in values]
