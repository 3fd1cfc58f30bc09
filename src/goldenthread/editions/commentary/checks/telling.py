"""Prose by which a child could be found: small counts, whole groups, the only one, telling detail.

What is printed is scanned, bound figures too. A person decides on every remark: what stays is decided in
writing (`decisions.py`), for exactly those words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from goldenthread.analysis.disclosure.policy import DEFAULT
from goldenthread.editions.commentary.checks.numerals import PEOPLE, WORDS
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.checks.telling_cases import aged, at_place, one_case, pronouns
from goldenthread.editions.commentary.checks.telling_counts import implied, is_of_people, is_thing, small
from goldenthread.editions.commentary.checks.telling_rules import RULES, TellingRule
from goldenthread.editions.commentary.checks.telling_words import ANYBODY, IS_SENSITIVE, Telling
from goldenthread.editions.commentary.remark import Remark

THRESHOLD = DEFAULT.threshold
"""Counts from 1 to below this are small, unless the policy of the edition says otherwise."""

WHOLE = 30
"""Up to so many, what is said of all of a group is said of each."""

BEFORE = 400
"""Characters back in which a reader looks for whom a number is of."""


def scan(text: str, threshold: int = THRESHOLD, before: str = "") -> tuple[Telling, ...]:
    """What in a text may tell who somebody is. `before` is what a reader read before it, which says whom
    '2 have tuition' means."""
    found = [
        *small(text, threshold, before),
        *implied(text, threshold, before),
        *_by_rule(text, threshold, before),
    ]
    found += [*one_case(text), *aged(text, threshold), *pronouns(text), *at_place(text)]
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
            for one in scan(sentence.text, section.world.threshold, before):
                at = sentence.start + one.start
                found = section.remark(passage, at, "telling", f"{one.message}.", one.mend)
                yield replace(found, about=sentence.text)
            before = f"{before} {sentence.text}"[-BEFORE:]


def _by_rule(text: str, threshold: int, before: str) -> Iterator[Telling]:
    for rule in RULES:
        for found in rule.pattern.finditer(text):
            if _applies(rule, found, text, before):
                said = " ".join(found[0].split())
                message, mend = rule.message.format(said), rule.mend.format(threshold=threshold)
                yield Telling(*found.span(), rule.name, message, mend)


_INCIDENT = re.compile(rf"\b(?:{PEOPLE}|incident|attack|arrest\w*|found|assault\w*)\b", re.IGNORECASE)
_PREVENTED = re.compile(r"\b(?:if|where|whenever|prevent\w*|reduce)\b", re.IGNORECASE)


def _applies(rule: TellingRule, found: re.Match[str], text: str, before: str) -> bool:
    """What a pattern alone cannot see."""
    if rule.name == "whole group":
        return _is_small_group(found, text, before)
    if rule.name == "both":
        return ANYBODY.search(f"{before} {text}") is not None or IS_SENSITIVE.search(text) is not None
    if rule.name == "place":
        return _INCIDENT.search(text) is not None
    return not (rule.name == "rare" and _PREVENTED.search(text[: found.start()]))


def _is_small_group(found: re.Match[str], text: str, before: str) -> bool:
    """Whether 'all 5' is of so few people."""
    said = (found["n"] or found["m"]).lower()
    number = WORDS[said] if said in WORDS else int(said)
    return 1 < number <= WHOLE and is_of_people(text, text, before) and not is_thing(text[found.end() :])
