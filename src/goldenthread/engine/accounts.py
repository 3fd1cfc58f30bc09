"""The account of a figure: what became of every stored row that could have counted in it.

Each stored row has one fate: the first in the list of fates that some row of the fact made from it has. So
the fates of a figure add up to the rows stored, which is what an account is for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.errors import RefusedInput
from goldenthread.base.periods import Period
from goldenthread.engine.availability import Availability
from goldenthread.engine.compute import parts_of
from goldenthread.engine.figures import periods_of
from goldenthread.engine.lists import of_lines, put_period
from goldenthread.engine.parameters import ParameterSet, parameter_values
from goldenthread.engine.queries import expression_sql, period_join, table_of
from goldenthread.engine.source import StoredSource
from goldenthread.engine.tallies import Tally, tallies
from goldenthread.model.measure import Measure
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.columns import whole
from goldenthread.warehouse.facts import fact
from goldenthread.warehouse.literals import text_sql

NUMERATOR = "in the numerator"
COUNTED = "counted"
DENOMINATOR = "in the denominator alone"
NO_VALUE = "without the value that is counted"
NO_KEY = "not told apart: the id that is counted is missing"
FILTERED = "not what the measure counts"
OUTSIDE = "outside the period"
NO_ROW = "not of the kind, not dated, or another row stands for it"
FATES = (NUMERATOR, COUNTED, DENOMINATOR, NO_VALUE, NO_KEY, FILTERED, OUTSIDE, NO_ROW)
USED = (NUMERATOR, COUNTED, DENOMINATOR)

Key = tuple[str, str, tuple[str, ...]]
"""Standard, tally and lines."""

WORDS = {
    "duplicate": "excluded: repeats another row",
    "ends_before_start": "excluded: it ends before it begins",
    "merged": "excluded: of an id that was merged into the one of another row",
    "superseded": "excluded: another version of the record counts",
    "unknown_code": "excluded: what it is about is in no list",
}


def excluded_words(reason: str) -> str:
    """Why rows are stored and not counted, in words."""
    return WORDS.get(reason, f"excluded: {reason.replace('_', ' ')}")


@dataclass(frozen=True)
class Account:
    """What became of the stored rows of one part of a measure in a period. `tables` are those that the rows
    of its fact are made from; `fates` the number of stored rows by fate. `lines`: those of a split that are
    read from this standard, where each is read by itself."""

    measure: str
    role: str
    period: str
    standard: str
    lines: tuple[str, ...]
    tables: tuple[str, ...]
    stored: int
    fates: Mapping[str, int] = field(default_factory=dict)

    @property
    def used(self) -> int:
        """Rows in the numerator or the denominator."""
        return sum(self.fates.get(fate, 0) for fate in USED)

    @property
    def adds_up(self) -> bool:
        """Whether every stored row has one fate."""
        return self.stored == sum(self.fates.values()) and min(self.fates.values(), default=0) >= 0


def accounts(
    source: StoredSource,
    catalogue: Mapping[str, Measure],
    measures: Iterable[Measure],
    authority: str,
    period: Period,
) -> list[Account]:
    """The accounts of every measure that is available for the period, in the order of the measures."""
    by_period: dict[Period, list[Measure]] = defaultdict(list)
    wanted = list(measures)
    for measure in wanted:
        by_period[periods_of(measure, [period])[0]].append(measure)
    found: dict[str, list[Account]] = {}
    for when, asked in by_period.items():
        found.update(_of_period(source, catalogue, asked, authority, when))
    return [account for measure in wanted for account in found.get(measure.id, [])]


def _of_period(
    source: StoredSource,
    catalogue: Mapping[str, Measure],
    measures: Sequence[Measure],
    authority: str,
    period: Period,
) -> dict[str, list[Account]]:
    put_period(source, period)
    availability = Availability(source.covers, parameter_values(source.rows("parameters")))
    parts: list[tuple[str, str, _Part]] = []
    for measure in measures:
        by_role = parts_of(measure, tallies([measure], catalogue, []))
        try:
            read = availability.read_from(measure, list(by_role.values()), authority, period)
        except RefusedInput:
            continue
        parts += [
            (measure.id, role, _Part(tally, standard, lines))
            for standard, lines in read.items()
            for role, tally in by_role.items()
        ]
    counted = _Counted(source, authority)
    fates = counted.fates({part.key: part for _, _, part in parts})
    found: dict[str, list[Account]] = defaultdict(list)
    for name, role, part in parts:
        stored, excluded, made, left = counted.stored(part.standard, part.tally)
        own = fates[part.key]
        every = {**own, OUTSIDE: made - sum(own.values()), NO_ROW: left, **excluded}
        kept = {fate: every[fate] for fate in sorted(every, key=_place) if every[fate]}
        tables = fact(part.tally.component.fact).made_from(part.standard)
        found[name].append(Account(name, role, period.label, part.standard, part.lines, tables, stored, kept))
    return found


@dataclass(frozen=True)
class _Part:
    """One tally of a measure, the standard that it is read from, and the lines of a split that are (none:
    all)."""

    tally: Tally
    standard: str
    lines: tuple[str, ...]

    @property
    def key(self) -> Key:
        """What tells it from the parts of other measures."""
        return self.standard, self.tally.key, self.lines


class _Counted:
    """What the accounts of one authority and period are made from."""

    def __init__(self, source: StoredSource, authority: str) -> None:
        self._source, self._authority = source, authority
        self._parameters = parameter_values(source.rows("parameters"))
        self._references: dict[str, pa.Array] = {}
        self._counted: dict[tuple[str, str], pa.Array] = {}
        self._rows: dict[tuple[str, str], Counter[str | None]] = defaultdict(Counter)
        for row in source.stored_counts().to_pylist():
            if row["authority"] == authority:
                self._rows[row["table"], row["source_std"]][row["excluded"]] += row["rows"]

    def stored(self, standard: str, tally: Tally) -> tuple[int, dict[str, int], int, int]:
        """How many rows are stored in the tables that a fact's rows are made from; how many of them are
        excluded, by reason; how many references the fact's rows have; and how many rows that count have none.

        The last two are counted from the rows themselves and not from what is left, so that it shows when the
        rows of a fact point to rows that are not there or do not count.
        """
        made = self._made(table_of(self._source, standard, tally))
        stored, excluded, left = 0, Counter[str](), 0
        for name in fact(tally.component.fact).made_from(standard):
            cover = self._source.covers.supplier(self._authority, standard, name)
            source = cover.standard if cover else ""
            for reason, rows in self._rows[name, source].items():
                stored += rows
                excluded.update({excluded_words(reason): rows} if reason else {})
            counting = self._counting(name, source)
            left += len(counting) - int(pc.sum(pc.is_in(counting, value_set=made)).as_py() or 0)
        return stored, dict(excluded), len(made), left

    def _made(self, table: str) -> pa.Array:
        """The references to stored rows that the rows of a conformed table have, each once."""
        if table not in self._references:
            rows = self._source.fetch(
                f'SELECT DISTINCT row_ref FROM "{table}" WHERE authority = {text_sql(self._authority)}'
            )
            self._references[table] = whole(rows["row_ref"])
        return self._references[table]

    def _counting(self, name: str, source: str) -> pa.Array:
        """The references of the stored rows of a table from one source that are not excluded."""
        if (name, source) not in self._counted:
            refs = pa.array([], pa.int64())
            if self._source.has(name):
                rows = self._source.stored_rows(name, ["authority", "source_std", "excluded"])
                first = list(TABLES).index(name) << 32
                refs = pa.array(range(first, first + rows.num_rows), pa.int64())
                same = (("authority", self._authority), ("source_std", source))
                own = reduce(pc.and_, (pc.equal(rows[column], one) for column, one in same))
                refs = refs.filter(whole(pc.and_(own, pc.is_null(rows["excluded"]))))
            self._counted[name, source] = refs
        return self._counted[name, source]

    def fates(self, wanted: Mapping[Key, _Part]) -> dict[Key, Counter[str]]:
        """The number of stored rows by fate, of those with a row in the period. The parts of one conformed
        table are counted in one pass."""
        together: dict[tuple[str, str], list[_Part]] = defaultdict(list)
        for part in wanted.values():
            table = table_of(self._source, part.standard, part.tally)
            together[table, period_join(part.tally)].append(part)
        found: dict[Key, Counter[str]] = {key: Counter() for key in wanted}
        for (table, join), asked in together.items():
            sql = _fates_sql(table, join, asked, self._authority, self._parameters)
            for row in self._source.fetch(sql).to_pylist():
                for i, part in enumerate(asked):
                    found[part.key][FATES[row[f"f{i}"]]] += row["n"]
        return found


def _fates_sql(
    table: str, join: str, asked: Sequence[_Part], authority: str, parameters: ParameterSet
) -> str:
    """The number of stored rows by their fates in each of the parts, as places in FATES."""
    best = ", ".join(f"min({_fate(part, parameters)}) AS f{i}" for i, part in enumerate(asked))
    names = ", ".join(f"f{i}" for i in range(len(asked)))
    return (
        f"SELECT {names}, count(*) AS n FROM (SELECT s.row_ref, {best} "
        f'FROM "{table}" s JOIN periods p ON {join} WHERE s.authority = {text_sql(authority)} '
        f"GROUP BY s.row_ref) r GROUP BY {names}"
    )


def _fate(part: _Part, parameters: ParameterSet) -> str:
    tally, component = part.tally, part.tally.component
    sql = partial(expression_sql, tally=tally, parameters=parameters)
    cases = [
        f"WHEN NOT coalesce({line}, false) THEN {FATES.index(FILTERED)}"
        for line in of_lines(tally, part.lines)
    ]
    cases += [f"WHEN NOT coalesce(({sql(component.where)}), false) THEN {FATES.index(FILTERED)}"]
    if component.count != "rows":
        cases.append(f'WHEN s."{component.count}" IS NULL THEN {FATES.index(NO_KEY)}')
    if component.value:
        cases.append(f"WHEN ({sql(component.value)}) IS NULL THEN {FATES.index(NO_VALUE)}")
    if component.numerator:
        cases.append(
            f"WHEN NOT coalesce(({sql(component.numerator)}), false) THEN {FATES.index(DENOMINATOR)}"
        )
    used = NUMERATOR if component.numerator else COUNTED
    return f"CASE {' '.join(cases)} ELSE {FATES.index(used)} END"


def _place(fate: str) -> int:
    """Where a fate stands in an account: those of the figure first, then rows excluded before."""
    return FATES.index(fate) if fate in FATES else len(FATES)
