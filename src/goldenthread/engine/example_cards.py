"""The worked examples of a card: small tables in text, settings, and what must come out."""

from __future__ import annotations

from typing import Any

from goldenthread.base.errors import BadCard, GoldenthreadError, suggest
from goldenthread.base.periods import parse as parse_period
from goldenthread.engine.card_parts import Place
from goldenthread.model.measure import Example
from goldenthread.model.text_rows import rows_of_text

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
        name: rows_of_text(name, text, where=str(place.field("rows").field(name)))
        for name, text in (spec.get("rows") or {}).items()
    }
    return Example(
        period=period,
        rows=rows,
        expect=_expect(spec.get("expect"), place.field("expect")),
        parameters=dict(spec.get("parameters") or {}),
        population=tuple(spec.get("population") or ()),
        cover=dict(spec.get("cover") or {}),
        title=str(spec.get("title", "")),
        standard=str(spec.get("standard", "SSD")),
    )


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
