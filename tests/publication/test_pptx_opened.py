"""LibreOffice opens the slides, draws every one of them, and nothing runs over or off."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from xml.etree import ElementTree as ET

import pytest
from pptx import Presentation

from tests.publication import test_pptx, test_pptx_template, test_public_slides
from tests.publication.slides_read import ReadSlide, slides_of

EMU = 12_700
SLACK = 4.0
"""Points by which a word may reach over the box that it stands in."""

NUMBER_FIELD = "#"
"""What the number of a slide is in its file."""

DECKS = {"leadership": test_pptx, "public": test_public_slides}
"""For whom slides are, and the tests that make and read them."""

each_deck = pytest.mark.parametrize("audience", DECKS)

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


@dataclass(frozen=True)
class Word:
    text: str
    left: float
    top: float
    right: float
    bottom: float


@cache
def pages(audience: str) -> list[list[Word]]:
    """The words on each page of the slides as LibreOffice draws them, in points."""
    return drawn(DECKS[audience].held())


@cache
def drawn(deck: bytes) -> list[list[Word]]:
    """The words on each page of a deck as LibreOffice draws it, in points."""
    folder = Path(mkdtemp(prefix="slides-"))
    try:
        (folder / "deck.pptx").write_bytes(deck)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run([*command, str(folder / "deck.pptx")], check=True, capture_output=True, timeout=240)
        made = folder / "words.html"
        subprocess.run(["pdftotext", "-bbox", str(folder / "deck.pdf"), str(made)], check=True, timeout=60)
        return [_words(page) for page in _root(made).iter(f"{HTML}page")]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


HTML = "{http://www.w3.org/1999/xhtml}"


def _root(path: Path) -> ET.Element:
    text = re.sub("<!DOCTYPE[^>]*>", "", path.read_text(encoding="utf-8"))
    return ET.fromstring("".join(sign for sign in text if sign >= " " or sign == "\n"))


def _words(page: ET.Element) -> list[Word]:
    places = ("xMin", "yMin", "xMax", "yMax")
    return [
        Word(each.text or "", *(float(each.get(p) or 0) for p in places)) for each in page.iter(f"{HTML}word")
    ]


@each_deck
def test_every_slide_is_drawn_with_its_title(audience: str) -> None:
    assert len(pages(audience)) == len(DECKS[audience].made_deck().slides) + 1
    for words, seen in zip(pages(audience), DECKS[audience].read(), strict=True):
        printed = "".join(word.text for word in words)
        assert re.sub(r"\s", "", seen.title) in printed


@each_deck
def test_every_text_cell_and_latest_value_is_drawn_whole(audience: str) -> None:
    for words, seen in zip(pages(audience), DECKS[audience].read(), strict=True):
        printed = "".join(word.text for word in words)
        cells = [cell for shape in seen.of("table") for row in shape.rows for cell in row]
        wanted = [*cells, *(p for shape in seen.of("text") for p in shape.paragraphs)]
        wanted += [shape.chart.heading for shape in seen.of("chart") if shape.chart]
        for each in wanted:
            for word in each.split():
                assert word.strip("•") in printed, (seen.title, word)


@each_deck
def test_no_word_lies_off_the_slide_or_outside_the_box_it_stands_in(audience: str) -> None:
    for words, seen in zip(pages(audience)[1:], DECKS[audience].read()[1:], strict=True):
        boxes = boxes_of(seen)
        assert len(words) > 20
        for word in words:
            middle = ((word.left + word.right) / 2, (word.top + word.bottom) / 2)
            inside = any(
                left - SLACK <= middle[0] <= right + SLACK and top - SLACK <= middle[1] <= bottom + SLACK
                for left, top, right, bottom in boxes
            )
            assert inside, (seen.title, word)
            assert word.left >= 0
            assert word.right <= 960
            assert word.bottom <= 540


PLACES = ((43, 24, 918, 46), (43, 48, 918, 132), (43, 503, 918, 530))
"""The placeholders of our layouts that slides take their places from: label, title, footers."""


def boxes_of(seen: ReadSlide) -> list[tuple[float, float, float, float]]:
    boxes = [shape.box for shape in seen.shapes if shape.box is not None]
    own = [(x / EMU, y / EMU, (x + width) / EMU, (y + height) / EMU) for x, y, width, height in boxes]
    return [*own, *PLACES]


def test_every_slide_on_a_council_s_own_template_is_drawn_with_all_it_says() -> None:
    """Titles, texts and cells are those of our own template, on as many pages."""
    own, seen = drawn(test_pptx_template.written()), slides_of(test_pptx_template.written())
    assert len(own) == len(seen) == len(test_pptx.made_deck().slides) + 1
    for words, slide in zip(own, seen, strict=True):
        printed = "".join(word.text for word in words)
        cells = [cell for shape in slide.of("table") for row in shape.rows for cell in row]
        texts = [line for shape in (*slide.of("text"), *slide.of("footer")) for line in shape.paragraphs]
        for each in (slide.title, *cells, *texts):
            for word in each.replace(NUMBER_FIELD, "").split():
                assert word.strip("•") in printed, (slide.title, word)


def test_no_word_on_a_council_s_own_template_lies_off_its_slide_or_shape() -> None:
    """Shapes without a place of their own have that of the template's layout."""
    own = Presentation(io.BytesIO(test_pptx_template.written()))
    for words, slide in zip(drawn(test_pptx_template.written()), own.slides, strict=True):
        boxes = [
            (each.left / EMU, each.top / EMU, (each.left + each.width) / EMU, (each.top + each.height) / EMU)
            for each in slide.shapes
        ]
        assert len(words) > 10
        for word in words:
            middle = ((word.left + word.right) / 2, (word.top + word.bottom) / 2)
            assert any(_is_in(middle, box) for box in boxes), (slide.shapes.title.text, word)
            assert word.left >= 0
            assert word.top >= 0
            assert word.right <= 960
            assert word.bottom <= 540


def test_no_place_of_a_council_s_own_template_is_left_empty() -> None:
    own = Presentation(io.BytesIO(test_pptx_template.written()))
    for slide in own.slides:
        for each in slide.placeholders:
            assert not each.has_text_frame or each.text_frame.text.strip(), each.name
    prompts = ("Click to add", "Click to edit", "Presentation Title")
    for words in drawn(test_pptx_template.written()):
        said = " ".join(word.text for word in words)
        assert not any(prompt in said for prompt in prompts)


def _is_in(point: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    return left - SLACK <= point[0] <= right + SLACK and top - SLACK <= point[1] <= bottom + SLACK


def test_what_runs_over_would_be_seen() -> None:
    """A title of a thousand words has no place."""
    assert slides_of(test_pptx.held())[0].title
    word = Word("off", 100, 600, 120, 612)
    assert not any(
        top - SLACK <= word.top <= bottom + SLACK for _, top, _, bottom in boxes_of(test_pptx.read()[1])
    )
