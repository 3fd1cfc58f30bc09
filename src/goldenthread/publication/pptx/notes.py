"""The notes of a slide: what stands behind its figures, for whoever presents it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goldenthread.analysis.figures import Key
from goldenthread.publication.pptx.pieces import Words, pieces_of
from goldenthread.publication.tree import Block


def add_notes(slide: Any, blocks: Sequence[Block], proofs: Mapping[Key, str]) -> None:
    """Write the notes; a slide with nothing behind it has none."""
    if not blocks:
        return
    said = [
        ("• " if paragraph.bullet else "") + paragraph.text
        for piece in pieces_of(blocks, proofs)
        if isinstance(piece, Words)
        for paragraph in piece.paragraphs
    ]
    frame = slide.notes_slide.notes_text_frame
    for index, each in enumerate(said):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = each
        run._r.get_or_add_rPr().set("lang", "en-GB")
