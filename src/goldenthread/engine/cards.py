"""Reading cards: YAML documents to checked measures. A bad card is refused where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, get_args

import yaml

from goldenthread.base.documents import read_yaml
from goldenthread.base.errors import BadCard, suggest
from goldenthread.engine.card_parts import (
    FIELDS,
    Place,
    breaks,
    check_form_fields,
    component,
    per,
    split,
    variants,
)
from goldenthread.engine.example_cards import read_examples
from goldenthread.model.measure import BASE_FORMS, Component, Form, Measure, Polarity, Timing

STANDARD_NAMES = ("ssd", "annex_a", "cin", "903", "local")
MOST_BYTES = 200_000
ID = "[a-z][a-z0-9]*(_[a-z0-9]+)*"
"""How an id is written."""


@cache
def shipped_measures() -> dict[str, Measure]:
    """Every measure of the catalogue that comes with the software."""
    with as_file(files("goldenthread.catalogue")) as folder:
        return read_catalogue([folder])


def catalogue_of(folder: Path) -> dict[str, Measure]:
    """The measures in force for a council: those shipped, with the cards of its own folder added or in place
    of them."""
    misplaced = sorted(p for p in folder.rglob("*.y*ml") if p.suffix != ".yml" or p.parent.parent != folder)
    if misplaced:
        raise BadCard(
            "A card lies where it is not looked for.",
            where=f"catalogue/{misplaced[0].relative_to(folder)}",
            do=f"Put it in a folder of its subject: catalogue/local/{misplaced[0].stem}.yml.",
        )
    if not any(folder.glob("*/*.yml")):
        return dict(shipped_measures())
    with as_file(files("goldenthread.catalogue")) as shipped:
        return read_catalogue([shipped, folder])


def read_catalogue(folders: Iterable[Path]) -> dict[str, Measure]:
    """The measures of all cards in the folders; a later folder overrides an earlier one by id.

    Parts of derived cards that name other measures are checked once all cards are read.
    """
    measures: dict[str, Measure] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/*.yml")):
            for measure in read_card(
                path.read_text(encoding="utf-8"), file=_shown(path), subject=path.parent.name
            ):
                _same_periods(measure, measures.get(measure.id), path)
                measures[measure.id] = measure
    for measure in measures.values():
        _check_parts(measure, measures)
    return measures


def _same_periods(measure: Measure, before: Measure | None, path: Path) -> None:
    """A card in the place of another answers for the same periods: pages show it beside others by these."""
    if before is not None and before.periods != measure.periods:
        had = ", ".join(before.periods) or "month"
        raise BadCard(
            f"The card takes the place of '{measure.id}', which is counted by {had}, and has other periods.",
            where=Place(_shown(path)).field("periods"),
            do=f"Take 'periods' out, or give the card an id of its own, as {measure.id}_by_period.",
        )


def read_card(text: str, *, file: str, subject: str) -> list[Measure]:
    """The measure of one card and its variants. Raises BadCard naming file and field."""
    place = Place(file)
    document = _document(text, place)
    _check_fields(document, place)
    if not re.fullmatch(ID, document["id"]):
        raise BadCard(
            f"'{document['id']}' is not an id.",
            where=place.field("id"),
            do="Use small letters, digits and single underscores, as contacts_received.",
        )
    if document["id"] != Path(file).stem:
        raise BadCard(
            f"The id '{document['id']}' is not the file's name.",
            where=place.field("id"),
            do=f"Name the file {document['id']}.yml, or the measure {Path(file).stem}.",
        )
    measure = _measure(document, place, subject)
    return [
        measure,
        *(_variant(measure, document, place, name, change) for name, change in variants(document, place)),
    ]


def _document(text: str, place: Place) -> dict[str, Any]:
    if len(text) > MOST_BYTES:
        raise BadCard(f"The card is larger than {MOST_BYTES:,} characters.", where=str(place))
    try:
        document = read_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise BadCard(
            f"The card is not valid YAML{line}.",
            where=str(place),
            do="Check the indentation and quotes there.",
        ) from None
    if not isinstance(document, dict):
        raise BadCard("The card is not a list of 'field: value' lines.", where=str(place))
    return document


def _check_fields(document: Mapping[str, Any], place: Place) -> None:
    for name in document:
        if name not in FIELDS:
            raise BadCard(
                f"A card has no field '{name}'.", where=place.field(str(name)), do=suggest(str(name), FIELDS)
            )
    for name, (kind, required) in FIELDS.items():
        if name not in document:
            if required:
                raise BadCard(
                    "The field is missing.", where=place.field(name), do=f"Add '{name}: …' ({kind.__name__})."
                )
        elif not isinstance(document[name], kind) and not (
            kind is str and isinstance(document[name], bool | int)
        ):
            raise BadCard(
                f"Expected {kind.__name__}, found {type(document[name]).__name__}.", where=place.field(name)
            )


def _measure(document: Mapping[str, Any], place: Place, subject: str) -> Measure:
    form: Form = _one_of(document, "form", get_args(Form), place)
    check_form_fields(document, form, place)
    timing: Timing = _one_of(document, "timing", get_args(Timing), place)
    lines = split(document, place)
    base = component(document, timing, form, place) if form in BASE_FORMS else None
    parts = {} if base else _parts(document, timing, form, place)
    breakdowns = tuple(str(name) for name in document.get("breakdowns", ()))
    _check_breakdowns(breakdowns, base, parts, place)
    return Measure(
        id=document["id"],
        name=document["name"],
        form=form,
        timing=timing,
        polarity=_one_of(document, "polarity", get_args(Polarity), place),
        unit=document["unit"],
        breakdowns=breakdowns,
        standards=_standards(document, place),
        subject=subject,
        why=document["why"],
        reference=document["reference"],
        owner=document["owner"],
        version=document["version"],
        valid_from=document["valid_from"],
        base=base,
        parts=parts,
        per=per(document, form, place),
        times=float(document.get("times", 1)),
        against=document.get("against", ""),
        fewest=document.get("fewest", 0),
        split=lines,
        periods=_periods(document, place),
        lag_months=_months(document, "lag", place) or 0,
        annualise=document.get("annualise", False),
        matures=_matures(document, base, place),
        breaks=breaks(document, place),
        benchmarks=tuple(document.get("benchmarks", ())),
        checked_by=document.get("checked_by", ""),
        review_by=document.get("review_by"),
        short_name=document.get("short_name", ""),
        notes=tuple(document.get("notes", ())),
        examples=read_examples(document.get("examples", []), place),
        file=place.file,
    )


def _variant(
    measure: Measure, document: Mapping[str, Any], place: Place, name: str, change: Mapping[str, Any]
) -> Measure:
    """A variant is the card with some fields changed, or left out (null), under id__name; its examples are
    its own."""
    changed = {field: value for field, value in {**document, **change}.items() if value is not None}
    for field in ("variants", "breaks"):
        changed.pop(field, None)
    if "examples" not in change:
        changed["examples"] = []
    made = _measure(changed, place.field("variants").field(name), measure.subject)
    return replace(made, id=f"{measure.id}__{name}", variant_of=measure.id)


def _parts(
    document: Mapping[str, Any], timing: Timing, form: Form, place: Place
) -> dict[str, str | Component]:
    """The parts of a derived card: other measures by id, or components of its own."""
    if form == "difference":
        named = document.get("difference")
        if not (isinstance(named, list) and len(named) == 2):
            raise BadCard("A difference names two measures: [a, b].", where=place.field("difference"))
        return {"plus": str(named[0]), "minus": str(named[1])}
    alone = form == "rate" or (form == "index" and "per" in document)
    roles = ("numerator",) if alone else ("numerator", "denominator")
    return {role: _part(document, role, timing, place) for role in roles}


def _part(document: Mapping[str, Any], role: str, timing: Timing, place: Place) -> str | Component:
    if role not in document:
        raise BadCard(
            "The field is missing.", where=place.field(role), do="Name a measure, or a component {fact: …}."
        )
    part = document[role]
    if isinstance(part, dict):
        own: Timing = part.get("timing", timing)
        return component(part, own, "sum" if "value" in part else "count", place.field(role), part=True)
    return str(part)


def _check_parts(measure: Measure, measures: Mapping[str, Measure]) -> None:
    for role, part in measure.parts.items():
        if isinstance(part, str) and part in measures and measures[part].base is None:
            raise BadCard(
                f"'{part}' is itself made from other measures.",
                where=Place(measure.file).field(role),
                do="Name a measure that counts rows, or a component {fact: …}.",
            )
        if isinstance(part, str) and part not in measures:
            raise BadCard(
                f"There is no measure '{part}'.",
                where=Place(measure.file).field(role),
                do=suggest(part, measures),
            )


def _check_breakdowns(
    breakdowns: tuple[str, ...], base: Component | None, parts: Mapping[str, str | Component], place: Place
) -> None:
    from goldenthread.warehouse.facts import (
        fact,
    )  # local: keeps the module's head to one direction of reading

    components = [base] if base else [part for part in parts.values() if isinstance(part, Component)]
    for breakdown in breakdowns:
        for name in breakdown.split("*"):
            for counted in components:
                known = fact(counted.fact).breakdowns
                if name not in known:
                    raise BadCard(
                        f"The fact '{counted.fact}' has no breakdown '{name}'.",
                        where=place.field("breakdowns"),
                        do=suggest(name, known),
                    )


def _standards(document: Mapping[str, Any], place: Place) -> tuple[str, ...]:
    for standard in document["standards"]:
        if str(standard).split(":")[0] not in STANDARD_NAMES:
            raise BadCard(
                f"There is no standard '{standard}'.",
                where=place.field("standards"),
                do=suggest(str(standard), STANDARD_NAMES),
            )
    return tuple(str(standard) for standard in document["standards"])


def _periods(document: Mapping[str, Any], place: Place) -> tuple[str, ...]:
    allowed = ("month", "quarter", "financial_year", "fytd", "calendar_year", "rolling_12")
    for kind in document.get("periods", ()):
        if kind not in allowed:
            raise BadCard(
                f"There is no kind of period '{kind}'.",
                where=place.field("periods"),
                do=suggest(str(kind), allowed),
            )
    return tuple(document.get("periods", ()))


def _months(document: Mapping[str, Any], field: str, place: Place) -> int | None:
    from goldenthread.engine.card_parts import months

    return months(document[field], place.field(field)) if field in document else None


def _matures(document: Mapping[str, Any], base: Component | None, place: Place) -> str | None:
    from goldenthread.warehouse.facts import fact

    named = document.get("matures")
    if named is None:
        return None
    columns = fact(base.fact).columns if base else {}
    if named not in columns or columns[named].type != "date":
        dates = [name for name, column in columns.items() if column.type == "date"]
        raise BadCard(
            f"'{named}' is not a date of the fact.",
            where=place.field("matures"),
            do=suggest(str(named), dates),
        )
    return str(named)


def _one_of(document: Mapping[str, Any], field: str, allowed: Iterable[str], place: Place) -> Any:
    value = document[field]
    if value not in tuple(allowed):
        raise BadCard(
            f"'{value}' is not a {field}.", where=place.field(field), do=suggest(str(value), tuple(allowed))
        )
    return value


def _shown(path: Path) -> str:
    """The card's path as a user knows it: subject and file."""
    return f"{path.parent.name}/{path.name}"
