"""Two figures set beside each other: '18 children left care, more than the 21 who came in'.

Only figures of two measures or groups are compared here; of one figure now and then see `directions`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from goldenthread.analysis.figures import is_count, is_percentage
from goldenthread.editions.commentary.bound import MASK, Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.section import Section, is_intent, stems
from goldenthread.editions.commentary.checks.times import LEVELS
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark

_UP = r"more|higher|greater|larger|bigger|above"
_DOWN = r"fewer|lower|less|smaller|below"
_THE = r"(?:the\s+|our\s+|those\s+|that\s+of\s+)*(?:total\s+of\s+)?"
_THAN = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s+(?:[\w-]+\s+){{0,2}}?(?:(?:than|to)\s+)?{_THE}(?={MASK})",
    re.IGNORECASE,
)
"""'More than the {{ … }}', 'below the {{ … }}'."""

_BEATS = re.compile(
    r"\b(?:(?P<up>(?:far\s+)?outnumber(?:s|ed)?|exceed(?:s|ed)?|outstrip(?:s|ped)?)"
    r"|(?P<down>(?:is|are|was|were)\s+outnumbered\s+by|f[ae]ll(?:s)?\s+short\s+of))\b[^.;:]{0,60}?"
    rf"(?={MASK})",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"\b(?:(?P<up>more)|(?P<down>fewer))\s+[^.;:{MASK}]{{2,60}}?\bthan\s+(?!in\b|a\b|at\b|last\b|the\s+(?:year|month)\b|usual\b)"
    rf"[^.;:{MASK}]{{2,40}}?[:(,–]\s*(?={MASK})",
    re.IGNORECASE,
)
"""'More plans ended than began: {{ … }} against {{ … }}'."""

_ROUND = re.compile(
    rf"\b(?:(?P<up>more)|(?P<down>fewer))\s+[^.;:{MASK}]{{2,60}}?(?={MASK})(?P<first>{MASK}+)[^.;:{MASK}]{{0,12}}?\bthan\b"
    rf"[^.;:{MASK}]{{1,60}}?(?={MASK})",
    re.IGNORECASE,
)
"""'More children left ({{ … }}) than came in ({{ … }})'."""

_THOSE = re.compile(
    rf"\b(?:(?P<up>more)|(?P<down>fewer))\s+than\s+(?P<who>(?!in\b|a\b|at\b|last\b|the\b|usual\b)[a-z][^.;:,(){MASK}]{{2,30}}?)"
    r"(?=\s*(?:[.,;:()]|$))",
    re.IGNORECASE,
)
"""'… came into care and {{ … }} left, more than came in'."""

_AGAINST = re.compile(
    r"^[\s,]*(?:against|and|to|versus|vs|beside|compared\s+(?:with|to)|with)\s+(?:only\s+|the\s+)?$",
    re.IGNORECASE,
)


_Held = tuple[int, Piece, Reference]
"""A figure of a sentence: its place, the piece, and what it is of."""


@dataclass(frozen=True)
class _Compared:
    """A comparison: the words, the side on which the first figure is said to be, and the two figures."""

    start: int
    end: int
    text: str
    is_above: bool
    first: tuple[Piece, Reference]
    second: tuple[Piece, Reference]


def comparisons(section: Section) -> Iterator[Remark]:
    """Figures said to be more or less than another that they are not."""
    for passage, sentence in section.sentences():
        for one in _compared(sentence):
            if not is_intent(sentence.typed, one.start):
                yield from _judge(one, passage, sentence, section)


def of_comparisons(sentence: Sentence) -> Callable[[re.Match[str]], bool]:
    """Whether a word such as 'fewer' compares two figures of a sentence, and not one with its past."""
    spans = [(one.start, one.end) for one in _compared(sentence)]
    return lambda word: any(start <= word.start() < end for start, end in spans)


def _compared(sentence: Sentence) -> Iterator[_Compared]:
    held = [
        (at, piece, piece.reference)
        for at, piece in sentence.pieces
        if piece.kind == "bound" and piece.reference and piece.reference.form in LEVELS and piece.figures
    ]
    typed = sentence.typed
    for pattern in (_THAN, _BEATS):
        for found in pattern.finditer(typed):
            before = next((one for one in reversed(held) if one[0] < found.start()), None)
            after = next((one for one in held if one[0] == found.end()), None)
            if before and after and _are_two(before[2], after[2]):
                yield _Compared(*found.span(), _text(found), bool(found["up"]), before[1:], after[1:])
    for found in _ROUND.finditer(typed):
        first = next((one for one in held if one[0] == found.start("first")), None)
        second = next((one for one in held if one[0] == found.end()), None)
        if first and second and _are_two(first[2], second[2]):
            yield _Compared(*found.span(), _text(found), bool(found["up"]), first[1:], second[1:])
    yield from _those(held, sentence)
    for found in _PAIR.finditer(typed):
        two = [one for one in held if one[0] >= found.end()][:2]
        if len(two) == 2 and two[0][0] == found.end() and _are_two(two[0][2], two[1][2]):
            between = typed[two[0][0] + len(two[0][1].text) : two[1][0]]
            if _AGAINST.match(between):
                yield _Compared(*found.span(), _text(found), bool(found["up"]), two[0][1:], two[1][1:])


def _those(held: list[_Held], sentence: Sentence) -> Iterator[_Compared]:
    """A figure that is compared with one before it by the verb alone: 'more than came in'."""
    for found in _THOSE.finditer(sentence.typed):
        told = [one for one in held if one[0] < found.start()]
        theirs = [one for one in told[:-1] if _is_of(found["who"], one, sentence)]
        if len(theirs) != 1 or _is_of(found["who"], told[-1], sentence):
            continue
        if _are_two(told[-1][2], theirs[0][2]):
            is_up = bool(found["up"])
            yield _Compared(*found.span(), _text(found), is_up, told[-1][1:], theirs[0][1:])


def _is_of(who: str, held: _Held, sentence: Sentence) -> bool:
    """Whether the words behind a figure say what those of a comparison do: 'came in', of those who came."""
    behind = re.split(rf"[.;:,(){MASK}]|\band\b", sentence.typed[held[0] + len(held[1].text) :])[0]
    return bool(stems(who) & stems(behind))


def _text(found: re.Match[str]) -> str:
    return " ".join(found[0].replace(MASK, "").replace("()", "").strip(" :(,–").split())


def _are_two(one: Reference, other: Reference) -> bool:
    """Whether two references are of two measures or groups at one time."""
    return (one.measure, one.group) != (other.measure, other.group)


def _judge(one: _Compared, passage: Passage, sentence: Sentence, section: Section) -> Iterator[Remark]:
    values, sorts = [], []
    for piece, reference in (one.first, one.second):
        measure = section.world.measures[reference.measure]
        result = section.world.result(
            measure.id,
            section.world.period_of(measure.id, reference.period),
            reference.breakdown,
            reference.group,
        )
        if result is None:
            return
        is_part = reference.form in ("numerator", "denominator", "of")
        part = result.denominator if reference.form == "denominator" else result.numerator
        value = part if is_part else result.value
        if value is None:
            return
        values.append((value, piece.text, measure.name))
        counts = is_part or is_count(measure)
        sorts.append("count" if counts else "percent" if is_percentage(measure) else measure.unit)
    (ours, text, name), (theirs, other_text, other) = values
    if sorts[0] != sorts[1] or (ours > theirs if one.is_above else ours < theirs):
        return
    message = f"'{one.text}' is not what the figures show: {text} of {name}, {other_text} of {other}."
    mend = "Say it the other way round, or change the figures round."
    yield section.remark(passage, sentence.start + one.start, "direction", message, mend)
