"""A word of the field is explained once on a page, after the text in which it first stands."""

from __future__ import annotations

import pytest

from goldenthread.publication.content.public.marking import with_terms
from goldenthread.publication.tree import Bullets, CommentaryPlace, Notice, Page, Paragraph, Term, Text

CARE = "In our care: looked after by the council, most of them by foster carers."
TARGET = "Target: what we aim for."


def read(text: Text) -> str:
    """As a page prints it."""
    return "".join(f"{each.text}: {each.meaning}." if isinstance(each, Term) else str(each) for each in text)


def marked(*texts: str) -> list[str]:
    page = with_terms(Page("p", "P", "P", tuple(Paragraph((each,)) for each in texts), ()))
    return [read(each.text) for each in page.opening if isinstance(each, Paragraph)]


@pytest.mark.parametrize(
    ("said", "explained"),
    [
        ("Our care held 510 children.", f"Our care held 510 children. ({CARE})"),
        (
            "Our care held 510 children; the target is 100.",
            f"Our care held 510 children; the target is 100. ({CARE} {TARGET})",
        ),
        ("There is nothing here.", "There is nothing here."),
    ],
)
def test_the_meaning_stands_after_the_text_and_not_in_its_sentence(said: str, explained: str) -> None:
    assert marked(said) == [explained]


def test_a_word_is_explained_once() -> None:
    assert marked("We have a target.", "And targets again.") == [
        f"We have a target. ({TARGET})",
        "And targets again.",
    ]


def test_notices_points_and_commentary_have_their_own() -> None:
    blocks = (
        Notice("Title", ("A target.",)),
        Bullets((("We took them in our care.",), ("A target.",))),
        CommentaryPlace("c", "c", (Paragraph(("An audit.",)),)),
    )
    notice, points, place = with_terms(Page("p", "P", "P", blocks, ())).opening
    assert isinstance(notice, Notice)
    assert isinstance(points, Bullets)
    assert isinstance(place, CommentaryPlace)
    assert read(notice.text) == f"A target. ({TARGET})"
    assert [read(each) for each in points.items] == [f"We took them in our care. ({CARE})", "A target."]
    [said] = place.blocks
    assert isinstance(said, Paragraph)
    assert read(said.text) == "An audit. (Audit: checking our own work on one child's case.)"
