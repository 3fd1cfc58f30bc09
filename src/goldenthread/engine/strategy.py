"""Reading a strategy: priorities in YAML, each with its outcome and the measures that serve it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

import yaml

from goldenthread.base.documents import read_yaml
from goldenthread.base.errors import RefusedInput, suggest
from goldenthread.base.periods import KINDS, parse
from goldenthread.engine.card_parts import Place, months
from goldenthread.engine.cards import MOST_BYTES
from goldenthread.engine.figures import kind_for_months, latest_complete
from goldenthread.engine.tallies import breakdown_of
from goldenthread.model.measure import Measure
from goldenthread.model.result import CROSS
from goldenthread.model.strategy import Priority, ShownMeasure, Strategy

STRATEGY_FIELDS = ("name", "priorities")
PRIORITY_FIELDS = ("id", "name", "outcome", "measures")
SHOWN_FIELDS = ("measure", "breakdowns", "period", "lag")

MOST_LAG = 24
"""In months: so many an edition shows before its own."""


def read_strategy(text: str, *, file: str, catalogue: Mapping[str, Measure]) -> Strategy:
    """The strategy of one document. Raises RefusedInput naming file, field, what came and what is valid."""
    place = Place(file)
    document = _fields(_document(text, place), STRATEGY_FIELDS, ("name", "priorities"), place)
    specs = _list(document, "priorities", place)
    priorities = tuple(
        _priority(spec, place.field(f"priorities[{n}]"), catalogue) for n, spec in enumerate(specs, start=1)
    )
    _no_doubles(
        [
            (priority.id, place.field(f"priorities[{n}]").field("id"))
            for n, priority in enumerate(priorities, start=1)
        ]
    )
    _no_doubles(
        [
            (shown.measure, place.field(f"priorities[{n}]").field(f"measures[{m}]"))
            for n, priority in enumerate(priorities, start=1)
            for m, shown in enumerate(priority.measures, start=1)
        ]
    )
    return Strategy(_text(document, "name", place), priorities)


def _document(text: str, place: Place) -> object:
    if len(text) > MOST_BYTES:
        raise RefusedInput(f"The strategy is larger than {MOST_BYTES:,} characters.", where=place)
    try:
        return read_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise RefusedInput(
            f"The strategy is not valid YAML{line}.",
            where=place,
            do="Check the indentation and quotes there.",
        ) from None


def _priority(spec: object, place: Place, catalogue: Mapping[str, Measure]) -> Priority:
    document = _fields(spec, PRIORITY_FIELDS, PRIORITY_FIELDS, place)
    identifier = _text(document, "id", place)
    if not re.fullmatch(r"[a-z][a-z0-9_]*", identifier):
        raise RefusedInput(
            f"'{identifier}' is not an id.",
            where=place.field("id"),
            do="Use small letters, digits and underscores, a letter first.",
        )
    measures = tuple(
        _shown(each, place.field(f"measures[{n}]"), catalogue)
        for n, each in enumerate(_list(document, "measures", place), start=1)
    )
    return Priority(identifier, _text(document, "name", place), _text(document, "outcome", place), measures)


def _shown(spec: object, place: Place, catalogue: Mapping[str, Measure]) -> ShownMeasure:
    """A measure's id alone, or its id with breakdowns, period and lag."""
    document = _fields(
        {"measure": spec} if isinstance(spec, str) else spec, SHOWN_FIELDS, ("measure",), place
    )
    name = _text(document, "measure", place)
    if name not in catalogue:
        raise RefusedInput(
            f"There is no measure '{name}'.", where=place.field("measure"), do=suggest(name, catalogue)
        )
    measure = catalogue[name]
    asked = _list(document, "breakdowns", place) if "breakdowns" in document else []
    return ShownMeasure(
        name,
        tuple(_breakdown(str(each), measure, place.field("breakdowns")) for each in asked),
        _period(document, measure, place),
        _lag(document, place.field("lag")) if "lag" in document else measure.lag_months,
    )


def _lag(document: Mapping[str, Any], place: Place) -> int:
    lag = months(document["lag"], place)
    if lag > MOST_LAG:
        raise RefusedInput(
            f"A lag of {lag} months is too long.",
            where=place,
            why=f"An edition holds its month and the {MOST_LAG} before it: no figure would be shown.",
            do=f"Give {MOST_LAG} months or fewer.",
        )
    return lag


def _breakdown(name: str, measure: Measure, place: Place) -> str:
    """A breakdown by the name that results have: crossed ones joined, a split first."""
    split = measure.split.by if measure.split else ""
    words = breakdown_of(name)
    words = words[1:] if words[:1] == (split,) else words
    known = set(measure.breakdowns) | {word for each in measure.breakdowns for word in breakdown_of(each)}
    for word in words:
        if word not in known:
            raise RefusedInput(
                f"'{measure.id}' has no breakdown '{word}'.",
                where=place,
                do=suggest(word, known | ({split} if split else set())),
            )
    return CROSS.join((split, *words) if split else words)


def _period(document: Mapping[str, Any], measure: Measure, place: Place) -> str:
    """The kind of period in which editions show the measure: by month where it has months, else its first
    kind. Another one that is asked for is refused: a page would stand there without a figure, and data
    without a row."""
    shown = kind_for_months(measure)
    kind = _text(document, "period", place) if "period" in document else shown
    if kind == shown:
        return kind
    if kind not in KINDS:
        raise RefusedInput(
            f"There is no kind of period '{kind}'.", where=place.field("period"), do=suggest(kind, KINDS)
        )
    if measure.periods and kind not in measure.periods:
        raise RefusedInput(
            f"'{measure.id}' has no period '{kind}'.",
            where=place.field("period"),
            do=f"Leave 'period' out: it is shown by {shown.replace('_', ' ')}.",
        )
    label = latest_complete(kind, parse("2023-12")).label
    raise RefusedInput(
        f"Editions show '{measure.id}' by {shown.replace('_', ' ')}, not by '{kind}'.",
        where=place.field("period"),
        why="Its targets, its usual range and its words are of that kind of period. It would be listed and "
        "have no figure.",
        do=f"Leave 'period' out. Figures of such a period: goldenthread results --measure {measure.id} "
        f"--period {label}. To show them, list your own card under another id, with 'periods: [{kind}]'.",
    )


def _fields(spec: object, known: Collection[str], required: Collection[str], place: Place) -> dict[str, Any]:
    if not isinstance(spec, dict):
        raise RefusedInput(
            f"Expected 'field: value' lines, found {_kind(spec)}.",
            where=place,
            do="Fields: " + ", ".join(known) + ".",
        )
    for name in spec:
        if name not in known:
            raise RefusedInput(
                f"There is no field '{name}' here.",
                where=place.field(str(name)),
                do=suggest(str(name), known),
            )
    for name in required:
        if spec.get(name) is None:
            raise RefusedInput("The field is missing.", where=place.field(name), do=f"Add '{name}: …'.")
    return spec


def _text(document: Mapping[str, Any], field: str, place: Place) -> str:
    value = document[field]
    if not isinstance(value, str) or not value.strip():
        raise RefusedInput(f"Expected words, found {_kind(value)}.", where=place.field(field))
    return value.strip()


def _list(document: Mapping[str, Any], field: str, place: Place) -> list[Any]:
    value = document[field]
    if not isinstance(value, list) or not value:
        raise RefusedInput(f"Expected a list, found {_kind(value)}.", where=place.field(field))
    return value


def _kind(value: object) -> str:
    if value is None or value in ("", [], {}):
        return "nothing"
    if isinstance(value, dict):
        return "fields"
    return "a list" if isinstance(value, list) else f"'{value}'"


def _no_doubles(named: list[tuple[str, Place]]) -> None:
    """Each name once, so that one figure stands in one place."""
    seen: dict[str, Place] = {}
    for name, place in named:
        if name in seen:
            raise RefusedInput(
                f"'{name}' stands there twice.",
                where=place,
                why=f"It is already at {seen[name]}.",
                do="Leave one of them out.",
            )
        seen[name] = place
