"""The tidy tables: results with the status beside the value, and what their ids mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.model.result import ALL, COLUMNS
from goldenthread.publication.content.dataset import Datum, GroupNames, decimals_of, parts_of
from goldenthread.publication.content.words import breakdown_words
from goldenthread.publication.csv.cells import Cell
from goldenthread.publication.edition import Edition


@dataclass(frozen=True)
class Column:
    """A column: its name, its type by the names of XML Schema, and what it holds."""

    name: str
    kind: str
    says: str


@dataclass(frozen=True)
class TidyTable:
    """A table of the data folder: the stem of its file, what it holds, its columns and rows."""

    stem: str
    says: str
    columns: tuple[Column, ...]
    rows: list[Sequence[Cell]]


_FLAGS = (
    "approximate, provisional, revised, low_reliability, rounded parts (numerator and denominator were "
    "rounded after the percentage was worked out, and give another), or what it rests on"
)
_OF_RESULT = {
    "measure": ("string", "Id of the measure; named in measures.csv"),
    "authority": ("string", "Code of the authority"),
    "period": ("string", "2023-12 is a month; FY2023-24Q2 a quarter; R12-2023-12 twelve months to that one"),
    "timing": ("string", "flow: during the period; stock: as at its last day"),
    "breakdown": (
        "string",
        "By what the result is broken down; all for a total; crossed ones joined by ' × '",
    ),
    "group": ("string", "The group of the breakdown; named in groups.csv"),
    "numerator": ("double", "What is counted or added; empty where there is none"),
    "denominator": ("double", "Out of how many; empty where there is none"),
    "value": ("double", "The figure; empty unless the status is ok, and never nought for absence"),
    "status": ("string", "ok, not_available [x], not_yet_known, no_cases [z] or confidential [c]"),
    "snapshot": ("string", "The state of the data that the result was computed from"),
    "definition_version": ("integer", "Version of the measure's definition"),
    "proof": ("string", "Code by which the figure is proved and computed again"),
}
"""The columns of a result, as every machine-readable output writes them, with the proof code."""

assert tuple(_OF_RESULT) == (*COLUMNS, "proof")


def results(data: Sequence[Datum]) -> TidyTable:
    """Every result, its status beside its value."""
    rows: list[Sequence[Cell]] = []
    for datum in data:
        numbers = {"numerator": datum.numerator, "denominator": datum.denominator, "value": datum.value}
        said = {name: numbers.get(name, getattr(datum.result, name)) for name in COLUMNS}
        said["snapshot"] = datum.snapshot
        rows.append((*said.values(), datum.proof))
    columns = tuple(Column(name, *said) for name, said in _OF_RESULT.items())
    return TidyTable("results", "Every result of the edition, frozen as it went out", columns, rows)


def remarks(data: Sequence[Datum]) -> TidyTable:
    """What is said beside a result: its flags, and why it has no value."""
    keys = ("measure", "authority", "period", "breakdown", "group")
    rows: list[Sequence[Cell]] = [
        (*(getattr(datum.result, name) for name in keys), "; ".join(datum.flags), datum.reason)
        for datum in data
        if datum.flags or datum.reason
    ]
    columns = (
        *(Column(name, *_OF_RESULT[name]) for name in keys),
        Column("flags", "string", _FLAGS),
        Column("reason", "string", "Why there is no value"),
    )
    return TidyTable("remarks", "Flags and reasons of the results that have any", columns, rows)


def measures(edition: Edition, data: Sequence[Datum]) -> TidyTable:
    """What each measure is."""
    rows: list[Sequence[Cell]] = []
    decimals = decimals_of(data)
    for measure in {datum.measure.id: datum.measure for datum in data}.values():
        definition = edition.definitions.get(measure.id)
        kind = (measure.form, measure.timing, measure.polarity, measure.unit, decimals.get(measure.id))
        sentence = definition.sentence if definition else ""
        rows.append(
            (measure.id, measure.name, measure.subject, *kind, sentence, measure.owner, measure.version)
        )
    columns = (
        Column("measure", "string", "Id of the measure"),
        Column("name", "string", "Its name"),
        Column("subject", "string", "Its subject"),
        Column("form", "string", "count, percentage, average, median, sum, rate, ratio, difference or index"),
        Column("timing", "string", _OF_RESULT["timing"][1]),
        Column("polarity", "string", "Which way is better: higher, lower, nearest (the target) or neutral"),
        Column("unit", "string", "What its values are in; percentages are 0 to 100"),
        Column("decimals", "integer", "With how many its values are printed in tables"),
        Column("definition", "string", "The rule in words, written from the card that computes it"),
        Column("owner", "string", "Who answers for it"),
        Column("version", "integer", "Version of the definition"),
    )
    return TidyTable("measures", "Every measure of the results", columns, rows)


def groups(data: Sequence[Datum], names: GroupNames) -> TidyTable:
    """What each group of each breakdown is called."""
    found = dict.fromkeys((d.result.breakdown, d.result.group) for d in data if d.result.breakdown != ALL)
    rows: list[Sequence[Cell]] = [
        (*key, breakdown_words(key[0]), ", ".join(names.name(*part) for part in parts_of(*key).items()))
        for key in found
    ]
    columns = (
        Column("breakdown", "string", _OF_RESULT["breakdown"][1]),
        Column("group", "string", "Id of the group"),
        Column("breakdown_name", "string", "The breakdown in words"),
        Column("group_name", "string", "The group in words"),
    )
    return TidyTable("groups", "Every group of the results", columns, rows)
