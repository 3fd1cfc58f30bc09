"""The slides for everybody before and after those of the priorities: how to read, what changed, what is
hidden, words."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.base.dates import day_words
from goldenthread.publication.content.public.first import HOW_TOLD, NONE, UNKNOWN
from goldenthread.publication.content.public.made import CHANCE, SMALL, SYMBOLS, hidden_words
from goldenthread.publication.content.public.marking import words_in
from goldenthread.publication.content.public.sentences import change_sentence
from goldenthread.publication.content.public.since import plain_since
from goldenthread.publication.content.public.slide_measures import figures_table, notes
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import (
    Beside,
    Block,
    Bullets,
    Notice,
    Paragraph,
    Section,
    Slide,
    Terms,
    Text,
)

MOST_CHANGED, MOST_WORDS = 6, 12
"""So many changes are told on one slide, and so many words explained; the pages have them all."""

START, END = "Start", "About these figures"

_WHAT = (
    "These slides say how we are doing for children and families in {name}. The figures come from the "
    "records of our work up to {day}. They are counts of many children. No slide tells of one child."
)
_EACH = "Each of our {aims} aims has a slide with its figures. For some, a second slide draws one figure."
_CHOSEN = (
    "The figure that we draw is the one with the clearest change. If none has changed, it is the first one "
    "in our plan."
)
_SIGNS = "[c] stands where we hide a small number. A slide near the end says why, and what other signs mean."
_PAGES = "Our web pages hold every figure, each with what it counts."


def since_slides(edition: Edition) -> list[Slide]:
    """What was put right, and what reads otherwise than before; none where these are the first pages, or
    where no more is to be said than that nothing changed, which the slide after it says."""
    blocks = _since(edition)
    if all(isinstance(each, Paragraph) for each in blocks):
        return []
    corrected = next((each for each in blocks if isinstance(each, Notice)), None)
    title = corrected.title if corrected else "What is new since last time"
    said = [Paragraph(each.text, "lead") if isinstance(each, Notice) else each for each in blocks]
    return [Slide("since", (title,), START, tuple(said))]


def _since(edition: Edition) -> list[Block]:
    return [inner for block in plain_since(edition) for inner in _opened(block)]


def _opened(block: Block) -> tuple[Block, ...]:
    """A block, or what stands in it: a slide is itself a section."""
    if isinstance(block, Section):
        return tuple(inner for each in block.blocks for inner in _opened(each))
    return (*block.left, *block.right) if isinstance(block, Beside) else (block,)


def reading_slide(edition: Edition, aims: int) -> Slide:
    """What the slides are, and how to read them."""
    what = _WHAT.format(name=edition.authority_name, day=day_words(edition.data_date))
    points: tuple[Text, ...] = tuple((each,) for each in (_EACH.format(aims=aims), _CHOSEN, _SIGNS, _PAGES))
    since = () if since_slides(edition) else tuple(_since(edition))
    blocks = (Paragraph((what,), "lead"), Bullets(points), *since)
    return Slide("reading", ("What these slides tell you",), START, blocks)


def changed_measures(edition: Edition) -> list[Shown]:
    """The measures that changed by more than chance, the strongest first."""
    shown = {each.measure.id: each for each in all_shown(edition)}
    claims = edition.register.claims if edition.register else ()
    return list({each.measure: shown[each.measure] for each in claims if each.measure in shown}.values())


def changed_slide(edition: Edition) -> Slide:
    """What has changed by more than chance, or that nothing has, and how that is told."""
    changed = changed_measures(edition)
    held = changed[:MOST_CHANGED]
    known = edition.register is not None and bool(edition.register.chance.series)
    if not held:
        told = (Paragraph((CHANCE,)), Paragraph((SMALL,)))
        return Slide("changed", (NONE if known else UNKNOWN,), START, told)
    count = len(changed)
    title = f"{count} of our figures {'has' if count == 1 else 'have'} changed by more than chance"
    table = figures_table("What has changed", held, seen=change_sentence)
    more = f" {len(held)} of {count} stand here; our web pages tell of them all." if count > len(held) else ""
    blocks = (table, Paragraph((f"{HOW_TOLD}{more}",), "small"))
    return Slide("changed", (title,), START, blocks, notes(edition, held))


def protected_slide(edition: Edition) -> Slide:
    """How numbers are kept from telling of a child, and what stands in their place."""
    why = tuple(Paragraph((each,)) for each in hidden_words(edition, "slides"))
    signs = Terms(tuple((sign, (f"{meaning}.",)) for sign, meaning in SYMBOLS))
    title = "How we keep numbers from telling about a child"
    return Slide("hidden", (title,), END, (Beside(why, (signs,)),))


def words_slide(edition: Edition, slides: Sequence[Slide]) -> Slide:
    """The words of the field that are used most on the slides, and where to find more."""
    words = sorted(words_in(slides)[:MOST_WORDS], key=lambda each: each.word.lower())
    terms = Terms(tuple((each.word[:1].upper() + each.word[1:], (f"{each.meaning}.",)) for each in words))
    more = "Our web pages explain every word, and say how each figure is made."
    ask = f" Do you have a question, or need this in another form? Ask us: {edition.contact}"
    said = Paragraph((f"{more}{ask if edition.contact else ''}",))
    return Slide("words", ("What the words mean, and where to find more",), END, (terms, said))
