"""Words that say how a figure moved, and where in a sentence they say it of a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, cast

Way = Literal["up", "down", "better", "worse", "slower", "quicker", "stable"]

_PARTICLE = (
    r"(?:cre(?:pt|ep(?:s|ing)?)|edg(?:e[sd]?|ing)|c[ao]m(?:e|es|ing)|mov(?:e[sd]?|ing)|go(?:es|ing|ne)?|went)"
)
_ON = r"continu(?:e[sd]?|ing)\s+to\s+"
_THEN = r"(?:last|in|at|a\s+(?:year|month|quarter)|the\s+(?:month|year|quarter)|usual)\b"
WAYS: dict[Way, str] = {
    "up": r"increas(?:e|es|ed|ing)|rose|(?<!give )(?<!gave )rise|ris(?:es|en|ing)|grew|grow(?:s|n|th|ing)"
    r"|climb(?:s|ed|ing)|jumped|surg(?:ed|ing)|soar(?:ed|ing)|spiked|leapt"
    rf"|{_PARTICLE}\s+up(?!\s+(?:with|to\s+(?:us|them|the|our|date)|for|against)\b)|{_ON}(?:increase|rise|grow|climb|go\s+up)"
    r"|up(?=\s+(?:from|by|on)\b)|(?<=are )up(?=\s*[,;(:])|higher|upwards?"
    rf"|more(?=\s[^.;:]{{1,60}}\bthan\s+{_THEN})",
    "down": rf"{_ON}(?:reduce|fall|drop|decline|shrink|come\s+down|go\s+down)"
    rf"|{_PARTICLE}\s+down(?!\s+to\s+the\b)"
    r"|decreas(?:e|es|ed|ing)|reduc(?:es|ed|ing|tions?)|fell|fall(?:s|en|ing)?|dropp(?:ed|ing)|drops?"
    r"|declin(?:e|es|ed|ing)|dips?|dipped|down(?=\s+(?:from|by|on|to)\b|\s+compar)"
    r"|(?<=are )down(?=\s*[,;(:])"
    r"|shr[aiu]nk(?:s|ing)?|plung(?:ed|ing)|plummet(?:ed|ing)|tumbl(?:ed|ing)|slid|lower|fewer|downwards?"
    rf"|less(?=\s[^.;:]{{1,60}}\bthan\s+{_THEN})",
    "better": r"improv(?:es|ed|ing|ements?)|better"
    rf"|{_ON}improve|(?:in|heading|moving)\s+(?:in\s+)?the\s+right\s+(?:direction|way)"
    r"|(?:show(?:s|ed|ing)?|ma(?:kes?|king|de))\s+(?:good\s+|some\s+|steady\s+|real\s+)?progress(?!\s+(?:checks?|reports?|meetings?|reviews?|notes?))|on\s+the\s+right\s+track",
    "worse": r"worsen(?:s|ed|ing)|deteriorat(?:es|ed|ing|ion)|worse|slip(?:s|ped|ping)"
    rf"|{_ON}(?:worsen|deteriorate|slip)|(?:in|heading|moving)\s+(?:in\s+)?the\s+wrong\s+(?:direction|way)",
    "slower": r"slower|longer(?=\s+(?:than|to)\b)",
    "quicker": r"quicker|faster|shorter",
    "stable": r"(?:remain\w*|stay\w*|is|are|was|were|been|held|kept)\s+(?:\w+ly\s+)?"
    r"(?:stable|steady|unchanged|static|flat)"
    r"|(?:remain\w*|stay\w*|been|kept)\s+(?:\w+ly\s+)?(?:much\s+|about\s+|exactly\s+)?the\s+same(?!\s+as\s+(?:the\s+)?"
    r"(?:England|national|regional|region|neighbours?|targets?)\b)"
    r"|no\s+change|(?:nothing|not|n['’]t)\s+(?:has\s+)?changed?",
}
"""Words that say how a figure moved. Slower and quicker are said of days alone."""

OF_DAYS: dict[Way, Way] = {"slower": "up", "quicker": "down"}
"""What words of time say of a figure in days."""

_WAY = re.compile("|".join(rf"(?P<{way}>\b(?:{words})\b)" for way, words in WAYS.items()), re.IGNORECASE)

_ADJECTIVE = re.compile(
    r"(?:increased|reduced|improved|slower|quicker|faster|shorter|higher|lower|better|worse|rising|falling|growing|increasing|reducing|improving)$",
    re.IGNORECASE,
)
_BEFORE_NOUN = re.compile(
    r"(?:\b(?:[Aa]n?|[Tt]he|[Tt]his|[Oo]ur|[Tt]heir|creat\w+|offers?|with|of|[Rr]equires?)|[,–-])\s*$"
)
"""'An increased focus' says nothing of a figure, nor does the name of a grade."""


_NOUN = re.compile(r"(?:improvement|reduction|growth)s?$", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"\s+(?!(?:in|of|on|to|from|since|over|was|is|has|by|for|and|at|this|during|across|were|are|with|when|as"
    r"|compared|against|but|although|while|among|between|which|that|here|there)\b)[a-z]",
)
_NAME = re.compile(r"\s+[A-Z][a-z]")


def _describes(typed: str, found: re.Match[str]) -> bool:
    """Whether a word only describes the noun beside it, as in 'improvement work' or 'Lower Road'."""
    if _ADJECTIVE.match(found[0]) and _BEFORE_NOUN.search(typed[: found.start()]):
        return True
    if _NOUN.match(found[0]) and _OF_ANOTHER.match(typed, found.end()):
        return True
    return found[0][0].isupper() and _NAME.match(typed, found.end()) is not None


def ways(typed: str) -> Iterator[tuple[Way, re.Match[str]]]:
    """Each word of change in a text with the way that it says, but for those that only describe a noun."""
    for found in _WAY.finditer(typed):
        if _describes(typed, found):
            continue
        yield cast(Way, found.lastgroup), found  # the groups of the pattern are the ways
