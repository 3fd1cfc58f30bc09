"""Marks of what is not finished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.remark import Remark

_TEXT = (
    r"(?:data|figures?|numbers?|narrative|commentary|text|charts?|tables?|sections?|paragraph|wording|page"
    r"|analysis)"
)
_WRITTEN = (
    r"(?:updated|checked|completed|added|provided|supplied|finali[sz]ed|verified|validated|inserted|written|rewritten"
    r"|drafted|collated|filled\s+in)"
)
MARKS = (
    (
        (
            r"\bneeds?\s+(?:updating|an?\s+update|checking|completing|rewriting|rewording)\b"
            rf"|(?:^\s*|\b(?:this|it|that|{_TEXT})\s+(?:\w+\s+){{0,3}})needs?\s+to\s+be\s+{_WRITTEN}\b"
            r"|\bupdates?\s+(?:is\s+|are\s+)?(?:needed|required)\b"
        ),
        "needs updating",
    ),
    (
        (
            r"(?<!\bneed )(?<!\bneeds )\b(?:to\s+be|tb)\s+"
            r"(?:confirmed|advised|added|updated|completed|written|checked|agreed\s+wording)\b"
        ),
        "to be confirmed",
    ),
    (
        rf"\b{_TEXT}\b[^.!?;]{{0,40}}\bto\s+be\s+{_WRITTEN}\b|(?:^|\()\s*to\s+be\s+{_WRITTEN}\b",
        "figures to be provided",
    ),
    (
        (
            rf"\b{_TEXT}\b[^.!?;]{{0,30}}\b(?:is|are)\s+(?:still\s+|currently\s+|yet\s+)*"
            rf"(?:awaited|pending|outstanding|being\s+{_WRITTEN}|to\s+come)\b"
            rf"|\bpending\s+(?:{_TEXT}|sign[- ]off|confirmation)\b"
        ),
        "figures are awaited",
    ),
    (r"\bTO\s+(?:ADD|DO|UPDATE|CHECK|CONFIRM|COMPLETE|FOLLOW|INSERT)\b", "TO ADD"),
    (rf"\binsert\s+(?:(?:the|a|an|new|latest)\s+)?{_TEXT}\b", "insert chart"),
    (r"\b(?:TBC|TBA|TBD|TODO|FIXME|WIP)\b|\bt\.b\.c\b|\btbc\b|\btba\b", "TBC"),
    (r"\b[Xx]{2,}\b%?|\bNN\b|#{2,}", "XX"),
    (r"\?{2,}|!{3,}|_{3,}|\.{4,}", "??"),
    (
        r"[\[<{(]\s*(?:insert|add|update|name|date|number|figure|check|tbc|narrative|text|note)\b[^\]>})]{0,80}[\]>})]?",
        "[insert",
    ),
    (
        r"\b(?:data|figures?|updates?|narrative|commentary|details?|information|analysis|text|chart)\s+to\s+follow\b|\bto\s+follow\s*[.)\]]?\s*$",
        "to follow",
    ),
    (r"==[^=\n]+==|<mark>", "==highlighted=="),
    (r"\blorem\s+ipsum\b|\bplace\s?holder\b|\bdummy\s+(?:text|figure)\b", "lorem ipsum"),
    (r"\bDRAFT\b|^\s*draft\b|\bfirst\s+draft\b", "DRAFT"),
    (
        r"\bawaiting\s+(?:data|figures?|update|confirmation|sign[- ]off|comments?|narrative)\b",
        "awaiting figures",
    ),
    (
        r"\bas\s+(?:per\s+)?last\s+month'?s\s+(?:text|commentary)\b|\bcopied\s+from\b|\bsame\s+as\s+last\s+month\s*[-–:]",
        "copied from",
    ),
    (r"^\s*query\b|\bquery\s*[:?–-]|\(\s*query\b|\bquery\s+(?:this|figures?|data)\b", "query:"),
    (r"\b(?:check\s+(?:this|with|figure)|please\s+(?:update|check|confirm|add))\b", "please update"),
)
"""Each kind of mark, with an example. Case counts where capitals make the mark."""

_CAPITALS = frozenset({"XX", "DRAFT", "TO ADD"})
_RULES = [(re.compile(pattern, 0 if name in _CAPITALS else re.IGNORECASE), name) for pattern, name in MARKS]


def drafts(section: Section) -> Iterator[Remark]:
    """Every mark, once a place; a section without a word."""
    if not any(passage.text.strip() for passage in section.passages):
        yield Remark(section.name, 1, 1, "draft", "The section is empty.", "Write it, or take the file away.")
        return
    for passage in section.passages:
        taken: list[tuple[int, int]] = []
        for pattern, _ in _RULES:
            for found in pattern.finditer(passage.typed):
                if any(start < found.end() and found.start() < end for start, end in taken):
                    continue
                taken.append(found.span())
                message = f"'{found[0].strip()}' marks what is not finished."
                yield section.remark(passage, found.start(), "draft", message, "Finish it, or take it out.")


def unclosed(section: Section) -> Iterator[Remark]:
    """Braces that make no reference."""
    for passage in section.passages:
        for found in re.finditer(r"\{\{|\}\}", passage.typed):
            message = f"'{found[0]}' stands alone: the reference is not closed."
            yield section.remark(
                passage, found.start(), "reference", message, "Write {{ measure | filter }}."
            )
