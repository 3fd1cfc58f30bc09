"""Every number in prose is bound to a result, or declared with its source."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.editions.commentary.bound import Passage, Sentence
from goldenthread.editions.commentary.checks.allowed import allowed_spans
from goldenthread.editions.commentary.checks.numerals import Numeral, numerals
from goldenthread.editions.commentary.checks.offers import equal, is_spoken_of, nearest
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.remark import Remark


def unbound(section: Section) -> Iterator[Remark]:
    """The numbers that were typed."""
    for passage, sentence in section.sentences():
        for numeral in typed_figures(sentence.typed, section):
            yield _remark(section, passage, sentence, numeral)


def typed_figures(typed: str, section: Section) -> Iterator[Numeral]:
    """The numbers of a text that no rule takes for a date, an age or a limit."""
    spans = allowed_spans(typed, section)
    for numeral in numerals(typed):
        if not any(start < numeral.end and numeral.start < end for start, end in spans):
            yield numeral


def _remark(section: Section, passage: Passage, sentence: Sentence, numeral: Numeral) -> Remark:
    at = sentence.start + numeral.start
    what = f"'{numeral.text}' is typed, so nobody can prove it"
    found = equal(numeral, sentence.text, section)
    if found and (len(section.own) == 1 or is_spoken_of(found, sentence.text)):
        prints = "" if found.text == numeral.text else f", which prints {found.text}"
        return section.remark(passage, at, "unbound", f"{what}.", f"Write {found.reference}{prints}.")
    near = nearest(numeral, sentence.text, section)
    declare = f"[{numeral.text}](source: who published it, and for when)"
    if near:
        message = f"{what}; no figure here is {numeral.text}: {near.measure.name} is {near.text}."
        mend = f"Write {near.reference}, or declare where yours is from: {declare}."
        return section.remark(passage, at, "unbound", message, mend)
    if found:
        one = f"{found.reference} prints {found.text}"
        mend = f"Name the measure that is meant ({one}), or declare it: {declare}."
        return section.remark(passage, at, "unbound", f"{what}.", mend)
    mend = f"Write the reference that prints it, or declare where it is from: {declare}."
    return section.remark(passage, at, "unbound", f"{what}, and it matches no figure here.", mend)
