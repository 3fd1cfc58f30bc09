"""Figures that moved since the words beside them were written."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.remark import Remark

MEND = (
    "Read the words again. Where they still hold, import them without their line in printed.csv, if there is "
    "one; else mend them."
)


def moved(section: Section) -> Iterator[Remark]:
    """Each reference that prints something else than it did when it was written, where it first stands."""
    seen: set[str] = set()
    for passage in section.passages:
        for at, piece in passage.placed():
            name = str(piece.reference) if piece.reference else ""
            old = section.written_with.get(name)
            if old is None or old == piece.text or name in seen:
                continue
            seen.add(name)
            message = f"{name} was {old} when this was written and is {piece.text} now."
            yield section.remark(passage, at, "moved", message, MEND)
