"""Native tables: columns as wide as they need, the first row their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu

from goldenthread.publication.pptx.canvas import EMU, Canvas, at_scale, paragraph_height, run_size
from goldenthread.publication.pptx.runs import Run, runs_of
from goldenthread.publication.pptx.template import Box
from goldenthread.publication.pptx.widths import lines, longest_word, width
from goldenthread.publication.tree import Table

UNPARTED = 24
"""Cells of so few characters stand on one line."""

SIDE, ABOVE = 5.0, 3.0
"""Space between a cell's text and its edges, in points."""

_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""'No Style, No Grid', which every program knows."""

_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_RULE = (
    f'<a:lnB {_A} w="{{width}}"><a:solidFill><a:schemeClr val="{{role}}"><a:lumMod val="{{mod}}"/><a:lumOff '
    'val="{off}"/></a:schemeClr></a:solidFill></a:lnB>'
)


@dataclass(frozen=True)
class Sized:
    """A table at one scale: sizes in points."""

    size: float
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    fits: bool  # whether every column has room for its longest word

    @property
    def height(self) -> float:
        """Of all rows together."""
        return sum(self.rows)


def sized(table: Table, canvas: Canvas, room: float, full: float, scale: float) -> Sized:
    """How wide the columns and how high the rows are in so much room."""
    size = at_scale(full, scale)
    cells = _cells(table, canvas)
    columns, fits = _columns(cells, size, room)
    heights = []
    for index, row in enumerate(cells):
        count = max(
            lines(
                "".join(run.text for run in cell), size, width_ - 2 * SIDE, bold=_is_bold(cell) or not index
            )
            for cell, width_ in zip(row, columns, strict=True)
        )
        heights.append(paragraph_height(size, count) + 2 * ABOVE)
    return Sized(size, columns, tuple(heights), fits)


def draw_table(table: Table, canvas: Canvas, box: Box, size: Sized) -> None:
    """The table at its place."""
    cells = _cells(table, canvas)
    height = round(size.height * EMU)
    words = f"Table: {table.name}" if table.name else "Table"
    place = Box(box.x, box.y, round(sum(size.columns) * EMU), height)
    made = canvas.table(place, len(cells), len(table.columns), table.name or "Table", words)
    properties = made._tbl.tblPr
    properties.set("firstRow", "1")
    properties.set("firstCol", "1")
    properties.set("bandRow", "0")
    properties.find(f"{{{properties.nsmap['a']}}}tableStyleId").text = _PLAIN_STYLE
    for index, each in enumerate(size.columns):
        made.columns[index].width = Emu(round(each * EMU))
    for row, each in enumerate(size.rows):
        made.rows[row].height = Emu(round(each * EMU))
    for row, runs in enumerate(cells):
        for column, said in enumerate(runs):
            _write(
                made.cell(row, column),
                canvas,
                said,
                size.size,
                table.columns[column].numeric,
                is_head=not row,
            )


def _cells(table: Table, canvas: Canvas) -> list[list[tuple[Run, ...]]]:
    heads: list[tuple[Run, ...]] = [(Run(column.heading, bold=True),) for column in table.columns]
    return [heads, *([runs_of(cell, canvas.proofs) for cell in row] for row in table.rows)]


def _columns(
    cells: Sequence[Sequence[tuple[Run, ...]]], size: float, room: float
) -> tuple[tuple[float, ...], bool]:
    """Each column as wide as its text where there is room for that; else each shares what there is."""
    across = range(len(cells[0]))
    wanted = [max(_natural(row[at], size) for row in cells) + 2 * SIDE for at in across]
    heads, *rows = cells
    least = [
        max([_longest_word(heads[at], size), *(_least(row[at], size) for row in rows)]) + 2 * SIDE
        for at in across
    ]
    spare = room - sum(wanted)
    if spare >= 0:
        return tuple(each + spare / len(wanted) for each in wanted), True
    left = max(room - sum(least), 0.0)
    asked = sum(want - need for want, need in zip(wanted, least, strict=True)) or 1.0
    made = [need + left * (want - need) / asked for want, need in zip(wanted, least, strict=True)]
    return tuple(each * min(1.0, room / sum(made)) for each in made), sum(least) <= room


def _natural(cell: Sequence[Run], size: float) -> float:
    return sum(width(run.text, run_size(size, run), bold=run.bold) for run in cell)


def _least(cell: Sequence[Run], size: float) -> float:
    """The longest word; of a cell as short as a number in its brackets all of it, so that none is parted."""
    if sum(len(run.text) for run in cell) <= UNPARTED:
        return _natural(cell, size)
    return _longest_word(cell, size)


def _longest_word(cell: Sequence[Run], size: float) -> float:
    return max((longest_word(run.text, size, bold=run.bold) for run in cell), default=0.0)


def _is_bold(cell: Sequence[Run]) -> bool:
    return any(run.bold for run in cell)


def _write(
    cell: Any, canvas: Canvas, said: Sequence[Run], size: float, numeric: bool, *, is_head: bool
) -> None:
    cell.margin_left = cell.margin_right = Emu(round(SIDE * EMU))
    cell.margin_top = cell.margin_bottom = Emu(round(ABOVE * EMU))
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_head else MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if numeric else PP_ALIGN.LEFT
    for run in said:
        canvas.run(paragraph, run, size)
    if not said:
        end = OxmlElement("a:endParaRPr")  # else an empty cell is as high as the type of a text box
        end.set("sz", str(round(size * 100)))
        paragraph._p.append(end)
    rule = {"width": 19050, "role": "tx2", "mod": 100000, "off": 0}
    rule = rule if is_head else {"width": 6350, "role": "tx1", "mod": 35000, "off": 65000}
    properties = cell._tc.get_or_add_tcPr()
    properties.insert(0, parse_xml(_RULE.format(**rule)))
