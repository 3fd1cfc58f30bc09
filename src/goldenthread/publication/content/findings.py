"""Findings of breakdowns in words: the largest group beside the whole, or the lowest to the highest."""

from __future__ import annotations

from goldenthread.analysis.few import is_few
from goldenthread.analysis.figures import Figure, Words, is_count, value_of
from goldenthread.analysis.sentences import amount, when
from goldenthread.analysis.split import sum_of
from goldenthread.model.result import Result
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.words import OVERLAPPING, breakdown_words, group_words


def breakdown_finding(shown: Shown, breakdown: str, groups: list[Result]) -> Words:
    """One sentence; groups that overlap others or are unknown are not named in it."""
    start = _start(shown, breakdown)
    held = [r for r in groups if r.value is not None and r.group not in ("unknown", *OVERLAPPING)]
    if not held:
        return (start, "only unknown groups have a figure.")
    if breakdown == "stage":
        return (start, *_stages(shown, held))
    if shown.split == breakdown or is_count(shown.measure):
        return (start, *_largest(shown, breakdown, held))
    return (start, *_range(shown, held))


def size(result: Result) -> float:
    """What groups are compared by."""
    return float("-inf") if result.value is None else result.value


def _start(shown: Shown, breakdown: str) -> str:
    """A split is the measure itself, so its sentence says when; a breakdown says by what."""
    if shown.split == breakdown:
        words = when(shown.measure, shown.period)
        return f"{words[:1].upper()}{words[1:]}: "
    return f"By {breakdown_words(breakdown)}: "


def _stages(shown: Shown, held: list[Result]) -> Words:
    words: list[str | Figure] = []
    for result in held:
        words += [f"{group_words(result.group)} ", value_of(shown.measure, result), ", "]
    return (*words[:-1], ".")


def _largest(shown: Shown, breakdown: str, held: list[Result]) -> Words:
    top = max(held, key=size)
    equal = [r for r in held if r.value == top.value]
    if not top.value:
        return ("no cases in any group.",)
    if len(equal) > 3:
        return ("no one group is the largest.",)
    names = " and ".join(group_words(r.group) for r in equal)
    verb = "is the largest group, " if len(equal) == 1 else "are the largest groups, each "
    return (f"{names} {verb}", *_of_whole(shown, breakdown, top), ".")


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


def _range(shown: Shown, held: list[Result]) -> Words:
    firm = [r for r in held if not is_few(shown.measure, r)] or held
    high, low = max(firm, key=size), min(firm, key=size)
    top: Words = (f"{group_words(high.group)}, ", *amount(shown.measure, high), ".")
    if high.value == low.value:
        return top
    return (f"from {group_words(low.group)}, ", *amount(shown.measure, low), ", to ", *top)
