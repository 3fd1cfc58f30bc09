"""Parts that are said to be all there is: 'the east and the west together make up the whole'.

The whole is the figure that the words name, else the total of the measure whose groups the parts are; shares
of one whole make 100%. The mend names the groups that are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from goldenthread.base.numbers import plain
from goldenthread.editions.commentary.bound import MASK, Passage, Sentence
from goldenthread.editions.commentary.checks.addends import (
    Part,
    are_groups,
    groups_of,
    held_in,
    is_same_measure,
    left_out,
    may_be_part,
    whole_of,
    with_before,
)
from goldenthread.editions.commentary.checks.section import Section, clause, stems
from goldenthread.editions.commentary.remark import Remark

SLACK = 0.5
"""How far each rounded percentage may be from what it stands for."""

_EVERY = (
    r"(?:all\s+of\s+(?:them|these|those|it|us)|all\s+(?:of\s+)?(?:the|our|those|these)\s+(?P<noun>[a-z-]+(?:\s+[a-z-]+)?)"
    r"|every\s+(?:single\s+|one\s+of\s+(?:the\s+|our\s+)?)?(?P<single>[a-z-]+)|every(?:thing|one|body)"
    r"|the\s+(?:total\s+)?numbers?\s+of\s+(?P<number>[a-z-]+\s+[a-z-]+(?:\s+[a-z-]+)?)|all\s+there\s+(?:is|are|was|were)|(?:the|our|one|a)\s+whole\b|(?:the|our)\s+(?:lot\b|entire(?:ty)?\b"
    r"|full\s+(?:number|total|set))"
    r"|the\s+total(?!\s+(?:for|in|of)\b)|100\s?%|(?:100|a\s+hundred)\s+per\s*cent|all(?=\s*[.,;:!]|\s*$))"
)
_MAKE = (
    r"(?:mak(?:e|es|ing)\s+up|made\s+up|account(?:s|ed|ing)?\s+for|add(?:s|ed|ing)?\s+up\s+to|amount(?:s|ed)?\s+to"
    r"|cover(?:s|ed|ing)?|represent(?:s|ed|ing)?|constitut(?:e|es|ed|ing)|compris(?:e|es|ed|ing)|forms?|formed|equals?|equall?ed)"
)
_HAVE = (
    r"(?:is|are|was|were|being|has|have|had|holds?|held|takes?|took|gets?|got|makes?|made|sends?|sent|receives?|received"
    r"|bring|brought|gave|looks?\s+after|looked\s+after|(?:is|are|was|were)\s+(?:the\s+[a-z]+\s+)?(?:where|for|behind)|cares?\s+for|cared\s+for|comes?\s+to|came\s+to)"
)
_OTHER = _EVERY.replace("<noun>", "<nouns>").replace("<single>", "<singles>").replace("<number>", "<numbers>")
_SAID = re.compile(
    rf"\b(?:(?P<make>{_MAKE})\s+(?:{_EVERY}|all\s+(?P<bare>[a-z-]+))|{_HAVE}\s+{_OTHER})", re.IGNORECASE
)
"""'Together make up the whole', 'which is all of them', 'made all of our contacts'."""

_NAMED = re.compile(
    rf"\b(?:(?P<sure>add(?:s|ed|ing)?\s+up\s+to|sums?\s+(?:up\s+)?to|mak(?:e|es|ing)\s+up|made\s+up)"
    rf"|(?:is|are|was|were)(?=\s+all\b)|(?:comes?|came)\s+to|makes?|made|totals?|totall(?:ed|ing)|amount(?:s|ed)?\s+to|equals?)\s+"
    rf"(?:(?:(?:a|the)\s+total\s+of|all(?:\s+of)?|the|our|these|those|total|whole|altogether)\s+)*(?={MASK})",
    re.IGNORECASE,
)
"""'Add up to the {{ … }}': the whole is the figure that follows."""

_TOGETHER = re.compile(
    r"\b(?:together|between\s+them|combined|plus|in\s+(?:all|total)|altogether)\b", re.IGNORECASE
)
_EITHER = re.compile(
    rf"\b(?:all|every\s+(?:single\s+)?one)\s+(?:of\s+)?(?:the\s+|our\s+)?(?P<whole>{MASK})[^.;:]*?\b(?:either|or)\b",
    re.IGNORECASE,
)
"""'All {{ … }} live either with … or in …': no more ways than these."""

_SPLIT = re.compile(
    r"\b(?:all\s+(?:of\s+them|(?:of\s+)?(?:the|our|these|those)\s+(?P<noun>[a-z-]+(?:\s+[a-z-]+)?))"
    r"|every\s+(?P<single>[a-z-]+))\s+(?:(?:are|is|were|was)|lives?|lived|comes?|came)\s+(?:now\s+|either\s+)*"
    r"(?:in|from|with|on)\b|\b(?:split|divided|shared)\s+(?:\w+ly\s+)?(?:between|among|across)\b",
    re.IGNORECASE,
)
"""'All our plans are in … and …', 'split between … and …'."""

_REST = re.compile(
    rf"\b(?:the\s+)?(?:remaining|rest|others?)(?:\s+of\s+(?:them|these|those))?(?:\s*[,:(–]\s*|\s+)(?={MASK})",
    re.IGNORECASE,
)
"""'The remaining {{ … }}': with those before it there are no more."""

_NOT = re.compile(
    r"(?:(?:\b(?:not|never|no|nor|cannot|without|nearly|almost|virtually|hardly|neither)|n['’]t)(?:\W+\w+)?"
    r"|\b(?:would|should|could|will|may|might|to|if|than))\W*$",
    re.IGNORECASE,
)
_PARTLY = re.compile(r"\b(?:of|among|not|from|for|if)\s+$", re.IGNORECASE)
_OPENING = re.compile(r"\bof\s+(?:the\s+|our\s+|all\s+(?:the\s+|our\s+)?)?$", re.IGNORECASE)
_BACK = re.compile(
    r"^\W*(?:(?:and\s+)?(?:together|combined|between\s+them|that|this|these|those|they|the)\b)", re.IGNORECASE
)
"""How a sentence begins that may speak of the figures of the one before it."""

_OVERLAP = re.compile(r"\b(?:overlap\w*|more\s+than\s+one|counted\s+(?:twice|in\s+both))\b", re.IGNORECASE)


def parts(section: Section) -> Iterator[Remark]:
    """Parts said to be all that do not make their whole."""
    yield from (remark for _, remark in in_passages(section))


def in_passages(section: Section) -> Iterator[tuple[Passage, Remark]]:
    """The same, each with its passage: what is remarked on here is not added up again."""
    before: Sequence[Part] = ()
    block = -1
    for passage in section.passages:
        if not (passage.is_item and passage.block == block) and not _BACK.match(passage.typed):
            before = ()
        for sentence in passage.sentences:
            held = list(held_in(sentence))
            if not _OVERLAP.search(sentence.typed):
                for remark in _of_sentence(sentence, held, before, passage, section):
                    yield passage, remark
            before = [*before, *held]
        block = passage.block


def _of_sentence(
    sentence: Sentence, held: Sequence[Part], before: Sequence[Part], passage: Passage, section: Section
) -> Iterator[Remark]:
    """Each way of saying that parts are all, with what it is said of."""
    typed = sentence.typed
    for found in [*_NAMED.finditer(typed), *_SAID.finditer(typed)]:
        if not _NOT.search(typed[: found.start()]):
            of = _of_named if found.re is _NAMED else _of_said
            yield from of(found, held, before, passage, sentence, section)
    for found, every in _of_groups(typed, held, before):
        if are_groups(every) and _is_of(found, every, section):
            yield from _judge(every, None, found, passage, sentence, section)


def _of_groups(
    typed: str, held: Sequence[Part], before: Sequence[Part]
) -> Iterator[tuple[re.Match[str], Sequence[Part]]]:
    """Words that say of the groups after them, or about them, that there are no more."""
    for found in _EITHER.finditer(typed):
        whole = next((one for one in held if one.at >= found.start("whole")), None)
        if whole and not _PARTLY.search(typed[: found.start()]):
            yield found, [one for one in held if one.at > whole.at and is_same_measure(one, whole)]
    for found in _SPLIT.finditer(typed):
        if not _PARTLY.search(typed[: found.start()]):
            end = clause(typed, found.start())[1]
            yield found, groups_of([one for one in held if found.end() <= one.at < end])
    for found in _REST.finditer(typed):
        if any(one.at == found.end() for one in held):
            yield found, with_before(groups_of(held), before)


def _of_named(
    found: re.Match[str],
    held: Sequence[Part],
    before: Sequence[Part],
    passage: Passage,
    sentence: Sentence,
    section: Section,
) -> Iterator[Remark]:
    """'Add up to the {{ … }}'; 'came to {{ … }}' where the parts are said to be together."""
    whole = next((one for one in held if one.at >= found.end()), None)
    if whole is None or not (found["sure"] or _TOGETHER.search(sentence.typed)):
        return
    every: Sequence[Part] = [one for one in held if one.at < found.start()]
    if not every and _BACK.match(sentence.typed):
        every = before
    every = [one for one in every if may_be_part(one, whole)]
    yield from _judge(every, whole, found, passage, sentence, section)


def _of_said(
    found: re.Match[str],
    held: Sequence[Part],
    before: Sequence[Part],
    passage: Passage,
    sentence: Sentence,
    section: Section,
) -> Iterator[Remark]:
    """'Make up the whole' of groups, or of parts of the figure that opens the sentence; of figures of which
    no whole is known a person is asked."""
    every: Sequence[Part] = [one for one in held if one.at < found.start()]
    groups = groups_of(every)
    if not every and _BACK.match(sentence.typed):
        every, groups = before, with_before([], before)
    if are_groups(groups):
        if _is_of(found, groups, section):
            yield from _judge(groups, None, found, passage, sentence, section)
        return
    is_sure = found["make"] is not None or (found["noun"], found["nouns"]) == (None, None)
    if len(every) < 2 or not is_sure or not (found["make"] or _TOGETHER.search(sentence.typed)):
        return
    if len(every) > 2 and every[0].at < 12 and _OPENING.search(sentence.typed[: every[0].at]):
        parts_ = [one for one in every[1:] if may_be_part(one, every[0])]
        yield from _judge(parts_, every[0], found, passage, sentence, section)
        return
    listed = " and ".join(one.piece.text for one in every[:2])
    message = f"'{_said(found)}' is said of {listed}, and no figure of the whole stands beside them."
    mend = "Write the reference of the whole, or leave out that these are all."
    yield section.remark(passage, sentence.start + found.start(), "unsaid", message, mend)


def _is_of(found: re.Match[str], every: Sequence[Part], section: Section) -> bool:
    """Whether 'all' is said of what the measure counts: 'all our plans' of plans, not 'have all the help'."""
    said = " ".join(text for name, text in found.groupdict().items() if text and name in _NOUNS)
    measure = section.world.measures[every[0].reference.measure]
    own = stems(f"{measure.name} {measure.short_name} {measure.unit}") | _ANY
    return not said.strip() or bool(stems(said) & own)


_NOUNS = ("noun", "single", "bare", "number", "nouns", "singles", "numbers")
_ANY = stems("cases ones activity demand")
"""What any measure may be said to count."""


def _judge(
    every: Sequence[Part],
    named: Part | None,
    found: re.Match[str],
    passage: Passage,
    sentence: Sentence,
    section: Section,
) -> Iterator[Remark]:
    if len(every) < 2:
        return
    whole = named.value if named else whole_of(every, section)
    total = sum(one.value for one in every)
    slack = SLACK * len(every) if every[0].is_percent else section.world.slack(len(every) + 1)
    if whole is None or abs(total - whole) <= slack:
        return
    sign = "%" if every[0].is_percent else ""
    listed = " + ".join(plain(one.value) for one in every)
    message = f"'{_said(found)}' is said of {listed}, which make {plain(total)}{sign}; "
    message += f"the whole is {plain(whole)}{sign}."
    yield section.remark(
        passage, sentence.start + found.start(), "sum", message, left_out(every, whole, section)
    )


def _said(found: re.Match[str]) -> str:
    return " ".join(found[0].replace(MASK, "").split())
