"""Findings of breakdowns in words: the largest group beside the whole, or the lowest to the highest."""

from __future__ import annotations

from goldenthread.analysis.few import is_few
from goldenthread.analysis.figures import Figure, Words, is_count, value_of
from goldenthread.analysis.sentences import amount, when
from goldenthread.analysis.split import added, sum_of
from goldenthread.model.result import Result
from goldenthread.publication.content.names import is_unknown, overlaps
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.words import breakdown_words


def breakdown_finding(shown: Shown, breakdown: str, groups: list[Result]) -> Words:
    """One sentence; groups that overlap others or are unknown are not ranked in it."""
    return (_start(shown, breakdown), *finding_words(shown, breakdown, groups))


def finding_words(shown: Shown, breakdown: str, groups: list[Result]) -> Words:
    """The finding without the words that say by what."""
    held = [r for r in groups if r.value is not None and not overlaps(r.group)]
    known = [r for r in held if not is_unknown(r.group)]
    if not known:
        return ("only unknown groups have a figure.",)
    if {r.group for r in known} <= {"yes", "no"} and is_count(shown.measure):
        return _yes(shown, breakdown, known)
    if breakdown == "stage" or shown.measure.form == "difference":
        return _each(shown, held)
    if shown.split == breakdown or is_count(shown.measure):
        return (*_largest(shown, breakdown, known), *_overlap(shown, breakdown, held))
    return _range(shown, known)


def size(result: Result) -> float:
    """What groups are compared by."""
    return float("-inf") if result.value is None else result.value


def _start(shown: Shown, breakdown: str) -> str:
    """A split is the measure itself, so its sentence says when; a breakdown says by what."""
    if shown.split == breakdown:
        words = when(shown.measure, shown.period)
        return f"{words[:1].upper()}{words[1:]}: "
    return f"By {breakdown_words(breakdown)}: "


def _each(shown: Shown, held: list[Result]) -> Words:
    """Every group with its value: stages in their order, net changes, which have no largest part."""
    words: list[str | Figure] = []
    after = " " if shown.measure.form == "difference" else ": "
    for result in held:
        words += [
            f"{shown.name(result.breakdown, result.group)}{after}",
            value_of(shown.measure, result),
            ", ",
        ]
    return (*words[:-1], ".")


def _yes(shown: Shown, breakdown: str, known: list[Result]) -> Words:
    """How many of all are yes: of two answers none is 'the largest group'."""
    yes = next((r for r in known if r.group == "yes"), known[0])
    return (f"{shown.name(breakdown, yes.group).lower()} for ", *_of_whole(shown, breakdown, yes), ".")


def _largest(shown: Shown, breakdown: str, held: list[Result]) -> Words:
    top = max(held, key=size)
    equal = [r for r in held if r.value == top.value]
    if not top.value:
        return ("no cases in any group.",)
    if len(equal) > 3:
        return ("no one group is the largest.",)
    names = " and ".join(shown.name(r.breakdown, r.group) for r in equal)
    verb = "the largest group is " if len(equal) == 1 else "the largest groups are "
    each = ", " if len(equal) == 1 else ", each "
    return (f"{verb}{names}{each}", *_of_whole(shown, breakdown, top), ".")


def _of_whole(shown: Shown, breakdown: str, top: Result) -> Words:
    measure = shown.measure
    if measure.form == "percentage":
        return amount(measure, top)
    if shown.split == breakdown:
        return (value_of(measure, top), " of ", sum_of(shown.groups(breakdown)))
    total = shown.result(shown.period)
    if total is None or total.value is None:
        return (value_of(measure, top),)
    return (value_of(measure, top), " of ", value_of(measure, total))


def _overlap(shown: Shown, breakdown: str, held: list[Result]) -> Words:
    """That groups add to more than the whole, where one person can be in several."""
    total = shown.result(shown.period)
    if shown.split == breakdown or total is None or total.value is None or added(held) <= total.value:
        return ()
    return (" One can be in several groups, so they add to more than the whole.",)


def _range(shown: Shown, held: list[Result]) -> Words:
    """From the lowest to the highest of the groups that are not few; that all are few where they are."""
    measure = shown.measure
    firm = [r for r in held if not is_few(measure, r)]
    if not firm:
        return ("every group has fewer than 20, too few to compare.",)
    high, low = max(firm, key=size), min(firm, key=size)
    top: Words = (f"{shown.name(high.breakdown, high.group)}, ", *amount(measure, high), ".")
    if len(firm) == 1 and len(held) > 1:
        return ("only one group has 20 or more: ", *top)
    if high.value == low.value:
        return top if len(firm) == 1 else (value_of(measure, high), " in every group.")
    among = "of groups of 20 or more, " if len(firm) < len(held) else ""
    return (f"{among}from {shown.name(low.breakdown, low.group)}, ", *amount(measure, low), ", to ", *top)
