"""Keys of figures in the markup: each figure names its result, and what is common stands on an ancestor.

An element with `data-part` is a figure. Its measure, period, breakdown and group are its own attribute
of that name, or the nearest ancestor's. That keeps a table of a hundred figures small and every figure
traceable.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from goldenthread.analysis.figures import Figure, Key
from goldenthread.publication.tree import Table, Text

INHERITED = ("measure", "period", "breakdown", "group")

Context = Mapping[str, str]


def figures_in(text: Text) -> list[Figure]:
    """The figures of a text in order."""
    return [part for part in text if isinstance(part, Figure)]


def table_context(table: Table) -> dict[str, str]:
    """What all figures of a table have in common."""
    return _common(figure for row in table.rows for cell in row for figure in figures_in(cell))


def text_context(text: Text) -> dict[str, str]:
    """What all figures of a sentence have in common."""
    return _common(figures_in(text))


def row_context(row: Iterable[Text], outer: Context) -> dict[str, str]:
    """What all figures of a row have in common beyond the table; to be merged with the table's."""
    common = _common(figure for cell in row for figure in figures_in(cell))
    return {name: value for name, value in common.items() if outer.get(name) != value}


def context_attributes(context: Context) -> str:
    """The attributes that a table or row carries for its figures, escaped."""
    return "".join(f' data-{name}="{escape(context[name])}"' for name in INHERITED if name in context)


def figure_attributes(figure: Figure, context: Context, proofs: Mapping[Key, str]) -> str:
    """A figure's own attributes, escaped: its part, what its ancestors do not already say, and its code."""
    own = {name: getattr(figure, name) for name in INHERITED if context.get(name) != getattr(figure, name)}
    against = f' data-against="{escape(figure.against)}"' if figure.against else ""
    code = proofs.get(figure.key) if figure.part == "value" else None
    proof = f' title="Proof {escape(code)}"' if code else ""
    return f'{context_attributes(own)} data-part="{escape(figure.part)}"{against}{proof}'


def is_one_figure(text: Text) -> bool:
    """Whether a cell is one figure alone, so that the cell itself carries the key."""
    return len(text) == 1 and isinstance(text[0], Figure)


def _common(figures: Iterable[Figure]) -> dict[str, str]:
    held = list(figures)
    if not held:
        return {}
    sets = {name: {getattr(figure, name) for figure in held} for name in INHERITED}
    return {name: str(next(iter(values))) for name, values in sets.items() if len(values) == 1}
