"""Prose that tells of one by where they are, or as ours: 'the lad from the farm', 'our boy at sea'."""

from __future__ import annotations

from goldenthread.editions.commentary.checks.numerals import PEOPLE
from goldenthread.editions.commentary.checks.telling_rules import TellingRule
from goldenthread.editions.commentary.checks.telling_words import (
    CHILD,
    DWELLING,
    HAPPENED,
    PEOPLES,
    PERSON,
    SENSITIVE,
    pattern,
)

_YOUNG = r"""(?:boys?|girls?|lads?|lass|teenagers?|toddlers?|youngsters?|new-?born|baby|young\s+(?:man
    |woman|men|women|mother|father)
    |pupil|schoolboy|schoolgirl|apprentice|care\s+leaver|couple|mother|father|grandmother|brothers|sisters
    |son|daughter)"""
"""Those who are spoken of one by one: 'the boy' is one where 'the child' may be any."""

_ONE_OF_OURS = (
    rf"""(?:{CHILD}|lad|lass|apprentice|student|asylum\s+seeker|mother|father|couple|newborn|youngster)"""
)
_IN = r"(?:from|at|on|in|with|near)"
_ILL = rf"(?:{SENSITIVE}|feeding|syndrome|illness|tumour|wheelchair|asthma|sickle)"
_NOT_OF = r"(?!(?:of|to|for|with|on|in|each|every|any|and|or|by|as)\b)"

_THAT_YOUNG = rf"[Tt]he\s+(?:{_NOT_OF}[\w-]+\s+){{0,2}}?{_YOUNG}"
_NAMED = r"(?-i:[A-Z])[\w’'-]+"

SOMEWHERE = (
    TellingRule(
        "place",
        pattern(
            rf"""\b{_THAT_YOUNG}\s+{_IN}\s+(?:the\s+|an?\s+|our\s+)?{_NAMED}
            |\b[Tt]he\s+(?:child|young\s+person|family|infant|student|couple)\s+{_IN}\s+{_NAMED}
            |\b[Aa]n?\s+(?:[\w-]+\s+)?(?:{_YOUNG}|family)\s+(?:in|from|at|near)\s+
                (?:the\s+(?:north|south|east|west|{DWELLING})\b|{_NAMED})
            |\bhappened\s+to\s+(?:an?|one|the)\s+(?:{PERSON}|resident)\s+(?:there|in|at|from|last|this)\b"""
        ),
        "'{0}' says where somebody is",
        "Speak of children in general, or leave the place out.",
    ),
    TellingRule(
        "one case",
        pattern(
            rf"""\b{_THAT_YOUNG}\s+{_IN}\s+(?:the\s+|an?\s+|our\s+)?(?:[\w’'-]+\s+){{0,2}}?(?:{DWELLING}|{_ILL})\b
            |\b[Tt]he\s+(?:child|young\s+person|family|infant|student|couple)\s+{_IN}\s+
                (?:the|an?)\s+(?:[\w’'-]+\s+){{0,2}}?(?:{DWELLING}|{_ILL})\b
            |\b[Tt]he\s+(?:{_NOT_OF}[\w-]+\s+)?(?:child|{_YOUNG}|family)\s+(?:is|are|was|were|lives?|lived
            |stays?|slept)\s+
                (?:now\s+|still\s+)?(?:in|at|on)\s+(?:an?|the)\s+(?:[\w-]+\s+)?{DWELLING}\b"""
        ),
        "'{0}' tells of one",
        "Speak of children in general, or leave it out.",
        general=True,
    ),
    TellingRule(
        "one case",
        pattern(
            rf"""\b[Oo]ur\s+(?:{_NOT_OF}[\w-]+\s+){{0,2}}?{_ONE_OF_OURS}\s+
                (?:{_IN}|who|{HAPPENED}|is|does|studies|works)\b"""
        ),
        "'{0}' tells of one",
        "Speak of children in general, or leave it out.",
        general=True,
    ),
    TellingRule(
        "one case",
        pattern(
            rf"""\b[Ss]ome(?:body|one)\s+(?:who\s+(?:is|was)\s+)?
                (?:in\s+(?:our\s+|foster\s+|residential\s+)?(?:care|custody)|aged|placed|on\s+remand)\b
            |\b[Ss]ome(?:body|one)\s+(?:[\w-]+\s+){{0,7}}?{SENSITIVE}\b"""
        ),
        "'{0}' tells of one",
        "Speak of children in general, or leave it out.",
        general=True,
    ),
    TellingRule(
        "only",
        pattern(
            rf"""\b(?:[Tt]he|[Oo]ur)\s+(?:newest|latest|most\s+recent)\s+(?:[\w-]+\s+){{0,2}}?(?:{PERSON}|arrival)\s+
                (?:{_IN}|to|who|is|{HAPPENED})\b
            |\b(?:its|their|our|the)\s+last\s+(?:remaining\s+)?(?:[\w-]+\s+)?{PERSON}\s+(?:{_IN}|who|left
            |moved|went|came)\b
            |\b(?:[Tt]he|[Oo]ur)\s+(?:first|second|third|fourth|last|latest|newest|youngest|oldest
            |eldest)\s+of\s+
                (?:the|our|these|those)\s+(?:[\w-]+\s+){{0,2}}?{PEOPLE}\b(?!['’]|\s+(?:hubs?|homes?|plans?
                |centres?|groups?|forums?|services?))"""
        ),
        "'{0}' says that there is one",
        "Leave it out, or speak of a larger group.",
        general=True,
    ),
    TellingRule(
        "place",
        pattern(
            rf"""\b[Yy]ear\s+\d{{1,2}}\s+at\s+(?:the\s+)?(?-i:[A-Z])[^.;:]{{0,60}}?\b{PEOPLE}\b
            |\b{PEOPLE}\b[^.;:]{{0,40}}?\b[Yy]ear\s+\d{{1,2}}\s+at\s+(?:the\s+)?(?-i:[A-Z])[\w’'-]+
            |\b(?:{PEOPLES})\s+{PERSON}\s+(?:from|in|at)\s+(?-i:[A-Z])[\w’'-]+"""
        ),
        "'{0}' names a place",
        "Leave the place out.",
    ),
    TellingRule(
        "one case",
        pattern(
            rf"""\b(?:involved|concerned)\s+(?:an?|one|the)\s+(?:[\w-]+\s+){{0,2}}?{PERSON}\b
                (?!\s+(?:plan|protection|hub|service))
            |\b[Tt]he\s+(?:mother|father|(?:grand|step|foster\s+)(?:mother|father|parents?)|parents?|aunt
            |uncle|brothers?|sisters?|carers?|adopters?)
                \s+of\s+(?:an?|one|this|that)\s+(?:[\w-]+\s+)?{_YOUNG}\b
            |\b[Tt]he\s+one\s+(?:[\w-]+\s+){{0,2}}?(?:complaint|{PERSON}|adoption|exclusion|death|arrest
            |conviction)\b(?!\s+(?:plan|in\s+each))
            |\b[Tt]he\s+remaining\s+(?:[\w-]+\s+)?{PERSON}\b
            |\b[Tt]he\s+(?:adoption|placement|exclusion|pregnancy)\s+that\s+(?:broke\s+down|failed|followed
            |fell)\b"""
        ),
        "'{0}' tells of one",
        "Speak of children in general, or leave it out.",
        general=True,
    ),
    TellingRule(
        "rare",
        pattern(
            rf"""\b(?:[Aa]n?|[Oo]ne|[Tt]he|[Tt]his|[Tt]hat)\s+(?:[\w-]+\s+)?(?:incident|attack|fight|assault
                |fire(?!\s+(?:doors?|service|safety|drills?|station|alarms?|escapes?|risk|plan))
                |arrest|murder|crash|drowning
                |accident|robbery|party|raid|rape)\s+(?:[\w-]+\s+){{0,4}}?(?:at|on|in|outside
                |near)\s+(?:the\s+)?{_NAMED}
            |\b(?:arrest|conviction|sentencing|jailing)\s+of\s+(?:an?|the|one)\s+\w+
            |\b(?:took|claimed|cost)\s+(?:an?|one|another)\s+(?:young\s+)?life\b
            |\b[Ll]ost\s+(?:an?|one)\s+{PERSON}\s+(?:to|in)\b
            |\b[Aa]n?\s+(?:adoption|placement|adoptive\s+family|exclusion|birth|arrest|conviction|pregnancy
            |overdose|suicide|expulsion
                |murder|rape|special\s+guardianship)\s+(?:broke\s+down|failed|fell\s+through|happened
                |took\s+place|ended|disrupted
                |was\s+(?:disrupted|reported))\b"""
        ),
        "'{0}' tells of what happens to very few",
        "Leave it out, or speak of a larger group.",
        general=True,
    ),
)
"""Rules of one pattern, beside those of `telling_rules.py`."""
