"""Up and down, better and worse: what prose says of a change is what the figures show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from goldenthread.analysis.figures import number
from goldenthread.analysis.sentences import when
from goldenthread.editions.commentary.bound import Passage, Sentence
from goldenthread.editions.commentary.checks.beside import of_positions
from goldenthread.editions.commentary.checks.claims import Claim, claim_of, figure_of
from goldenthread.editions.commentary.checks.comparisons import of_comparisons
from goldenthread.editions.commentary.checks.rewrite import is_before, mend_of
from goldenthread.editions.commentary.checks.section import Section, is_intent
from goldenthread.editions.commentary.checks.unbound import typed_figures
from goldenthread.editions.commentary.checks.untold import (
    back_to,
    claims_untold,
    figure_told,
    measures_said,
)
from goldenthread.editions.commentary.checks.ways import Way, ways
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result


def directions(section: Section) -> Iterator[Remark]:
    """The claims of change that the figures do not bear out."""
    for passage, sentence in section.sentences():
        is_of_position, is_of_two = of_positions(sentence.typed), of_comparisons(sentence)
        for way, found in ways(sentence.typed):
            if is_of_position(found) or is_of_two(found) or is_intent(sentence.typed, found.start()):
                continue
            yield from _of_word(way, found, passage, sentence, section)


def _of_word(
    way: Way, found: re.Match[str], passage: Passage, sentence: Sentence, section: Section
) -> Iterator[Remark]:
    at = sentence.start + found.start()
    piece = figure_of(sentence, found.start())
    reference = piece.reference if piece else None
    about = measures_said(found, sentence, piece, section)
    if about:
        reference = figure_told(about, passage, sentence)
        if reference is None:
            yield from _untold(way, found, about, passage, sentence, section)
            return
    if reference is None:
        measure = section.named_in(sentence.text)
        if any(typed_figures(sentence.typed, section)):
            return  # they are asked to be bound first
        mend = "Add the reference that shows it."
        if measure is not None and measure.split is None:
            words = Reference(measure.id, "vs WHEN in words", "", "previous")
            mend = f"Write it with its figures: {Reference(measure.id)}, {words}."
        yield section.remark(passage, at, "no_figure", f"'{found[0]}' is said without a figure.", mend)
        if len(section.own) != 1 or measure is None:
            return
        reference = Reference(measure.id)
    claim = claim_of(way, found, sentence, reference, section)
    if claim:
        mend = _mend(claim, section)
        place = next((place for place, one in sentence.pieces if one is piece), 0)
        if piece is not None and reference == piece.reference and is_before(place, sentence):
            mend = mend_of(place, piece, _since(claim, section), sentence, section)
        yield from _judge(claim, mend, passage, at, section)


def _untold(
    way: Way,
    found: re.Match[str],
    about: tuple[Measure, ...],
    passage: Passage,
    sentence: Sentence,
    section: Section,
) -> Iterator[Remark]:
    """A claim of measures of which no figure stands near: the figure is asked for, and where the claim is
    true of none of them it blocks."""
    if any(typed_figures(sentence.typed, section)):
        return  # they are asked to be bound first
    at, first = sentence.start + found.start(), about[0]
    claims = [one for each in about for one in claims_untold(way, found, sentence, each, section)]
    then = claims[0].then[0][0] if claims else None
    words = Reference(first.id, "vs WHEN in words", "", back_to(first, then, section) if then else "previous")
    shown = f": {_levels(claims[0])}" if claims else ""
    message = f"'{found[0]}' is said of {first.name} without its figure{shown}."
    yield section.remark(passage, at, "no_figure", message, f"Write it: {Reference(first.id)}, {words}.")
    is_judged = way in ("up", "down") or first.polarity in ("higher", "lower")
    if way == "stable" or not claims or not is_judged:
        return
    if not any(_holds(claim, old) for claim in claims for _, old in claim.then):
        yield section.remark(passage, at, "direction", _wrong(claims[0]), _mend(claims[0], section))


def _judge(claim: Claim, mend: str, passage: Passage, at: int, section: Section) -> Iterator[Remark]:
    if claim.way == "stable":
        yield from _stable(claim, mend, passage, at, section)
        return
    if claim.way in ("better", "worse") and claim.measure.polarity not in ("higher", "lower"):
        message = f"'{claim.word}' is said of {claim.measure.name}, of which neither way is better."
        yield section.remark(passage, at, "usual", message, "Say higher or lower.")
        return
    holds = [_holds(claim, old) for _, old in claim.then]
    if not any(holds):
        yield section.remark(passage, at, "direction", _wrong(claim), mend)
    elif not claim.is_stated and not holds[0]:
        then, old = claim.then[0]
        message = (
            f"'{claim.word}' is true of another time, not since {then.words()}: "
            f"{_text(claim, claim.now)} now, {_text(claim, old)} then."
        )
        yield section.remark(passage, at, "against", message, "Say since when.")
    elif claim.way in ("better", "worse"):
        yield from _by_chance(claim, passage, at, section)


def _holds(claim: Claim, old: Result) -> bool:
    now, then = claim.now.value or 0.0, old.value or 0.0
    if number(claim.measure, now) == number(claim.measure, then):
        return False
    if claim.way in ("up", "down"):
        return (now > then) == (claim.way == "up")
    is_better = (now > then) == (claim.measure.polarity == "higher")
    return is_better == (claim.way == "better")


def _text(claim: Claim, result: Result) -> str:
    return number(claim.measure, result.value or 0.0)


def _wrong(claim: Claim) -> str:
    better = ""
    if claim.way in ("better", "worse"):
        better = f" {claim.measure.polarity.capitalize()} is better."
    return f"'{claim.word}' is not what {claim.measure.name} shows: {_levels(claim)}.{better}"


def _levels(claim: Claim) -> str:
    earlier = "; ".join(f"{_text(claim, old)} {when(claim.measure, then)}" for then, old in claim.then)
    return f"{_text(claim, claim.now)} now, {earlier}"


def _mend(claim: Claim, section: Section) -> str:
    """The change since the time that the words speak of, said by the reference itself."""
    return f"Write {_since(claim, section)}, which says the direction itself, and take '{claim.word}' out."


def _since(claim: Claim, section: Section) -> Reference:
    against = back_to(claim.measure, claim.then[0][0], section)
    return replace(claim.reference, form="vs WHEN in words", against=against, period="")


_SAME = re.compile(r"same|unchanged|chang", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:much|about|roughly|broadly|largely|nearly|almost)\b", re.IGNORECASE)
"""What 'the same' may be said with of figures that differ by little."""


def _stable(claim: Claim, mend: str, passage: Passage, at: int, section: Section) -> Iterator[Remark]:
    is_same = _SAME.search(claim.word) and not _ABOUT.search(claim.word) and claim.is_stated
    if is_same and all(_text(claim, claim.now) != _text(claim, old) for _, old in claim.then):
        yield section.remark(passage, at, "direction", _wrong(claim), mend)
        return
    judged = section.world.judged(claim.measure.id)
    if judged is not None and judged.is_claim and claim.reference.group == "all":
        message = f"'{claim.word}' is not what {claim.measure.name} shows: it {judged.kind}."
        yield section.remark(passage, at, "direction", message, "Say what changed.")


def _by_chance(claim: Claim, passage: Passage, at: int, section: Section) -> Iterator[Remark]:
    judged = section.world.judged(claim.measure.id)
    if judged is not None and not judged.is_claim and claim.reference.group == "all":
        message = f"'{claim.word}' is said of {claim.measure.name}, which moved no more than chance gives."
        usual = replace(claim.reference, form="usual in words", period="", against="")
        mend = f"Write {usual}, or leave it out."
        yield section.remark(passage, at, "usual", message, mend)
