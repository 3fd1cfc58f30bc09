"""The measures, from their cards: a page for each subject, with rule, examples and SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

import goldenthread
from goldenthread.engine.availability import STANDARDS
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.compute import parts_of
from goldenthread.engine.lists import list_sql
from goldenthread.engine.parameters import parameter_values
from goldenthread.engine.strategy import read_strategy
from goldenthread.engine.tallies import tallies
from goldenthread.engine.words import words
from goldenthread.model.measure import Measure
from goldenthread.model.strategy import Strategy
from goldenthread.warehouse.conform import PERSON_NUMBERS
from goldenthread.warehouse.cover import Covers
from goldenthread.warehouse.facts import FactColumn, facts
from tools.docs.markdown import code, table

CATALOGUE = Path(next(iter(goldenthread.__path__))) / "catalogue"

DETAILS = {
    "form": "Form",
    "timing": "Timing",
    "polarity": "Polarity",
    "unit": "Unit",
    "fact": "Fact",
    "date": "Date",
    "interval": "Interval",
    "count": "Counted",
    "where": "Where",
    "denominator": "Denominator",
    "numerator": "Numerator",
    "value": "Value",
    "window": "Window",
    "matures": "Known when",
    "standards": "Read from",
    "breakdowns": "Breakdowns",
    "benchmarks": "Benchmarks",
    "owner": "Owner",
    "version": "Version",
    "valid_from": "Valid from",
}
"""Keys of a card that the page shows, in this order, with the word a reader sees."""


_FACTS = (
    "What measures count: one row an event, or a stretch of time. Each is conformed once per load by its "
    "SQL, from canonical tables in which dates are day numbers and people are numbers."
)


class NoData:
    """A snapshot with nothing in it, for the text of a query."""

    id, extracted_on, covers, at_once = "none", dt.date(2024, 1, 31), Covers(()), 1

    def table(self, standard: str, fact: str, shape: str) -> str:
        """The name under which a conformed table would lie."""
        return f"{standard}.{fact}.{shape}"

    def single_keys(self, *_: str) -> frozenset[str]:
        """None."""
        return frozenset()

    def person_numbers(self) -> str:
        """The name of the people's numbers."""
        return PERSON_NUMBERS

    def rows(self, *_: str) -> Iterable[Mapping[str, Any]]:
        """None."""
        return ()

    def put(self, *_: object) -> None:
        """Nothing is kept."""

    def keep(self, *_: str) -> None:
        """Nothing is kept."""

    def fetch(self, *_: str) -> pa.Table:
        """Nothing is found."""
        return pa.table({})


def pages() -> dict[str, str]:
    """A page for each subject, and one for the facts they count."""
    measures = shipped_measures()
    strategy = read_strategy(
        (CATALOGUE / "strategy.yml").read_text(encoding="utf-8"), file="strategy.yml", catalogue=measures
    )
    found = {"reference/facts.md": _facts()}
    for folder in sorted(path for path in CATALOGUE.iterdir() if path.is_dir()):
        cards = sorted(_cards(folder), key=lambda card: str(card["id"]))
        if cards:
            title = folder.name.replace("_", " ").capitalize()
            found[f"reference/measures/{folder.name}.md"] = "\n\n".join(
                [f"# Measures: {title}", *(_card(card, measures, strategy) for card in cards)]
            )
    return found


def _cards(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.rglob("*.yml")):
        for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            if isinstance(document, dict) and "id" in document and "form" in document:
                yield document


def _card(card: dict[str, Any], measures: dict[str, Measure], strategy: Strategy) -> str:
    measure = measures[card["id"]]
    said = words(measure, measures, parameter_values([]), "")
    details = [(word, _shown(card[key])) for key, word in DETAILS.items() if card.get(key) is not None]
    rule = [(label, text) for label, text in (*said.rule, *said.parameters)]
    parts = [
        f"## {card['name']}",
        code(card["id"]),
        _shown(card["why"]),
        f"**{said.sentence}**",
        table(("In words", ""), rule),
        table(("On the card", ""), details),
        *(_shown(note) for note in card.get("notes") or ()),
        f"Reference: {card['reference']}",
        f"Used by: {_used_by(measure, measures, strategy)}.",
        *_examples(card),
        *_queries(measure, measures),
    ]
    return "\n\n".join(part for part in parts if part)


def _used_by(measure: Measure, measures: dict[str, Measure], strategy: Strategy) -> str:
    """The priorities of the example strategy and the measures that read this one."""
    own = {measure.id, *(one.id for one in measures.values() if one.variant_of == measure.id)}
    found = [
        f"the priority '{priority.name}'"
        for priority in strategy.priorities
        if any(shown.measure in own for shown in priority.measures)
    ]
    found += [code(one.id) for one in measures.values() if measure.id in one.parts.values()]
    return ", ".join(found) or "no priority of the example strategy"


def _queries(measure: Measure, measures: dict[str, Measure]) -> Iterator[str]:
    """The query that lists the rows behind the measure, one for each of its parts."""
    standard = STANDARDS[measure.standards[0].split(":")[0]]
    for role, tally in parts_of(measure, tallies([measure], measures, None)).items():
        name = tally.component.fact
        yield f"The rows counted ({role}), from the fact [{name}](../facts.md#{name}):"
        yield f"```sql\n{list_sql(NoData(), tally, standard, 'AUTHORITY', {})}\n```"


def _needs(column: FactColumn) -> list[str]:
    """What a column needs, and what it needs from single standards."""
    more = [f"{name} ({standard})" for standard, names in column.needs_in.items() for name in names]
    return [*column.needs, *more]


def _facts() -> str:
    """Every fact with its columns and the SQL that conforms it."""
    parts = [
        "# Facts",
        _FACTS,
    ]
    for name, one in sorted(facts().items()):
        parts += [f"## {name}", f"{one.title}."]
        columns = [(code(c.name), c.type, c.means, ", ".join(_needs(c))) for c in one.columns.values()]
        parts.append(table(("Column", "Type", "Meaning", "Needs"), columns))
        for standard, sql in one.sql.items():
            parts += [f"From {standard}:"] if standard else []
            parts.append(f"```sql\n{sql.strip()}\n```")
    return "\n\n".join(parts)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_shown(item)}" for key, item in value.items())
    return str(value).strip() if not isinstance(value, bool) else str(value).lower()


def _examples(card: dict[str, Any]) -> Iterator[str]:
    for example in card.get("examples") or ():
        title = f"{example['title']}. " if example.get("title") else ""
        yield f"Example, {example.get('period')}: {title}{_shown(example.get('expect'))}"
        rows = example.get("rows")
        for name, text in rows.items() if isinstance(rows, dict) else ():
            lines = [[cell.strip() for cell in line.split("|")] for line in str(text).strip().splitlines()]
            if lines:
                yield f"{code(name)}\n\n{table(lines[0], lines[1:])}"
