"""Cells of published tables: a figure or a symbol, never both; anything else is held with its reason."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.published import SYMBOLS
from goldenthread.sources.text import clean

_NUMBER = re.compile(r"[-+]?((\d{1,3}(,\d{3})+|\d+)(\.\d+)?|\.\d+)([eE][-+]?\d{1,3})?")
"""A number has a digit before any exponent: E1 is a legal status, and no power of ten."""

DIGITS = 15
"""Significant digits of a figure: as many as every number keeps between paper and machine. What is written
with more is a spreadsheet's binary tail."""

_DURATION = re.compile(r"\d+:\d{2}")
EMPTY = "empty: neither a figure nor a symbol"
UNKNOWN = "neither a figure nor a symbol that is known"
TEXT = pa.dictionary(pa.int32(), pa.string())


def figure(text: str) -> tuple[float | None, str | None, str]:
    """A cell as value, symbol, and the reason when it is neither.

    A number written with a binary tail (32.299999999999997, 92.69999999999999) is the number published (32.3,
    92.7): it is read to 15 significant digits, so that two areas of one figure are equal and share a rank.
    """
    plain = clean(text)
    if not plain:
        return None, None, EMPTY
    bare = plain[1:-1].strip() if plain[0] == "[" and plain[-1] == "]" else plain
    if bare.casefold() in SYMBOLS:
        return None, bare.casefold(), ""
    number = plain.removesuffix("%").rstrip()
    value = float(number.replace(",", "")) if _NUMBER.fullmatch(number) else math.inf
    value = float(f"{value:.{DIGITS}g}")
    return (value, None, "") if math.isfinite(value) else (None, None, UNKNOWN)


def is_duration(text: str) -> bool:
    """Whether a cell is years and months, as 1:03."""
    return bool(_DURATION.fullmatch(clean(text)))


@dataclass(frozen=True)
class Figures:
    """A column of cells: values and symbols, and the places of what is neither, with the reasons."""

    values: pa.Array
    symbols: pa.Array
    odd: tuple[tuple[int, str], ...]


def figures(column: pa.Array) -> Figures:
    """Every cell of a text column; one that occurs a thousand times is read once."""
    coded = pc.fill_null(column, "").dictionary_encode()
    read = [figure(text) for text in coded.dictionary.to_pylist()]
    values = pa.array([value for value, _, _ in read], pa.float64()).take(coded.indices)
    symbols = pa.array([symbol for _, symbol, _ in read], pa.string()).take(coded.indices)
    reasons = pa.array([reason or None for _, _, reason in read], pa.string()).take(coded.indices)
    places = pc.indices_nonzero(pc.is_valid(reasons)).to_pylist()
    return Figures(values, symbols, tuple((at, str(reasons[at])) for at in places))


def coded(column: pa.Array) -> pa.Array:
    """A text column as the store keeps it, each text once."""
    return column.dictionary_encode().cast(TEXT)


def same(text: str | None, count: int) -> pa.Array:
    """One text in every row."""
    if text is None:
        return pa.nulls(count, TEXT)
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), count), pa.array([text]))
