"""The slides for everybody: the words of the plain pages, and nothing from the deck of those who lead."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

import pytest

from goldenthread.analysis.figures import Figure
from goldenthread.editions.releases.changes import Since
from goldenthread.editions.releases.record import Numbered
from goldenthread.model.result import Status
from goldenthread.publication import tree
from goldenthread.publication.charts.description import LineChart
from goldenthread.publication.content.public import slide_parts
from goldenthread.publication.content.public.priority import NOTHING
from goldenthread.publication.content.public.slide_measures import priority_slide
from goldenthread.publication.content.public.slides import MOST_SLIDES, NOT_RELEASED, public_deck
from goldenthread.publication.content.reader import all_shown, shown_measures
from goldenthread.publication.content.slides import deck
from goldenthread.publication.edition import Edition
from goldenthread.publication.figures_in import figures_in
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.pack import content_of
from goldenthread.publication.plain_words import reader_glossary
from goldenthread.publication.pptx import files
from goldenthread.publication.reading_age import reading_of
from goldenthread.publication.rendering import Content
from tests.publication.made_up import made_up_edition
from tests.publication.slides_read import ReadSlide, slides_of
from tests.publication.test_pptx import assert_all_stand_apart, leaves, says
from tests.publication.test_public import FOR_STAFF, OLDEST, content
from tests.publication.test_public_hidden import RELEASE, public_edition
from tests.publication.test_public_hidden import hide as hidden_rows
from tests.publication.test_public_hidden import since as since_release

OF_THOSE_WHO_LEAD = re.compile(
    r"\b(signals?|usual range|assurance|variation|for a reason|measures?|proof|snapshot|special cause|"
    r"concern|percentage points|neighbours|polarity|leadership)\b",
    re.IGNORECASE,
)
"""Words of control charts and of the deck of those who lead, which the plain pages do not use."""


@cache
def held() -> bytes:
    [made] = files(content()).values()
    return made


@cache
def read() -> list[ReadSlide]:
    return slides_of(held())


@cache
def made_deck() -> tree.Deck:
    return deck(content().edition)


def texts(node: Any) -> Iterator[str]:
    """Every text of a part of the deck, charts too."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from texts(each)
    elif is_dataclass(node):
        for each in fields(node):
            if each.name not in ("anchor", "measure", "breakdown", "kind"):
                yield from texts(getattr(node, each.name))


def test_the_deck_opens_with_how_to_read_it_and_ends_with_how_numbers_are_kept_safe_and_words() -> None:
    anchors = [slide.anchor for slide in made_deck().slides]
    assert anchors[:2] == ["reading", "changed"]
    assert anchors[-2:] == ["hidden", "words"]
    assert [name for name in anchors if name.startswith("p-")] == [
        f"p-{priority.id}" for priority in content().edition.strategy.priorities
    ]
    assert len(read()) == len(made_deck().slides) + 1 <= MOST_SLIDES
    assert len(read()) >= 10


def test_a_long_strategy_leaves_room_for_fewer_drawings_not_for_more_slides() -> None:
    edition = content().edition
    [first, *rest] = edition.strategy.priorities
    more = tuple(replace(first, id=f"again-{number}") for number in range(6))
    wide = replace(edition, strategy=replace(edition.strategy, priorities=(first, *rest, *more)))
    slides = public_deck(wide).slides
    assert len(slides) + 1 == MOST_SLIDES
    assert len([each for each in slides if each.anchor.startswith("p-")]) == 10


def test_every_text_table_and_chart_is_read_back() -> None:
    for said, seen in zip(made_deck().slides, read()[1:], strict=True):
        assert says(seen.title, said.title), said.anchor
        tables = [each for _, each in leaves(said.blocks) if isinstance(each, tree.Table)]
        for table, shape in zip(tables, seen.of("table"), strict=True):
            for row, printed in zip(table.rows, shape.rows[1:], strict=True):
                assert all(says(text, cell) for cell, text in zip(row, printed, strict=True))
        charts = [each for kind, each in leaves(said.blocks) if kind == "chart"]
        assert len(charts) == len(seen.of("chart")) <= 1
        for shape in (*seen.of("chart"), *seen.of("table")):
            assert len(shape.words) > 10
    assert len({seen.title for seen in read()}) == len(read())


def test_every_figure_stands_on_the_pages_in_the_same_words() -> None:
    printed = {(each.key, each.part, each.text) for each in figures_in(content().document.pages)}
    shown = [each for slide in made_deck().slides for each in figures_in((slide.title, slide.blocks))]
    assert [each for each in shown if (each.key, each.part, each.text) not in printed] == []
    assert len(shown) > 120
    assert all(isinstance(each, Figure) for each in shown)


def test_no_word_of_those_who_lead_is_on_a_slide_or_behind_it() -> None:
    said = [text for text in texts(made_deck()) if OF_THOSE_WHO_LEAD.search(text)]
    assert said == []
    bytes_ = "\n".join(
        (*texts(made_deck()), *(p for seen in read() for shape in seen.shapes for p in shape.paragraphs))
    )
    assert [words for words in FOR_STAFF if words in bytes_] == []


def test_charts_draw_no_range_and_no_signal() -> None:
    lines = [
        each
        for slide in made_deck().slides
        for _, each in leaves(slide.blocks)
        if isinstance(each, LineChart)
    ]
    assert len(lines) > 2
    for line in lines:
        assert all(point.usual is None and point.signal is None for point in line.points)


def test_notes_hold_definitions_and_the_source_alone() -> None:
    names = {shown.measure.name for shown in all_shown(content().edition)}
    for seen in read()[1:]:
        for line in seen.notes:
            is_source = line == "The figures come from the records of our work up to 31 December 2023."
            assert is_source or line.partition(". ")[0] in names, line
    assert "proof" not in "".join(line for seen in read() for line in seen.notes).lower()


def test_slides_are_as_easy_to_read_as_the_pages() -> None:
    blocks = tuple(
        each for slide in made_deck().slides for each in (tree.Paragraph((*slide.title, ".")), *slide.blocks)
    )
    reading = reading_of(tree.Page("slides", "Slides", "Slides", blocks, ()))
    assert reading.words > 200
    assert reading.age <= OLDEST


def test_the_words_explained_are_words_of_the_slides() -> None:
    [terms] = [each for each in made_deck().slides[-1].blocks if isinstance(each, tree.Terms)]
    explained = {name.lower() for name, _ in terms.pairs}
    said = " ".join(text for slide in made_deck().slides[:-1] for text in texts((slide.title, slide.blocks)))
    for word in reader_glossary():
        if word.word.lower() in explained:
            forms = "|".join(map(re.escape, word.forms))
            assert re.search(rf"(?i)\b({forms})\b", said), word.word
    assert 5 < len(explained) <= slide_parts.MOST_WORDS


def test_a_draft_says_so_at_the_foot_of_every_slide_and_a_release_its_number() -> None:
    feet = ["".join(p for shape in seen.of("footer") for p in shape.paragraphs) for seen in read()]
    assert all(NOT_RELEASED in foot and "Records up to 31 December 2023" in foot for foot in feet)
    released = deck(replace(content().edition, release=Numbered(4)))
    assert NOT_RELEASED not in released.foot
    said = "number 4. Tell us the number if you ask about a figure."
    assert dict(released.standing)["Release"] == said


def test_a_correction_comes_first_with_its_reason() -> None:
    late = replace(content().edition, release=Numbered(3, 2, "A late file came."))
    [since, *_] = deck(late).slides
    assert since.anchor == "since"
    assert "A late file came. The old pages, number 2, are kept as they were." in "".join(texts(since.blocks))


def test_what_reads_otherwise_than_before_is_a_table_of_then_and_now() -> None:
    whole = made_up_edition(audience="public")
    made_ = for_audience(replace(whole, since=since_release(whole.results)))
    [since, reading, *_] = deck(made_).slides
    assert "We last gave out these pages" not in "".join(texts(reading.blocks))
    assert since.title == ("What is new since last time",)
    [table] = [each for _, each in leaves(since.blocks) if isinstance(each, tree.Table)]
    assert [column.heading for column in table.columns] == ["What", "When", "Then", "Now"]
    assert len(table.rows) == 8
    [held_] = files(content_of_(made_, since=made_.since)).values()
    assert_all_stand_apart(slides_of(held_)[1:])


def test_that_nothing_changed_since_last_time_takes_no_slide_of_its_own() -> None:
    made_ = for_audience(made_up_edition(audience="public", since=Since(RELEASE, {}, ())))
    [reading, *others_] = deck(made_).slides
    assert reading.anchor == "reading"
    assert "since" not in [each.anchor for each in others_]
    said = "".join(texts(reading.blocks))
    assert "We last gave out these pages on 2 January 2024." in said
    assert "No figure that we gave then has changed." in said


def test_without_findings_it_is_said_that_nothing_is_known_to_have_changed() -> None:
    changed = next(s for s in deck(replace(content().edition, register=None)).slides if s.anchor == "changed")
    assert changed.title == ("We do not know. We have too few months to tell a change from chance.",)


@pytest.mark.parametrize("share", [0.3, 0.8, 1.0])
def test_whatever_is_hidden_the_deck_can_be_made_and_nothing_overlaps(share: float) -> None:
    hidden, missing = hidden_rows(3, share)
    [made_] = files(content_of_(public_edition(hidden, missing, 11))).values()
    seen = slides_of(made_)
    assert len(seen) <= MOST_SLIDES
    assert_all_stand_apart(seen[1:])


@pytest.mark.parametrize("share", [0.0, 0.3, 0.8])
def test_a_slide_says_how_many_of_its_figures_are_hidden(share: float) -> None:
    edition = for_audience(public_edition(hidden_rows(3, share)[0], set(), 11))
    said: list[int] = []
    for priority in edition.strategy.priorities:
        shown = list(shown_measures(edition, priority))
        now = [each.result(each.period) for each in shown if each.split is None]
        hidden = sum(one is not None and one.status is Status.CONFIDENTIAL for one in now)
        words = "".join(texts(priority_slide(edition, priority, shown).blocks))
        assert "show them all" not in words
        if NOTHING in words:
            continue
        assert re.findall(r"list them all\. (\d+) (?:is|are) hidden", words) == [str(hidden)] * bool(hidden)
        said.append(hidden)
    assert (max(said) > 0) is (share > 0)


def content_of_(edition: Edition, since: Since | None = None) -> Content:
    return content_of(replace(edition, since=since))


def test_nothing_stands_on_another_thing() -> None:
    assert_all_stand_apart(read()[1:])


def test_the_edition_of_those_who_lead_has_the_other_deck() -> None:
    assert deck(for_audience(made_up_edition())).title != made_deck().title


def test_the_foot_of_the_slides_is_large_enough_to_read() -> None:
    with zipfile.ZipFile(io.BytesIO(held())) as parts:
        slides = [parts.read(name).decode() for name in parts.namelist() if "/slides/slide" in name]
    feet = [
        foot for slide in slides for foot in re.findall(r'type="(?:dt|ftr|sldNum)".*?</p:sp>', slide, re.S)
    ]
    sizes = [int(size) for foot in feet for size in re.findall(r'sz="(\d+)"', foot)]
    assert len(sizes) > len(slides)
    assert min(sizes) >= 1000
