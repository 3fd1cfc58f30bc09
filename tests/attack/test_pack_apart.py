"""A public pack of every format, taken apart: what the control withheld stands in no byte of it.

The control chooses what to withhold of the made-up edition. In its place the edition then holds large
numbers that cannot be mistaken, and everything of it (findings, accounts, scales) is made while they still
stand there.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pyarrow as pa
import pytest

from goldenthread.analysis.disclosure import suppress
from goldenthread.analysis.figures import number
from goldenthread.engine.cards import shipped_measures
from goldenthread.model.result import ALL
from goldenthread.model.results import KEY, Results
from goldenthread.publication.content.public.measure import counts
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.formats import FORMATS
from goldenthread.publication.pack import content_of, files_of
from goldenthread.publication.rendering import Content
from tests.attack.taking_apart import parts, streams
from tests.publication.made_up import AUTHORITY, made_up_edition
from tests.publication.slides_read import Package, ReadSlide, slides_of
from tests.publication.test_pptx import assert_workbook_is_the_chart, numbers

PLANTED = 73_100_000
"""Planted numbers are this and up to 99,999 more, or 5 times that."""
MARK = "[, \u00a0\u202f']?"
SEEN = re.compile(
    rf"(?<![0-9A-Za-z.])(73(?P<a>{MARK})1\d\d(?P=a)|365(?P<b>{MARK})[5-9]\d\d(?P=b))\d\d\d(?![0-9A-Za-z])"
)
PPTX = {
    *(
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "ppt/presentation.xml",
        "ppt/theme/theme#.xml",
    ),
    *("ppt/_rels/presentation.xml.rels", "ppt/charts/chart#.xml", "ppt/charts/_rels/chart#.xml.rels"),
    *("ppt/slides/slide#.xml", "ppt/slides/_rels/slide#.xml.rels"),
    *("ppt/slideLayouts/slideLayout#.xml", "ppt/slideLayouts/_rels/slideLayout#.xml.rels"),
    *("ppt/slideMasters/slideMaster#.xml", "ppt/slideMasters/_rels/slideMaster#.xml.rels"),
    *("ppt/notesSlides/notesSlide#.xml", "ppt/notesSlides/_rels/notesSlide#.xml.rels"),
    *("ppt/notesMasters/notesMaster#.xml", "ppt/notesMasters/_rels/notesMaster#.xml.rels"),
    "ppt/embeddings/Microsoft_Excel_Sheet#.xlsx",
    *(
        f"ppt/embeddings/Microsoft_Excel_Sheet#.xlsx!{part}"
        for part in (
            *("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
            "xl/worksheets/sheet#.xml",
        )
    ),
}
XLSX = {
    *("[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "xl/workbook.xml"),
    *("xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml", "xl/theme/theme#.xml"),
    *("xl/tables/table#.xml", "xl/worksheets/sheet#.xml", "xl/worksheets/_rels/sheet#.xml.rels"),
}


@cache
def withheld() -> frozenset[tuple[str, ...]]:
    """The keys that the control withholds of the made-up edition."""
    out = suppress(made_up_edition().results, shipped_measures(), AUTHORITY)
    rows = out.results.table.to_pylist()
    return frozenset(tuple(row[n] for n in KEY) for row in rows if row["status"] == "confidential")


@cache
def pack(planted: int) -> Mapping[str, bytes]:
    """The public pack of an edition whose withheld numbers are the planted ones."""
    return files_of(content(planted), FORMATS)


@cache
def content(planted: int) -> Content:
    """The public edition whose withheld numbers are the planted ones."""
    rows = made_up_edition().results.table.to_pylist()
    schema = made_up_edition().results.table.schema
    left = [dict(row) for row in rows]
    for at, row in enumerate(rows):
        if tuple(row[n] for n in KEY) not in withheld():
            continue
        top, whole = float(planted + at), float(5 * (planted + at))
        if row["denominator"] is not None:
            row |= {"denominator": whole}
        row |= {"numerator": top, "value": 20.0 if row["denominator"] is not None else top}
        left[at] |= {"numerator": None, "denominator": None, "value": None, "status": "confidential"}
    told = made_up_edition(results=Results(pa.Table.from_pylist(rows, schema=schema)), audience="public")
    printed = Results(pa.Table.from_pylist(left, schema=schema))
    return content_of(replace(told, results=printed))


def test_no_stream_holds_a_withheld_number(record_property: pytest.RecordProperty) -> None:
    count = 0
    inner = {struct.pack("<d", float(PLANTED + n)) for n in range(2000)}
    for name, data in streams(pack(PLANTED)):
        count += 1
        found = SEEN.search(data.decode("utf-8", "replace"))
        assert not found, (name, found)
        if name.endswith(".parquet"):
            assert not any(each in data for each in inner), name
    record_property("count", f"{count} streams of a public pack, {len(withheld())} withheld figures, 0 seen")


def test_no_byte_depends_on_a_withheld_number() -> None:
    one, other = pack(PLANTED), pack(211)
    assert [name for name in one if one[name] != other.get(name)] == []
    assert one.keys() == other.keys()


def test_the_numbers_would_be_seen() -> None:
    for text in ("of 73,100,017 plans", ">73100017<", "365,500,085", "73\u00a0100\u00a0017"):
        assert SEEN.search(text)


@pytest.mark.parametrize(("kind", "allowed"), [("pptx", PPTX), ("xlsx", XLSX)])
def test_office_files_hold_no_part_that_is_not_known(kind: str, allowed: set[str]) -> None:
    assert parts(pack(PLANTED), kind) <= allowed


def test_the_pdf_embeds_no_file_and_runs_nothing() -> None:
    inside = [
        data for name, data in streams(pack(PLANTED)) if ".pdf" in name and ("keys" in name or "!" in name)
    ]
    said = b"\n".join(inside)
    for name in (b"/EmbeddedFile", b"/JavaScript", b"/Launch", b"/RichMedia", b"/AcroForm"):
        assert name not in said


def slides() -> bytes:
    """The public slides as a file."""
    [held] = [data for name, data in pack(PLANTED).items() if name.endswith(".pptx")]
    return held


def read() -> list[ReadSlide]:
    """The same, read back."""
    return slides_of(slides())


def test_charts_of_slides_hold_what_is_printed_and_their_workbooks_nothing_more() -> None:
    """Caches of charts and the workbooks behind them: each number is one that the edition prints, or a
    target."""
    edition = content(PLANTED).edition
    names = {shown.measure.name: shown.measure for shown in all_shown(edition)}
    charts = [shape.chart for slide in read() for shape in slide.of("chart") if shape.chart]
    count = 0
    for chart in charts:
        assert_workbook_is_the_chart(chart)
        for series in chart.series:
            if series.name.startswith("Target "):
                continue
            measure = names[series.name]
            shown = {
                number(measure, row.value)
                for row in edition.results
                if (row.measure, row.breakdown) == (measure.id, ALL) and row.value is not None
            }
            held = [each for each in numbers(series.values) if each is not None]
            assert {number(measure, each) for each in held} <= shown, series.name
            count += len(held)
    assert len(charts) > 2
    assert count > 60
    assert sum("embeddings" in name for name in Package(slides()).parts) == len(charts)


def test_notes_of_slides_define_and_say_where_from_and_nothing_else() -> None:
    said = {f"{shown.measure.name}. {counts(shown)}" for shown in all_shown(content(PLANTED).edition)}
    said |= {"The figures come from the records of our work up to 31 December 2023."}
    told = [line for slide in read() for line in slide.notes]
    assert len(told) > 10
    assert [line for line in told if line not in said] == []


def test_properties_of_slides_are_their_title_their_month_and_their_language() -> None:
    core = Package(slides()).parts["docProps/core.xml"].decode()
    assert re.findall(r"<dc:(\w+)>([^<]*)<", core) == [
        ("title", "How we are doing for children in Exampleton"),
        ("subject", "December 2023"),
        ("language", "en-GB"),
    ]
    assert not any(slide.hidden for slide in read())
