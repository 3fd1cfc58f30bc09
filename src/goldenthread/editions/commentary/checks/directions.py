"""Up and down, better and worse: what prose says of a change is what the figures show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from goldenthread.analysis.broken import across
from goldenthread.analysis.figures import number
from goldenthread.analysis.sentences import when
from goldenthread.analysis.targets import distance_to
from goldenthread.base.dates import month_number
from goldenthread.base.periods import Period, month
from goldenthread.editions.commentary.bound import Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.allowed import MONTHS
from goldenthread.editions.commentary.checks.numerals import WORDS
from goldenthread.editions.commentary.checks.section import Section, clause, is_intent, levels
from goldenthread.editions.commentary.checks.unbound import typed_figures
from goldenthread.editions.commentary.grammar import Reference, WrongReference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.commentary.resolve import COMPARED, comparator_of, rated_of
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result

Way = Literal["up", "down", "better", "worse", "stable"]

WAYS: dict[Way, str] = {
    "up": r"increas(?:e|es|ed|ing)|rose|ris(?:es|en|ing)|grew|grow(?:s|n|th|ing)|went\s+up|gone\s+up"
    r"|climbed|up(?=\s+(?:from|by|on)\b)|higher|upwards?",
    "down": r"decreas(?:e|es|ed|ing)|reduc(?:es|ed|ing|tions?)|fell|fall(?:s|en|ing)?|dropp(?:ed|ing)|drops?"
    r"|declin(?:e|es|ed|ing)|dips?|dipped|went\s+down|gone\s+down|down(?=\s+(?:from|by|on|to)\b|\s+compar)"
    r"|lower|fewer|downwards?",
    "better": r"improv(?:es|ed|ing|ements?)|better",
    "worse": r"worsen(?:s|ed|ing)|deteriorat(?:es|ed|ing|ion)|worse|slipped",
    "stable": r"(?:remain\w*|stay\w*|is|are|was|were|been|held|kept)\s+(?:\w+ly\s+)?"
    r"(?:stable|steady|unchanged|static|flat)"
    r"|no\s+change",
}
"""Words that say how a figure moved."""

OPPOSITE: dict[Way, Way] = {"up": "down", "down": "up", "better": "worse", "worse": "better"}

_WAY = re.compile("|".join(rf"(?P<{way}>\b(?:{words})\b)" for way, words in WAYS.items()), re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"(?:increased|reduced|improved|higher|lower|better|worse|rising|falling|growing|increasing|reducing|improving)$",
    re.IGNORECASE,
)
_BEFORE_NOUN = re.compile(
    r"(?:\b(?:[Aa]n?|[Tt]he|[Tt]his|[Oo]ur|[Tt]heir|creat\w+|offers?|with|of|[Rr]equires?)|[,–-])\s*$"
)
"""'An increased focus' says nothing of a figure, nor does the name of a grade."""

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
_YEAR = re.compile(
    r"\b(?:a|last|the\s+same\s+(?:month|time|quarter)\s+last|year\s+on|on\s+the|the\s+previous|the\s+year)\s+(?:year|before)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:last|previous|prior|preceding)\s+(?:month|quarter)\b|\bmonth\s+on\s+month\b", re.IGNORECASE
)
_BACK = re.compile(rf"\b(?:last|past|previous)\s+(?P<n>\d+|{'|'.join(WORDS)})\s+months\b", re.IGNORECASE)
_NAMED = re.compile(
    rf"\b(?P<month>{MONTHS})(?:\s+(?P<year>\d{{4}}))?(?:\s+and\s+(?P<also>\d{{4}}))?", re.IGNORECASE
)
_FIRST = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(frozen=True)
class _Claim:
    """A word of change in a sentence, with the figure that it is said of."""

    way: Way
    word: str
    at: int
    measure: Measure
    reference: Reference
    now: Result
    then: tuple[tuple[Period, Result], ...]
    is_stated: bool


def directions(section: Section) -> Iterator[Remark]:
    """The claims of change and of position that the figures do not bear out."""
    for passage, sentence in section.sentences():
        beside = list(_BESIDE.finditer(sentence.typed))
        for found in beside:
            yield from _beside(found, passage, sentence, section)
        for found in _WAY.finditer(sentence.typed):
            if _ADJECTIVE.match(found[0]) and _BEFORE_NOUN.search(sentence.typed[: found.start()]):
                continue
            within = any(one.start() <= found.start() < one.end() for one in beside)
            if within or is_intent(sentence.typed, found.start()) or _THAN.match(sentence.typed, found.end()):
                continue
            yield from _of_word(found, passage, sentence, section)


def _of_word(
    found: re.Match[str], passage: Passage, sentence: Sentence, section: Section
) -> Iterator[Remark]:
    at = sentence.start + found.start()
    way: Way = found.lastgroup  # type: ignore[assignment]
    piece = _figure_of(sentence, found.start())
    measure = section.named_in(sentence.text)
    if piece is None or piece.reference is None:
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
    else:
        reference = piece.reference
    claim = _claim(way, found, sentence, reference, section)
    if claim:
        yield from _judge(claim, passage, at, section)


def _figure_of(sentence: Sentence, at: int) -> Piece | None:
    """The bound figure that a word is said of: in its clause the first after it, else the last before it;
    else that of the sentence where there is one measure alone."""
    start, end = clause(sentence.typed, at)
    held = [(place, piece) for place, piece in sentence.pieces if piece.kind == "bound" and piece.figures]
    inside = [(place, piece) for place, piece in held if start <= place < end]
    after = [piece for place, piece in inside if place > at]
    before = [piece for place, piece in inside if place <= at]
    if after or before:
        return after[0] if after else before[-1]
    pieces = levels(sentence)
    measures = {piece.reference.measure for piece in pieces if piece.reference}
    return pieces[0] if len(measures) == 1 else None


def _claim(
    way: Way, found: re.Match[str], sentence: Sentence, reference: Reference, section: Section
) -> _Claim | None:
    world = section.world
    measure = world.measures.get(reference.measure)
    if measure is None:
        return None
    base, earlier_in_words = _pair(sentence, reference, section)
    now = world.result(measure.id, base, reference.breakdown, reference.group)
    if base is None or now is None or now.value is None:
        return None
    stated = earlier_in_words or _stated(sentence.typed, base)
    periods = stated or [
        one for name in ("previous", "last_year") if (one := world.period_of(measure.id, name)) is not None
    ]
    then = []
    for period in periods:
        old = world.result(measure.id, period, reference.breakdown, reference.group)
        if old is not None and old.value is not None and not across(measure, period, base):
            then.append((period, old))
    if not then:
        return None
    return _Claim(way, found[0], found.start(), measure, reference, now, tuple(then), bool(stated))


def _pair(sentence: Sentence, reference: Reference, section: Section) -> tuple[Period | None, list[Period]]:
    """The later period of the figures of one measure and group in a sentence, and the earlier ones."""
    found: list[Period] = []
    for piece in sentence.bound:
        other = piece.reference
        if other is None or replace(other, form="", period="", against="") != replace(
            reference, form="", period="", against=""
        ):
            continue
        for named in (other.period, other.against):
            period = section.world.period_of(other.measure, named)
            if period and (named or named == other.period):
                found.append(period)
    own = section.world.period_of(reference.measure, reference.period)
    ordered = sorted({*found, *([own] if own else [])})
    return (ordered[-1], ordered[:-1]) if ordered else (None, [])


def _stated(typed: str, base: Period) -> list[Period]:
    """The earlier periods that a sentence names."""
    found: list[Period] = []
    if _YEAR.search(typed):
        found.append(base.back(12))
    if _MONTH.search(typed):
        found.append(base.back(base.months))
    for each in _BACK.finditer(typed):
        months = WORDS.get(each["n"].lower()) or int(each["n"])
        if base.kind == "month":
            found.append(base.back(months))
    for each in _NAMED.finditer(typed):
        for year in (each["year"], each["also"]):
            named = _named(each["month"], year, base)
            if named and (year or each["year"] is None):
                found.append(named)
    return list(dict.fromkeys(one for one in found if one.last_month < base.last_month))


def _named(name: str, year: str | None, base: Period) -> Period | None:
    """The month of a name, the latest before the end of the period where no year is said."""
    if base.kind != "month" or (name.lower() == "may" and name[0] == "m"):
        return None
    index = _FIRST.index(name.lower()[:3])
    if year:
        return month((int(year) - 1970) * 12 + index)
    last = month_number(base.end)
    return month(last - (last - index) % 12)


def _judge(claim: _Claim, passage: Passage, at: int, section: Section) -> Iterator[Remark]:
    if claim.way == "stable":
        yield from _stable(claim, passage, at, section)
        return
    if claim.way in ("better", "worse") and claim.measure.polarity not in ("higher", "lower"):
        message = f"'{claim.word}' is said of {claim.measure.name}, of which neither way is better."
        yield section.remark(passage, at, "usual", message, "Say higher or lower.")
        return
    holds = [_holds(claim, old) for _, old in claim.then]
    if not any(holds):
        yield section.remark(passage, at, "direction", _wrong(claim), _mend(claim))
    elif not claim.is_stated and not holds[0]:
        then, old = claim.then[0]
        message = (
            f"'{claim.word}' is true of another time, not since {then.words()}: "
            f"{_text(claim, claim.now)} now, {_text(claim, old)} then."
        )
        yield section.remark(passage, at, "against", message, "Say since when.")
    elif claim.way in ("better", "worse"):
        yield from _by_chance(claim, passage, at, section)


def _holds(claim: _Claim, old: Result) -> bool:
    now, then = claim.now.value or 0.0, old.value or 0.0
    if number(claim.measure, now) == number(claim.measure, then):
        return False
    if claim.way in ("up", "down"):
        return (now > then) == (claim.way == "up")
    is_better = (now > then) == (claim.measure.polarity == "higher")
    return is_better == (claim.way == "better")


def _text(claim: _Claim, result: Result) -> str:
    return number(claim.measure, result.value or 0.0)


def _wrong(claim: _Claim) -> str:
    levels_ = "; ".join(f"{_text(claim, old)} {when(claim.measure, then)}" for then, old in claim.then)
    better = ""
    if claim.way in ("better", "worse"):
        better = f" {claim.measure.polarity.capitalize()} is better."
    now = _text(claim, claim.now)
    return f"'{claim.word}' is not what {claim.measure.name} shows: {now} now, {levels_}.{better}"


def _mend(claim: _Claim) -> str:
    back = "previous"
    since = replace(claim.reference, form="vs WHEN in words", against=back, period="")
    return f"Write {since}, which says the direction itself."


def _stable(claim: _Claim, passage: Passage, at: int, section: Section) -> Iterator[Remark]:
    judged = section.world.judged(claim.measure.id)
    if judged is not None and judged.is_claim and claim.reference.group == "all":
        message = f"'{claim.word}' is not what {claim.measure.name} shows: it {judged.kind}."
        yield section.remark(passage, at, "direction", message, "Say what changed.")


def _by_chance(claim: _Claim, passage: Passage, at: int, section: Section) -> Iterator[Remark]:
    judged = section.world.judged(claim.measure.id)
    if judged is not None and not judged.is_claim and claim.reference.group == "all":
        message = f"'{claim.word}' is said of {claim.measure.name}, which moved no more than chance gives."
        usual = replace(claim.reference, form="usual in words", period="", against="")
        mend = f"Write {usual}, or leave it out."
        yield section.remark(passage, at, "usual", message, mend)


def _beside(found: re.Match[str], passage: Passage, sentence: Sentence, section: Section) -> Iterator[Remark]:
    """'Above the target', 'lower than England': by the figures."""
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
