"""A sentence as its reader reads it, for the scan of what may tell who somebody is.

'[Two](source: Police, 2023) girls' is read as 'Two girls': a source says where a number is from, and is no
reason to tell a small one. Letters that look like others are read as those.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.editions.commentary.bound import Sentence
from goldenthread.editions.commentary.checks.telling_words import Telling

_LIKE = str.maketrans(
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421"
    "\u0422\u0423\u0425\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458"
    "\u0455\u04bb\u0501\u051b\u051d"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4"
    "\u03a5\u03a7\u03b1\u03b9\u03bf\u03c1\u03c5\u03bd"
    "\u0131\u0251\u0261\u2113",
    "ABESIJKMHOPCTYXaeopcyxijshdqwABEZHIKMNOPTYXaiopuviagl",
)
"""Letters of other scripts that a reader takes for Latin ones."""

_FOLDED = ("<wide>", "<narrow>", "<font>", "<circle>", "<compat>")
"""Kinds of characters that are another one in a different shape. Raised digits and fractions stay."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Reading:
    """A text as it is read, and of each character the place where it was printed."""

    text: str
    places: tuple[int, ...]

    def printed(self, at: int) -> int:
        """The place in what is printed of a character of the reading."""
        return self.places[at] if at < len(self.places) else (self.places[-1] if self.places else 0)


def as_read(sentence: Sentence) -> Reading:
    """A sentence without the sources that stand behind its figures."""
    cut: set[int] = set()
    for start, piece in sentence.pieces:
        if piece.kind == "external":
            behind = start + len(piece.text) - len(f" ({piece.source})")
            cut.update(range(behind, start + len(piece.text)))
    return _folded(sentence.text, cut)


def sources_of(sentence: Sentence) -> Iterator[tuple[int, str]]:
    """The sources of a sentence, each with its place: a place and a day may stand in them too."""
    for start, piece in sentence.pieces:
        if piece.kind == "external":
            yield start + len(piece.text) - len(f"{piece.source})"), piece.source


def _folded(text: str, cut: set[int]) -> Reading:
    letters = [(letter, at) for at, one in enumerate(text) if at not in cut for letter in _plain(one)]
    return Reading("".join(letter for letter, _ in letters), tuple(at for _, at in letters))


def _plain(one: str) -> str:
    """A character as a reader takes it: none where it has no width, and without its accent."""
    if one.isascii():
        return one
    if unicodedata.category(one) in ("Cf", "Mn"):
        return ""
    made = unicodedata.decomposition(one)
    if made and (not made.startswith("<") or made.startswith(_FOLDED)):
        one = "".join(each for each in unicodedata.normalize("NFKD", one) if not unicodedata.combining(each))
    return one.translate(_LIKE)


def mixed_letters(text: str) -> Iterator[Telling]:
    """A word of Latin letters and others, which no search finds: 'two' with a Cherokee letter."""
    for found in _WORD.finditer(text):
        scripts = {unicodedata.name(one, "?").split()[0] for one in found[0]}
        if "LATIN" in scripts and len(scripts) > 1:
            message = f"'{found[0]}' mixes letters of two alphabets, so that no search finds the word"
            yield Telling(*found.span(), "letters", message, "Type the word again.")
