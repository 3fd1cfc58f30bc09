"""A card in words, made from its expressions: the only text of a calculation, so that it cannot drift."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from goldenthread.base.dates import day_words
from goldenthread.engine.card_parts import expression_of
from goldenthread.engine.changes import components, for_key, named_parameters
from goldenthread.engine.parameters import Parameter, ParameterSet, ParameterValue, parameters
from goldenthread.engine.phrases import Phrases, limit_words
from goldenthread.model.measure import Component, Measure
from goldenthread.warehouse.expressions import settled
from goldenthread.warehouse.facts import fact

Limits = Mapping[str, str]
Catalogue = Mapping[str, Measure]


@dataclass(frozen=True)
class Words:
    """A measure in words: one sentence, and its rule line by line as (label, text)."""

    sentence: str
    rule: tuple[tuple[str, str], ...]
    parameters: tuple[tuple[str, str], ...]


def words(measure: Measure, catalogue: Catalogue, values: ParameterSet, authority: str) -> Words:
    """A measure's calculation in words, with the parameters in force: the limits as numbers, and of each
    switch the rule it chooses."""
    cards = {measure.id: measure, **_parts_of(measure, catalogue)}
    parts = [part for card in cards.values() for part in components(card)]
    names = sorted({name for part in parts for name, _ in named_parameters(part)})
    latest = {name: values.at(authority, name, dt.date.max) for name in names}
    limits = {name: limit_words(value, parameters()[name].unit) for name, value in latest.items()}
    switches = {name: value for name, value in latest.items() if parameters()[name].says}
    catalogue = {name: _chosen(card, switches) for name, card in cards.items()}
    measure = catalogue[measure.id]
    return Words(
        f"{_capital(_sentence(measure, catalogue, limits))}.",
        tuple(_rule(measure, catalogue, limits)),
        tuple(_in_force(name, values, authority) for name in names),
    )


def _sentence(measure: Measure, catalogue: Catalogue, limits: Limits) -> str:
    base = measure.base
    if base is None:
        return _derived(measure, catalogue, limits)
    phrases = Phrases(fact(base.fact), limits)
    by = f", by {phrases.by(measure.split.by)}" if measure.split else ""
    if measure.form == "percentage":
        of_all = f"of the {_counted(base, phrases)}"
        if _is_true(base.numerator):
            return f"{of_all}: the percentage in each group{by}"
        return f"{of_all}: the percentage for which {phrases.expression(base.numerator or 'true')}{by}"
    if measure.form in ("average", "median") and base.value:
        return (
            f"the {measure.form} of {phrases.expression(base.value)} over the {_counted(base, phrases)}{by}"
        )
    return _quantity(base, limits) + by


def _derived(measure: Measure, catalogue: Catalogue, limits: Limits) -> str:
    said = {role: _part(part, catalogue, limits) for role, part in measure.parts.items()}
    if measure.form == "difference":
        return f"{said['plus']}, less {said['minus']}"
    if measure.form == "rate" and measure.per:
        ages = measure.per.population.replace("-", " to ")
        who = "children" if measure.per.population == "0-17" else "people"
        yearly = ", as if for a whole year" if measure.annualise else ""
        return f"{said['numerator']}, for each {measure.per.times:,} {who} aged {ages}{yearly}"
    if measure.form == "index" and measure.per:
        return _over_population(measure, said["numerator"])
    if measure.form == "index":
        return f"a group's share of {said['numerator']}, divided by its share of {said['denominator']}"
    if measure.times == 100:
        return f"{said['numerator']}, as a percentage of {said['denominator']}"
    times = f", times {measure.times:g}" if measure.times != 1 else ""
    return f"{said['numerator']}, divided by {said['denominator']}{times}"


def _over_population(measure: Measure, counted: str) -> str:
    """An index over a population: a group's share or rate, and what it is set against."""
    ages = measure.per.population.replace("-", " to ") if measure.per else ""
    part = measure.parts["numerator"]
    by = ""
    if measure.split and isinstance(part, Component):
        by = f", by {Phrases(fact(part.fact)).by(measure.split.by)}"
    few = f" (none for a group of fewer than {measure.fewest})" if measure.fewest else ""
    if measure.against == "whole":
        return f"a group's share of {counted}, divided by its share of the population aged {ages}{few}{by}"
    other = "of all other children" if measure.against == "others" else f"of the group '{measure.against}'"
    return (
        f"a group's rate ({counted}, over its population aged {ages}), divided by the rate {other}{few}{by}"
    )


def _part(part: str | Component, catalogue: Catalogue, limits: Limits) -> str:
    """One side of a derived measure, in full where it is a plain count or sum."""
    if isinstance(part, Component):
        return _quantity(part, limits)
    named = catalogue[part]
    if named.base and named.form in ("count", "sum"):
        return _quantity(named.base, limits)
    return named.name[:1].lower() + named.name[1:]


def _quantity(part: Component, limits: Limits) -> str:
    """'the number of contacts received in the period', 'the total full-time equivalent of …'."""
    phrases = Phrases(fact(part.fact), limits)
    if part.value:
        return f"the total {phrases.expression(part.value).removeprefix('the ')} of {_counted(part, phrases)}"
    return f"the number of {_counted(part, phrases)}"


def _counted(part: Component, phrases: Phrases) -> str:
    """What is counted, when, and on what condition."""
    where = "" if _is_true(part.where) else f", where {phrases.expression(part.where)}"
    return f"{_who_and_when(part, phrases)}{where}"


def _who_and_when(part: Component, phrases: Phrases) -> str:
    """'contacts received in the period', 'children in care on the last day of the period'."""
    rows, distinct = phrases.fact.said["rows"], part.count != "rows"
    key = "child" if part.count == "person_id" else part.count
    if part.timing == "stock":
        whole = rows.get("stock") or f"{rows['many']} open"
        who = rows.get(key, f"different children of {whole}") if distinct else whole
        return f"{who} on the last day of the period"
    said = phrases.fact.said.get(str(part.date), {})
    months = part.window_months
    span = f"in the {months} months that end with the period" if months else "in the period"
    did = said.get("did") or f"with {phrases.column(str(part.date))}"
    if not distinct:
        return f"{rows['many']} {did} {span}"
    who = said.get("who" if key == "child" else key) or f"children with a {rows['one']} {did}"
    return f"{who} {span} (each counted once)"


def _rule(measure: Measure, catalogue: Catalogue, limits: Limits) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    base = measure.base
    if base:
        lines += _component_rule(base, measure.form, limits)
    for role, part in measure.parts.items():
        lines.append((_capital(role), _part(part, catalogue, limits)))
    rows = base or measure.parts.get("numerator")
    if measure.split and isinstance(rows, Component):
        lines.append(("A line for each", Phrases(fact(rows.fact)).by(measure.split.by)))
    if measure.matures and base:
        date = Phrases(fact(base.fact)).column(measure.matures)
        lines.append(("Known", f"once {date} has passed for every row"))
    if measure.periods:
        lines.append(("Periods", ", ".join(kind.replace("_", " ") for kind in measure.periods)))
    return lines


def _component_rule(part: Component, form: str, limits: Limits) -> list[tuple[str, str]]:
    phrases = Phrases(fact(part.fact), limits)
    lines = [("Counts", _who_and_when(part, phrases))]
    if not _is_true(part.where):
        label = "Denominator" if form == "percentage" else "Only where"
        lines.append((label, phrases.expression(part.where)))
    if not _is_true(part.numerator):
        lines.append(("Numerator", phrases.expression(part.numerator or "true")))
    if part.value:
        lines.append(("Value", phrases.expression(part.value)))
    return lines


def _is_true(text: str | None) -> bool:
    return text is None or text.strip().lower() == "true"


def _parts_of(measure: Measure, catalogue: Catalogue) -> Catalogue:
    """The cards that a measure is made from, by id."""
    named = [part for part in measure.parts.values() if isinstance(part, str) and part in catalogue]
    return {name: catalogue[name] for name in named}


def _chosen(measure: Measure, switches: Mapping[str, float]) -> Measure:
    """The card by the rule that its switches choose."""
    parts = {
        role: _by_rule(part, switches) if isinstance(part, Component) else part
        for role, part in measure.parts.items()
    }
    return replace(measure, base=measure.base and _by_rule(measure.base, switches), parts=parts)


def _by_rule(part: Component, switches: Mapping[str, float]) -> Component:
    if not switches.keys() & {name for name, _ in named_parameters(part)}:
        return part

    def chosen(text: str) -> str:
        return settled(expression_of(text, fact(part.fact)).tree, switches).sql(dialect="duckdb")

    return replace(
        part,
        where=chosen(part.where),
        numerator=part.numerator and chosen(part.numerator),
        value=part.value and chosen(part.value),
    )


def _in_force(name: str, values: ParameterSet, authority: str) -> tuple[str, str]:
    """A parameter and its dated values in order; the default first, where it is in force at some time."""
    known = parameters()[name]
    own = [v for v in values.values if v.name == name and v.authority == authority and _stands(v, values)]
    own.sort(key=lambda v: (v.key or "", v.valid_from))
    said = [f"{_value_words(known, v.value)}{for_key(v.key)} from {day_words(v.valid_from)}" for v in own]
    if not own or own[0].key or own[0].value != known.default:
        said.insert(0, f"{_value_words(known, known.default)} by default")
    return name, f"{_capital(known.means)}: {'; '.join(dict.fromkeys(said))}"


def _stands(value: ParameterValue, values: ParameterSet) -> bool:
    """Whether a dated value is in force on its own first day, and no other that stands before it."""
    return values.at(value.authority, value.name, value.valid_from, value.key) == value.value


def _value_words(known: Parameter, value: float) -> str:
    return known.says.get(value) or limit_words(value, known.unit)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
