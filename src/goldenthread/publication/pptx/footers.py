"""The foot of each slide: data date, edition, the mark of synthetic data, the number of the slide."""

from __future__ import annotations

import copy
from typing import Any

from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement

from goldenthread.publication.tree import Deck

_NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""The id of the field that is the number of the slide."""


def add_footers(slide: Any, made: Deck) -> None:
    """Put the footers of the layout on the slide: the library leaves them behind."""
    standing = dict(made.standing)
    edition = f"{made.title}, {made.lines[0]}"
    said = {
        "dt": f"Data to {standing['Data to']}",
        "ftr": f"{edition}. {made.synthetic.partition('.')[0]}".rstrip(". "),
        "sldNum": "",
    }
    for shape in slide.slide_layout.placeholders:
        kind = shape.element.ph.get("type", "obj")
        if kind in said:
            slide.shapes._spTree.append(_footer(shape.element, said[kind], len(slide.shapes) + 2))


def _footer(of: Any, words: str, id_: int) -> Any:
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
    text.text = words or "#"
    content.append(manner)
    content.append(text)
    paragraph.append(content)
    body.append(paragraph)
    return made
