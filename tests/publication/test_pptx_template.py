"""A council's own template: its look is kept, whatever else it holds stays behind, and what cannot be used is
refused with the reason."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Emu

from goldenthread.publication.pptx import TemplateRefused, check_template
from goldenthread.publication.pptx.workbook import zipped
from goldenthread.publication.pptx.write import deck_file
from tests.publication.slides_read import Package, slides_of
from tests.publication.test_pptx import content, made_deck, read


def template(**sizes: int) -> Any:
    """The template of the library, which is Microsoft's own, with a slide, a note and a link of its own."""
    made = Presentation()
    made.slide_width, made.slide_height = Emu(sizes.get("width", 12_192_000)), Emu(6_858_000)
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Kept from last year: Anna, 12"
    slide.notes_slide.notes_text_frame.text = "a note about Anna"
    made.core_properties.author = "A. Nother"
    run = made.slide_layouts[1].shapes[0].text_frame.paragraphs[0].runs[0]
    run.hyperlink.address = "https://intranet.example/secret"
    return made


def saved(made: Any) -> bytes:
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


@cache
def own() -> bytes:
    return saved(template())


@cache
def written() -> bytes:
    return deck_file(made_deck(), content().proofs, own())


def test_the_slides_have_the_layouts_of_the_template() -> None:
    made = Presentation(io.BytesIO(written()))
    names = [slide.slide_layout.name for slide in made.slides]
    assert names == ["Title Slide", *["Title and Content"] * len(made_deck().slides)]


def test_they_say_the_same_as_with_ours() -> None:
    ours, theirs = read(), slides_of(written())
    assert [slide.title for slide in ours] == [slide.title for slide in theirs]
    for kind in ("text", "table"):
        for one, other in zip(ours, theirs, strict=True):
            first = [(shape.paragraphs, shape.rows) for shape in one.of(kind)]
            assert first == [(shape.paragraphs, shape.rows) for shape in other.of(kind)]
    assert all("Synthetic data" in str(slide.of("footer")) for slide in theirs)


def test_nothing_else_of_the_template_is_kept() -> None:
    package = Package(written())
    whole = b"".join(package.parts.values())
    for word in (b"Anna", b"Nother", b"intranet"):
        assert word in b"".join(Package(own()).parts.values())
        assert word not in whole
    kinds = {name.split("/")[-2] if "/" in name else name for name in package.parts}
    assert kinds == {
        *(
            "[Content_Types].xml",
            "_rels",
            "docProps",
            "ppt",
            "theme",
            "slideMasters",
            "slideLayouts",
            "slides",
        ),
        *("notesMasters", "notesSlides", "charts", "embeddings"),
    }
    assert [name for name in package.parts if name.startswith("docProps")] == ["docProps/core.xml"]


def test_links_that_are_gone_are_named_nowhere() -> None:
    package = Package(written())
    for name in package.parts:
        if name.endswith(".xml") and not name.startswith("["):
            known = package.relations(name)
            used = {
                value
                for element in package.xml(name).iter()
                for key, value in element.attrib.items()
                if "officeDocument/2006/relationships}" in str(key)
            }
            assert used <= set(known), name


def test_placeholders_that_hold_nothing_are_taken_away() -> None:
    made = template()
    made.slide_layouts[1].element.set("type", "blank")
    made.slide_layouts[3].element.set("type", "obj")  # two places for content
    seen = slides_of(deck_file(made_deck(), content().proofs, saved(made)))
    assert len(list(made.slide_layouts[3].placeholders)) == 6
    for slide in seen:
        assert all(any(shape.paragraphs) for shape in (*slide.of("text"), *slide.of("title")))


def without_layouts() -> bytes:
    made = template()
    made.slide_layouts[1].element.set("type", "blank")
    return saved(made)


def without_footer() -> bytes:
    made = template()
    layout = made.slide_layouts[1]
    for shape in list(layout.placeholders):
        if shape.element.ph.get("type") == "ftr":
            shape.element.getparent().remove(shape.element)
    return saved(made)


UNUSABLE = {
    "not a file of this kind": (lambda: b"%PDF-1.7", "it is not a PowerPoint file that can be read"),
    "an archive of something else": (lambda: zipped({"a.txt": b"a"}), "it is not a PowerPoint file"),
    "4:3": (lambda: saved(template(width=9_144_000)), "its slides are not 16:9"),
    "no layout": (without_layouts, "it has no layout of the kind 'Title and Content'"),
    "no footer": (without_footer, "its layout 'Title and Content' has no placeholder for a footer"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_template_that_cannot_be_used_is_refused_with_the_reason(name: str) -> None:
    made, why = UNUSABLE[name]
    with pytest.raises(TemplateRefused, match=why.replace("(", r"\(")):
        check_template(made())


def test_one_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.publication.pptx.template.MOST_BYTES", 1_000)
    with pytest.raises(TemplateRefused, match="unpacks to more"):
        check_template(own())


def test_a_template_that_can_be_used_is_not_refused() -> None:
    check_template(own())
