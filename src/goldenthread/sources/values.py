"""Single values: how the text of one cell becomes a date, a flag, a number or a code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from goldenthread.model.codes import code_list
from goldenthread.sources import words
from goldenthread.sources.days import NEVER, read_date
from goldenthread.sources.text import fold, is_empty, without_letter

Outcome = tuple[Any, str | None]
"""A value (None when the cell stands for none) and the code of a fault."""


def read_date_cell(text: str) -> Outcome:
    """A date."""
    return (None, None) if is_empty(text) else read_date(text)


def read_date_or_none(text: str) -> Outcome:
    """A date of a column that may be empty: one that can never be says that there is none."""
    day, code = read_date_cell(text)
    return day, None if code == NEVER else code


def read_flag(text: str) -> Outcome:
    """Yes or no, in the ways of forms, systems and spreadsheets."""
    word = without_letter(text).casefold()
    for known, value in ((words.YES, True), (words.NO, False), (words.NOT_KNOWN, None)):
        if word in known:
            return value, None
    first = re.split(r"[ ,:;(-]", word, maxsplit=1)[0]
    if first in ("yes", "no"):
        return first == "yes", None
    return (None, None) if is_empty(text) else (None, "unreadable_flag")


_NUMBER = re.compile(r"[-+−]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?")


def read_decimal(text: str) -> Outcome:
    """A number, with thousands commas, a pound sign before it or a per cent sign behind it."""
    if is_empty(text):
        return None, None
    plain = text.replace(" ", "").removeprefix("£").removesuffix("%")
    if not _NUMBER.fullmatch(plain):
        return None, "unreadable_number"
    return float(plain.replace(",", "").replace("−", "-")), None


def read_whole(text: str) -> Outcome:
    """A whole number; 3.0 is one, 3.5 is not."""
    value, code = read_decimal(text)
    if value is None:
        return None, code
    if not value.is_integer() or abs(value) >= 2**31:
        return None, "unreadable_number"
    return int(value), None


_LEADING_CODE = re.compile(
    r"([A-Za-z]{0,4}\d{1,3}[A-Za-z]?|[A-Za-z_]{1,30})(?:\s*[-–—:.,]\s.*|\s*[-–—:]\S.*|\s+\S.*)"
)
_WITH_DIGIT = re.compile(r"[A-Za-z]{0,4}\d")


class CodeReader:
    """Reads the codes of one list: as they are, with a label, with a letter before them, or as words."""

    def __init__(self, spellings: Mapping[str, str], patterns: tuple[tuple[str, str], ...] = ()) -> None:
        self._spellings = dict(spellings)
        self._patterns = [(re.compile(pattern), code) for pattern, code in patterns]

    def __call__(self, text: str) -> Outcome:
        """The code that a text stands for."""
        for form in (text, without_letter(text)):
            code = self._one(form)
            if code is not None:
                return code, None
        return (None, None) if is_empty(text) else (None, "unknown_code")

    def _one(self, text: str) -> str | None:
        folded = fold(text)
        direct = self._spellings.get(folded) or self._spellings.get(folded.removesuffix("_0"))
        if direct is not None:
            return direct
        labelled = _LEADING_CODE.fullmatch(text)
        if labelled and (_WITH_DIGIT.match(labelled[1]) or re.match(r"\w+\s*[-–—:]", text)):
            leading = self._spellings.get(fold(labelled[1]))
            if leading is not None:
                return leading
        return next((code for pattern, code in self._patterns if pattern.fullmatch(folded)), None)


@cache
def code_reader(name: str) -> CodeReader:
    """The reader of a code list of the model, with the words that stand for its codes."""
    codes = code_list(name).codes
    spellings = {fold(code.label): code.code for code in codes if code.reads_as is None}
    spellings |= {fold(code.code): code.reads_as or code.code for code in codes}
    return CodeReader(spellings, words.WORDS.get(name, ()))


@cache
def word_reader(values: tuple[str, ...]) -> CodeReader:
    """The reader of a column whose few words belong to it alone."""
    return CodeReader({fold(value): value for value in values})
