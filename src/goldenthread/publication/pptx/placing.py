"""Where the pieces of a slide stand: one beneath the other, at the largest scale at which all fit."""

from __future__ import annotations

import math
from collections.abc import Sequence

from goldenthread.publication.pptx.canvas import (
    EMU,
    LAST_RESORT,
    Canvas,
    at_scale,
    paragraph_height,
    run_size,
)
from goldenthread.publication.pptx.pieces import Drawn, Grid, Piece, Split, Words
from goldenthread.publication.pptx.runs import Paragraph
from goldenthread.publication.pptx.tables import draw_table, sized
from goldenthread.publication.pptx.template import Box
from goldenthread.publication.pptx.widths import lines

SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, LAST_RESORT)
GAP = 10.0
"""Points between two pieces."""

LEAST_CHART = 140.0
"""Points that a chart is high at least."""

GUTTER = 22.0
"""Points between two groups side by side."""


def place(pieces: Sequence[Piece], box: Box, canvas: Canvas) -> None:
    """Draw the pieces in a box."""
    room, height = box.width / EMU, box.height / EMU
    scale = next((each for each in SCALES if _height(pieces, canvas, room, each) <= height), SCALES[-1])
    _draw(pieces, box, canvas, scale)


def text_height(paragraphs: Sequence[Paragraph], room: float, scale: float) -> float:
    """Points that paragraphs take in so much room."""
    total = 0.0
    for index, each in enumerate(paragraphs):
        size = at_scale(each.size, scale)
        inside = room - (size if each.bullet else 0)
        is_bold = all(run.bold for run in each.runs)
        own = max((run_size(size, run) for run in each.runs), default=size)
        total += paragraph_height(size, lines(each.text, own, inside, bold=is_bold))
        total += size * each.before if index else 0
    return total


def _height(pieces: Sequence[Piece], canvas: Canvas, room: float, scale: float) -> float:
    own = [_one(each, canvas, room, scale) for each in pieces]
    return sum(own) + GAP * max(len(own) - 1, 0)


def _one(piece: Piece, canvas: Canvas, room: float, scale: float) -> float:
    match piece:
        case Words():
            return text_height(piece.paragraphs, room, scale)
        case Grid():
            size = sized(piece.table, canvas, room, piece.size, scale)
            return size.height if size.fits or scale == SCALES[-1] else math.inf
        case Drawn():
            return LEAST_CHART
        case Split():
            sides = zip(piece.groups, _sides(piece, room), strict=True)
            return max(_height(group, canvas, width, scale) for group, width in sides)


def _sides(piece: Split, room: float) -> list[float]:
    """The width of each group."""
    held = room - GUTTER * (len(piece.shares) - 1)
    return [held * share for share in piece.shares]


def _draw(pieces: Sequence[Piece], box: Box, canvas: Canvas, scale: float) -> None:
    """One beneath the other; what is left of the height is shared by charts and by groups with charts."""
    room = box.width / EMU
    own = [_one(each, canvas, room, scale) for each in pieces]
    spare = box.height / EMU - sum(own) - GAP * max(len(own) - 1, 0)
    growing = [at for at, each in enumerate(pieces) if isinstance(each, Drawn | Split)]
    y = float(box.y)
    for at, piece in enumerate(pieces):
        height = own[at] + (max(spare, 0.0) / len(growing) if at in growing else 0.0)
        place_ = Box(box.x, round(y), box.width, round(height * EMU))
        _draw_one(piece, place_, canvas, scale)
        y += (height + GAP) * EMU


def _draw_one(piece: Piece, box: Box, canvas: Canvas, scale: float) -> None:
    match piece:
        case Words():
            canvas.write(box, piece.paragraphs, scale)
        case Grid():
            draw_table(
                piece.table, canvas, box, sized(piece.table, canvas, box.width / EMU, piece.size, scale)
            )
        case Drawn():
            canvas.draw(box, piece.native, piece.name, piece.words)
        case Split():
            x = float(box.x)
            for group, width in zip(piece.groups, _sides(piece, box.width / EMU), strict=True):
                _draw(group, Box(round(x), box.y, round(width * EMU), box.height), canvas, scale)
                x += (width + GUTTER) * EMU
