"""Numbers that a writer declares to be no figure: '[ten](no figure) cases to audit', teams that merged.

The edition has nothing by which they could be proved, and nothing that they could contradict. So that no
figure passes by this way, a share, a change, a number of people or of what is done for them, and one that the
words name by a measure are refused; what is taken is shown to whoever releases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from goldenthread.editions.commentary.bound import Piece, Sentence
from goldenthread.editions.commentary.checks.allowed import SERVICE_AFTER, THING_AFTER
from goldenthread.editions.commentary.checks.meant import named_by
from goldenthread.editions.commentary.checks.numerals import COUNTED, PEOPLE, Numeral, numerals
from goldenthread.editions.commentary.checks.section import Section, is_intent
from goldenthread.editions.commentary.remark import Remark

_WHAT = re.compile(
    rf"\s+(?:of\s+)?(?:(?!(?:and|or|who|with|by)\b)[\w'’-]+\s+){{0,3}}?(?P<what>{COUNTED})\b", re.IGNORECASE
)
_MEASURED = re.compile(
    r"[\s-]+(?:\w+\s+)?(?:hours?|days?|weeks?|months?|quarters?|years?|pounds?|miles?|points?|times)\b|\s?%",
    re.IGNORECASE,
)
_PEOPLE = re.compile(PEOPLE, re.IGNORECASE)
_STAFF = re.compile(r"(?:social\s+)?workers?|meetings?", re.IGNORECASE)
"""What is counted of the service and not of what it does."""


def apart(section: Section) -> Iterator[Remark]:
    """The numbers that are declared to be no figure."""
    for passage, sentence in section.sentences():
        for at, piece in sentence.pieces:
            if piece.kind != "apart":
                continue
            numeral, place = _numeral(piece, at), sentence.start + at
            why = (
                why_figure(numeral, sentence, section) if numeral else "the brackets hold more than a number"
            )
            if why:
                message = f"'{piece.text}' is declared to be no figure, and {why}."
                mend = (
                    f"Write the reference that prints it, declare whose it is: [{piece.text}](source: who"
                    " published it, and for when), or say it without a number."
                )
                yield section.remark(passage, place, "unbound", message, mend)
            else:
                message = f"'{piece.text}' is declared to be no figure, so nobody can prove it."
                mend = "Leave it where it counts nothing that this edition measures."
                yield section.remark(passage, place, "apart", message, mend)


def _numeral(piece: Piece, at: int) -> Numeral | None:
    """The number in a piece, at its place in the sentence; None where the piece is not a number alone."""
    found = next(numerals(f"{piece.text} of them"), None)
    if found is None or (found.start, found.end) != (0, len(piece.text)):
        return None
    return replace(found, start=at, end=at + len(piece.text))


def why_figure(numeral: Numeral, sentence: Sentence, section: Section) -> str:
    """Why a number is a figure all the same; empty where it may be none."""
    typed = sentence.typed
    if numeral.sort != "count":
        return "a share or a change is a figure"
    if _MEASURED.match(typed, numeral.end) or re.search(r"[£€$]\s?$", typed[: numeral.start]):
        return "a time, an amount or a distance is a figure"
    if SERVICE_AFTER.match(typed, numeral.end):
        return ""
    if not THING_AFTER.match(typed, numeral.end):
        return "no word behind it says what it counts"
    found = _WHAT.match(typed, numeral.end)
    if found and _PEOPLE.fullmatch(found["what"]):
        return f"it counts {found['what']}"
    is_wanted = is_intent(typed, numeral.start)
    if found and not _STAFF.fullmatch(found["what"]) and not is_wanted:
        return f"it counts {found['what']}"
    of = next((one for one in section.measures if named_by(numeral, sentence, one, section)), None)
    return f"the words name {of.name}" if of else ""
