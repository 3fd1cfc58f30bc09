"""What changed since the release before: first on the first page, and at length on a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from goldenthread.analysis.figures import Figure, Words, as_released, in_words
from goldenthread.analysis.sentences import amount
from goldenthread.base.periods import parse
from goldenthread.editions.releases.changes import Pair, Since
from goldenthread.editions.releases.record import Numbered, london
from goldenthread.model.result import ALL, Result
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.content.tables import PROOF, proof_cell, short_period
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import (
    Block,
    Bullets,
    Column,
    Link,
    Minor,
    Notice,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)

ON_FIRST_PAGE = 8
"""Rows of figures on the first page. More of them go to a page of their own."""

OF_A_MEASURE = 60
"""Rows of one measure on that page, totals before groups; how many more there are is said."""

NONE_COUNTED = "none counted"


def release_words(release: Numbered) -> str:
    """'3', or '3, which corrects release 2'."""
    said = str(release.number)
    return f"{said}, which corrects release {release.corrects}" if release.corrects else said


def since_opening(edition: Edition) -> tuple[Block, ...]:
    """What a reader of the release before must know first. Nothing where there was none."""
    correction = _correction(edition.release)
    if edition.since is None:
        return correction
    moved = _moved(edition, edition.since)
    said = (_figures_sentence(edition.since, moved), *_other_sentences(edition, edition.since))
    blocks: list[Block] = [
        Paragraph((_compared_with(edition.since),), "small"),
        Bullets(said) if len(said) > 1 else Paragraph(said[0]),
    ]
    if moved:
        blocks.append(_first_table(edition.since, moved))
    if len(moved) > ON_FIRST_PAGE:
        blocks.append(Paragraph((Link("Every figure that changed", "since-all"),)))
    title = f"What changed since release {edition.since.release.number}"
    return (*correction, Section("since", title, tuple(blocks)))


def since_pages(edition: Edition) -> tuple[Page, ...]:
    """The page of every figure that changed, a section a measure, where they are too many for the first."""
    since = edition.since
    moved = _moved(edition, since) if since else []
    if since is None or len(moved) <= ON_FIRST_PAGE:
        return ()
    title = f"Every figure that changed since release\N{NO-BREAK SPACE}{since.release.number}"
    measures = dict.fromkeys(shown.measure.id for _, shown in moved)
    return (
        Page(
            stem="since",
            title=title,
            name="What changed",
            opening=(Section("since-all", "How to read it", (Paragraph((_HOW,)),)),),
            sections=tuple(
                _measure_section(since, [one for one in moved if one[1].measure.id == name])
                for name in measures
            ),
            contents=True,
        ),
    )


_HOW = (
    "Each figure as the release printed it, and as it is now. Both stand: the release is kept as it was. "
    "A figure changes when records come late, are mended or withdrawn, or when its definition changes."
)

Moved = tuple[Pair, Shown]


def _moved(edition: Edition, since: Since) -> list[Moved]:
    """The figures of which something else is printed now, in the order of the strategy, totals first."""
    shown = {each.measure.id: each for each in all_shown(edition)}
    place = {name: number for number, name in enumerate(shown)}
    found = [(pair, shown[_of(pair).measure]) for pair in since.figures if _of(pair).measure in shown]
    differing = [one for one in found if _printed(one[1], one[0][0]) != _printed(one[1], one[0][1])]
    return sorted(
        differing,
        key=lambda one: (
            place[one[1].measure.id],
            _of(one[0]).breakdown != ALL,
            -parse(_of(one[0]).period).last_month,
        ),
    )


def _of(pair: Pair) -> Result:
    """What names the figure."""
    named = pair[1] or pair[0]
    assert named is not None
    return named


def _newest(moved: Sequence[Moved]) -> list[Moved]:
    """Totals before groups, the newest period first."""
    return sorted(
        moved, key=lambda one: (_of(one[0]).breakdown != ALL, -parse(_of(one[0]).period).last_month)
    )


def _printed(shown: Shown, result: Result | None) -> str:
    return in_words(amount(shown.measure, result, table=True)) if result else ""


def _compared_with(since: Since) -> str:
    release, month = since.release, parse(since.release.period).words()
    return f"Release {release.number} is the edition of {month}, made on {london(release.made_at)}."


def _figures_sentence(since: Since, moved: Sequence[Moved]) -> Text:
    number = since.release.number
    if not moved:
        return (f"Every figure that release {number} printed and that is shown here is the same.",)
    measures = len({shown.measure.id for _, shown in moved})
    figures = "1 figure is" if len(moved) == 1 else f"{len(moved):,} figures are"
    of = f"of {measures} measure{'' if measures == 1 else 's'}"
    return (f"{figures} no longer what release {number} printed, {of}.",)


def _other_sentences(edition: Edition, since: Since) -> Iterable[Text]:
    """A sentence for each other kind of change."""
    linked = partial(_listed, edition, since)
    if since.new:
        yield ("New measures: ", *linked(since.new), ".")
    if since.retired:
        yield ("No longer shown: ", *linked(since.retired), ".")
    if since.redefined:
        yield ("Counted by another definition or setting: ", *linked(since.redefined), ".")
    if since.retargeted:
        yield ("Held against other targets: ", *linked(since.retargeted), ".")
    if since.other_rules:
        yield ("Control charts are judged by other rules.",)
    yield from ((f"Entered in the register of events: {each}.",) for each in since.events_new)
    yield from ((f"No longer in the register of events: {each}.",) for each in since.events_gone)
    if since.commentary:
        yield ("Commentary was rewritten: ", *linked(since.commentary), ".")


def _listed(edition: Edition, since: Since, names: Iterable[str]) -> Text:
    """Measures and sections by name, each the way to its place where it has one."""
    places = {shown.measure.id: Link(shown.measure.name, shown.anchor) for shown in all_shown(edition)}
    places |= {one.id: Link(one.name, f"p-{one.id}-outcome") for one in edition.strategy.priorities}
    words: list[str | Link] = []
    for name in names:
        text = since.names.get(name, "the month as a whole" if name == "summary" else name)
        words += [", ", places.get(name, text)] if words else [places.get(name, text)]
    return tuple(words)


def _first_table(since: Since, moved: Sequence[Moved]) -> Table:
    """The figures that changed, on the first page: the newest of them where they are many."""
    newest = _newest(moved)[:ON_FIRST_PAGE]
    caption = "Figures that changed" if len(newest) == len(moved) else "The newest figures that changed"
    rows = ((_measure(shown, pair), *_cells(since, pair, shown)) for pair, shown in newest)
    return Table(caption, (Column("Measure"), *_columns(since)), tuple(rows))


def _measure_section(since: Since, moved: Sequence[Moved]) -> Section:
    shown, more = moved[0][1], len(moved) - OF_A_MEASURE
    rows = ((_group(each, pair), *_cells(since, pair, each)) for pair, each in moved[:OF_A_MEASURE])
    caption = f"{shown.measure.name}, figures that changed"
    table = Table(caption, (Column("Of"), *_columns(since)), tuple(rows), caption_shown=False)
    rest = (Paragraph((f"{more:,} more figures of groups changed.",), "small"),) if more > 0 else ()
    link = Paragraph((Link(f"{shown.measure.name} now", shown.anchor),))
    return Section(f"since-{shown.measure.id}", shown.measure.name, (table, *rest, link))


def _columns(since: Since) -> tuple[Column, ...]:
    return (Column("Period"), Column(f"Release {since.release.number}", True), Column("Now", True), PROOF)


def _cells(since: Since, pair: Pair, shown: Shown) -> tuple[Text, ...]:
    was, now = pair
    return (
        (short_period(parse(_of(pair).period)),),
        _as_released(_amount(shown, was), since.release.number),
        _amount(shown, now),
        proof_cell(now),
    )


def _measure(shown: Shown, pair: Pair) -> Text:
    group = () if _of(pair).group == ALL else (Minor(f" {_group(shown, pair)[0]}"),)
    return (Link(shown.measure.name, shown.anchor), *group)


def _group(shown: Shown, pair: Pair) -> tuple[str]:
    return (shown.name(_of(pair).breakdown, _of(pair).group),)


def _amount(shown: Shown, result: Result | None) -> Words:
    return amount(shown.measure, result, table=True, unit=False) if result else (NONE_COUNTED,)


def _as_released(words: Words, release: int) -> Text:
    return tuple(as_released(part, release) if isinstance(part, Figure) else part for part in words)


def _correction(release: Numbered | None) -> tuple[Block, ...]:
    if release is None or release.corrects is None:
        return ()
    said = f"{release.reason} Release {release.corrects} is kept as it was."
    return (Notice(f"This corrects release {release.corrects}", (said,)),)
