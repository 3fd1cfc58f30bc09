"""Cells of published tables: a figure or a symbol, never a guess."""

from __future__ import annotations

import pyarrow as pa
import pytest

from goldenthread.model.published import SYMBOLS
from goldenthread.sources.published.cells import EMPTY, UNKNOWN, figure, figures

NUMBERS = [
    ("32.299999999999997", 32.3),
    ("4.7980000000000002E-2", 0.04798),
    ("1,234,567", 1234567.0),
    ("45%", 45.0),
    (" 7 ", 7.0),
    ("\u00a012.5\u00a0", 12.5),
    ("-3.2", -3.2),
    (".5", 0.5),
    ("1,234.5", 1234.5),
    ("1e3", 1000.0),
    ("92.69999999999999", 92.7),
    ("1.7993359059499237", 1.79933590594992),
    ("98.030407740152", 98.030407740152),
    ("204.935137123456", 204.935137123456),
    ("10530792576", 10530792576.0),
    ("0", 0.0),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_a_number_however_it_is_written(text: str, value: float) -> None:
    assert figure(text) == (value, None, "")


@pytest.mark.parametrize("symbol", [*SYMBOLS, "[c]", "[ x ]", "C", "LOW"])
def test_a_symbol_is_kept_and_is_no_figure(symbol: str) -> None:
    value, kept, reason = figure(symbol)
    assert (value, reason) == (None, "")
    assert kept == symbol.strip("[] ").casefold()


@pytest.mark.parametrize(
    "text",
    [
        *("q", "N/A", "#N/A", "NA", "nan", "1,23", "1:03", "12 (r)", "=SUM(A1)", "1e", "."),
        *("E1", "e5", "E06", "-E1", "1e999", "-1e999", "1.7976931348623159e308", "inf"),
    ],
)
def test_what_is_neither_is_named(text: str) -> None:
    assert figure(text) == (None, None, UNKNOWN)


def test_an_empty_cell_is_neither() -> None:
    assert figure("  ")[2] == EMPTY
    assert figures(pa.array(["1", None, "c"])).odd == ((1, EMPTY),)


def test_a_column_is_read_whole() -> None:
    found = figures(pa.array(["10", "c", "10", "?", "low"]))
    assert found.values.to_pylist() == [10.0, None, 10.0, None, None]
    assert found.symbols.to_pylist() == [None, "c", None, None, "low"]
    assert found.odd == ((3, UNKNOWN),)
