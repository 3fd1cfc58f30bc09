"""Writing on one slide: text, tables and charts, each with its words for who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Pt

from goldenthread.analysis.figures import Key
from goldenthread.publication.pptx.native import Native
from goldenthread.publication.pptx.runs import Paragraph, Run
from goldenthread.publication.pptx.template import Box
from goldenthread.publication.pptx.widths import LINE

EMU = 12700
"""EMU of a point."""

SMALLEST = 12.0
"""Points of the smallest type that is read from a chair; the foot of a slide has its own."""

LAST_RESORT, IN_PRINT = 0.5, 10.0
"""The scale at which a council's narrow template holds what it must, and the points that text has then."""

_MINOR = 0.85
"""Words in smaller print, beside those they stand with."""

_ACCENTS = {"good": "accent1", "bad": "accent3"}
"""Colours of words with a standing in our own template; of another's accents nobody knows how they read."""


@dataclass
class Canvas:
    """A slide that is being written."""

    slide: Any
    proofs: Mapping[Key, str]
    is_ours: bool
    free: Any = None  # the placeholder for content that no text has taken yet

    def write(self, box: Box, paragraphs: Sequence[Paragraph], scale: float) -> None:
        """Text in a box, the first in the placeholder for content."""
        shape, self.free = self.free, None
        if shape is None:
            shape = self.slide.shapes.add_textbox(box.x, box.y, box.width, box.height)
            shape.name = "Text"
        _place(shape, box)
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        for index, each in enumerate(paragraphs):
            made = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            self._paragraph(made, each, scale, is_first=index == 0)
        self.slide.shapes._spTree.append(shape._element)

    def _paragraph(self, made: Any, said: Paragraph, scale: float, *, is_first: bool) -> None:
        size = at_scale(said.size, scale)
        made.space_before = Pt(0 if is_first else round(size * said.before, 1))
        made.line_spacing = 1.0
        properties = made._p.get_or_add_pPr()
        indent = round(size * EMU) if said.bullet else 0
        properties.set("marL", str(indent))
        properties.set("indent", str(-indent))
        mark = OxmlElement("a:buChar" if said.bullet else "a:buNone")
        if said.bullet:
            mark.set("char", "•")
        properties.append(mark)
        for run in said.runs:
            self.run(made, run, size, grey=said.grey)

    def run(self, paragraph: Any, said: Run, size: float, *, grey: bool = False) -> None:
        """A run at the end of a paragraph."""
        made = paragraph.add_run()
        made.text = said.text
        properties = made._r.get_or_add_rPr()
        properties.set("lang", "en-GB")
        made.font.size = Pt(run_size(size, said))
        if said.bold:
            made.font.bold = True
        if grey or said.minor:
            properties.insert(0, parse_xml(_GREY))
        elif self.is_ours and said.standing in _ACCENTS:
            properties.insert(0, parse_xml(_FILL.format(_ACCENTS[said.standing])))

    def draw(self, box: Box, native: Native, name: str, words: str) -> None:
        """A native chart; `words` say what it shows."""
        kind = XL_CHART_TYPE.LINE  # of the library's own charts: ours bring their own drawing
        frame = self.slide.shapes.add_chart(kind, box.x, box.y, box.width, box.height, native)
        describe(frame, name, words)

    def table(self, box: Box, rows: int, columns: int, name: str, words: str) -> Any:
        """An empty table with its words."""
        frame = self.slide.shapes.add_table(rows, columns, box.x, box.y, box.width, box.height)
        describe(frame, name, words)
        return frame.table


def describe(shape: Any, name: str, words: str) -> None:
    """The name and the alternative text of a graphic: the library has no way to set the latter."""
    shape.name = name
    shape._element.nvGraphicFramePr.cNvPr.set("descr", words)


def at_scale(size: float, scale: float) -> float:
    """A size of type at a scale, never smaller than can be read, or at the last resort in print."""
    return max(SMALLEST if scale > LAST_RESORT else IN_PRINT, round(size * scale * 2) / 2)


_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_FILL = f'<a:solidFill {_A}><a:schemeClr val="{{}}"/></a:solidFill>'
_GREY = (
    f'<a:solidFill {_A}><a:schemeClr val="tx1"><a:lumMod val="75000"/><a:lumOff val="25000"/></a:schemeClr>'
    "</a:solidFill>"
)


def run_size(size: float, run: Run) -> float:
    """The size of a run among others of a size: smaller print is no smaller than can be read."""
    return max(min(size, SMALLEST), round(size * _MINOR, 1)) if run.minor else size


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = (
        Emu(each) for each in (box.x, box.y, box.width, box.height)
    )


def paragraph_height(size: float, count: int) -> float:
    """Points that so many lines take."""
    return size * LINE * count
