"""Points and per cent, and figures that bring their own unit and sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.analysis.figures import is_count, is_percentage
from goldenthread.editions.commentary.bound import MASK, Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.numerals import COUNTED, WORDS
from goldenthread.editions.commentary.checks.rewrite import in_words, mend_of
from goldenthread.editions.commentary.checks.section import Section, levels
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.model.result import ALL

_CHANGE = (
    r"(?:increas\w*|ris(?:e|en|es|ing)|rose|growth|decreas\w*|reduc\w*|drop\w*|fall\w*|fell|improve\w*|declin\w*"
    r"|higher|lower|more|fewer|less|dip\w*|better|worse|up|down)"
)
_PER_CENT = rf"(?:\d+(?:\.\d+)?|\b(?:{'|'.join(WORDS)}))\s?(?:%|per\s?cent\b)"
_MOVED = r"(?:rose|fell|grew|dropped|increased|decreased|declined|improved|reduced|dipped|jumped|climbed)"
_OF_CHANGE = re.compile(
    rf"(?P<n>{_PER_CENT})\s+(?:{_CHANGE})\b|\b{_CHANGE}\s+(?:\w+\s+)?(?:of|by)\s+(?P<m>{_PER_CENT})"
    rf"|\b(?:up|down|{_MOVED})\s+(?:by\s+)?(?P<k>{_PER_CENT})",
    re.IGNORECASE,
)
_BY = re.compile(rf"\b{_CHANGE}(?:\s+\w+)?\s+(?:by|of)\s+$", re.IGNORECASE)
OF_CHANGE = re.compile(
    rf"\b(?:{_CHANGE}(?:\s+\w+)?\s+(?:by|of)|(?:up|down|{_MOVED}))\s+(?:(?:nearly|almost|about|around|over|just|more"
    r"|less|than|some|a)\s+)*$",
    re.IGNORECASE,
)
"""What stands before a number that says by how much something changed."""

_LEANS = re.compile(rf"\b(?:up|down|{_MOVED})\s+$", re.IGNORECASE)
_SIDE = re.compile(r"^\s+(?:lower|higher|fewer|more|less|down|up|better|worse|above|below)\b", re.IGNORECASE)
"""'−7% lower'."""

_UNIT_AFTER = re.compile(
    r"^\s?(?:%|per\s?cent\b|percentage\s+points?\b|points?\b|per\s+10,000)", re.IGNORECASE
)
_PEOPLE_AFTER = re.compile(rf"^\s+(?:more\s+|fewer\s+|extra\s+)?(?P<who>{COUNTED})\b", re.IGNORECASE)
_KINDS = (
    r"early\s+help|health|dental|strategy|section\s+47|child\s+protection|initial(?:\s+child\s+protection)?|core"
    r"|social\s+work|statutory|police|school|family\s+hub|hub|risk"
)
_NOUN_AFTER = re.compile(
    rf"^\s+(?:(?:new|open|single|formal|first|more|other)\s+)?(?P<kind>(?:{_KINDS})\s+)?(?P<noun>[a-z-]+)",
    re.IGNORECASE,
)
_ALSO_COUNTED = frozenset({"conferences"})
"""Nouns that no unit has, of what the names of measures count."""


def units(section: Section) -> Iterator[Remark]:
    """Changes of percentages in per cent; levels given as changes; units said twice; one noun for another."""
    for passage, sentence in section.sentences():
        for found in _OF_CHANGE.finditer(sentence.typed):
            yield from _points(found, passage, sentence, section)
        for at, piece in sentence.pieces:
            if piece.kind == "bound" and piece.reference is not None:
                yield from _of_piece(at, piece, piece.reference, passage, sentence, section)


def _points(found: re.Match[str], passage: Passage, sentence: Sentence, section: Section) -> Iterator[Remark]:
    """Of a percentage a change of '7%' may be points or per cent; of a count it can only be per cent."""
    named = section.named_in(sentence.text)
    measures = [section.world.measures[p.reference.measure] for p in levels(sentence) if p.reference]
    measures = measures or ([named] if named else [])
    other_level = len(re.findall(_PER_CENT, sentence.typed, re.IGNORECASE)) > 1
    if measures and not any(is_percentage(one) for one in measures) and not other_level:
        return
    said = next(part for part in (found["n"], found["m"], found["k"]) if part)
    amount = re.sub(r"\s?(?:%|per\s?cent)$", "", said, flags=re.IGNORECASE)
    first = next((one for one in measures if is_percentage(one)), None)
    mend = f"Write '{amount} points' if it is the difference of two percentages"
    mend += f": {Reference(first.id, 'vs WHEN', '', 'previous')}." if first else "."
    message = f"'{found[0].strip()}' may be points or per cent of a percentage."
    yield section.remark(passage, sentence.start + found.start(), "points", message, mend)


def _of_piece(
    at: int, piece: Piece, reference: Reference, passage: Passage, sentence: Sentence, section: Section
) -> Iterator[Remark]:
    before, after = sentence.typed[:at], sentence.typed[at + len(piece.text) :]
    start = sentence.start + at
    if message := _twice(reference, piece, before, after):
        words = in_words(reference, at, sentence, section)
        mend = mend_of(at, piece, words, sentence, section)
        yield section.remark(passage, start, "unit", message, mend)
        return
    measure = section.world.measures[reference.measure]
    people = _PEOPLE_AFTER.match(after) if reference.form == "vs WHEN" and is_percentage(measure) else None
    if people:
        message = (
            f"'{people['who']}' stands after {piece.text}, a change of a percentage, which counts nobody."
        )
        words = in_words(reference, at, sentence, section)
        yield section.remark(passage, start, "unit", message, f"Write {words}.")
    unit = _UNIT_AFTER.match(after)
    if unit and piece.text.endswith(("%", "points", "10,000")):  # another's unit: see `touching`
        message = f"'{unit[0].strip()}' stands after {piece.text}, which has its own unit."
        yield section.remark(passage, start, "unit", message, f"Leave '{unit[0].strip()}' out.")
    if is_count(measure) and reference.form == "value":
        yield from _noun(after, reference, passage, start, section)
    if is_count(measure) and reference.form in ("value", "in full"):
        yield from _event(before, after, reference, passage, start, section)


def _twice(reference: Reference, piece: Piece, before: str, after: str) -> str:
    """What is wrong with a figure beside a word that says the direction: it is a level, or says it too."""
    word = _BY.search(before) or (_LEANS.search(before) if reference.form.startswith("vs") else None)
    beside = _SIDE.match(after) if reference.form.startswith("vs") else None
    if word and reference.form in ("value", "in full"):
        return f"{reference} prints a level, {piece.text}, where a change is said."
    if not word and not beside:
        return ""
    where = "after" if word else "before"
    if piece.text[:1] in "+−":
        return f"{reference} prints its own sign, {piece.text}, {where} a word that says the direction."
    if word and "in words" in reference.form:
        return f"{reference} says the direction itself, '{piece.text}', after a word that says it."
    return ""


def _noun(
    after: str, reference: Reference, passage: Passage, start: int, section: Section
) -> Iterator[Remark]:
    """A count of one thing before the noun of another: '303 contacts' of plans, 'early help assessments' of
    those of social workers."""
    found = _NOUN_AFTER.match(after)
    if not found or MASK in found[0]:
        return
    every = {
        one.unit.split(" ")[-1] for one in section.world.measures.values() if is_count(one)
    } | _ALSO_COUNTED
    measure = section.world.measures[reference.measure]
    own = f"{measure.unit} {measure.name} {measure.short_name}".lower()
    noun, kind = found["noun"].lower(), " ".join((found["kind"] or "").lower().split())
    mend = "Name the measure of what is meant."
    if noun in _ANYONE and measure.unit.split(" ")[-1] in _OCCASIONS and noun.rstrip("s")[:6] not in own:
        message = f"{reference} counts {measure.unit}, and one of {noun} may have several."
        yield section.remark(passage, start, "unit", message, mend)
    elif noun in every - _ANYONE and noun.rstrip("s")[:6] not in own:
        message = f"{reference} counts {measure.unit}: {measure.name}. It does not count {kind} {noun}."
        yield section.remark(passage, start, "unit", message.replace("  ", " "), mend)
    elif noun in every - _ANYONE and kind and kind.split(" ")[0] not in own and reference.group == ALL:
        message = f"{reference} counts {measure.name}, not {kind} {noun} alone."
        yield section.remark(passage, start, "unit", message, mend)


_STARTS = (
    r"(?:came|come|coming|went)\s+in(?:to)?\b|entered\b|(?:was|were)?\s*(?:started|opened)\b|began\b|begun\b"
)
_ENDS = (
    r"(?:were\s+|was\s+)?(?:ended|ceased|closed|stopped|finished|completed)\b"
    r"|left\s+(?:care|our\s+care|it|us)\b"
)
_EVENT = re.compile(rf"\s+(?:[\w-]+\s+){{0,2}}?(?:(?P<start>{_STARTS})|(?P<end>{_ENDS}))", re.IGNORECASE)
_NEW = re.compile(r"\s+(?:(?P<start>new)|(?P<end>ended|closed))\s+[a-z]", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:we|they|teams?|workers?|staff|partners|it)\s+(?:have\s+|had\s+|also\s+|only\s+)*"
    r"(?:(?P<start>started|opened|began|begun)|(?P<end>completed|finished|closed|ended))\s+(?:the\s+|a\s+total\s+of\s+|only\s+|just\s+)*$",
    re.IGNORECASE,
)
"""'We completed {{ … }}'."""

_OF_STARTS = re.compile(r"\b(?:start\w*|c[ao]m(?:e|ing)\s+into|began|opened|new)\b", re.IGNORECASE)
_OF_ENDS = re.compile(r"\b(?:ended|ceased|left|leaving|closed|completed)\b", re.IGNORECASE)


def _event(
    before: str, after: str, reference: Reference, passage: Passage, start: int, section: Section
) -> Iterator[Remark]:
    """A count of those who are there, or who came, before a verb of those who left: '{{ started }} ended'."""
    found = _EVENT.match(after) or _NEW.match(after) or _DONE.search(before)
    if not found or MASK in found[0]:
        return
    measure = section.world.measures[reference.measure]
    names = f"{measure.name} {measure.short_name}"
    counts = {
        "start": _OF_STARTS.search(names) is not None,
        "end": _OF_ENDS.search(names) is not None,
    }
    said = "start" if found["start"] else "end"
    word = (found["start"] or found["end"]).strip()
    if measure.timing == "stock":  # 'plans started in other years' may be of those who are there
        is_other = not any(counts.values()) and not re.search(
            r"started|opened|completed", word, re.IGNORECASE
        )
    else:
        is_other = any(counts.values()) and not counts[said]
    if is_other:
        message = f"{reference} counts {measure.name}: '{word}' is said of others."
        yield section.remark(passage, start, "unit", message, "Name the measure of what is meant.")


_OCCASIONS = frozenset({"visits", "contacts", "attendances", "referrals"})
"""What the same people come for more than once."""

_ANYONE = frozenset({"children", "people", "families", "households", "places"})
"""Nouns that may stand for what another measure counts."""
