"""A claim of change written so that it reads well: the level, and the reference that says the direction.

'fell by {{ m | vs last_year }} since December 2022' prints 'fell by −5.0 points'. The words of the direction,
the figure, its unit and the time behind it go together: 'stood at {{ m }}, {{ m | vs last_year in words }}'.
"""

from __future__ import annotations

import re
from dataclasses import replace

from goldenthread.editions.commentary.bound import MASK, Piece, Sentence
from goldenthread.editions.commentary.checks.allowed import MONTHS
from goldenthread.editions.commentary.checks.section import Section, clause
from goldenthread.editions.commentary.checks.since import stated
from goldenthread.editions.commentary.checks.times import LEVELS
from goldenthread.editions.commentary.grammar import Reference, WrongReference
from goldenthread.editions.commentary.resolve import resolve

_HAS = r"(?:(?:has|have|had|was|were|is|are|been|also|then)\s+)*(?:\w+ly\s+)?"
_VERB = re.compile(
    rf"\b{_HAS}(?:increas(?:ed|es)|ris(?:en|es)|rose|gr(?:ew|own|ows)|decreas(?:ed|es)|reduced|dropped|drops|f[ae]ll(?:en|s)?"
    r"|improved|improves|worsened|deteriorated|slipped|went\s+(?:up|down)|(?:stayed|remained)\s+(?:exactly\s+)?the\s+same"
    r"|declined|declines|dipped|jumped|climbed)\s+(?:\w+ly\s+)?(?:(?:by|to|at)\s+)?"
    r"(?:(?:only|just|about|around|nearly|almost|over)\s+)*$",
    re.IGNORECASE,
)
"""'Has fallen by', 'rose to'."""

_NOUN = re.compile(
    r"(?<=,\s)(?:(?:with|that\s+is|which\s+is)\s+)?(?:an?|the)\s+(?:\w+\s+)?(?:increase|rise|fall|drop|reduction|decrease"
    r"|decline|growth|improvement|dip|change)\s+of\s+$"
    r"|(?<=,\s)(?:(?:having|has|have)\s+(?:fallen|risen|dropped|improved|increased|decreased)|up|down)\s+(?:by\s+)?$",
    re.IGNORECASE,
)
"""', a fall of', ', down by' behind the level."""

_SINCE = re.compile(r"\b(?:since|over|than|compared)\b", re.IGNORECASE)
_SIDE = re.compile(r"\s+(?:lower|higher|fewer|more|less)\b", re.IGNORECASE)
_IS = re.compile(r"\b(?:is|are|was|were|stood\s+at|stands\s+at)\s+$", re.IGNORECASE)
_UNIT = r"(?:\s?(?:%|per\s?cent\b|percentage\s+points?\b|points?\b))?"
_THAN = (
    r"(?:\s+(?:lower|higher|better|worse|down|up|above|below|more|fewer|less)\b"
    r"(?=\s+than\b|\s*[,.;:)]|\s*$))?"
)
_TIME = (
    r"(?:(?:,)?\s+(?:(?:since|over|in|during|on|from|than(?:\s+in|\s+at)?|compared\s+(?:with|to)|against|at)\s+)"
    r"(?:the\s+end\s+of\s+|the\s+same\s+(?:month|time)\s+(?:of\s+)?|the\s+|a\s+)?(?:(?:last|past|previous)\s+)?"
    rf"(?:year|month|quarter|{MONTHS})\b(?:\s+\d{{4}}\b)?(?:\s+(?:ago|before|earlier)\b)?|\s+year\s+on\s+year\b"
    r"|\s+(?:a|one)\s+(?:year|month)\s+(?:ago|before|earlier)\b)?"
)
_TAIL = re.compile(rf"{_UNIT}{_THAN}", re.IGNORECASE)
_JOINED = re.compile(rf"(?:\s+(?:to|from)|,\s+(?:as|from|against))\s+(?={MASK})", re.IGNORECASE)
_WHEN = re.compile(_TIME, re.IGNORECASE)


def in_words(reference: Reference, at: int, sentence: Sentence, section: Section) -> Reference:
    """The change that a sentence speaks of at a figure, in words: since its own earlier period where it names
    one, else since that which the words name, else since the period before."""
    against = reference.against
    base = section.world.period_of(reference.measure)
    if not against and base is not None:
        start, end = clause(sentence.typed, at)
        named = stated(sentence.typed[start:end], base) or stated(sentence.typed, base)
        known = ("previous", "last_year")
        against = next(
            (one for one in known if named and section.world.period_of(reference.measure, one) == named[0]),
            named[0].label if named else "previous",
        )
    period = reference.period if reference.against else ""
    return replace(reference, form="vs WHEN in words", against=against, period=period)


def mend_of(at: int, piece: Piece, words: Reference, sentence: Sentence, section: Section) -> str:
    """How a claim of change at a figure is to be written, with the words that it takes the place of; where
    they do not stand together, the claim as a sentence of its own."""
    level = replace(words, form="value", against="")
    measure = section.world.measures[level.measure]
    try:
        resolve(words, section.world)
    except WrongReference:
        return f"Give the figure of each time by itself: {level}."
    found = _span(at, piece, level, sentence)
    if found is None:
        return f"Say it as a sentence of its own: '{measure.name}: {level}, {words}.'"
    start, end, is_told, lead = found
    new = str(words) if is_told else f"{lead}{level}, {words}"
    return f"Write '{new}' in place of '{_raw(sentence, start, end)}'."


def is_before(at: int, sentence: Sentence) -> bool:
    """Whether a verb of change stands right before a figure: 'rose to {{ … }}'."""
    return _VERB.search(sentence.typed[:at]) is not None


def _span(at: int, piece: Piece, level: Reference, sentence: Sentence) -> tuple[int, int, bool, str] | None:
    """The stretch that a claim takes, whether its level is told before it, and the words before its own."""
    typed, end = sentence.typed, _end(at, piece, level, sentence)
    before = typed[:at]
    told = [
        place
        for place, one in sentence.pieces
        if place < at and one.reference and _is_level(one.reference, level)
    ]
    noun = _NOUN.search(before)
    if noun and told:
        return noun.start(), end, True, ""
    verb = _VERB.search(before)
    if _SINCE.search(before[clause(typed, at)[0] :]) or _SIDE.match(typed, end):
        return None
    if verb and not told:
        start = verb.start() + len(verb[0]) - len(verb[0].lstrip())
        return start, end, False, "stood at "
    if _IS.search(before) and not told:
        return at, end, False, ""
    return None


def _end(at: int, piece: Piece, level: Reference, sentence: Sentence) -> int:
    """Where a claim ends: behind its unit, its level or earlier figure, and its time."""
    typed, end = sentence.typed, at + len(piece.text)
    placed = dict(sentence.pieces)
    tail = _TAIL.match(typed, end)
    end = tail.end() if tail else end
    for _ in range(2):
        when = _WHEN.match(typed, end)
        end = when.end() if when else end
        joined = _JOINED.match(typed, end)
        other = placed.get(joined.end()) if joined else None
        if joined is None or other is None or other.reference is None:
            continue
        if other.reference.measure == level.measure and other.reference.form in LEVELS:
            end = joined.end() + len(other.text)
    when = _WHEN.match(typed, end)
    return when.end() if when else end


def _is_level(one: Reference, level: Reference) -> bool:
    same = (one.measure, one.breakdown, one.group, one.period)
    return one.form in LEVELS and same == (level.measure, level.breakdown, level.group, level.period)


def _written(piece: Piece) -> str:
    if piece.kind == "apart":
        return f"[{piece.raw}](no figure)"
    return f"[{piece.raw}](source: {piece.source})" if piece.kind == "external" else f"{{{{ {piece.raw} }}}}"


def _raw(sentence: Sentence, start: int, end: int) -> str:
    """A stretch as it was written."""
    made, at = [], start
    for place, piece in sentence.pieces:
        if start <= place < end:
            made += [sentence.text[at:place], _written(piece)]
            at = place + len(piece.text)
    return "".join([*made, sentence.text[at:end]])
