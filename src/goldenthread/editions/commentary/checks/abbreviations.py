"""Abbreviations that the glossary does not explain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.remark import Remark

_ABBREVIATION = re.compile(r"(?<![\w{])(?:[A-Z]{2,}|[A-Z][a-z]?[A-Z]{1,})(?:s)?(?![\w}])")
KNOWN = frozenset(
    {"UK", "NHS", "GP", "GPs", "OK", "LA", "DfE", "MP", "BBC", "COVID", "II", "III", "IV", "FAQ", "AM", "PM"}
)
"""Abbreviations that a reader in England knows. Draft marks are another check's."""

_DRAFT = frozenset({"TBC", "TBA", "TBD", "XX", "XXX", "DRAFT", "TODO", "WIP", "NN", "FIXME"})


def abbreviations(section: Section) -> Iterator[Remark]:
    """Each abbreviation that neither glossary nor section explains, where it first stands."""
    whole = " ".join(passage.text for passage in section.passages)
    known = {word.casefold() for word in section.world.glossary} | {
        word.casefold() for word in KNOWN | _DRAFT
    }
    seen: set[str] = set()
    for passage in section.passages:
        for found in _ABBREVIATION.finditer(passage.typed):
            word = found[0].removesuffix("s")
            if word.casefold() in known or word in seen or _is_explained(word, whole):
                continue
            seen.add(word)
            message = f"'{found[0]}' is not in the glossary."
            yield section.remark(passage, found.start(), "abbreviation", message, "Write it in full.")


def _is_explained(word: str, text: str) -> bool:
    """Whether it stands in brackets after its words, or has its words in brackets after it."""
    return re.search(rf"\w+ \({re.escape(word)}s?\)|\b{re.escape(word)} \([a-z]", text) is not None
