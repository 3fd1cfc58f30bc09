"""Above and below: what prose says of a figure beside a target, England, the region or the neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.analysis.figures import number
from goldenthread.analysis.targets import distance_to
from goldenthread.editions.commentary.bound import Passage, Sentence
from goldenthread.editions.commentary.checks.section import Section, is_intent, levels
from goldenthread.editions.commentary.grammar import Reference, WrongReference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.commentary.resolve import COMPARED, comparator_of, rated_of
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result

_THAN = re.compile(
    r"\s+(?:than\s+)?(?:that\s+of\s+)?(?:our|the|its|their)?\s*(?:\w+\s+){0,3}?"
    r"(?P<what>targets?|England|national|regional|region|(?:statistical\s+)?neighbours?|usual)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?P<way>above|below|higher\s+than|lower\s+than|more\s+than|less\s+than|better\s+than|worse\s+than)\s+"
    r"(?:that\s+of\s+)?(?:our|the|its|their)?\s*(?:\w+\s+){0,2}?"
    r"(?P<what>targets?|England|national|regional|region|(?:statistical\s+)?neighbours?)",
    re.IGNORECASE,
)


def positions(section: Section) -> Iterator[Remark]:
    """'Above the target', 'lower than England': the claims of position that the figures do not bear out."""
    for passage, sentence in section.sentences():
        for found in _BESIDE.finditer(sentence.typed):
            yield from _beside(found, passage, sentence, section)


def is_of_position(typed: str, word: re.Match[str]) -> bool:
    """Whether a word such as 'lower' compares with another council or a target, and not with another time."""
    within = any(one.start() <= word.start() < one.end() for one in _BESIDE.finditer(typed))
    return within or _THAN.match(typed, word.end()) is not None


def _beside(found: re.Match[str], passage: Passage, sentence: Sentence, section: Section) -> Iterator[Remark]:
    pieces = levels(sentence)
    measures = {piece.reference.measure for piece in pieces if piece.reference}
    named = section.named_in(sentence.text)
    name = measures.pop() if len(measures) == 1 else named.id if named and not measures else ""
    if is_intent(sentence.typed, found.start()):
        return
    if not pieces and found["what"].lower().startswith("target"):
        mend = f"Write {Reference(name, 'in full')} and {Reference(name, 'target')}." if name else ""
        at = sentence.start + found.start()
        yield section.remark(passage, at, "target", f"'{found[0]}' is said without a figure.", mend)
    if not name or (not pieces and len(section.own) != 1):
        return
    reference = next((p.reference for p in pieces if p.reference and not p.reference.period), Reference(name))
    measure = section.world.measures[name]
    now = section.world.result(name, section.world.period_of(name), reference.breakdown, reference.group)
    other = _other(found["what"].lower(), reference, measure, now, section)
    if now is None or now.value is None or other is None:
        return
    way = found["way"].lower().split()[0]
    gap = now.value - other
    if way in ("better", "worse"):
        holds = (distance_to(measure, now.value, other) < 0) == (way == "better")
    else:
        holds = gap > 0 if way in ("above", "higher", "more") else gap < 0
    if not holds:
        values = f"{number(measure, now.value)} beside {number(measure, other)}"
        message = f"'{found[0]}' is not what {measure.name} shows: {values}."
        at = sentence.start + found.start()
        yield section.remark(passage, at, "direction", message, "Say on which side it lies.")


def _other(
    what: str, reference: Reference, measure: Measure, now: Result | None, section: Section
) -> float | None:
    if what.startswith("target"):
        target = rated_of(reference, measure, now, section.world).target if now else None
        return target.value if target else None
    word = "region" if what.startswith("region") else "neighbours" if "neighbour" in what else "england"
    try:
        return comparator_of(COMPARED[word], measure, section.world).value
    except WrongReference:
        return None
