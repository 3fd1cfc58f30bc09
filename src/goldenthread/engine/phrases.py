"""Expressions of cards in words, with the words that each fact's header gives for its rows and columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlglot import exp

from goldenthread.engine.card_parts import expression_of
from goldenthread.engine.parameters import parameters
from goldenthread.model.codes import CODES
from goldenthread.warehouse.facts import Fact

_COMPARED = {
    exp.EQ: "is",
    exp.NEQ: "is not",
    exp.GT: "is more than",
    exp.GTE: "is at least",
    exp.LT: "is less than",
    exp.LTE: "is at most",
}
_DATES_COMPARED = {
    exp.GT: "is after",
    exp.GTE: "is on or after",
    exp.LT: "is before",
    exp.LTE: "is on or before",
}
_ARITHMETIC = {exp.Add: "plus", exp.Sub: "minus", exp.Mul: "times", exp.Div: "divided by"}
_PERIOD = {"PERIOD_START": "the first day of the period", "PERIOD_END": "the last day of the period"}
_OF_A_CHILD = {
    "age_band": "the child's age",
    "placement_group": "the placement",
    "legal_status": "the legal status",
    "locality": "the locality of the home",
    "provider": "the provider",
}
"""Breakdowns of a person's own that no fact's header describes."""


@dataclass(frozen=True)
class Phrases:
    """How to speak of one fact. `limits` gives the value in force of each parameter, in words."""

    fact: Fact
    limits: Mapping[str, str] = field(default_factory=dict)

    def expression(self, text: str) -> str:
        """An expression as a clause: 'the plan is the council's own and …'."""
        return self.clause(expression_of(text, self.fact).tree)

    def clause(self, node: exp.Expr) -> str:
        """A condition, or a value, as it is said."""
        match node:
            case exp.Paren():
                return self.clause(node.this)
            case exp.And():
                return _listed([self.clause(part) for part in _chain(node, exp.And)], "and")
            case exp.Or():
                return "either " + _listed([self.clause(part) for part in _chain(node, exp.Or)], "or")
            case exp.Not():
                return self._denied(node.this)
            case exp.In():
                return f"{self.name(node.this)} is {self._any_of(node)}"
            case exp.Between():
                return self._between(node)
            case exp.Binary():
                return self._binary(node)
        return self._yes_or_no(node, "yes") or self.name(node)

    def name(self, node: exp.Expr) -> str:
        """What a column, a literal or a parameter is called."""
        match node:
            case exp.Column():
                return _PERIOD.get(node.name) or self.column(node.name)
            case exp.Literal():
                return str(node.name).replace("_", " ")
            case exp.Boolean():
                return "yes" if node.this else "no"
            case exp.Anonymous():
                return self._limit(node)
            case exp.Paren() | exp.Binary():
                return self.clause(node)
        return node.sql(dialect="duckdb").lower()

    def column(self, name: str) -> str:
        """A column's name in a sentence: the header's own words, else what it means."""
        said = self.fact.said.get(name, {}).get("is") or _OF_A_CHILD.get(name)
        if said:
            return said
        means = self.fact.columns[name].means if name in self.fact.columns else name.replace("_", " ")
        return means if means.startswith(("the ", "where ", "who ")) else f"the {means}"

    def by(self, name: str) -> str:
        """The categories of a split: 'by grade', 'by the locality in which the hub stands'."""
        said = self.column(name)
        return said if " " in said.removeprefix("the ") else said.removeprefix("the ")

    def _yes_or_no(self, node: exp.Expr, word: str) -> str:
        return self.fact.said.get(node.name, {}).get(word, "") if isinstance(node, exp.Column) else ""

    def _denied(self, node: exp.Expr) -> str:
        inner = node.this if isinstance(node, exp.Paren) else node
        if isinstance(inner, exp.Is):
            return self._known(inner, denied=True)
        if isinstance(inner, exp.In):
            return f"{self.name(inner.this)} is not {self._any_of(inner)}"
        return self._yes_or_no(inner, "no") or f"it is not so that {self.clause(inner)}"

    def _any_of(self, node: exp.In) -> str:
        values = [self._value(node.this, value) for value in node.expressions]
        return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} or {values[-1]}"

    def _known(self, node: exp.Is, *, denied: bool = False) -> str:
        known = isinstance(node.expression, exp.Null) == denied
        said = self._yes_or_no(node.this, "known" if known else "unknown")
        return said or f"{self.name(node.this)} is {'known' if known else 'not known'}"

    def _between(self, node: exp.Between) -> str:
        low, high = self.name(node.args["low"]), self._measured(node.this, node.args["high"])
        return f"{self.name(node.this)} is from {low} to {high}"

    def _binary(self, node: exp.Binary) -> str:
        if isinstance(node, exp.Is):
            return self._known(node)
        if type(node) in _ARITHMETIC:
            return f"{self.name(node.left)} {_ARITHMETIC[type(node)]} {self.name(node.right)}"
        return self._days_apart(node) or self._reached(node) or self._compared(node)

    def _days_apart(self, node: exp.Binary) -> str:
        """'PERIOD_END - visit_date <= 28': the last visit is at most 28 days before the last day."""
        gap = node.left
        if not isinstance(gap, exp.Sub) or not (self._is_date(gap.left) and self._is_date(gap.right)):
            return ""
        number = self.name(node.right)
        days = number if isinstance(node.right, exp.Anonymous) else f"{number} days"
        return f"{self.name(gap.right)} {_COMPARED[type(node)]} {days} before {self.name(gap.left)}"

    def _reached(self, node: exp.Binary) -> str:
        """A date against the period's last day, where the header has words for that: 'the child is 16'."""
        words = {exp.LTE: "by", exp.GT: "after"}
        left, right = node.left, node.right
        if left.name == "PERIOD_END":
            words = {exp.GTE: "by", exp.LT: "after"}
            left, right = right, left
        word = words.get(type(node), "") if right.name == "PERIOD_END" else ""
        return self._yes_or_no(left, word)

    def _compared(self, node: exp.Binary) -> str:
        dates = self._is_date(node.left) and self._is_date(node.right)
        word = (_DATES_COMPARED.get(type(node)) if dates else None) or _COMPARED[type(node)]
        return f"{self.name(node.left)} {word} {self._measured(node.left, node.right)}"

    def _measured(self, column: exp.Expr, value: exp.Expr) -> str:
        """A value with the unit of the column it is compared with."""
        said = self._value(column, value)
        unit = self._yes_or_no(column, "unit") if isinstance(value, exp.Literal) else ""
        unit = unit.removesuffix("s") if said == "1" else unit
        return f"{said} {unit}" if unit else said

    def _value(self, column: exp.Expr, value: exp.Expr) -> str:
        """A category's words: the header's own, else the label of a code."""
        if not isinstance(value, exp.Literal) or not value.is_string or not isinstance(column, exp.Column):
            return self.name(value)
        own = self.fact.said.get(column.name, {}).get(value.name)
        if column.name == "placement_group":
            own = own or CODES["place"].groups.get(value.name, value.name).lower()
        if column.name == "age_band":
            own = value.name.replace("-", " to ")
        return own or self.name(value)

    def _limit(self, node: exp.Anonymous) -> str:
        name = node.expressions[0].name
        known = parameters()[name]
        said = self.limits.get(name) or limit_words(known.default, known.unit)
        if len(node.expressions) == 1:
            return said
        return f"{said}, or as set for its {self.by(node.expressions[1].name)},"

    def _is_date(self, node: exp.Expr) -> bool:
        if not isinstance(node, exp.Column):
            return isinstance(node, exp.Cast)
        column = self.fact.columns.get(node.name)
        return node.name in _PERIOD or (column is not None and column.type == "date")


def limit_words(value: float, unit: str) -> str:
    """A parameter's value with its unit: '28 days'."""
    return f"{value:g} {unit.removeprefix('calendar ')}"


def _chain(node: exp.Expr, kind: type[exp.Expr]) -> list[exp.Expr]:
    """The members of 'a and b and c', flat."""
    if isinstance(node, kind) and isinstance(node, exp.Binary):
        return [*_chain(node.left, kind), *_chain(node.right, kind)]
    return [node]


def _listed(clauses: list[str], word: str) -> str:
    """'a, b and c'; with the word each time when a clause has a choice or a comma of its own."""
    if any("either " in clause or "," in clause for clause in clauses):
        return f" {word} ".join(clauses)
    return f"{', '.join(clauses[:-1])} {word} {clauses[-1]}"
