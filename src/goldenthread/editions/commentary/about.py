"""Words for everybody whose figures are rounded, said as the sentences of the pages say them.

'305 children had a plan' becomes 'About 305 children had a plan', and '26% (80 of 310)' becomes '26% (about
80 of 310)', or '25% (of about 310)' where the rounded counts would give another share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from goldenthread.analysis.few import parts_agree
from goldenthread.analysis.figures import Figure, Words, in_words, is_count, is_percentage
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result
from goldenthread.model.results import Results

Find = Callable[[Figure], Result | None]
"""The result that a figure was read from, in the period that it names."""


def finder(results: Results, authority: str) -> Find:
    """The results of an authority by the figures that were read from them."""
    return lambda figure: results.find(
        figure.measure, authority, figure.period, figure.breakdown, figure.group
    )


_IN_FULL = (
    ("value", " (", "numerator", " of ", "denominator", ")"),
    ("numerator", " of ", "denominator", " (", "value", ")"),
)
"""A share with its parts as `in full` prints it: texts and the parts of one result."""

_TAKES_NONE = re.compile(
    r"\b(?:about(?: the same as)?|around|roughly|approximately|some|nearly|almost|an?|the|these|those|all|our"
    r"|their|its|both|every|other)\s+$",
    re.IGNORECASE,
)
"""What a figure stands after that takes no 'about': it is said, or would be no English ('the about 305')."""

_BEGINS = re.compile(r"(?:^|[.!?][\"”’)]*\s+)$")
"""The end of what stands before the first word of a sentence."""


def with_about(words: Words, measures: Mapping[str, Measure], find: Find) -> Words:
    """The words of a paragraph or point with 'about' before each rounded figure, and without a numerator that
    contradicts the share which it stands in brackets with."""
    said: list[str | Figure] = []
    for part in _agreeing(words, measures, find):
        if isinstance(part, Figure) and _is_rounded(part, measures[part.measure]) and not _base(part, said):
            before = in_words(tuple(said))
            if not _TAKES_NONE.search(before):
                said.append("About " if _BEGINS.search(before) else "about ")
        said.append(part)
    return tuple(said)


def contradicting(words: Words, measures: Mapping[str, Measure], find: Find) -> Figure | None:
    """A numerator in the same words as a share that it contradicts, otherwise than `in full` prints the two,
    which can be said without it."""
    figures = [each for each in _agreeing(words, measures, find) if isinstance(each, Figure)]
    shares = {each.key for each in figures if each.part == "value"}
    tops = (each for each in figures if each.part == "numerator" and each.key in shares)
    return next((each for each in tops if not _agrees(each, measures, find)), None)


def _agreeing(words: Words, measures: Mapping[str, Measure], find: Find) -> Iterator[str | Figure]:
    """The words with '25% (of about 310)' for '25% (75 of 310)' where the two disagree."""
    at = 0
    while at < len(words):
        share = _in_full(words[at : at + len(_IN_FULL[0])])
        if share and not _agrees(share["value"], measures, find):
            yield from (share["value"], " (of ", share["denominator"], ")")
            at += len(_IN_FULL[0])
        else:
            yield words[at]
            at += 1


def _in_full(words: Words) -> dict[str, Figure] | None:
    """The parts of one share where these are the words of it in full."""
    shape = tuple(each.part if isinstance(each, Figure) else each for each in words)
    parts: dict[str, Figure] = {each.part: each for each in words if isinstance(each, Figure)}
    is_one = len({each.key for each in parts.values()}) == 1
    return parts if shape in _IN_FULL and is_one else None


def _agrees(figure: Figure, measures: Mapping[str, Measure], find: Find) -> bool:
    result = find(figure)
    return result is None or parts_agree(measures[figure.measure], result)


def _is_rounded(figure: Figure, measure: Measure) -> bool:
    """Whether a figure is a rounded count or made of one. A printed 0 is a true nought; a population is not
    rounded."""
    if not re.search(r"[1-9]", figure.text):
        return False
    if figure.part in ("numerator", "denominator"):
        return is_percentage(measure) or figure.part == "numerator"
    return (is_count(measure) or measure.form == "rate") and figure.part in ("value", "difference", "percent")


def _base(figure: Figure, said: list[str | Figure]) -> bool:
    """Whether a figure is the 310 of 'about 80 of 310'."""
    top = said[-2] if len(said) > 1 and said[-1] == " of " else None
    return isinstance(top, Figure) and (top.key, top.part) == (figure.key, "numerator")
