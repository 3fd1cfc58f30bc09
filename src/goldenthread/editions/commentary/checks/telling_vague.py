"""What in prose tells of very few without a number: a handful, several, all but a few, nobody, the same one.

A reader who knows the place needs no number: 'very few' is fewer than the threshold, and 'nobody' is a figure
that the edition for everybody may hold back.
"""

from __future__ import annotations

import re

from goldenthread.editions.commentary.checks.numerals import PEOPLE
from goldenthread.editions.commentary.checks.telling_rules import TellingRule
from goldenthread.editions.commentary.checks.telling_words import (
    CHILD,
    EVENTS,
    HAPPENED,
    NUMBER,
    OF_RULE,
    PEOPLES,
    PERSON,
    PLACE,
    THINGS,
    pattern,
)

_FEW = r"""(?:[Vv]ery\s+few|(?:[Aa]|[Oo]nly\s+a|[Jj]ust\s+a|[Aa]\s+mere)\s+(?:few|handful)|[Hh]andful
    |[Ss]everal(?!\s+(?:hundred|thousand|dozen))|[Hh]ardly\s+any)"""
_RARE = r"""(?:adopted|excluded|expelled|died|killed|remanded|secure|custody|special\s+guardian\w*|missing
    |unregistered|out\s+of\s+(?:school|education)|homeless|arrested|trafficked|exploited|pregnant|deported
    |convicted|sentenced|hospital\w*|returned\s+home|residential|stepped\s+down)"""
_NONE = r"""(?:[Zz]ero\s+(?:\w+\s+)?(?:children|young\s+people|families|babies|boys|girls|adoptions
    |placements|births)|[Nn]ot\s+a\s+single\s+(?:child|young\s+person|family|baby|boy|girl)|[Nn]obody
    |[Nn]o\s+one|[Nn]one|[Nn]o\s+(?:\w+\s+)?(?:child(?:ren)?|young\s+(?:person|people)
    |famil(?:y|ies)|bab(?:y|ies)|pupils?|boys?|girls?))"""
_WISHED = r"(?:should|must|may|can|could|will|would|shall|needs?|if|where|so\s+that|ensure\w*)"
_ROAD = r"(?:(?-i:[A-Z][\w’'-]+)\s+(?:Road|Street|Lane|Avenue|Drive|Close|Terrace|Crescent|Way))"

VAGUE = (
    TellingRule(
        "vague count",
        pattern(
            rf"""\b{_FEW}\s+(?:of\s+(?:the\s+|our\s+|these\s+|those\s+)?)?(?:(?!{NUMBER}\b)[\w-]+\s+){{0,2}}?{PEOPLE}\b
            (?!\s+(?:hubs?|teams?|centres?|workers?|support|members?|groups?|services?))"""
        ),
        "'{0}' tells of a number that everybody is not shown",
        "Write 'some', or leave it out.",
    ),
    TellingRule(
        "none",
        pattern(
            rf"""\b{_NONE}\b(?!\s+{_WISHED}\b)[^.;:]{{0,50}}?\b(?:was|were|has|have|had|is|are|went|came|left|died|moved)\b
            [^.;:]{{0,40}}?\b{_RARE}\b"""
        ),
        "'{0}' tells of a figure that may be held back because it is small",
        "Leave it out, or print the figure where everybody is shown it.",
    ),
    TellingRule(
        "all but",
        pattern(
            rf"""\b[Aa]ll\s+but\s+(?:a\s+few|a\s+handful|a\s+couple|very\s+few|{NUMBER})\b
            (?!\s+(?:of\s+)?(?:the\s+|our\s+)?(?:[\w-]+\s+)?{THINGS}\b)
            |\b(?:but\s+for|except(?:ing)?(?:\s+for)?|apart\s+from|other\s+than|save\s+for)\s+(?:an?|one
            |the)\s+
            (?:[\w-]+\s+){{0,2}}?{PERSON}\b(?!\s+(?:plans?|protection|support|hub))"""
        ),
        "'{0}' says how few are left",
        "Leave it out, or say 'most' of a larger group.",
    ),
    TellingRule(
        "one case",
        pattern(
            rf"""\b[Tt]he\s+same\s+(?:[\w-]+\s+)?(?:{CHILD}|boy|girl|mother|father|family)\b(?!\s+(?:protection|in\s+need))
            [^.;,]{{0,20}}?\b(?!(?:was|were|had|is)\s+(?:\w+\s+)?counted){HAPPENED}\b
            |\b(?:[Tt]here\s+(?:was|is|has\s+been)|[Ww]e\s+(?:had|took|saw|received))\s+(?:an?
            |one)\s+(?:[\w-]+\s+){{0,3}}?
            (?:referral|contact|enquiry|allegation|complaint|case|plan|call|{EVENTS})\s+(?:about|on|for
            |concerning|from|by)\s+
            (?:an?|one|the)\s+(?:[\w-]+\s+){{0,2}}?{PERSON}\b"""
        ),
        "'{0}' tells of one",
        "Speak of children in general, or leave it out.",
    ),
    TellingRule(
        "family",
        pattern(
            rf"""\b(?:[Tt]win|[Tt]riplet|[Qq]uadruplet|[Qq]uintuplet)s\b{OF_RULE}
            |\b(?:[Aa]n?|[Oo]ne|[Tt]he)\s+(?:[\w-]+\s+)?{PEOPLES}\s+(?:[\w-]+\s+)?{PERSON}\b"""
        ),
        "'{0}' describes one family",
        "Speak of families in general.",
    ),
    TellingRule(
        "all alike",
        pattern(
            r""",\s+all\s+(?:of\s+(?:them|whom)\s+)?(?:(?:were|are)\s+)?
            (?:boys|girls|male|female|brothers|sisters|babies|teenagers|infants|toddlers|siblings
            |from\s+(?:the|one))\b"""
        ),
        "'{0}' says of everybody in a small group what is said of the group",
        "Leave it out.",
    ),
    TellingRule(
        "small count",
        pattern(r"""\b[Oo]ne\s+each\s+(?:in|at|to|from|with|for)\b|\b[Oo]ne\s+in\s+each\s+of\b"""),
        "'{0}' counts one",
        "Leave it out, or speak of a larger group.",
    ),
    TellingRule(
        "place",
        pattern(
            rf"""\b(?:from|in|at|of)\s+the\s+(?:one|only|unregistered|secure)\s+(?:[\w’'-]+\s+)?(?:home|unit|school|hostel|house
                |placement|flat)\b
            |\b(?:home|house|hostel|flat|unit|fire|incident|school)\s+(?:in|on|at)\s+(?:the\s+)?(?:{_ROAD}
            |{PLACE})
            |\bon\s+the\s+[A-Z][\w’'-]+\s+(?:site|estate|camp|Estate)\b"""
        ),
        "'{0}' names a place",
        "Leave the place out.",
    ),
)
"""Rules of one pattern, beside those of `telling_rules.py`."""

UNCOUNTED = pattern(
    rf"""\b(?:handfuls?|{_FEW}|few|all\s+but|none|nobody|no\s+one|no\s+(?:child(?:ren)?|young|famil\w+|plans?)
    |a\s+couple|the\s+odd|one\s+or\s+two|not\s+one)\b""",
    re.IGNORECASE,
)
"""Words for very few, or none, of what a sentence speaks of."""
