"""The time that words give a bound figure is the time that the figure is of.

'{{ cla_count }} children at 31 December 2022' prints this edition's figure under another day. A time is held
against one figure: the one right after it, or that which it opens the clause of, else the last before it. A
time that another figure is compared with ('than last month', 'since June') is nobody's here: see `since`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from goldenthread.analysis.sentences import when
from goldenthread.base.dates import month_number
from goldenthread.base.periods import Period, month
from goldenthread.editions.commentary.bound import MASK, Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.allowed import MONTHS
from goldenthread.editions.commentary.checks.section import Section, clause
from goldenthread.editions.commentary.checks.since import stated
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark

LEVELS = ("value", "in full", "numerator", "denominator", "of")
"""Forms that print a figure of their period, not a change, a target or another's."""

_FIRST = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_AGO = r"(?:ago|before|earlier|previously)"
_TIME = re.compile(
    rf"(?P<lead>\b(?:(?:the\s+)?(?:year|\d+\s+months|twelve\s+months|quarter)\s+(?:to|ending|that\s+ended(?:\s+in)?)"
    r"|(?:the\s+)?(?:end|close)\s+of|as\s+at|as\s+of|at|in|on|during|for)\s+(?:the\s+month\s+of\s+)?"
    r"(?:the\s+end\s+of\s+)?|\(|^\W*)"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{MONTHS})\b(?:\s+(?P<year>(?:19|20)\d\d)\b)?"
    rf"(?:\s+and\s+(?P<also>(?:19|20)\d\d)\b)?(?P<back>\s+(?:of\s+)?last\s+year\b|\s+(?:a|the)\s+year\s+{_AGO})?",
    re.IGNORECASE,
)
"""A month that figures are said to be of, with the words before it that say so."""

_BACK = re.compile(
    rf"\b(?P<year>(?:in\s+the\s+same\s+month\s+)?(?:a|one|the)\s+year\s+{_AGO}|twelve\s+months\s+{_AGO}|12\s+months\s+{_AGO}"
    r"|(?:at\s+)?(?:this|the\s+same)\s+(?:time|month|point)\s+last\s+year|(?<!the\s)last\s+year(?!['’]))"
    rf"|\b(?P<month>(?:a|one|the)\s+month\s+{_AGO}|(?<!the\s)last\s+month(?!['’])|(?:in\s+)?the\s+(?:previous|prior|preceding)\s+month)"
    r"|\b(?P<now>(?:in\s+|during\s+)?this\s+month(?!['’])|now|today|currently|at\s+present|at\s+the\s+moment)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:than|on|since|from|with|to|as|against|over|unlike|like|after|before|until|by|till|between|of|beyond"
    r"|down\s+on|up\s+on)(?:\s+(?:in|at|for|it\s+was|they\s+were|there\s+were))?(?:\s+the\s+same\s+(?:month|time)(?:\s+of)?)?\s*$",
    re.IGNORECASE,
)
"""What stands before a time that a figure is set beside."""

_OWN = re.compile(
    r"\b(?:which|who|whom|whose|that|where|when|because|opened|began|started|launched|introduced|set\s+up"
    r"|joined|inspect\w*|plan(?:ned)?\s+for|due|agreed|published|known|born|ended\s+their|target)\b",
    re.IGNORECASE,
)
"""A verb or a relative between a figure and a time, which may be of it and not of the figure."""

_NEXT = re.compile(
    rf"^[\s,:(]*(?:(?:it|they|there|this|that|we|the\s+(?:number|figure|rate|share))\s+)?"
    rf"(?:(?:is|are|was|were|stood|stands|had|have|has|held|took|saw|received|came|come)\s+)?(?:at\s+|to\s+|only\s+|just\s+)?{MASK}",
    re.IGNORECASE,
)
_OPENS = re.compile(
    rf"^[^\w{MASK}]*(?:(?:and|but|so|or|yet|in|at|on|as|by|the|same|month|end|of|back|only|just|also)[^\w{MASK}]+)*$",
    re.IGNORECASE,
)
_LONGEST = 60
"""Characters between a figure and a time behind it within which it is read as of that time."""


@dataclass(frozen=True)
class _Time:
    """A time that was said: where, the words, the periods that it may mean, and whether it is now."""

    start: int
    end: int
    text: str
    months: tuple[int, ...]
    is_now: bool = False
    back: int = 0


def times(section: Section) -> Iterator[Remark]:
    """Figures under a day, a month or a 'last year' that is not theirs, and changes since another time."""
    for passage, sentence in section.sentences():
        for one in _times(sentence, section):
            held = _of_time(one, sentence)
            if held is not None and held.reference is not None:
                yield from _judge(one, held, held.reference, passage, sentence, section)
        yield from _changes(passage, sentence, section)


def _times(sentence: Sentence, section: Section) -> Iterator[_Time]:
    typed = sentence.typed
    for found in _TIME.finditer(typed):
        name = found["month"]
        is_word = name.lower() in ("may", "march") and name[0].islower() and not found["year"]
        at_start = not (found["lead"] or "").strip(" (")
        if is_word or (at_start and not found["year"] and not found["day"]):
            continue
        if _COMPARED.search(typed[: found.start()]) and not found["lead"].lower().startswith(
            ("the year", "year", "12")
        ):
            continue
        months = tuple(_months(found, section.world.period))
        if months:
            start = found.start() + len(found["lead"]) - len(found["lead"].lstrip(" ("))
            yield _Time(start, found.end(), typed[start : found.end()].strip(), months)
    for found in _BACK.finditer(typed):
        if _COMPARED.search(typed[: found.start()]):
            continue
        if (
            _TIME.search(typed, max(found.start() - 20, 0), found.end())
            and found["year"]
            and _ends_month(typed, found)
        ):
            continue  # 'in December last year' is read as one
        back = 12 if found["year"] else 1 if found["month"] else 0
        yield _Time(found.start(), found.end(), found[0], (), not back, back)


def _ends_month(typed: str, found: re.Match[str]) -> bool:
    return re.search(rf"\b{MONTHS}\s+(?:of\s+)?$", typed[: found.start()], re.IGNORECASE) is not None


def _months(found: re.Match[str], base: Period) -> Iterator[int]:
    """The months that a name may mean; one without a year is the latest one, or that a year before."""
    index = _FIRST.index(found["month"].lower()[:3])
    for year in (found["year"], found["also"]):
        if year:
            yield (int(year) - 1970) * 12 + index
    if not found["year"]:
        last = month_number(base.end)
        latest = last - (last - index) % 12
        yield latest - 12 if found["back"] else latest


def _of_time(one: _Time, sentence: Sentence) -> Piece | None:
    """The figure that a time is said of; None where it may be of something else."""
    typed = sentence.typed
    start, end = clause(typed, one.start)
    inside = [(at, piece) for at, piece in sentence.pieces if start <= at < end]
    after = next(((at, piece) for at, piece in inside if at >= one.end), None)
    before = next(((at, piece) for at, piece in reversed(inside) if at < one.start), None)
    found: Piece | None = None
    is_next = after is not None and _NEXT.match(typed[one.end : after[0] + 1]) is not None
    if after and is_next and not (before and typed[one.end] == ","):
        found = None if _OWN.search(typed[start : one.start]) else after[1]
    elif _OPENS.match(typed[start : one.start]):
        is_plain = after is not None and not _OWN.search(typed[one.end : after[0]])
        found = after[1] if after and is_plain else None
    elif before:
        between = typed[before[0] + len(before[1].text) : one.start]
        found = before[1] if len(between) <= _LONGEST and not _OWN.search(between) else None
    if found is None or found.kind != "bound" or found.reference is None:
        return None
    return found if found.reference.form in LEVELS else None


def _judge(
    one: _Time, piece: Piece, reference: Reference, passage: Passage, sentence: Sentence, section: Section
) -> Iterator[Remark]:
    measure = section.world.measures[reference.measure]
    period, base = (section.world.period_of(measure.id, named) for named in (reference.period, ""))
    if period is None or base is None or _holds(one, period, base, section):
        return
    if one.back and period in (each.back(one.back) for each in _others(reference, sentence, section)):
        return  # 'a month before' may count from the figure named before it
    is_of = f"{piece.text} of {measure.name} is the figure {when(measure, period)}"
    mend = f"{_other_figure(one, reference, base, section)}write the time of this figure."
    at = sentence.start + one.start
    message = f"'{one.text}' is not its time: {is_of}."
    yield section.remark(passage, at, "period", message, mend[0].upper() + mend[1:])


def _other_figure(one: _Time, reference: Reference, base: Period, section: Section) -> str:
    """The reference of the time that was said, where the edition has such a figure."""
    wanted = _wanted(one, base)
    result = section.world.result(reference.measure, wanted, reference.breakdown, reference.group)
    if result is None or result.value is None:
        return ""
    known = ("", "previous", "last_year")
    named = next((n for n in known if section.world.period_of(reference.measure, n) == wanted), wanted.label)
    return f"Write {replace(reference, period=named)}, or "


def _holds(one: _Time, period: Period, base: Period, section: Section) -> bool:
    if one.months:
        return any(period.first_month <= each <= period.last_month for each in one.months)
    if one.is_now:
        return period.last_month >= base.last_month
    if one.back == 12 and period.months >= 12:
        return period.last_month < base.last_month or base.months >= 12
    return period in (base.back(one.back), section.world.period.back(one.back))


def _others(reference: Reference, sentence: Sentence, section: Section) -> Iterator[Period]:
    """The periods of the other figures of a measure in a sentence."""
    for piece in sentence.bound:
        other = piece.reference
        if other and other is not reference and other.measure == reference.measure:
            period = section.world.period_of(other.measure, other.period)
            if period:
                yield period


def _wanted(one: _Time, base: Period) -> Period:
    if one.is_now:
        return base
    if one.back:
        return base.back(one.back)
    return month(one.months[0]) if base.kind == "month" else base.back(base.last_month - one.months[0])


def _changes(passage: Passage, sentence: Sentence, section: Section) -> Iterator[Remark]:
    """'{{ … | vs previous }} over the year': a change since another time than its clause names."""
    for at, piece in sentence.pieces:
        reference = piece.reference
        if reference is None or not reference.form.startswith("vs") or "words" in reference.form:
            continue
        start, end = clause(sentence.typed, at)
        others = [one for place, one in sentence.pieces if start <= place < end and one is not piece]
        base = section.world.period_of(reference.measure, reference.period)
        against = section.world.period_of(reference.measure, reference.against)
        if base is None or against is None or reference.period or any(o.kind == "bound" for o in others):
            continue
        named = stated(sentence.typed[start:end], base)
        if named and against not in named:
            measure = section.world.measures[reference.measure]
            then = named[0]
            message = f"{reference} is the change since {against.words()}, and the words say {then.words()}."
            known = ("previous", "last_year")
            back = next((n for n in known if section.world.period_of(measure.id, n) == then), then.label)
            mend = f"Write {replace(reference, against=back)}."
            yield section.remark(passage, sentence.start + at, "period", message, mend)
