"""The template of slides: a council's own, or the one that comes with this software."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

DEFAULT = Path(__file__).parent / "default"

_AT_THE_ROOT = {"content_types.xml": "[Content_Types].xml", "package_rels.xml": "_rels/.rels"}
"""Parts whose own names no file of a source tree should have."""

OPENING, CONTENT, BARE = "title", "obj", "titleOnly"
LAYOUTS = {OPENING: "Title Slide", CONTENT: "Title and Content", BARE: "Title Only"}
"""The kinds of layout that slides need, and what PowerPoint calls them."""

WIDE = 16 / 9
LABEL = "Section label"
"""The name of the placeholder, where a template has one, for the part of the deck that a slide belongs to."""

_PARTS_OF_PRESENTATION = {RT.SLIDE_MASTER, RT.THEME, RT.PRES_PROPS, RT.TABLE_STYLES, RT.VIEW_PROPS}
_PARTS_OF_MASTER = {RT.SLIDE_LAYOUT, RT.THEME, RT.IMAGE, RT.SLIDE_MASTER}
"""What is kept of a template. Its slides, notes, comments, thumbnail, macros and data stay behind."""

_FOOTERS = {"dt": "a date", "ftr": "a footer", "sldNum": "a slide number"}


class TemplateRefused(Exception):
    """A template cannot be used; the text says why, as the end of a sentence."""


@dataclass(frozen=True)
class Box:
    """A place on a slide, in EMU."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Template:
    """An empty presentation with the layouts that slides use."""

    presentation: Any
    layouts: dict[str, Any]
    is_ours: bool

    @property
    def area(self) -> Box:
        """Where content stands: that of the content placeholder."""
        shape = content_placeholder(self.layouts[CONTENT])
        return Box(shape.left, shape.top, shape.width, shape.height)

    def title(self, layout: str) -> Box:
        """Where a layout has its title."""
        shape = title_placeholder(self.layouts[layout])
        return Box(shape.left, shape.top, shape.width, shape.height)


def check_template(held: bytes) -> None:
    """Refuse a template that slides cannot be made with: TemplateRefused."""
    _own(held)


def open_template(held: bytes | None) -> Template:
    """The council's template, or ours where there is none."""
    if held is not None:
        return _own(held)
    presentation = Presentation(io.BytesIO(_zipped(DEFAULT)))
    return Template(presentation, _layouts(presentation), is_ours=True)


def content_placeholder(layout: Any) -> Any:
    """The placeholder for content of a layout, None where it has none."""
    held = (each for each in layout.placeholders if each.element.ph.get("type", "obj") in ("obj", "body"))
    return next((each for each in held if each.name != LABEL), None)


def label_index(layout: Any) -> int | None:
    """The index of the placeholder for the part of the deck, None where a layout has none."""
    return next((each.element.ph.idx for each in layout.placeholders if each.name == LABEL), None)


def title_placeholder(layout: Any) -> Any:
    """The placeholder for the title of a layout, None where it has none."""
    held = (each for each in layout.placeholders if each.element.ph.get("type") in ("title", "ctrTitle"))
    return next(held, None)


def _own(held: bytes) -> Template:
    try:
        presentation = Presentation(io.BytesIO(held))
    except Exception as error:
        raise TemplateRefused("it is not a PowerPoint file that can be read (.pptx)") from error
    width, height = presentation.slide_width or 0, presentation.slide_height or 1
    if abs(width / height - WIDE) > 0.01:
        raise TemplateRefused("its slides are not 16:9")
    layouts = _layouts(presentation)
    missing = [name for kind, name in LAYOUTS.items() if kind not in layouts]
    if missing:
        raise TemplateRefused(f"it has no layout of the kind '{missing[0]}'")
    _check_placeholders(layouts)
    _empty(presentation)
    return Template(presentation, layouts, is_ours=False)


def _layouts(presentation: Any) -> dict[str, Any]:
    """The first layout of each kind."""
    found: dict[str, Any] = {}
    for layout in presentation.slide_layouts:
        found.setdefault(layout.element.get("type", ""), layout)
    return {kind: found[kind] for kind in LAYOUTS if kind in found}


def _check_placeholders(layouts: dict[str, Any]) -> None:
    for kind, layout in layouts.items():
        held = {each.element.ph.get("type", "obj") for each in layout.placeholders}
        if title_placeholder(layout) is None:
            raise TemplateRefused(f"its layout '{layout.name}' has no title")
        if kind == CONTENT and content_placeholder(layout) is None:
            raise TemplateRefused(f"its layout '{layout.name}' has no placeholder for content")
        for type_, words in _FOOTERS.items():
            if type_ not in held:
                raise TemplateRefused(f"its layout '{layout.name}' has no placeholder for {words}")


def _empty(presentation: Any) -> None:
    """Take away whatever is not the look of the template."""
    slides = presentation.slides._sldIdLst
    for each in list(slides):
        slides.remove(each)
    part = presentation.part
    _drop(part, _PARTS_OF_PRESENTATION)
    _drop(part.package, {RT.OFFICE_DOCUMENT})
    for element in list(part._element):
        if element.tag.rpartition("}")[2] in (
            "notesMasterIdLst",
            "handoutMasterIdLst",
            "custDataLst",
            "extLst",
        ):
            part._element.remove(element)
    for master in presentation.slide_masters:
        _drop(master.part, _PARTS_OF_MASTER)
        for layout in master.slide_layouts:
            _drop(layout.part, _PARTS_OF_MASTER)


def _drop(part: Any, kept: set[str]) -> None:
    """Let go of the parts that are not to be kept; what names them falls away where they are named."""
    relations = part._rels
    for name in [name for name, each in relations.items() if each.reltype not in kept or each.is_external]:
        relations.pop(name)


def _zipped(folder: Path) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for path in _files(folder):
            name = path.relative_to(folder).as_posix()
            archive.writestr(_AT_THE_ROOT.get(name, name), path.read_bytes())
    return held.getvalue()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
