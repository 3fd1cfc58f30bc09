"""The first page for everybody: what this is, what changed, the priorities as links, whom to ask."""

from __future__ import annotations

from goldenthread.base.dates import day_words
from goldenthread.publication.content.commentary import commentary_place
from goldenthread.publication.content.public.measure import standing
from goldenthread.publication.content.public.priority import targets_met
from goldenthread.publication.content.public.since import plain_since
from goldenthread.publication.content.reader import all_shown, shown_measures
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Block, Bullets, Link, Page, Paragraph, Section, Text

MOST = 8
"""So many changes are told on the first page; each is told again where it belongs."""

_WHAT = (
    "These pages say how we are doing for children and families in {name}. The figures come from the records "
    "of our work up to {day}. They are counts of many children. No page tells of one child."
)
HOW_TOLD = (
    "Figures go up and down by chance. Here are those that have changed by more than chance, the strongest "
    "first. Some of these may be chance all the same."
)
NONE = "We cannot say of any figure that it changed by more than chance."
UNKNOWN = "We do not know. We have too few months to tell a change from chance."


def plain_first(edition: Edition) -> Page:
    """The page that opens an edition for everybody."""
    words = commentary_place(edition, "summary", "summary-words", "the month as a whole")
    what = _WHAT.format(name=edition.authority_name, day=day_words(edition.data_date))
    return Page(
        stem="index",
        title=f"How we are doing for children in {edition.authority_name}, {edition.period.words()}",
        name="Start",
        opening=(*plain_since(edition), Paragraph((what,), "lead"), *([words] if words.blocks else [])),
        sections=(
            Section("priorities", "What we want for children", (_priorities(edition),)),
            Section("changed", "What has changed", _changes(edition)),
            *_contact(edition),
        ),
    )


def _priorities(edition: Edition) -> Bullets:
    items: list[Text] = []
    for priority in edition.strategy.priorities:
        met = targets_met(list(shown_measures(edition, priority)))
        items.append((Link(priority.name, f"p-{priority.id}-outcome"), f". {met}"))
    return Bullets(tuple(items))


def _changes(edition: Edition) -> tuple[Block, ...]:
    register = edition.register
    if register is None or not register.chance.series:
        return (Paragraph((UNKNOWN,)),)
    shown = {each.measure.id: each for each in all_shown(edition)}
    changed = [shown[each.measure] for each in register.claims if each.measure in shown]
    if not changed:
        return (Paragraph((NONE,)),)
    items = tuple((Link(each.measure.name, each.anchor), ". ", *standing(each)) for each in changed[:MOST])
    return (Paragraph((HOW_TOLD,)), Bullets(items), *_more(len(changed) - len(items)))


def _more(left: int) -> tuple[Block, ...]:
    if left == 0:
        return ()
    said = "There is 1 more. The page of its aim tells of it."
    return (
        Paragraph((said if left == 1 else f"There are {left} more. The pages of each aim tell of them.",)),
    )


def _contact(edition: Edition) -> tuple[Section, ...]:
    """Whom to ask, where the council's settings say it."""
    if not edition.contact:
        return ()
    said = f"Do you have a question, or need these pages in another form? Ask us: {edition.contact}"
    return (Section("ask", "Ask us", (Paragraph((said,)),)),)
