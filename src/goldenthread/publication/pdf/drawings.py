"""Charts and icons as drawings with the words that say the same.

The drawings are those of the pages: shapes, colours and sizes stand in them alone. Only the typeface is set
here, since a paper holds its own.
"""

from __future__ import annotations

from goldenthread.publication.charts.description import Chart
from goldenthread.publication.charts.draw import draw
from goldenthread.publication.charts.icons import draw_icon
from goldenthread.publication.pdf.printable import printable
from goldenthread.publication.pdf.typesetting import TYPEFACE
from goldenthread.publication.tree import Icon


def chart_data(chart: Chart, anchor: str) -> dict[str, str]:
    """The drawing of a chart and its alternative text: the title, then what it shows."""
    return {"drawing": _set(draw(chart, anchor)), "alt": printable(f"{chart.title}. {chart.summary}".strip())}


def icon_drawing(icon: Icon) -> str:
    """The drawing of an icon."""
    return _set(draw_icon(icon.name, icon.title))


def _set(svg: str) -> str:
    """A drawing in the paper's typeface."""
    return printable(svg).replace("<svg ", f"<svg style=\"font-family:'{TYPEFACE}'\" ", 1)
