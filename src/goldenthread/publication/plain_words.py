"""What a reader from outside is told: measures in plain words, and the words that need a meaning.

Both are data of the catalogue. A measure of the council's own without plain words keeps those of its card.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from goldenthread.analysis.figures import is_percentage
from goldenthread.model.measure import Measure

MEASURES = "plain_words.yml"
GROUPS = "plain_groups.yml"
GLOSSARY = "reader_glossary.yml"


@dataclass(frozen=True)
class PlainWords:
    """A measure as one says it to a neighbour: its name, what it counts, its unit if that is jargon."""

    name: str
    counts: str
    unit: str = ""


@dataclass(frozen=True)
class Word:
    """A word of the field: the form that heads it, all forms that stand for it, and a short meaning."""

    word: str
    forms: tuple[str, ...]
    meaning: str


@cache
def plain_words() -> Mapping[str, PlainWords]:
    """The plain words of each measure that has any."""
    return {name: PlainWords(**said) for name, said in _read(MEASURES).items()}


@cache
def plain_groups() -> Mapping[str, dict[str, str]]:
    """Groups in plain words: breakdown to group to name."""
    return _read(GROUPS)


def plain_population(known: tuple[int, int] | None) -> str:
    """The mid-year estimate that rates rest on, of a year and so many children."""
    if known is None:
        return "We do not know how many children live here, so there are no such figures."
    year, children = known
    return (
        "Rates are for every 10,000 children. "
        f"We use the official estimate of {children:,} children for the middle of {year}."
    )


@cache
def reader_glossary() -> tuple[Word, ...]:
    """The words that need a meaning, in the order of the alphabet."""
    words = (
        Word(word, (word, *said.get("also", ())), said["meaning"]) for word, said in _read(GLOSSARY).items()
    )
    return tuple(sorted(words, key=lambda each: each.word.lower()))


def plain_measure(measure: Measure) -> Measure:
    """The card with its plain name and unit; what only its owners need is left out."""
    said = plain_words().get(measure.id)
    bare = replace(measure, notes=(), owner="", checked_by="", short_name="")
    if said is None:
        return bare
    unit = said.unit if said.unit and not is_percentage(measure) else measure.unit
    return replace(bare, name=said.name, unit=unit)


def _read(name: str) -> dict[str, Any]:
    text = files("goldenthread.catalogue").joinpath(name).read_text(encoding="utf-8")
    held: dict[str, Any] = yaml.safe_load(text)
    return held
