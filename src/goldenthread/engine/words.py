"""A card in words, made from its expressions: the only text of a calculation, so that it cannot drift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlglot import exp

from goldenthread.engine.card_parts import expression_of
from goldenthread.engine.expressions import Expression
from goldenthread.engine.parameters import ParameterSet, parameters
from goldenthread.model.measure import Component, Measure
from goldenthread.warehouse.facts import Fact, fact

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
_COUNTED = {
    "rows": "rows",
    "person_id": "different children",
    "case_id": "different cases",
    "attendee_id": "different people",
}
_PERIOD = {"PERIOD_START": "the first day of the period", "PERIOD_END": "the last day of the period"}


@dataclass(frozen=True)
class Words:
    """A measure in words: one sentence, and its rule line by line as (label, text)."""

    sentence: str
    rule: tuple[tuple[str, str], ...]
    parameters: tuple[tuple[str, str], ...]


def words(measure: Measure, catalogue: Mapping[str, Measure], values: ParameterSet, authority: str) -> Words:
    """A measure's calculation in words, with the parameters in force."""
    rule = _rule(measure, catalogue)
    names = sorted({name for part in _components(measure, catalogue) for name in _parameter_names(part)})
    return Words(
        _sentence(measure, catalogue),
        tuple(rule),
        tuple(_in_force(name, values, authority) for name in names),
    )


def expression_words(text: str, counted: Fact) -> str:
    """An expression as a reader says it."""
    return _say(expression_of(text, counted).tree, counted)


def _sentence(measure: Measure, catalogue: Mapping[str, Measure]) -> str:
    if measure.base is None:
        return _derived_sentence(measure, catalogue)
    base = measure.base
    counted = fact(base.fact)
    who = f"{_COUNTED.get(base.count, base.count)} of {counted.title.lower()} {_when(base, counted)}{_where(base, counted)}"
    if measure.split:
        lines = f", a line for each {_column(measure.split.by, counted)}"
    else:
        lines = ""
    if measure.form == "percentage":
        numerator = base.numerator or "true"
        if numerator.strip().lower() == "true":
            return f"Of {who}: the share{lines}."
        return f"Of {who}: the percentage for which {expression_words(numerator, counted)}{lines}."
    if measure.form == "count":
        return f"The number of {who}{lines}."
    value = expression_words(base.value or "", counted)
    return f"The {measure.form} of {value} over {who}{lines}."


def _derived_sentence(measure: Measure, catalogue: Mapping[str, Measure]) -> str:
    said = {role: _part_words(part, catalogue) for role, part in measure.parts.items()}
    if measure.form == "difference":
        return f"{_capital(said['plus'])}, less {said['minus']}."
    if measure.form == "rate" and measure.per:
        yearly = ", as if for a whole year" if measure.annualise else ""
        return (
            f"{_capital(said['numerator'])}, per {measure.per.times:,} of the population aged "
            f"{measure.per.population.replace('-', ' to ')}{yearly}."
        )
    if measure.form == "index":
        return f"A group's share of {said['numerator']}, divided by its share of {said['denominator']}."
    times = f", times {measure.times:g}" if measure.times != 1 else ""
    return f"{_capital(said['numerator'])}, divided by {said['denominator']}{times}."


def _part_words(part: str | Component, catalogue: Mapping[str, Measure]) -> str:
    if isinstance(part, str):
        return catalogue[part].name.lower()
    counted = fact(part.fact)
    what = (
        f"the sum of {expression_words(part.value, counted)}"
        if part.value
        else f"the number of {_COUNTED.get(part.count, part.count)}"
    )
    return f"{what} of {counted.title.lower()} {_when(part, counted)}{_where(part, counted)}"


def _rule(measure: Measure, catalogue: Mapping[str, Measure]) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    if measure.base:
        lines += _component_rule(measure.base, measure.form)
    for role, part in measure.parts.items():
        lines.append((_capital(role), _part_words(part, catalogue)))
    if measure.split:
        lines.append(
            ("A line for each", _column(measure.split.by, fact(measure.base.fact)) if measure.base else "")
        )
    if measure.matures and measure.base:
        lines.append(
            ("Known", f"once {_column(measure.matures, fact(measure.base.fact))} has passed for every row")
        )
    if measure.periods:
        lines.append(("Periods", ", ".join(kind.replace("_", " ") for kind in measure.periods)))
    return lines


def _component_rule(part: Component, form: str) -> list[tuple[str, str]]:
    counted = fact(part.fact)
    lines = [
        ("Counts", f"{_COUNTED.get(part.count, part.count)} of {counted.title.lower()}"),
        ("When", _when(part, counted)),
    ]
    if part.where.strip().lower() != "true":
        lines.append(
            ("Denominator" if form == "percentage" else "Only where", expression_words(part.where, counted))
        )
    if part.numerator and part.numerator.strip().lower() != "true":
        lines.append(("Numerator", expression_words(part.numerator, counted)))
    if part.value:
        lines.append(("Value", expression_words(part.value, counted)))
    return lines


def _when(part: Component, counted: Fact) -> str:
    if part.timing == "stock":
        return "open on the last day of the period"
    date = counted.columns[part.date].means if part.date in counted.columns else str(part.date)
    if part.window_months:
        return f"with the {date} in the {part.window_months} months that end with the period"
    return f"with the {date} in the period"


def _where(part: Component, counted: Fact) -> str:
    if part.where.strip().lower() == "true":
        return ""
    return f", where {expression_words(part.where, counted)}"


def _say(node: exp.Expr, counted: Fact) -> str:
    if isinstance(node, exp.Paren):
        return f"({_say(node.this, counted)})"
    if isinstance(node, exp.And | exp.Or):
        word = "and" if isinstance(node, exp.And) else "or"
        return f"{_say(node.left, counted)} {word} {_say(node.right, counted)}"
    if isinstance(node, exp.Not):
        return _say_not(node, counted)
    if isinstance(node, exp.Column):
        return _say_column(node, counted)
    if isinstance(node, exp.Binary):
        return _say_binary(node, counted)
    if isinstance(node, exp.In):
        listed = [_literal(value) for value in node.expressions]
        return f"{_name(node.this, counted)} is {_or(listed)}"
    if isinstance(node, exp.Between):
        low, high = _name(node.args["low"], counted), _name(node.args["high"], counted)
        return f"{_name(node.this, counted)} is from {low} to {high}"
    return _name(node, counted)


def _say_not(node: exp.Not, counted: Fact) -> str:
    inner = node.this.this if isinstance(node.this, exp.Paren) else node.this
    if isinstance(inner, exp.Is) and isinstance(inner.expression, exp.Null):
        return f"{_name(inner.this, counted)} is known"
    if isinstance(inner, exp.Column):
        return f"not: {_name(inner, counted)}"
    if isinstance(inner, exp.In):
        return f"{_name(inner.this, counted)} is none of {', '.join(_literal(v) for v in inner.expressions)}"
    return f"it is not so that {_say(inner, counted)}"


def _say_column(node: exp.Column, counted: Fact) -> str:
    return _name(node, counted)


def _say_binary(node: exp.Binary, counted: Fact) -> str:
    if isinstance(node, exp.Is):
        absent = isinstance(node.expression, exp.Null)
        return f"{_name(node.this, counted)} is {'not known' if absent else _name(node.expression, counted)}"
    if type(node) in _ARITHMETIC:
        return f"{_name(node.left, counted)} {_ARITHMETIC[type(node)]} {_name(node.right, counted)}"
    dates = _is_date(node.left, counted) and _is_date(node.right, counted)
    if (
        isinstance(node.left, exp.Sub)
        and _is_date(node.left.left, counted)
        and _is_date(node.left.right, counted)
    ):
        days = f"the days from {_name(node.left.right, counted)} to {_name(node.left.left, counted)}"
        return f"{days} are {_COMPARED[type(node)].removeprefix('is ')} {_name(node.right, counted)}"
    compared = _DATES_COMPARED.get(type(node)) if dates else None
    return f"{_name(node.left, counted)} {compared or _COMPARED[type(node)]} {_name(node.right, counted)}"


def _name(node: exp.Expr, counted: Fact) -> str:
    if isinstance(node, exp.Column):
        return _PERIOD.get(node.name) or _column(node.name, counted)
    if isinstance(node, exp.Literal):
        return _literal(node)
    if isinstance(node, exp.Boolean):
        return "yes" if node.this else "no"
    if isinstance(node, exp.Anonymous):
        known = parameters()[node.expressions[0].name]
        keyed = f" for the {_column(node.expressions[1].name, counted)}" if len(node.expressions) == 2 else ""
        return f"the parameter '{known.name}'{keyed} ({known.means})"
    if isinstance(node, exp.Binary | exp.Paren | exp.In | exp.Between | exp.Not):
        return _say(node, counted)
    return node.sql(dialect="duckdb").lower()


def _column(name: str, counted: Fact) -> str:
    return counted.columns[name].means if name in counted.columns else name.replace("_", " ")


def _is_date(node: exp.Expr, counted: Fact) -> bool:
    if not isinstance(node, exp.Column):
        return isinstance(node, exp.Cast)
    return node.name in _PERIOD or (
        node.name in counted.columns and counted.columns[node.name].type == "date"
    )


def _literal(node: exp.Expr) -> str:
    return (
        str(node.name).replace("_", " ") if isinstance(node, exp.Literal) and node.is_string else node.sql()
    )


def _or(listed: list[str]) -> str:
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} or {listed[-1]}"


def _components(measure: Measure, catalogue: Mapping[str, Measure]) -> list[Component]:
    parts = [measure.base] if measure.base else list(measure.parts.values())
    found: list[Component] = []
    for part in parts:
        if isinstance(part, Component):
            found.append(part)
        elif part in catalogue:
            found += _components(catalogue[part], catalogue)
    return found


def _parameter_names(part: Component) -> set[str]:
    texts = [text for text in (part.where, part.numerator, part.value) if text]
    parsed: list[Expression] = [expression_of(text, fact(part.fact)) for text in texts]
    return {name for expression in parsed for name, _ in expression.parameters}


def _in_force(name: str, values: ParameterSet, authority: str) -> tuple[str, str]:
    known = parameters()[name]
    own = [v for v in values.values if v.name == name and v.authority == authority]
    said = [f"{v.value:g}{f' for {v.key}' if v.key else ''} from {v.valid_from:%-d %B %Y}" for v in own]
    return name, f"{known.default:g} {known.unit} unless set" + (f"; set: {', '.join(said)}" if said else "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
