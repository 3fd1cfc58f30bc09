"""Of a percentage of fewer than 100 the count comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from goldenthread.analysis.few import COUNT_FIRST
from goldenthread.analysis.figures import is_percentage
from goldenthread.editions.commentary.bound import Passage
from goldenthread.editions.commentary.checks.numerals import COUNTED, Numeral
from goldenthread.editions.commentary.checks.offers import Offer, Said, equal
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.checks.unbound import typed_figures
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.commentary.resolve import leads_with_count

_COUNTED = ("of", "in full", "numerator", "vs WHEN in words")


def few(section: Section) -> Iterator[Remark]:
    """Percentages of few that stand alone, bound or typed."""
    for passage in section.passages:
        references = [piece.reference for piece in passage.pieces if piece.reference]
        counted = {(one.measure, one.group) for one in references if one.form in _COUNTED}
        for at, piece in passage.placed():
            one = piece.reference
            if one is None or one.form != "value" or (one.measure, one.group) in counted:
                continue
            if is_percentage(section.world.measures[one.measure]) and leads_with_count(one, section.world):
                full = Reference(one.measure, "in full", one.period, "", one.breakdown, one.group)
                message = (
                    f"{piece.text} is of fewer than {COUNT_FIRST}: one case more moves it by a point or more."
                )
                yield section.remark(
                    passage, at, "few", message, f"Write {full}, which says the count first."
                )
    yield from _typed(section)


def _typed(section: Section) -> Iterator[Remark]:
    """Percentages that were typed beside their small whole, or that equal a figure of few."""
    for passage in section.passages:
        found = list(typed_figures(passage.typed, section))
        has_whole = any(_is_small_whole(each, section) for each in _with_those_before(passage, section))
        for one in found:
            if one.sort != "percent":
                continue
            offer = _offer(one, passage, section)
            after = passage.typed[one.end :]
            is_beside = re.match(r"\s*\(?\s*of\s+\(?\d{1,2}\b", after) is not None
            of_few = (
                offer is not None
                and offer.reference.form == "value"
                and leads_with_count(offer.reference, section.world)
            )
            if is_beside or of_few or has_whole:
                message = f"'{one.text}' is of few: one case more moves it by a point or more."
                mend = "Write the count first, as '3 of 22 (14%)'."
                yield section.remark(passage, one.start, "few", message, mend)
                break


def _offer(one: Numeral, passage: Passage, section: Section) -> Offer | None:
    """The figure that a number of a passage stands for by the words of its sentence."""
    for each in passage.sentences:
        if each.start <= one.start < each.start + len(each.text):
            moved = replace(one, start=one.start - each.start, end=one.end - each.start)
            return equal(Said(moved, each, passage, section))
    return None


def _with_those_before(passage: Passage, section: Section) -> list[Passage]:
    """A point with those before it in its list, and a passage by itself."""
    last = section.passages.index(passage)
    return [one for one in section.passages[: last + 1] if one.block == passage.block]


def _is_small_whole(passage: Passage, section: Section) -> bool:
    """Whether a passage counts fewer than 100 of something."""
    return any(
        one.sort == "count"
        and one.value is not None
        and 3 <= one.value < COUNT_FIRST
        and re.match(rf"\s*{COUNTED}\b", passage.typed[one.end :], re.IGNORECASE)
        for one in typed_figures(passage.typed, section)
    )
