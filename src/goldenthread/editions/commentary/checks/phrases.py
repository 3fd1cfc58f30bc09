"""Phrases that ask for something beside them, as data: a pattern, what excuses it, and what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.editions.commentary.checks.allowed import MONTHS
from goldenthread.editions.commentary.checks.beside import kind_of
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.checks.unbound import typed_figures
from goldenthread.editions.commentary.remark import Remark


@dataclass(frozen=True)
class Phrase:
    """A rule: its code, what it takes, what excuses a sentence, what is wrong, and what to do; in that,
    MEASURE stands for the measure that the sentence is about, KIND for the comparator that it names. `typed`
    asks that the sentence has a number that was typed."""

    code: str
    pattern: str
    unless: str
    message: str
    mend: str
    typed: bool = False


_DATE = rf"\bby\s+(?:the\s+end\s+of\s+)?(?:\d{{1,2}}\s+)?{MONTHS}\s+\d{{4}}|\bon\s+\d{{1,2}}\s+{MONTHS}"
_OWNER = (
    r"\b(?:heads?\s+of\b|directors?\b|managers?\b|leads?\b|leader\b|officers?\b|principal\s+social\s+worker"
    r"|owner\b|chair\b|board\b)"
)
_SEASON = (
    r"(?:Christmas|Easter|summer|winter|half[- ]terms?|school\s+holidays?|closure\s+of\s+schools"
    r"|bank\s+holidays?|festive)"
)

PHRASES = (
    Phrase(
        "promise",
        r"\b(?:(?:we|it|they|this|which|managers?|leaders?|the\s+(?:service|team|council))\s+(?:will|shall|intends?\s+to"
        r"|plans?\s+to|aims?\s+to)\b|will\s+be\s+(?:addressed|reviewed|improved|reduced|introduced|completed)"
        r"|expectation\s+is|(?:is|are)\s+expected\s+to|needs?\s+to\s+(?:improve|reduce|increase)"
        r"|(?:going|moving)\s+forwards?)",
        rf"(?s)(?=.*(?:{_DATE}))(?=.*{_OWNER})",
        "'{0}' is a promise without an owner and a date",
        "Say who will do it and by when, as: (Head of early help, by 31 March 2024).",
    ),
    Phrase(
        "cause",
        rf"\b(?:due\s+to|because\s+of|as\s+a\s+result\s+of|owing\s+to|linked\s+to|with|over|following|leading\s+up\s+to)"
        rf"\s+(?:\S+\s+){{0,7}}?{_SEASON}\b",
        r"\busual\b",
        "'{0}' is given as the reason",
        "Say what is usual for the month: {{ MEASURE | usual in words }}.",
    ),
    Phrase(
        "comparator",
        r"\b(?:England|national(?:ly)?|regional|region|statistical\s+neighbours?|neighbour(?:s|ing)|other\s+(?:councils|authorities)"
        r"|average)\b",
        r"$^",
        "'{0}' stands beside a number that was typed, whose period and source nobody can see",
        "Write {{ MEASURE | KIND }}, which says the period, or [28%](source: LAIT 2022-23).",
        typed=True,
    ),
    Phrase(
        "comparator",
        r"\b(?:lowest|highest|best|worst|smallest|largest|fewest|the\s+most|the\s+least|top|bottom|leading)\b(?:\s+[\w-]+){0,4}?\s+"
        r"(?:in|of|across|among)\s+(?:all\s+)?(?:the\s+|our\s+)?(?:England|region|country|nation|statistical\s+neighbours?"
        r"|neighbours|council|councils|authorities|north|south|midlands)\b"
        r"|\b(?:ranks?|ranked|ranking)\s+(?:first|second|third|top|last|among|in)\b"
        r"|\b(?:outperform\w*|beat(?:s|ing)?|better\s+than|ahead\s+of)\s+(?:(?:all|most|many|the)\s+)*"
        r"(?:other\s+councils|others|peers|councils)\b",
        r"$^",
        "'{0}' ranks us among others, and no figure here shows it",
        "Write {{ MEASURE | KIND }} beside ours, or leave the rank out.",
    ),
    Phrase(
        "against",
        r"\bnever\s+(?:been\s+)?(?:lower|higher|better|worse|fewer|more)\b"
        r"|\b(?:lowest|highest|best|worst|fewest|most)\b(?:\s+\w+){0,4}?\s+(?:ever\b|on\s+record\b|we\s+have\s+had\b"
        r"|since\s+records\b|in\s+(?:many|several|recent)\s+years\b)|\brecord\s+(?:low|high|number|level)s?\b",
        r"$^",
        "'{0}' is said of all the time before, and no figure here shows it",
        "Say since when, with the figure of that time: {{ MEASURE | vs last_year in words }}.",
    ),
    Phrase(
        "no_figure",
        r"\b(?:none|not\s+one|no\s+(?:child(?:ren)?|plans?|visits?|reviews?|assessments?|famil(?:y|ies)|young\s+person)"
        r"|every\s+(?:\w+\s+)?(?:child|plan|visit|review|assessment|family|young\s+person|one)"
        r"|all\s+(?:of\s+)?(?:the\s+|our\s+)?(?:children|plans|visits|reviews|assessments|families))\b[^.;,\ufffc]{0,40}?"
        r"\b(?:was|were|has\s+been|have\s+been|had)\s+(?:\w+\s+)?"
        r"(?:late|seen|visited|missed|overdue|completed|held|reviewed|met|in\s+(?:time|date)|on\s+time)\b",
        r"\ufffc",
        "'{0}' is said of all without a figure",
        "Write the figure that shows it: {{ MEASURE | in full }}.",
    ),
    Phrase(
        "moving_target",
        r"\btargets?\b[^.]{0,80}\b(?:linked\s+to|based\s+on|set\s+by|in\s+line\s+with|tracks?|follows?)\b[^.]{0,60}"
        r"\b(?:average|neighbours?|national|England|region\w*)",
        r"$^",
        "A target that moves with others is no level to aim for",
        "Give the dated target: {{ MEASURE | target }}, and name the set and the rule it came from.",
    ),
    Phrase(
        "share",
        r"\b(?:over|under)-?\s?represented\b|\bdisproportionate\w*\b|\b(?:third|half|quarter|\d+%)\s+of\s+(?:the\s+|all\s+)?"
        r"(?:attendances?|activity|visits|contacts)\b",
        r"\bof\s+the\s+population\b|\bindex\b|\bof\s+all\s+children\b",
        "'{0}' says a share of activity alone",
        "Set it beside the share of the population, by where families live.",
    ),
    Phrase(
        "definition",
        r"\bto\s+take\s+into\s+account\b|\b(?:now|no\s+longer)\s+(?:includes?|counts?|counted|included|recorded)\b"
        r"|\bnew\s+(?:definition|methodology|method\s+of\s+counting)\b|\bchanges?d?\s+(?:in\s+)?(?:the\s+way|how)\b"
        r"|\b(?:counted|recorded|calculated|defined)\s+differently\b",
        rf"{_DATE}|\bfrom\s+(?:\d{{1,2}}\s+)?{MONTHS}\s+\d{{4}}|\bon\s+\d",
        "'{0}': what is counted changed, and figures on either side are not of one rule",
        "Say from which day, and note the change in the register of the workspace.",
    ),
    Phrase(
        "chart",
        r"\b(?:charts?|graphs?|tables?|graphic|diagram|pie|bars?)\s+(?:here|above|below|opposite|overleaf|to\s+the\s+(?:left|right)"
        r"|on\s+the\s+(?:left|right)|shows?|illustrates?)\b|\bsee\s+(?:the\s+)?(?:chart|graph|table)\b",
        r"$^",
        "'{0}' points to a picture that not every reader sees",
        "Say what it shows, with its figures.",
    ),
    Phrase(
        "mixed",
        rf"(?s)\d[^.]{{0,60}}\b{MONTHS}\b(?:\s+\d{{4}})?[^.]{{0,20}}\band\s+\d[\d,]*\s+\w+[^.]{{0,20}}\b{MONTHS}\b",
        r"$^",
        "One sentence gives two figures for two months",
        "Give both for the same month, or a sentence each.",
    ),
)
"""Every phrase rule."""

_RULES = [
    (one, re.compile(one.pattern, re.IGNORECASE), re.compile(one.unless, re.IGNORECASE)) for one in PHRASES
]


def phrases(section: Section) -> Iterator[Remark]:
    """Each rule once a sentence."""
    for passage, sentence in section.sentences():
        for rule, pattern, unless in _RULES:
            found = pattern.search(sentence.typed)
            if (
                not found
                or unless.search(sentence.text)
                or (rule.typed and not any(typed_figures(sentence.typed, section)))
            ):
                continue
            said = " ".join(found[0].split())
            at = sentence.start + found.start()
            message = rule.message.format(said) + "."
            mend = rule.mend.replace("MEASURE", section.about(sentence)).replace("KIND", kind_of(said))
            yield section.remark(passage, at, rule.code, message, mend)
