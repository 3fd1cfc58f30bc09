"""Prose that tells of one family by 'the', or as a large one: 'the brothers placed in …', 'the eldest', 'the
parents are Polish', 'a big family from …'.

'Brothers and sisters are placed together' is said of all. 'The brothers came home' is said of those that a
reader may know.
"""

from __future__ import annotations

from goldenthread.editions.commentary.checks.allowed import MONTHS
from goldenthread.editions.commentary.checks.numerals import PEOPLE
from goldenthread.editions.commentary.checks.telling_rules import TellingRule
from goldenthread.editions.commentary.checks.telling_words import (
    DWELLING,
    FACT,
    PEOPLES,
    RELATIVE,
    SENSITIVE,
    SERVED,
    pattern,
)

_YOUNG = r"""(?:(?:half|step|foster|twin|baby|little)[- ]?)?(?:brothers?|sisters?|siblings|cousins?|nephews?
    |nieces?|twins|triplets|quad(?:ruplet)?s|sons?|daughters?|orphans?)"""
_GROWN = r"""(?:(?:birth\s+|foster\s+|step|grand)?(?:mother|father|mum|mam|dad|parents|guardians?)|nan|nana
    |gran|granny|grandad|grandpa|aunt(?:ie)?s?|uncles?|couple)"""
_THAT_GROWN = rf"\b[Tt]he\s+(?:[\w-]+\s+)?{_GROWN}"
_NATION = rf"(?:{PEOPLES}|Dutch|Czech|Welsh|French|Greek|[A-Z][a-z]+(?:ish|ese|i|[aceghimor]an))"
_WHERE = r"(?:in|at|from|to|near|above|over|behind|opposite|next\s+to)"
_A_NAME = rf"(?!{MONTHS}\b)[A-Z][\w’'-]+"
_WORK = r"""(?:(?!(?:member|partner|carer|adopter|helper|signer|user|number|matter)\b)\w+(?:er|ist|ian|man
    |woman)|nurse|\w*\s?assistant|clerk|cook|chef|guard|GP|doctor|solicitor|mechanic|soldier)"""
_ILL = rf"(?:{SENSITIVE}|dementia|tumour|a\s+stroke|MS|schizophrenia|bipolar)"
_VESSEL = r"(?:lorry|boat|dinghy|truck|container|trailer)"
_LEFT = r"""(?:left|taken\s+in|moved|gone|died|returned|come|applied|separated|split|divorced|(?:re)?married
    |lost|fled|disappeared|relapsed|been\s+(?:arrested|charged|jailed|evicted|deported|approved|murdered|killed
    |\w*housed|sent|sectioned|convicted))"""
_THOSE = (
    rf"(?:(?:[Tt]he|[Oo]ur|[Tt]hese|[Tt]hose)\s+(?:[\w-]+\s+){{0,2}}?(?:{PEOPLE}|cousins|orphans)|[Tt]hose)"
)
_FETCHED = r"""(?:trafficked|smuggled|adopted|rescued|evacuated|brought|flown|fled|came|arrived|escaped
    |travelled|deported|taken)"""
_HARMED = r"""(?:trafficked|exploited|groomed|abused|assaulted|attacked|stabbed|shot|kidnapped|abandoned
    |orphaned|hurt|injured|killed|radicalised|raped)"""
_IN_GENERAL = "Speak of brothers and sisters in general, or leave it out."

FAMILIES = (
    TellingRule(
        "family",
        pattern(
            rf"""\b[Tt]he\s+(?:[\w-]+\s+)?{_YOUNG}\s+(?:who\b|whose\b|(?:placed|living|staying|taken|adopted
                |separated|born|housed)\b|{_WHERE}\s+{_A_NAME}|are\s+
                (?!{SERVED})|see\b|share\b|(?:now|still|both)\s+(?!(?:are|is)?\s*{SERVED})\w+|{FACT}|and\s+
                (?:his|her|their)\b)
            |\b[Tt]he\s+(?:two\s+)?(?:eldest|youngest|oldest|middle\s+one)\s+(?:(?:has|is|was|have)\s+
                (?!from\b|of\b|dated\b)|lives|went|goes|stays|started|came|left|moved|remains|turned
                |attends)\b
            |\b[Tt]he\s+(?:younger|older|elder|little|big)\s+(?:ones?|two|three|four)\s+
                (?!(?:of|should|can)\b)\w+
            |\b[Tt]he\s+(?:pair|trio|two)\s+(?:of\s+them\s+)?(?:are|live|stay
                |{FACT})[^.;]{{0,50}}?\b(?:{RELATIVE}|carers?|adopt\w+|placed)\b"""
        ),
        "'{0}' speaks of one family",
        _IN_GENERAL,
        general=True,
    ),
    TellingRule(
        "family",
        pattern(
            rf"""{_THAT_GROWN}(?:\s+\w+)?\s+(?:is|are|was|were)\s+(?:both\s+|now\s+|still\s+|not\s+
                |an?\s+)?(?:{_NATION}|(?:in\s+(?:{_A_NAME}\s+)?)?{SENSITIVE}|deported|abroad|evicted|bereaved|unwell)\b
            |{_THAT_GROWN}\b[^.;]{{0,40}}?\b(?:speaks?|ha(?:s|ve)|knows?)\s+(?:no|little|only|hardly\s+
                any)\s+{_A_NAME}
            |{_THAT_GROWN}\s+(?:(?:is|was)\s+an?|(?:are|were)\s+both)\s+(?:[\w-]+\s+){{0,2}}?{_WORK}s?\b
            |{_THAT_GROWN}\s+(?:ha[sd]|have)\s+(?:an?\s+)?{_ILL}\b
            |\b(?:[Tt]he|[Aa]n?|[Oo]ne)\s+(?:[\w-]+\s+)?(?:child|children|boy|girl|baby|twin|brother|sister
                |teenager|pupil)s?['’]s?\s+(?:{RELATIVE}|baby)\s+(?:{FACT}|(?:is|are)\s+
                (?:now\s+)?{SENSITIVE})
            |{_THAT_GROWN},\s+(?:an?|one|both)\s+[^,;.]{{2,50}},\s+(?:is|are|cares?|lives?|{FACT})
            |{_THAT_GROWN},\s+who(?:se)?\s+(?!(?:can|should|must|may|will|(?:is|are)\s+
                (?:\w+\s+)?{SERVED})\b)
            |{_THAT_GROWN}\s+(?:(?:ha(?:s|ve)|had)\s+(?:now\s+|both\s+|since\s+|just\s+
                |all\s+)?{_LEFT}|left\b|died\b|fled\b|separated\b|divorced\b|split\s+up\b|moved\s+
                (?:in|out|to|away)\b)
            |\b[Tt]he\s+(?:nan|gran|aunt(?:ie)?|uncle|stepfather|stepmother|grandad)\s+who\b"""
        ),
        "'{0}' speaks of the parents or kin of one",
        "Speak of parents and families in general, or leave it out.",
        general=True,
    ),
    TellingRule(
        "family",
        pattern(
            rf"""\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]he|[Aa]\s+single)\s+(?:\w+ly\s+
                |very\s+)?(?:large|big|huge|sizeable|extended|enormous)\s+
                (?:[\w-]+\s+)?(?:famil(?:y|ies)|household|(?:sibling|family)\s+group|(?:group|set)\s+of\s+
                (?:siblings|brothers|sisters|cousins))\s+(?:moving|arriving|coming|leaving|returning
                |account(?:s|ed|ing)?\s+for|explain\w*|push\w*|rais\w*|add(?:s|ed|ing)|made?\s+up|makes\s+
                up|from|who|of\s+{_A_NAME}|in\s+{_A_NAME}|{FACT})
            |\b(?:(?:down|due|owing)\s+to|because\s+of|explained\s+by|caused\s+by)\s+(?:an?|one|the)\s+
                (?:\w+ly\s+|very\s+)?(?:large|big|huge|sizeable|extended)\s+
                (?:[\w-]+\s+)?(?:family|household|(?:sibling|family)\s+group)\b(?!\s+
                (?:homes?|cars?|rooms?|houses?))
            |\b(?:[Aa]n?|[Oo]ne|[Tt]he)\s+(?:[\w-]+\s+)?(?:family|household)\s+(?:of|with)\s+
                (?:so\s+)?(?:many|lots\s+of|several)\s+(?:children|cousins|siblings|brothers|sisters|boys
                |girls)\b"""
        ),
        "'{0}' tells of one large family",
        "Leave it out: a large family is known where it lives.",
        general=True,
    ),
    TellingRule(
        "one case",
        pattern(
            rf"""\b{_THOSE}\s+(?:who\s+)?(?:(?:were|was|had|have|has)\s+(?:been\s+)?)?(?:{_FETCHED}\s+
                (?:here\s+|over\s+)?from|{_HARMED}\s+(?:by|in|at|near|on|from))\s+
                (?:(?:an?|the|one)\s+)?{_A_NAME}
            |\b{_THOSE}\s+whose\s+(?:\w+\s+){{0,2}}?(?:{RELATIVE}|home|house|flat|partner)\s+
                [^.;]{{0,30}}?\b(?:{SENSITIVE}|deport\w+|burn\w+|drown\w+|flooded|evicted)\b
            |\b{_THOSE}\s+who\s+[^.;]{{3,50}}?\b(?:are|live|were|have\s+been)\s+(?:now\s+|placed\s+|moved\s+
                |housed\s+)?(?:in|at|with)\s+(?:an?|the|their)\s+
                (?:[\w-]+\s+)?(?:{DWELLING}|aunt|uncle|nan|gran|grand\w+)\b
            |\b(?i:{PEOPLE})\b[^.;]{{0,40}}?\b(?:in|on|under|by|from)\s+(?:the\s+back\s+of\s+)?an?\s+
                {_VESSEL}\b
            |\b[Tt]he\s+(?:lads|boys|girls|teenagers|youngsters|children|young\s+(?:people|men|women))\s+
                (?:living|placed|staying|housed|sleeping)\s+(?:{_WHERE}\s+{_A_NAME}[^.;]{{0,20}}?\s+
                {FACT}|{_WHERE}\s+(?:the|an?)\s+(?:[\w-]+\s+){{0,2}}?(?:{DWELLING}|shop|takeaway|surgery)\b)"""
        ),
        "'{0}' tells of certain ones",
        "Speak of children in general, or leave it out.",
        general=True,
    ),
)
"""Rules of one pattern, beside those of `telling_rules.py`."""
