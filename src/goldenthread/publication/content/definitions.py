"""The definitions page: each measure's rule in words, from its card, and the glossary."""

from __future__ import annotations

from goldenthread.analysis.broken import before_it, said
from goldenthread.base.dates import day_words
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.content.words import GLOSSARY, POLARITY, source_words
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Block, Details, Link, Page, Paragraph, Section, Terms, Text

_HOW = (
    "Each definition is written by the software from the rule that computes the figure, "
    "so that the two cannot differ."
)


def definitions_page(edition: Edition) -> Page:
    """Every measure of the edition in the strategy's order, then the words used."""
    shown = all_shown(edition)
    words = tuple(
        (term, (meaning,)) for term, meaning in sorted(GLOSSARY.items(), key=lambda p: p[0].lower())
    )
    glossary = Section("glossary", "Words used", (Terms(words),))
    return Page(
        stem="definitions",
        title="Definitions",
        name="Definitions",
        opening=(Paragraph((_HOW,)),),
        sections=(*(_definition(each) for each in shown), glossary),
        contents=True,
    )


def _definition(shown: Shown) -> Section:
    measure = shown.measure
    definition = shown.edition.definitions.get(measure.id)
    blocks: list[Block] = []
    pairs: list[tuple[str, Text]] = [("Why it matters", (measure.why.strip(),))]
    if definition:
        blocks.append(Paragraph((definition.sentence,)))
        pairs.append(("Limits", ("; ".join(said for _, said in definition.parameters),)))
    pairs += [
        ("Direction", (POLARITY[measure.polarity],)),
        ("Notes", (" ".join(measure.notes),)),
        (
            "Changes of the rule",
            (" ".join(f"{said(made)} {before_it(measure, made)}".strip() for made in measure.breaks),),
        ),
        ("Reference", (measure.reference,)),
        ("Read from", (source_words(definition.sources if definition else measure.standards),)),
        ("Owner", (f"{measure.owner}. Version {measure.version}, from {day_words(measure.valid_from)}",)),
    ]
    blocks.append(Terms(tuple((name, text) for name, text in pairs if text != ("",))))
    if definition and definition.rule:
        rule = Terms(tuple((name.capitalize(), (text,)) for name, text in definition.rule))
        blocks.append(Details("The rule line by line", (rule,)))
    blocks.append(Paragraph((Link("Back to the figures", shown.anchor),), "small"))
    return Section(f"d-{measure.id}", measure.name, tuple(blocks))
