"""The account of a figure: what became of every stored row that could have counted in it.

Each stored row has one fate: the first in the list of fates that some row of the fact made from it has. So
the fates of a figure add up to the rows stored, which is what an account is for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from goldenthread.base.errors import RefusedInput
from goldenthread.base.periods import Period
from goldenthread.engine.availability import Availability
from goldenthread.engine.compute import parts_of
from goldenthread.engine.figures import periods_of
from goldenthread.engine.lists import put_period, standard_of
from goldenthread.engine.parameters import ParameterSet, parameter_values
from goldenthread.engine.queries import expression_sql, period_join
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import Tally, tallies
from goldenthread.model.measure import Measure
from goldenthread.model.tables import TABLES

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

WORDS = {
    "duplicate": "excluded: repeats another row",
    "superseded": "excluded: a later row has its key",
    "unknown_code": "excluded: what it is about is in no list",
}


@dataclass(frozen=True)
class Account:
    """What became of the stored rows of one part of a measure in a period. `tables` are those that the rows
    of its fact were made from; `fates` the number of stored rows by fate."""

    measure: str
    role: str
    period: str
    standard: str
    tables: tuple[str, ...]
    stored: int
    fates: Mapping[str, int] = field(default_factory=dict)

    @property
    def used(self) -> int:
        """Rows in the numerator or the denominator."""
        return sum(self.fates.get(fate, 0) for fate in USED)

    @property
    def adds_up(self) -> bool:
        """Whether every stored row has a fate."""
        return self.stored == sum(self.fates.values())


def accounts(
    source: Source,
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
    source: Source,
    catalogue: Mapping[str, Measure],
    measures: Sequence[Measure],
    authority: str,
    period: Period,
) -> dict[str, list[Account]]:
    put_period(source, period)
    availability = Availability(source.covers, parameter_values(source.rows("parameters")))
    parts: list[tuple[str, str, str, Tally]] = []
    for measure in measures:
        by_role = parts_of(measure, tallies([measure], catalogue, []))
        try:
            standard = standard_of(availability, measure, list(by_role.values()), authority, period)
        except RefusedInput:
            continue
        parts += [(measure.id, role, standard, tally) for role, tally in by_role.items()]
    counted = _Counted(source, authority)
    fates = counted.fates({(standard, tally.key): tally for _, _, standard, tally in parts})
    found: dict[str, list[Account]] = defaultdict(list)
    for name, role, standard, tally in parts:
        tables, stored, excluded, made = counted.stored(standard, tally)
        own = fates[standard, tally.key]
        rest = {OUTSIDE: made - sum(own.values()), NO_ROW: stored - sum(excluded.values()) - made}
        every = {**own, **rest, **excluded}
        kept = {fate: every[fate] for fate in sorted(every, key=_place) if every[fate]}
        found[name].append(Account(name, role, period.label, standard, tables, stored, kept))
    return found


class _Counted:
    """What the accounts of one authority and period are made from."""

    def __init__(self, source: Source, authority: str) -> None:
        self._source, self._authority = source, authority
        self._parameters = parameter_values(source.rows("parameters"))
        self._made: dict[str, dict[int, int]] = {}
        self._rows: dict[tuple[str, str], Counter[str | None]] = defaultdict(Counter)
        for row in source.stored_counts().to_pylist():
            if row["authority"] == authority:
                self._rows[row["table"], row["source_std"]][row["excluded"]] += row["rows"]

    def stored(self, standard: str, tally: Tally) -> tuple[tuple[str, ...], int, dict[str, int], int]:
        """The tables that a fact's rows were made from, the rows stored in them, those excluded by reason,
        and how many of the others some row of the fact was made from."""
        made = self._made_from(self._table(standard, tally))
        names = list(TABLES)
        tables = tuple(names[number] for number in sorted(made))
        excluded: Counter[str] = Counter()
        stored = 0
        for name in tables:
            cover = self._source.covers.supplier(self._authority, standard, name)
            for reason, rows in self._rows[name, cover.standard if cover else ""].items():
                stored += rows
                excluded.update({WORDS.get(reason, f"excluded: {reason}"): rows} if reason else {})
        return tables, stored, dict(excluded), sum(made.values())

    def _table(self, standard: str, tally: Tally) -> str:
        component = tally.component
        return self._source.table(standard, component.fact, component.date or component.interval or "")

    def _made_from(self, table: str) -> dict[int, int]:
        """By number of the table, how many stored rows the rows of a conformed table were made from."""
        if table not in self._made:
            rows = self._source.fetch(
                "SELECT CAST(floor(row_ref / 4294967296) AS INTEGER) AS number, count(*) AS n "
                f'FROM (SELECT DISTINCT row_ref FROM "{table}" WHERE authority = {_text(self._authority)}) r '
                "GROUP BY 1"
            )
            self._made[table] = {row["number"]: row["n"] for row in rows.to_pylist()}
        return self._made[table]

    def fates(self, wanted: Mapping[tuple[str, str], Tally]) -> dict[tuple[str, str], dict[str, int]]:
        """By standard and tally, the number of stored rows by fate, of those with a row in the period. The
        tallies of one conformed table are counted in one pass."""
        together: dict[tuple[str, str], list[tuple[tuple[str, str], Tally]]] = defaultdict(list)
        for key, tally in wanted.items():
            together[self._table(key[0], tally), period_join(tally)].append((key, tally))
        found: dict[tuple[str, str], dict[str, int]] = {}
        for (table, join), asked in together.items():
            sql = _fates_sql(table, join, [tally for _, tally in asked], self._authority, self._parameters)
            for row in self._source.fetch(sql).to_pylist():
                for i, (key, _) in enumerate(asked):
                    own = found.setdefault(key, {})
                    fate = FATES[row[f"f{i}"]]
                    own[fate] = own.get(fate, 0) + row["n"]
            for key, _ in asked:
                found.setdefault(key, {})
        return found


def _fates_sql(
    table: str, join: str, asked: Sequence[Tally], authority: str, parameters: ParameterSet
) -> str:
    """The number of stored rows by their fates in each of the tallies, as places in FATES."""
    best = ", ".join(f"min({_fate(tally, parameters)}) AS f{i}" for i, tally in enumerate(asked))
    names = ", ".join(f"f{i}" for i in range(len(asked)))
    return (
        f"SELECT {names}, count(*) AS n FROM (SELECT s.row_ref, {best} "
        f'FROM "{table}" s JOIN periods p ON {join} WHERE s.authority = {_text(authority)} '
        f"GROUP BY s.row_ref) r GROUP BY {names}"
    )


def _fate(tally: Tally, parameters: ParameterSet) -> str:
    component = tally.component
    sql = partial(expression_sql, tally=tally, parameters=parameters)
    cases = [f"WHEN NOT coalesce(({sql(component.where)}), false) THEN {FATES.index(FILTERED)}"]
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


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
