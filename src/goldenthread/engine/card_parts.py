"""The parts of a card that are read alike in base cards and in the components of derived ones."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from goldenthread.base.errors import BadCard, suggest
from goldenthread.engine.parameters import parameters
from goldenthread.engine.types import check_comparisons, check_condition
from goldenthread.model.measure import Break, Component, Form, Per, Split, Timing
from goldenthread.warehouse.expressions import Expression, parse
from goldenthread.warehouse.facts import Fact, facts

FIELDS: dict[str, tuple[type, bool]] = {
    "id": (str, True),
    "name": (str, True),
    "short_name": (str, False),
    "form": (str, True),
    "timing": (str, True),
    "fact": (str, False),
    "date": (str, False),
    "interval": (str, False),
    "count": (str, False),
    "where": (str, False),
    "denominator": (object, False),
    "numerator": (object, False),
    "value": (str, False),
    "difference": (list, False),
    "per": (dict, False),
    "times": (object, False),
    "against": (str, False),
    "fewest": (int, False),
    "polarity": (str, True),
    "unit": (str, True),
    "breakdowns": (list, False),
    "standards": (list, True),
    "benchmarks": (list, False),
    "variants": (dict, False),
    "split": (dict, False),
    "window": (str, False),
    "periods": (list, False),
    "lag": (str, False),
    "annualise": (bool, False),
    "matures": (str, False),
    "breaks": (list, False),
    "why": (str, True),
    "reference": (str, True),
    "owner": (str, True),
    "checked_by": (str, False),
    "review_by": (dt.date, False),
    "version": (int, True),
    "valid_from": (dt.date, True),
    "notes": (list, False),
    "examples": (list, False),
}
"""Field -> (type, required). Everything else in a card is refused."""

FORM_FIELDS: dict[str, tuple[str, ...]] = {
    "count": ("where",),
    "percentage": ("denominator", "numerator"),
    "average": ("where", "value"),
    "median": ("where", "value"),
    "sum": ("where", "value"),
    "rate": ("numerator", "per", "annualise"),
    "ratio": ("numerator", "denominator", "times"),
    "difference": ("difference",),
    "index": ("numerator", "denominator", "per", "against", "fewest", "split"),
}
"""Fields that say what is counted, by the form that takes them; another form refuses them, since a filter
that is passed over would count everybody."""

BASE_FIELDS = ("fact", "date", "interval", "count", "window", "split", "matures")
"""Fields that only a card over rows takes."""

COMPONENT_FIELDS = ("fact", "date", "interval", "count", "where", "value", "window", "timing")


@dataclass(frozen=True)
class Place:
    """Where in a card: the file and the path of fields."""

    file: str
    path: str = ""

    def field(self, name: str) -> Place:
        """The place of a field below this one."""
        return Place(self.file, f"{self.path}.{name}" if self.path else name)

    def __str__(self) -> str:
        return f"{self.file}, field '{self.path}'" if self.path else self.file


def component(
    document: Mapping[str, Any], timing: Timing, form: Form, place: Place, *, part: bool = False
) -> Component:
    """What is counted: one fact, its date or interval, the filter, the count and the value.

    As a `part` of a derived card it stands alone and may hold no other field.
    """
    if part:
        for name in document:
            if name not in COMPONENT_FIELDS:
                raise BadCard(
                    f"A component has no field '{name}'.",
                    where=place.field(str(name)),
                    do=suggest(str(name), COMPONENT_FIELDS),
                )
    counted = _fact(document, place)
    date, interval = _shape(document, timing, counted, place)
    where = _expression(document, "denominator" if form == "percentage" else "where", counted, place)
    if form == "percentage" and "where" in document:
        raise BadCard(
            "A percentage says who counts in 'denominator', not in 'where'.", where=place.field("where")
        )
    numerator = _expression(document, "numerator", counted, place) if form == "percentage" else None
    if form == "percentage" and numerator is None:
        raise BadCard("A percentage needs a numerator.", where=place.field("numerator"))
    value = _expression(document, "value", counted, place)
    if form in ("average", "median", "sum") and value is None:
        raise BadCard(f"The form '{form}' needs a value.", where=place.field("value"))
    if form in ("count", "percentage") and value is not None:
        raise BadCard(f"The form '{form}' takes no value.", where=place.field("value"))
    window = months(document["window"], place.field("window")) if "window" in document else None
    if window is not None and interval is not None:
        raise BadCard("A window is for events; a stock is read on one day.", where=place.field("window"))
    return Component(
        fact=counted.name,
        timing=timing,
        date=date,
        interval=interval,
        count=_count(document, counted, place),
        where=where.text if where else "true",
        numerator=numerator.text if numerator else None,
        value=value.text if value else None,
        window_months=window,
    )


def columns_of(fact: Fact) -> dict[str, object]:
    """The names an expression over a fact may use: its columns and its breakdowns."""
    return {**dict.fromkeys(fact.breakdowns), **fact.columns}


def expression_of(text: str, fact: Fact) -> Expression:
    """The checked expression of a text (cards keep text, so that they stay plain records)."""
    return _parsed(text, fact.name)


@lru_cache(maxsize=4096)
def _parsed(text: str, name: str) -> Expression:
    return parse(text, columns_of(facts()[name]), parameters(), where=name)


def split(document: Mapping[str, Any], place: Place) -> Split | None:
    """The categories whose lines a measure has."""
    spec = document.get("split")
    if spec is None:
        return None
    here = place.field("split")
    if document["form"] == "index":
        part = document.get("numerator")
        document = part if isinstance(part, dict) else {}
    for name in spec:
        if name not in ("by", "share", "groups"):
            raise BadCard(
                f"A split has no field '{name}'.",
                where=here.field(str(name)),
                do=suggest(str(name), ("by", "share", "groups")),
            )
    known = columns_of(_fact(document, place))
    if spec.get("by") not in known:
        raise BadCard(
            f"The fact has no column '{spec.get('by')}'.",
            where=here.field("by"),
            do=suggest(str(spec.get("by")), known),
        )
    return Split(spec["by"], bool(spec.get("share", False)), tuple(str(g) for g in spec.get("groups", ())))


def per(document: Mapping[str, Any], form: Form, place: Place) -> Per | None:
    """The population a rate is per, or that an index sets its groups against."""
    if form == "index" and "per" in document:
        return _population_of_index(document, place)
    if form != "rate":
        if "per" in document:
            raise BadCard("Only a rate is per population.", where=place.field("per"))
        return None
    spec = document.get("per") or {}
    if set(spec) != {"population", "times"} or not re.fullmatch(r"\d+-\d+", str(spec["population"])):
        raise BadCard("A rate needs per: {population: 0-17, times: 10000}.", where=place.field("per"))
    return Per(str(spec["population"]), int(spec["times"]))


def _population_of_index(document: Mapping[str, Any], place: Place) -> Per:
    """The population of an index: it stands for the denominator, and the numerator counts children."""
    spec = document["per"]
    if set(spec) != {"population"} or not re.fullmatch(r"\d+-\d+", str(spec["population"])):
        raise BadCard("An index needs per: {population: 0-17}.", where=place.field("per"))
    if "denominator" in document:
        raise BadCard(
            "An index over a population takes no denominator.",
            where=place.field("denominator"),
            do="Leave it out, or leave out 'per'.",
        )
    if not isinstance(document.get("numerator"), dict):
        raise BadCard(
            "An index over a population counts by itself.",
            where=place.field("numerator"),
            do="Write a component {fact: …}.",
        )
    if not document.get("against"):
        raise BadCard(
            "An index over a population says whom a group is set against.",
            where=place.field("against"),
            do="Write 'whole', 'others' or the name of a group.",
        )
    return Per(str(spec["population"]), 1)


def check_form_fields(document: Mapping[str, Any], form: Form, place: Place) -> None:
    """Refuse a field that the form does not take, naming those it does."""
    taken = FORM_FIELDS[form]
    others = {field for fields in FORM_FIELDS.values() for field in fields} - set(taken)
    if form in ("rate", "ratio", "difference", "index"):
        others |= set(BASE_FIELDS) - set(taken)
    else:
        others.discard("split")
    for field in document:
        if field in others:
            raise BadCard(
                f"The form '{form}' takes no '{field}'.",
                where=place.field(str(field)),
                do=f"It takes: {', '.join(taken)}.",
            )


def months(text: object, place: Place) -> int:
    """A number of months: '12 months'."""
    found = re.fullmatch(r"(\d{1,3}) months?", str(text))
    if not found:
        raise BadCard(f"'{text}' is not a number of months.", where=str(place), do="Write it as '12 months'.")
    return int(found[1])


def breaks(document: Mapping[str, Any], place: Place) -> tuple[Break, ...]:
    """Where the rule of a card changed: {from: 2023-10-01, was: a variant, says: in words}."""
    found = []
    for number, spec in enumerate(document.get("breaks", ()), start=1):
        here = place.field(f"breaks[{number}]")
        if (
            not isinstance(spec, dict)
            or set(spec) != {"from", "was", "says"}
            or type(spec["from"]) is not dt.date
        ):
            raise BadCard("A break is {from: 2023-10-01, was: a variant, says: in words}.", where=str(here))
        if spec["was"] not in document.get("variants", {}):
            raise BadCard(
                f"There is no variant '{spec['was']}' that keeps the old rule.",
                where=here.field("was"),
                do="Add it under 'variants', so that both versions can be computed.",
            )
        if ";" in str(spec["says"]):
            raise BadCard("A break is said without a semicolon.", where=here.field("says"))
        found.append(Break(spec["from"], str(spec["says"]), f"{document['id']}__{spec['was']}"))
    return tuple(found)


def variants(document: Mapping[str, Any], place: Place) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Name and changed fields of each variant."""
    for name, change in document.get("variants", {}).items():
        here = place.field("variants").field(str(name))
        if not re.fullmatch(r"[a-z][a-z0-9_]*", str(name)) or not isinstance(change, dict):
            raise BadCard("A variant is 'name: {field: value}'.", where=str(here))
        for field in change:
            if field not in FIELDS or field in ("id", "variants"):
                raise BadCard(
                    f"A variant cannot set '{field}'.",
                    where=here.field(str(field)),
                    do=suggest(str(field), FIELDS),
                )
        yield str(name), change


def _fact(document: Mapping[str, Any], place: Place) -> Fact:
    name = document.get("fact")
    if name not in facts():
        raise BadCard(
            f"There is no fact '{name}'.", where=place.field("fact"), do=suggest(str(name), facts())
        )
    return facts()[str(name)]


def _shape(
    document: Mapping[str, Any], timing: Timing, counted: Fact, place: Place
) -> tuple[str | None, str | None]:
    if timing == "flow":
        date = document.get("date")
        if date not in counted.events:
            raise BadCard(
                f"'{date}' is not an event date of '{counted.name}'.",
                where=place.field("date"),
                do=suggest(str(date), counted.events),
            )
        return str(date), None
    interval = document.get("interval", "open")
    if interval not in counted.intervals:
        raise BadCard(
            f"'{interval}' is not an interval of '{counted.name}'.",
            where=place.field("interval"),
            do=suggest(str(interval), counted.intervals),
        )
    return None, str(interval)


def _count(document: Mapping[str, Any], counted: Fact, place: Place) -> str:
    count = document.get("count", "rows")
    allowed = ("rows", *counted.keys)
    if count not in allowed:
        raise BadCard(
            f"'{count}' cannot be counted.", where=place.field("count"), do=suggest(str(count), allowed)
        )
    return str(count)


def _expression(document: Mapping[str, Any], field: str, counted: Fact, place: Place) -> Expression | None:
    if field not in document:
        return None
    here = place.field(field)
    expression = parse(document[field], columns_of(counted), parameters(), where=str(here))
    check_comparisons(expression, counted, str(here))
    if field != "value":
        check_condition(expression, counted, str(here))
    _check_values(expression, counted, str(here))
    return expression


def _check_values(expression: Expression, counted: Fact, where: str) -> None:
    """A code that the column cannot hold would silently count nothing: refuse it."""
    from sqlglot import exp

    for node in expression.tree.find_all(exp.EQ, exp.NEQ, exp.In):
        column = node.this
        if not isinstance(column, exp.Column) or column.name not in counted.columns:
            continue
        values = counted.columns[column.name].values
        literals = node.expressions if isinstance(node, exp.In) else [node.expression]
        for literal in literals:
            if (
                values
                and isinstance(literal, exp.Literal)
                and literal.is_string
                and literal.name not in values
            ):
                raise BadCard(
                    f"'{column.name}' is never '{literal.name}'.",
                    where=where,
                    do=suggest(literal.name, values),
                )
