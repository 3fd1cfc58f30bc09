"""Parameters: dated values inside definitions that a council may set, with their defaults."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from goldenthread.base.dates import day_number
from goldenthread.base.documents import read_yaml
from goldenthread.base.errors import RefusedInput, suggest
from goldenthread.warehouse.literals import text_sql

LARGEST = 100_000
"""No limit of practice is larger; a larger number is a slip."""


@dataclass(frozen=True)
class Parameter:
    """A parameter that cards may name: its default, unit, meaning, and the keys it may be set by.

    A switch is a parameter that chooses between rules: `says` has the words of the rule for each value it may
    have. Of a limit it is empty.
    """

    name: str
    default: float
    unit: str
    means: str
    keys: tuple[str, ...] = ()
    says: Mapping[float, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """A day from which another value is in force."""

    day: dt.date
    before: float
    after: float


@dataclass(frozen=True)
class ParameterValue:
    """A council's own value from a day on. `key` is None for all keys."""

    authority: str
    name: str
    key: str | None
    value: float
    valid_from: dt.date
    is_own: bool = False  # set in the workspace: stands before what was loaded


@cache
def parameters() -> dict[str, Parameter]:
    """The parameters that the catalogue knows."""
    text = files("goldenthread.catalogue").joinpath("parameters.yml").read_text(encoding="utf-8")
    return {
        name: Parameter(
            name,
            float(spec["default"]),
            spec["unit"],
            spec["means"],
            tuple(spec.get("keys", ())),
            {float(value): words for value, words in spec.get("says", {}).items()},
        )
        for name, spec in read_yaml(text).items()
    }


def parameter_value(
    authority: str, name: str, value: object, valid_from: dt.date, is_own: bool = False
) -> ParameterValue:
    """One row of a council's parameters. A key is written in brackets: supervision_days[cin_plan]."""
    base, _, key = name.partition("[")
    base, key = base.strip(), key.rstrip("]").strip()
    if base not in parameters():
        raise RefusedInput(f"There is no parameter '{base}'.", do=suggest(base, parameters()))
    known = parameters()[base]
    if key and key not in known.keys:
        raise RefusedInput(f"'{base}' has no key '{key}'.", do=suggest(key, known.keys))
    try:
        number = float(str(value))
    except ValueError:
        number = math.nan
    if not 0 <= number <= LARGEST:
        raise RefusedInput(
            f"The value of parameter '{name}' is not a number from 0 to {LARGEST:,}.",
            do=f"Give {known.unit}: {known.means}.",
        )
    if known.says and number not in known.says:
        listed = " or ".join(f"{value:g}" for value in sorted(known.says))
        raise RefusedInput(
            f"The value of parameter '{name}' is not {listed}.", do=f"Give {known.unit}: {known.means}."
        )
    return ParameterValue(authority, base, key or None, number, valid_from, is_own)


@dataclass(frozen=True)
class ParameterSet:
    """Values in force, for rendering into SQL: the latest value whose day has come, else the default."""

    values: tuple[ParameterValue, ...] = field(default=())

    def at(self, authority: str, name: str, day: dt.date, key: str | None = None) -> float:
        """The value in force for an authority on a day."""
        good = [
            v
            for v in self.values
            if v.authority == authority and v.name == name and v.key in (None, key) and v.valid_from <= day
        ]
        best = max(good, key=_strength, default=None)
        return best.value if best else parameters()[name].default

    def steps(self, authority: str, name: str, key: str | None = None) -> list[Step]:
        """The days on which the value in force changes; a value that only repeats the one before is none."""
        own = [v for v in self.values if (v.authority, v.name) == (authority, name) and v.key in (None, key)]
        found, before = [], parameters()[name].default
        for day in sorted({v.valid_from for v in own}):
            after = self.at(authority, name, day, key)
            if after != before:
                found.append(Step(day, before, after))
            before = after
        return found

    def sql(self, name: str, *, authority: str, day: str, key: str | None) -> str:
        """A CASE over authority, day and key; `authority`, `day` and `key` are SQL names."""
        rows = [v for v in self.values if v.name == name and (v.key is None or key is not None)]
        rows.sort(key=_strength, reverse=True)
        default = _number(parameters()[name].default)
        if not rows:
            return default
        whens = " ".join(f"WHEN {_condition(v, authority, day, key)} THEN {_number(v.value)}" for v in rows)
        return f"CASE {whens} ELSE {default} END"


def _strength(value: ParameterValue) -> tuple[bool, bool, dt.date]:
    """Of several values that hold, the workspace's stands first, then one for the key, then the latest."""
    return value.is_own, value.key is not None, value.valid_from


def _condition(value: ParameterValue, authority: str, day: str, key: str | None) -> str:
    parts = [f"{authority} = {text_sql(value.authority)}", f"{day} >= {day_number(value.valid_from)}"]
    if value.key is not None:
        parts.append(f"{key} = {text_sql(value.key)}")
    return " AND ".join(parts)


def parameter_values(rows: Iterable[Mapping[str, Any]]) -> ParameterSet:
    """Parameters from rows of the canonical table."""
    return ParameterSet(
        tuple(
            parameter_value(
                str(r["authority"]), str(r["name"]), r["value"], r["valid_from"], bool(r.get("is_own"))
            )
            for r in rows
        )
    )


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
