"""What stands at a bound figure and makes another of it: a digit, a sign, a unit or noun that is not its own.

'{{ cla_started }},000 children' prints a number that nobody counted, though no digit of it is a figure that
was typed. Whatever the form of the reference, a figure keeps its own unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.analysis.figures import is_count, is_percentage
from goldenthread.editions.commentary.bound import Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.numerals import COUNTED
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.model.measure import Measure

PARTS = ("numerator", "denominator", "of")
"""Forms that print counts, whatever the measure."""

_UNPRINTED = ("when", "rating")
"""Forms that print words."""

_BEFORE = re.compile(r"(?:[£$€]\s?|\d[.,]?|[A-Za-z]|(?<![\w.,])\.|(?:^|(?<=[\s(]))[-−])$")
_AFTER = re.compile(r"[.,]?\d|[A-Za-z]|[½¼¾⅓⅔]|\s?/\s?\d")
_SCALE = re.compile(r"[\s-](?:hundred|thousand|million|billion|dozen)s?\b", re.IGNORECASE)
_PER_CENT = re.compile(r"[\s-]{0,2}(?:%|per\s?cent(?:age)?\b(?!\s+points?))", re.IGNORECASE)
_POINTS = re.compile(r"[\s-]{0,2}(?:percentage\s+)?points?\b", re.IGNORECASE)
_PER_MANY = re.compile(r"\s+(?:per|in\s+every)\s+1?\d?0,?000\b", re.IGNORECASE)
_MONEY = re.compile(r"\s?(?:pounds?\b|[£€$])", re.IGNORECASE)
_TIME = re.compile(r"[\s-](?:working\s+)?(?P<what>days?|weeks?|months?|years?|hours?)\b", re.IGNORECASE)
_JOINS = (
    "because|as|since|and|or|but|so|while|when|where|if|for|with|of|than|to|by|after|before|though|although"
)
_THING = re.compile(
    rf"\s+(?:(?!(?:{_JOINS})\b)[a-z-]+\s+)?(?P<what>{COUNTED})\b(?!['’])(?P<rest>[^.;]{{0,40}})",
    re.IGNORECASE,
)
_OF_TIME = re.compile(r"\b(?:days?|weeks?|months?|years?|hours?)\b", re.IGNORECASE)


def touching(section: Section) -> Iterator[Remark]:
    """The figures that print another number or unit by what stands at them."""
    for passage, sentence in section.sentences():
        for at, piece in sentence.pieces:
            reference = piece.reference
            if piece.kind == "bound" and reference is not None and reference.form not in _UNPRINTED:
                yield from _at(at, piece, reference, passage, sentence, section)


def _at(
    at: int, piece: Piece, reference: Reference, passage: Passage, sentence: Sentence, section: Section
) -> Iterator[Remark]:
    before, after = sentence.typed[:at], sentence.typed[at + len(piece.text) :]
    start = sentence.start + at
    found = _BEFORE.search(before)
    if found:
        printed = f"{found[0]}{piece.text}"
        message = f"'{found[0].strip()}' before {reference} makes another figure of it: {printed}."
        yield section.remark(passage, start, "unit", message, f"Write {reference} with a space on each side.")
        return
    ends = _AFTER.match(after) or _SCALE.match(after)
    if ends:
        run = re.match(r"[\s,./\w½¼¾⅓⅔]{1,12}", after)
        printed = f"{piece.text}{run[0].rstrip(' ,.') if run else ''}"
        message = f"'{ends[0].strip()}' after {reference} makes another figure of it: {printed}."
        yield section.remark(passage, start, "unit", message, f"Write {reference} with a space on each side.")
        return
    measure = section.world.measures[reference.measure]
    unit = _wrong_unit(after, piece, reference, measure)
    if unit:
        own = "a count" if _is_count(reference, measure) else f"in {measure.unit}"
        message = f"'{unit}' stands after {piece.text}, which is {own}: {reference} of {measure.name}."
        yield section.remark(passage, start, "unit", message, _mend(unit, reference, measure))


def _mend(unit: str, reference: Reference, measure: Measure) -> str:
    if reference.form in PARTS and is_percentage(measure) and not unit.startswith("point"):
        bare = Reference(measure.id, "in full", reference.period, "", reference.breakdown, reference.group)
        return f"Write {bare}, which prints the percentage with its counts."
    return f"Leave '{unit}' out, or name the measure of what is meant."


def _is_count(reference: Reference, measure: Measure) -> bool:
    return reference.form in PARTS or is_count(measure)


def _wrong_unit(after: str, piece: Piece, reference: Reference, measure: Measure) -> str:
    """The unit or noun after a figure that is of another unit; empty where there is none."""
    count = _is_count(reference, measure)
    has_own = piece.text.endswith(("%", "points", "10,000"))
    found = _PER_CENT.match(after)
    if found and not has_own:
        return found[0].strip()
    found = _POINTS.match(after)
    if found and not has_own and (count or measure.form == "rate"):
        return found[0].strip()
    found = _PER_MANY.match(after)
    if found and (count or "per 10,000" not in measure.unit) and not has_own:
        return found[0].strip()
    found = _MONEY.match(after)
    if found and not measure.unit.startswith("pounds"):
        return found[0].strip()
    found = _TIME.match(after)
    if found and not _OF_TIME.search(measure.unit) and reference.form in ("value", "in full", *PARTS):
        return found[0].strip(" -")
    if count or is_percentage(measure) or reference.form != "value":
        return ""
    found = _THING.match(after)
    if (
        found
        and found["what"][:4].lower() not in measure.unit.lower()
        and not _PER_MANY.search(found["rest"])
    ):
        return found["what"]
    return ""
