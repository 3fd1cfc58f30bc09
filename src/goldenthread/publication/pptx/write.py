"""From a content to the file of its slides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.util import Pt

from goldenthread.analysis.figures import Key
from goldenthread.publication.content.slides import deck
from goldenthread.publication.pptx.canvas import EMU, Canvas, paragraph_height
from goldenthread.publication.pptx.footers import add_footers
from goldenthread.publication.pptx.notes import add_notes
from goldenthread.publication.pptx.package import packed
from goldenthread.publication.pptx.pieces import pieces_of
from goldenthread.publication.pptx.placing import place
from goldenthread.publication.pptx.runs import Paragraph, Run, plain_text
from goldenthread.publication.pptx.template import (
    CONTENT,
    OPENING,
    Box,
    Template,
    content_placeholder,
    label_index,
    open_template,
)
from goldenthread.publication.pptx.widths import lines
from goldenthread.publication.rendering import Content, Files
from goldenthread.publication.tree import Deck, Slide

TITLE_SIZES = (26, 24, 22, 20, 18, 16)
OPENING_SIZES = ((24, 14), (20, 12), (18, 11), (16, 10))
"""Points of the first line under the title of the deck and of the others: the largest that fit are taken."""
INSET = 8.0
"""Points at each side of a placeholder that hold no text."""
APART = 1.2
"""So much higher than its lines a paragraph is, in a template that sets paragraphs apart."""
LABEL_ROOM = 20.0
"""Points for the part of the deck where a template has no placeholder for it."""


def files(content: Content) -> Files:
    """The slides as one file."""
    edition = content.edition
    return {f"{content.stem}.pptx": deck_file(deck(edition), content.proofs, edition.slides_template)}


def deck_file(made: Deck, proofs: Mapping[Key, str], own: bytes | None = None) -> bytes:
    """A deck as a file, with the template of a council or ours."""
    template = open_template(own)
    _write(made, template, proofs)
    return packed(template.presentation, made.title, made.lines[0])


def _write(made: Deck, template: Template, proofs: Mapping[Key, str]) -> None:
    presentation = template.presentation
    _write_opening(presentation.slides.add_slide(template.layouts[OPENING]), made, template)
    for each in made.slides:
        slide = presentation.slides.add_slide(template.layouts[CONTENT])
        _write_slide(slide, each, template, proofs)
        add_footers(slide, made)


def _write_opening(slide: Any, made: Deck, template: Template) -> None:
    title = slide.shapes.title
    _set(title, made.title)
    under = _subtitle(slide)
    said = [*made.lines, *(f"{name}: {words}" for name, words in made.standing if words), made.synthetic]
    texts = [each for each in said if each]
    if under is None:
        box = template.area
        under = slide.shapes.add_textbox(box.x, box.y, box.width, box.height)
        under.text_frame.word_wrap = True
    frame = under.text_frame
    first, others = _opening_sizes(texts, made.synthetic, under.width / EMU, under.height / EMU)
    for index, each in enumerate(texts):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = each
        run._r.get_or_add_rPr().set("lang", "en-GB")
        run.font.size = Pt(others if index else first)
        run.font.bold = True if each == made.synthetic else None
    _clear(slide)
    add_footers(slide, made)


def _opening_sizes(texts: Sequence[str], bold: str, width: float, height: float) -> tuple[int, int]:
    """The largest sizes of the first line and the others at which all stand in their place, in points."""
    for first, others in OPENING_SIZES:
        sizes = [first, *[others] * (len(texts) - 1)]
        taken = sum(
            APART * paragraph_height(size, lines(each, size, width - 2 * INSET, bold=each == bold))
            for size, each in zip(sizes, texts, strict=True)
        )
        if taken <= height - INSET:
            return first, others
    return OPENING_SIZES[-1]


def _subtitle(slide: Any) -> Any:
    """The placeholder of the opening under its title, None where a template has none."""
    for each in slide.placeholders:
        if each.element.ph.get("type", "obj") in ("subTitle", "body", "obj"):
            return each
    return None


def _write_slide(slide: Any, said: Slide, template: Template, proofs: Mapping[Key, str]) -> None:
    canvas = Canvas(slide, proofs, template.is_ours)
    _write_title(slide, said, template.title, proofs)
    area = _write_label(canvas, said.label, template.area)
    canvas.free = _free(slide)
    place(pieces_of(said.blocks, proofs), area, canvas)
    _clear(slide)
    add_notes(slide, said.notes, proofs)


def _clear(slide: Any) -> None:
    """Take away the placeholders that hold nothing: they would ask for text."""
    for each in list(slide.placeholders):
        if not (each.has_text_frame and each.text_frame.text):
            each.element.getparent().remove(each.element)


def _free(slide: Any) -> Any:
    """The placeholder for content of a slide, which bears no name of its layout."""
    own = content_placeholder(slide.slide_layout)
    index = None if own is None else own.element.ph.idx
    return next((each for each in slide.placeholders if each.element.ph.idx == index), None)


def _write_title(slide: Any, said: Slide, box: Box, proofs: Mapping[Key, str]) -> None:
    """The title at the largest size at which it fits."""
    words = plain_text(said.title, proofs)
    room, height = box.width / EMU - 2, box.height / EMU
    fitting = (
        size for size in TITLE_SIZES if paragraph_height(size, lines(words, size, room, bold=True)) <= height
    )
    _set(slide.shapes.title, words, next(fitting, TITLE_SIZES[-1]))


def _set(shape: Any, words: str, size: float | None = None) -> None:
    frame = shape.text_frame
    run = frame.paragraphs[0].add_run()
    run.text = words
    run._r.get_or_add_rPr().set("lang", "en-GB")
    if size:
        run.font.size = Pt(size)


def _write_label(canvas: Canvas, label: str, area: Box) -> Box:
    """The part of the deck, in its placeholder or at the top of the content. Returns what is left."""
    place_ = label_index(canvas.slide.slide_layout)
    for each in canvas.slide.placeholders:
        if each.element.ph.idx == place_:
            _set(each, label)
            return area
    own = round(LABEL_ROOM * EMU)
    words = Paragraph((Run(label, bold=True),), 12, grey=True)
    canvas.write(Box(area.x, area.y, area.width, own), (words,), 1)
    return Box(area.x, area.y + own, area.width, area.height - own)
