"""The form of a figure is the form that its words give it: an average is no count, and a number no rate.

'The average is {{ cla_count }}', 'the percentage in care is {{ cla_rate }}': the noun that a figure is given
for says what form it has. And the figure of a month is none of a week, nor what is usual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.analysis.figures import is_count, is_money, is_percentage
from goldenthread.editions.commentary.bound import MASK, Passage, Sentence
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.checks.subjects import named
from goldenthread.editions.commentary.checks.times import LEVELS
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.model.measure import Measure

Form = str
"""number, amount, percentage, rate, average, median or ratio."""

_FORMS: dict[str, frozenset[Form]] = {
    "average": frozenset({"average", "ratio", "rate", "median"}),
    "mean": frozenset({"average", "ratio"}),
    "median": frozenset({"median"}),
    "percentage": frozenset({"percentage"}),
    "rate": frozenset({"rate", "percentage", "ratio"}),
    "number": frozenset({"number", "amount"}),
    "ratio": frozenset({"ratio"}),
}
"""What each noun may be said of."""

_NOUNS = {
    "average": r"averages?|typical(?:ly)?(?:\s+\w+)?",
    "mean": r"mean",
    "median": r"medians?",
    "percentage": r"percentages?|proportions?|shares?|per\s?cent(?:age)?",
    "rate": r"rates?",
    "number": r"numbers?|totals?|counts?",
    "ratio": r"ratios?",
}
_NOUN = re.compile(
    r"(?:^\W*|\b(?:the|our|an?|its|their|this|that|whose)\s+(?:(?!(?:of|in|for|on|to|with|and|or)\b)[\w-]+\s+){0,3}?)(?:"
    + "|".join(rf"(?P<{name}>{words})" for name, words in _NOUNS.items())
    + r")\b(?!\s+(?:person|family|child|team|month|week|council|worker)\b)",
    re.IGNORECASE,
)
"""'The average', 'our rate': the noun that opens what a figure is given for."""

_INSIDE = rf"(?:10,000|[^.;:,()?{MASK}])"
_IS = re.compile(
    rf"^(?:(?P<of>{_INSIDE}{{0,70}}?)(?:\s+|,\s+)(?:(?:now|currently|still|also)\s+)?(?:is|was|are|were"
    r"|stands?\s+at|stood\s+at|remains?(?:\s+at)?|remained(?:\s+at)?|reached|comes?\s+to|came\s+to"
    r"|(?:has\s+)?(?:rose|risen|fell|fallen|grew|grown|dropped)\s+to|of|at|being)"
    rf"\s+(?:(?:now|just|only|about|still|currently|also|at)\s+)*|(?P<under>(?:\s+(?:of|in|for|on|with|who|that)\s+{_INSIDE}{{2,60}}?)?)"
    r"\s*(?P<mark>[:(,])\s*)$",
    re.IGNORECASE,
)
"""What stands between such a noun and the figure that is given for it."""

_VERB = re.compile(
    r"\b(?:is|was|are|were|led|made|took|means?|shows?|fell|rose|came|went|saw|because|when|where|and|but|than)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?:who|that|which)\s+(?:are|were|is|was|have|had|has|came|come|led|left)\b", re.IGNORECASE
)
_PER = re.compile(
    r"\b(?:per|each|every|average|mean|a\s+(?:head|worker|child|family)|10,000)\b", re.IGNORECASE
)
_OF_UNIT = re.compile(r"\b(?:days?|weeks?|pounds?|cost|spend|score)\b", re.IGNORECASE)
_ON_AVERAGE = re.compile(r"\bon\s+average\b|\b(?:typically|normally)\b", re.IGNORECASE)
_USUAL = re.compile(
    r"\b(?:in|for|of)\s+(?:a|an|any)\s+(?:typical|average|normal|usual|ordinary)\s+(?:day|week|month|quarter|year)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"^(?:\s+(?:new\s+)?[\w-]+){1,3}?\s+(?:a|per|each|every)\s+(?P<what>day|week|month|quarter|year)\b"
    r"(?!\s+(?:ago|before|earlier|later|previously|on|or|to|from|after|old)\b|-)",
    re.IGNORECASE,
)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class _Held:
    """A figure in a sentence: what it is of, and the words typed before and behind it."""

    at: int
    reference: Reference
    measure: Measure
    before: str
    after: str


def forms(section: Section) -> Iterator[Remark]:
    """Figures said to be an average, a share, a rate or a number that they are not."""
    for passage, sentence in section.sentences():
        for at, piece in sentence.pieces:
            one = piece.reference
            if piece.kind != "bound" or one is None or one.form not in LEVELS or not piece.figures:
                continue
            before, after = sentence.typed[:at], sentence.typed[at + len(piece.text) :]
            held = _Held(at, one, section.world.measures[one.measure], before, after)
            for check in (_said, _over_time):
                yield from check(held, passage, sentence, section)


def _form(reference: Reference, measure: Measure) -> Form:
    """The form of what a reference prints."""
    if reference.form in ("numerator", "denominator", "of"):
        return "number"
    if is_money(measure) and measure.form == "sum":
        return "amount"
    if is_count(measure):
        return "number"
    if is_percentage(measure):
        return "percentage"
    return measure.form


def _said(held: _Held, passage: Passage, sentence: Sentence, section: Section) -> Iterator[Remark]:
    """'The average … is {{ … }}': the last such noun before a figure, where nothing else is said between."""
    behind = _IS_THE.match(held.after)
    if behind and (noun := _NOUN.match(held.after, behind.end())):
        yield from _judge(noun, noun[0], held, sentence.start + held.at, passage, section)
        return
    found = next(reversed(list(_NOUN.finditer(held.before))), None)
    joined = _IS.match(held.before[found.end() :]) if found else None
    if found is None or joined is None or (joined["mark"] == "," and not held.after.startswith(",")):
        return
    if _VERB.search(_WHO.sub(" ", joined["of"] or joined["under"] or "")):
        return
    yield from _judge(
        found, held.before[found.start() :], held, sentence.start + found.start(), passage, section
    )


def _judge(
    found: re.Match[str], phrase: str, held: _Held, start: int, passage: Passage, section: Section
) -> Iterator[Remark]:
    noun, form = found.lastgroup or "", _form(held.reference, held.measure)
    if form in _FORMS[noun] or _is_so_called(noun, form, phrase, held):
        return
    text = " ".join(found[0].split())
    message = f"'{text}' is said of {held.reference}, which prints {_noun_of(form)}: {held.measure.name}."
    yield section.remark(passage, start, "unit", message, _mend(noun, phrase, held, section))


_IS_THE = re.compile(r"^\s+(?:is|was)\s+(?:now\s+)?(?=(?:the|our)\b)")


def _is_so_called(noun: str, form: Form, phrase: str, held: _Held) -> bool:
    """Whether a noun is said of what it may be said of in its phrase: 'the number of days', 'the number of
    cases for each worker', 'the rate of 77 of 308'."""
    if noun == "number" and form in ("rate", "ratio", "average", "median"):
        return bool(_PER.search(phrase) or (_OF_UNIT.search(phrase) and _OF_UNIT.search(held.measure.unit)))
    if noun in ("percentage", "rate", "ratio") and form == "number":
        return held.reference.form == "of"
    return noun in ("average", "mean") and form == "percentage" and "average" not in phrase.lower()[:12]


def _mend(noun: str, phrase: str, held: _Held, section: Section) -> str:
    """The measure of the form that was said, where the edition shows one so named; else the right noun."""
    measure = held.measure
    for other in named(phrase, section):
        if _form(Reference(other.id), other) in _FORMS[noun] and other.id != measure.id:
            return f"Write {Reference(other.id)}, or say what this figure is."
    if noun == "number" and measure.form in ("percentage", "rate"):
        return f"Write {Reference(measure.id, 'numerator')}, or say what this figure is."
    return f"Say that it is {_noun_of(_form(held.reference, measure))}, or name the measure of what is meant."


def _noun_of(form: Form) -> str:
    nouns = {"number": "a number", "amount": "an amount", "percentage": "a percentage", "rate": "a rate"}
    return nouns.get(form, f"{'an' if form[0] in 'aeiou' else 'a'} {form}")


def _over_time(held: _Held, passage: Passage, sentence: Sentence, section: Section) -> Iterator[Remark]:
    """'On average {{ contacts_received }}', '{{ contacts_received }} contacts a week': that of a month."""
    reference, measure = held.reference, held.measure
    if _form(reference, measure) != "number" or reference.form not in ("value", "in full"):
        return
    usual = _usual(held)
    if usual is not None:
        start, text = usual
        message = f"'{text}' is said of {reference}, the figure of one period: {measure.name}."
        mend = f"Write {Reference(measure.id, 'usual')}, or leave it out."
        yield section.remark(passage, sentence.start + start, "unit", message, mend)
        return
    every = _EVERY.match(held.after)
    period = section.world.period_of(measure.id, reference.period)
    if every and period and _MONTHS.get(every["what"].lower()) != period.months:
        text = every[0].strip()
        when = period.words() if measure.timing == "flow" else "one day"
        message = f"'{text}' is said of {reference}, the figure of {when}: {measure.name}."
        mend = "Say of what time the figure is."
        yield section.remark(passage, sentence.start + held.at, "period", message, mend)


def _usual(held: _Held) -> tuple[int, str] | None:
    """Where words call a figure usual, and those words: in its clause right before it, or behind it."""
    opening = re.split(r"[.;:]", held.before)[-1]
    found = _USUAL.search(opening) or _ON_AVERAGE.search(opening)
    if found is not None and MASK not in opening[found.end() :]:
        return len(held.before) - len(opening) + found.start(), found[0]
    behind = _BEHIND.match(held.after)
    return (held.at, behind["usual"]) if behind else None


_BEHIND = re.compile(
    rf"^[^.;:,{MASK}]{{0,40}}?\b(?P<usual>on\s+average)\b(?!\s+(?:than|of)\b)", re.IGNORECASE
)
