"""What those must know first who read these pages before: what was put right, what reads otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.analysis.figures import Figure, as_released
from goldenthread.base.dates import day_words
from goldenthread.base.numbers import count_of
from goldenthread.base.periods import parse
from goldenthread.editions.releases.changes import Pair, Since
from goldenthread.editions.releases.record import LONDON, Numbered
from goldenthread.model.result import ALL, Result
from goldenthread.publication.content.public.tables import plain_value
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.content.tables import short_period
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import (
    Beside,
    Block,
    Bullets,
    Column,
    Link,
    Minor,
    Notice,
    Paragraph,
    Section,
    Table,
    Text,
)

MOST = 8
"""So many figures that read otherwise are told, the newest; how many more there are is said."""


def plain_since(edition: Edition) -> tuple[Block, ...]:
    """What was put right, and what changed since these pages were last given out. Nothing where they are the
    first."""
    correction = _correction(edition.release)
    if edition.since is None:
        return correction
    made = day_words(edition.since.release.made_at.astimezone(LONDON).date())
    month = parse(edition.since.release.period).words()
    last = Paragraph((f"We last gave out these pages on {made}. They told of {month}.",))
    blocks = (last, *_figures(edition, edition.since), *_measures(edition, edition.since))
    return (*correction, Section("since", "What is new since last time", blocks))


def _correction(release: Numbered | None) -> tuple[Block, ...]:
    if release is None or release.corrects is None:
        return ()
    said = f"{release.reason} The old pages, number {release.corrects}, are kept as they were."
    return (Notice("We have put something right", (said,)),)


def _figures(edition: Edition, since: Since) -> tuple[Block, ...]:
    """The figures given out before of which something else is printed now, and how many are printed in one of
    the two alone. Who has both sees which; no number is told of those."""
    shown = {each.measure.id: each for each in all_shown(edition)}
    moved = [(pair, shown[_named(pair).measure]) for pair in since.figures if _named(pair).measure in shown]
    gone = sum(_is_gone(pair) for pair, _ in moved)
    back = sum(_named(pair).measure in shown for pair in since.shown)
    moved = [one for one in moved if not _is_gone(one[0]) and _texts(*one)[0] != _texts(*one)[1]]
    counted = _counted(gone, back)
    if not moved:
        other = "other " if gone else ""
        return (Paragraph((" ".join((*counted, f"No {other}figure that we gave then has changed.")),)),)
    moved.sort(key=lambda one: -parse(_named(one[0]).period).last_month)
    rows = tuple(_row(pair, each, since.release.number) for pair, each in moved[:MOST])
    columns = (Column("What"), Column("When"), Column("Then", True), Column("Now", True))
    left = len(moved) - len(rows)
    more = (Paragraph((f"There are {left} more.",)),) if left else ()
    why = "These figures are not what they were, since records came in late or were put right."
    first = (Paragraph((" ".join(counted),)),) if counted else ()
    return (
        *first,
        Paragraph((why,)),
        Beside((Table("Figures that have changed", columns, rows),), ()),
        *more,
    )


def _is_gone(pair: Pair) -> bool:
    """Whether a figure was given then and none is now: it is hidden, or not known, or of a group left out."""
    was, now = pair
    return was is not None and was.value is not None and (now is None or now.value is None)


def _counted(gone: int, back: int) -> tuple[str, ...]:
    """How many figures are given in one of the two alone, as sentences."""
    said = ((gone, "We no longer show {} that we gave then."), (back, "We now show {} that we hid then."))
    return tuple(words.format(count_of(number, "figure")) for number, words in said if number)


def _measures(edition: Edition, since: Since) -> tuple[Block, ...]:
    """What is counted now and was not, or otherwise."""
    kinds = (
        ("New on these pages", since.new),
        ("No longer on these pages", since.retired),
        ("Counted in another way", since.redefined),
    )
    items = tuple((f"{said}: ", *_listed(edition, since, names), ".") for said, names in kinds if names)
    return (Bullets(items),) if items else ()


def _listed(edition: Edition, since: Since, names: Iterable[str]) -> Text:
    places = {shown.measure.id: Link(shown.measure.name, shown.anchor) for shown in all_shown(edition)}
    words: list[str | Link] = []
    for name in names:
        words += [", "] if words else []
        words.append(places.get(name, since.names.get(name, name)))
    return tuple(words)


def _named(pair: Pair) -> Result:
    """What names the figure."""
    named = pair[1] or pair[0]
    assert named is not None
    return named


def _texts(pair: Pair, shown: Shown) -> tuple[Text, Text]:
    was, now = (plain_value(shown.measure, each) if each else ("none",) for each in pair)
    return was, now


def _row(pair: Pair, shown: Shown, release: int) -> tuple[Text, ...]:
    was, now = _texts(pair, shown)
    named = _named(pair)
    group = () if named.group == ALL else (Minor(f" {shown.name(named.breakdown, named.group)}"),)
    before = tuple(as_released(part, release) if isinstance(part, Figure) else part for part in was)
    name: Text = (Link(shown.measure.name, shown.anchor), *group)
    return (name, (short_period(parse(named.period)),), before, now)
