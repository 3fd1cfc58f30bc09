"""More and fewer are said of numbers: beside a percentage 'more children were seen' is another claim.

A share may rise while the number falls, when there are fewer of whom it is a share. The claim is held against
the counts behind the percentage: where they went the other way it blocks, else the counts are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from goldenthread.analysis.figures import is_percentage
from goldenthread.analysis.sentences import when
from goldenthread.base.numbers import plain
from goldenthread.base.periods import Period
from goldenthread.editions.commentary.bound import Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.beside import of_positions
from goldenthread.editions.commentary.checks.claims import Claim, claim_of, figure_of
from goldenthread.editions.commentary.checks.numerals import COUNTED
from goldenthread.editions.commentary.checks.section import Section, clause, is_intent, stems
from goldenthread.editions.commentary.checks.untold import measures_said
from goldenthread.editions.commentary.checks.ways import Way, ways
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.model.result import Result

_NOUN = (
    rf"(?:(?!(?:with|of|for|to|in|on|at|time|than|and|or)\b)[\w-]+\s+){{0,3}}?"
    rf"(?:{COUNTED}|sessions?|discussions?|checks?|summaries|chronolog\w+)\b"
)
_MORE = re.compile(
    rf"\b(?:(?P<up>more|additional|extra|(?:growing|rising|increasing|larger|greater|higher)\s+numbers?\s+of)"
    rf"|(?P<down>fewer|less|(?:falling|declining|decreasing|smaller|lower)\s+numbers?\s+of))\s+(?!of\b|than\b|likely\b|often\b|so\b){_NOUN}",
    re.IGNORECASE,
)
"""'More children', 'fewer health assessments'."""

_NUMBER = re.compile(r"\b(?:numbers?\s+of|numbers)\s+[^,;:.]{2,60}?$", re.IGNORECASE)
_IN_NUMBER = re.compile(
    r"\s+in\s+(?:the\s+|our\s+)?(?:total\s+)?numbers?\s+of\s+[\w-]+(?:\s+[\w-]+){0,3}", re.IGNORECASE
)
_NO_MORE = re.compile(r"\b(?:no|any|the|or|one|once|many|much|even)\s+$", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:share|proportion|percentages?|per\s?cent|rates?|per\s+10,000|likel\w+|of\s+(?:the|our|all|those|these|them))\b"
    r"|%",
    re.IGNORECASE,
)
"""Words by which a claim is of a share after all."""

_COUNTS = ("numerator", "denominator", "of")


@dataclass(frozen=True)
class _Said:
    """A claim of a number: the words, the way, and the word of change in them."""

    text: str
    way: Way
    found: re.Match[str]


def more(section: Section) -> Iterator[Remark]:
    """Numbers said to have risen or fallen beside a percentage."""
    for passage, sentence in section.sentences():
        for said in _said(sentence):
            piece = figure_of(sentence, said.found.start())
            if piece is None or piece.reference is None:
                continue
            reference = piece.reference
            if measures_said(said.found, sentence, piece, section) or not _is_tied(
                said, piece, sentence, section
            ):
                continue
            measure = section.world.measures[reference.measure]
            if (is_percentage(measure) or measure.form == "rate") and reference.form not in _COUNTS:
                yield from _judge(said, reference, passage, sentence, section)


def _said(sentence: Sentence) -> Iterator[_Said]:
    typed = sentence.typed
    is_of_position = of_positions(typed)
    for found in _MORE.finditer(typed):
        if _NO_MORE.search(typed[: found.start()]) or is_of_position(found) or _is_share(typed, found):
            continue
        if not is_intent(typed, found.start()):
            yield _Said(found[0], "up" if found["up"] else "down", found)
    for way, found in ways(typed):
        start = clause(typed, found.start())[0]
        before, after = _NUMBER.search(typed[start : found.start()]), _IN_NUMBER.match(typed, found.end())
        if way not in ("up", "down") or not (before or after) or is_intent(typed, found.start()):
            continue
        text = found[0] + after[0] if after else f"{before[0]}{found[0]}" if before else ""
        if not re.search(_SHARE, text):
            yield _Said(text, way, found)


def _is_share(typed: str, found: re.Match[str]) -> bool:
    """Whether the words about 'more children' speak of a share: 'more of the', 'at a higher rate'."""
    start, end = clause(typed, found.start())
    return _SHARE.search(typed[start : found.start()]) is not None or bool(
        re.match(
            r"\s+(?:of\s+(?:the|our|all|those)|per\s+10,000|as\s+a\s+(?:share|proportion))\b",
            typed[found.end() : end],
        )
    )


def _is_tied(said: _Said, piece: Piece, sentence: Sentence, section: Section) -> bool:
    """Whether a figure is given for a claim: its words are of what the measure counts, and nothing else is
    begun between the two."""
    assert piece.reference is not None
    measure = section.world.measures[piece.reference.measure]
    own = stems(f"{measure.name} {measure.short_name} {measure.unit}") | _ANYONE
    at = next((at for at, one in sentence.pieces if one is piece), 0)
    between = sentence.typed[at + len(piece.text) : said.found.start()]
    return bool(stems(said.text) & own) and (at > said.found.start() or not _BEGINS.search(between))


_ANYONE = stems("children people families young persons babies boys girls")
_BEGINS = re.compile(r"[,;:.]|\b(?:as|since|because|and|so|while|when|that|which|with)\b", re.IGNORECASE)


def _judge(
    said: _Said, reference: Reference, passage: Passage, sentence: Sentence, section: Section
) -> Iterator[Remark]:
    claim = claim_of(said.way, said.found, sentence, reference, section)
    if claim is None or not (claim.is_stated or reference.form.startswith("vs")):
        return
    text = " ".join(said.text.split())
    at = sentence.start + said.found.start()
    counts = [(then, old) for then, old in claim.then if old.numerator is not None]
    kind = "a rate" if claim.measure.form == "rate" else "a percentage"
    what = f"'{text}' is said of a number, and {reference} is {kind}"
    if claim.now.numerator is None or not counts:
        yield section.remark(passage, at, "unit", f"{what}.", "Say that the share rose or fell.")
        return
    if any(_moved(claim.now, old) == said.way for _, old in counts):
        if not _are_told(sentence, reference):
            mend = (
                f"Write {_of(reference)} and {_of(reference, counts[0][0], section)}, or speak of the share."
            )
            yield section.remark(passage, at, "meant", f"{what}: the number is not told.", mend)
        return
    then = "; ".join(f"{_number(old)} {when(claim.measure, period)}" for period, old in counts)
    message = f"{what}: the number was {_number(claim.now)} now, {then}."
    mend = f"Say that the share went {_way(claim)}, or write {_of(reference)}, which says the number."
    yield section.remark(passage, at, "unit", message, mend)


def _moved(now: Result, old: Result) -> Way:
    change = (now.numerator or 0.0) - (old.numerator or 0.0)
    return "up" if change > 0 else "down" if change < 0 else "stable"


def _number(result: Result) -> str:
    return f"{plain(result.numerator or 0.0)} of {plain(result.denominator or 0.0)}"


def _way(claim: Claim) -> str:
    return "up" if (claim.now.value or 0.0) > (claim.then[0][1].value or 0.0) else "down"


def _of(reference: Reference, period: Period | None = None, section: Section | None = None) -> str:
    """The reference to how many of how many, now or in an earlier period."""
    named = ""
    if period is not None and section is not None:
        known = ("previous", "last_year")
        of = section.world.period_of
        named = next((one for one in known if of(reference.measure, one) == period), period.label)
    return str(replace(reference, form="of", against="", period=named))


def _are_told(sentence: Sentence, reference: Reference) -> bool:
    """Whether a sentence prints the counts of a measure twice, now and then."""
    told = [
        one
        for piece in sentence.bound
        if (one := piece.reference) and one.measure == reference.measure and one.form in (*_COUNTS, "in full")
    ]
    return len({one.period for one in told}) > 1
