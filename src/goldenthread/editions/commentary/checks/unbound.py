"""Every number in prose is bound to a result, or declared with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from goldenthread.analysis.figures import in_words
from goldenthread.editions.commentary.bound import Passage, Sentence
from goldenthread.editions.commentary.checks.allowed import allowed_spans, no_days
from goldenthread.editions.commentary.checks.apart import why_figure
from goldenthread.editions.commentary.checks.numerals import Numeral, numerals, ones_in
from goldenthread.editions.commentary.checks.offers import Offer, Said, equal, nearest
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.commentary.resolve import leads_with_count, resolve


def unbound(section: Section) -> Iterator[Remark]:
    """The numbers that were typed."""
    for passage, sentence in section.sentences():
        wrong = list(no_days(sentence.typed))
        for found in wrong:
            message = f"'{found[0]}' is no day of the calendar."
            at = sentence.start + found.start()
            yield section.remark(passage, at, "unbound", message, "Write the day that is meant.")
        for numeral in typed_figures(sentence.typed, section):
            if any(one.start() <= numeral.start < one.end() for one in wrong):
                continue
            yield _remark(section, passage, sentence, numeral)


def typed_figures(typed: str, section: Section) -> Iterator[Numeral]:
    """The numbers of a text that no rule takes for a date, an age or a limit."""
    spans = allowed_spans(typed, section)
    shares = list(ones_in(typed))
    parts = (
        one for one in numerals(typed) if not any(s.start < one.end and one.start < s.end for s in shares)
    )
    for numeral in sorted([*shares, *parts], key=lambda one: one.start):
        if not any(start < numeral.end and numeral.start < end for start, end in spans):
            yield numeral


def _remark(section: Section, passage: Passage, sentence: Sentence, numeral: Numeral) -> Remark:
    at, said = sentence.start + numeral.start, Said(numeral, sentence, passage, section)
    what = f"'{numeral.text}' is typed, so nobody can prove it"
    if found := equal(said):
        reference, text = _printed(found, section)
        if re.search(r"\bin\b|\bout\s+of\b", numeral.text, re.IGNORECASE):
            mend = f"Write '{reference} of' in place of '{numeral.text}'."
            return section.remark(passage, at, "unbound", f"{what}.", mend)
        prints = "" if text == numeral.text else f", which prints {text}"
        return section.remark(passage, at, "unbound", f"{what}.", f"Write {reference}{prints}.")
    declare = f"[{numeral.text}](source: who published it, and for when)"
    if near := nearest(said):
        message = f"{what}; no figure here is {numeral.text}: {near.measure.name} is {near.text}."
        mend = f"Write {near.reference}, or declare where yours is from: {declare}."
        return section.remark(passage, at, "unbound", message, mend)
    message = f"{what}, and no figure that its words name has that value."
    mend = (
        f"Write the reference of what it counts, declare whose it is: {declare}, or say it without a number."
    )
    if not why_figure(numeral, sentence, section):
        mend += f" If it is no figure, as of teams that merged: [{numeral.text}](no figure)."
    return section.remark(passage, at, "unbound", message, mend)


def _printed(found: Offer, section: Section) -> tuple[Reference, str]:
    """A reference with what it prints: a percentage of few with its count."""
    reference = found.reference
    if found.is_percent and reference.form == "value" and leads_with_count(reference, section.world):
        reference = replace(reference, form="in full")
        return reference, in_words(resolve(reference, section.world))
    return reference, found.text
