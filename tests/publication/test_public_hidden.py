"""What is hidden moves no byte of the public pages: no sentence, no chart, no attribute.

Disclosure control hides results; these tests hide any, however it would choose. Two editions that differ in
hidden numbers alone must give the same pages. That holds of everything that could be made of a hidden number:
sums, changes, scales of charts, limits, the order of groups, findings.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import zipfile
from dataclasses import replace
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from goldenthread.analysis.figures import difference_of, part_of, value_of
from goldenthread.editions.commentary.said import SaidList, SaidParagraph
from goldenthread.editions.releases.changes import Since
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.model.results import Results
from goldenthread.publication.content.paper import paper
from goldenthread.publication.edition import Edition
from goldenthread.publication.figures_in import figures_in
from goldenthread.publication.pack import content_of, files_of
from goldenthread.publication.rendering import Content
from tests.publication.made_up import AUTHORITY, MEASURES, made_up_edition
from tests.publication.pages import pages_of, parse, printed_figures
from tests.publication.pdf_reader import read

SHARES = (0.1, 0.5, pytest.param(1.0, marks=pytest.mark.long))
"""How many of all results a pattern hides; among the others one in twenty is missing altogether."""
PLAIN = {"value", "numerator", "denominator"}
RELEASE = ReleaseRecord(1, "2023-11", "public", "s", "", "", "Ada", dt.datetime(2024, 1, 2, tzinfo=dt.UTC))
ROWS = made_up_edition().results.table.to_pylist()


def hide(seed: int, share: float) -> tuple[set[int], set[int]]:
    """Which rows a pattern hides, and which were never computed."""
    dice = random.Random(seed)
    hidden = {row for row in range(len(ROWS)) if dice.random() < share}
    return hidden, {row for row in range(len(ROWS)) if row not in hidden and dice.random() < 0.05}


def public_edition(hidden: set[int], missing: set[int], filling: int) -> Edition:
    """The public edition with hidden results that held these numbers. Everything else of it, its findings and
    its commentary too, was made while they still stood there; they stay behind the status."""
    rows = [dict(row) for row in ROWS]
    for number in hidden:
        row = rows[number]
        top, bottom = filling + number, 3 * filling + 5 * number
        row |= {"numerator": top, "denominator": bottom, "value": top / bottom * 100}
        if ROWS[number]["denominator"] is None:
            row |= {"denominator": None, "value": top}
        row["status"] = "ok"
    kept = [row for number, row in enumerate(rows) if number not in missing]
    whole = Results(pa.Table.from_pylist(kept, schema=made_up_edition().results.table.schema))
    edition = made_up_edition(results=whole, audience="public")
    for number in hidden:
        rows[number]["status"] = "confidential"
    left = Results(pa.Table.from_pylist(kept, schema=whole.table.schema))
    return replace(edition, results=left, commentary=commentary(whole), since=since(whole))


def since(results: Results) -> Since:
    """What changed since a release, found while the numbers still stood there."""
    now = [one for one in results if one.measure in ("cp_plans_open", "cla_rate") and one.value is not None]
    return Since(RELEASE, {}, tuple((replace(one, value=(one.value or 0) + 5), one) for one in now))


def commentary(results: Results) -> dict[str, tuple[SaidParagraph | SaidList, ...]]:
    """Words about a measure with a figure, with a change, and with none."""
    now = results.find("cp_plans_open", AUTHORITY, "2023-12")
    then = results.find("cp_plans_open", AUTHORITY, "2022-12")
    plans, said = MEASURES["cp_plans_open"], [SaidParagraph(("We work with partners.",))]
    if now and then and now.value is not None and then.value is not None:
        moved = difference_of(plans, now, "2022-12", now.value - then.value)
        said.append(SaidParagraph(("There were ", value_of(plans, now), " plans.")))
        said.append(SaidParagraph(("That is ", moved, " in a year.")))
        return {"cp_plans_open": (*said, SaidList((("Of these: ", part_of(now, "numerator")),)))}
    return {"cp_plans_open": tuple(said)}


@pytest.mark.parametrize("share", SHARES)
def test_no_byte_depends_on_what_is_hidden(share: float) -> None:
    hidden, missing = hide(1, share)
    one, other = (pages_of(public_edition(hidden, missing, filling)) for filling in (7, 7_310_003))
    assert one == other


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 32))
def test_no_byte_depends_on_what_is_hidden_in_many_patterns(seed: int) -> None:
    hidden, missing = hide(seed, (seed % 10 + 1) / 12)
    one, other = (pages_of(public_edition(hidden, missing, filling)) for filling in (seed, 9_000_001 + seed))
    assert one == other


OTHER_FORMATS = ("pptx", "xlsx", "csv", "parquet", pytest.param("pdf", marks=pytest.mark.long))


@pytest.mark.parametrize("name", OTHER_FORMATS)
def test_no_byte_of_another_format_depends_on_what_is_hidden(name: str) -> None:
    one, other = (files_of(content, (name,)) for content in hidden_contents())
    assert one == other
    assert len(one) > 1


@cache
def hidden_contents() -> tuple[Content, Content]:
    """Two contents that differ in hidden numbers alone."""
    hidden, missing = hide(1, 0.4)
    one, other = (public_edition(hidden, missing, filling) for filling in (7, 7_310_003))
    return content_of(replace(one, since=None)), content_of(replace(other, since=None))


def test_a_paper_for_everybody_is_the_plain_pages() -> None:
    content = hidden_contents()[0]
    made = paper(content.edition, content.document)
    pages = {page.stem: page for page in content.document.pages}
    parts = [page for page in (*made.body, *made.appendices) if page.stem in pages]
    assert [page.stem for page in parts] == list(pages)
    assert figures_in(tuple(parts)) == figures_in(content.document.pages)


def test_of_hidden_results_the_symbol_is_printed_and_nothing_is_derived() -> None:
    hidden, missing = hide(1, 0.3)
    keys = {tuple(ROWS[row][name] for name in ("measure", "period", "breakdown", "group")) for row in hidden}
    printed = [
        f
        for text in pages_of(replace(public_edition(hidden, missing, 11), commentary={}, since=None)).values()
        for f in printed_figures(parse(text))
    ]
    said = {
        figure.text
        for figure in printed
        if (figure.measure, figure.period, figure.breakdown, figure.group) in keys
    }
    assert said == {"[c]"}
    assert len([figure for figure in printed if figure.text == "[c]"]) > 100
    assert {figure.part for figure in printed} <= PLAIN


def test_a_gap_stands_where_a_month_is_hidden() -> None:
    row = next(
        n
        for n, r in enumerate(ROWS)
        if r["measure"] == "cp_plans_open" and r["period"] == "2023-06" and r["group"] == "all"
    )
    [shown, gap] = [pages_of(public_edition(each, set(), 331))["priority-1.html"] for each in (set(), {row})]
    line = parse(gap).find("svg")
    drawn = [
        svg for svg in line if svg.find("title")[0].text().startswith("Children with a child protection plan")
    ]
    paths = [path.attributes["d"] for path in drawn[0].find("path") if path.attributes.get("fill") == "none"]
    assert any(path.count("M") == 2 for path in paths)
    assert "Months that we do not know or do not show are left out." in drawn[0].find("desc")[0].text()
    assert "are left out" not in "".join(
        svg.find("desc")[0].text()
        for svg in parse(shown).find("svg")
        if svg.find("title")[0].text() == drawn[0].find("title")[0].text()
    )


def test_words_whose_figures_are_hidden_go_with_them() -> None:
    row = next(
        n
        for n, r in enumerate(ROWS)
        if r["measure"] == "cp_plans_open" and r["period"] == "2022-12" and r["group"] == "all"
    )
    text = parse(pages_of(public_edition({row}, set(), 12))["priority-1.html"]).text()
    assert "We work with partners" in text
    assert "There were 303 plans." in text
    assert "in a year." not in text
    assert (
        "A year before there were"
        not in text.split("Children with a child protection plan", 3)[-1].split("Strong, safe")[0]
    )


LEADS = re.compile(rb"2024-01-04T07-05-made-up|PR0\d{5}")
"""What leads back to the records: the snapshot of the made-up edition, and its proof codes."""


@pytest.mark.parametrize("name", [*OTHER_FORMATS, "html"])
def test_nothing_public_leads_back_to_the_records(name: str) -> None:
    made = files_of(hidden_contents()[0], (name,))
    for path, held in made.items():
        for part in unzipped(held):
            assert LEADS.search(part) is None, path
    if name == "html":
        inside = files_of(content_of(made_up_edition()), ("html",))
        assert all(LEADS.search(inside[path]) for path in ("manifest.json", "priority-1.html"))


def unzipped(held: bytes) -> list[bytes]:
    """The bytes of a file, or of all files in it where it is a folder in one; of columns and of a PDF the
    text."""
    if held.startswith(b"PAR1"):
        return [repr(pq.read_table(io.BytesIO(held)).to_pydict()).encode()]
    if held.startswith(b"%PDF"):
        return [held, read(held).root.text().encode()]
    if not held.startswith(b"PK"):
        return [held]
    with zipfile.ZipFile(io.BytesIO(held)) as folder:
        return [part for name in folder.namelist() for part in unzipped(folder.read(name))]
