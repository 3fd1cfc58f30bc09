"""Prose that tells of one in the present, as the only one, or by a day: 'a child with … needs round-the-clock
nursing', 'our only adoption', 'the person who turned 18 on Christmas Day'.

What any child has or needs ('a child needs a plan') is a rule of work. What few need is told of one.
"""

from __future__ import annotations

from goldenthread.editions.commentary.checks.numerals import PEOPLE
from goldenthread.editions.commentary.checks.telling_rules import TellingRule
from goldenthread.editions.commentary.checks.telling_words import CHILD, DAY, PERSON, SERVED, pattern

_A_CHILD = rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Oo]ur)\s+(?:[\w-]+\s+){{0,2}}?{PERSON}"
_NOW = rf"""(?:needs?|requires?|waits?|awaits?|lives?|sleeps|receives|gets|depends|relies|refuses|wants
    |hopes|attends|faces|cannot|(?:is|has)(?!\s+{SERVED}))"""
_ILLNESS = r"""(?:(?:rare|genetic|terminal|heart|lung|kidney|liver|brain|blood|spinal|degenerative|life-\w+
    |inherited|incurable)\s+(?:[\w-]+\s+)?(?:condition|disease|defect|disorder|illness|injur(?:y|ies)
    |cancer)|syndrome|tumour|leukaemia|cancer|tracheostomy|ventilator|colostomy|catheter|feeding\s+tube
    |dystrophy|cystic\s+fibrosis|spina\s+bifida|brittle\s+bones)"""
_CARE = r"""(?:round[- ]the[- ]clock|constant\s+(?:supervision|care|watching)|(?:two|three)[- ]to[- ]one
    |[23]:1|24[- ]hour\s+(?:nursing|care|supervision)|(?:palliative|intensive
    |end[- ]of[- ]life)\s+(?:nursing|care)|surgery|transplant|dialysis|chemotherapy|oxygen|waking\s+nights?
    |specialist\s+(?:unit|bed|hospital)|secure\s+(?:bed|unit|home)|psychiatric\s+(?:bed|unit|ward)
    |hospital\s+bed)"""
_AFTER_HARM = r"""after\s+(?:setting|starting\s+(?:\w+\s+)?fires?|attack\w+|stabb\w+|assault\w+|hurting
    |harming|taking\s+an?\s+overdose|jumping|threatening|killing|swallowing|injuring|biting|burning
    |absconding|being\s+(?:abandoned|attacked|stabbed|assaulted|raped|shot|groomed|trafficked|exploited
    |burnt?))"""
_CLAIM = r"""(?:(?:court|legal|compensation|asylum|human\s+rights|criminal)\s+(?:case|claim|action|appeal
    |challenge|bid)|claim|lawsuit|appeal|trial|pregnancy|overdose|arrest|death|injur(?:y|ies)|funeral|murder
    |suicide|birth|disappearance|deportation|remand|conviction|sentence)"""
_RARE = r"""(?:adoption|exclusion|remand|admission|removal|conviction|arrest|overdose|pregnancy|birth|death
    |disruption|placement|referral|special\s+guardianship|(?:secure|care
    |deprivation\s+of\s+liberty)\s+(?:order|application))"""

ONES = (
    TellingRule(
        "one case",
        pattern(
            rf"""{_A_CHILD}\s+(?:with|on)\s+
                (?:an?\s+)?(?:[\w-]+\s+){{0,2}}?{_ILLNESS}\b[^.;]{{0,30}}?\b{_NOW}\b
            |{_A_CHILD}\b(?!['’])[^.;]{{0,50}}?\b{_NOW}\b[^.;]{{0,40}}?\b(?:{_CARE}|{_AFTER_HARM})\b
            |{_A_CHILD}['’]s\s+(?:[\w-]+\s+)?{_CLAIM}\b[^.;]{{0,40}}?\b(?:was|were|has(?!\s+
                to\b)|had|led|ended|cost|came|went|beg(?:an|ins)|is\s+(?:being|now|due|listed|set))\b
            |\b(?:includ(?:e[sd]?|ing)|among\s+(?:them|whom)\s+(?:is|was))\s+(?:an?|one)\s+
                (?:[\w-]+\s+){{0,2}}?{CHILD}(?=\s*[.,;)]|\s+(?:who|whose|with|from|in|at|of)\b|$)"""
        ),
        "'{0}' tells of one",
        "Speak of children in general, or leave it out.",
    ),
    TellingRule(
        "only",
        pattern(
            rf"""\b(?:[Oo]ur|[Tt]he|[Tt]heir|[Ii]ts)\s+(?:only|sole|one|single|lone)\s+
                (?:[\w-]+\s+){{0,2}}?{_RARE}\s+(?:this|last|in|so\s+
                far|was|is|has|had|since|came|ended|broke|failed|to\s+date|went|that)\b
            |\b[Aa]\s+(?:sole|single|lone)\s+(?:[\w-]+\s+){{0,2}}?{_RARE}(?=\s*[,.;]|\s+(?:this|last|so\s+
                far|to\s+date)\b)
            |\b[Tt]he\s+(?:adult|man|woman|person|individual|one|resident|tenant|care\s+leaver|{PERSON})\s+
                (?:who\s+)?(?:turned|(?:was\s+)?born|became|set|had)\b[^.;]{{0,25}}?(?:{DAY}|\bfire\b
                |\b1[68]\b|\b2[15]\b)"""
        ),
        "'{0}' says that there is one",
        "Leave it out, or speak of a larger group.",
    ),
    TellingRule(
        "both",
        pattern(
            rf"""\b[Nn]either\s+(?:of\s+(?:the|our|these|those)\s+
                (?:[\w-]+\s+){{0,2}}?{PEOPLE}|{PERSON})\b(?!['’]|\s+
                (?:hubs?|homes?|plans?|centres?|groups?|forums?|services?|support|policy))"""
        ),
        "'{0}' counts two",
        "Say 'some children', or leave it out.",
    ),
)
"""Rules of one pattern, beside those of `telling_rules.py`."""
