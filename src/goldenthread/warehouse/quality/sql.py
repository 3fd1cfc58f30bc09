"""Rules as SQL: which rows of a table break which of its rules.

SQL reads the tables under their own names, dates as day numbers, and the one row of `extract`. Rules that ask
nothing but the row itself, or its child's own entry, are asked of all rows of a table in one pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from sqlglot import exp

from goldenthread.model.ddl import arrow_schema
from goldenthread.model.tables import TABLES
from goldenthread.sources.quality import Beside, Rule
from goldenthread.warehouse.columns import superseded_of
from goldenthread.warehouse.expressions import parse, render
from goldenthread.warehouse.literals import text_sql
from goldenthread.warehouse.quality.same_table import EXTRACT_DAY, OTHER, another_row

CHILD = Beside("persons", (("person_id", "person_id"),))


def broken_sql(table: str, together: Sequence[Rule], authorities: Sequence[str]) -> str:
    """Rows of a table that break a rule or more: `row_ref`, `authority`, `person_no` and `team` (null where
    the table has none), and `b0`, `b1` …: whether the row breaks each of the rules."""
    names = _names(table)
    person = "r.person_id" if "person_id" in names else "CAST(NULL AS INTEGER)"
    team = "r.team_id" if "team_id" in names else "CAST(NULL AS VARCHAR)"
    flags = ", ".join(f"coalesce({_broken(rule)}, false) AS b{i}" for i, rule in enumerate(together))
    child = ""
    if any(_of_child(rule) for rule in together):
        child = " LEFT JOIN persons c ON c.authority = r.authority AND c.person_id = r.person_id"
    listed = ", ".join(map(text_sql, authorities))
    return (
        f"SELECT * FROM (SELECT r.row_ref, r.authority, {person} AS person_no, {team} AS team, {flags} "
        f'FROM "{table}" r CROSS JOIN extract e{child} WHERE r.authority IN ({listed})) s '
        f"WHERE {' OR '.join(f'b{i}' for i in range(len(together)))}"
    )


def asks_the_row_alone(rule: Rule) -> bool:
    """Whether a rule can be asked in one pass with others."""
    return not (rule.beside or rule.without) or _of_child(rule)


def _of_child(rule: Rule) -> bool:
    """Whether the one other row that a rule asks of is the child's own entry, of which there is one."""
    asked = [one for one in (rule.beside, rule.without) if one]
    return (
        [(one.table, one.same) for one in asked] == [(CHILD.table, CHILD.same)]
        and rule.table != CHILD.table
        and (rule.without is None or rule.without.condition == CHILD.condition)
    )


def _broken(rule: Rule) -> str:
    conditions = [_condition(rule, rule.condition, None)]
    if _of_child(rule):
        conditions.append(f"c.person_id IS {'NULL' if rule.without else 'NOT NULL'}")
        if rule.beside:
            conditions.append(_condition(rule, rule.beside.condition, CHILD.table, "c"))
    else:
        conditions += [_other_sql(rule, rule.beside)] if rule.beside else []
        conditions += [f"NOT {_other_sql(rule, rule.without)}"] if rule.without else []
    return "(" + " AND ".join(conditions) + ")"


def _other_sql(rule: Rule, beside: Beside) -> str:
    """That the other row is there; never unknown."""
    at_once = _in_own_table(rule, beside)
    if at_once:
        return f"coalesce({at_once}, false)"
    conditions = ["o.authority = r.authority", *(f'o."{its}" = r."{own}"' for own, its in beside.same)]
    if beside.table == rule.table and not beside.superseded:
        conditions.append("o.row_ref <> r.row_ref")
    conditions.append(_condition(rule, beside.condition, beside.table))
    rows = superseded_of(beside.table) if beside.superseded else beside.table
    return f'EXISTS (SELECT 1 FROM "{rows}" o WHERE {" AND ".join(conditions)})'


def _in_own_table(rule: Rule, beside: Beside) -> str | None:
    """The same of the rule's own table without a look at each pair, where the condition allows it."""
    if beside.table != rule.table or beside.superseded or any(own != its for own, its in beside.same):
        return None
    columns = _columns(rule, rule.table, "r")
    checked = parse(beside.condition, columns, {}, where=rule.where)

    def written(part: exp.Expr) -> str:
        piece = replace(checked, tree=part)
        return f"({render(piece, column=columns.__getitem__, parameter=_no_parameter)})"

    return another_row(checked.tree, [f'r."{own}"' for own, _ in beside.same], written)


def _condition(rule: Rule, text: str, other: str | None, alias: str = "o") -> str:
    """A condition over `r`, the row, and the other one; a condition that is not known does not hold."""
    if text == "true":
        return text
    columns = _columns(rule, other, alias)
    checked = parse(text, columns, {}, where=rule.where)
    return f"({render(checked, column=columns.__getitem__, parameter=_no_parameter)})"


def _columns(rule: Rule, other: str | None, alias: str) -> dict[str, str]:
    """What a condition may name, as SQL."""
    columns = {name: f'r."{name}"' for name in _names(rule.table)} | {EXTRACT_DAY: "e.day"}
    if other:
        columns |= {f"{OTHER}.{name}": f'{alias}."{name}"' for name in _names(other)}
    return columns


@cache
def _names(table: str) -> tuple[str, ...]:
    return tuple(name for name in arrow_schema(TABLES[table]).names if name not in ("load_id", "as_at"))


def _no_parameter(name: str, key: str | None) -> str:
    raise KeyError(name, key)  # `parse` lets none through
