"""What in prose may tell who somebody is, as data: the rules that are one pattern each.

A rule says why, and offers safer words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from goldenthread.editions.commentary.checks.numerals import PEOPLE, WORDS
from goldenthread.editions.commentary.checks.telling_words import (
    DAY,
    EVENTS,
    NUMBER,
    OF_RULE,
    PERSON,
    PLACE,
    pattern,
)


@dataclass(frozen=True)
class TellingRule:
    """A rule of one pattern. In the message '{0}' is what was found."""

    name: str
    pattern: re.Pattern[str]
    message: str
    mend: str
    general: bool = False
    """Whether a rule of work, such as what can or should be, is none of it."""


RULES = (
    TellingRule(
        "only",
        pattern(
            rf"""\b(?:[Tt]he|[Oo]ur|[Aa]n?|[Hh]er|[Hh]is)\s+
            (?:only|sole|youngest|oldest|eldest|lone|single
    |first\s+ever)\s+(?:[\w-]+\s+){{0,3}}?(?:{PERSON}|one)\b
            (?!\s+(?:assessment|plan|point|front))|\b[Oo]nly\s+(?:child|sibling|girl|boy|one\s+who)\b
            |\b(?:[Tt]he|[Oo]ur)\s+(?:first|last)\s+(?:\w+\s+)?{PERSON}\s+to\b
            |\b[Oo]nly\s+(?:pair|couple|set)\s+of\s+(?:\w+\s+)?{PEOPLE}\b
            |\b(?:[Oo]nly\s+(?:a|one)|[Aa]|[Tt]he)\s+(?:single|sole|lone
            |only)\s+(?!plans?\b)(?:\w+\s+)?{EVENTS}\s+
                (?:was|were|is|has|had|to|from|came|ended|went|concern\w*|in\s+the)\b"""
        ),
        "'{0}' says that there is one",
        "Leave it out, or speak of a larger group.",
    ),
    TellingRule(
        "whole group",
        pattern(
            rf"""\b[Aa]ll\s+(?:of\s+)?(?:the\s+|our\s+|these\s+|those\s+)?(?P<n>{NUMBER})\b(?!\s*%)
            |\b(?:[Nn]one|[Ee]very\s+one|[Ee]ach|[Nn]ot\s+one)\s+of\s+(?:the|our|these
    |those)\s+(?P<m>{NUMBER})\b"""
        ),
        "'{0}' says of everybody in a small group what is said of the group",
        "Leave it out, or say it of a larger group.",
    ),
    TellingRule(
        "both",
        pattern(
            rf"""\b[Bb]oth\s+parents\s+(?:of\s+(?:the|one|a|this|that)|are\s+in|died|were)\b
            |\b[Nn]either\s+(?:child|sibling|brother|sister|boy|girl|young\s+person|twin|baby
    |of\s+the\s+(?:two|children))\b
            |\b(?:[Aa]|[Tt]he|[Oo]ur)\s+(?:couple|pair)\s+of\s+(?:\w+\s+)?(?:children|siblings|brothers
    |sisters|boys|girls
                |babies|teenagers|pupils|families|care\s+leavers|young\s+(?:people|men|women))\b
            |\b[Bb]oth\s+(?:of\s+(?:(?:them|whom)\b|(?:these|those|the)\s+
                (?:(?:[\w-]+\s+){{0,2}}?(?:{PEOPLE}|{EVENTS})|two|are|were|have|had|live|went)\b)
            |(?:the\s+|our\s+|these\s+|of\s+the\s+)?(?:\w+\s+)?
                (?:children|siblings|brothers|sisters|boys|girls|young\s+(?:people|men|women)|bab(?:y|ies)
    |twins
                |teenagers|infants|pupils|care\s+leavers|families|toddlers)\b(?!\s*(?:\w+\s+){{0,4}}and\b)
            |(?:are|were|have|had|has|went|live|remain|returned|moved)\b
                (?!\s+(?:important|met|improved|higher|lower|needed|up|down|fallen|risen|increased|better
    |good|open)))"""
        ),
        "'{0}' counts two",
        "Say 'some children', or leave it out.",
    ),
    TellingRule(
        "age",
        pattern(
            rf"""\b(?:\d{{1,2}}|{"|".join(WORDS)})[- ](?:years?|months?|weeks?|days?)[- ]old\b(?!s)
            |\b\d{{1,2}}\s?(?:y/?o|m/?o|yrs?[- ]old|mths?[- ]old)\b(?!s)
            |\b(?:carer|boy|girl|lad|child|teenager|pupil|son|daughter|young\s+\w+)\s+of\s+
                (?:\d{{1,2}}|{"|".join(WORDS)})\b
            |\b(?:[Ss]iblings?|[Bb]rothers?|[Ss]isters?|[Tt]wins)\s+aged\b"""
        ),
        "'{0}' gives the age of one",
        "Give a band of ages, such as 'aged 10 to 17', of a group of {threshold} or more.",
    ),
    TellingRule(
        "letter",
        pattern(
            r"""\b(?:Child|Baby|Young\s+Person|Boy|Girl|Mother|Father|YP|Sibling|Family
    |Person)\s+(?:[A-Z]\d?|\d)\b(?![a-z’'])
            |\b(?:[Cc]hild|[Bb]aby|[Yy]oung\s+[Pp]erson|[Bb]oy|[Gg]irl|[Mm]other|[Ff]ather|[Ss]ibling
            |[Ff]amily)\s+[B-HJ-Z]\d?\b(?![-a-z’'])
            |\b(?:called|named)\s+[A-Z][a-z]+\b|\bborn\s+on\s+\d|\bDOB\b
            |(?<![\w-])(?![AI]\b)[A-Z],?\s+who\s+(?:is|was|has|had)\b
            |(?:^|(?<=[.;!?(]\s)|(?<=\())(?!I\b)[A-Z]{1,2}\s+(?:lives|(?:went|moved|returned|came)\s+(?:to
            |in|into|home|back)
                |(?:is|was)\s+(?:placed|adopted|born|excluded|arrested|found|remanded|removed))\b"""
        ),
        "'{0}' stands for one",
        "Leave single cases out of a public edition.",
    ),
    TellingRule(
        "family",
        pattern(
            rf"""\b(?:sibling|family)\s+(?:groups?|set)\s+of\s+{NUMBER}\b
            |\b(?:mother|father|parents?|family)\s+(?:of|with)\s+{NUMBER}\b|\b(?:twins|triplets
            |quadruplets)\b{OF_RULE}
            |\b[Tt]he\s+(?:brothers?|sisters?|boys?|girls?|mother|father|son|daughter
            |baby)\s+and\s+(?:\w+\s+)?
                (?:brothers?|sisters?|boys?|girls?|mother|father|son|daughter|baby)\b
                (?!\s+(?:unit|home|placement|group|centre|service|charter|policy|scheme|project|can|should
                    |of\s+an?)\b)
            |\b[Tt]he\s+(?:sisters|brothers|twins|boys|girls|cousins)\s+(?:were|are|have|had|went|moved
            |live)\b
            |\b(?:[Aa]|[Oo]ne|[Tt]he)\s+(?:set|pair|trio|group)\s+of\s+(?:\w+\s+)?(?:brothers|sisters
            |siblings|cousins)\s+(?:who\s+)?
                (?:were|was|have|has|had|went|moved|live|came|arrived|left|returned)\b
            |\b(?:[Tt]he|[Tt]his|[Tt]hat)\s+(?:boy|girl|lad|teenager|toddler|youngster)['’]s\b
            |\b[Tt]he\s+(?:child|baby|son|daughter)\s+of\s+(?:an?|one)\b
            |\b(?:her|his)\s+(?:\w+\s+)?(?:siblings?|brothers?|sisters?)\b|\b{NUMBER}\s+siblings\b"""
        ),
        "'{0}' describes one family",
        "Speak of families with children together, without their number.",
    ),
    TellingRule(
        "rare",
        pattern(
            rf"""\b(?:died|was\s+killed|were\s+killed|took\s+(?:his|her|their)\s+own\s+life
            |death\s+of\s+(?:a|an|one|the)\s+\w+)\b
            |\b(?:case|story|arrest|murder|removal|funeral)\s+of\s+(?:the|one
            |this)\s+(?:[\w-]+\s+){{0,2}}?{PERSON}\b
            |\b(?:inquest|coroner)\b|\bin\s+the\s+(?:press|papers?|news)\b
            |\b(?:rapid|serious\s+case|practice)\s+review\s+(?:into|of|following|after|about)\b"""
        ),
        "'{0}' tells of what happens to very few",
        "Leave it to the publication that is made for it.",
    ),
    TellingRule(
        "rare",
        pattern(
            rf"""\b(?:[Aa]|[Aa]n|[Oo]ne|[Tt]his|[Tt]he)\s+(?:[\w-]+\s+){{0,3}}?
            (?:pregnan\w+|stabb\w+|murder|homicide|traffick\w+|transplant|deport\w+|surrogate|transgender
    |kidnap\w*
                |shooting)\s+(?:[\w-]+\s+){{0,2}}?(?:{PERSON}|of|was|in)\b"""
        ),
        "'{0}' tells of what happens to very few",
        "Leave it out, or speak of a larger group.",
    ),
    TellingRule(
        "place",
        pattern(rf"{PLACE}[^.]{{0,120}}{DAY}|{DAY}[^.]{{0,120}}{PLACE}"),
        "'{0}' gives a place and a day",
        "Name the area and the month at most.",
    ),
)
"""Rules of one pattern; the others are functions in `telling_counts.py` and `telling_cases.py`."""
