"""Parts that are said to make a whole add up to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goldenthread.base.numbers import plain
from goldenthread.editions.commentary.bound import Passage
from goldenthread.editions.commentary.checks.numerals import Numeral
from goldenthread.editions.commentary.checks.parts import in_passages
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.checks.unbound import typed_figures
from goldenthread.editions.commentary.remark import Remark

_OVERLAP = re.compile(
    r"\b(?:overlap\w*|also|more\s+than\s+one|some\s+of|may\s+be\s+counted|several|include[sd]?|including"
    r"|among\s+them|at\s+least)\b",
    re.IGNORECASE,
)
"""Words that say that parts are not meant to make up the whole."""

_PARTS = re.compile(
    r"(?::|=|\bof\s+(?:those|these|them|whom|which)\b|\bmade\s+up\s+of\b|\bconsist)", re.IGNORECASE
)
"""Words after which the parts of a whole are given."""

_NO_OTHERS = re.compile(
    r"\b(?:and|or)\s+(?:nobody|no\s+one|nothing|none|nowhere|no\s+other\w*)(?:\s+else)?\b",
    re.IGNORECASE,
)
"""Words that say that the parts are all there are."""

_IN_ALL = re.compile(r"[\d,]+\s+(?:\w+\s+)?(?:in\s+(?:all|total)|altogether)\b", re.IGNORECASE)
"""Words that say that a last number is the whole."""

SLACK = 0.5
"""How far each rounded percentage may be from what it stands for."""


@dataclass(frozen=True)
class _Number:
    """A number of a passage as printed, typed or bound."""

    at: int
    passage: Passage
    value: float
    is_percent: bool
    measure: str = ""


def sums(section: Section) -> Iterator[Remark]:
    """The parts of a sentence, a passage or a list that do not make their whole, and are not said to be all:
    see `parts`."""
    told = [passage for passage, _ in in_passages(section)]
    blocks: dict[int, list[Passage]] = {}
    leads: Passage | None = None
    for passage in section.passages:
        if passage.block not in blocks:
            blocks[passage.block] = [leads] if leads and passage.is_item else []
        blocks[passage.block].append(passage)
        leads = passage if passage.text.rstrip().endswith(":") and not passage.is_item else None
    for block in blocks.values():
        text = " ".join(passage.text for passage in block)
        if _OVERLAP.search(text) or any(passage in told for passage in block):
            continue
        numbers = [number for passage in block for number in _numbers(passage, section)]
        yield from _percentages(numbers, section)
        yield from _counts(numbers, block, section)


def _numbers(passage: Passage, section: Section) -> list[_Number]:
    """Counts and percentages in order; of '77 of 308' the first; no change, target or usual range."""
    found = [
        _Number(one.start, passage, one.value, one.sort == "percent")
        for one in typed_figures(passage.typed, section)
        if one.value is not None and one.sort in ("count", "percent") and not _is_band(passage, one)
    ]
    for at, piece in passage.placed():
        reference = piece.reference
        if piece.kind == "bound" and reference and reference.form in ("value", "numerator", "of", "in full"):
            text = piece.text.split(" ")[0].replace(",", "")
            bare = text.removesuffix("%")
            if re.fullmatch(r"\d+(?:\.\d+)?", bare) and not reference.period:
                found.append(_Number(at, passage, float(bare), text.endswith("%"), reference.measure))
    return sorted(found, key=lambda one: (section.passages.index(one.passage), one.at))


def _is_band(passage: Passage, one: Numeral) -> bool:
    """Whether a number is of a band ('3 or more', '1 or 2'), or in brackets after what it is part of."""
    before, after = passage.typed[: one.start], passage.typed[one.end :]
    return bool(
        re.match(r"\s+or\s+(?:more|fewer|less|over|\d)", after)
        or re.search(r"\d\s+or\s+$", before)
        or (one.sort == "count" and before.rstrip().endswith("("))
    )


def _percentages(numbers: Sequence[_Number], section: Section) -> Iterator[Remark]:
    """Three percentages or more, side by side, that nearly make 100 and do not."""
    parts = [one for one in numbers if one.is_percent]
    same = {one.measure for one in parts}
    if len(parts) < 3 or (len(same) > 1 and "" not in same):
        return
    total = sum(one.value for one in parts)
    if total == 100 or not 85 <= total <= 115 or abs(total - 100) <= SLACK * (len(parts) - 1):
        return
    first = parts[0]
    message = f"The percentages add to {plain(total)}%, not 100%."
    yield section.remark(first.passage, first.at, "sum", message, "Give every part, or say what is left out.")


def _counts(numbers: Sequence[_Number], block: Sequence[Passage], section: Section) -> Iterator[Remark]:
    counts = [one for one in numbers if not one.is_percent]
    if len(counts) < 3:
        return
    whole, parts = _nearest(counts)
    if whole.measure and any(one.measure and one.measure != whole.measure for one in parts):
        return
    if any(one.value > whole.value for one in parts) or not _are_parts(whole, parts, block):
        return
    total = sum(one.value for one in parts)
    listed = " + ".join(plain(one.value) for one in parts)
    if abs(total - whole.value) <= section.world.slack(len(counts)):
        return
    if total > whole.value:
        message = f"{listed} make {plain(total)}, more than {plain(whole.value)}."
        mend = "Mend the parts or the whole, or say that they overlap."
        yield section.remark(parts[0].passage, parts[0].at, "sum", message, mend)
    elif total < whole.value and _are_all(whole, parts, block):
        message = f"{listed} make {plain(total)}, and all of {plain(whole.value)} is said of them."
        mend = "Give every part, or leave out that there are no others."
        yield section.remark(parts[0].passage, parts[0].at, "sum", message, mend)
    elif total < whole.value:
        left = plain(whole.value - total)
        message = f"{listed} make {plain(total)} of {plain(whole.value)}: {left} are left unsaid."
        yield section.remark(
            parts[0].passage, parts[0].at, "unsaid", message, f"Say what the other {left} are."
        )


def _nearest(counts: Sequence[_Number]) -> tuple[_Number, Sequence[_Number]]:
    """The first number with all after it, or the second: of '21 came in; of those 16 remain: 4, 9, 2, 1' it
    is the 16 that has parts."""

    def gap(start: int) -> float:
        whole, parts = counts[start].value, counts[start + 1 :]
        return abs(whole - sum(one.value for one in parts)) / whole if whole else 1.0

    last = counts[-1]
    if _IN_ALL.match(last.passage.text[last.at :]):
        return last, counts[:-1]
    may_be_second = len(counts) > 3 and counts[1].value <= counts[0].value
    if may_be_second and _says_parts(counts[0], counts[1]) and not _says_parts(counts[1], counts[2]):
        may_be_second = False
    start = 1 if may_be_second and gap(1) < gap(0) else 0
    return counts[start], counts[start + 1 :]


def _says_parts(whole: _Number, part: _Number) -> bool:
    """Whether the words between a number and the next say that its parts follow."""
    if part.passage is not whole.passage:
        return False
    return _PARTS.search(whole.passage.text[whole.at : part.at]) is not None


def _are_all(whole: _Number, parts: Sequence[_Number], block: Sequence[Passage]) -> bool:
    """Whether parts are said to be all: 'and nobody else', or by a sign between the whole and the first."""
    if any(_NO_OTHERS.search(passage.typed) for passage in block):
        return True
    same = parts[0].passage is whole.passage
    return same and "=" in whole.passage.typed[whole.at : parts[0].at]


def _are_parts(whole: _Number, parts: Sequence[_Number], block: Sequence[Passage]) -> bool:
    """Whether numbers are given as parts of another: by words that say so, or as they nearly make it."""
    if parts[0].at < whole.at and parts[0].passage is whole.passage:
        return True
    if _says_parts(whole, parts[0]) or any(_NO_OTHERS.search(passage.typed) for passage in block):
        return True
    total = sum(one.value for one in parts)
    return len(block) * len(parts) > 2 and 0.75 * whole.value <= total <= 1.25 * whole.value
