"""The page of words: every word of the field that these pages use, with what it means."""

from __future__ import annotations

from goldenthread.publication.plain_words import reader_glossary
from goldenthread.publication.tree import Page, Paragraph, Section, Terms

_LEAD = "Each word is explained on a page where it first comes up. Here they are all in one place."


def glossary_page() -> Page:
    """All words, in the order of the alphabet."""
    pairs = tuple(
        (word.word[:1].upper() + word.word[1:], (f"{word.meaning}.",)) for word in reader_glossary()
    )
    words = Section("words", "Words from A to Z", (Terms(pairs),))
    return Page(
        "glossary", "What the words mean", "What words mean", (Paragraph((_LEAD,), "lead"),), (words,)
    )
