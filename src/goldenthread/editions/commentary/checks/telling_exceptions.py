"""Prose that tells of one by leaving them out: 'nobody but the family in the flats'."""

from __future__ import annotations

from goldenthread.editions.commentary.checks.numerals import PEOPLE
from goldenthread.editions.commentary.checks.telling_rules import TellingRule
from goldenthread.editions.commentary.checks.telling_words import DWELLING, NUMBER, PERSON, THINGS, pattern

_BUT = r"""(?:but(?:\s+for)?|bar(?:ring)?|except(?:ing)?(?:\s+for)?|save(?:\s+for)?|apart\s+from
    |aside\s+from|other\s+than
    |with\s+the\s+exception\s+of|excluding)"""
_EVERY = rf"""(?:[Ee]veryone|[Ee]verybody|[Nn]obody|[Nn]o\s+one|[Nn]one|[Aa]ll
    |(?:[Ee]very|[Ee]ach|[Nn]o)\s+(?:[\w-]+\s+){{0,2}}?{PEOPLE})"""
_SERVICE = r"(?:plans?|protection|support|hubs?|centres?|services?|courts?|homes?|conferences?)"
_WHO = rf"(?:{PERSON}|household|pair|couple|siblings|brothers|sisters|twins|{DWELLING})"

EXCEPTIONS = (
    TellingRule(
        "all but",
        pattern(
            rf"""\b{_EVERY}\b[^.;:]{{0,90}}?\b{_BUT}\s+(?:just\s+|only\s+)?{NUMBER}\b(?!\s+(?:of\s+)?(?:[\w-]+\s+)?{THINGS}\b)"""
        ),
        "'{0}' says how few are left",
        "Leave it out, or say 'most' of a larger group.",
        general=True,
    ),
    TellingRule(
        "all but",
        pattern(
            rf"""\b{_EVERY}\b[^.;:]{{0,90}}?\b{_BUT}\s+(?:(?:in|at|on|from|for)\s+)?(?:the|an?|one|our|this|that)\s+
            (?:[\w’'-]+\s+){{0,3}}?{_WHO}\b(?!\s+{_SERVICE}|\s+and\s+(?:their|its|the)\b)
            |\bexceptions?\s+(?:is|was|being|were|are)\s+(?:an?|one
            |the)\s+(?:[\w-]+\s+){{0,2}}?{_WHO}\b(?!\s+{_SERVICE})
            |\b(?:[Aa]side\s+from|[Ww]ith\s+the\s+exception\s+of|[Aa]part\s+from|[Ee]xcept\s+for)\s+(?:an?
            |one|the)\s+
            (?:[\w-]+\s+){{0,2}}?{PERSON}\b(?!\s+{_SERVICE})(?!['’])"""
        ),
        "'{0}' tells of those who are left out",
        "Leave it out, or say 'most' of a larger group.",
        general=True,
    ),
)
"""Rules of one pattern, beside those of `telling_rules.py`."""
