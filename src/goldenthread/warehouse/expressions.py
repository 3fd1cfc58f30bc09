"""The closed grammar of cards and rules: SQL expressions over named columns, and nothing else.

`sqlglot` parses; every node must be on the list below, every column must be one of those given: a fact's, or
a canonical table's and that of the row beside it ('other.dob'). No statement, sub-query, file, network or
clock can be written, so a definition from anywhere is only ever arithmetic.
"""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from goldenthread.base.dates import day_number
from goldenthread.base.errors import BadCard, suggest

PERIOD_NAMES = ("PERIOD_START", "PERIOD_END")
PARAMETER_FUNCTION = "param"
MOST_CHARACTERS = 2000

_LOGIC = (exp.And, exp.Or, exp.Not, exp.Paren)
_COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.In, exp.Between, exp.Is)
_ARITHMETIC = (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Neg)
_VALUES = (exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null)
_FUNCTIONS = (exp.Case, exp.If, exp.Coalesce, exp.Abs, exp.Least, exp.Greatest)
ALLOWED = (*_LOGIC, *_COMPARISONS, *_ARITHMETIC, *_VALUES, *_FUNCTIONS)
_NUMBERS_COMPARED = {
    exp.EQ: operator.eq,
    exp.NEQ: operator.ne,
    exp.GT: operator.gt,
    exp.GTE: operator.ge,
    exp.LT: operator.lt,
    exp.LTE: operator.le,
}
FUNCTION_NAMES = ("param", "coalesce", "abs", "least", "greatest", "case")


@dataclass(frozen=True)
class Expression:
    """A checked expression: its text, its tree and what it names."""

    text: str
    tree: exp.Expr
    columns: frozenset[str]
    parameters: frozenset[tuple[str, str | None]]  # (name, key column)
    names_period: bool


def parse(
    text: object, columns: Mapping[str, object], parameters: Mapping[str, object], *, where: str
) -> Expression:
    """Parse and check one expression. Raises BadCard naming the place and the nearest valid name."""
    source = {True: "true", False: "false"}.get(text, str(text)) if isinstance(text, bool) else str(text)
    if len(source) > MOST_CHARACTERS:
        raise BadCard(f"The expression is longer than {MOST_CHARACTERS} characters.", where=where)
    tree = _tree(source, where)
    found: set[str] = set()
    used: set[tuple[str, str | None]] = set()
    period = False
    for node in tree.walk():
        if isinstance(node, exp.Anonymous):
            used.add(_parameter(node, columns, parameters, where))
        elif isinstance(node, exp.Cast):
            _date_literal(node, where)
        elif isinstance(node, exp.DataType) and isinstance(node.parent, exp.Cast):
            continue
        elif not isinstance(node, ALLOWED):
            raise BadCard(
                _not_allowed(node),
                where=where,
                do="Allowed: comparisons, and/or/not, + - * /, "
                f"in (...), between, is null, {', '.join(FUNCTION_NAMES)}.",
            )
        elif isinstance(node, exp.Column):
            if node.name in PERIOD_NAMES and not node.table:
                period = True
            else:
                found.add(_column(node, columns, where))
        elif isinstance(node, exp.In):
            _plain_list(node, where)
    return Expression(source, tree, frozenset(found), frozenset(used), period)


def render(
    expression: Expression,
    *,
    column: Callable[[str], str],
    parameter: Callable[[str, str | None], str],
    dialect: str = "duckdb",
) -> str:
    """The expression as SQL: `column` and `parameter` say how a name and a parameter are written.

    PERIOD_START and PERIOD_END go through `column` like any other name; date literals become day numbers.
    """

    def replaced(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column):
            return _parsed(column(_written(node))).copy()
        if isinstance(node, exp.Anonymous):
            name, key = _parameter_parts(node)
            return exp.paren(_parsed(parameter(name, key)).copy())
        if isinstance(node, exp.Cast):
            return exp.Literal.number(day_number(dt.date.fromisoformat(node.this.name)))
        return node

    return expression.tree.transform(replaced).sql(dialect=dialect)  # which works on a copy


def settled(tree: exp.Expr, values: Mapping[str, float]) -> exp.Expr:
    """The expression with the values of some parameters put in, and what they decide left out.

    With a switch at 1, `param('switch') = 1 or not is_disabled` is true whatever the column holds, and names
    no column any more. Truth has three values, as in SQL: true or unknown is true.
    """
    made = tree.copy()
    for node in reversed(list(made.walk())):  # the parts of a node before the node
        decided = _decided(node, values)
        if node is made:
            made = decided
        elif decided is not node:
            node.replace(decided)
    return made


def columns_of(tree: exp.Expr) -> set[str]:
    """The columns that an expression names, the period's days left out."""
    return {node.name for node in tree.find_all(exp.Column)} - set(PERIOD_NAMES)


def _decided(node: exp.Expr, values: Mapping[str, float]) -> exp.Expr:
    """A node whose parts are decided already, decided as far as they do."""
    match node:
        case exp.Anonymous():
            name, key = _parameter_parts(node)
            return exp.Literal.number(f"{values[name]:g}") if name in values and key is None else node
        case exp.Paren() if isinstance(node.this, exp.Boolean):
            return exp.Boolean(this=node.this.this)
        case exp.Not() if isinstance(node.this, exp.Boolean):
            return exp.Boolean(this=not node.this.this)
        case exp.And() | exp.Or():
            return _joined(node)
        case exp.Binary() if type(node) in _NUMBERS_COMPARED:
            sides = (node.left, node.right)
            if all(isinstance(side, exp.Literal) and not side.is_string for side in sides):
                compared = _NUMBERS_COMPARED[type(node)]
                return exp.Boolean(this=compared(*(float(side.name) for side in sides)))
    return node


def _joined(node: exp.And | exp.Or) -> exp.Expr:
    """Of 'and' and 'or': one side may decide, and one that says nothing is left out."""
    decides = isinstance(node, exp.Or)
    said = [side.this for side in (node.left, node.right) if isinstance(side, exp.Boolean)]
    if decides in said:
        return exp.Boolean(this=decides)
    open_ = [side for side in (node.left, node.right) if not isinstance(side, exp.Boolean)]
    if len(open_) == 2:
        return node
    return open_[0].copy() if open_ else exp.Boolean(this=not decides)


@lru_cache(maxsize=4096)
def _parsed(sql: str) -> exp.Expr:
    """The tree of what stands for a name: the same few are written again and again."""
    return sqlglot.parse_one(sql, dialect="duckdb")


def _tree(source: str, where: str) -> exp.Expr:
    if ";" in source or "--" in source or "/*" in source:
        raise BadCard("An expression is one expression: no ';' and no comment.", where=where)
    try:
        return sqlglot.parse_one(source, dialect="duckdb")
    except (SqlglotError, RecursionError, ValueError) as error:
        first = str(error).splitlines()[0] if str(error) else "it cannot be read"
        raise BadCard(f"The expression is not valid: {first}", where=where) from None


def _parameter(
    node: exp.Anonymous, columns: Mapping[str, object], parameters: Mapping[str, object], where: str
) -> tuple[str, str | None]:
    if node.name.lower() != PARAMETER_FUNCTION:
        raise BadCard(
            f"The function '{node.name}' is not allowed.", where=where, do=suggest(node.name, FUNCTION_NAMES)
        )
    arguments = node.expressions
    if not arguments or not (isinstance(arguments[0], exp.Literal) and arguments[0].is_string):
        raise BadCard("param(...) takes the parameter's name in quotes.", where=where)
    if len(arguments) > 2 or (len(arguments) == 2 and not isinstance(arguments[1], exp.Column)):
        raise BadCard("param(...) takes a name and at most one column as its key.", where=where)
    name, key = _parameter_parts(node)
    if name not in parameters:
        raise BadCard(f"There is no parameter '{name}'.", where=where, do=suggest(name, parameters))
    if key is not None and key not in columns:
        raise BadCard(f"There is no column '{key}'.", where=where, do=suggest(key, columns))
    return name, key


def _parameter_parts(node: exp.Anonymous) -> tuple[str, str | None]:
    arguments = node.expressions
    return arguments[0].name, arguments[1].name if len(arguments) == 2 else None


def _column(node: exp.Column, columns: Mapping[str, object], where: str) -> str:
    name = _written(node)
    if name in columns:
        return name
    if node.table and not any("." in column for column in columns):
        raise BadCard(f"'{node.sql()}': columns are named without a table.", where=where)
    raise BadCard(f"There is no column '{name}' here.", where=where, do=suggest(name, columns))


def _written(node: exp.Column) -> str:
    """A column's name with what stands before it, as 'other.dob'."""
    return f"{node.table}.{node.name}" if node.table else node.name


def _plain_list(node: exp.In, where: str) -> None:
    if node.args.get("query") or node.args.get("unnest") or not node.expressions:
        raise BadCard("in (...) takes a plain list of values.", where=where)


def _date_literal(node: exp.Cast, where: str) -> None:
    try:
        good = node.to.is_type("date") and node.this.is_string
        dt.date.fromisoformat(node.this.name)
    except (ValueError, AttributeError):
        good = False
    if not good:
        raise BadCard("The only cast allowed is a date such as date '2023-04-01'.", where=where)


def _not_allowed(node: exp.Expr) -> str:
    kind = type(node).__name__
    return f"'{kind}' is not allowed in a measure's expression."
