"""Icons of control charts, drawn by ourselves: shapes and letters that differ without colour.

Variation: the shape that the signal has on a chart, with H or L for high or low; a wave where there is none.
Assurance: a tick, a cross, or a question mark on a plate.
"""

from __future__ import annotations

from html import escape

from goldenthread.publication.charts.svg import DARK_BLUE, GREY, INK, ORANGE, element, label

PURPLE = "#cbb8e8"


def draw_icon(name: str, title: str) -> str:
    """The drawing of an icon with its title. Raises KeyError for a name that there is none of."""
    shape, side = name.rpartition("-")[::2]
    content = _PLAIN[name] if name in _PLAIN else _SHAPES[shape] + _letter(shape, side)
    return element(
        "svg",
        f"<title>{escape(title, quote=False)}</title>{content}",
        viewBox="0 0 20 20",
        role="img",
    )


def _letter(shape: str, side: str) -> str:
    """H or L in the middle of a shape; lower in a triangle, whose middle is lower."""
    y = 16.5 if shape == "concern" else 14
    letter = {"high": "H", "low": "L"}[side]
    return label(10, y, letter, text_anchor="middle", font_size=10, font_weight="bold", fill=INK)


_SHAPES = {
    "concern": element("path", d="M10 1l9.5 17.5h-19Z", fill=ORANGE, stroke=INK, stroke_width=1),
    "improvement": element("circle", cx=10, cy=10, r=8, fill="#fff", stroke=DARK_BLUE, stroke_width=3),
    "neither": element("rect", x=2, y=2, width=16, height=16, fill=PURPLE, stroke=INK, stroke_width=1),
}


def _plate(drawn: str) -> str:
    plate = element("rect", x=1, y=3, width=18, height=14, rx=4, fill="#fff", stroke=INK, stroke_width=1.5)
    return plate + element("path", d=drawn, fill="none", stroke=INK, stroke_width=2)


_PLAIN = {
    "common": element("path", d="M2 10c3-8 5-8 8 0s5 8 8 0", fill="none", stroke=GREY, stroke_width=2),
    "pass": _plate("M6 10l3 3l5-6"),
    "fail": _plate("M6.5 6.5l7 7m0-7l-7 7"),
    "hit-and-miss": _plate("M7.5 8.5c0-3 5-3 5 0c0 2-2.5 1.5-2.5 3.2m0 1.3v1.5"),
}
