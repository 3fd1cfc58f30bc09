"""Headers to fields: by wording, by close similarity with the confidence stated, never by position."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from goldenthread.sources.annex_a.shapes import AnnexList
from goldenthread.sources.text import fold

ENOUGH = 0.85
"""Similarity from which a header is taken for a known one, if nothing else about it differs."""

CLEAR = 0.04
"""By how much the best wording must beat the best of any other column."""

FILLERS = frozenset(
    {"a", "an", "the", "of", "to", "in", "for", "is", "was", "this", "child", "y", "n", "and", "or", "from"}
)
TELLING = {
    word: meaning
    for meaning, words in {
        "start": "start started begin began commenced initiating opened entered",
        "end": "end ended ceased closed closure completion completed left leaving",
        "first": "first initial",
        "last": "last latest recent current",
        "not": "not no never unnecessary",
        "age": "age aged years",
        "name": "name names forename surname",
        "missing": "missing",
        "absent": "absent",
        "offered": "offered",
        "accepted": "accept accepted",
        "stage": "one two",
    }.items()
    for word in words.split()
}
"""Words that turn a column into another one: they must mean the same on both sides."""


@dataclass(frozen=True)
class Near:
    """A header that was taken for a known one because it is much alike."""

    header: str
    meant: str
    confidence: int  # per cent


@dataclass
class Matched:
    """The columns of a sheet by field, and what could not be matched."""

    columns: dict[str, int] = field(default_factory=dict)
    near: list[Near] = field(default_factory=list)
    twice: dict[str, list[int]] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)


def match(headers: Sequence[str], spec: AnnexList) -> Matched:
    """Which column is which field of a list."""
    words = spec.wordings
    found = Matched()
    places: dict[str, list[int]] = {}
    left: list[int] = []
    for at, header in enumerate(headers):
        name = words.get(fold(header))
        if name:
            places.setdefault(name, []).append(at)
        elif header.strip():
            left.append(at)
    for at in left:
        near = _nearest(headers[at], {w: n for w, n in words.items() if n not in places})
        if near is None:
            found.unknown.append(at)
            continue
        name, confidence = near
        places[name] = [at]
        found.near.append(Near(headers[at], spec.field(name).header, confidence))
    found.columns = {name: at[0] for name, at in places.items()}
    found.twice = {name: at for name, at in places.items() if len(at) > 1}
    return found


def known(headers: Sequence[str], spec: AnnexList) -> int:
    """How many columns of a list stand among the headers, word for word."""
    words = spec.wordings
    return len({words[folded] for folded in map(fold, headers) if folded in words})


def _nearest(header: str, wordings: Mapping[str, str]) -> tuple[str, int] | None:
    """The field whose wording is much like the header, with per cent; None if it is not clearly one."""
    folded = fold(header)
    best: dict[str, float] = {}
    for wording, name in wordings.items():
        if _same_meaning(folded.split("_"), wording.split("_")):
            ratio = difflib.SequenceMatcher(None, folded, wording).ratio()
            best[name] = max(best.get(name, 0.0), ratio)
    ranked = sorted(best.items(), key=lambda one: (-one[1], one[0]))
    if not ranked or ranked[0][1] < ENOUGH:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEAR:
        return None
    return ranked[0][0], int(ranked[0][1] * 100)


def _same_meaning(one: list[str], other: list[str]) -> bool:
    """Whether two headers differ by filling words and one misspelt or missing word at most, none of which
    says start or end, first or last, or a number."""
    mine, theirs = _differing(one, other), _differing(other, one)
    if len(mine) > 1 or len(theirs) > 1:
        return False
    if not mine or not theirs:
        return all(word not in TELLING and not word.isdigit() for word in mine + theirs)
    a, b = mine[0], theirs[0]
    if any(c.isdigit() for c in a + b):
        return False
    if a in TELLING or b in TELLING:
        return TELLING.get(a, a) == TELLING.get(b, b) or _misspelt(a, b, telling=True)
    return _misspelt(a, b)


def _misspelt(a: str, b: str, *, telling: bool = False) -> bool:
    """One word spelt in two ways; two telling words are never that."""
    if telling and a in TELLING and b in TELLING:
        return False
    return difflib.SequenceMatcher(None, a, b).ratio() >= 0.75


def _differing(one: list[str], other: list[str]) -> list[str]:
    rest = list(other)
    left = []
    for word in one:
        if word in rest:
            rest.remove(word)
        elif word not in FILLERS:
            left.append(word)
    return left
