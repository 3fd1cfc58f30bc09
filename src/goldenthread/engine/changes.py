"""Changes of a measure's rule: those its card names, and every day on which a parameter of it changed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping

from goldenthread.engine.card_parts import expression_of
from goldenthread.engine.parameters import Parameter, ParameterSet, Step, parameters
from goldenthread.model.codes import CODES
from goldenthread.model.measure import Break, Component, Measure
from goldenthread.warehouse.facts import fact

Named = set[tuple[str, str | None]]
"""Parameters that an expression names, each with the column that is its key, or None."""


def rule_changes(
    measure: Measure, catalogue: Mapping[str, Measure], values: ParameterSet, authority: str
) -> tuple[Break, ...]:
    """The days on which the rule of a measure changed for an authority, in order; of a derived measure those
    of the measures it is made from too.

    A parameter is in force on the day that is counted, so a dated value makes figures before and after it
    figures of two rules.
    """
    found = [*measure.breaks, *_by_parameters(measure, values, authority)]
    for part in measure.parts.values():
        if isinstance(part, str) and part in catalogue:
            found += rule_changes(catalogue[part], catalogue, values, authority)
    return tuple(sorted(dict.fromkeys(found), key=lambda made: made.on))


def components(measure: Measure) -> list[Component]:
    """What a measure itself counts; a part that is another measure is that one's."""
    parts = [measure.base, *measure.parts.values()]
    return [part for part in parts if isinstance(part, Component)]


def named_parameters(component: Component) -> Named:
    """The parameters that the expressions of a component name."""
    texts = [text for text in (component.where, component.numerator, component.value) if text]
    return {one for text in texts for one in expression_of(text, fact(component.fact)).parameters}


def for_key(key: str | None) -> str:
    """' for child in need plan': a kind of case or of record, by its code's label or its own words."""
    kinds = CODES["case_type"]
    label = kinds.label(key) if key in kinds.values else (key or "").replace("_", " ")
    return f" for {label.lower()}" if key else ""


def _by_parameters(measure: Measure, values: ParameterSet, authority: str) -> Iterator[Break]:
    """One break for each day, whatever changed on it."""
    said: dict[dt.date, dict[str, str]] = defaultdict(dict)
    named = {one for component in components(measure) for one in named_parameters(component)}
    for name, by in sorted(named, key=str):
        known = parameters()[name]
        for key, step in _steps(known, by is not None, values, authority):
            setting = f"{name}[{key}]" if key else name
            said[step.day][f"{setting}={step.before:g}"] = _changed(known, key, step)
    for day, words in said.items():
        yield Break(day, " and ".join(words.values()), settings=tuple(words))


def _steps(
    known: Parameter, keyed: bool, values: ParameterSet, authority: str
) -> Iterator[tuple[str | None, Step]]:
    """The changes of a parameter for all keys, then those of single keys that are not the same."""
    everywhere = values.steps(authority, known.name)
    yield from ((None, step) for step in everywhere)
    for key in known.keys if keyed else ():
        own = values.steps(authority, known.name, key)
        yield from ((key, step) for step in own if step not in everywhere)


def _changed(known: Parameter, key: str | None, step: Step) -> str:
    """'the longest time between visits changed from 28 to 21 calendar days', or the words of the new rule."""
    if known.says:
        return f"{known.says[step.after]}{for_key(key)}"
    means = known.means if known.means.startswith(("the ", "how ")) else f"the {known.means}"
    return f"{means} changed from {step.before:g} to {step.after:g} {known.unit}{for_key(key)}"
