"""Proof codes: eight characters beside a figure, by which it can be found and computed again to the digit.

A code is made from what the figure is of, never from the figure: authority, measure, definition, snapshot,
settings, period, breakdown and group. It tells nothing to who does not hold the register of codes.
"""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.model.measure import Component, Measure, Per, Split
from goldenthread.model.results import Results

CROCKFORD = str.maketrans("0123456789ABCDEFGHIJKLMNOPQRSTUV", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
"""From the common base 32 to Crockford's, which has no I, L, O or U: it can be read aloud and typed."""

LONGEST = 26
"""Characters of a whole code. The first eight are shown, or more when two figures would share them."""

ALIKE = str.maketrans("ILO", "110")
PROSE = frozenset(
    {
        *("why", "reference", "owner", "checked_by", "review_by"),
        *("benchmarks", "notes", "examples", "file", "breaks"),
    }
)
"""Fields of a card that no figure depends on."""


@cache
def engine_version() -> str:
    """A hash over what counts: another way of counting gives a figure another code."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def digest_of(document: object) -> str:
    """A short hash of anything that JSON can say."""
    text = json.dumps(document, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def definition_of(measure: Measure, catalogue: Mapping[str, Measure]) -> list[dict[str, Any]]:
    """The cards by which a measure is counted, as JSON can say them: its own first, then those it names."""
    named = [catalogue[part] for part in measure.parts.values() if isinstance(part, str)]
    deeper = [card for one in named for card in definition_of(one, catalogue)]
    own = {name: value for name, value in dataclasses.asdict(measure).items() if name not in PROSE}
    return [json.loads(json.dumps(own, default=str)), *deeper]


def measures_of(definition: Iterable[Mapping[str, Any]]) -> dict[str, Measure]:
    """The cards of a kept definition, by id."""
    return {one["id"]: _measure(one) for one in definition}


def _measure(said: Mapping[str, Any]) -> Measure:
    values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in said.items()}
    values["valid_from"] = dt.date.fromisoformat(values["valid_from"])
    values["base"] = Component(**said["base"]) if said["base"] else None
    values["parts"] = {r: p if isinstance(p, str) else Component(**p) for r, p in said["parts"].items()}
    values["per"] = Per(**said["per"]) if said["per"] else None
    split = said["split"]
    values["split"] = Split(split["by"], split["share"], tuple(split["groups"])) if split else None
    return Measure(**values, why="", reference="", owner="")


def codes_of(results: Results, definitions: Mapping[str, str], settings: str) -> list[str]:
    """The whole codes of results, row by row.

    `definitions` is the hash of each measure's definition, `settings` that of the council's own settings and
    of the engine.
    """
    columns = ("authority", "measure", "snapshot", "period", "breakdown", "group")
    rows = zip(*(results.table.column(name).to_pylist() for name in columns), strict=True)
    return [_code(*row, definitions[row[1]], settings) for row in rows]


def _code(*parts: str) -> str:
    hashed = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return base64.b32hexencode(hashed[:20]).decode("ascii").translate(CROCKFORD)[:LONGEST]


def as_typed(code: str) -> str:
    """A code as it is kept: upper case, no spaces or hyphens, letters that look like digits as digits."""
    return "".join(code.upper().split()).replace("-", "").translate(ALIKE)
