"""The worked examples of a card: small tables in text, settings, and what must come out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from goldenthread.base.errors import BadCard, GoldenthreadError, suggest
from goldenthread.base.periods import parse as parse_period
from goldenthread.engine.card_parts import Place
from goldenthread.model.measure import Example
from goldenthread.model.table import Table
from goldenthread.model.tables import TABLES

EXAMPLE_FIELDS = ("title", "period", "rows", "expect", "parameters", "population", "cover", "standard")
EXPECT_FIELDS = ("breakdown", "group", "numerator", "denominator", "value", "status")


def read_examples(documents: list[Any], place: Place) -> tuple[Example, ...]:
    """All examples of a card."""
    return tuple(_example(spec, place.field(f"examples[{n}]")) for n, spec in enumerate(documents, start=1))


def _example(spec: Any, place: Place) -> Example:
    if not isinstance(spec, dict):
        raise BadCard("An example is a list of 'field: value' lines.", where=str(place))
    for name in spec:
        if name not in EXAMPLE_FIELDS:
            raise BadCard(
                f"An example has no field '{name}'.",
                where=place.field(str(name)),
                do=suggest(str(name), EXAMPLE_FIELDS),
            )
    try:
        period = str(parse_period(str(spec.get("period"))))
    except GoldenthreadError as error:
        raise BadCard(error.what, where=place.field("period"), do=error.do) from None
    rows = {
        name: _rows(name, text, place.field("rows").field(name))
        for name, text in (spec.get("rows") or {}).items()
    }
    return Example(
        period=period,
        rows=rows,
        expect=_expect(spec.get("expect"), place.field("expect")),
        parameters=_parameters(spec.get("parameters") or {}, place.field("parameters")),
        population=tuple(spec.get("population") or ()),
        cover=dict(spec.get("cover") or {}),
        title=str(spec.get("title", "")),
        standard=str(spec.get("standard", "SSD")),
    )


def _parameters(spec: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """Parameters by name: a value that always holds, or values by the day from which each holds."""
    for name, value in spec.items():
        if isinstance(value, dict) and not all(type(day) is dt.date for day in value):
            raise BadCard(
                "A parameter's values are by day: {2023-04-01: 21}.", where=str(place.field(str(name)))
            )
    return dict(spec)


def _expect(spec: Any, place: Place) -> tuple[dict[str, Any], ...]:
    lines = spec if isinstance(spec, list) else [spec]
    for line in lines:
        if not isinstance(line, dict) or not line:
            raise BadCard(
                "An example says what to expect: {numerator: …, denominator: …, value: …}.", where=str(place)
            )
        for name in line:
            if name not in EXPECT_FIELDS:
                raise BadCard(
                    f"Nothing called '{name}' can be expected.",
                    where=place.field(str(name)),
                    do=suggest(str(name), EXPECT_FIELDS),
                )
    return tuple(lines)


def _rows(name: str, text: Any, place: Place) -> tuple[dict[str, Any], ...]:
    """A table in text: a header line and a line a row, cells parted by '|'. `why` is the reader's."""
    if name not in TABLES:
        raise BadCard(f"There is no table '{name}'.", where=str(place), do=suggest(name, TABLES))
    lines = [line for line in str(text).splitlines() if line.strip()]
    header = [cell.strip() for cell in lines[0].split("|")]
    known = [column.name for column in TABLES[name].columns]
    for column in header:
        if column not in known and column != "why":
            raise BadCard(f"'{name}' has no column '{column}'.", where=str(place), do=suggest(column, known))
    return tuple(_row(TABLES[name], header, line, place) for line in lines[1:])


def _row(table: Table, header: list[str], line: str, place: Place) -> dict[str, Any]:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != len(header):
        raise BadCard(f"A row has {len(cells)} cells and the header {len(header)}.", where=str(place))
    values: Mapping[str, str] = dict(zip(header, cells, strict=True))
    return {name: _cell(table, name, text, place) for name, text in values.items()}


def _cell(table: Table, name: str, text: str, place: Place) -> Any:
    if text in ("", "-"):
        return None
    kind = "text" if name == "why" else table.column(name).type
    try:
        if kind == "date":
            return dt.date.fromisoformat(text)
        if kind == "int":
            return int(text)
        if kind == "dec":
            return float(text)
        if kind == "bool":
            return {"yes": True, "true": True, "no": False, "false": False}[text.lower()]
    except (ValueError, KeyError):
        raise BadCard(f"'{text}' is not a {kind}.", where=place.field(name), do=_form(kind)) from None
    return re.sub(r"\s+", " ", text)


def _form(kind: str) -> str:
    return {"date": "Write dates as 2023-12-04.", "bool": "Write yes or no."}.get(kind, "")
