"""The Jinja environment: autoescape always on, an undefined name is an error.

Four things are put into a page unescaped, each made by our own code, which escapes what it is given: the
attributes of figures (`keys.py`), drawings (`charts/svg.py`), blocks drawn before and the style sheet.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

from goldenthread.publication.charts.draw import draw
from goldenthread.publication.charts.icons import draw_icon
from goldenthread.publication.html import keys

HERE = Path(__file__).parent


@cache
def environment() -> jinja2.Environment:
    """The environment of all pages. A block is given `href`, the target of an anchor, and `proofs`."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["kind"] = lambda node: type(node).__name__
    env.filters["keys"] = keys.figure_attributes
    env.filters["context_attributes"] = keys.context_attributes
    env.filters["one_figure"] = keys.is_one_figure
    env.filters["table_context"] = keys.table_context
    env.filters["text_context"] = keys.text_context
    env.filters["row_context"] = keys.row_context
    env.globals["drawing"] = draw
    env.globals["icon"] = draw_icon
    env.globals["style"] = (HERE / "style.css").read_text(encoding="utf-8")
    return env
