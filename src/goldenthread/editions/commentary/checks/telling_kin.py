"""Prose that names a family by whom it belongs to: 'the headteacher's son', 'Mr Smith's daughters'.

Whoever holds an office is known to many, and so is the child of whom only that is said.
"""

from __future__ import annotations

from goldenthread.editions.commentary.checks.telling_rules import TellingRule
from goldenthread.editions.commentary.checks.telling_words import HAPPENED, PEOPLES, pattern

_NEAR_KIN = r"""(?:sons?|daughters?|cousins?|nieces?|nephews?|grand(?:child(?:ren)?|sons?|daughters?)
    |(?:step|god)(?:child(?:ren)?|sons?|daughters?)|widow|wife|husband|relatives?|relations)"""
"""Words that are said of somebody's family alone."""

_KIN = rf"(?:{_NEAR_KIN}|child(?:ren)?|kids?|bab(?:y|ies)|twins|brothers?|sisters?|boys?|girls?|siblings?)"
_ANYBODY = r"""(?:child(?:ren)?|bab(?:y|ies)|persons?|people|famil(?:y|ies)|parents?|carers?|mothers?
    |fathers?|partners?
    |(?:step|grand|god)?(?:mother|father|parent)s?|brothers?|sisters?|siblings?|adopters?|teenagers?
    |youngsters?|toddlers?|pupils?
    |guardians?|others?|women|woman|m[ae]n|adults?|leavers?|households?|residents?)"""
"""Whoever may have children: they hold no office."""

_NOBODY = r"""(?:quarter|winter|summer|number|order|matter|letter|shelter|river|sector|corner|register
    |border|chapter|error
    |floor|door|paper|power|offer|career|former|latter|senior|elder|(?:young|old|small|larg|bigg|earli|lat
    |low|high|near|few)er
    |list|human|centre|tier|higher|wider|poorer)"""
"""Words that end as an office does."""

_OFFICE = rf"""(?:(?!(?:{_ANYBODY}|{_NOBODY})\b)(?:[\w-]+(?:er|or|ist|ian|man|woman|eer)|nurse|coach|judge
    |vicar|priest|imam|rabbi
    |cook|chef|chief|guard|clerk|victim|suspect|celebrity|GP|MP|PC|star|convict|head|couple|prophet)|man
    |woman)"""
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Rev(?:erend)?|PC|Sir|Lady|Lord|Father|Canon|Judge|Inspector)\.?"
)
_NOT_A_NAME = rf"""(?:{PEOPLES}|[A-Z]{{2,}}\w*|Early|Family|Families|Children\w*|Child|Youth|Young
    |Supporting|Stronger
    |National|Council\w*|Ofsted|Foster|Public|Social|Local|House|Care|First|English|British|European|Muslim
    |Christian
    |North\w*|South\w*|East\w*|West\w*|Central|London|Royal|Holy)"""
_THEIR_OWN = r"(?:household|brothers?|sisters?|twins|siblings|cousins)"

KIN = (
    TellingRule(
        "family",
        pattern(
            rf"""\b{_TITLE}\s+[A-Z][\w’'-]*?[a-z]['’]s?\s+(?:[\w-]+\s+){{0,2}}?(?:{_KIN}|family|household)\b
            |\b[Tt]he\s+(?!{_NOT_A_NAME}\b)[A-Z][\w’']*[a-z](?:-[A-Z]\w+)?\s+(?:{_THEIR_OWN}\b(?!['’])
                |family(?=\s*[.,;)]|\s+(?:who|and|in|from|at)\b)|(?:family|children|boys|girls)\s+(?:(?:all
                |both|now|no\s+longer|still)\s+)?(?:{HAPPENED}|are|have|needs?)\b)"""
        ),
        "'{0}' names a family",
        "Leave it out.",
    ),
    TellingRule(
        "family",
        pattern(
            rf"""\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Oo]ur|[Tt]heir)\s+(?:[\w-]+\s+){{0,2}}?{_OFFICE}['’]s?\s+(?:[\w-]+\s+){{0,2}}?(?:{_KIN}|partner)\b
            |\b(?:[Tt]he|[Aa]n?
            |[Oo]ne)\s+(?:[\w-]+\s+){{0,2}}?(?!{_ANYBODY}['’])[\w-]+['’]s\s+(?:[\w-]+\s+)?{_NEAR_KIN}\b
            |\b(?:{_NEAR_KIN}|[Cc]hild(?:ren)?|[Cc]ousins?|[Nn]ieces?|[Nn]ephews?|[Rr]elatives|[Ss]ons?
            |[Dd]aughters?|[Gg]randchildren
                |bab(?:y|ies)|[Bb]rothers?|[Ss]isters?|[Tt]wins)\s+of\s+(?:the|an?|one
                |our)\s+(?:[\w-]+\s+){{0,2}}?{_OFFICE}\b(?!['’])
            |\b(?:[Tt]he|[Aa])\s+(?:[\w-]+\s+)?{_OFFICE}\s+whose\s+(?:\w+\s+)?{_KIN}\b
            |\b(?:[Tt]he|[Aa])\s+{_OFFICE}\s+(?:[\w-]+\s+){{0,5}}?has\s+an?\s+(?:\w+\s+)?{_NEAR_KIN}\b"""
        ),
        "'{0}' tells whose family it is",
        "Leave out whose family it is.",
        general=True,
    ),
)
"""Rules of one pattern, beside those of `telling_rules.py`."""
