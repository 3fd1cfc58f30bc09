"""The words of prose that may tell who somebody is: whom, what happened, where and when.

Patterns are written with free spacing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from goldenthread.editions.commentary.checks.allowed import MONTHS
from goldenthread.editions.commentary.checks.numerals import PEOPLE, WORDS

NUMBER = rf"(?:\d+|{'|'.join(WORDS)})"

CHILD = r"""(?:child|bab(?:y|ies)|boy|girl|teenager|toddler|infant|pupil|young\s+(?:person|man|woman)
    |care\s+leaver)"""

PERSON = r"""(?:child|baby|infant|toddler|new-?born|boy|girl|teenager|adolescent|pupil|student|sibling|brother
    |sister|mother|father|parent|grandmother|grandfather|carer|mum|dad|son|daughter|grandson|granddaughter
    |lad|adopter|youth(?!\s+(?:clubs?|work|workers?|teams?|justice|services?|centres?|courts?|groups?
        |council|forum))
    |young\s+(?:person|man|woman|mother|father
    |adult)
    |care\s+leaver|family(?!\s+(?:members?|hubs?|support|safeguarding|time|group|court|help|life|home))|minor
    |youngster|schoolboy|schoolgirl|refugee|asylum\s+seeker)"""

SENSITIVE = r"""(?:pregnan\w+|disab\w+|autis\w+|diabet\w+|epilep\w+|cancer|leukaemia|anorexi\w+
    |eating\s+disorder|syndrome|murder\w*|arson|charged\s+with|manslaughter|on\s+bail|self[- ]harm\w*
    |suicid\w*|overdos\w*|psychiatric|sectioned|hospital\w*|wheelchair
    |deaf|blind|exploit\w+
    |traffick\w+|gangs?|arrest\w*|custody|remand\w*|secure|died|death|killed|missing|rap(?:e|ed)|assault\w*
    |prison|jail\w*|imprison\w*
    |stabb\w+|shot|abus\w+|transgender|cystic|cerebral|tube[- ]fed|hiv|fgm|genital|forced\s+marriage
    |radicalis\w+|homeless|adopted|excluded|expelled|overdose|addict\w*|convict\w+|offen[cd]\w+|sexual\w*)"""
"""Health, harm and crime: beside an age they tell who somebody is."""

HAPPENED = r"""(?:drowned|collapsed|crashed|vanished|choked|confided|relapsed|miscarried
    |graduated|withdrew|joined|asked|called|started|stopped|attacked|threatened|reported|fled|escaped|hit
    |injured
    |broke|jumped|fell|took|won|wrote|spoke|contacted|married|travelled|crossed|spent|declined|harmed|received
    |settled|transferred|changed|appeared|gave\s+birth|began|ended|made|got|harmed|overdosed|attempted|claimed
    |fought
    |was|were|had|died|went|moved|returned|came|left|ran|attended|gave|remains?|lives?|suffer(?:s|ed)
    |disclosed|arrived|turned|absconded|stayed|lost|became|tried|told|refused|entered|waited
    |(?:has|have)\s+(?:been|had|a|an|no|moved|gone|returned|left|come|made|lost|just|now|recently|\w+ed)
    |is\s+(?:\w+ing|placed|currently|pregnant|in\s+(?:custody|secure|hospital|residential)
        |now|still|being|due|on\s+remand|on\s+bail|at)
    |who\s+(?:was|were|is\s+(?:waiting|awaiting|applying|currently|placed|pregnant|missing|now|on|in)
        |had|has|came|went|moved|left))"""
"""What is said of one whom it happened to, not of children in general."""

SERVED = r"""(?:visited|seen|offered|asked|given|told|helped|reviewed|checked|supported|invited|heard|met
    |assessed
    |on\s+(?:track|time|target)|in\s+(?:line|time|touch|contact)|up\s+to\s+date|at\s+(?:least
    |the\s+(?:centre|heart))
    |under\s+review|with\s+us)"""
"""What a service does for any: nothing that happened to one."""

RELATIVE = r"""(?:(?:step|grand|half-?|foster\s+|birth\s+)?(?:mothers?|fathers?|parents?|brothers?|sisters?
    |sons?|daughters?)|mum|dad|nan|nana|gran|granny|grandad|aunt(?:ie)?s?|uncles?|cousins?|nephews?|nieces?
    |siblings?|kin|relatives?)"""
"""Those who belong to a child."""

FACT = rf"""(?:(?:(?:was|were|(?:has|have|had)\s+(?:(?:now|all|both|since|just|again)\s+)?been)\s+
        (?!(?:\w+\s+)?{SERVED}\b)\w+
    |(?:has|have|had)\s+(?:now\s+|all\s+|both\s+|since\s+|just\s+)?(?:left|moved|gone|returned|come|died|run
        |disappeared|settled|started|lost|separated|grown)
    |went|came|moved|left|returned|ran|lived?|lives|stay(?:s|ed)?|remain(?:s|ed)?|died|fled|vanished
        |disappeared
    |arrived|settled|absconded)\b)"""
"""What happened to certain ones."""

PLACE = r"""(?:(?:[A-Z][\w’'-]+\s+){1,3}(?:Hub|Centre|School|Academy|Hospital|House|Road|Street|Lane|Avenue
    |Home
    |Unit|Club|Church|College|Nursery|Hostel|Hotel|Estate|Park|Station|Refuge|Farm|Close|Infirmary|Primary
    |Pier
    |Mosque|Library)\b)"""

PEOPLES = r"""(?:Traveller|Gypsy|Roma|Romany|Jewish|Muslim|Sikh|Hindu|Somali|Afghan|Eritrean|Syrian|Albanian
    |Ukrainian|Kurdish|Vietnamese)"""
"""Peoples and faiths of which a place may have one family."""

DWELLING = r"""(?:caravans?|hotel|hostel|farm(?:house)?|refuge|bungalow|bedsit|flats?|tent|boat|barge
    |vicarage|rectory|barracks|manor
    |cells?|ward|sheds?|garage|guest\s+house|pub|castle|lighthouse|field|campsite|camp|site|cottage
    |tower\s+block|cul-de-sac|lodge)"""
"""Where somebody lives of whom a neighbour knows."""

DAY = rf"""(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTHS}\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b
    |\b(?:Christmas|Boxing)\s+(?:Day|Eve)\b|\bEaster\s+(?:Sunday|Monday)\b
    |\bNew\s+Year[’']?s\s+(?:Day|Eve)\b)"""

EVENTS = r"""(?:adoptions?|placements?|moves?|orders?|applications?|enquir(?:y|ies)|conferences?|deaths?
    |suicides?
    |pregnanc(?:y|ies)|births?|arrests?|plans?|(?:re-?)?referrals?|step-downs?|removals?|overdoses|incidents?
    |breakdowns?
    |disruptions?|exclusions?|admissions?|convictions?|disclosures?|allegations?|returns\s+home
    |cases?(?!\s+(?:each|per|for\s+each))|(?:I|R)CPCs?|S\.?47s?)"""
"""What happens to a child: a small count of it is a small count of children."""

THINGS = r"""(?:audits?|workers?|teams?|hubs?|posts?|months?|weeks?|days?|hours?|years?|meetings?|themes?
    |areas?
    |services?|councils?|authorities|priorit(?:y|ies)|steps?|sessions?|courses?|locali\w+|managers?|points?
    |stages?|times|ways|things|quarters?|visits?|screenings?|schools?|standards?|measures?|partners?
    |agencies|reasons?|targets?|goals?|aims?|indicators?|recommendations?|questions|pages|minutes|languages
    |programmes?|outcomes?|concerns?|events?|buildings?
    |staff|nurses?|officers?|per\s?cent|carers?|questions?|actions?|changes|groups\s+of\s+staff|rooms?
    |sites?
    |(?<!went\s)(?<!gone\s)(?<!came\s)(?<!back\s)(?<!sent\s)(?<!now\s)(?<!moved\s)(?<!returned\s)homes?)"""
"""What is no child. 'Three homes' are things, of '3 of 40 went home' it is children."""

AFTER = r"""(?:of\s+(?:these|those|them|whom)\b|more\b|others?\b|(?:has|have|had|is|are|was|were|remain\w*
    |went|did
    |liv\w+|came|mov\w+|attend\w*|return\w*|left|chang\w+|need\w*|wait\w*|start\w*|arriv\w+|receiv\w+|ran|died
    |stay\w*|in|with|under|from|at|on|to|still|aged|who|could|also|lost|became|turned|refused|joined|placed
    |await\w*
    |speak|\w+ed)\b)"""
"""What follows a number of those spoken of before: '2 have tuition'."""


OF_RULE = r"""(?!\s+(?:(?:and|or)\s+(?:other|any|larger|all)\b|can|should|must|may|count\b|need\b)
    |[^.;]*\b(?:whenever|wherever|where\s+(?:we|it|they|this|possible)))"""
"""What does not follow where somebody is meant: 'twins are kept together wherever we can'."""

TIME = r"(?:hours?|(?:working\s+)?days?|weeks?|months?|quarters?|years?|terms?)"

ALONE_OF_PEOPLE = re.compile(
    r"\bof\s+(?:those|them)\s+(?:on|in|with|who|leaving|waiting|aged|under|placed)\b"
    r"|\bout\s+of\s+(?:school|education|area)\b|\bin\s+(?:our\s+)?care\b|\b(?:adopted|excluded|expelled|remanded)\b",
    re.IGNORECASE,
)
"""What is said of people and of nothing else, though no word names them."""


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern with free spacing."""
    return re.compile(text, re.VERBOSE | flags)


IS_SENSITIVE = pattern(rf"\b{SENSITIVE}\b", re.IGNORECASE)

ANYBODY = re.compile(rf"\b{PEOPLE}\b|\bwho(?:m|se)?\b", re.IGNORECASE)
"""Whether a text speaks of people at all."""


@dataclass(frozen=True)
class Telling:
    """What may tell who somebody is: where, by which rule, why, and safer words."""

    start: int
    end: int
    rule: str
    message: str
    mend: str
