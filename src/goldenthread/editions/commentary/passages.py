"""Markdown to passages: the small set that an edition prints the same in every format.

Paragraphs and bullet points; emphasis is flattened, so that no meaning hangs on it. What else Markdown knows
is kept as text, or refused where it would carry a link, a picture or code into a pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from goldenthread.editions.commentary.unread import FOOTNOTE, TABLE, marks_in

REFERENCE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
EXTERNAL = re.compile(r"\[([^\][\n]*)\]\(source:([^()\n]*)\)")
APART = re.compile(r"\[([^\][\n]*)\]\(\s*no\s+figure\s*\)", re.IGNORECASE)
"""'[ten](no figure)': a number that counts nothing of which the edition has figures."""

_KEPT = {
    "heading_open": "A heading",
    "ordered_list_open": "A numbered list",
    "blockquote_open": "A quotation",
    "hr": "A rule",
}
_REFUSED = {"html_block": "HTML", "fence": "Code"}
_REFUSED_INLINE = {
    "html_inline": "HTML",
    "image": "A picture",
    "link_open": "A link",
    "code_inline": "Code",
}


_BULLET = re.compile(r"^([ \t]{0,3})[•·▪‣][ \t]?", re.MULTILINE)
"""Points as word processors have them."""

_SPACES = {ord(each): " " for each in "\u00a0\u2007\u2009\u202f"} | {0x200B: None, 0xFEFF: None, 0x00AD: None}
"""Spaces as word processors have them, and characters without width, by which a number could hide."""


@dataclass(frozen=True)
class Source:
    """A stretch of what was written: text, a reference (its inside), a figure from elsewhere or a number that
    is none. `line` and `column` begin at 1."""

    kind: str  # text, reference, external or apart
    text: str
    line: int
    column: int
    source: str = ""


@dataclass(frozen=True)
class Written:
    """A paragraph or a point as written. Points of one list have the same `block`."""

    pieces: tuple[Source, ...]
    block: int
    is_item: bool


@dataclass(frozen=True)
class Fault:
    """What of Markdown is not taken, where, and what to write instead. `kept` where its text is printed all
    the same."""

    what: str
    line: int
    column: int
    kept: bool
    mend: str = "Write paragraphs and bullet points."


def passages(text: str) -> tuple[tuple[Written, ...], tuple[Fault, ...]]:
    """The passages of a section in reading order, and what of it is not taken."""
    text = _BULLET.sub(lambda found: f"{found[1]}- ", text.translate(_SPACES))
    lines = text.splitlines()
    reader, kept = _Reader(lines), dict[str, Any]()
    reader.read(_parser().parse(text, kept))
    reader.read_definitions(kept.get("references", {}))
    return tuple(reader.found), tuple(reader.faults)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").disable("code")
    parser.inline.ruler.before("escape", "reference", _bound)
    parser.inline.ruler.before("escape", "external", _external)
    parser.inline.ruler.before("escape", "apart", _apart)
    return parser


def _bound(state: StateInline, silent: bool) -> bool:
    """'{{ … }}' is taken whole, so that an underscore or a star in it is no emphasis."""
    return _take(state, silent, REFERENCE, "reference")


def _external(state: StateInline, silent: bool) -> bool:
    """'[28%](source: …)' is no link."""
    return _take(state, silent, EXTERNAL, "external")


def _apart(state: StateInline, silent: bool) -> bool:
    """'[ten](no figure)' is no link."""
    return _take(state, silent, APART, "apart")


def _take(state: StateInline, silent: bool, pattern: re.Pattern[str], kind: str) -> bool:
    found = pattern.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push(kind, "", 0)
        token.content = found[0]
    state.pos = found.end()
    return True


class _Reader:
    """Walks the tokens of Markdown and remembers where each stretch was written."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.found: list[Written] = []
        self.faults: list[Fault] = []
        self._block = 0
        self._lists = 0

    def read(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            line = token.map[0] if token.map else 0
            if token.type in _KEPT:
                self._fault(_KEPT[token.type], line, kept=True)
            if token.type in _REFUSED:
                self._fault(_REFUSED[token.type], line, kept=False)
                self._add(tuple(self._plain(token.content, line)))
            if token.type.endswith("_list_open"):
                self._lists += 1
            if token.type.endswith("_list_close"):
                self._lists -= 1
            if token.type == "inline":
                self._add(tuple(self._inline(token)))
            elif token.level == 0:
                self._block += 1

    def read_definitions(self, found: Mapping[str, Mapping[str, Any]]) -> None:
        """Remark on where links and footnotes lead, as '[a]: place': Markdown takes it out of the text."""
        for label, one in found.items():
            line = one["map"][0]
            if label.startswith("^"):
                self.faults.append(Fault(FOOTNOTE.what, line + 1, 1, kept=False, mend=FOOTNOTE.mend))
            else:
                self._fault("A link", line, kept=False)

    def _fault(self, what: str, line: int, *, kept: bool) -> None:
        text = self.lines[line] if line < len(self.lines) else ""
        self.faults.append(Fault(what, line + 1, len(text) - len(text.lstrip()) + 1, kept))

    def _add(self, pieces: tuple[Source, ...]) -> None:
        if any(piece.text.strip() for piece in pieces):
            self.found.append(Written(pieces, self._block, self._lists > 0))

    def _plain(self, content: str, line: int) -> Iterator[Source]:
        for number, text in enumerate(content.splitlines(), start=line):
            yield Source("text", text.strip() + " ", number + 1, 1)

    def _inline(self, token: Token) -> Iterator[Source]:
        line = token.map[0] if token.map else 0
        raw = token.content
        starts = self._starts(raw, line)
        at, begins, in_table = 0, True, False
        for child in token.children or ():
            if child.type in _REFUSED_INLINE:
                where = _place(starts, raw, at)
                self.faults.append(Fault(_REFUSED_INLINE[child.type], *where, kept=False))
            if child.type in ("softbreak", "hardbreak"):
                at = max(at, raw.find("\n", at) + 1)
                yield Source("text", " ", *_place(starts, raw, max(at - 1, 0)))
                begins = True
                continue
            content = child.content
            if not content:
                continue
            found = raw.find(content, at)
            start = found if found >= 0 else at
            at = start + len(content) if found >= 0 else at
            if child.type == "text":
                for mark, offset in marks_in(content, begins=begins):
                    if mark is TABLE and in_table:
                        continue
                    in_table = in_table or mark is TABLE
                    first = start + offset
                    if mark is TABLE and not content.startswith("|"):  # the rule below the headings
                        first = raw.rfind("\n", 0, max(start - 1, 0)) + 1
                    where = _place(starts, raw, first)
                    self.faults.append(Fault(mark.what, *where, kept=False, mend=mark.mend))
            begins = False
            yield _source(child.type, content, _place(starts, raw, start))

    def _starts(self, raw: str, line: int) -> list[tuple[int, int]]:
        """Line and first column of each line of a stretch, which Markdown gives without its margin."""
        found = []
        for number, text in enumerate(raw.split("\n"), start=line):
            whole = self.lines[number] if number < len(self.lines) else text
            found.append((number + 1, max(whole.find(text.strip()), 0) + 1))
        return found


def _place(starts: Sequence[tuple[int, int]], raw: str, offset: int) -> tuple[int, int]:
    number = min(raw.count("\n", 0, offset), len(starts) - 1)
    line, column = starts[number]
    return line, column + offset - (raw.rfind("\n", 0, offset) + 1)


def _source(kind: str, content: str, where: tuple[int, int]) -> Source:
    if kind == "reference":
        return Source(kind, " ".join(content[2:-2].split()), *where)
    if kind == "external":
        found = EXTERNAL.fullmatch(content)
        if found:
            return Source(kind, found[1], *where, source=found[2].strip())
    if kind == "apart":
        found = APART.fullmatch(content)
        if found:
            return Source(kind, found[1].strip(), *where)
    return Source("text", content, *where)
