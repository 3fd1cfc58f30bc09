"""The foot of each slide: data date, edition, the mark of synthetic data, the number of the slide."""

from __future__ import annotations

import copy
from typing import Any

from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement

from goldenthread.publication.pptx.canvas import EMU, paragraph_height
from goldenthread.publication.pptx.widths import lines
from goldenthread.publication.tree import Deck

SIZES, MARGIN = (10.0, 9.0, 8.0, 7.0), 7.2
"""Sizes of type at the foot, those under 10 for a council's layout that has no room for it, and the margins
of its places, in points."""

_NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""The id of the field that is the number of the slide."""


def add_footers(slide: Any, made: Deck) -> None:
    """Put the footers of the layout on the slide: the library leaves them behind."""
    said = {
        "dt": made.dated,
        "ftr": f"{made.foot}. {made.synthetic.partition('.')[0]}".rstrip(". "),
        "sldNum": "",
    }
    for shape in slide.slide_layout.placeholders:
        kind = shape.element.ph.get("type", "obj")
        if kind in said:
            made_ = _footer(shape.element, said[kind], _next_id(slide), _size(said[kind], shape))
            slide.shapes._spTree.append(made_)


def _size(words: str, shape: Any) -> float:
    """The largest size at which the words fit in the place of the layout."""
    room, height = shape.width / EMU - 2 * MARGIN, shape.height / EMU
    fitting = (size for size in SIZES if paragraph_height(size, lines(words, size, room)) <= height)
    return next(fitting, SIZES[-1])


def _next_id(slide: Any) -> int:
    return 1 + max(int(each) for each in slide.shapes._spTree.xpath("//p:cNvPr/@id"))


def _footer(of: Any, words: str, id_: int, size: float) -> Any:
    """A placeholder as that of the layout, where the layout has it, with its own words."""
    made = copy.deepcopy(of)
    made.nvSpPr.cNvPr.set("id", str(id_))
    properties = made.find(qn("p:spPr"))
    for each in list(properties):
        properties.remove(each)
    body = made.find(qn("p:txBody"))
    for each in list(body.find(qn("a:lstStyle"))):
        body.find(qn("a:lstStyle")).remove(each)
    for paragraph in body.findall(qn("a:p")):
        body.remove(paragraph)
    paragraph, content = OxmlElement("a:p"), OxmlElement("a:r" if words else "a:fld")
    if not words:
        content.set("id", _NUMBER)
        content.set("type", "slidenum")
    manner, text = OxmlElement("a:rPr"), OxmlElement("a:t")
    manner.set("lang", "en-GB")
    manner.set("sz", str(round(size * 100)))
    face = OxmlElement("a:latin")
    face.set("typeface", "+mn-lt")  # some programs take no face from the master for these
    manner.append(face)
    text.text = words or "#"
    content.append(manner)
    content.append(text)
    paragraph.append(content)
    body.append(paragraph)
    return made
