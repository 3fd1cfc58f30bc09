"""The workbook taken apart: what parts it has, that nothing is live or hidden, what it says of itself."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache

import openpyxl
import pytest
from lxml import etree

from goldenthread.publication.pack import content_of
from goldenthread.publication.xlsx.book import workbook
from goldenthread.publication.xlsx.sheet import Jump, Number, Sheet
from tests.publication.hostile_text import HOSTILE
from tests.publication.made_up_paths import with_paths
from tests.publication.workbooks import sheets_of, written

ALLOWED = (
    r"\[Content_Types\]\.xml",
    r"_rels/\.rels",
    r"docProps/(app|core)\.xml",
    r"xl/(workbook|styles|sharedStrings)\.xml",
    r"xl/_rels/workbook\.xml\.rels",
    r"xl/theme/theme1\.xml",
    r"xl/worksheets/sheet\d+\.xml",
    r"xl/worksheets/_rels/sheet\d+\.xml\.rels",
    r"xl/tables/table\d+\.xml",
)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@cache
def book(audience: str = "leadership") -> bytes:
    return written(content_of(replace(with_paths(), audience=audience)))


EVERYBODY = pytest.mark.parametrize("audience", ["leadership", "public"])


def parts(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tags(made: bytes, pattern: str) -> set[str]:
    return {
        etree.QName(node).localname
        for name, held in parts(made).items()
        if re.fullmatch(pattern, name)
        for node in etree.fromstring(held).iter(etree.Element)
    }


@EVERYBODY
def test_every_part_is_on_the_list(audience: str) -> None:
    unknown = [
        name for name in parts(book(audience)) if not any(re.fullmatch(each, name) for each in ALLOWED)
    ]
    assert unknown == []


@EVERYBODY
def test_no_part_leads_outside(audience: str) -> None:
    for name, held in parts(book(audience)).items():
        assert b'TargetMode="External"' not in held, name
        assert re.findall(rb'(?:Target|location)="(?:[a-z]+:|\\\\|//)', held) == [], name


@EVERYBODY
def test_no_sheet_holds_a_formula_a_hidden_part_or_a_merged_cell(audience: str) -> None:
    found = tags(book(audience), r"xl/worksheets/sheet\d+\.xml")
    assert {"sheetData", "row", "c", "v", "tableParts", "hyperlink"} <= found
    assert (
        found & {"f", "mergeCell", "autoFilter", "drawing", "legacyDrawing", "oleObject", "control"} == set()
    )
    for name, held in parts(book(audience)).items():
        if name.startswith("xl/"):
            root = etree.fromstring(held)
            assert root.xpath("//*[@hidden or @state or @veryHidden or @zeroHeight]") == [], name
            assert root.xpath("//*[@t='str' or @t='e']") == [], name


@EVERYBODY
def test_no_name_is_defined_but_those_of_tables(audience: str) -> None:
    root = etree.fromstring(parts(book(audience))["xl/workbook.xml"])
    assert root.findall(f".//{MAIN}definedName") == []
    assert root.findall(f".//{MAIN}externalReference") == []


def test_each_sheet_has_one_marked_up_table_from_column_a_with_a_name_and_alt_text() -> None:
    made = openpyxl.load_workbook(io.BytesIO(book()))
    tables = [table for sheet in made for table in sheet.tables.values()]
    assert len(made.sheetnames) - 1 == len(tables) > 20
    assert [sheet.title for sheet in made if not sheet.tables] == ["Cover"]
    assert all(table.ref.startswith("A") and table.headerRowCount == 1 for table in tables)
    assert len({table.name for table in tables}) == len(tables)
    described = [
        held for name, held in parts(book()).items() if "tables/table" in name and b"altText=" in held
    ]
    assert len(described) == len(tables)
    for sheet in made:
        [*heads] = [str(c.value) for t in sheet.tables.values() for c in sheet[t.ref][0]]
        assert len({head.lower() for head in heads}) == len(heads)
        assert "" not in heads
        assert "None" not in heads


def test_the_first_sheets_are_those_of_the_guidance_and_the_contents_lead_to_every_other() -> None:
    made = openpyxl.load_workbook(io.BytesIO(book()))
    assert made.sheetnames[:4] == ["Cover", "Contents", "Notes", "Symbols"]
    contents = made["Contents"]
    led = {cell.hyperlink.location for row in contents.iter_rows() for cell in row if cell.hyperlink}
    assert led == {f"'{name}'!A1" for name in made.sheetnames[2:]}
    assert all(sheet["A1"].value and sheet.freeze_panes is None for sheet in made)
    titles = [sheet["A1"].value for sheet in made]
    assert len(set(titles)) == len(titles)


def test_it_says_title_and_language_and_neither_a_person_nor_an_hour() -> None:
    core = etree.fromstring(parts(book())["docProps/core.xml"])
    said = {etree.QName(node).localname: node.text for node in core}
    assert said["title"] == "Exampleton, December 2023: tables"
    assert said["language"] == "en-GB"
    assert set(said) == {"title", "description", "language"}
    app = parts(book())["docProps/app.xml"].decode()
    assert re.findall("<(Manager|Company|HyperlinkBase)>([^<]+)<", app) == []


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert written(content_of(replace(with_paths()))) == book()


def hostile_book() -> bytes:
    columns = ("=1+1", "@A1", "+2", "Proof", "Proof", "")
    rows = tuple((text, text[::-1], Number(-3, "#,##0;−#,##0;0"), None, text[:9], "") for text in HOSTILE)
    jumps = tuple((Jump(text, "Cover"), *[None] * 5) for text in HOSTILE[:50])
    front = Sheet("Cover", "=HYPERLINK(1)", tuple(HOSTILE[:20]))
    return workbook([front, Sheet("Contents", "@x", (), columns, (*rows, *jumps))])


def test_5000_hostile_texts_stay_text_and_numbers_stay_numbers(
    record_property: pytest.RecordProperty,
) -> None:
    made = hostile_book()
    record_property("count", f"{len(HOSTILE)} hostile texts written to a workbook, 0 live cells")
    assert b"TargetMode" not in b"".join(held for name, held in parts(made).items() if "sheet2" in name)
    assert "f" not in tags(made, r"xl/worksheets/sheet\d+\.xml")
    rows = sheets_of(made)["Contents"].rows[: len(HOSTILE)]
    assert all(row["=1+1"].data_type in ("s", "inlineStr") for row in rows)
    assert {row["+2"].value for row in rows} == {-3}
    for row, text in zip(rows, HOSTILE, strict=True):
        kept = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
        assert str(row["=1+1"].value).replace("_x005F_", "_") == kept.replace("\r", "\n")


def test_a_text_longer_than_a_cell_is_cut_and_not_dropped() -> None:
    made = workbook([Sheet("Cover", "A", ()), Sheet("Contents", "B", (), ("Text",), (("x" * 40_000,),))])
    assert sheets_of(made)["Contents"].rows[0]["Text"].value == "x" * 32_767


def test_the_names_of_a_council_reach_no_sheet_name_or_table_name() -> None:
    edition = with_paths()
    priorities = tuple(replace(each, name="=1+1[]:*?/\\'") for each in edition.strategy.priorities)
    strategy = replace(edition.strategy, priorities=priorities)
    measures = {name: replace(each, name=f"=cmd|{each.name}") for name, each in edition.measures.items()}
    made = written(content_of(replace(edition, strategy=strategy, measures=measures)))
    assert "f" not in tags(made, r"xl/worksheets/sheet\d+\.xml")
    assert all(re.fullmatch(r"[A-Z]?[a-z]+(-\d)?( [a-z]+)?( \d+)?", name) for name in sheets_of(made))
