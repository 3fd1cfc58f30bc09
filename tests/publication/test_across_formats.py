"""One edition in five formats: every figure of each is taken out, held against the pages and the results."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import pytest

from goldenthread.base.periods import parse as parse_period
from goldenthread.model.result import ALL, PRINTED
from goldenthread.publication.charts.description import Chart, PairedChart
from goldenthread.publication.content.tables import short_period
from goldenthread.publication.html import pages
from goldenthread.publication.pack import files_of
from goldenthread.publication.rendering import Content, Files
from tests.publication import test_pptx
from tests.publication.across import (
    NUMBER,
    PARTS,
    Taken,
    drawings,
    of_data,
    of_deck,
    of_drawing,
    of_pages,
    of_paper,
    of_slides,
    of_workbook,
)
from tests.publication.pages import Printed, parse, printed_figures
from tests.publication.paper_text import close, read_drawings
from tests.publication.pdf_reader import read
from tests.publication.slides_read import ReadChart, ReadSlide, slides_of
from tests.publication.test_figures import agrees
from tests.publication.test_public_hidden import hidden_contents

FORMATS = ("html", "pptx", "pdf", "xlsx", "csv")


@dataclass(frozen=True)
class Pack:
    """An edition, its files and the figures of each format."""

    content: Content
    files: Files
    taken: dict[str, list[Taken]]


def take(content: Content, files: Files) -> dict[str, list[Taken]]:
    """The figures of every format."""
    printed = list(of_pages(files))
    return {
        "html": printed,
        "pptx": list(of_slides(files, content)),
        "pdf": list(of_paper(files, content)),
        "xlsx": list(of_workbook(files, content.edition, printed)),
        "csv": list(of_data(files)),
    }


def pack(content: Content) -> Pack:
    """All formats; the pages as they are before they lose the keys of their figures."""
    keyed = {name: text.encode() for name, text in pages(content, keyed=True).items()}
    files = files_of(content, FORMATS) | keyed
    return Pack(content, files, take(content, files))


@pytest.fixture(scope="module")
def packs() -> dict[str, Pack]:
    """The edition for those who lead, whole, and that for the public, much of it withheld."""
    return {"leadership": pack(test_pptx.content()), "public": pack(hidden_contents()[0])}


AUDIENCES = ("leadership", "public")


def of_pages_by_key(pages: Iterable[Taken]) -> dict[Printed, set[str]]:
    """What the pages print of each key: a table may have a decimal that a sentence leaves out."""
    found: dict[Printed, set[str]] = {}
    for each in pages:
        found.setdefault(bare(each), set()).add(each.text)
    return found


def mismatches(taken: dict[str, list[Taken]], *, raw: bool) -> list[tuple[str, Taken, set[str]]]:
    """Every figure of another format that is not what the pages print under its key. `raw`: data hold more
    digits than are printed, which must round to what is. Else the pages themselves print one figure alike
    wherever it stands."""
    pages = of_pages_by_key(taken["html"])
    unlike = [("html", each, said) for each in taken["html"] if len(said := pages[bare(each)]) > 1]
    return ([] if raw else unlike) + [
        (name, each, pages[key])
        for name, found in taken.items()
        if name != "html"
        for each in found
        if (key := bare(each)) in pages and not fits(each, pages[key], raw=raw and name in ("xlsx", "csv"))
    ]


def fits(each: Taken, texts: set[str], *, raw: bool) -> bool:
    """Whether text and number are those that the pages print."""
    if each.number is None:
        return each.text in {*texts, *map(close, texts), *(text.removesuffix("%") for text in texts)}
    if not raw:
        return any(number_of(text) == each.number for text in texts)
    finer = not each.text or places(each.text) > max(map(places, texts))
    same = each.text in texts or each.text.removesuffix("%") in texts
    return (finer or same) and all(agrees(text, each.number) for text in texts)


def number_of(text: str) -> float | None:
    bare = re.sub(r"[,%+£]| points?", "", text.replace("−", "-"))
    return None if text in PRINTED.values() else float(bare)


def places(text: str) -> int:
    return len(re.sub(r"%| points?", "", text).partition(".")[2])


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_figure_of_any_format_differs(
    packs: dict[str, Pack], audience: str, record_property: Callable[[str, object], None]
) -> None:
    taken = packs[audience].taken
    assert mismatches(taken, raw=audience != "public") == []
    counts = {name: len(found) for name, found in taken.items()}
    record_property("count", f"figures of the {audience} edition in each format: {counts}")
    assert min(counts.values()) > (150 if audience != "public" else 100), counts


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_figure_of_slides_paper_and_workbook_is_on_the_pages(
    packs: dict[str, Pack], audience: str
) -> None:
    taken = packs[audience].taken
    pages = of_pages_by_key(taken["html"])
    for name in taken.keys() & {"pptx", "pdf", "xlsx"}:
        assert [key for each in taken[name] if (key := bare(each)) not in pages] == [], name


def bare(each: Taken) -> Printed:
    """The key alone."""
    return replace(each.figure, text="")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_figure_of_the_pages_is_in_workbook_and_data(packs: dict[str, Pack], audience: str) -> None:
    """The workbook has the figures of texts, tables and drawings, changes and usual ranges too; the data
    every result."""
    edition, taken = packs[audience].content.edition, packs[audience].taken
    shown = {each.measure for priority in edition.strategy.priorities for each in priority.measures}
    said = of_pages_by_key(of_pages(packs[audience].files))
    assert {key for key in said if key.measure in shown} - {bare(each) for each in taken["xlsx"]} == set()
    numbers = {bare(each) for each in taken["html"] if each.figure.part in PARTS and number_of(each.text)}
    symbols = {bare(each) for each in taken["html"] if each.figure.part == "value"}
    assert len(symbols | numbers) > 500
    assert (symbols | numbers) - {bare(each) for each in taken["csv"]} == set()


def test_every_figure_is_its_result(
    packs: dict[str, Pack], record_property: Callable[[str, object], None]
) -> None:
    """Of the parts that a result has; what is made of several, the pages' own tests hold."""
    count = 0
    for audience, pack_ in packs.items():
        for name, found in pack_.taken.items():
            for each in found:
                if each.figure.part not in PARTS:
                    continue
                wanted = of_results(pack_.content, each)
                text = next((said for said in PRINTED.values() if close(said) == each.text), each.text)
                assert not text or agrees(text, wanted), (audience, name, each, wanted)
                if each.number is not None and name in ("xlsx", "csv") and audience != "public":
                    assert each.number == pytest.approx(wanted, rel=1e-15, abs=0), (name, each)
                count += 1
    record_property("count", f"{count} figures of five formats are their results")
    assert count > 10_000


def of_results(content: Content, each: Taken) -> float | str:
    """The number of a result, or the symbol of its status."""
    edition, key = content.edition, each.figure
    result = edition.results.get(key.measure, edition.authority, key.period, key.breakdown, key.group)
    number = getattr(result, key.part)
    return PRINTED[result.status] if number is None else float(number)


Harm = Callable[[Files], Files]


def in_part(files: Files, ending: str, part: str, old: str, new: str) -> Files:
    """The files, with a text of the parts of one kind of a packed file changed wherever it stands."""
    [name] = [name for name in files if name.endswith(ending)]
    written, times = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(files[name])) as held, zipfile.ZipFile(written, "w") as other:
        for each in held.namelist():
            content, changed = held.read(each), 0
            if re.fullmatch(part, each):
                content, changed = re.subn(old.encode(), new.encode(), content)
            times += changed
            other.writestr(each, content)
    assert times, (ending, old)
    return {**files, name: written.getvalue()}


def in_text(files: Files, name: str, old: str, new: str) -> Files:
    text, times = re.subn(old, new, files[name].decode(), count=1)
    assert times == 1, (name, old)
    return {**files, name: text.encode()}


SLIDE, CHART, SHEET = r"ppt/slides/\w+\.xml", r"ppt/charts/\w+\.xml", r"xl/worksheets/\w+\.xml"
HARMS: dict[str, dict[str, Harm]] = {
    "leadership": {
        "html": lambda files: in_text(files, "priority-2.html", r"25\.0%", "25.1%"),
        "pptx": lambda files: in_part(files, ".pptx", SLIDE, r"<a:t>25\.0%", "<a:t>25.1%"),
        "pptx, chart": lambda files: in_part(files, ".pptx", CHART, r"<c:v>303<", "<c:v>304<"),
        "xlsx": lambda files: in_part(files, ".xlsx", SHEET, r"<v>102\.04\d+<", "<v>102.05<"),
        "csv": lambda files: in_text(files, "data/results.csv", r",77,308,25\b", ",77,308,26"),
    },
    "public": {
        "html": lambda files: in_text(files, "priority-1.html", r">1,556<", ">1,557<"),
        "pptx": lambda files: in_part(files, ".pptx", SLIDE, r"<a:t>1,556", "<a:t>1,557"),
        "pptx, chart": lambda files: in_part(files, ".pptx", CHART, r"<c:v>1556<", "<c:v>1557<"),
        "xlsx": lambda files: in_part(files, ".xlsx", SHEET, r"<v>1556<", "<v>1557<"),
        "csv": lambda files: in_text(files, "data/results.csv", r",all,all,,,1556,", ",all,all,,,1557,"),
    },
}


@pytest.mark.parametrize(("audience", "format_"), [(a, name) for a in AUDIENCES for name in HARMS[a]])
def test_one_figure_changed_in_one_format_is_found(
    packs: dict[str, Pack], audience: str, format_: str
) -> None:
    whole = packs[audience]
    name = format_.partition(",")[0]
    files = HARMS[audience][format_](whole.files)
    pages = list(of_pages(files)) if name == "html" else whole.taken["html"]
    again = {
        "html": lambda: pages,
        "pptx": lambda: list(of_slides(files, whole.content)),
        "xlsx": lambda: list(of_workbook(files, whole.content.edition, pages)),
        "csv": lambda: list(of_data(files)),
    }
    raw = audience != "public"
    found = {other for other, *_ in mismatches({**whole.taken, name: again[name]()}, raw=raw)}
    assert found == ({"xlsx", "csv"} if name == "html" and raw else {name})


@pytest.mark.parametrize(
    ("audience", "text", "other"), [("leadership", "25.0%", "25.1%"), ("public", "1,556", "1,557")]
)
def test_one_figure_changed_in_the_paper_is_found(
    packs: dict[str, Pack], audience: str, text: str, other: str
) -> None:
    """A paper's text is packed as numbers of glyphs, so that it is changed as it is read."""
    whole = packs[audience]
    harmed = list(whole.taken["pdf"])
    at = next(n for n, each in enumerate(harmed) if each.text == text)
    harmed[at] = replace(harmed[at], text=other)
    assert mismatches({**whole.taken, "pdf": harmed}, raw=audience != "public") == [
        ("pdf", harmed[at], of_pages_by_key(whole.taken["html"])[bare(harmed[at])])
    ]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_drawings_of_the_paper_are_among_its_figures(packs: dict[str, Pack], audience: str) -> None:
    """What is printed in drawings alone counts: without it the paper would have fewer figures."""
    whole = packs[audience]
    drawn = [figure for text, chart in of_paper_drawn(whole) for figure in of_drawing(text, chart)]
    assert len(drawn) > 50
    assert mismatches({**whole.taken, "pdf": drawn}, raw=audience != "public") == []


@pytest.mark.parametrize(
    ("audience", "text", "other"), [("leadership", "303", "304"), ("public", "1,556", "1,557")]
)
def test_one_figure_changed_in_a_drawing_of_the_paper_is_found(
    packs: dict[str, Pack], audience: str, text: str, other: str
) -> None:
    whole = packs[audience]
    read_back = of_paper_drawn(whole)
    harmed = [(said.replace(text, other), chart) for said, chart in read_back]
    times = sum(said.count(text) for said, _ in read_back)
    found = mismatches(
        {**whole.taken, "pdf": [figure for said, chart in harmed for figure in of_drawing(said, chart)]},
        raw=audience != "public",
    )
    assert times
    assert [each.text for _, each, _ in found] == [other] * times


def test_every_form_of_native_chart_has_its_results() -> None:
    """A deck has few forms of charts; here is every breakdown, bars in pairs too."""
    found = list(of_deck(test_pptx.read_every_form(), test_pptx.every_form()))
    held = [each for each in found if each.number is not None]
    assert len([each for each in held if each.figure.part == "denominator"]) > 3
    assert len(held) > 500
    assert no_results(found) == []


@pytest.mark.parametrize(("series", "part"), [(0, "denominator"), (1, "numerator")])
def test_one_number_changed_in_bars_in_pairs_is_found(series: int, part: str) -> None:
    slides = copy.deepcopy(test_pptx.read_every_form())
    values = paired(slides).series[series].values
    values[0] = str(float(values[0] or 0) + 1)
    found = no_results(of_deck(slides, test_pptx.every_form()))
    assert [each.figure.part for each in found] == [part]


def test_one_label_changed_at_bars_in_pairs_is_found() -> None:
    slides = copy.deepcopy(test_pptx.read_every_form())
    labels = paired(slides).series[0].labels
    labels[0] = re.sub(r"\d+", lambda number: str(int(number[0]) + 1), labels[0], count=1)
    assert len(no_results(of_deck(slides, test_pptx.every_form()))) == 1


def paired(slides: list[ReadSlide]) -> ReadChart:
    """The only chart of bars in pairs, as it was read."""
    read_back = [shape.chart for slide in slides for shape in slide.of("chart")]
    wanted = [
        chart
        for slide in test_pptx.every_form().slides
        for kind, chart in test_pptx.leaves(slide.blocks)
        if kind == "chart"
    ]
    [found] = [
        native
        for native, chart in zip(read_back, wanted, strict=True)
        if isinstance(chart, PairedChart) and native
    ]
    return found


def no_results(found: Iterable[Taken]) -> list[Taken]:
    """Figures that are not their results, as far as they are of those parts that results have."""
    content = test_pptx.content()
    return [
        each
        for each in found
        if each.figure.part in PARTS
        and not agrees(each.text or f"{each.number:.10g}", of_results(content, each))
    ]


def of_paper_drawn(whole: Pack) -> list[tuple[str, Chart]]:
    return list(drawings(whole.files, whole.content))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_said_for_a_drawing_has_the_same_numbers_everywhere(
    packs: dict[str, Pack], audience: str
) -> None:
    """The words for whoever does not see a drawing."""
    files = packs[audience].files
    counts = {name: len(said) for name, said in words_for_drawings(files).items()}
    assert min(counts.values()) >= 4, counts
    assert unlike_words(files) == []


@pytest.mark.parametrize("format_", ["html", "pptx", "pdf"])
def test_a_number_changed_in_what_is_said_for_a_drawing_is_found(
    packs: dict[str, Pack], format_: str
) -> None:
    files, old, new = packs["public"].files, "the highest 1,742", "the highest 1,743"
    if format_ == "html":
        files = in_text(files, "priority-1.html", rf"(<desc[^>]*>[^<]*){old}", rf"\g<1>{new}")
    elif format_ == "pptx":
        files = in_part(files, ".pptx", SLIDE, old, new)
    words = words_for_drawings(files)
    if format_ == "pdf":  # its words are packed, so that they are changed as they are read
        words["pdf"] = [said.replace(old, new) for said in words["pdf"]]
    found = unlike(words)
    assert {name for name, _ in found} == ({"pptx", "pdf"} if format_ == "html" else {format_})
    assert all((new in said) != (format_ == "html") for _, said in found)


def unlike_words(files: Files) -> list[tuple[str, str]]:
    return unlike(words_for_drawings(files))


def unlike(words: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Words of slides and paper that differ from those of the page's drawing, whose words are the same but
    for numbers; and those that no page has."""
    pages = {close(said) for said in words["html"]}
    return [(name, said) for name in ("pptx", "pdf") for said in words[name] if close(said) not in pages]


def words_for_drawings(files: Files) -> dict[str, list[str]]:
    """Title and description of each drawing that stands by itself, in each format that has drawings."""
    pages = [parse(held.decode()) for name, held in files.items() if name.endswith(".html")]
    drawings_ = [svg for page in pages for svg in page.find("svg") if svg.find("desc")]
    [deck_], [paper_] = ([files[name] for name in files if name.endswith(e)] for e in (".pptx", ".pdf"))
    return {
        "html": [f"{svg.find('title')[0].text()}. {svg.find('desc')[0].text()}" for svg in drawings_],
        "pptx": [shape.words for slide in slides_of(deck_) for shape in slide.of("chart")],
        "pdf": [element.alt or "" for element in read_drawings(read(paper_))],
    }


EXTREME = re.compile(rf"(?:lowest was|highest) ({NUMBER})[^().;]* \((\w{{3}} \d{{4}})\)")
"""A value and its month, as the words for a drawing give the lowest and the highest."""


@pytest.mark.parametrize("audience", AUDIENCES)
def test_lowest_and_highest_of_what_is_said_are_results(packs: dict[str, Pack], audience: str) -> None:
    edition, count = packs[audience].content.edition, 0
    by_month = {
        (each.measure, short_period(parse_period(each.period))): each
        for each in edition.results
        if each.authority == edition.authority and each.breakdown == ALL
    }
    for name, held in packs[audience].files.items():
        for svg in parse(held.decode()).find("svg") if name.endswith(".html") else ():
            measures = {each.measure for each in printed_figures(svg)}
            if len(measures) != 1 or not svg.find("desc"):
                continue
            [measure] = measures
            for text, month in EXTREME.findall(svg.find("desc")[0].text()):
                result = by_month[measure, month]
                assert result.value is not None
                assert agrees(text, result.value), (name, measure, text, month)
                count += 1
    assert count > 20
