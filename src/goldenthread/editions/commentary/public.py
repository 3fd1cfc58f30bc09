"""Check a section as everybody would read it: by the figures that the public sees, without what is left out.

A paragraph or point goes with a figure that the public may not see, so nothing is asked of it. Whether a
figure moved is a matter of the council's own figures: one that was only rounded did not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from goldenthread.analysis.figures import Figure
from goldenthread.editions.commentary.about import contradicting, finder
from goldenthread.editions.commentary.binding import Bound, bind
from goldenthread.editions.commentary.bound import Passage, Piece
from goldenthread.editions.commentary.checking import NOTHING, check, check_bound
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.commentary.said import FOR_EVERYBODY
from goldenthread.editions.commentary.world import World
from goldenthread.model.result import PRINTED

AUDIENCE = "public"


def check_for_public(
    section: str, text: str, own: World, public: World, *, written_with: Mapping[str, str] = NOTHING
) -> tuple[Remark, ...]:
    """The remarks on a section of a public edition in reading order. `own` has the council's own figures,
    `public` those that everybody may see; `written_with` is of the council's own."""
    if section not in own.sections:
        return check(section, text, own)
    if section not in public.sections:
        return (_not_shown(section),)
    inner, outer = bind(section, text, own), bind(section, text, public)
    pairs = tuple(zip(inner.passages, outer.passages, strict=True))
    gone = _gone(inner, outer, public)
    places = {(piece.line, piece.column) for theirs in gone for piece in theirs.pieces}
    remarks = [each for each in outer.remarks if (each.line, each.column) not in places]
    remarks += [_left_out(section, hidden) for hidden in gone.values()]
    if gone and len(gone) == len(pairs):
        return tuple(remarks)
    seen = Bound(section, tuple(theirs for _, theirs in pairs if theirs not in gone), tuple(remarks))
    moved = {name: old for name, old in written_with.items() if inner.printed.get(name, old) != old}
    return check_bound(seen, _as_named(public, own), audience=AUDIENCE, written_with=moved)


def left_out(section: str, text: str, own: World, public: World) -> tuple[Remark, ...]:
    """The paragraphs and points of a section that a public edition rightly leaves out, one remark for each:
    the council has a figure in them that the public may not see."""
    if section not in own.sections:
        return ()
    if section not in public.sections:
        return (_not_shown(section),)
    gone = _gone(bind(section, text, own), bind(section, text, public), public)
    return tuple(_left_out(section, hidden) for hidden in gone.values())


def _not_shown(section: str) -> Remark:
    message = "The public is not shown this section: nothing of it is printed."
    return Remark(section, 1, 1, "absent", message, "Say it in another section, if everybody should read it.")


def _gone(inner: Bound, outer: Bound, public: World) -> Mapping[Passage, Piece]:
    """What is left out as everybody reads a section, each with the figure for which it goes."""
    pairs = zip(inner.passages, outer.passages, strict=True)
    return {theirs: hidden for ours, theirs in pairs if (hidden := next(_hidden(ours, theirs, public), None))}


def _as_named(public: World, own: World) -> World:
    """The public world with each measure under the name that the writer knows: by its words a check finds of
    what a sentence speaks, and which numbers are limits in a name."""
    names = {
        each.id: replace(each, name=own.measures[each.id].name, short_name=own.measures[each.id].short_name)
        for each in public.measures.values()
    }
    return replace(public, measures=names)


def _hidden(ours: Passage, theirs: Passage, public: World) -> Iterator[Piece]:
    """The figures of a passage that the council has and the public may not see, or may not see beside the
    share that they contradict once they are rounded."""
    bound = {(piece.line, piece.column) for piece in ours.pieces if piece.kind == "bound"}
    for piece in theirs.pieces:
        is_refused = piece.kind == "wrong" and (piece.line, piece.column) in bound
        is_gone = not all(_is_for_everybody(each) for each in piece.figures)
        if is_refused or is_gone:
            yield piece
    wrong = _contradicting(theirs, public)
    yield from (piece for piece in theirs.pieces if wrong and wrong in piece.figures)


def _contradicting(passage: Passage, public: World) -> Figure | None:
    find = finder(public.results, public.authority)
    return None if public.rounding == 1 else contradicting(passage.words, public.measures, find)


def _left_out(section: str, piece: Piece) -> Remark:
    named = piece.reference or piece.raw
    message = f"The public is not shown {named}: this paragraph or point is left out."
    mend = "Say it without the figure, if everybody should read it."
    is_shown = piece.kind == "bound" and all(_is_for_everybody(each) for each in piece.figures)
    if is_shown and piece.reference:
        message = (
            f"{named} is rounded for the public to {piece.text}, which would give another share than the one "
            "beside it: this paragraph or point is left out."
        )
        mend = f"Write {replace(piece.reference, form='in full')}, or the share alone."
    return Remark(section, piece.line, piece.column, "absent", message, mend)


def _is_for_everybody(figure: Figure) -> bool:
    return figure.text not in PRINTED.values() and figure.part in FOR_EVERYBODY
