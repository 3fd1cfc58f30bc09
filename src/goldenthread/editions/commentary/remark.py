"""Remarks on commentary: what is wrong or wanting in it, where, and what to write instead."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """A kind of remark: whether it blocks a release, and what is asked of the writer."""

    blocks: bool
    asks: str


CODES: Mapping[str, Code] = {
    "markdown": Code(
        True,
        "paragraphs, bullet points and emphasis alone; no links, addresses, pictures, tables, footnotes, "
        "struck words, boxes, code or HTML",
    ),
    "layout": Code(False, "a heading, numbered list or quotation is printed as plain text"),
    "reference": Code(True, "a reference that names a measure, group and period of this edition"),
    "absent": Code(False, "a figure that is there; what stands in its place says nothing"),
    "unbound": Code(True, "every number bound by a reference, or declared with its source"),
    "apart": Code(False, "a number that is declared to be no figure is none"),
    "source": Code(True, "a source that says who published the figure, and for when"),
    "sum": Code(True, "parts that add to no more than their whole"),
    "unsaid": Code(False, "all parts of a whole, or how many are left"),
    "direction": Code(True, "up, down, better and worse as the figures are"),
    "against": Code(False, "the earlier period that a change is from"),
    "period": Code(True, "the time that the figure is of"),
    "group": Code(True, "the group that the words name"),
    "meant": Code(False, "the reference of those whom the words are about"),
    "opposite": Code(True, "a figure of what was done, not of what was not"),
    "whole": Code(True, "a part beside its own whole"),
    "most": Code(True, "most, few and nearly all as the percentage is"),
    "usual": Code(False, "no claim of better or worse for what moves by chance alone"),
    "points": Code(True, "a change of percentages in points"),
    "unit": Code(True, "a figure with its own unit, once"),
    "draft": Code(True, "nothing that is not finished"),
    "target": Code(True, "a claim about a target with its figure, and as the figure is"),
    "no_figure": Code(False, "the figure that a claim rests on"),
    "few": Code(True, "of a percentage of fewer than 100 the count first"),
    "abbreviation": Code(False, "words that the glossary explains, or in full"),
    "promise": Code(False, "who will do it, and by when"),
    "moved": Code(True, "words that still hold for the figure as it is now"),
    "cause": Code(False, "what is usual for the time of year before it is called the reason"),
    "comparator": Code(False, "the period and the source of others' figures"),
    "moving_target": Code(False, "a target with a date, not one that moves with others"),
    "mixed": Code(False, "one unit and one period in a sentence, or a sentence each"),
    "share": Code(False, "the share of the population beside the share of the activity"),
    "definition": Code(False, "when a rule changed, and both versions"),
    "chart": Code(False, "what a chart shows, in words"),
    "unknown_section": Code(True, "a file named as a section of the edition"),
    "telling": Code(True, "nothing by which a child can be found, in words for the public"),
}
"""Every kind of remark. A person decides on one that does not block."""


@dataclass(frozen=True)
class Remark:
    """One thing to mend. `line` and `column` begin at 1; `mend` is what to write instead, empty where only
    the writer can know. `about` is the sentence, where a decision may be taken on it."""

    section: str
    line: int
    column: int
    code: str
    message: str
    mend: str = ""
    about: str = ""

    @property
    def key(self) -> str:
        """By which a decision on it is kept: of the same words in the same section it is the same."""
        said = "\0".join((self.section, self.code, self.message, " ".join(self.about.split())))
        return hashlib.sha256(said.encode()).hexdigest()[:10]

    @property
    def blocks(self) -> bool:
        """Whether it keeps the edition from release."""
        return CODES[self.code].blocks

    def __str__(self) -> str:
        return f"{self.section}.md, line {self.line}, column {self.column}: {self.message}"
