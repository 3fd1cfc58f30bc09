"""The measures, from their cards: a page for each subject."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

import goldenthread
from tools.docs.markdown import code, table

CATALOGUE = Path(next(iter(goldenthread.__path__))) / "catalogue"

DETAILS = {
    "form": "Form",
    "timing": "Timing",
    "polarity": "Polarity",
    "fact": "Fact",
    "date": "Date",
    "interval": "Interval",
    "count": "Counted",
    "denominator": "Denominator",
    "numerator": "Numerator",
    "value": "Value",
    "window": "Window",
    "standards": "Read from",
    "breakdowns": "Breakdowns",
    "benchmarks": "Benchmarks",
}
"""Keys of a card that the page shows, in this order, with the word a reader sees."""


def pages() -> dict[str, str]:
    """A page for each subject folder that holds cards."""
    found: dict[str, str] = {}
    for folder in sorted(path for path in CATALOGUE.iterdir() if path.is_dir()):
        cards = sorted(_cards(folder), key=lambda card: str(card["id"]))
        if cards:
            title = folder.name.replace("_", " ").capitalize()
            found[f"reference/measures/{folder.name}.md"] = "\n\n".join(
                [f"# Measures: {title}", *(_card(card) for card in cards)]
            )
    return found


def _cards(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.rglob("*.yml")):
        for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            if isinstance(document, dict) and "id" in document and "form" in document:
                yield document


def _card(card: dict[str, Any]) -> str:
    details = [(word, _shown(card[key])) for key, word in DETAILS.items() if card.get(key) is not None]
    parts = [
        f"## {card['name']}",
        code(card["id"]),
        _shown(card.get("why") or ""),
        table(("", ""), details),
        *_examples(card),
    ]
    reference = card.get("reference")
    return "\n\n".join([part for part in parts if part] + ([f"Reference: {reference}"] if reference else []))


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_shown(item)}" for key, item in value.items())
    return str(value).strip()


def _examples(card: dict[str, Any]) -> Iterator[str]:
    for example in card.get("examples") or ():
        yield f"Example, {example.get('period')}: {_shown(example.get('expect'))}"
        rows = example.get("rows")
        for name, text in rows.items() if isinstance(rows, dict) else ():
            lines = [[cell.strip() for cell in line.split("|")] for line in str(text).strip().splitlines()]
            if lines:
                yield f"{code(name)}\n\n{table(lines[0], lines[1:])}"
