"""Prose that tells of one: a case, an age, a pronoun, somebody at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.editions.commentary.checks.numerals import WORDS
from goldenthread.editions.commentary.checks.telling_words import (
    CHILD,
    HAPPENED,
    IS_SENSITIVE,
    PERSON,
    PLACE,
    SENSITIVE,
    Telling,
    pattern,
)

_ONE_CASE = pattern(
    rf"""\b(?:[Aa]n?|[Oo]ne|[Tt]his|[Tt]hat|[Aa]nother|[Aa]\s+second|[Tt]he)\s+(?!(?:only|sole|same)\b)(?:[\w-]+\s+){{0,3}}?
    {PERSON}\b(?!['’]s)(?:[^.;,]{{0,45}}?)(?:,[^.;,]{{1,40}},\s+)?\b{HAPPENED}\b"""
)
_THE_ONE = pattern(rf"[Tt]he\s+(?:[\w-]+\s+)?(?:{CHILD}\b|{PERSON}\s+who\b)")
_ONE_SENSITIVE = pattern(
    rf"""\b(?:[Aa]n?|[Oo]ne|[Tt]his|[Tt]hat|[Aa]nother)\s+(?:[\w-]+\s+){{0,2}}?(?:{SENSITIVE}\s+)?{PERSON}\b(?!['’]s)
    (?:[^.;,]{{0,30}}?\b{SENSITIVE})?[^.;,]{{0,30}}?\b(?:was|were|has|had|is)\b"""
)
_GENERAL = re.compile(
    r"\b(?:when|whenever|if|before|(?<!look\s)(?<!looks\s)(?<!looked\s)(?<!looking\s)after|once|where|each|every|any|how|until|whether|for|no|what|that|so|as|of"
    r"|than|not|such|unless|because|helps?|means?|about|makes?|to|whose|like)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_RULE_OF_WORK = re.compile(
    r"\bwho\s+is\s+(?:looked\s+after|in\s+need|in\s+(?:our\s+)?care)\s+has\s+an?\b"
    r"|\bwho\s+(?!is\b|was\b|has\b|lives\b)\w+s\b[^.]*?\b(?:is|gets)\b|\b(?:needs?|can|should|will|may|must|and\s+family|gets?)\b"
    r"|\bis\s+(?:always\s+)?(?:asked|told)$"
)

_BY_RIGHT = re.compile(
    r"\s*(?:legal\s+|named\s+|personal\s+|clear\s+|own\s+)?(?:right|say|voice|choice|advis[eo]r|advocate|worker|social\s+worker"
    r"|plan|review(?:er|ing\s+officer)?|key\s+worker|record)\b"
)
"""What every child has: 'a child in care has a right to an advocate'."""
_SAME_RIGHTS = re.compile(r"\s+(?:the\s+same|an?\s+(?:legal\s+)?rights?)\b")
_ON_TERMS = re.compile(
    r"[^.;:]{0,40}?\b(?:(?:if|unless|whenever)\s+(?:they|it|we|this|that|needed)"
    r"|where\s+(?:possible|(?:that|this|it)\s+is))\b"
)
"""What makes 'a sibling group is placed together where that is safe' a rule of any."""
_VOICE = re.compile(
    r"A\s+(?:(?:foster|kinship|new|former)\s+)?(?:carer|parent|adopter|grandparent)\s+(?:told|said|asked|wrote|spoke)\b",
    re.IGNORECASE,
)
"""A grown-up who says what they think of the work is nobody in particular, if no more is told of them."""


NEAR = 60
"""Characters before a case in which a word such as 'when' makes it a general one."""


def one_case(text: str) -> Iterator[Telling]:
    """'A young person is waiting …': one case, not children in general."""
    for found in _ONE_CASE.finditer(text):
        if _GENERAL.search(text[max(found.start() - NEAR, 0) : found.start()]) or _RULE_OF_WORK.search(
            found[0]
        ):
            continue
        if found[0][:4].lower() == "the " and not _THE_ONE.match(found[0]):
            continue
        if _is_anyone(found, text):
            continue
        yield _case(found)
    for found in _ONE_SENSITIVE.finditer(text):
        before = text[max(found.start() - NEAR, 0) : found.start()].removesuffix("of ")
        is_told = IS_SENSITIVE.search(found[0]) and not _RULE_OF_WORK.search(text)
        is_any = found[0].endswith(" has") and (
            _SAME_RIGHTS.match(text, found.end()) or _ON_TERMS.match(text, found.end())
        )
        if is_told and not is_any and not _GENERAL.search(before):
            yield _case(found)


def _is_anyone(found: re.Match[str], text: str) -> bool:
    """Whether what looks like one case is said of any: what each has by right, a voice of a grown-up."""
    if re.search(r"\b(?:is|has)\s+\w+$", found[0]) and _ON_TERMS.match(text, found.end()):
        return True
    if found[0][:2].lower() == "a " and found[0].endswith((" has a", " has an")):
        return _BY_RIGHT.match(text, found.end()) is not None
    return _VOICE.match(found[0]) is not None and not (IS_SENSITIVE.search(text) or _PRONOUN.search(text))


def _case(found: re.Match[str]) -> Telling:
    said = " ".join(found[0].split())
    mend = "Speak of children in general, or leave it out."
    return Telling(*found.span(), "one case", f"'{said}' tells of one", mend)


_AGED = pattern(
    rf"""\baged\s+(?:\d{{1,2}}|{"|".join(WORDS)})\b
    (?!\s*(?:to|and|or|–|-|under|over)\s*(?:\d|under|over|above))""",
    re.IGNORECASE,
)
_ONE_BEFORE = pattern(rf"\b(?:a|an|one|the)\s+(?:\w+\s+)?{PERSON}\s*,?\s*$", re.IGNORECASE)


def aged(text: str, threshold: int) -> Iterator[Telling]:
    """An age beside a telling detail, or of one: 'a boy aged 12 with diabetes'."""
    for found in _AGED.finditer(text):
        if IS_SENSITIVE.search(text) or _ONE_BEFORE.search(text[: found.start()]):
            mend = f"Give a band of ages of a group of {threshold} or more."
            yield Telling(*found.span(), "age", f"'{found[0]}' stands beside a telling detail", mend)


_ROLES = re.compile(
    r"\b(?:director|councillor|cllr|minister|head|commissioner|chair|Ms|Mrs|Mr|Dr|mayor|manager|lead\s+member|leader"
    r"|judge|officer)\b",
    re.IGNORECASE,
)
"""Those who hold an office may be spoken of."""

_OF_STAFF = re.compile(
    r"(?:An?|One)\s+(?:\w+\s+)?(?:worker|nurse|teacher|midwife)\s+(?:told\s+us|said|says|explained|asked\s+us)\b"
)
"""What somebody who works for children said of their work."""

_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|herself|himself)\b(?!\s+Majesty)", re.IGNORECASE)


def pronouns(text: str) -> Iterator[Telling]:
    """'She told her teacher …': one child, unless somebody with an office was named before."""
    found = _PRONOUN.search(text)
    if found and not _ROLES.search(text[: found.start()]) and not _OF_STAFF.match(text):
        mend = "Speak of children in general."
        yield Telling(*found.span(), "one case", f"'{found[0]}' tells of one", mend)


_AT_PLACE = pattern(
    rf"""\b(?:[Aa]n?|[Oo]ne|[Tt]he)\s+(?:[\w-]+\s+){{0,2}}?{PERSON}\s+(?:\w+\s+){{0,4}}?(?:at|from|in|near|of)\s+
    (?:the\s+)?{PLACE}"""
)


def at_place(text: str) -> Iterator[Telling]:
    """'A pupil at Northfield Academy': a place and one."""
    for found in _AT_PLACE.finditer(text):
        yield Telling(*found.span(), "place", f"'{found[0]}' names a place", "Leave the place out.")
