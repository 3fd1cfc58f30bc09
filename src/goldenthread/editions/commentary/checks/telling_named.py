"""Prose that names a school, home, hospital or street beside what happened to those there, and prose of one
carer or worker who left for a reason.

That a hub opened at Station Road tells of nobody. That pupils of a named school made allegations does.
"""

from __future__ import annotations

from goldenthread.editions.commentary.checks.numerals import PEOPLE
from goldenthread.editions.commentary.checks.telling_rules import TellingRule
from goldenthread.editions.commentary.checks.telling_words import FACT, PEOPLES, pattern

_HOMES = r"""(?:Cottage|Lodge|House|Home|Hostel|Hotel|Refuge|Farm|Manor|Grange|Villas?|Unit|Barn|Priory|Camp
    |Barracks)"""
_SCHOOLS = r"""(?:School|Academy|College|Nursery|Primary|Infants|Juniors|Hospital|Infirmary|Hospice|Church
    |Mosque|Club)"""
_STREETS = r"""(?:Road|Street|Lane|Avenue|Close|Drive|Crescent|Terrace|Gardens|Way|Estate|Mews|Square|Park
    |Place|Flats)"""
_NO_HUB = r"""(?!['’]?\s+(?:hubs?|family|families|centres?|clinics?|library|teams?|offices?|services?|clubs?
    |sessions?)\b)"""
_CALLED = r"(?:[A-Z][\w’'.-]+\s+){1,4}"
_HOME = rf"(?:the\s+)?{_CALLED}{_HOMES}\b{_NO_HUB}"
_STREET = rf"(?:the\s+)?{_CALLED}{_STREETS}\b{_NO_HUB}"
_NAMED = rf"(?:the\s+)?{_CALLED}(?:{_HOMES}|{_SCHOOLS}|{_STREETS})\b{_NO_HUB}"
_AT = r"(?:at|from|in|of|on|near|outside|to|attend(?:s|ed|ing)?)"

_WRONG = r"""(?:allegations?|assaults?|attacks?|complaints?|deaths?|stabbings?|rapes?|arrests?|incidents?
    |overdoses?|injur(?:y|ies)|accusations?|inquir(?:y|ies)|investigations?|neglect|abuse|bullying
    |misconduct|drinking|violence)"""
_PUNISHED = r"""(?:arrested|charged|suspended|dismissed|sacked|barred|banned|struck\s+off|de-?registered
    |convicted|jailed|sentenced|disciplined|accused|cautioned|bailed|prosecuted)"""
_BE = r"(?:was|were|has\s+been|have\s+been|had\s+been|is\s+being|are\s+being)"
_HURT = rf"""(?:excluded|expelled|withdrawal|fractur\w+|injur\w+|(?:made|reported|disclosed|alleged
    |face[sd]?)\b[^.;]{{0,25}}?{_WRONG}|complained\s+(?:of|about|against)|disclosed|groomed|bullied|filmed
    |photographed|touched|ran\s+away|gone\s+missing|went\s+missing|tested\s+positive|methadone|heroin
    |overdos\w+|died|stabbed|raped|abused|assaulted|attacked|exploited|trafficked|removed|evicted|our\s+care
    |taken\s+into\s+care|indecent|kni(?:fe|ves)|weapons?|drugs|cannabis|fought|stole|accused\s+(?:an?|the|one)|{_BE}\s+(?:moved
    |{_PUNISHED})|against\s+(?:an?|the|one|their)\s+\w+)"""
_BROKE = r"(?:broke|damaged|smashed|stole|set|threatened|fought|hit|attacked|threw|injured|climbed|ran)"
_SENT = r"""(?:moved|transferred|removed|evacuated|sent\s+home|discharged|evicted|excluded|expelled
    |suspended|barred|withdrawn|taken)"""
_FOR = r"(?:after|following|over|amid|because\s+of|pending|due\s+to)"
_ROLE = r"""(?:carers?|adopters?|workers?|teachers?|head\s?teachers?|nurses?|visitors?|coach(?:es)?|tutors?
    |drivers?|managers?|members?\s+of\s+staff|volunteers?|child\s?minders?|escorts?|priest|vicar|doctor
    |midwife|mentor|counsellor|assistants?|technician|staff|governor|caretaker|guard)"""

NAMED = (
    TellingRule(
        "named",
        pattern(
            rf"""\b(?i:{PEOPLE}|patients|staff|kids|youths|scholars)\b[^.;]{{0,45}}?\b{_AT}\s+
                {_NAMED}[^.;]{{0,50}}?\b{_HURT}\b
            |\b(?i:{PEOPLE}|patients)\b[^.;]{{0,35}}?\b{_HURT}\b[^.;]{{0,30}}?\b{_AT}\s+{_NAMED}
            |\b(?i:{PEOPLE}|orphans|patients)\s+(?:who\s+)?(?:{_BE}\s+)?{_SENT}\s+(?:from|out\s+of)\s+
                {_NAMED}
            |\b(?i:{PEOPLE})\s+(?:placed\s+|living\s+|who\s+lived?\s+|staying\s+)?(?:at|of|from|in)\s+
                {_HOME}\s+(?:{FACT}|{_BROKE}\b)
            |\b(?:[Tt]he\s+(?:[\w-]+\s+){{0,2}}?|{PEOPLES}\s+)(?:families|children|boys|girls|teenagers|lads
                |young\s+(?:people|men|women)|residents|neighbours|famil(?:y|ies)\s+living)\s+
                (?:living\s+)?(?:in|on|at|from|of)\s+{_STREET}"""
        ),
        "'{0}' names a place and what happened to those there",
        "Leave it out: without the name too, those who live near know it.",
    ),
    TellingRule(
        "staff",
        pattern(
            rf"""\b{_NAMED}[^.;]{{0,40}}?\b{_FOR}\s+(?:an?\s+|the\s+|several\s+
                |some\s+)?(?:[\w-]+\s+){{0,2}}?{_WRONG}\b
            |\b{_ROLE}\b[^.;]{{0,20}}?\b{_AT}\s+{_NAMED}[^.;]{{0,30}}?\b{_BE}\s+{_PUNISHED}\b
            |\b(?:[Aa]n?|[Oo]ne|[Tt]he|[Aa]nother)\s+
                (?:[\w-]+\s+){{0,2}}?{_ROLE}\b[^.;]{{0,40}}?\b(?:{_BE}\s+{_PUNISHED}\b|lost\s+
                (?:his|her|their)\s+(?:job|registration)\b|(?:resigned|left|quit|retired|stood\s+
                down|stepped\s+down|moved\s+on|gave\s+up|{_BE}\s+\w+)\s+(?:[\w-]+\s+){{0,2}}?{_FOR}\s+
                (?:an?\s+|the\s+|several\s+|some\s+)?(?:[\w-]+\s+){{0,2}}?{_WRONG}\b)"""
        ),
        "'{0}' tells of one home or one who works with children",
        "Leave it out, or speak of homes, carers or staff in general.",
        general=True,
    ),
)
"""Rules of one pattern, beside those of `telling_rules.py`."""
