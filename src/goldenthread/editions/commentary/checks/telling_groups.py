"""Prose that says of everybody in a small group what is said of the group: 'all … are from one family'.

Of a large group 'all' tells nothing of anybody. What makes it small is where they are (in secure care, in one
home, of one month), and what tells is a trait: origin, sex, age, health, one family.
"""

from __future__ import annotations

from goldenthread.editions.commentary.checks.allowed import MONTHS
from goldenthread.editions.commentary.checks.numerals import PEOPLE
from goldenthread.editions.commentary.checks.telling_rules import TellingRule
from goldenthread.editions.commentary.checks.telling_words import (
    CHILD,
    NUMBER,
    PEOPLES,
    PERSON,
    SENSITIVE,
    SERVED,
    THINGS,
    pattern,
)

_OF_PEOPLE = (
    rf"""(?:of\s+)?(?:(?:the|our|these|those)\s+)?(?:(?!{THINGS}\b)[\w-]+\s+){{0,3}}?{PEOPLE}\b(?!['’])"""
)
_WHOLE = rf"""(?:(?:[Aa]ll|[Ee]ach|[Ee]very(?:\s+one)?|[Nn]o|[Nn]one|[Ww]ithout\s+exception,?)\s+{_OF_PEOPLE}
    |[Aa]ll\s+(?:of\s+)?those\b|[Ee]verybody|[Ee]veryone|[Nn]obody|[Nn]o\s+one|[Ww]hoever)"""
_SMALL_GROUP = rf"""(?:secure|custody|remand|residential|unregistered|adopted|adoption|special\s+guardian\w*
    |unaccompanied
    |asylum|hostel|hotel|refuge|missing|excluded|expelled|pregnant|left\s+care
    |came\s+into\s+(?:our\s+)?care|abroad
    |{SENSITIVE}|outside\s+the\s+(?:area|county|island|city|borough)|(?:this|last)\s+(?:week|month|quarter)
    |(?:in|during)\s+{MONTHS}|(?:in|from)\s+the\s+(?:north|south|east|west)|at\s+birth|at\s+university
    |(?:in|at|from|on)\s+(?:the\s+)?(?-i:[A-Z][a-z’'-]+)|(?:in|at)\s+the\s+(?:[\w-]+\s+)?(?:home|unit|house
    |flats?|school))"""
_KIND = rf"""(?:[Bb]oys|[Gg]irls|male|female|brothers|sisters|siblings|babies|infants|toddlers|teenagers
    |twins|cousins
    |young\s+(?:men|women)|{PEOPLES}|(?:Christian|Catholic|Polish|Romanian|Bulgarian|Chinese|Sudanese
    |Iranian|Iraqi
    |Black|Asian|White|black|white)|same-sex|single)"""
_ONE = r"(?:the\s+same|one|a\s+single)"
_UNDER = rf"(?:under|over|aged)\s+(?:the\s+age\s+of\s+)?{NUMBER}"
_BE = r"(?:is|are|was|were|(?:has|have|had)\s+been)"
_TRAIT = rf"""(?:{_BE}\s+(?:all\s+)?(?:an?\s+)?(?:{_KIND}|{_UNDER}|{SENSITIVE})\b
    |{_BE}\s+(?:(?:now|still)\s+)?(?:all\s+)?(?:related\s+to|of|from|in|by|with)\s+{_ONE}\s+(?:[\w-]+\s+)?
        (?:family|household|home|school|street|village|country|estate|mother|father|parents?|house|place)\b
    |(?:come|came|{_BE})\s+(?:all\s+)?(?:from\s+(?-i:[A-Z][a-z]+)|born\s+in)\b)"""
_HAPPENED = rf"""(?:{_BE}\s+(?:now\s+|all\s+|then\s+)?(?!{SERVED}\b)
        (?:placed|moved|sent|born|taken|removed|in|at|on|from|of|under|over|with|back|home|out|living
        |studying|waiting|{_KIND}|{SENSITIVE})\b
    |(?:has|have|had)\s+(?:all\s+)?(?:since\s+|now\s+)?(?!{SERVED}\b)(?:gone|left|come|moved|returned
    |attempted|run|died|lost|refused)\b
    |(?:go(?:es)?|live|see|share)\s+(?:(?:to|in|with)\s+)?{_ONE}\b
    |went|came|moved|left|returned|lived?|lives|attend(?:s|ed)?|ran|died|refused)"""

GROUPS = (
    TellingRule(
        "whole group",
        pattern(
            rf"""\b{_WHOLE}\b[^.;:]{{0,70}}?\b{_TRAIT}
            |\b(?:[Aa]ll|[Ee]very|[Nn]o|[Nn]one\s+of)\s+(?:(?:the|our)\s+)?(?:[\w-]+\s+)?(?:{SENSITIVE}
            |unaccompanied|adopted)\s+(?:[\w-]+\s+)?{PEOPLE}\b
                [^.;:]{{0,40}}?\b{_HAPPENED}\b
            |\b{_WHOLE}\b[^.;:]{{0,60}}?\b{_SMALL_GROUP}\b[^.;:]{{0,40}}?\b{_HAPPENED}\b
            |\b(?:[Nn]one|[Nn]obody|[Nn]o\s+one
            |[Nn]o)\b[^.;:]{{0,50}}?\b{_SMALL_GROUP}\b[^.;:]{{0,40}}?\b(?:has|have)\s+had\b
            |\b(?:[Nn]one|[Aa]ll|[Ee]ach|[Ee]very\s+one)\s+of\s+(?:the|our|these|those)\s+(?:[\w-]+\s+)?
                (?:boys|girls|teenagers|toddlers|youngsters|lads|babies|infants|young\s+(?:men|women))\s+
                (?:in|at|from|on)\s+(?:the\s+)?(?-i:[A-Z])[\w’'-]+(?:\s+\w+)?
            |\b(?:{PEOPLE}|[Tt]hose|[Tt]hey|who)\b[^.;:]{{0,50}}?\b(?:are|were)\s+both\s+(?:now\s+)?(?:from
            |in|at|on|aged|placed|{_KIND}|{SENSITIVE})\b
            |\b[Tt]he\s+(?:rest|others|remainder)\s+(?:are|were)\s+(?:all\s+)?{_KIND}\b
            |\b[Ww]hoever\s+(?:left|(?:was|were)\s+(?:placed|adopted|moved|excluded|remanded|sent)
            |came\s+into|moved|died)\b[^.;:]{{0,40}}?\b(?:care|{_SMALL_GROUP})\b"""
        ),
        "'{0}' says of everybody in a small group what is said of the group",
        "Leave it out, or say it of a larger group.",
        general=True,
    ),
    TellingRule(
        "whole group",
        pattern(
            rf"""\b(?:(?i:{PEOPLE})|[Tt]hose|[Tt]hey)\b[^.;:]{{0,50}}?\b(?:{_BE}\s+all\s+(?:of\s+)?(?:{_KIND}|{_UNDER}|{SENSITIVE}|from|born)\b
            |all\s+(?:come|came|went|live|lived|go|see|saw|stay|attend(?:ed)?)\s+(?:(?:from|to|in|at
            |with)\s+)?
                (?:{_ONE}\b|(?-i:[A-Z][a-z]+))
            |all\s+(?:have|had)\s+(?:(?:an?|the\s+same)\s+)?(?:[\w-]+\s+)?(?:{SENSITIVE}|syndrome|condition
            |illness)\b)"""
        ),
        "'{0}' says of everybody in a small group what is said of the group",
        "Leave it out, or say it of a larger group.",
        general=True,
    ),
    TellingRule(
        "whole group",
        pattern(
            rf"""\b[Oo]nly\s+(?:the\s+)?{_KIND}(?:\s+(?:children|young\s+people|families|pupils|adopters|carers))?\s+
            (?:have|has|are|is|were|was|live|lived|came|went|left)\b(?!\s+{SERVED})
            |\b{_KIND}\s+(?:(?:make|made)\s+up|accounts?\s+for|accounted\s+for|are|were)\s+(?:all
            |the\s+whole|everyone|every\s+one)\b
            |\b[Oo]nly\s+{_KIND}(?:\s+(?:children|young\s+people|families))?\s+(?:in|on|among|at|from)\b"""
        ),
        "'{0}' says of what kind all the others are not",
        "Leave it out.",
        general=True,
    ),
    TellingRule(
        "whole group",
        pattern(
            r"""\b(?:home|unit|hostel|house|refuge|hotel)\b[^.;:]{0,60}?\bits\s+(?:\w+\s+)?
            (?:residents|children|young\s+people|boys|girls|pupils)\s+(?:went|moved|were|are|have|left
            |came)\b"""
        ),
        "'{0}' says of everybody in a small group what is said of the group",
        "Leave it out.",
    ),
    TellingRule(
        "one case",
        pattern(
            rf"""\b(?:belongs?\s+to|belonged\s+to|concern(?:s|ed)|about|relate[sd]?\s+to|(?:down|due)\s+to|because\s+of|caused\s+by
            |accounted\s+for\s+by|is|are|were|was|of|by|from)\s+(?:the\s+same|just\s+one|only\s+one|one
            |a\s+single)\s+(?:[\w-]+\s+)?
            (?:{CHILD}|mother|father|family|sibling\s+group|household)\b(?!\s+(?:in|plan|protection
            |at\s+a))(?!['’]s\s+(?:view|voice|plan))
            |\bbecause\s+(?:one|a\s+single)\s+(?:[\w-]+\s+)?(?:{PERSON}|sibling\s+group|household)\b
            |\b(?:cost|costs|needs|behaviour|move|placement|case|story)\s+of\s+one\s+{PERSON}(?:['’]s)?\b"""
        ),
        "'{0}' tells of one",
        "Speak of a larger group, or leave it out.",
        general=True,
    ),
)
"""Rules of one pattern, beside those of `telling_rules.py`."""
