"""Tables of the tree as sheets. Tables of a page that have the same headings share a sheet, one under the
other, so that the reader can sort and filter them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from goldenthread.analysis.figures import Key
from goldenthread.publication.figures_in import figures_in
from goldenthread.publication.tree import Block, Page, Paragraph, Section, Table, Terms
from goldenthread.publication.xlsx.flat import Raw, flat, words_of
from goldenthread.publication.xlsx.sheet import Cell, Sheet, without_blank_columns

BLANK = "A blank cell means that there is nothing to print there."


@dataclass(frozen=True)
class Placed:
    """A table and the title of the section that it stands in."""

    section: str
    table: Table


def page_sheets(
    page: Page,
    blocks: Sequence[Block],
    raw: Raw,
    proofs: Mapping[Key, str],
    label: str = "",
    *,
    without_figures: bool = False,
) -> list[Sheet]:
    """The sheets of the tables in some blocks of a page, numbered in reading order; the first of those that
    have a label bears it alone. `without_figures` takes only tables that hold no figure of a measure, such as
    those of published ones."""
    alike: dict[tuple[str, ...], list[Placed]] = defaultdict(list)
    for placed in _placed(tuple(blocks), page.title):
        if without_figures and figures_in(placed.table):
            continue
        alike[tuple(column.heading for column in placed.table.columns)].append(placed)
    sheets: list[Sheet] = []
    for number, held in enumerate(alike.values(), start=1):
        name = label if label and number == 1 else f"{label} {number}".strip()
        title = _title(page, held, {sheet.title for sheet in sheets})
        sheets.append(_sheet(f"{page.stem} {name}", title, held, raw, proofs))
    return sheets


def _sheet(name: str, title: str, held: Sequence[Placed], raw: Raw, proofs: Mapping[Key, str]) -> Sheet:
    columns: list[str] = []
    rows: list[dict[str, Cell]] = []
    for placed in held:
        heads, cells = flat(placed.table, raw, proofs)
        _take_in(columns, heads)
        first: dict[str, Cell] = {"Section": placed.section, "Table": placed.table.caption}
        rows += [first | dict(zip(heads, row, strict=True)) for row in cells]
    said = [
        n
        for n, values in (("Section", {p.section for p in held}), ("Table", {p.table.caption for p in held}))
        if len(values) > 1
    ]
    shown_heads = (*said, *columns)
    filled_rows = [tuple(row.get(head) for head in shown_heads) for row in rows]
    shown, filled = without_blank_columns(shown_heads, filled_rows)
    lines = (BLANK,) if any(None in row or "" in row for row in filled) else ()
    return Sheet(name, title, lines, shown, filled)


def _take_in(columns: list[str], heads: Sequence[str]) -> None:
    """Put headings that are new each behind the one that it stands behind in its own table."""
    place = 0
    for head in heads:
        if head in columns:
            place = columns.index(head) + 1
        else:
            columns.insert(place, head)
            place += 1


def _title(page: Page, held: Sequence[Placed], taken: set[str]) -> str:
    """The caption of one table, what those of several have in common, and the section where that was said."""
    captions = list(dict.fromkeys(placed.table.caption for placed in held))
    sections = list(dict.fromkeys(placed.section for placed in held))
    if len(captions) == 1:
        title = captions[0]
    else:
        title = sections[0] if len(sections) == 1 else f"{page.title}: {_common(captions)}"
    return f"{title}: {sections[0]}" if title in taken else title


def _common(captions: Sequence[str]) -> str:
    """What captions end with alike after a colon or comma, or the first of them with 'and others'."""
    for mark in (": ", ", "):
        ends = {caption.rpartition(mark)[2] for caption in captions}
        if len(ends) == 1:
            return ends.pop()
    return f"{captions[0]}, and {len(captions) - 1} more"


def tables_in(node: Any) -> Iterator[Table]:
    """The tables below a node of the tree."""
    return (placed.table for placed in _placed(node, ""))


def _placed(node: Any, section: str) -> Iterator[Placed]:
    if isinstance(node, Table):
        yield Placed(section, node)
    elif isinstance(node, tuple):
        for each in node:
            yield from _placed(each, section)
    elif is_dataclass(node):
        inner = node.title if isinstance(node, Section) else section
        for each in fields(node):
            yield from _placed(getattr(node, each.name), inner)


def terms_sheets(page: Page, proofs: Mapping[Key, str]) -> list[Sheet]:
    """The terms of a page, each with what it says."""
    rows = tuple(
        (section.title, name, words_of(text, proofs))
        for section in page.sections
        for block in section.blocks
        if isinstance(block, Terms)
        for name, text in block.pairs
    )
    return [Sheet(f"{page.stem} terms", f"{page.title}: terms", (), ("Section", "Term", "Meaning"), rows)]


def definitions_sheets(page: Page, proofs: Mapping[Key, str]) -> list[Sheet]:
    """The page of definitions: one row a measure, then the words used."""
    defined: list[dict[str, Cell]] = []
    for section in page.sections:
        if section.anchor.startswith("d-"):
            terms = [block for block in section.blocks if isinstance(block, Terms)]
            said = [
                words_of(block.text, proofs) for block in section.blocks[:1] if isinstance(block, Paragraph)
            ]
            row: dict[str, Cell] = {"Measure": section.title, "Rule in words": " ".join(said)}
            row |= {name: words_of(text, proofs) for each in terms for name, text in each.pairs}
            defined.append(row)
    columns = tuple(dict.fromkeys(name for row in defined for name in row))
    rows = tuple(tuple(row.get(name) for name in columns) for row in defined)
    words = replace(page, sections=tuple(s for s in page.sections if not s.anchor.startswith("d-")))
    return [Sheet(f"{page.stem} 1", page.title, (BLANK,), columns, rows), *terms_sheets(words, proofs)]
