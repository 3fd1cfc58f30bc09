"""How the figures are made: where they come from, the symbols, what is hidden and why, what each counts."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.base.dates import day_words
from goldenthread.base.numbers import plain
from goldenthread.publication.content.public.measure import counts
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.edition import Edition
from goldenthread.publication.reading_age import METHOD, Reading, reading_of
from goldenthread.publication.tree import Column, Page, Paragraph, Section, Table, Terms, Text

SYMBOLS = (
    ("[c]", "hidden, so that no child can be recognised"),
    ("[x]", "we do not know: our records do not tell us"),
    ("not yet known", "for some children the time allowed has not run out"),
    ("[z]", "there was nothing to count"),
    ("[p]", "may still change a little"),
    ("[r]", "changed since we first gave it"),
    ("[u]", "rests on so few that it can swing a lot"),
)
"""What stands in the place of a figure, or beside it, for everybody."""

_FROM = (
    "The figures come from the records that our staff keep of their work. They were taken on {day}. A "
    "computer program counts them by rules that are written down, so that each figure is counted the same "
    "way each month."
)
_HIDDEN = (
    "When a number is small, someone who knows a family might work out which child it is about. So we hide "
    "small numbers and print [c]. Often we have to hide a second number too. If we did not, you could find "
    "the first one by taking the others away from the total."
)
_HIDDEN_TOO = (
    "A hidden number is nowhere on these {places}. It is not drawn on a chart, and no sentence is built on "
    "it. A gap in a line means that a month is hidden or not known. It does not mean that there were none."
)
_ROUNDED = (
    "We also round counts, so that no one can find a hidden number from those around it. A total is rounded "
    "to the nearest {multiple}, and a group sometimes further. So the groups in a table may not add up. "
    "Some averages are rounded more than others, so that two months side by side do not tell of one child. "
    "Shares are worked out before we round. Where the rounded counts would give another share, we print the "
    "share and of about how many it is."
)
_AS_PRINTED = "What we say of a target, or of a change, goes by the figures as they are printed."
CHANCE = (
    "Most figures go up and down a little when nothing has changed. We say that a figure has changed by "
    "more than chance only when it is well outside what it did before, or when it has moved one way for "
    "many months. We use the rules that the NHS uses. They are right most of the time, but not always."
)
SMALL = (
    "Where a figure is a share of fewer than 100 children, we print the count first. A share of a small "
    "group swings a lot when one child more or less is in it."
)
_OTHERS = (
    "Where we can, we show the figure for the whole country, our region, or councils like ours. Look at the "
    "time it is for. Many of those figures are for a whole year, and ours are often for one month."
)
_WRONG = (
    "We make mistakes, and records come in late. When we put a figure right, we give these pages a new "
    "number and say what we changed and why. The old pages are kept as they were."
)
_EASY = "We want these pages to be easy to read. This is how hard each one is."


def made_page(edition: Edition, pages: Sequence[Page]) -> Page:
    """The page, which also says how hard it and `pages` are to read."""
    taken = _FROM.format(day=day_words(edition.data_date))
    shown = all_shown(edition)
    sections = (
        Section(
            "from", "Where the figures come from", (Paragraph((taken,)), Paragraph((_population(edition),)))
        ),
        Section(
            "hidden",
            "Why some figures are hidden",
            tuple(Paragraph((each,)) for each in hidden_words(edition, "pages")),
        ),
        Section("symbols", "What the signs mean", (Terms(tuple((s, (f"{m}.",)) for s, m in SYMBOLS)),)),
        Section(
            "chance", "When we say that something has changed", (Paragraph((CHANCE,)), Paragraph((SMALL,)))
        ),
        Section("others", "How we compare", (Paragraph((_OTHERS,)),)),
        Section("wrong", "When a figure was wrong", (Paragraph((_WRONG,)),)),
        Section(
            "counts",
            "What each figure counts",
            (Terms(tuple((each.measure.name, (counts(each),)) for each in shown)),),
        ),
    )
    page = Page("made", "How these figures are made", "How figures are made", (), sections, contents=True)
    return _with_reading(page, pages)


def hidden_words(edition: Edition, places: str) -> tuple[str, ...]:
    """Why small numbers are hidden, and what that does to the rest. `places` are where: pages, slides."""
    rounded = () if edition.rounding == 1 else (_ROUNDED.format(multiple=edition.rounding),)
    return (_HIDDEN, _HIDDEN_TOO.format(places=places), *rounded, _AS_PRINTED)


def _population(edition: Edition) -> str:
    need = "To say how many there are for every 10,000 children, we need to know how many live here."
    return f"{need} {edition.population_note}"


def _with_reading(page: Page, pages: Sequence[Page]) -> Page:
    """The page with a last section on how hard all are to read, measured before that section is there."""
    every = [(each.title, reading_of(each)) for each in (*pages, page)]
    rows = tuple(_row(title, reading) for title, reading in every if reading.words)
    columns = (Column("Page"), Column("Words", True), Column("Reading age", True))
    table = Table("How hard each page is to read", columns, rows)
    section = Section(
        "easy",
        "How easy these pages are to read",
        (Paragraph((_EASY,)), table, Paragraph((METHOD,), "small")),
    )
    return Page(page.stem, page.title, page.name, page.opening, (*page.sections, section), contents=True)


def _row(title: str, reading: Reading) -> tuple[Text, ...]:
    return ((title,), (plain(reading.words),), (plain(reading.age),))
