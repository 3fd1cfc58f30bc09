"""What in prose may tell who somebody is, as data: words, and the rules that are one pattern each.

Patterns are written with free spacing. A rule says why, and offers safer words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from goldenthread.editions.commentary.checks.allowed import MONTHS
from goldenthread.editions.commentary.checks.numerals import PEOPLE, WORDS

NUMBER = rf"(?:\d+|{'|'.join(WORDS)})"

CHILD = r"""(?:child|bab(?:y|ies)|boy|girl|teenager|toddler|infant|pupil|young\s+(?:person|man|woman)
    |care\s+leaver)"""

PERSON = r"""(?:child|baby|infant|toddler|newborn|boy|girl|teenager|adolescent|pupil|student|sibling|brother
    |sister|mother|father|parent|grandmother|grandfather|carer|young\s+(?:person|man|woman|mother|father
    |adult)
    |care\s+leaver|family(?!\s+(?:members?|hubs?|support|safeguarding|time|group|court|help|life|home))|minor
    |youngster|schoolboy|schoolgirl|refugee|asylum\s+seeker)"""

SENSITIVE = r"""(?:pregnan\w+|disab\w+|autis\w+|diabet\w+|epilep\w+|cancer|leukaemia|anorexi\w+
    |eating\s+disorder|self[- ]harm\w*|suicid\w*|overdos\w*|psychiatric|sectioned|hospital\w*|wheelchair
    |deaf|blind|exploit\w+
    |traffick\w+|gangs?|arrest\w*|custody|remand\w*|secure|died|death|killed|missing|rap(?:e|ed)|assault\w*
    |stabb\w+|shot|abus\w+|transgender|cystic|cerebral|tube[- ]fed|hiv|fgm|genital|forced\s+marriage
    |radicalis\w+|homeless|adopted|excluded|expelled|overdose|addict\w*|convict\w+|offen[cd]\w+|sexual\w*)"""
"""Health, harm and crime: beside an age they tell who somebody is."""

HAPPENED = r"""(?:joined|asked|called|started|stopped|attacked|threatened|reported|fled|escaped|hit|injured
    |broke|jumped|fell|took|won|wrote|spoke|contacted|married|travelled|crossed|spent|declined|harmed|received
    |settled|transferred|changed|appeared|gave\s+birth|began|ended|made|got|harmed|overdosed|attempted|claimed
    |fought
    |was|were|had|died|went|moved|returned|came|left|ran|attended|gave|remains?|lives?|suffer(?:s|ed)
    |disclosed|arrived|turned|absconded|stayed|lost|became|tried|told|refused|entered|waited
    |(?:has|have)\s+(?:been|had|a|an|no|moved|gone|returned|left|come|made|lost|just|now|recently|\w+ed)
    |is\s+(?:\w+ing|placed|currently|pregnant|in\s+(?:custody|secure|hospital|residential)
        |now|still|being|due|on\s+remand|at)
    |who\s+(?:was|were|is\s+(?:waiting|awaiting|applying|currently|placed|pregnant|missing|now|on|in)
        |had|has|came|went|moved|left))"""
"""What is said of one whom it happened to, not of children in general."""

PLACE = r"""(?:(?:[A-Z][\w’'-]+\s+){1,3}(?:Hub|Centre|School|Academy|Hospital|House|Road|Street|Lane|Avenue
    |Home
    |Unit|Club|Church|College|Nursery|Hostel|Hotel|Estate|Park|Station|Refuge|Farm|Close|Infirmary|Primary
    |Pier
    |Mosque|Library)\b)"""

DAY = rf"""(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTHS}\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b
    |\b(?:Christmas|Boxing)\s+(?:Day|Eve)\b|\bEaster\s+(?:Sunday|Monday)\b
    |\bNew\s+Year[’']?s\s+(?:Day|Eve)\b)"""

EVENTS = r"""(?:adoptions?|placements?|moves?|orders?|applications?|enquir(?:y|ies)|conferences?|deaths?
    |suicides?
    |pregnanc(?:y|ies)|births?|arrests?|plans?|referrals?|step-downs?|removals?|overdoses|incidents?
    |breakdowns?
    |disruptions?|exclusions?|admissions?|convictions?|disclosures?|allegations?|returns\s+home)"""
"""What happens to a child: a small count of it is a small count of children."""

THINGS = r"""(?:audits?|workers?|teams?|hubs?|posts?|months?|weeks?|days?|hours?|years?|meetings?|themes?
    |areas?
    |services?|councils?|authorities|priorit(?:y|ies)|steps?|sessions?|courses?|locali\w+|managers?|points?
    |stages?|times|ways|things|quarters?|visits?|screenings?|homes?|schools?|standards?|measures?|partners?
    |agencies|reasons?|questions|pages|minutes|languages|programmes?|outcomes?|concerns?|events?|buildings?
    |staff|nurses?|officers?|per\s?cent|carers?|questions?|actions?|changes|groups\s+of\s+staff|rooms?
    |sites?)"""
"""What is no child."""

AFTER = r"""(?:of\s+(?:these|those|them|whom)\b|more\b|others?\b|(?:has|have|had|is|are|was|were|remain\w*
    |went|did
    |liv\w+|came|mov\w+|attend\w*|return\w*|left|chang\w+|need\w*|wait\w*|start\w*|arriv\w+|receiv\w+|ran|died
    |stay\w*|in|with|under|from|at|on|to|still|aged|who|could|also|lost|became|turned|refused|joined|placed
    |await\w*
    |speak|\w+ed)\b)"""
"""What follows a number of those spoken of before: '2 have tuition'."""


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern with free spacing."""
    return re.compile(text, re.VERBOSE | flags)


@dataclass(frozen=True)
class TellingRule:
    """A rule of one pattern. In the message '{0}' is what was found."""

    name: str
    pattern: re.Pattern[str]
    message: str
    mend: str


RULES = (
    TellingRule(
        "only",
        pattern(
            rf"""\b(?:[Tt]he|[Oo]ur|[Aa]n?|[Hh]er|[Hh]is)\s+
            (?:only|sole|youngest|oldest|eldest|lone|single
    |first\s+ever)\s+(?:[\w-]+\s+){{0,3}}?(?:{PERSON}|one)\b
            (?!\s+(?:assessment|plan|point|front))|\b[Oo]nly\s+(?:child|sibling|girl|boy|one\s+who)\b
            |\b(?:[Tt]he|[Oo]ur)\s+(?:first|last)\s+(?:\w+\s+)?{PERSON}\s+to\b"""
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
        "Say 'most', or leave the group out.",
    ),
    TellingRule(
        "both",
        pattern(
            r"""\b[Nn]either\s+(?:child|sibling|brother|sister|boy|girl|young\s+person|twin|baby
    |of\s+the\s+(?:two|children))\b
            |\b(?:[Aa]|[Tt]he|[Oo]ur)\s+(?:couple|pair)\s+of\s+(?:\w+\s+)?(?:children|siblings|brothers
    |sisters|boys|girls
                |babies|teenagers|pupils|families|care\s+leavers|young\s+(?:people|men|women))\b
            |\b[Bb]oth\s+(?:of\s+(?:them|whom|these|those|the)\b
            |(?:the\s+|our\s+|these\s+|of\s+the\s+)?(?:\w+\s+)?
                (?:children|siblings|brothers|sisters|boys|girls|young\s+(?:people|men|women)|bab(?:y|ies)
    |twins
                |teenagers|infants|pupils|care\s+leavers|families|toddlers)\b(?!\s*(?:\w+\s+){0,4}and\b)
            |(?:are|were|have|had|has|went|live|remain|returned|moved)\b
                (?!\s+(?:important|met|improved|higher|lower|needed|up|down|fallen|risen|increased|better
    |good|open)))"""
        ),
        "'{0}' counts two",
        "Say 'some children', or leave it out.",
    ),
    TellingRule(
        "age",
        pattern(rf"\b(?:\d{{1,2}}|{'|'.join(WORDS)})[- ](?:years?|months?|weeks?|days?)[- ]old\b(?!s)"),
        "'{0}' gives the age of one",
        "Give a band of ages, such as 'aged 10 to 17', of a group of {threshold} or more.",
    ),
    TellingRule(
        "letter",
        pattern(
            r"""\b(?:Child|Baby|Young\s+Person|Boy|Girl|Mother|Father|YP|Sibling|Family
    |Person)\s+(?:[A-Z]\d?|\d)\b(?![a-z’'])
            |\b(?:called|named)\s+[A-Z][a-z]+\b|\bborn\s+on\s+\d|\bDOB\b"""
        ),
        "'{0}' stands for one",
        "Leave single cases out of a public edition.",
    ),
    TellingRule(
        "family",
        pattern(
            rf"""\b(?:sibling|family)\s+(?:groups?|set)\s+of\s+{NUMBER}\b
            |\b(?:mother|father|parents?|family)\s+(?:of|with)\s+{NUMBER}\b|\b(?:twins|triplets|quadruplets)\b
            |\b(?:her|his)\s+(?:\w+\s+)?(?:siblings?|brothers?|sisters?)\b|\b{NUMBER}\s+siblings\b"""
        ),
        "'{0}' describes one family",
        "Speak of families with children together, without their number.",
    ),
    TellingRule(
        "rare",
        pattern(
            r"""\b(?:died|was\s+killed|were\s+killed|took\s+(?:his|her|their)\s+own\s+life
            |death\s+of\s+(?:a|an|one|the)\s+\w+)\b
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
"""Rules of one pattern; the others are functions in `telling.py`."""

ANYBODY = re.compile(rf"\b{PEOPLE}\b|\bwho(?:m|se)?\b", re.IGNORECASE)
"""Whether a text speaks of people at all."""
