"""Tables of a measure: its series, its comparisons, its groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from goldenthread.analysis.annotations import annotation_words
from goldenthread.analysis.broken import CHANGED, is_break
from goldenthread.analysis.change import Against, Change
from goldenthread.analysis.few import count_first
from goldenthread.analysis.figures import difference_of, is_percentage, part_of, percent_of, value_of
from goldenthread.analysis.findings import UsualRange, printed_range
from goldenthread.analysis.sentences import amount, target_words
from goldenthread.analysis.targets import Rated, Rating
from goldenthread.base.periods import Period
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result, Status
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.signals import signal_text, usual_of
from goldenthread.publication.content.words import (
    FLAGS,
    breakdown_words,
    part_headings,
    value_heading,
)
from goldenthread.publication.tree import Column, Inline, Minor, Proof, Table, Tag, Text

PROOF = Column("Proof")
"""The last column of every table of figures: the code by which the row's latest value is computed again."""

COMPARISONS: tuple[Against, ...] = ("previous", "six_months", "year", "two_years")

_TAGS = {
    Rating.MET: Tag("Met", "good"),
    Rating.NEAR: Tag("Near", "near"),
    Rating.MISSED: Tag("Missed", "bad"),
    Rating.TOO_FEW: Tag("Too few to tell", "plain"),
}


def rating_tag(rated: Rated) -> Text:
    """The rating as a word with its standing; nothing when there is no target."""
    if rated.target is None:
        return ("",)
    return (_TAGS.get(rated.rating, Tag("Not rated", "plain")),)


def value_cell(measure: Measure, result: Result | None) -> Text:
    """The value or its status, with its marks in smaller print; longer remarks stand by the name."""
    if result is None:
        return ("[x]",)
    flags: list[Inline] = [
        Minor(f" {FLAGS.get(flag, flag)}") for flag in result.flags if not _is_remark(flag)
    ]
    return (value_of(measure, result, table=True), *flags)


def share_cell(measure: Measure, result: Result | None) -> Text:
    """A percentage with its parts as sentences have them, the count first of fewer than 100; anything else as
    its value."""
    if result is None or of_cell(result) == ("",):
        return value_cell(measure, result)
    return (*amount(measure, result, table=True, unit=False), *value_cell(measure, result)[1:])


def bare_cell(measure: Measure, result: Result | None) -> Text:
    """A value where no column holds its parts. A share of fewer than 100 has its count before it all the
    same: a bare 50% may be 1 of 2, and stands beside one that is '15 of 18 (83.3%)'."""
    is_bare = result is None or not count_first(measure, result)
    return value_cell(measure, result) if is_bare else share_cell(measure, result)


def proof_cell(result: Result | None) -> Text:
    """The proof code of a figure."""
    return (Proof((result.measure, result.period, result.breakdown, result.group)),) if result else ("",)


def of_cell(result: Result | None, between: str = " of ") -> Text:
    """'77 of 308', or nothing when there are no parts to print or no cases."""
    if result is None or result.value is None or result.numerator is None or result.denominator is None:
        return ("",)
    return (part_of(result, "numerator"), between, part_of(result, "denominator"))


def change_cell(measure: Measure, moved: Change, against: Period | None) -> Text:
    """'−7.0 points', '+3 (+14%)', or why there is none; none across a change of the rule."""
    if moved.reason == CHANGED:
        return (Minor(CHANGED),)
    if moved.difference is None or moved.now is None or against is None:
        return (Minor("no comparison"),)
    first = difference_of(measure, moved.now, against.label, moved.difference)
    if moved.percent is None:
        return (first,)
    return (first, " (", percent_of(moved.now, against.label, moved.percent), ")")


def series_table(shown: Shown) -> Table:
    """Every period of the series, newest first, with numerator and denominator where the form has them, and
    where it was judged with its usual range and what it is beside that.

    An entry of the register, such as a change of the rule, is said in the first period that it reaches.
    """
    measure, heads = shown.measure, part_headings(shown.measure)
    columns = [Column("Period"), *(Column(name, True) for name in heads or ())]
    rows = []
    events: dict[Period, list[Minor]] = defaultdict(list)
    for place, each in shown.annotations():
        events[shown.periods()[place]].append(Minor(f" {annotation_words(each)}"))
    usual = usual_of(shown)
    for period in reversed(shown.periods()):
        result = shown.result(period)
        parts = _parts(result) if heads else ()
        name: Text = (short_period(period), *events[period])
        beside = _usual_cells(measure, result, usual.get(period)) if usual else ()
        rows.append((name, *parts, value_cell(measure, result), *beside, proof_cell(result)))
    judged = (Column("Usual range", True), Column("Signal")) if usual else ()
    return Table(
        f"{measure.name}, by period",
        (*columns, Column(value_heading(measure), True), *judged, PROOF),
        tuple(rows),
        caption_shown=False,
    )


def _usual_cells(measure: Measure, result: Result | None, usual: UsualRange | None) -> tuple[Text, Text]:
    if usual is None or result is None or result.value is None:
        return (("",), ("",))
    low, high = printed_range(measure, result, usual)
    return ((low, " to ", high), signal_text(usual))


def comparison_table(shown: Shown) -> Table:
    """The latest period beside the previous, six months, a year and two years before, with the change."""
    measure = shown.measure
    with_parts = measure.form == "percentage"
    columns = [Column("Period")]
    columns += [Column("Count", True)] if with_parts else []
    columns += [Column(value_heading(measure), True), Column("Change since", True)]
    rows = [_comparison_row(shown, shown.period, with_parts, (Minor("latest"),))]
    for name in _distinct(shown):
        then = shown.against(name)
        if then is not None:
            cell = change_cell(measure, shown.change(name), then)
            rows.append(_comparison_row(shown, then, with_parts, cell))
    caption = f"{short_period(shown.period)} beside earlier periods"
    return Table(caption, tuple(columns), tuple(rows), about=measure.name)


def group_table(shown: Shown, breakdown: str, groups: Sequence[Result]) -> Table:
    """The groups of a breakdown, with the previous period and the year before where they were computed.

    A group that has no cases in any of these is left out: of twenty teams five may do this work.
    """
    measure = shown.measure
    with_parts = measure.form in ("percentage", "ratio")
    rated = [shown.rated(breakdown, result.group) for result in groups]
    with_targets = any(each.target for each in rated)
    earlier = [p for p in (shown.against("previous"), shown.against("year")) if p is not None]
    earlier = [p for p in dict.fromkeys(earlier) if shown.groups(breakdown, p)]
    columns = [Column(breakdown_words(breakdown).capitalize())]
    columns += [Column(_parts_heading(measure), True)] if with_parts else []
    columns += [Column(short_period(shown.period), True)]
    columns += [Column(_earlier_heading(shown, period), True) for period in earlier]
    columns += [Column("Target")] if with_targets else []
    columns += [PROOF]
    rows = []
    for result, rating in zip(groups, rated, strict=True):
        then = [shown.result(period, breakdown, result.group) for period in earlier]
        if all(each is None or each.status is Status.NO_CASES for each in (result, *then)):
            continue
        before = [bare_cell(measure, each) for each in then]
        row: list[Text] = [(shown.name(breakdown, result.group),)]
        row += [of_cell(result, _between(measure))] if with_parts else []
        row += [value_cell(measure, result), *before]
        row += [_target_cell(measure, rating)] if with_targets else []
        row += [proof_cell(result)]
        rows.append(tuple(row))
    by = ": groups" if breakdown == shown.split else f", by {breakdown_words(breakdown)}"
    return Table(f"{measure.name}{by}", tuple(columns), tuple(rows), caption_shown=False)


def _earlier_heading(shown: Shown, period: Period) -> str:
    """An earlier period, and that the rule has changed since."""
    return short_period(period) + (f", {CHANGED} since" if shown.is_across(period) else "")


def remarks(result: Result | None) -> list[str]:
    """What a figure rests on, said once beside the measure's name: 'plans since 1 January 2018'.

    That the rule changed is no ground of a figure, and is said with the series.
    """
    return [f for f in result.flags if _is_remark(f) and not is_break(f)] if result else []


def short_period(period: Period) -> str:
    """'Dec 2023' for a month, 'Oct to Dec 2023' for a longer period."""
    if period.kind == "month":
        return f"{period.end:%b %Y}"
    start = f"{period.start:%b}" if period.start.year == period.end.year else f"{period.start:%b %Y}"
    return f"{start} to {period.end:%b %Y}"


def _is_remark(flag: str) -> bool:
    return " " in flag


def _between(measure: Measure) -> str:
    """'83 for 5.2': cases for full-time workers are no part of them."""
    return " of " if is_percentage(measure) else " for "


def _parts_heading(measure: Measure) -> str:
    return "Count" if is_percentage(measure) else " for ".join(part_headings(measure) or ())


def _target_cell(measure: Measure, rated: Rated) -> Text:
    """The rating with the target it is against."""
    if rated.target is None:
        return ("–",)
    return (*rating_tag(rated), f" {target_words(measure, rated.target)}")


def _parts(result: Result | None) -> tuple[Text, Text]:
    if result is None:
        return (("",), ("",))
    top: Text = ("",) if result.numerator is None else (part_of(result, "numerator"),)
    bottom: Text = ("",) if result.denominator is None else (part_of(result, "denominator"),)
    return (top, bottom)


def _comparison_row(shown: Shown, period: Period, with_parts: bool, change: Text) -> tuple[Text, ...]:
    result = shown.result(period)
    parts = [of_cell(result)] if with_parts else []
    return ((short_period(period),), *parts, value_cell(shown.measure, result), change)


def _distinct(shown: Shown) -> list[Against]:
    """Comparisons that name different periods: a year's previous period is also the year before."""
    seen: dict[Period | None, Against] = {}
    for name in COMPARISONS:
        seen.setdefault(shown.against(name), name)
    return list(seen.values())
