"""Prose by which a child could be found: small counts, whole groups, the only one, telling detail.

What is printed is scanned, bound figures too. A person decides on every remark: what stays is decided in
writing (`decisions.py`), for exactly those words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from goldenthread.analysis.disclosure.policy import Policy
from goldenthread.editions.commentary.checks.allowed import ALLOWED
from goldenthread.editions.commentary.checks.numerals import PEOPLE, WORDS, Numeral, numerals
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.checks.telling_rules import (
    AFTER,
    ANYBODY,
    CHILD,
    EVENTS,
    HAPPENED,
    NUMBER,
    PERSON,
    PLACE,
    RULES,
    SENSITIVE,
    THINGS,
    TellingRule,
    pattern,
)
from goldenthread.editions.commentary.remark import Remark

THRESHOLD = Policy().threshold
"""Counts from 1 to below this are small, unless the policy of the edition says otherwise."""

WHOLE = 30
"""Up to so many, what is said of all of a group is said of each."""

BEFORE = 400
"""Characters back in which a reader looks for whom a number is of."""


@dataclass(frozen=True)
class Telling:
    """What may tell who somebody is: where, by which rule, why, and safer words."""

    start: int
    end: int
    rule: str
    message: str
    mend: str


def scan(text: str, threshold: int = THRESHOLD, before: str = "") -> tuple[Telling, ...]:
    """What in a text may tell who somebody is. `before` is what a reader read before it, which says whom
    '2 have tuition' means."""
    found = [*_small(text, threshold, before), *_implied(text, threshold), *_by_rule(text, threshold, before)]
    found += [*_one(text), *_aged(text, threshold), *_pronouns(text), *_named(text)]
    kept: list[Telling] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def telling(section: Section) -> Iterator[Remark]:
    """What a public edition should not say, sentence by sentence."""
    before = ""
    for passage in section.passages:
        for sentence in passage.sentences:
            for one in scan(sentence.text, before=before):
                at = sentence.start + one.start
                found = section.remark(passage, at, "telling", f"{one.message}.", one.mend)
                yield replace(found, about=sentence.text)
            before = f"{before} {sentence.text}"[-BEFORE:]


_SKIPPED = [
    (re.compile(one.pattern, re.IGNORECASE), one.holds)
    for one in ALLOWED
    if one.name not in ("ordinal", "name")
]
_PEOPLE_AFTER = pattern(
    rf"""\s*(?:more\s+|other\s+|further\s+|new\s+|of\s+(?:these|those|them|whom|the|our)\b|\w+[- ]){{0,3}}?
    {PEOPLE}\b""",
    re.IGNORECASE,
)
_EVENT_AFTER = pattern(rf"\s*(?:\w+\s+){{0,2}}?{EVENTS}\b", re.IGNORECASE)
_THING_AFTER = pattern(rf"\s*[- ]?(?:\w+\s+){{0,2}}?{THINGS}\b", re.IGNORECASE)
_THING = pattern(rf"\b(?:{THINGS}|{EVENTS})\b", re.IGNORECASE)
_SAID_AFTER = pattern(rf"\s*(?:\([^)]*\)\s*)?{AFTER}", re.IGNORECASE)
_HIDDEN = re.compile(r"\b(?:fewer|less)\s+than\s+$", re.IGNORECASE)


def _small(text: str, threshold: int, before: str) -> Iterator[Telling]:
    for one in _counts(text):
        if one.value is None or not 1 <= one.value < threshold or not one.value.is_integer():
            continue
        after = text[one.end :]
        who = _PEOPLE_AFTER.match(after) or _EVENT_AFTER.match(after)
        if _HIDDEN.search(text[: one.start]) or _is_thing(after):
            continue
        if re.search(r"\bout\s+of\s+$", text[: one.start]):
            continue
        if not who and not (_SAID_AFTER.match(after) and _is_of_people(text[: one.start], text, before)):
            continue
        end = one.end + (who.end() if who else 0)
        said = " ".join(text[one.start : end].split())
        mend = f"Write 'fewer than {threshold}', 'a small number', or leave it out."
        yield Telling(one.start, end, "small count", f"'{said}' counts fewer than {threshold}", mend)


def _is_of_people(start: str, text: str, before: str) -> bool:
    """Whether a number without a noun is of people: of those spoken of, or where nothing else is."""
    return ANYBODY.search(f"{before} {start}") is not None or not _THING.search(f"{before} {text}")


def _counts(text: str) -> Iterator[Numeral]:
    spans = [m.span() for rule, holds in _SKIPPED for m in rule.finditer(text) if holds is None or holds(m)]
    for one in numerals(text):
        if one.sort == "count" and not any(start < one.end and one.start < end for start, end in spans):
            yield one


def _is_thing(after: str) -> bool:
    """Whether a number is of things and not of people."""
    thing, people = _THING_AFTER.match(after), _PEOPLE_AFTER.match(after)
    return thing is not None and (people is None or thing.end() < people.end())


_SHARE_OF = pattern(
    rf"""(?:(?P<share>\d+(?:\.\d+)?)\s?(?:%|per\s?cent)|(?P<part>half|a\s+third|a\s+quarter|a\s+fifth|two\s+thirds
        |three\s+quarters))\s+(?:of\s+)?\(?(?:of\s+)?(?:the\s+|our\s+|all\s+|these\s+)?(?P<whole>{NUMBER}[\d,]*)\s+
    (?:\w+\s+){{0,2}}?{PEOPLE}""",
    re.IGNORECASE,
)
_OF = pattern(
    rf"\b(?P<part>{NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|our\s+|all\s+)?(?P<whole>{NUMBER})\b(?P<after>.{{0,40}})",
    re.IGNORECASE,
)
_PARTS = {"half": 1 / 2, "a third": 1 / 3, "a quarter": 1 / 4, "a fifth": 1 / 5, "two thirds": 2 / 3}
_PARTS["three quarters"] = 3 / 4


def _number(text: str) -> float:
    said = text.lower().replace(",", "")
    return float(WORDS[said]) if said in WORDS else float(said)


def _implied(text: str, threshold: int) -> Iterator[Telling]:
    """'14% of 22 young people' is 3, and '29 of 30 children' leaves 1."""
    for found in _SHARE_OF.finditer(text):
        whole = _number(found["whole"])
        named = " ".join((found["part"] or "").lower().split())
        share = _PARTS[named] if named else float(found["share"]) / 100
        yield from _left(found, round(share * whole), whole, threshold)
    for found in _OF.finditer(text):
        after = re.sub(r"^\s*\([^)]*\)", "", found["after"])
        if ANYBODY.search(after) and not _is_thing(after):
            yield from _left(found, _number(found["part"]), _number(found["whole"]), threshold)


def _left(found: re.Match[str], part: float, whole: float, threshold: int) -> Iterator[Telling]:
    """Where either side of a part is small."""
    if 1 <= part < threshold or 1 <= whole - part < threshold:
        said = " ".join(found[0].removesuffix(found.groupdict().get("after") or "").split())
        message = f"'{said}' can be turned back into a count of fewer than {threshold}"
        yield Telling(*found.span(), "implied count", message, "Leave the whole or the percentage out.")


def _by_rule(text: str, threshold: int, before: str) -> Iterator[Telling]:
    for rule in RULES:
        for found in rule.pattern.finditer(text):
            if _applies(rule, found, text, before):
                said = " ".join(found[0].split())
                message, mend = rule.message.format(said), rule.mend.format(threshold=threshold)
                yield Telling(*found.span(), rule.name, message, mend)


_INCIDENT = re.compile(rf"\b(?:{PEOPLE}|incident|attack|arrest\w*|found|assault\w*)\b", re.IGNORECASE)
_PREVENTED = re.compile(r"\b(?:if|prevent\w*|reduce)\b", re.IGNORECASE)


def _applies(rule: TellingRule, found: re.Match[str], text: str, before: str) -> bool:
    """What a pattern alone cannot see."""
    if rule.name == "whole group":
        return _is_small_group(found, text, before)
    if rule.name == "both":
        return ANYBODY.search(f"{before} {text}") is not None or _IS_SENSITIVE.search(text) is not None
    if rule.name == "place":
        return _INCIDENT.search(text) is not None
    return not (rule.name == "rare" and _PREVENTED.search(text[: found.start()]))


def _is_small_group(found: re.Match[str], text: str, before: str) -> bool:
    """Whether 'all 5' is of so few people."""
    said = (found["n"] or found["m"]).lower()
    number = WORDS[said] if said in WORDS else int(said)
    is_of_people = _is_of_people(text, text, before)
    return 1 < number <= WHOLE and is_of_people and not _is_thing(text[found.end() :])


_ONE_CASE = pattern(
    rf"""\b(?:[Aa]n?|[Oo]ne|[Tt]his|[Tt]hat|[Aa]nother|[Aa]\s+second|[Tt]he)\s+(?!(?:only|sole|same)\b)(?:[\w-]+\s+){{0,3}}?
    {PERSON}\b(?!['’]s)(?:[^.;,]{{0,45}}?)\b{HAPPENED}\b"""
)
_THE_CHILD = pattern(rf"[Tt]he\s+(?:[\w-]+\s+)?{CHILD}\b")
_ONE_SENSITIVE = pattern(
    rf"""\b(?:[Aa]n?|[Oo]ne|[Tt]his|[Tt]hat|[Aa]nother)\s+(?:[\w-]+\s+){{0,2}}?(?:{SENSITIVE}\s+)?{PERSON}\b(?!['’]s)
    (?:[^.;,]{{0,30}}?\b{SENSITIVE})?[^.;,]{{0,30}}?\b(?:was|were|has|had|is)\b"""
)
_GENERAL = re.compile(
    r"\b(?:when|whenever|if|before|after|once|where|each|every|any|how|until|whether|for|no|what|that|so|as|of"
    r"|than|not|such|unless|because|helps?|means?|about|makes?|to|whose|like)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_RULE_OF_WORK = re.compile(r"\b(?:needs?|can|should|will|may|must|and\s+family|gets?)\b")


def _one(text: str) -> Iterator[Telling]:
    """'A young person is waiting …': one case, not children in general."""
    for found in _ONE_CASE.finditer(text):
        if _GENERAL.search(text[: found.start()]) or _RULE_OF_WORK.search(found[0]):
            continue
        if found[0][:4].lower() == "the " and not _THE_CHILD.match(found[0]):
            continue
        yield _case(found)
    for found in _ONE_SENSITIVE.finditer(text):
        before = text[: found.start()].removesuffix("of ")
        is_told = _IS_SENSITIVE.search(found[0]) and not _RULE_OF_WORK.search(text)
        if is_told and not _GENERAL.search(before):
            yield _case(found)


def _case(found: re.Match[str]) -> Telling:
    said = " ".join(found[0].split())
    mend = "Speak of children in general, or leave it out."
    return Telling(*found.span(), "one case", f"'{said}' tells of one", mend)


_AGED = pattern(
    rf"""\baged\s+(?:\d{{1,2}}|{"|".join(WORDS)})\b
    (?!\s*(?:to|and|or|–|-|under|over)\s*(?:\d|under|over|above))""",
    re.IGNORECASE,
)
_IS_SENSITIVE = pattern(rf"\b{SENSITIVE}\b", re.IGNORECASE)
_ONE_BEFORE = pattern(rf"\b(?:a|an|one|the)\s+(?:\w+\s+)?{PERSON}\s*,?\s*$", re.IGNORECASE)


def _aged(text: str, threshold: int) -> Iterator[Telling]:
    for found in _AGED.finditer(text):
        if _IS_SENSITIVE.search(text) or _ONE_BEFORE.search(text[: found.start()]):
            mend = f"Give a band of ages of a group of {threshold} or more."
            yield Telling(*found.span(), "age", f"'{found[0]}' stands beside a telling detail", mend)


_ROLES = re.compile(
    r"\b(?:director|councillor|cllr|minister|head\s+of|chair|Ms|Mrs|Mr|Dr|mayor|manager|lead\s+member|leader"
    r"|judge|officer)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|herself|himself)\b", re.IGNORECASE)


def _pronouns(text: str) -> Iterator[Telling]:
    found = None if _ROLES.search(text) else _PRONOUN.search(text)
    if found:
        mend = "Speak of children in general."
        yield Telling(*found.span(), "one case", f"'{found[0]}' tells of one", mend)


_AT_PLACE = pattern(
    rf"""\b(?:[Aa]n?|[Oo]ne|[Tt]he)\s+(?:[\w-]+\s+){{0,2}}?{PERSON}\s+(?:\w+\s+){{0,4}}?(?:at|from|in|near|of)\s+
    (?:the\s+)?{PLACE}"""
)


def _named(text: str) -> Iterator[Telling]:
    """'A pupil at Northfield Academy': a place and one."""
    for found in _AT_PLACE.finditer(text):
        yield Telling(*found.span(), "place", f"'{found[0]}' names a place", "Leave the place out.")
