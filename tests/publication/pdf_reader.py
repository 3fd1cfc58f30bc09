"""Reads a PDF back by its structure tree: what a screen reader is told, in order. It knows nothing of Typst.

Text is found by marked content: the glyphs of each content stream, by the number of the mark that they stand
in, through the map from glyphs to characters that each font carries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

APART = "\x1f"
"""Stands in a drawing between texts that do not follow each other: white space to whoever closes texts up."""
JUMP = 2.5
"""So many times its own size a glyph stands from the one before it where they are of different texts."""
SHOWS = {"Tj", "TJ", "'", '"'}
PAINTS = SHOWS | {"Do", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"}


@dataclass
class Element:
    """An element of the structure tree: its role, its attributes, its children and text in order."""

    role: str
    alt: str | None = None
    scope: str | None = None
    children: list[Element | str] = field(default_factory=list)
    leads_to: int = 0  # links of the page that it holds

    def text(self, without: tuple[str, ...] = ()) -> str:
        """Its text, without that of elements of the named roles."""
        return "".join(
            child if isinstance(child, str) else child.text(without)
            for child in self.children
            if isinstance(child, str) or child.role not in without
        )

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def find(self, *roles: str) -> list[Element]:
        return [each for each in self.walk() if each.role in roles]


@dataclass
class Read:
    """A PDF as read: its structure, what is painted outside any mark, texts of artifacts by page."""

    pdf: pikepdf.Pdf
    root: Element
    unmarked: list[str]
    artifacts: list[str]
    pages: int


def read(data: bytes) -> Read:
    """The PDF of these bytes."""
    pdf = pikepdf.open(BytesIO(data))
    marked: dict[tuple[Any, int], str] = {}
    unmarked: list[str] = []
    artifacts: list[str] = []
    for page in pdf.pages:
        stream = _Stream()
        stream.run(page.obj, page.obj.get("/Resources"))
        marked |= {(page.obj.objgen, number): "".join(held) for number, held in stream.marked.items()}
        unmarked += stream.unmarked
        artifacts.append("".join(stream.artifacts))
    root = Element("Root")
    for child in _list(pdf.Root.StructTreeRoot.K):
        _read_element(child, None, root, marked)
    return Read(pdf, root, unmarked, artifacts, len(pdf.pages))


def _read_element(node: Any, page: Any, parent: Element, marked: dict[tuple[Any, int], str]) -> None:
    if isinstance(node, int):
        parent.children.append(marked.get((page, node), ""))
        return
    page = node.Pg.objgen if "/Pg" in node else page
    if node.get("/Type") == "/MCR":
        parent.children.append(marked.get((page, int(node.MCID)), ""))
    elif node.get("/Type") == "/OBJR":
        parent.leads_to += 1
    else:
        element = Element(str(node.S)[1:], _string(node, "/Alt"), _scope(node))
        parent.children.append(element)
        for child in _list(node.get("/K", [])):
            _read_element(int(child) if isinstance(child, int) else child, page, element, marked)


def _scope(node: Any) -> str | None:
    for held in _list(node.get("/A", [])):
        if "/Scope" in held:
            return str(held.Scope)[1:]
    return None


def _string(node: Any, name: str) -> str | None:
    return str(node[name]) if name in node else None


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, pikepdf.Array | list) else [value]


class _Stream:
    """The content of a page, mark by mark."""

    def __init__(self) -> None:
        self.marked: dict[int, list[str]] = {}
        self.unmarked: list[str] = []
        self.artifacts: list[str] = []
        self.stack: list[tuple[str, int | None, bool]] = []
        self._drawings: set[int] = set()
        self._matrix = pikepdf.Matrix()
        self._saved: list[pikepdf.Matrix] = []
        self._size = 0.0
        self._last: tuple[float, float] | None = None

    def run(self, holder: Any, resources: Any) -> None:
        font: dict[int, str] = {}
        fonts = resources.get("/Font", {}) if resources is not None else {}
        for operands, operator in pikepdf.parse_content_stream(holder):
            name = str(operator)
            if name in ("BDC", "BMC"):
                self._begin(operands, resources)
            elif name == "EMC":
                self.stack.pop()
            elif name == "q":
                self._saved.append(self._matrix)
            elif name == "Q":
                self._matrix = self._saved.pop()
            elif name == "cm":
                self._matrix = pikepdf.Matrix(*map(float, operands)) @ self._matrix
            elif name == "Tf":
                font, self._size = _map_of(fonts[str(operands[0])]), float(operands[1])
            elif name in PAINTS and not self._is_marked():
                self.unmarked.append(name)
            if name in SHOWS:
                self._show("".join(_decode(each, font) for each in _strings(operands)))
            elif name == "Do":
                inner = resources.XObject[str(operands[0])]
                if inner.get("/Subtype") == "/Form":
                    self.run(inner, inner.get("/Resources", resources))

    def _begin(self, operands: Any, resources: Any) -> None:
        held = operands[1] if len(operands) > 1 else {}
        if isinstance(held, pikepdf.Name):
            held = resources.Properties[str(held)]
        instead = "/ActualText" in held
        number = int(held["/MCID"]) if "/MCID" in held else None
        if number is not None and "/Alt" in held:
            self._drawings.add(number)
            self._last = None
        if instead:
            self._show(str(held["/ActualText"]))
        self.stack.append((str(operands[0]), number, instead))

    def _is_marked(self) -> bool:
        return any(tag == "/Artifact" or number is not None for tag, number, _ in self.stack)

    def _show(self, text: str) -> None:
        if any(instead for _, _, instead in self.stack):
            return
        numbers = [number for _, number, _ in self.stack if number is not None]
        if any(tag == "/Artifact" for tag, _, _ in self.stack):
            self.artifacts.append(text)
        elif numbers:
            if numbers[-1] in self._drawings and self._jumps():
                text = APART + text
            self.marked.setdefault(numbers[-1], []).append(text)

    def _jumps(self) -> bool:
        """Whether what is shown stands on another line than what was shown before, or far from it."""
        last, here = self._last, (self._matrix.e, self._matrix.f)
        self._last = here
        if last is None:
            return False
        em = self._size * abs(self._matrix.a)
        return abs(here[1] - last[1]) > 0.1 * em or not 0 <= here[0] - last[0] < JUMP * em


def _strings(operands: Any) -> Iterator[bytes]:
    for operand in operands:
        for each in _list(operand):
            if isinstance(each, pikepdf.String):
                yield bytes(each)


def _decode(codes: bytes, font: dict[int, str]) -> str:
    pairs = zip(codes[::2], codes[1::2], strict=True)
    return "".join(font[high * 256 + low] for high, low in pairs)


_MAPS: dict[bytes, dict[int, str]] = {}


def _map_of(font: Any) -> dict[int, str]:
    """Glyph to characters, as the font's own map says."""
    data = font.ToUnicode.read_bytes()
    if data not in _MAPS:
        _MAPS[data] = dict(_mapped(data.decode("ascii")))
    return _MAPS[data]


def _mapped(text: str) -> Iterator[tuple[int, str]]:
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, to in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            yield int(code, 16), bytes.fromhex(to).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for low, high, to in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            first = bytes.fromhex(to).decode("utf-16-be")
            for step in range(int(high, 16) - int(low, 16) + 1):
                yield int(low, 16) + step, first[:-1] + chr(ord(first[-1]) + step)
