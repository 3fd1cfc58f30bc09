"""Prose by which a child could be found: small counts, whole groups, the only one, telling detail.

What is printed is scanned, bound figures too. A person decides on every remark: what stays is decided in
writing (`decisions.py`), for exactly those words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from goldenthread.analysis.disclosure.policy import DEFAULT
from goldenthread.analysis.figures import is_count
from goldenthread.editions.commentary.bound import Passage, Sentence
from goldenthread.editions.commentary.checks.numerals import PEOPLE, WORDS
from goldenthread.editions.commentary.checks.section import Section, likeness, stems
from goldenthread.editions.commentary.checks.telling_cases import aged, at_place, one_case, pronouns
from goldenthread.editions.commentary.checks.telling_counts import implied, is_of_people, is_thing, small
from goldenthread.editions.commentary.checks.telling_courts import COURTS
from goldenthread.editions.commentary.checks.telling_exceptions import EXCEPTIONS
from goldenthread.editions.commentary.checks.telling_families import FAMILIES
from goldenthread.editions.commentary.checks.telling_groups import GROUPS
from goldenthread.editions.commentary.checks.telling_kin import KIN
from goldenthread.editions.commentary.checks.telling_named import NAMED
from goldenthread.editions.commentary.checks.telling_ones import ONES
from goldenthread.editions.commentary.checks.telling_reading import as_read, mixed_letters, sources_of
from goldenthread.editions.commentary.checks.telling_rules import RULES, TellingRule
from goldenthread.editions.commentary.checks.telling_somewhere import SOMEWHERE
from goldenthread.editions.commentary.checks.telling_vague import UNCOUNTED, VAGUE
from goldenthread.editions.commentary.checks.telling_words import ANYBODY, IS_SENSITIVE, Telling
from goldenthread.editions.commentary.remark import Remark

THRESHOLD = DEFAULT.threshold
"""Counts from 1 to below this are small, unless the policy of the edition says otherwise."""

WHOLE = 30
"""Up to so many, what is said of all of a group is said of each."""

SMALL = 10
"""Counts below it are so small that 'a few' of them can be guessed."""

ALL_WORDS = 0.75
"""The share of the words of a measure's name by which a sentence without a figure speaks of it."""

BEFORE = 400
"""Characters back in which a reader looks for whom a number is of."""


ALL_RULES = (*RULES, *VAGUE, *GROUPS, *KIN, *EXCEPTIONS, *SOMEWHERE, *COURTS, *FAMILIES, *NAMED, *ONES)
"""Every rule of one pattern, by its module."""


def scan(text: str, threshold: int = THRESHOLD, before: str = "") -> tuple[Telling, ...]:
    """What in a text may tell who somebody is. `before` is what a reader read before it, which says whom
    '2 have tuition' means."""
    found = [
        *small(text, threshold, before),
        *implied(text, threshold, before),
        *_by_rule(text, threshold, before),
    ]
    found += [*one_case(text), *aged(text, threshold), *pronouns(text), *at_place(text), *mixed_letters(text)]
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
            read = as_read(sentence)
            found = [
                (read.printed(one.start), one) for one in scan(read.text, section.world.threshold, before)
            ]
            for start, source in sources_of(sentence):
                found += [(start + one.start, one) for one in scan(source, section.world.threshold)]
            for at, one in found:
                remark = section.remark(passage, sentence.start + at, "telling", f"{one.message}.", one.mend)
                yield replace(remark, about=sentence.text)
            if not found:
                yield from _uncounted(passage, sentence, section)
            before = f"{before} {read.text}"[-BEFORE:]


def _uncounted(passage: Passage, sentence: Sentence, section: Section) -> Iterator[Remark]:
    """'A few' or 'none' of a measure whose figure everybody is not shown, or is shown as a small one."""
    found = UNCOUNTED.search(sentence.typed)
    said = stems(sentence.text)
    named = [one for one in section.own if not one.split and likeness(one, said) >= ALL_WORDS]
    measure = max(named, key=lambda one: len(stems(one.name)), default=None)
    if not found or measure is None:
        return
    result = section.world.result(measure.id, section.world.period_of(measure.id))
    number = (result.value if is_count(measure) else result.numerator) if result else None
    if number is not None and number >= SMALL:
        return
    shown = "is small" if number is not None else "is not shown to everybody"
    message = f"'{found[0]}' is said of {measure.name}, whose figure {shown}."
    mend = "Leave it out, or say it of a larger group."
    remark = section.remark(passage, sentence.start + found.start(), "telling", message, mend)
    yield replace(remark, about=sentence.text)


def _by_rule(text: str, threshold: int, before: str) -> Iterator[Telling]:
    for rule in ALL_RULES:
        for found in rule.pattern.finditer(text):
            if _applies(rule, found, text, before):
                said = " ".join(found[0].split())
                message, mend = rule.message.format(said), rule.mend.format(threshold=threshold)
                yield Telling(*found.span(), rule.name, message, mend)


_INCIDENT = re.compile(rf"\b(?:{PEOPLE}|incident|attack|arrest\w*|found|assault\w*)\b", re.IGNORECASE)
_PREVENTED = re.compile(r"\b(?:if|where|whenever|prevent\w*|reduce)\b", re.IGNORECASE)


def _applies(rule: TellingRule, found: re.Match[str], text: str, before: str) -> bool:
    """What a pattern alone cannot see."""
    if rule.general and _is_rule_of_work(found, text):
        return False
    if rule.name == "whole group" and "n" in rule.pattern.groupindex:
        return _is_small_group(found, text, before)
    if rule.name == "both":
        return ANYBODY.search(f"{before} {text}") is not None or IS_SENSITIVE.search(text) is not None
    if rule.name == "place":
        return _INCIDENT.search(text) is not None
    return not (rule.name == "rare" and _PREVENTED.search(text[: found.start()]))


_ANY = re.compile(
    r"\b(?:when|whenever|if|where|wherever|unless|whether|so\s+that|means?\s+that)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_RULED = re.compile(
    r"\b(?:can|should|must|(?-i:may)|might|shall|if|wherever|whenever|where\s+(?:it|they|we|this|possible))\b",
    re.IGNORECASE,
)
_CLAUSE_LENGTH = 40
"""Characters after a finding in which its verb is looked for."""


def _is_rule_of_work(found: re.Match[str], text: str) -> bool:
    """Whether what is found is said of any: 'when', 'should', 'can'."""
    after = re.split(r"[.;:]", text[found.end() : found.end() + _CLAUSE_LENGTH])[0]
    return bool(_ANY.search(text[: found.start()]) or _RULED.search(found[0] + after))


def _is_small_group(found: re.Match[str], text: str, before: str) -> bool:
    """Whether 'all 5' is of so few people."""
    said = (found["n"] or found["m"]).lower()
    number = WORDS[said] if said in WORDS else int(said)
    return 1 < number <= WHOLE and is_of_people(text, text, before) and not is_thing(text[found.end() :])
