"""A word that a number counts is not explained there, but where it next stands by itself."""

from __future__ import annotations

import pytest

from goldenthread.analysis.figures import value_of
from goldenthread.publication.content.public.marking import with_terms
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.tree import Inline, Page, Paragraph, Term
from tests.publication.made_up import made_up_edition


def terms(*texts: tuple[Inline, ...]) -> list[int]:
    """The places of the paragraphs in which 'young people' is explained."""
    page = with_terms(Page("p", "P", "P", tuple(Paragraph(each) for each in texts), ()))
    marked = [each for each in page.opening if isinstance(each, Paragraph)]
    return [n for n, each in enumerate(marked) if any(isinstance(part, Term) for part in each.text)]


@pytest.mark.parametrize("words", ["There were 25 young people here.", "Of all, 40% young people."])
def test_no_meaning_stands_after_a_number(words: str) -> None:
    assert terms((words,), ("We help young people.",)) == [1]


def test_no_meaning_stands_after_a_figure() -> None:
    shown = next(each for each in all_shown(made_up_edition()) if each.has_value() and each.split is None)
    result = shown.result(shown.period)
    assert result is not None
    figure = value_of(shown.measure, result)
    assert terms(("There were ", figure, " young people."), ("We help young people.",)) == [1]


def test_a_word_by_itself_is_explained_once() -> None:
    assert terms(("We help young people.",), ("And young people again.",)) == [0]
