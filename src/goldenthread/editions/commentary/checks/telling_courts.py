"""Prose that tells of a case by its name or its day in court: 'the Harbour Street case', 'a final hearing is
listed for 14 January'.

The press reports what courts hear and what has a name, so that whoever looks for it finds the child.
"""

from __future__ import annotations

from goldenthread.editions.commentary.checks.telling_rules import TellingRule
from goldenthread.editions.commentary.checks.telling_words import DAY, PERSON, RELATIVE, pattern

_COURT = r"""(?:(?:High|Crown|Magistrates['’]?|Youth|County|Supreme)\s+Court\b|\bCourt\s+of\s+Appeal\b
    |\bCourts\s+of\s+Justice\b|\bOld\s+Bailey\b)"""
_OF_COUNCIL = r"""(?:scrutiny|budget|public|committee|planning|select|consultation|business|pilot|new|best
    |test|use|school|admissions?|for|of)"""
"""What is heard or tried that is no case of a child."""
_OF_NONE = r"""(?:of|for|that|run|period|site|stud(?:y|ies)|loads?|lists?|files?|notes?|records?|audits?
    |reviews?|management|conferences?|managers?|workers?|holders?|work)"""
_NO_NAME = r"""(?:Early|Family|Families|Social|Child|Children\w*|Public|Youth|Foster|Fostering|Local
    |National|Council\w*|Ofsted|Annex)"""
_EVENT = r"""(?:crash|fire|blaze|explosion|floods?|flooding|stabbings?|shootings?|murders?|killings?
    |attacks?|tragedy|drownings?|scandal|riots?|disaster|collapse|inquest|inquiry|raid)"""
_OF_RISK = r"""(?:service|safety|station|brigade|risk|plan|policy|group|team|drill|setting|authority|relief
    |fund|response|officers?|protection|prevention|alarm|defences?|warnings?|exercise)"""
_CRIME = r"""(?:murder|manslaughter|rape|arson|assault|abduction|kidnap|stabbing|grooming|abuse|cruelty
    |neglect)"""
_TRIED = rf"""(?:{PERSON}|{RELATIVE}|driver|teacher|coach|nurse|man|woman|gang|couple|abuser|councillor
    |priest|vicar|former\s+(?:[\w-]+\s+)?\w+)"""

COURTS = (
    TellingRule(
        "court",
        pattern(
            rf"""\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ne)\s+
                (?:(?!{_OF_COUNCIL}\b)[\w’'-]+\s+){{0,3}}?(?:(?:re-?)?hearing|proceedings|(?:trial|retrial
                |appeal|case)(?!\s+{_OF_NONE}\b)|sentencing|inquest|verdict
                |judgment)\b[^.;]{{0,80}}?(?:{DAY}|{_COURT})
            |\b[Pp]roceedings\s+(?:in|against|over)\b[^.;]{{0,60}}?(?:{DAY}|{_COURT})
            |\btrial\s+of\s+(?:an?|the|one|our)\s+(?:[\w-]+\s+){{0,2}}?{_TRIED}\b(?!\s+{_OF_NONE}\b|['’-])"""
        ),
        "'{0}' gives a day or a court of a case",
        "Leave it out, or say how long courts take in general.",
    ),
    TellingRule(
        "court",
        pattern(
            rf"""\b(?:[Tt]he|[Tt]his|[Oo]ur)\s+
                (?!{_NO_NAME}\b)(?:[A-Z][\w’'-]+\s+){{1,3}}(?:(?:{_CRIME}\s+)?(?:case|matter)\b(?!\s+
                {_OF_NONE}\b)|{_EVENT}\b(?!\s+{_OF_RISK}\b))
            |\b(?:[Tt]he|[Tt]his|[Aa]n?)\s+(?:[\w’'-]+\s+){{0,3}}?{_CRIME}\s+
                (?:case|trial|inquest|hearing|verdict)\b(?!\s+{_OF_NONE}\b)"""
        ),
        "'{0}' is a case that has a name",
        "Leave it out: what is known by a name is found by it.",
    ),
)
"""Rules of one pattern, beside those of `telling_rules.py`."""
