"""What the files of a public pack say of themselves: each entry is on a list, so that none is unseen."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf
import pyarrow.parquet as pq
from lxml import etree

from tests.attack.test_pack_apart import PLANTED, pack

FILES = re.compile(
    r"(index|priority-\d+(-\d+)?|glossary|made)\.html|E06000045-2023-12\.(pptx|pdf|xlsx)|manifest\.json"
    r"|data/(results|remarks|measures|groups)\.csv|data/csv-metadata\.json"
    r"|data/(monthly|quarterly|yearly)_(counts|percentages|averages|rates|indexes|changes)(_decimal_parts)?(\.meta)?\.csv"
    r"|data/(fact_result|dim_(measure|period|group|authority|status|target|edition))\.parquet"
)
META = {
    'http-equiv="Content-Security-Policy"',
    'charset="utf-8"',
    'name="viewport"',
    'name="generator" content="goldenthread"',
}
PDF_INFO = {"/Title", "/Creator"}
PDF_ROOT = {
    *("/Type", "/Pages", "/Names", "/Outlines", "/StructTreeRoot"),
    *("/MarkInfo", "/Metadata", "/Lang", "/ViewerPreferences"),
}
PDF_XMP = {
    *("title", "language", "format", "CreatorTool", "part", "NPages"),
    *("InstanceID", "DocumentID", "RenditionClass", "PDFVersion"),
}
PARQUET = {b"ARROW:schema"}
"""The names and types of the columns."""
CORE = {"title", "description", "subject", "language"}
APP = {"Application", "AppVersion", "DocSecurity", "ScaleCrop", "LinksUpToDate", "SharedDoc"}
APP |= {"HyperlinksChanged", "HeadingPairs", "TitlesOfParts", "Company"}
MANIFEST = {
    "audience",
    "authority",
    "authority_name",
    "data_date",
    "files",
    "measures",
    "period",
    "synthetic",
}
CSVW = {
    *("@context", "@language", "dc:title", "dc:description", "rdfs:comment", "notes", "dialect", "tables"),
    *("url", "tableSchema", "columns", "name", "titles", "datatype", "symbol", "meaning", "base", "format"),
    *("encoding", "header", "delimiter", "lineTerminators", "null", "required", "primaryKey", "foreignKeys"),
    *("columnReference", "reference", "resource", "separator", "virtual", "lang"),
}


def held(ending: str) -> Iterator[tuple[str, bytes]]:
    """The files of the public pack with an ending; there are some."""
    found = [(name, data) for name, data in pack(PLANTED).items() if name.endswith(ending)]
    assert found
    yield from found


def test_every_file_is_on_the_list() -> None:
    assert [name for name in pack(PLANTED) if not FILES.fullmatch(name)] == []


def test_pages_name_their_maker_and_carry_nothing_unseen() -> None:
    for name, data in held(".html"):
        text = data.decode("utf-8")
        tags = re.findall(r"<meta ([^>]*)>", text)
        assert [tag for tag in tags if not any(tag.startswith(known) for known in META)] == [], name
        assert "<!--" not in text
        assert (
            re.findall(
                r"<(?:link|script|template|object|iframe|noscript)\b| data-[a-z]+=|<[^>]* hidden[ >=]", text
            )
            == []
        )


def test_the_paper_says_its_title_and_what_made_it() -> None:
    for _, data in held(".pdf"):
        with pikepdf.open(io.BytesIO(data)) as paper:
            assert set(paper.docinfo.keys()) <= PDF_INFO
            assert set(paper.Root.keys()) <= PDF_ROOT
            assert set(paper.Root.Names.keys()) <= {"/Dests"}
            with paper.open_metadata() as said:
                assert {name.rpartition("}")[2] for name in said} <= PDF_XMP


def test_office_files_say_their_title_and_language() -> None:
    for ending in (".xlsx", ".pptx"):
        for name, data in held(ending):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert archive.comment == b""
                for part in archive.infolist():
                    assert (part.comment, part.extra, part.date_time[0]) == (b"", b"", 1980), part.filename
                properties = {part: archive.read(part) for part in archive.namelist() if "docProps" in part}
            assert _tags(properties["docProps/core.xml"]) <= CORE, name
            if "docProps/app.xml" in properties:
                assert _tags(properties["docProps/app.xml"]) <= APP, name
            assert set(properties) <= {"docProps/core.xml", "docProps/app.xml"}


def test_tables_for_programs_hold_their_columns_alone() -> None:
    for name, data in held(".parquet"):
        file = pq.ParquetFile(io.BytesIO(data))
        assert set(file.metadata.metadata or {}) <= PARQUET, name
        assert file.schema_arrow.metadata is None, name
        assert all(field.metadata is None for field in file.schema_arrow), name
        assert file.metadata.created_by.startswith("parquet-cpp-arrow")


def test_what_is_written_about_the_files_has_the_known_fields() -> None:
    ((_, data),) = held("manifest.json")
    assert set(json.loads(data)) <= MANIFEST
    ((_, data),) = held("csv-metadata.json")
    assert set(_keys(json.loads(data))) <= CSVW


def _tags(data: bytes) -> set[str]:
    return {etree.QName(node).localname for node in etree.fromstring(data)}


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)
