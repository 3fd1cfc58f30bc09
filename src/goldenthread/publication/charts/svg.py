"""A small writer of SVG: elements with escaped text, compact numbers, and figures that keep their keys."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from goldenthread.analysis.figures import Figure, Words

DARK_BLUE = "#12436D"
TURQUOISE = "#28A197"
DARK_PINK = "#801650"
ORANGE = "#F46A25"
INK = "#0b0c0c"
GREY = "#50575c"
RULE = "#c9cdd0"
FONT = "system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
WIDTH = 360
"""Every drawing is 360 units wide, so that its text is of one size on any page and legible on a telephone."""


def coordinate(value: float) -> str:
    """A coordinate to a tenth of a unit, without trailing noughts, so that output is compact and stable."""
    text = f"{value:.1f}"
    return "0" if text in ("-0.0", "0.0") else text.removesuffix(".0")


def attributes(pairs: Mapping[str, object]) -> str:
    """Attributes in the order given; numbers shortened, text escaped, names with '_' written with '-'."""
    out = []
    for name, value in pairs.items():
        text = coordinate(value) if isinstance(value, int | float) else escape(str(value))
        out.append(f' {name.replace("_", "-")}="{text}"')
    return "".join(out)


def element(name: str, content: str = "", **pairs: object) -> str:
    """An element around content that is already SVG."""
    start = f"<{name}{attributes(pairs)}"
    return f"{start}>{content}</{name}>" if content else f"{start}/>"


def words(parts: Words) -> str:
    """Text with each figure in a span that carries its key."""
    return "".join(escape(part, quote=False) if isinstance(part, str) else _figure(part) for part in parts)


def text(x: float, y: float, parts: Words, **pairs: object) -> str:
    """A line of text; its left end at x unless an anchor is given."""
    return element("text", words(parts), x=x, y=y, **pairs)


def label(x: float, y: float, content: str, **pairs: object) -> str:
    """A line of plain text."""
    return text(x, y, (content,), **pairs)


def figure_keys(figure: Figure) -> dict[str, str]:
    """The data attributes that name the result behind a figure."""
    keys = {
        "data-measure": figure.measure,
        "data-period": figure.period,
        "data-breakdown": figure.breakdown,
        "data-group": figure.group,
        "data-part": figure.part,
    }
    return keys | ({"data-against": figure.against} if figure.against else {})


def drawing(anchor: str, height: float, title: str, summary: str, content: str) -> str:
    """A whole drawing: an image with a title and a text summary, its ids made from the anchor."""
    names = f'<title id="{escape(anchor)}-t">{escape(title)}</title>'
    names += f'<desc id="{escape(anchor)}-d">{escape(summary)}</desc>'
    return element(
        "svg",
        names + content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {coordinate(height)}",
        role="img",
        aria_labelledby=f"{anchor}-t {anchor}-d",
        font_family=FONT,
        font_size=13,
        fill=INK,
    )


def wrapped(content: str, limit: int, lines: int = 2) -> list[str]:
    """Words set on at most `lines` lines of about `limit` characters, the last cut with '…'."""
    out = [""]
    for word in content.split():
        if out[-1] and len(out[-1]) + 1 + len(word) > limit:
            out.append("")
        out[-1] = f"{out[-1]} {word}".strip()
    if len(out) > lines:
        out = [*out[: lines - 1], " ".join(out[lines - 1 :])]
    return [line if len(line) <= limit + 2 else line[: limit + 1].rstrip() + "…" for line in out]


def _figure(figure: Figure) -> str:
    return f"<tspan{attributes(figure_keys(figure))}>{escape(figure.text, quote=False)}</tspan>"
