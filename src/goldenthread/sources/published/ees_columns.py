"""Which columns of explore education statistics hold figures, and which say what a row is of.

The file does not say. By what its cells hold, a column is

- an indicator where each is a figure, a symbol, or a sign that is no known symbol ('*'), which is held;
- an indicator of which nothing is taken where one is a length of time (1:03);
- a filter where there are words, and no figure;
- where figures stand beside words, a filter if rows of one period and area could not be told apart without it
  (age: Total, 16, 17), else an indicator whose words are held.

A column of words that has figures or symbols too is noted, whichever it is taken for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.sources.published.cells import figure, is_duration
from goldenthread.sources.text import clean

FIGURE, SYMBOL, SIGN, LENGTH, WORD = "figure", "symbol", "sign", "length of time", "word"
LENGTHS = "its column holds lengths of time, as years and months, which are not read"


@dataclass(frozen=True)
class Columns:
    """The columns of a file by folded header. `lengths` are indicators in whose column a length of time
    stands; `taken` whether any other has a figure or a symbol; `notes` say what was not plain."""

    indicators: dict[str, pa.Array]
    filters: dict[str, pa.Array]
    lengths: frozenset[str]
    taken: bool
    notes: tuple[str, ...]


def sorted_columns(keys: Sequence[pa.Array], others: Mapping[str, pa.Array]) -> Columns:
    """Indicators and filters among `others`; `keys` are the columns of period and place."""
    holds = {name: _content(cells) for name, cells in others.items()}
    lengths = frozenset(name for name, content in holds.items() if LENGTH in content)
    worded = [name for name, content in holds.items() if WORD in content and name not in lengths]
    filters = {name for name, content in holds.items() if not content}
    filters |= {name for name in worded if FIGURE not in holds[name]}
    mixed = [name for name in worded if name not in filters]
    for name in sorted(mixed, key=lambda one: len(pc.unique(others[one]))):
        rows = [*keys, *(others[one] for one in filters)]
        if _different([*rows, others[name]]) > _different(rows):
            filters.add(name)
    indicators = {name: cells for name, cells in others.items() if name not in filters}
    said = {name: cells for name, cells in others.items() if name in filters}
    notes = [_mixed(name, name in filters) for name in mixed]
    notes += [_symbols(name) for name in worded if name not in mixed and SYMBOL in holds[name]]
    notes += [_lengths(name) for name in indicators if name in lengths]
    plain = {name: cells for name, cells in indicators.items() if name not in lengths}
    return Columns(
        indicators,
        said,
        lengths,
        any(holds[name] & {FIGURE, SYMBOL} for name in plain),
        (*notes, *_perhaps_filter([*keys, *said.values()], plain)),
    )


def _content(cells: pa.Array) -> frozenset[str]:
    """What the filled cells of a column are."""
    return frozenset(_kinds(pc.unique(cells).to_pylist()))


def _kinds(texts: Sequence[str | None]) -> Iterator[str]:
    for text in filter(None, map(clean, filter(None, texts))):
        value, symbol, _ = figure(text)
        if value is not None or symbol:
            yield SYMBOL if symbol else FIGURE
        elif is_duration(text):
            yield LENGTH
        else:
            yield WORD if any(map(str.isalnum, text)) else SIGN


def _rows(columns: Sequence[pa.Array]) -> pa.Table:
    """Every different row of these columns, and how often it stands."""
    names = [str(at) for at in range(len(columns))]
    table = pa.Table.from_arrays(list(columns), names=names)
    return table.group_by(names, use_threads=False).aggregate([([], "count_all")])


def _different(columns: Sequence[pa.Array]) -> int:
    return int(_rows(columns).num_rows)


def _perhaps_filter(keys: Sequence[pa.Array], indicators: Mapping[str, pa.Array]) -> tuple[str, ...]:
    """A word on a filter without words (age: 16, 17, 18), which is taken for figures. It is looked for where
    most rows share period, place and filters with another one: the column that tells all of them apart, and
    whose own texts stand in two rows or more."""
    count = len(keys[0])
    often = _rows(keys)["count_all"]
    twins = pc.sum(often.filter(pc.greater(often, 1))).as_py() or 0
    if not twins or twins * 2 < count:
        return ()
    texts = {name: len(pc.unique(cells)) for name, cells in indicators.items()}
    for name in sorted((one for one in texts if texts[one] * 2 <= count), key=texts.__getitem__):
        if _different([*keys, indicators[name]]) == count:
            said = (
                f"Rows that share period, area and all else that is no figure with another row: {twins:,}. "
                f"Column '{name}' tells them apart: if it says what they are of, and is no figure, write its "
                f"cells as words (16 as age 16) and load the file again."
            )
            return (said,)
    return ()


def _mixed(name: str, is_filter: bool) -> str:
    if is_filter:
        return (
            f"Column '{name}' holds figures and other texts. Without it rows of one area and period could "
            f"not be told apart, so it is taken to say what they are of, and its figures for labels."
        )
    return (
        f"Column '{name}' holds figures and other texts. Rows are told apart without it, so it is taken for "
        f"figures, and the other texts are held."
    )


def _symbols(name: str) -> str:
    return f"Column '{name}' holds words and symbols, and no figure: it is taken to say what the rows are of."


def _lengths(name: str) -> str:
    return (
        f"Column '{name}' holds lengths of time, as years and months (1:03 is a year and three months): all "
        f"its cells are held. Type the figures you need into the template, in days or months."
    )
