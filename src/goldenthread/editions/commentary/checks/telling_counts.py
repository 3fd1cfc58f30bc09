"""Small counts of people in prose, said outright or to be worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.editions.commentary.checks.allowed import ALLOWED, none_follow
from goldenthread.editions.commentary.checks.numerals import PEOPLE, WORDS, Numeral, numerals
from goldenthread.editions.commentary.checks.telling_words import (
    AFTER,
    ALONE_OF_PEOPLE,
    ANYBODY,
    EVENTS,
    NUMBER,
    THINGS,
    TIME,
    Telling,
    pattern,
)

_SKIPPED = [
    (re.compile(one.pattern, re.IGNORECASE), one.holds, one.name == "law")
    for one in ALLOWED
    if one.name not in ("ordinal", "name", "motto")
]
_OF_NOBODY = pattern(none_follow(rf"(?:{PEOPLE}|{EVENTS})"), re.IGNORECASE)
"""What follows a number of the law: 'section 4 placements' may be four of them."""

_MOTTO = re.compile(
    r"^\W*one\s+(?:child|family|young\s+person|council)(?:(?:,|,?\s+and)\s+one\s+(?:plan|record|worker|system"
    r"|place|conversation|story))+(?:\W*$|:\s+(?:that|this)\s+is\s+(?:our|the)\b)"
    r"|\b(?:each|every)\s+(?:\w+\s+)?(?:child|family|young\s+person)\s+(?:has|needs|should\s+have)\s+one\s+(?:social\s+)?"
    r"(?:plan|record|worker)(?:(?:,|,?\s+and)\s+one\s+(?:plan|record|worker))+\b"
    r"|\b(?:act|work|speak|plan|stand)(?:s|ed|ing)?\s+(?:together\s+)?as\s+one\b(?!\s+of\b)",
    re.IGNORECASE,
)
"""'One child, one plan.' standing alone, what each child has, and who acts as one. 'One baby, and one worker
left' counts."""

_PEOPLE_AFTER = pattern(
    rf"""\s*(?:\([^()]{{0,60}}\)\s*)?(?:more\s+|other\s+|further\s+|new\s+|of\s+(?:these|those|them|whom|the|our)\s+
    |(?!{PEOPLE}['’])[\w’']+[- ]){{0,3}}?{PEOPLE}\b(?!['’]s?\s+{THINGS})""",
    re.IGNORECASE,
)
_EVENT_AFTER = pattern(rf"\s*(?:\w+\s+){{0,2}}?{EVENTS}\b", re.IGNORECASE)
_THING_AFTER = pattern(rf"\s*[- ]?(?:\w+\s+){{0,2}}?{THINGS}\b(?!-)", re.IGNORECASE)
_THING = pattern(rf"\b(?:{THINGS}|{EVENTS})\b", re.IGNORECASE)
_SAID_AFTER = pattern(rf"\s*(?:\([^)]*\)\s*)?{AFTER}", re.IGNORECASE)
_SINGULAR = re.compile(
    r"\b(?:child|family|carer|parent|pupil|student|person|baby|boy|girl|adopter|household|care\s+leaver)$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r"\s+or\s+(?:more|fewer|less|over)\b", re.IGNORECASE)


NEAR = 400
"""Characters on either side of a number in which its noun and whom it is of are looked for."""


def small(text: str, threshold: int, before: str) -> Iterator[Telling]:
    """Counts of people from 1 to below the threshold, in digits or words."""
    odds = [found.span() for found in _ODDS.finditer(text)]
    for one in _counts(text):
        if one.value is None or not 1 <= one.value < threshold or not one.value.is_integer():
            continue
        before_it, after = text[max(one.start - NEAR, 0) : one.start], text[one.end : one.end + NEAR]
        who = _PEOPLE_AFTER.match(after) or _EVENT_AFTER.match(after)
        if who and one.value > 1 and _SINGULAR.search(who[0]):
            who = None  # 'three family support posts' counts posts
        if _OR_MORE.match(after) or is_thing(after):
            continue
        is_odds = any(start <= one.start < end for start, end in odds)  # 'one in eight' is a share of all
        if re.search(r"\bout\s+of\s+$", before_it) or is_odds:
            continue
        if not who and not (_SAID_AFTER.match(after) and is_of_people(before_it, before_it + after, before)):
            continue
        end = one.end + (who.end() if who else 0)
        said = " ".join(text[one.start : end].split())
        mend = "Say it without a number ('some', 'a small number of'), or leave it out."
        yield Telling(one.start, end, "small count", f"'{said}' counts fewer than {threshold}", mend)


def is_of_people(start: str, text: str, before: str) -> bool:
    """Whether a number without a noun is of people: of those spoken of, where nothing else is spoken of, or
    where what is said of it is said of people alone."""
    if ANYBODY.search(f"{before} {start}") or ALONE_OF_PEOPLE.search(text):
        return True
    return not _THING.search(f"{before} {start}")


_ODDS = pattern(
    rf"\b{NUMBER}\s+in\s+(?:every\s+)?(?:\d{{1,2}}|100|1,000|hundred|{'|'.join(WORDS)})\b(?!\s+of\b|\s+{TIME}\b)",
    re.IGNORECASE,
)


def _counts(text: str) -> Iterator[Numeral]:
    spans = [found.span() for found in _MOTTO.finditer(text)]
    for rule, holds, of_law in _SKIPPED:
        spans += [
            found.span()
            for found in rule.finditer(text)
            if (holds is None or holds(found)) and (not of_law or _OF_NOBODY.match(text, found.end()))
        ]
    for one in numerals(text):
        if one.sort == "count" and not any(start < one.end and one.start < end for start, end in spans):
            yield one


def is_thing(after: str) -> bool:
    """Whether a number is of things and not of people."""
    thing, people = _THING_AFTER.match(after), _PEOPLE_AFTER.match(after)
    return thing is not None and (people is None or thing.end() < people.end())


_SHARE_OF = pattern(
    rf"""(?:(?P<share>\d+(?:\.\d+)?)\s?(?:%|per\s?cent)|(?P<part>half|a\s+third|a\s+quarter|a\s+fifth|two\s+thirds
        |three\s+quarters))\s+(?:of\s+)?\(?(?:of\s+)?(?:the\s+|our\s+|all\s+
        |these\s+)?(?P<whole>{NUMBER}[\d,]*)\s+
    (?:\w+\s+){{0,2}}?{PEOPLE}""",
    re.IGNORECASE,
)
_OF = pattern(
    rf"""\b(?P<part>{NUMBER})\s+(?:out\s+)?of\s+(?P<those>(?:the|our|all|these|those)\s+)?(?P<whole>{NUMBER})\b
    (?P<after>.{{0,40}})""",
    re.IGNORECASE,
)
_OF_FIRST = pattern(
    rf"""\b[Oo]f\s+(?:the\s+|our\s+|all\s+|these\s+|those\s+)?(?P<whole>{NUMBER})\s+(?:[\w-]+\s+){{0,3}}?
    (?:{PEOPLE}|who)\b[^.;,]{{0,60}},\s+(?P<part>{NUMBER})\b(?!\s*%)""",
    re.IGNORECASE,
)
_PARTS = {"half": 1 / 2, "a third": 1 / 3, "a quarter": 1 / 4, "a fifth": 1 / 5, "two thirds": 2 / 3}
_PARTS["three quarters"] = 3 / 4


def _number(text: str) -> float:
    said = text.lower().replace(",", "")
    return float(WORDS[said]) if said in WORDS else float(said)


def implied(text: str, threshold: int, before: str) -> Iterator[Telling]:
    """'14% of 22 young people' is 3, and '29 of 30 children' leaves 1."""
    for found in _SHARE_OF.finditer(text):
        whole = _number(found["whole"])
        named = " ".join((found["part"] or "").lower().split())
        share = _PARTS[named] if named else float(found["share"]) / 100
        yield from _left(found, round(share * whole), whole, threshold)
    for found in _OF.finditer(text):
        after = re.sub(r"^\s*\([^)]*\)", "", found["after"])
        earlier = text[max(found.start() - NEAR, 0) : found.start()]
        if _are_people(after, bool(found["those"]), f"{before} {earlier}"):
            yield from _left(found, _number(found["part"]), _number(found["whole"]), threshold)
    for found in _OF_FIRST.finditer(text):
        yield from _left(found, _number(found["part"]), _number(found["whole"]), threshold)


def _are_people(after: str, are_those: bool, before: str) -> bool:
    """Whether 'two of the nine' is of people, by what follows. Of events it is only where they are certain
    ones: 'two out of three plans' is a share of all."""
    if ALONE_OF_PEOPLE.match(after.lstrip()):
        return True
    if is_thing(after) or (not are_those and _EVENT_AFTER.match(after)):
        return False
    if ANYBODY.search(after) or (are_those and _EVENT_AFTER.match(after)):
        return True
    return _SAID_AFTER.match(after) is not None and not _THING.search(f"{before} {after}")


def _left(found: re.Match[str], part: float, whole: float, threshold: int) -> Iterator[Telling]:
    """Where either side of a part is small."""
    if 1 <= part < threshold or 1 <= whole - part < threshold:
        said = " ".join(found[0].removesuffix(found.groupdict().get("after") or "").split())
        message = f"'{said}' can be turned back into a count of fewer than {threshold}"
        yield Telling(*found.span(), "implied count", message, "Leave the whole or the percentage out.")
