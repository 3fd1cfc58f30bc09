"""Bind a section: every reference becomes its figures, and what cannot be bound is remarked on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from goldenthread.analysis.figures import Figure, Words
from goldenthread.editions.commentary.bound import Passage, Piece, printed_by
from goldenthread.editions.commentary.grammar import WrongReference, parse
from goldenthread.editions.commentary.passages import Fault, Source, passages
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.commentary.resolve import resolve
from goldenthread.editions.commentary.said import Said, SaidList, SaidParagraph
from goldenthread.editions.commentary.world import World
from goldenthread.model.result import PRINTED

NO_FIGURE = "[DRAFT: {} prints no figure]"
"""How an edition that is not released prints a reference that was refused."""

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Bound:
    """A section with its figures. `printed` is what each reference gave, to be kept with the text: when a
    figure moves, the words beside it may no longer hold."""

    section: str
    passages: tuple[Passage, ...]
    remarks: tuple[Remark, ...] = ()
    printed: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> Said:
        """As an edition prints it."""
        found: list[SaidParagraph | SaidList] = []
        last: int | None = None
        for passage in self.passages:
            if not passage.is_item:
                found.append(SaidParagraph(_printed(passage)))
            elif last == passage.block and isinstance(found[-1], SaidList):
                found[-1] = SaidList((*found[-1].items, _printed(passage)))
            else:
                found.append(SaidList((_printed(passage),)))
            last = passage.block
        return tuple(found)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure in reading order."""
        return tuple(each for one in self.passages for piece in one.pieces for each in piece.figures)


def _printed(passage: Passage) -> Words:
    """The words of a passage; a reference that was refused is marked, so that no reader takes its place for
    finished words."""
    return tuple(
        NO_FIGURE.format(word) if piece.kind == "wrong" else word
        for piece in passage.pieces
        for word in piece.words
    )


def bind(section: str, text: str, world: World) -> Bound:
    """The section with every reference looked up. Nothing else is checked: see `check`."""
    written, faults = passages(text)
    remarks = [_fault(section, each) for each in faults]
    made = []
    for one in written:
        pieces = tuple(_piece(section, each, world, remarks) for each in one.pieces)
        made.append(Passage(section, _joined(pieces), one.block, one.is_item))
    found = tuple(made)
    return Bound(section, found, tuple(remarks), printed_by(found))


def _joined(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces that say something. A pound sign that was written before an amount is not said twice: the
    amount has its own."""
    made = list(pieces)
    for at, (one, after) in enumerate(pairwise(pieces)):
        if one.kind == "text" and one.text.endswith("£") and after.text.startswith("£"):
            made[at] = replace(one, words=(one.text.removesuffix("£"),))
    return tuple(piece for piece in made if piece.text)


def _fault(section: str, fault: Fault) -> Remark:
    code, end = ("layout", "is printed as plain text") if fault.kept else ("markdown", "is not taken")
    said = f"{fault.what} {end} in commentary."
    return Remark(section, fault.line, fault.column, code, said, fault.mend)


def _piece(section: str, source: Source, world: World, remarks: list[Remark]) -> Piece:
    where = (source.line, source.column)
    if source.kind == "text":
        return Piece("text", (source.text,), source.text, *where)
    if source.kind == "external":
        remarks += _source_remarks(section, source)
        return Piece(
            "external", (f"{source.text} ({source.source})",), source.text, *where, None, source.source
        )
    if source.kind == "apart":
        return Piece("apart", (source.text,), source.text, *where)
    try:
        reference = parse(source.text)
        words = resolve(reference, world)
    except WrongReference as wrong:
        remarks.append(Remark(section, *where, "reference", wrong.what, wrong.do))
        raw = "{{ " + source.text + " }}"
        return Piece("wrong", (raw,), raw, *where)
    absent = next(
        (each for each in words if isinstance(each, Figure) and each.text in PRINTED.values()), None
    )
    if absent:
        what = f"{reference} prints {absent.text}: there is no figure."
        remarks.append(Remark(section, *where, "absent", what, "Leave it out, or say why there is none."))
    return Piece("bound", words, source.text, *where, reference)


def _source_remarks(section: str, source: Source) -> Iterator[Remark]:
    """A source says who published the figure, and for when."""
    if not re.search(r"[A-Za-z]{2}", source.source):
        what = f"The figure '{source.text}' is declared without a source."
    elif not _YEAR.search(source.source):
        what = f"The source of '{source.text}' does not say for when: '{source.source}'."
    else:
        return
    mend = f"Write who published it and for when: [{source.text}](source: LAIT 2022-23)."
    yield Remark(section, source.line, source.column, "source", what, mend)
