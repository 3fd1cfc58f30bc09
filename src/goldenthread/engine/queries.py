"""The SQL of counting: all tallies of one conformed table in one pass, in every breakdown at once."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.engine.card_parts import expression_of
from goldenthread.engine.parameters import ParameterSet
from goldenthread.engine.tallies import Breakdown, Tally
from goldenthread.model.result import CROSS
from goldenthread.warehouse.expressions import render
from goldenthread.warehouse.facts import fact

ADOLESCENT = "10-17"
"""The group that stands beside the age bands; its column is null for everybody else."""


def expression_sql(text: str, tally: Tally, parameters: ParameterSet) -> str:
    """An expression of a tally over `s`, a row of the conformed table, and `p`, its period."""
    component = tally.component
    day = "p.end_day" if component.timing == "stock" else "s.day"
    names = {"PERIOD_START": "p.start_day", "PERIOD_END": "p.end_day"}
    return render(
        expression_of(text, fact(component.fact)),
        column=lambda name: names.get(name, f's."{name}"'),
        parameter=lambda name, key: parameters.sql(
            name, authority="s.authority", day=day, key=f's."{key}"' if key else None
        ),
    )


def period_join(tally: Tally) -> str:
    """How rows meet periods: a stock by the piece that covers the last day, a flow by its month."""
    if tally.component.timing == "stock":
        return "p.last_month BETWEEN s.first_month AND s.last_month"
    if tally.component.window_months:
        return f"s.month BETWEEN p.last_month - {tally.component.window_months - 1} AND p.last_month"
    return "s.month BETWEEN p.first_month AND p.last_month"


def columns_for(breakdown: Breakdown) -> list[Breakdown]:
    """The grouping sets of a breakdown: an age band needs the adolescent group's too."""
    sets = [breakdown]
    if "age_band" in breakdown:
        sets.append(tuple("adolescent" if name == "age_band" else name for name in breakdown))
    return sets


def count_sql(table: str, group: Sequence[Tally], parameters: ParameterSet, single: frozenset[str]) -> str:
    """One pass: a row for each authority, period and group of every grouping set, tallies side by side.

    Columns: authority, period_no, breakdown, grp, then n<i>, d<i>, k<i> for the i-th tally: numerator
    (or sum, or median), denominator, and the latest day on which an outcome becomes known. `single` are
    the keys of which no two rows cover one month-end.
    """
    sets = sorted({columns for tally in group for b in tally.sets for columns in columns_for(b)})
    columns = sorted({name for b in sets for name in b})
    aggregates = [part for i, tally in enumerate(group) for part in _aggregates(i, tally, single)]
    grouping = ", ".join("(" + ", ".join(["authority", "period_no", *map(_quoted, b)]) + ")" for b in sets)
    bits = " + ".join(f"{1 << i} * GROUPING({_quoted(c)})" for i, c in enumerate(columns)) or "0"
    names = "CASE bits " + " ".join(f"WHEN {_bits(b, columns)} THEN '{_name(b)}'" for b in sets) + " END"
    groups = "CASE bits " + " ".join(f"WHEN {_bits(b, columns)} THEN {_group(b)}" for b in sets) + " END"
    values = ", ".join(f"{letter}{i}" for i in range(len(group)) for letter in "ndk")
    keep = " AND ".join(
        f"NOT (adolescent IS NULL AND bits = {_bits(b, columns)})" for b in sets if "adolescent" in b
    )
    picked = ", ".join(["s.authority", "p.period_no", *(f"s.{_quoted(c)}" for c in columns)])
    rows = ", ".join([picked, *(_row_values(i, tally, parameters) for i, tally in enumerate(group))])
    own = "".join(f", {_quoted(column)}" for column in columns)
    met = f"SELECT {rows} FROM {_quoted(table)} s JOIN periods p ON {period_join(group[0])}"
    return (
        f"WITH counted AS (SELECT authority, period_no, {bits} AS bits{own}, {', '.join(aggregates)} "
        f"FROM ({met}) r GROUP BY GROUPING SETS ({grouping})) "
        f"SELECT authority, period_no, {names} AS breakdown, {groups} AS grp, {values} FROM counted"
        + (f" WHERE {keep}" if keep else "")
    )


def groups_sql(table: str, breakdowns: Sequence[Breakdown]) -> str:
    """Every group that a conformed table holds in each breakdown, so that a month without one says 0; the
    total of every authority, so that one without any row says 0 too.

    `rest` and `rest_grp` name the group without its first column: the denominator's, when that column
    is a split. `line` is the group of that first column.
    """
    parts = []
    for breakdown in breakdowns:
        for columns in columns_for(breakdown):
            where = f" WHERE {_group(columns)} IS NOT NULL"  # a row that a split has no line for
            parts.append(
                f"SELECT DISTINCT authority, '{_name(columns)}' AS breakdown, {_group(columns)} AS grp, "
                f"'{_name(columns[1:])}' AS rest, {_group(columns[1:])} AS rest_grp, "
                f"{_group(columns[:1])} AS line "
                f"FROM {_quoted(table) if columns else 'covered_authorities'}{where}"
            )
    return " UNION ".join(parts)


def _row_values(i: int, tally: Tally, parameters: ParameterSet) -> str:
    """Per row: is it in the denominator (w), the numerator (x); its key (c), value (v), known day (m)."""
    component = tally.component
    parts = [f"({expression_sql(component.where, tally, parameters)}) AS w{i}"]
    if component.numerator:
        parts.append(f"({expression_sql(component.numerator, tally, parameters)}) AS x{i}")
    if component.count != "rows":
        parts.append(f"s.{_quoted(component.count)} AS c{i}")
    if component.value:
        parts.append(f"({expression_sql(component.value, tally, parameters)}) AS v{i}")
    if tally.matures:
        parts.append(f"s.{_quoted(tally.matures)} AS m{i}")
    return ", ".join(parts)


def _aggregates(i: int, tally: Tally, single: frozenset[str]) -> list[str]:
    component = tally.component
    rows_are_keys = component.timing == "stock" and component.count in single
    key = "rows" if rows_are_keys else component.count
    counted = f"w{i} AND c{i} IS NOT NULL" if rows_are_keys else f"w{i}"
    numerator = f"{counted} AND x{i}" if component.numerator else counted
    if tally.form in ("sum", "average"):
        n, d = (
            f"sum(CASE WHEN {counted} THEN v{i} END)",
            _count(i, key, f"{counted} AND v{i} IS NOT NULL"),
        )
    elif tally.form == "median":
        n, d = (
            f"median(CASE WHEN {counted} THEN v{i} END)",
            _count(i, key, f"{counted} AND v{i} IS NOT NULL"),
        )
    else:
        n, d = _count(i, key, numerator), _count(i, key, counted)
    known = f"max(CASE WHEN {counted} THEN m{i} END)" if tally.matures else "CAST(NULL AS INTEGER)"
    return [f"CAST({n} AS DOUBLE) AS n{i}", f"CAST({d} AS DOUBLE) AS d{i}", f"{known} AS k{i}"]


def _count(i: int, key: str, condition: str) -> str:
    if key == "rows":
        return f"sum(CASE WHEN {condition} THEN 1 ELSE 0 END)"
    return f"count(DISTINCT CASE WHEN {condition} THEN c{i} END)"


def _bits(breakdown: Breakdown, columns: Sequence[str]) -> int:
    return sum(1 << i for i, column in enumerate(columns) if column not in breakdown)


def _name(breakdown: Breakdown) -> str:
    names = ["age_band" if name == "adolescent" else name for name in breakdown]
    return CROSS.join(names) or "all"


def _group(breakdown: Breakdown) -> str:
    if not breakdown:
        return "'all'"
    return f" || '{CROSS}' || ".join(_quoted(name) for name in breakdown)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
