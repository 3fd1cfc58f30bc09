"""A table of the tree as columns of numbers and words: '12 of 101' becomes two numbers in two columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from goldenthread.analysis.figures import Figure, Key
from goldenthread.publication.tree import Band, Icon, Inline, Link, Minor, Proof, Table, Tag, Text
from goldenthread.publication.xlsx.numbers import PRINTED, cell_of, number_of
from goldenthread.publication.xlsx.sheet import Cell

Raw = Callable[[Figure], float | None]
"""The unrounded number of a figure, or None where the cell must hold it as printed."""

SHAPES: Mapping[str, tuple[str, ...]] = {
    "N": ("",),
    "N of N": ("", "out of"),
    "of N": ("out of",),
    "N for N": ("", "for"),
    "N to N": ("from", "to"),
    "N, N": ("first", "second"),
    "N (N)": ("", "in brackets"),
    "N (N of N)": ("", "number", "out of"),
    "N of N (N)": ("number", "out of", ""),
}
"""The shapes of cells that hold numbers, and what each number adds to the heading."""

MARK, QUARTER, REMARK = "mark", "quarter", "remark"
"""What the words beside a number add to the heading."""


def flat(table: Table, raw: Raw, proofs: Mapping[Key, str]) -> tuple[list[str], list[list[Cell]]]:
    """The columns of a table and its rows, with a column for each number of a cell."""
    columns: list[str] = []
    rows: list[list[Cell]] = [[] for _ in table.rows]
    for place, column in enumerate(table.columns):
        texts = [row[place] if place < len(row) else () for row in table.rows]
        split = place > 0 and (column.numeric or column.heading == "Target")
        cells = [_numbers(text, raw) if split else None for text in texts]
        parts = [cell or {"": words_of(text, proofs)} for cell, text in zip(cells, texts, strict=True)]
        names = list(dict.fromkeys(name for part in parts for name in part)) or [""]
        columns += [_distinct(_heading(column.heading, name, names), columns) for name in names]
        for row, part in zip(rows, parts, strict=True):
            row += [part.get(name) for name in names]
    return columns, rows


def words_of(text: Text, proofs: Mapping[Key, str]) -> str:
    """A cell as plain words."""
    return " ".join("".join(_word(each, proofs) for each in text).split())


def _word(each: Inline, proofs: Mapping[Key, str]) -> str:
    if isinstance(each, str):
        return each
    if isinstance(each, Icon):
        return each.word
    if isinstance(each, Band):
        return each.letter
    return proofs.get(each.key, "") if isinstance(each, Proof) else each.text


def _numbers(text: Text, raw: Raw) -> dict[str, Cell] | None:
    """The numbers of a cell by what they are, with the words beside them; None where its shape is unknown."""
    shape, found = "", list[Cell]()
    words: dict[str, list[str]] = defaultdict(list)
    for each in text:
        if isinstance(each, Minor):
            words[REMARK].append(each.text.strip())
        elif isinstance(each, Tag | Icon | Band | Link):
            words[QUARTER if isinstance(each, Band) else MARK].append(_word(each, {}))
        elif isinstance(each, Figure):
            shape += "N"
            found.append(cell_of(each, raw(each)))
        elif isinstance(each, str):
            shape, found = _in_text(each, shape, found, words[MARK])
    names = SHAPES.get(shape.strip())
    if names is None or len(names) != len(found):
        return None
    cells = dict(zip(names, found, strict=True))
    return cells | {name: ", ".join(said) for name, said in words.items() if said}


def _in_text(text: str, shape: str, found: list[Cell], words: list[str]) -> tuple[str, list[Cell]]:
    """The numbers in a plain text added to those found; an arrow before a number is a word about it."""
    for mark in ("▲", "▼"):
        if text.startswith(f"{mark} "):
            words.append(mark)
            text = text.removeprefix(f"{mark} ")
    end = 0
    for number in re.finditer(rf"(?<![\w.]){PRINTED.pattern}(?![\w.])", text):
        shape += f"{text[end : number.start()]}N"
        found = [*found, number_of(number[0])]
        end = number.end()
    return shape + text[end:], found


def _distinct(heading: str, taken: Sequence[str]) -> str:
    """A heading that is not taken yet: the second of a name is numbered."""
    same = sum(each == heading or each.startswith(f"{heading} (") for each in taken)
    return f"{heading} ({same + 1})" if heading in taken else heading


def _heading(heading: str, name: str, names: Sequence[str]) -> str:
    return heading if not name or len(names) == 1 else f"{heading}: {name}"
