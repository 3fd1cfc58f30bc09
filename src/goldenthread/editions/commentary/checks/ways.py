"""Words that say how a figure moved, and where in a sentence they say it of a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

Way = Literal["up", "down", "better", "worse", "stable"]

WAYS: dict[Way, str] = {
    "up": r"increas(?:e|es|ed|ing)|rose|ris(?:es|en|ing)|grew|grow(?:s|n|th|ing)|went\s+up|gone\s+up"
    r"|climbed|up(?=\s+(?:from|by|on)\b)|higher|upwards?",
    "down": r"decreas(?:e|es|ed|ing)|reduc(?:es|ed|ing|tions?)|fell|fall(?:s|en|ing)?|dropp(?:ed|ing)|drops?"
    r"|declin(?:e|es|ed|ing)|dips?|dipped|went\s+down|gone\s+down|down(?=\s+(?:from|by|on|to)\b|\s+compar)"
    r"|lower|fewer|downwards?",
    "better": r"improv(?:es|ed|ing|ements?)|better",
    "worse": r"worsen(?:s|ed|ing)|deteriorat(?:es|ed|ing|ion)|worse|slipped",
    "stable": r"(?:remain\w*|stay\w*|is|are|was|were|been|held|kept)\s+(?:\w+ly\s+)?"
    r"(?:stable|steady|unchanged|static|flat)"
    r"|no\s+change",
}
"""Words that say how a figure moved."""

_WAY = re.compile("|".join(rf"(?P<{way}>\b(?:{words})\b)" for way, words in WAYS.items()), re.IGNORECASE)

_ADJECTIVE = re.compile(
    r"(?:increased|reduced|improved|higher|lower|better|worse|rising|falling|growing|increasing|reducing|improving)$",
    re.IGNORECASE,
)
_BEFORE_NOUN = re.compile(
    r"(?:\b(?:[Aa]n?|[Tt]he|[Tt]his|[Oo]ur|[Tt]heir|creat\w+|offers?|with|of|[Rr]equires?)|[,–-])\s*$"
)
"""'An increased focus' says nothing of a figure, nor does the name of a grade."""


def ways(typed: str) -> Iterator[tuple[Way, re.Match[str]]]:
    """Each word of change in a text with the way that it says, but for those that only describe a noun."""
    for found in _WAY.finditer(typed):
        if _ADJECTIVE.match(found[0]) and _BEFORE_NOUN.search(typed[: found.start()]):
            continue
        way: Way = found.lastgroup  # type: ignore[assignment]
        yield way, found
