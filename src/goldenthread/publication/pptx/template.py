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

OPENING, CONTENT = "title", "obj"
LAYOUTS = {OPENING: "Title Slide", CONTENT: "Title and Content"}
"""The kinds of layout that slides need, and what PowerPoint calls them."""

WIDE = 16 / 9
LABEL = "Section label"
"""The name of the placeholder, where a template has one, for the part of the deck that a slide belongs to."""

_PARTS_OF_PRESENTATION = {RT.SLIDE_MASTER, RT.THEME, RT.TABLE_STYLES}
_PARTS_OF_MASTER = {RT.SLIDE_LAYOUT, RT.THEME, RT.IMAGE, RT.SLIDE_MASTER}
_KEPT_OF_PRESENTATION = {"sldMasterIdLst", "sldIdLst", "sldSz", "notesSz", "defaultTextStyle"}
"""What is kept of a template. Its slides, notes, comments, thumbnail, macros and data stay behind."""

_REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LINKS = {"hlinkClick", "hlinkHover", "hlinkMouseOver", "tags", "custData"}

MOST_BYTES = 200_000_000
"""A template that unpacks to more than this is not one."""

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

    @property
    def title(self) -> Box:
        """Where the title of a slide with content stands."""
        shape = title_placeholder(self.layouts[CONTENT])
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
    presentation = _presentation(held)
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


def _presentation(held: bytes) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(held)) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
        if unpacked <= MOST_BYTES:
            return Presentation(io.BytesIO(held))
    except Exception as error:
        raise TemplateRefused("it is not a PowerPoint file that can be read (.pptx)") from error
    raise TemplateRefused("it unpacks to more than a template can hold")


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
    part = presentation.part
    for child in list(part._element):
        if _local(child) not in _KEPT_OF_PRESENTATION:
            part._element.remove(child)
    slides = presentation.slides._sldIdLst
    for slide in list(slides):
        slides.remove(slide)
    _let_go(part, _PARTS_OF_PRESENTATION)
    _let_go(part.package, {RT.OFFICE_DOCUMENT})
    for master in presentation.slide_masters:
        for held in (master, *master.slide_layouts):
            _unlink(held, _let_go(held.part, _PARTS_OF_MASTER))


def _let_go(part: Any, kept: set[str]) -> set[str]:
    """Let go of the parts that are not to be kept, and of whatever lies outside. Returns their names."""
    relations = part._rels
    names = {name for name, each in relations.items() if each.reltype not in kept or each.is_external}
    for name in names:
        relations.pop(name)
    return names


def _unlink(layout: Any, names: set[str]) -> None:
    """Take away the links to parts that are gone; what is more than a link cannot be taken from a layout."""
    for element in list(layout.element.iter()):
        if not any(key.startswith(_REFERENCE) and value in names for key, value in element.attrib.items()):
            continue
        if _local(element) not in _LINKS:
            raise TemplateRefused(f"its layout '{layout.name}' holds an object ({_local(element)})")
        element.getparent().remove(element)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _zipped(folder: Path) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for path in _files(folder):
            name = path.relative_to(folder).as_posix()
            archive.writestr(_AT_THE_ROOT.get(name, name), path.read_bytes())
    return held.getvalue()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
