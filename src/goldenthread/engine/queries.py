"""The SQL of counting: all tallies of one conformed table in one pass, in every breakdown at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from goldenthread.engine.card_parts import expression_of
from goldenthread.engine.parameters import ParameterSet
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import Breakdown, Tally
from goldenthread.model.result import CROSS
from goldenthread.warehouse.expressions import render
from goldenthread.warehouse.facts import fact
from goldenthread.warehouse.literals import name_sql


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


def table_of(source: Source, standard: str, tally: Tally) -> str:
    """The conformed table that a tally counts: its fact by the date or interval of its card."""
    component = tally.component
    return source.table(standard, component.fact, component.date or component.interval or "")


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


def months_of(window_months: int | None) -> str:
    """The table of the months whose events a period counts: its own, or those of a window up to its end."""
    return f"period_months_{window_months}" if window_months else "period_months"


def counted_key(tally: Tally, single: frozenset[str]) -> str:
    """What a tally is counted by: 'rows', or the key of which different values count.

    `single` are the keys of which no two rows cover one month-end: there a row is a key.
    """
    component = tally.component
    return "rows" if component.timing == "stock" and component.count in single else component.count


def count_sql(table: str, group: Sequence[Tally], parameters: ParameterSet, key: str) -> str:
    """One pass: a row for each authority, period and group of every grouping set, tallies side by side.

    Columns: authority, period_no (null: groups of rows in none of the periods), breakdown, grp, and the group
    without its first column: `rest`, `rest_grp`, the denominator's where that column is a split, and `line`,
    the group of that column alone. Then n<i>, d<i>, k<i> for the i-th tally: numerator (or sum, or median),
    denominator, and the latest day on which an outcome becomes known. All are counted by `key`: different
    values are brought together first, each with what it adds, and then added.
    """
    sets = sorted({columns for tally in group for b in tally.sets for columns in columns_for(b)})
    columns = sorted({name for b in sets for name in b})
    own = "".join(f", {name_sql(column)}" for column in columns)
    bits = " + ".join(f"{1 << i} * GROUPING({name_sql(c)})" for i, c in enumerate(columns)) or "0"
    by_key = [] if key == "rows" else ["c"]
    grouping = ", ".join(
        "(" + ", ".join(["authority", "period_no", *by_key, *map(name_sql, b)]) + ")" for b in sets
    )
    picked = ", ".join(
        ["s.authority", "p.period_no", *(f"s.{name_sql(key)} AS c" for _ in by_key)]
        + [f"s.{name_sql(column)}" for column in columns]
        + [_row_values(i, tally, parameters) for i, tally in enumerate(group)]
    )
    met = f"SELECT {picked} FROM {name_sql(table)} s LEFT JOIN {_met(group[0])}"
    counted = (
        f"SELECT authority, period_no, {bits} AS bits{own}, "
        f"{', '.join(_aggregates(i, tally, key) for i, tally in enumerate(group))} "
        f"FROM ({met}) r GROUP BY GROUPING SETS ({grouping})"
    )
    if by_key:
        added = ", ".join(
            f"sum(n{i}) AS n{i}, sum(d{i}) AS d{i}, max(k{i}) AS k{i}" for i in range(len(group))
        )
        counted = (
            f"SELECT authority, period_no, bits{own}, {added} FROM ({counted}) e "
            f"GROUP BY authority, period_no, bits{own}"
        )
    names: dict[str, Callable[[Breakdown], str]] = {
        "breakdown": lambda b: f"'{_name(b)}'",
        "grp": _group,
        "rest": lambda b: f"'{_name(b[1:])}'",
        "rest_grp": lambda b: _group(b[1:]),
        "line": lambda b: _group(b[:1]),
    }
    said = ", ".join(
        "CASE bits " + " ".join(f"WHEN {_bits(b, columns)} THEN {word(b)}" for b in sets) + f" END AS {name}"
        for name, word in names.items()
    )
    values = ", ".join(f"{letter}{i}" for i in range(len(group)) for letter in "ndk")
    named = f"SELECT authority, period_no, {said}, {values} FROM ({counted}) f"
    return f"SELECT * FROM ({named}) g WHERE grp IS NOT NULL"


def cells_sql(counted: str, group: Sequence[Tally]) -> str:
    """What was counted, for every period and every group that the conformed table holds in any month, so that
    a month without one says 0; the total of every authority, so that one without any row says 0 too."""
    named = "authority, breakdown, grp, rest, rest_grp, line"
    groups = f"SELECT {named} FROM {counted}"
    if any(() in tally.sets for tally in group):
        groups += " UNION SELECT authority, 'all', 'all', 'all', 'all', 'all' FROM covered_authorities"
    values = ", ".join(f"c.{letter}{i}" for i in range(len(group)) for letter in "ndk")
    return (
        f"SELECT g.*, p.no AS period_no, {values} FROM (SELECT DISTINCT {named} FROM ({groups}) a) g "
        f"CROSS JOIN periods p LEFT JOIN {counted} c ON c.authority = g.authority AND c.period_no = p.no "
        "AND c.breakdown = g.breakdown AND c.grp = g.grp"
    )


def _met(tally: Tally) -> str:
    """How rows meet the periods that count them. Events do by their month: an equality costs a fraction."""
    if tally.component.timing == "stock":
        return f"periods p ON {period_join(tally)}"
    return f"{months_of(tally.component.window_months)} p ON p.month = s.month"


def _row_values(i: int, tally: Tally, parameters: ParameterSet) -> str:
    """Per row: is it in the denominator (w), the numerator (x); its key (c), value (v), known day (m)."""
    component = tally.component
    parts = [f"({expression_sql(component.where, tally, parameters)}) AS w{i}"]
    if component.numerator:
        parts.append(f"({expression_sql(component.numerator, tally, parameters)}) AS x{i}")
    if component.count != "rows":
        parts.append(f"s.{name_sql(component.count)} AS c{i}")
    if component.value:
        parts.append(f"({expression_sql(component.value, tally, parameters)}) AS v{i}")
    if tally.matures:
        parts.append(f"s.{name_sql(tally.matures)} AS m{i}")
    return ", ".join(parts)


def _aggregates(i: int, tally: Tally, key: str) -> str:
    """Numerator, denominator and known day of one group's rows; with a key, of the rows of one value of it,
    which counts once. A row without the key that its tally counts is not counted."""
    component = tally.component
    met = f"w{i}" if component.count == "rows" else f"w{i} AND c{i} IS NOT NULL"
    count = "sum" if key == "rows" else "max"
    if component.value:
        n = f"{'median' if tally.form == 'median' else 'sum'}(CASE WHEN {met} THEN v{i} END)"
        d = f"{count}(CASE WHEN {met} AND v{i} IS NOT NULL THEN 1 ELSE 0 END)"
    else:
        numerator = f"{met} AND x{i}" if component.numerator else met
        n, d = (f"{count}(CASE WHEN {one} THEN 1 ELSE 0 END)" for one in (numerator, met))
    known = f"max(CASE WHEN {met} THEN m{i} END)" if tally.matures else "CAST(NULL AS INTEGER)"
    return f"CAST({n} AS DOUBLE) AS n{i}, CAST({d} AS DOUBLE) AS d{i}, {known} AS k{i}"


def _bits(breakdown: Breakdown, columns: Sequence[str]) -> int:
    return sum(1 << i for i, column in enumerate(columns) if column not in breakdown)


def _name(breakdown: Breakdown) -> str:
    names = ["age_band" if name == "adolescent" else name for name in breakdown]
    return CROSS.join(names) or "all"


def _group(breakdown: Breakdown) -> str:
    if not breakdown:
        return "'all'"
    return f" || '{CROSS}' || ".join(name_sql(name) for name in breakdown)
