"""Small faults put into cards: each should break one of the card's worked examples.

A mutant is the card with one thing changed: an operand of `and` or `or` dropped, a comparison that takes or
leaves its boundary, a number, a parameter or a list one off, a truth turned round, rows counted for children
or children for rows, another date of the fact, a part of a derived card exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlglot
from sqlglot import exp

from goldenthread.engine.parameters import parameters
from goldenthread.model.measure import Component, Measure
from goldenthread.warehouse.facts import Fact, fact

OTHER_SIDE = {
    exp.LT: (exp.LTE,),
    exp.LTE: (exp.LT,),
    exp.GT: (exp.GTE,),
    exp.GTE: (exp.GT,),
    exp.EQ: (exp.NEQ,),
    exp.NEQ: (exp.EQ,),
}
EXPRESSIONS = ("where", "numerator", "value")


@dataclass(frozen=True)
class Mutant:
    """A card with one fault, and the fault in words."""

    fault: str
    measure: Measure


def mutants(measure: Measure, catalogue: Mapping[str, Measure]) -> list[Mutant]:
    """Every small fault of one card. Ids are the card's own with ~n, so that they can be counted together."""
    faults = list(_base_faults(measure)) if measure.base else list(_derived_faults(measure, catalogue))
    if measure.matures:
        faults.append(("known at once", {"matures": None}))
    return [
        Mutant(fault, replace(measure, id=f"{measure.id}~{n}", **change))
        for n, (fault, change) in enumerate(faults, start=1)
    ]


def _base_faults(measure: Measure) -> Iterator[tuple[str, dict[str, Any]]]:
    assert measure.base
    for fault, component in component_faults(measure.base):
        yield fault, {"base": component}


def _derived_faults(
    measure: Measure, catalogue: Mapping[str, Measure]
) -> Iterator[tuple[str, dict[str, Any]]]:
    for role, part in measure.parts.items():
        if isinstance(part, Component):
            for fault, component in component_faults(part):
                yield f"{role}: {fault}", {"parts": {**measure.parts, role: component}}
        else:
            base = catalogue[part].base
            assert base
            for fault, component in _shape_faults(base):
                yield f"{role}: {fault}", {"parts": {**measure.parts, role: component}}
    if len(measure.parts) == 2:
        names, parts = list(measure.parts), list(measure.parts.values())
        yield "parts exchanged", {"parts": dict(zip(names, reversed(parts), strict=True))}
    if measure.per:
        first, last = measure.per.population.split("-")
        yield "one year of age more", {"per": replace(measure.per, population=f"{first}-{int(last) + 1}")}
        yield "one year of age less", {"per": replace(measure.per, population=f"{first}-{int(last) - 1}")}
    if measure.per and measure.form == "rate":
        yield "per another number", {"per": replace(measure.per, times=measure.per.times + 1000)}
        yield "annualised or not", {"annualise": not measure.annualise}
    if measure.against:
        for other in {"whole", "others"} - {measure.against}:
            yield f"against {other}", {"against": other}
    if measure.fewest:
        for fewest in (measure.fewest - 1, measure.fewest + 1):
            yield f"fewest {fewest}", {"fewest": fewest}
    if measure.times != 1:
        yield "times another number", {"times": measure.times * 1.1}


def component_faults(component: Component) -> Iterator[tuple[str, Component]]:
    """Every small fault of one component."""
    counted = fact(component.fact)
    for field in EXPRESSIONS:
        text = getattr(component, field)
        if text is None:
            continue
        for changed in expression_faults(text, counted):
            yield f"{field}: {changed}", replace(component, **{field: changed})
    yield from _shape_faults(component)


def _shape_faults(component: Component) -> Iterator[tuple[str, Component]]:
    """What is counted, and when."""
    counted = fact(component.fact)
    if component.value is None:
        for other in ("rows", *counted.keys):
            if other != component.count:
                yield f"count: {other}", replace(component, count=other)
    for other in counted.events if component.date else ():
        if other != component.date:
            yield f"date: {other}", replace(component, date=other)
    for other in counted.intervals if component.interval else ():
        if other != component.interval:
            yield f"interval: {other}", replace(component, interval=other)
    if component.window_months:
        for months in (component.window_months - 1, component.window_months + 1):
            yield f"window: {months} months", replace(component, window_months=months)


def expression_faults(text: str, counted: Fact) -> list[str]:
    """The expression with one fault each; a fault that changes nothing in words is left out."""
    tree = sqlglot.parse_one(text, dialect="duckdb")
    found: dict[str, None] = {}
    for index, node in enumerate(tree.walk()):
        for changed in _node_faults(node, counted):
            copy = tree.copy()
            target = list(copy.walk())[index]
            if target is copy:
                copy = changed
            else:
                target.replace(changed)
            found[copy.sql(dialect="duckdb")] = None
    if not isinstance(tree, exp.Boolean):
        found["TRUE"] = None
    found.pop(tree.sql(dialect="duckdb"), None)
    return list(found)


def _node_faults(node: exp.Expression, counted: Fact) -> Iterator[exp.Expression]:
    if isinstance(node, exp.And | exp.Or):
        yield node.this.copy()
        yield node.expression.copy()
        other = exp.Or if isinstance(node, exp.And) else exp.And
        yield other(this=node.this.copy(), expression=node.expression.copy())
    for other in OTHER_SIDE.get(type(node), ()):
        yield other(this=node.this.copy(), expression=node.expression.copy())
    yield from _truths(node, counted)
    yield from _numbers(node)
    yield from _lists(node)


def _truths(node: exp.Expression, counted: Fact) -> Iterator[exp.Expression]:
    if isinstance(node, exp.Not):
        yield node.this.copy()
    elif isinstance(node, exp.Is | exp.Between | exp.In):
        yield exp.not_(node.copy())
    elif isinstance(node, exp.Column) and not isinstance(node.parent, exp.Not):
        column = counted.columns.get(node.name)
        if column and column.type == "bool":
            yield exp.not_(node.copy())


def _numbers(node: exp.Expression) -> Iterator[exp.Expression]:
    """One more and one less; a parameter also as its default, written down, and without its key."""
    if isinstance(node, exp.Literal) and not node.is_string:
        yield exp.Literal.number(int(node.this) + 1)
        if int(node.this) > 0:
            yield exp.Literal.number(int(node.this) - 1)
    elif isinstance(node, exp.Anonymous) and node.name.lower() == "param":
        yield exp.paren(exp.Add(this=node.copy(), expression=exp.Literal.number(1)))
        yield exp.paren(exp.Sub(this=node.copy(), expression=exp.Literal.number(1)))
        yield exp.Literal.number(int(parameters()[node.expressions[0].name].default))
        if len(node.expressions) > 1:
            yield exp.Anonymous(this="param", expressions=[node.expressions[0].copy()])
    elif isinstance(node, exp.Add):
        yield exp.Sub(this=node.this.copy(), expression=node.expression.copy())
    elif isinstance(node, exp.Sub) and not isinstance(node.this, exp.Literal):
        yield exp.Sub(this=node.expression.copy(), expression=node.this.copy())


def _lists(node: exp.Expression) -> Iterator[exp.Expression]:
    """A list without each of its values."""
    if isinstance(node, exp.In) and len(node.expressions) > 1:
        for n in range(len(node.expressions)):
            copy = node.copy()
            copy.set("expressions", [e.copy() for m, e in enumerate(node.expressions) if m != n])
            yield copy
