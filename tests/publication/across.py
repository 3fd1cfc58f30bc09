"""Takes every figure out of each format of one edition, by the reader that the tests of that format use.

Pages and data say themselves of which result a figure is. Slides and papers do not: there the place says it,
in the tree that the edition has for them, and what is taken is what the file prints at that place.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from goldenthread.analysis.figures import Figure, Key, Words
from goldenthread.base.periods import parse as parse_period
from goldenthread.model.result import PRINTED, Status
from goldenthread.publication.charts.description import (
    Bar,
    BarChart,
    Chart,
    LineChart,
    Pair,
    PairedChart,
    UnitChart,
)
from goldenthread.publication.charts.draw import draw
from goldenthread.publication.content.names import group_name
from goldenthread.publication.content.paper import paper
from goldenthread.publication.content.slides import deck
from goldenthread.publication.content.tables import short_period
from goldenthread.publication.edition import Edition
from goldenthread.publication.rendering import Content, Files
from goldenthread.publication.tree import Deck, Table, Text
from tests.publication.pages import Node, Printed, parse, printed_figures
from tests.publication.paper_text import Expected, Item, close, read_drawings, read_items
from tests.publication.pdf_reader import APART, read
from tests.publication.slides_read import ReadChart, ReadSlide, slides_of
from tests.publication.test_pptx import leaves, parts
from tests.publication.test_workbook import HEADINGS
from tests.publication.workbooks import seen, sheets_of

NUMBER = r"[−+]?£?[\d,]+(?:\.\d+)?%?(?: ?points?)?"
SAID = "|".join((NUMBER, *map(re.escape, (*PRINTED.values(), *map(close, PRINTED.values())))))
"""What stands where a figure is meant to: a number or a symbol, right or wrong."""
GAP = "\ue000"
"""Stands for a figure in a text until the file says what it is; no text of an edition has this sign."""
PARTS = ("value", "numerator", "denominator")


@dataclass(frozen=True)
class Taken:
    """A figure of a format: its key and, as far as the format has them, the text that is seen and the number
    that is held."""

    figure: Printed
    text: str = ""
    number: float | None = None


def of_pages(files: Files) -> Iterator[Taken]:
    """Every figure of the pages, those that stand in drawings too."""
    for name, held in files.items():
        if name.endswith(".html"):
            yield from (Taken(each, each.text) for each in printed_figures(parse(held.decode())))


def of_data(files: Files) -> Iterator[Taken]:
    """Every number of the results, and the symbol of each that has no value."""
    held = io.StringIO(files["data/results.csv"].decode(), newline="")
    for row in csv.DictReader(held):
        key = (row["measure"], row["period"], row["breakdown"], row["group"])
        for part in PARTS:
            if row[part]:
                yield Taken(Printed("", *key, part, ""), number=float(row[part]))
        if not row["value"] and row["status"] != Status.OK:
            symbol = PRINTED[Status(row["status"])]
            yield Taken(Printed("", *key, "value", ""), symbol)


def of_workbook(files: Files, edition: Edition, pages: list[Taken]) -> Iterator[Taken]:
    """Every figure of a measure's sheets. A row names its measure, group, period and what it is compared
    with in words; the figures of the pages say which keys those are."""
    named: dict[tuple[str, ...], Printed] = {}
    for each in pages:
        key = each.figure
        found = named.setdefault(_words(edition, key), key)
        assert (found.breakdown, found.group) == (key.breakdown, key.group), (found, key)
    for name, sheet in sheets_of(_only(files, ".xlsx")).items():
        if name.endswith((" series", " groups", " changes")):
            for row in sheet.rows:
                yield from _of_row(row, named)


def _of_row(row: dict[str, Any], named: dict[tuple[str, ...], Printed]) -> Iterator[Taken]:
    names = [seen(row[name]) if name in row else "" for name in COLUMNS]
    for part, heading in HEADINGS.items():
        if heading in row and seen(row[heading]):
            cell = row[heading]
            key = named[*names, part]
            number = float(cell.value) if isinstance(cell.value, int | float) else None
            yield Taken(key, seen(cell), number)


COLUMNS = ("Measure", "Group", "Period", "Compared with")


def _words(edition: Edition, key: Printed) -> tuple[str, ...]:
    """A key as a row of the workbook says it."""
    against = key.against
    if against in edition.measures:
        against = edition.measures[against].name
    elif against:
        against = short_period(parse_period(against))
    group = "" if key.breakdown == "all" else group_name(key.breakdown, key.group, edition.labels)
    group = group or ("All groups" if key.breakdown != "all" else "")
    name = edition.measures[key.measure].name
    return (name, group, short_period(parse_period(key.period)), against, key.part)


def of_paper(files: Files, content: Content) -> Iterator[Taken]:
    """Every figure of the texts, tables and drawings of the paper."""
    keyed = _Keyed(dict(content.proofs))
    wanted = list(keyed.paper(paper(content.edition, content.document)))
    found = read(_only(files, ".pdf"))
    printed = read_items(found)
    assert [role for role, _ in printed] == [role for role, _ in wanted]
    left = iter(keyed.figures)
    for (_, text), (_, pattern) in zip(printed, wanted, strict=True):
        figures = [next(left) for _ in range(pattern.count(GAP))]
        yield from _captured(text, _pattern(pattern.split(GAP)), figures)
    assert next(left, None) is None
    for drawing, chart in zip(read_drawings(found), keyed.drawn, strict=True):
        yield from of_drawing(drawing.text(), chart)


def drawings(files: Files, content: Content) -> Iterator[tuple[str, Chart]]:
    """The text in each drawing of the paper, with the chart that is drawn."""
    keyed = _Keyed(dict(content.proofs))
    for _ in keyed.paper(paper(content.edition, content.document)):
        pass  # what is drawn is known when all is said
    found = read_drawings(read(_only(files, ".pdf")))
    yield from ((each.text(), chart) for each, chart in zip(found, keyed.drawn, strict=True))


def of_drawing(printed: str, chart: Chart) -> Iterator[Taken]:
    """The figures that are printed in a drawing, given all its text. Between two words or figures the reader
    may have seen a gap; within one there is none."""
    pattern, keys = "", []
    for text in parse(draw(chart, "drawn")).find("text"):
        for part in _parts_of(text):
            if isinstance(part, str):
                pattern += f"{APART}?{re.escape(close(part))}"
            else:
                keys.append(part)
                pattern += f"{APART}?({SAID})"
    said = APART.join(map(close, printed.split(APART)))
    found = re.fullmatch(pattern, said)
    assert found, (said, pattern)
    yield from (Taken(key, figure) for key, figure in zip(keys, found.groups(), strict=True))


def _parts_of(node: Node) -> Iterator[str | Printed]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif "data-part" in child.attributes:
            yield from (replace(each, text="") for each in printed_figures(child))
        else:
            yield from _parts_of(child)


class _Keyed(Expected):
    """What a paper says, with a gap for each figure; which those are and what is drawn, in their order."""

    def __init__(self, proofs: dict[Key, str]) -> None:
        super().__init__(proofs)
        self.figures: list[Figure] = []
        self.drawn: list[Chart] = []

    def drawing(self, chart: Chart) -> Item:
        self.drawn.append(chart)
        return super().drawing(chart)

    def _part(self, part: object) -> str:
        if isinstance(part, Figure):
            self.figures.append(part)
            return GAP
        return super()._part(part)


def of_slides(files: Files, content: Content) -> Iterator[Taken]:
    """Every figure of the titles, texts, tables, charts and notes of the slides."""
    yield from of_deck(slides_of(_only(files, ".pptx")), deck(content.edition))


def of_deck(read_back: list[ReadSlide], wanted_deck: Deck) -> Iterator[Taken]:
    """Every figure of slides that were read back, given the deck that they are made from."""
    first, *printed = read_back
    assert first.title
    for wanted, found in zip(wanted_deck.slides, printed, strict=True):
        yield from _of_text(found.title, wanted.title)
        lines = iter([line for shape in found.of("text") for line in shape.paragraphs])
        tables, charts = iter(found.of("table")), iter(found.of("chart"))
        for kind, said in leaves(wanted.blocks):
            if kind == "text":
                yield from _of_lines(lines, said)  # type: ignore[arg-type]
            elif kind == "table":
                yield from _of_table(next(tables).rows, said)  # type: ignore[arg-type]
            else:
                yield from _of_chart(next(charts).chart, said)
        yield from _of_notes(found, [text for kind, text in leaves(wanted.notes) if kind == "text"])


def _of_notes(found: ReadSlide, notes: list[Any]) -> Iterator[Taken]:
    for line, text in zip(found.notes, notes, strict=True):
        yield from _of_text(line.removeprefix("• "), text)


def _of_lines(lines: Iterator[str], text: Text) -> Iterator[Taken]:
    """The figures of a text in the line that says it; lines before it are keys to charts."""
    pattern = _slide_pattern(text)
    line = next(each for each in lines if re.fullmatch(pattern, each))
    yield from _captured(line, pattern, _figures(text))


def _of_table(rows: list[list[str]], table: Table) -> Iterator[Taken]:
    for row, printed in zip(table.rows, rows[1:], strict=True):
        for cell, text in zip(row, printed, strict=True):
            yield from _of_text(text, cell)


def _of_text(printed: str, text: Text) -> Iterator[Taken]:
    yield from _captured(printed, _slide_pattern(text), _figures(text))


def _of_chart(native: ReadChart | None, chart: Any) -> Iterator[Taken]:
    """The numbers that a chart holds beside it, each by the words that stand at its point or bar."""
    assert native is not None
    chart = getattr(chart, "line", chart)
    if isinstance(chart, PairedChart):
        yield from _of_pairs(native, chart)
        return
    points = [getattr(chart, name) for name in ("points", "bars", "rows", "dots") if hasattr(chart, name)]
    places = [*([chart.total] if getattr(chart, "total", None) else ()), *points[0]]
    aside = ("Usual range", "Target ", "Target, ")
    uprights = {f"{at}. {mark.label}" for at, mark in enumerate(getattr(chart, "marks", ()), start=1)}
    drawn = [e for e in native.series if not e.name.startswith(aside) and e.name not in uprights]
    for at, place in enumerate(places):
        held = [float(each.values[at] or "") for each in drawn if each.values[at] is not None]
        figures = _measured(chart, place.shown)
        assert len(held) <= len(figures), (native.heading, place.label)
        yield from (Taken(_key(figure), number=number) for figure, number in zip(figures, held, strict=False))
    if not isinstance(chart, LineChart):
        yield from _of_labels(native, [place for place in places if place.value is not None])


def _measured(chart: object, shown: Words) -> list[Figure]:
    """What a point or bar is as long as, by its words: bars count, so that it is how many of a share; points
    and dots are values, of which the words may give the parts alone."""
    figures = [each for each in shown if isinstance(each, Figure)]
    values = [each for each in figures if each.part not in ("numerator", "denominator")]
    if isinstance(chart, BarChart | UnitChart):
        return [*(each for each in figures if each.part == "numerator"), *values][:1]
    return values or [replace(each, part="value") for each in figures if each.part == "numerator"]


def _of_pairs(native: ReadChart, chart: PairedChart) -> Iterator[Taken]:
    """The numbers of two bars, whole and part of one result, and the words at their end."""
    whole, part = native.series
    for at, pair in enumerate(chart.pairs):
        [first, *_] = [each for each in pair.shown if isinstance(each, Figure)]
        for name, held in (("denominator", whole.values[at]), ("numerator", part.values[at])):
            if held is not None:
                yield Taken(replace(_key(first), part=name), number=float(held))
    yield from _of_labels(native, chart.pairs)


def _of_labels(native: ReadChart, places: Sequence[Bar | Pair]) -> Iterator[Taken]:
    """The words that stand at the ends of bars."""
    for label, place in zip(native.series[0].labels, places, strict=True):
        yield from _of_text(label, place.shown)


def _figures(text: Text) -> list[Figure]:
    return [each for each in text if isinstance(each, Figure)]


def _slide_pattern(text: Text) -> str:
    """A text of a slide as a pattern: what may stand between its parts are signs of their kind."""
    gaps = tuple(replace(each, text=GAP) if isinstance(each, Figure) else each for each in text)
    between = r"[▲▼✓≈✗. ]*"
    pieces = (f"({SAID})" if each == GAP else re.escape(each) for each in parts(gaps))
    return rf"(?:\d+\. )?[▲▼✓≈✗ ]*{between.join(pieces)}[. ]*"


def _pattern(pieces: list[str]) -> str:
    return f"({SAID})".join(map(re.escape, pieces))


def _captured(printed: str, pattern: str, figures: list[Figure]) -> Iterator[Taken]:
    found = re.fullmatch(pattern, printed)
    assert found, (printed, pattern)
    for figure, text in zip(figures, found.groups(), strict=True):
        yield Taken(_key(figure), text)


def _key(figure: Figure) -> Printed:
    """The key of a figure, without what the tree has it print."""
    return Printed("", *figure.key, figure.part, figure.against)


def _only(files: Files, ending: str) -> bytes:
    [held] = [held for name, held in files.items() if name.endswith(ending)]
    return held
