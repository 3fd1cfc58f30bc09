"""Of which measure a word of change is said, by the words beside it: 'so the number in care fell'.

The words are those before a verb ('the number in care' fell), after 'more' and 'fewer' ('children came into
care'), or after 'a rise in'. They name a measure when its name has all of them and says nothing beside them
but words of no weight: of few words that many measures share nothing is taken.
"""

from __future__ import annotations

import re

from goldenthread.analysis.figures import is_count, is_percentage
from goldenthread.editions.commentary.bound import MASK
from goldenthread.editions.commentary.checks.allowed import MONTHS
from goldenthread.editions.commentary.checks.section import Section, clause
from goldenthread.model.measure import Measure

_AFTER = re.compile(r"(?:more|fewer|less)$", re.IGNORECASE)
_NOUNS = re.compile(
    r"(?:rise|fall|increase|decrease|drop|reductions?|growth|decline|dip|dips|drops)$", re.IGNORECASE
)
_OF_NOUN = re.compile(r"\s+(?:in|of)\s+", re.IGNORECASE)
_CUT_BEFORE = re.compile(
    rf"{MASK}|[,:;()–]|\b(?:so|because|as|since|therefore|thus|meaning|that|which|who|while|whereas|but|if|when|whenever|why"
    r"|where|how|and|or|than|with|(?<!looked\s)(?<!looked-)after|before|although|though|unless|result)\b",
    re.IGNORECASE,
)
"""What ends the words before a verb, read backwards."""

_CUT_AFTER = re.compile(
    rf"{MASK}|[.,:;()–]|\b(?:than|from|at|since|over|during|this|last|compared|because|so|and|but|as|which|while|when"
    rf"|between|again|in\s+(?:the\s+)?(?:{MONTHS}|month|year|quarter|last|same)|on\s+(?:the\s+)?(?:{MONTHS}|month|year|last))\b",
    re.IGNORECASE,
)
"""What ends the words after 'fewer' or 'a rise in'."""

_UNSURE = re.compile(
    r"\b(?:if|when|whenever|where|whether|unless|until|should|would|could|may|might|will|to|as)\s*$",
    re.IGNORECASE,
)
_GENERAL = re.compile(r"(?:rise|fall|drop|increase|grow|decrease|decline|improve)s?$", re.IGNORECASE)
"""Verbs in the present, of what happens each year."""

_SAME = (
    (r"\bbec(?:a|o)m(?:e|ing)\s+looked[- ]after\b", " came into care "),
    (r"\b(?:come|coming|entered|entering|went|taken|brought)\s+into\s+(?:our\s+)?care\b", " came into care "),
    (r"\b(?:entr(?:y|ies)|admissions?)\s+(?:in)?to\s+(?:our\s+)?care\b", " came into care "),
    (r"\blooked[- ]after\b|\bCLA\b|\bLAC\b", " care "),
    (r"\b(?:leaving|leave|leaves)\b", " left "),
    (r"\b(?:S\.?|section\s+)47s?(?:\s+enquir(?:y|ies))?", " section enquiries "),
    (r"\bICPCs?\b", " initial conferences "),
    (r"\bCP\b|\bon\s+a\s+plan\b|\bsubject\s+to\s+a\s+plan\b", " protection plan "),
    (r"\bagency\s+(?:costs?|spending)\b", " agency spend "),
    (r"\b(?:use\s+of\s+)?agency\s+(?:staff|workers|social\s+workers|use|usage)\b", " agency social workers "),
    (r"\bfront\s+door\b", " "),
    (r"\breferrals?\s+(?:that\s+|which\s+)?(?:came|come|coming)\s+back\b", " rereferrals "),
)
_SAMES = [(re.compile(pattern, re.IGNORECASE), words) for pattern, words in _SAME]
"""Words for one thing in one form."""


def _set(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("s")[:5] for word in text.split())


_NOT_SAID = _set(
    "and the for our who that with within from into are is was were has have had been being also too both"
    " again now then there here this these those such their its they all total overall figure slightly"
    " sharply markedly further still just only locally month year quarter steadily gradually noticeably"
    " significantly slowly much even very well across council average mean median more fewer less"
    " additional per"
)
"""Words beside a verb that name nothing."""

_FORMS = _set("number count volume rate share proportion percentage level")
_LIGHT = _set("children child received open held come comes people young protection working")
"""Words of a name that say little: 'Contacts received' is called 'contacts'."""

_OF_EVENTS = _set("started completed ended begun new")
"""Words by which flows differ: 'section 47 enquiries' are those started, or those completed."""

_VERBS = _set(
    "stood stand reached took take saw made make rose risen fell fallen grew grown dropped went remained"
    " stayed increased decreased target under over nearly almost about around"
)
"""Verbs and words of measure beside a number, which name nothing."""

_BY_CONTEXT = re.compile(r"(?:From|Within|In|By|To|Came and)\b")
"""Short names that say something only beside the long one."""

_OF_SHARE = re.compile(r"\b(?:share|proportion|percentage)\b", re.IGNORECASE)
_OF_RATE = re.compile(r"\brates?\b", re.IGNORECASE)
_OF_NUMBER = re.compile(r"\b(?:numbers?|count|volume|more|fewer)\b", re.IGNORECASE)


def subject(typed: str, found: re.Match[str]) -> str:
    """The words that a word of change is said of; empty where it tells what happens in general."""
    start, end = clause(typed, found.start())
    if _AFTER.match(found[0]):
        after = typed[found.end() : end]
        cut = _CUT_AFTER.search(after)
        return f"{found[0]} {after[: cut.start()] if cut else after}"
    if _NOUNS.match(found[0]) and (of := _OF_NOUN.match(typed, found.end())):
        after = typed[of.end() : end]
        cut = _CUT_AFTER.search(after)
        return after[: cut.start()] if cut else after
    before = typed[start : found.start()]
    if _GENERAL.match(found[0]):
        return ""
    last = next(reversed(list(_CUT_BEFORE.finditer(before))), None)
    if last and _UNSURE.search(before[: last.end()]) and last[0].lower() != "as":
        return ""
    return before[last.end() :] if last else before


def named(text: str, section: Section) -> tuple[Measure, ...]:
    """The measures of the edition that some words name: one, or those that they name equally well; none where
    the words say more than any name, or too little."""
    said = _words(text) - _FORMS
    if not said - _LIGHT:
        return ()
    ranked = [
        (_plainness(text, measure), measure)
        for measure in section.measures
        if measure.split is None and _is_form(text, measure) and _is_named(said, measure)
    ]
    best = min((rank for rank, _ in ranked), default=0)
    return tuple(measure for rank, measure in ranked if rank == best)


def _is_named(said: frozenset[str], measure: Measure) -> bool:
    """Whether words have all that a name of a measure says, and nothing else."""
    every = [_words(name) - _FORMS for name in _names(measure)]
    if not said - _LIGHT <= frozenset().union(*every):
        return False
    little = _LIGHT | _OF_EVENTS if is_count(measure) else _LIGHT
    return any(name - little <= said for name in every if name - little)


def covers(text: str, measure: Measure, *, whole: bool = False) -> bool:
    """Whether the name of a measure has the words that a claim is said of, or they name nothing; `whole`
    asks that it says nothing else, as that of a rate beside its number."""
    said = _words(text) - _FORMS
    if whole:
        return _is_named(said, measure)
    return said - _LIGHT <= _words(f"{measure.name} {measure.short_name} {measure.unit}")


def names_all(text: str, measure: Measure) -> int:
    """How many words that weigh a text has of a name of a measure of which it has them all; else none."""
    said = _words(text)
    every = (_words(name) - _FORMS - _LIGHT - _OF_EVENTS for name in _names(measure))
    return max((len(name) for name in every if name and name <= said), default=0)


def says_no_more(text: str, start: int, end: int, measure: Measure, but: frozenset[str]) -> bool:
    """Whether the words that say what a number is of are all of a measure's name or unit, `but` for those of
    a group: the words behind it, or those before it where none are behind."""
    behind, before = _like_names(text[end:]), _like_names(text[:start])
    cut = _CUT_AFTER.search(behind)
    said = _heavy(behind[: cut.start()] if cut else behind)
    if not said:
        last = next(reversed(list(_CUT_BEFORE.finditer(before))), None)
        said = _heavy(before[last.end() :] if last else before)
    own = frozenset().union(*(_words(name) for name in (*_names(measure), measure.unit)))
    return said - frozenset().union(*(_words(label) for label in but)) <= own


def _heavy(text: str) -> frozenset[str]:
    return _words(text) - _FORMS - _LIGHT - _OF_EVENTS - _VERBS


def _names(measure: Measure) -> tuple[str, ...]:
    """The names by which a measure is known, without a short one that says something only beside the long."""
    short = () if _BY_CONTEXT.match(measure.short_name) else (measure.short_name,)
    return tuple(name for name in (measure.name, *short) if name)


def _like_names(text: str) -> str:
    """A text with words for one thing in one form."""
    for pattern, words in _SAMES:
        text = pattern.sub(words, text)
    return text


def _words(text: str) -> frozenset[str]:
    text = _like_names(text).lower().replace("re-referral", "rereferral")
    return frozenset(word.rstrip("s")[:5] for word in re.findall(r"[a-z]{3,}", text)) - _NOT_SAID


def _is_form(text: str, measure: Measure) -> bool:
    """Whether a measure is of the form that the words speak of: a share, a rate or a number."""
    if _OF_SHARE.search(text):
        return is_percentage(measure)
    if _OF_RATE.search(text):
        return measure.form in ("rate", "ratio", "percentage")
    return not _OF_NUMBER.search(text) or is_count(measure) or measure.form == "rate"


def _plainness(text: str, measure: Measure) -> int:
    """Numbers before rates and shares, and those who are there before those who came."""
    if _OF_RATE.search(text):
        return 0 if measure.form == "rate" else 1
    return 2 if not is_count(measure) else 0 if measure.timing == "stock" else 1
