"""The stored commentary of an edition: put into it, and checked before it goes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goldenthread.analysis.disclosure import Policy
from goldenthread.base.errors import RefusedInput
from goldenthread.cli.commentary_world import with_commentary, world_of
from goldenthread.cli.opening import opened
from goldenthread.cli.say import say
from goldenthread.editions.commentary.binding import Bound, bind
from goldenthread.editions.commentary.checking import check_bound
from goldenthread.editions.commentary.decisions import undecided
from goldenthread.editions.commentary.public import check_for_public, left_out
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.store.place import has_store
from goldenthread.publication.edition import Edition
from goldenthread.warehouse.workspace import Workspace

if TYPE_CHECKING:
    from goldenthread.editions.store.commentary import Words


@dataclass(frozen=True)
class Behind:
    """What stands behind a public edition: the council's own, and the policy by which it was cut down."""

    whole: Edition
    policy: Policy


DRAFT = (
    "This edition is a draft: its commentary has references that print no figure. [DRAFT …] stands in their "
    "place, a public edition leaves the paragraph out, and a release stops at it:"
)

LEFT_OUT = (
    "The public edition leaves out these paragraphs and points of the commentary, each for a figure that not "
    "everybody is shown. They keep no release back:"
)

SAID = 8
"""So many places that keep a release back are named; the rest are counted."""


def with_stored_commentary(here: Workspace, made: Edition, behind: Behind | None = None) -> Edition:
    """The edition with the words that are stored for its month. References that print no figure are named,
    and apart from them what a public edition leaves out for a figure that the council has; `behind` is what
    stands behind that edition."""
    words = _stored(here, made.period.label)
    if not words:
        return made
    texts = {name: _plain(one.text) for name, one in words.items()}
    said, bound = with_commentary(made, texts)
    wrong = _wrong(bound)
    if behind:
        own, public = world_of(behind.whole), world_of(made, behind.policy)
        never = {_place(one) for one in _wrong([bind(name, text, own) for name, text in texts.items()])}
        wrong = [one for one in wrong if _place(one) in never]
        if left := [one for name, text in texts.items() for one in left_out(name, text, own, public)]:
            say(f"{LEFT_OUT}\n{_lines(left)}")
    if wrong:
        say(f"{DRAFT}\n{_lines(wrong)}")
    return said


def _wrong(bound: Iterable[Bound]) -> list[Remark]:
    """The references that were refused."""
    return [one for each in bound for one in each.remarks if one.code == "reference"]


def _place(remark: Remark) -> tuple[str, int, int]:
    return remark.section, remark.line, remark.column


def check_stored_commentary(here: Workspace, made: Edition, behind: Behind | None = None) -> None:
    """Refuse to release an edition with words that a check keeps back and nobody decided on. `behind` is what
    stands behind a public one."""
    words = _stored(here, made.period.label)
    if not words:
        return
    from goldenthread.editions.store.commentary import decisions_of

    texts = {name: one.text for name, one in words.items()}
    written = {name: one.written_with for name, one in words.items()}
    found = _for_public(made, behind, texts, written) if behind else checked_texts(made, texts, written)[1]
    with opened(here):
        left = undecided(found, decisions_of(made.period.label))
    blocking = [one for one in left if one.blocks]
    if blocking:
        raise RefusedInput(
            f"The commentary of {made.period.words()} cannot go out yet:\n{_lines(blocking)}",
            why="Nothing was released.",
            do="Mend each place, import the words again, then release.",
        )


def checked_texts(
    made: Edition, texts: Mapping[str, str], written_with: Mapping[str, Mapping[str, str]]
) -> tuple[list[Bound], list[Remark]]:
    """Texts of sections with their figures, and what is remarked on them."""
    world = world_of(made)
    bound = [bind(name, _plain(text), world) for name, text in texts.items()]
    remarks = [
        remark
        for one in bound
        for remark in check_bound(
            one, world, audience=made.audience, written_with=written_with.get(one.section, {})
        )
    ]
    return bound, remarks


def _for_public(
    made: Edition, behind: Behind, texts: Mapping[str, str], written_with: Mapping[str, Mapping[str, str]]
) -> list[Remark]:
    own, public = world_of(behind.whole), world_of(made, behind.policy)
    return [
        remark
        for name, text in texts.items()
        for remark in check_for_public(
            name, _plain(text), own, public, written_with=written_with.get(name, {})
        )
    ]


def _plain(text: str) -> str:
    """The words without the mark with which some editors begin a file."""
    return text.removeprefix("\ufeff")


def _lines(remarks: list[Remark]) -> str:
    said = [f"{one} {one.mend}".rstrip() for one in remarks[:SAID]]
    more = len(remarks) - SAID
    return "\n".join(
        [*said, *([f"and {more} more: see 'goldenthread commentary check'."] if more > 0 else [])]
    )


def _stored(here: Workspace, period: str) -> Mapping[str, Words]:
    if not has_store(here):
        return {}
    from goldenthread.editions.store.commentary import commentary_of

    with opened(here):
        return commentary_of(period)
