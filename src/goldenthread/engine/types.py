"""What an expression gives, as far as its meaning depends on it: a condition must be one, and a value is
compared with a value of its kind."""

from __future__ import annotations

from sqlglot import exp

from goldenthread.base.errors import BadCard
from goldenthread.warehouse.expressions import PERIOD_NAMES, Expression
from goldenthread.warehouse.facts import Fact

_CONDITIONS = (exp.And, exp.Or, exp.Not, exp.Boolean, exp.In, exp.Between, exp.Is, exp.Predicate, exp.Case)
_COMPARED = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE)
_WORDS = {"date": "a date", "int": "a number", "dec": "a number", "text": "text", "bool": "yes or no"}


def check_condition(expression: Expression, counted: Fact, where: str) -> None:
    """Refuse an expression that is not a condition: counting by it would count everybody or nobody."""
    node = expression.tree.unnest()
    if isinstance(node, exp.Column) and _kind(node, counted) == "bool":
        return
    if isinstance(node, _CONDITIONS):
        return
    raise BadCard(
        f"'{expression.text[:60]}' is not a condition.",
        where=where,
        do="Compare it with something: a column with a value, as start_date >= PERIOD_START.",
    )


def check_comparisons(expression: Expression, counted: Fact, where: str) -> None:
    """Refuse a comparison of a column with a literal of another kind."""
    for node in expression.tree.find_all(*_COMPARED, exp.In, exp.Between):
        for column, others in _pairs(node):
            kind = _kind(column, counted)
            for other in others:
                given = _literal_kind(other)
                if kind and given and given != ("number" if kind in ("int", "dec") else kind):
                    raise BadCard(
                        f"'{column.name}' is {_WORDS[kind]} and is compared with {other.sql()}.",
                        where=where,
                        do="Write a date as date '2023-12-10'." if kind == "date" else "",
                    )


def _pairs(node: exp.Expr) -> list[tuple[exp.Column, list[exp.Expr]]]:
    if isinstance(node, exp.In):
        sides = [(node.this, node.expressions)]
    elif isinstance(node, exp.Between):
        sides = [(node.this, [node.args["low"], node.args["high"]])]
    else:
        sides = [(node.this, [node.expression]), (node.expression, [node.this])]
    return [(one.unnest(), others) for one, others in sides if isinstance(one.unnest(), exp.Column)]


def _kind(column: exp.Column, counted: Fact) -> str | None:
    if column.name in PERIOD_NAMES:
        return "date"
    if column.name in counted.columns:
        return counted.columns[column.name].type
    return "text" if column.name in counted.breakdowns else None


def _literal_kind(node: exp.Expr) -> str | None:
    node = node.unnest()
    if isinstance(node, exp.Literal):
        return "text" if node.is_string else "number"
    if isinstance(node, exp.Boolean):
        return "bool"
    return "date" if isinstance(node, exp.Cast) else None
