"""The slides say what the content says: read back from the file, every figure stands at its place."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from pptx import Presentation

from goldenthread.analysis.figures import Figure, value_of
from goldenthread.editions.commentary.said import SaidList, SaidParagraph
from goldenthread.editions.releases.changes import Since
from goldenthread.editions.releases.record import Numbered
from goldenthread.publication import tree
from goldenthread.publication.audiences import AUDIENCES, audience_of
from goldenthread.publication.charts.description import (
    BarChart,
    Chart,
    DotChart,
    LineChart,
    PairedChart,
    Panel,
    PanelChart,
    Point,
    TargetMark,
    UnitChart,
)
from goldenthread.publication.content.forms import breakdown_block
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.content.slide_charts import as_printed
from goldenthread.publication.content.slide_measures import by_weight, measure_slide
from goldenthread.publication.content.slide_notes import slide_notes
from goldenthread.publication.content.slides import MOST_SLIDES, deck
from goldenthread.publication.edition import Edition
from goldenthread.publication.figures_in import figures_in
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.pack import content_of
from goldenthread.publication.pptx import files
from goldenthread.publication.pptx.lines import native_line
from goldenthread.publication.pptx.write import deck_file
from goldenthread.publication.rendering import Content
from tests.publication.made_up import AUTHORITY, MEASURES
from tests.publication.made_up_paths import with_paths
from tests.publication.slides_read import Package, ReadChart, ReadSlide, slides_of, workbook_rows
from tests.publication.test_figures import agrees, expected
from tests.publication.test_public_hidden import RELEASE
from tests.publication.test_since import edition_after

WIDTH, HEIGHT = 12_192_000, 6_858_000


@cache
def edition() -> Edition:
    """The made-up edition with its owner's words on the month, on a priority and on a measure."""
    made = with_paths()
    result = made.results.get("cp_plans_open", AUTHORITY, "2023-12")
    plans = value_of(MEASURES["cp_plans_open"], result)
    words = (SaidParagraph(("There are ", plans, " plans, =1+1 fewer than <we> feared & hoped.")),)
    points = (SaidList((("First point",), ("Second point, ", plans))),)
    place = {"summary": (*words, *points), "right-support": words, "audits_completed_pct": words}
    return replace(made, commentary=place)


@cache
def content() -> Content:
    return content_of(edition())


@cache
def made_deck() -> tree.Deck:
    return deck(edition())


@cache
def held() -> bytes:
    [made] = files(content()).values()
    return made


@cache
def read() -> list[ReadSlide]:
    return slides_of(held())


@cache
def every_form() -> tree.Deck:
    """A deck of every measure and every breakdown: more than any meeting sees, so that each form is tried."""
    made: list[tree.Slide] = []
    for shown in all_shown(edition()):
        made += [measure_slide(shown, "Every measure")] if by_weight([shown]) else []
        for name in dict.fromkeys(shown.breakdowns):
            block = breakdown_block(shown, name)
            block = as_printed(shown, block) if isinstance(block, tree.ChartBlock) else block
            title = (f"{shown.measure.name} by {name}",)
            notes = slide_notes(edition(), title, (block,))
            made.append(tree.Slide(f"{shown.anchor}-{name}", title, "Every breakdown", (block,), notes))
    return replace(made_deck(), slides=tuple(made))


@cache
def read_every_form() -> list[ReadSlide]:
    return slides_of(deck_file(every_form(), content().proofs))


@cache
def pairs() -> list[tuple[tree.Slide, ReadSlide]]:
    """Each slide as it is meant and as it is read back: of the deck, and of every form."""
    return [
        *zip(made_deck().slides, read()[1:], strict=True),
        *zip(every_form().slides, read_every_form()[1:], strict=True),
    ]


Leaf = tuple[str, object]


def leaves(blocks: tuple[tree.Block, ...]) -> Iterator[Leaf]:
    """What a slide is to say, in reading order: texts, tables and charts."""
    for block in blocks:
        match block:
            case tree.Paragraph():
                yield "text", block.text
            case tree.Bullets():
                yield from (("text", item) for item in block.items)
            case tree.Terms():
                yield from (("text", (f"{term}: ", *said)) for term, said in block.pairs)
            case tree.Notice():
                yield "text", (f"{block.title}. ", *block.text)
            case tree.Table():
                if block.caption_shown:
                    yield "text", (block.caption, *((": ", *block.finding) if block.finding else ()))
                yield "table", block
            case tree.ChartBlock():
                panels = block.chart.panels if isinstance(block.chart, PanelChart) else ()
                yield from (("chart", panel) for panel in panels)
                yield from (() if panels else (("chart", block.chart),))
                yield from (("text", note) for note in block.notes)
            case tree.Beside():
                yield from leaves((*block.left, *block.right))
            case tree.CommentaryPlace():
                yield from leaves(block.blocks)
            case _:
                raise TypeError(block)


def parts(text: tree.Text) -> list[str]:
    """The words of a text, part by part."""
    found = []
    for part in text:
        match part:
            case str():
                found.append(part)
            case tree.Icon():
                found.append(part.word)
            case tree.Band():
                found.append(part.letter)
            case tree.Proof():
                found.append(content().proofs[part.key])
            case _:
                found.append(part.text)
    return [each for each in found if each]


def says(printed: str, text: tree.Text) -> bool:
    """Whether what is printed is all of a text, with nothing between its parts but signs of their kind."""
    pattern = r"[▲▼✓≈✗. ]*".join(re.escape(part) for part in parts(text))
    return re.fullmatch(rf"(\d+\. )?[▲▼✓≈✗ ]*{pattern}[. ]*", printed) is not None


def test_the_deck_is_one_a_meeting_can_take_in() -> None:
    made = made_deck()
    assert len(made.slides) + 1 <= MOST_SLIDES
    assert len(read()) == len(made.slides) + 1
    assert read()[0].title == made.title
    opening = "\n".join(p for shape in read()[0].of("text") for p in shape.paragraphs)
    for each in (*made.lines, *(words for _, words in made.standing), made.synthetic):
        assert each in opening


def test_each_title_is_the_finding() -> None:
    wrong = [(said.title, seen.title) for said, seen in pairs() if not says(seen.title, said.title)]
    assert wrong == []
    assert len({seen.title for seen in read()}) == len(read())


def test_every_text_stands_in_its_order_and_nothing_else_does() -> None:
    count = 0
    for said, seen in pairs():
        wanted = [text for kind, text in leaves(said.blocks) if kind == "text"]
        labels, *printed = [p for shape in seen.of("text") for p in shape.paragraphs]
        assert labels == said.label
        for each in wanted:
            assert isinstance(each, tuple)
            while not says(printed[0], each):
                assert not re.search(r"\d", printed.pop(0)), (
                    said.anchor,
                    each,
                )  # a key: words without figures
            printed.pop(0)
            count += 1
        assert not re.search(r"\d", "".join(printed)), (said.anchor, printed)
    assert count > 60


def test_every_cell_of_every_table_stands_at_its_place() -> None:
    count = 0
    for said, seen in pairs():
        wanted = [each for kind, each in leaves(said.blocks) if kind == "table"]
        read_back = seen.of("table")
        assert len(read_back) == len(wanted), said.anchor
        for table, shape in zip(wanted, read_back, strict=True):
            assert isinstance(table, tree.Table)
            assert shape.rows[0] == [column.heading for column in table.columns]
            for row, printed in zip(table.rows, shape.rows[1:], strict=True):
                for cell, text in zip(row, printed, strict=True):
                    assert says(text, cell), (said.anchor, cell, text)
                    count += len(figures_in(cell))
    assert count > 150


def test_every_chart_holds_the_numbers_of_the_content_and_its_workbook_no_other() -> None:
    count = 0
    for said, seen in pairs():
        wanted = [each for kind, each in leaves(said.blocks) if kind == "chart"]
        read_back = [shape.chart for shape in seen.of("chart")]
        assert len(read_back) == len(wanted), said.anchor
        for chart, native in zip(wanted, read_back, strict=True):
            assert native is not None
            count += held_against(chart, native)  # type: ignore[arg-type]
            assert_workbook_is_the_chart(native)
    assert count > 150


def held_against(chart: Chart | Panel, native: ReadChart) -> int:
    """Hold a native chart against the chart of the content. Returns how many numbers were compared."""
    match chart:
        case LineChart():
            assert native.heading == latest(chart)
            return line_held_against(chart, native)
        case Panel():
            assert native.heading == f"{chart.heading}\n{latest(chart.line)}"
            return line_held_against(chart.line, native)
        case BarChart() | UnitChart() | DotChart():
            bars = (
                chart.bars
                if isinstance(chart, BarChart)
                else chart.rows
                if isinstance(chart, UnitChart)
                else chart.dots
            )
            total = [chart.total] if isinstance(chart, DotChart) and chart.total else []
            rows = [*total, *bars]
            assert [each.removesuffix(" (few)") for each in native.categories] == [row.label for row in rows]
            assert numbers(native.series[0].values) == [row.value for row in rows]
            assert native.series[0].labels == [
                "".join(parts(row.shown)) for row in rows if row.value is not None
            ]
            return len(rows)
        case PairedChart():
            assert native.categories == [pair.label for pair in chart.pairs]
            assert numbers(native.series[0].values) == [pair.whole for pair in chart.pairs]
            assert numbers(native.series[1].values) == [pair.part for pair in chart.pairs]
            return 2 * len(chart.pairs)
    raise TypeError(chart)


def line_held_against(chart: LineChart, native: ReadChart) -> int:
    assert native.categories == [point.label for point in chart.points]
    ends = {each.name: numbers(each.values) for each in native.series if each.name.startswith("Usual range")}
    if any(point.usual for point in chart.points):
        assert ends["Usual range, upper end"] == [p.usual.upper if p.usual else None for p in chart.points]
        assert ends["Usual range, lower end"] == [p.usual.lower if p.usual else None for p in chart.points]
    near = [each for each in native.series if each.name.startswith("Target, ")]
    assert {v for each in near for v in numbers(each.values)} - {None} == set(
        chart.target.near if chart.target else ()
    )
    uprights = {f"{at}. {mark.label}": mark.at for at, mark in enumerate(chart.marks, start=1)}
    events = [each for each in native.series if each.name in uprights]
    assert {each.name: numbers(each.values).index(float(native.axis[1])) for each in events} == uprights
    targets = [each for each in native.series if each.name.startswith("Target ")]
    assert len(targets) == (chart.target is not None)
    if chart.target:
        assert targets[0].name == f"Target {chart.target.label}"
        assert {each for each in numbers(targets[0].values) if each is not None} == {chart.target.value}
    others = [*targets, *near, *events]
    lines = [numbers(e.values) for e in native.series if e.name not in ends and e not in others]
    for at, point in enumerate(chart.points):
        drawn = [line[at] for line in lines if line[at] is not None]
        assert drawn == ([] if point.value is None else [point.value])
    for point in chart.points:
        if point.value is not None:
            assert point.value == number_in("".join(parts(point.shown)))
        for end in (point.usual.lower, point.usual.upper) if point.usual else ():
            assert end == round(end, 1)
    return (1 + 2 * bool(ends)) * len(chart.points)


def latest(chart: LineChart) -> str:
    return " · ".join(f"{point.label}: {''.join(parts(point.shown))}" for point in chart.points[-3:])


def number_in(text: str) -> float:
    """The number that is printed: a chart holds no finer one."""
    return float(text.replace(",", "").replace("−", "-").replace("+", "").replace("£", "").removesuffix("%"))


def numbers(values: list[str | None]) -> list[float | None]:
    return [None if each is None else float(each) for each in values]


def assert_workbook_is_the_chart(native: ReadChart) -> None:
    first, *rows = native.workbook
    assert first == ["", *(each.name for each in native.series)]
    for at, (row, category) in enumerate(zip(rows, native.categories, strict=True)):
        wanted = [category, *(each.values[at] or "" for each in native.series)]
        assert row + [""] * (len(wanted) - len(row)) == wanted


def test_the_notes_define_each_figure_and_prove_it() -> None:
    codes = 0
    for said, seen in pairs():
        wanted = [text for kind, text in leaves(said.notes) if kind == "text"]
        assert len(seen.notes) == len(wanted), said.anchor
        for text, printed in zip(wanted, seen.notes, strict=True):
            assert says(printed.removeprefix("• "), text), (said.anchor, printed)  # type: ignore[arg-type]
        shown = {f.key for f in (*figures_on(said), *figures_in(said.notes)) if f.part == "value"}
        proved = [part for text in wanted for part in text if isinstance(part, tree.Proof)]  # type: ignore[attr-defined]
        assert {each.key for each in proved} == shown
        codes += len(proved)
    assert codes > 60
    measure = next(seen for said, seen in pairs() if said.anchor == "m-audits_completed_pct")
    assert edition().definitions["audits_completed_pct"].sentence in "\n".join(measure.notes)


def figures_on(slide: tree.Slide) -> list[Figure]:
    """The figures that a slide prints, those of charts apart."""
    found = figures_in(slide.title)
    for kind, each in leaves(slide.blocks):
        found += [] if kind == "chart" else figures_in(each)
    return found


def test_every_figure_of_the_deck_is_its_result_and_known_to_the_edition() -> None:
    found = [figure for slide in made_deck().slides for figure in figures_on(slide)]
    assert [figure for figure in found if not agrees(figure.text, expected(figure))] == []  # type: ignore[arg-type]
    assert {figure.key for figure in found} <= set(content().proofs)
    assert len(found) > 250


def test_every_graphic_has_words_and_every_slide_one_title_that_is_read_first() -> None:
    for seen in read():
        assert seen.shapes[0].kind == "title"
        assert len(seen.of("title")) == 1
        for shape in (*seen.of("chart"), *seen.of("table"), *seen.of("drawing")):
            assert len(shape.words) > 10, shape.name
        for shape in seen.of("chart"):
            assert shape.words.startswith(shape.name)
            assert len(shape.words) > len(shape.name) + 20


def test_shapes_are_read_from_the_top_and_footers_last() -> None:
    for said, seen in pairs():
        kinds = [shape.kind for shape in seen.shapes]
        assert kinds[-3:] == ["footer"] * 3, said.anchor
        wanted = [kind for kind, _ in leaves(said.blocks) if kind != "text"]
        assert [kind for kind in kinds if kind in ("table", "chart")] == wanted


def test_every_slide_says_its_edition_its_data_date_and_that_it_is_synthetic() -> None:
    for seen in read():
        foot = " ".join(p for shape in seen.of("footer") for p in shape.paragraphs)
        for words in ("Exampleton", "December 2023", "Data to 31 December 2023", "Synthetic data"):
            assert words in foot
    real = replace(edition(), synthetic=False)
    [made] = files(content_of(real)).values()
    assert "ynthetic" not in "".join(
        p for slide in slides_of(made) for s in slide.of("footer") for p in s.paragraphs
    )


def wordy() -> Edition:
    """The same edition, of which everybody wrote a great deal."""
    sentence = "We looked at each of these children again with their workers, and wrote down what we found. "
    said = (
        SaidParagraph((sentence * 3,)),
        SaidList(tuple((sentence,) for _ in range(8))),
        SaidParagraph(("The last of it.",)),
    )
    sections = ("summary", *(each.id for each in edition().strategy.priorities), *edition().measures)
    return replace(edition(), commentary=dict.fromkeys(sections, said))


def test_of_long_commentary_the_rest_is_in_the_notes() -> None:
    made = deck(wordy())
    read_back = slides_of(deck_file(made, content().proofs))[1:]
    assert len(made.slides) + 1 <= MOST_SLIDES
    told = 0
    for said, seen in zip(made.slides, read_back, strict=True):
        shown = " ".join(p for shape in seen.of("text") for p in shape.paragraphs)
        if "with their workers" not in shown:
            continue
        told += 1
        notes = " ".join(seen.notes)
        goes_on = "The commentary goes on in the notes." in shown
        assert goes_on or said.anchor == "summary"
        assert "The last of it." in (notes if goes_on else shown)
        assert (shown + notes).count("with their workers") == 11
    assert told > 8
    assert_all_stand_apart(read_back)


@pytest.mark.parametrize("audience", [each.name for each in AUDIENCES])
def test_slides_of_each_audience_hold_only_what_is_for_them(audience: str) -> None:
    made = for_audience(replace(edition(), audience=audience))
    seen = slides_of(deck_file(deck(made), content().proofs))
    assert audience_of(audience).readers in "".join(p for s in seen[0].of("text") for p in s.paragraphs)
    notes = "\n".join(line for slide in seen for line in slide.notes)
    assert ("proof code" in notes) == audience_of(audience).proofs
    assert_all_stand_apart(seen[1:])


def test_what_changed_since_a_release_comes_first() -> None:
    made = replace(edition_after(), release=Numbered(3, 2, "A late file came."))
    first = deck(made).slides[0]
    read_back = slides_of(deck_file(deck(made), content_of(made).proofs))[1]
    assert (first.anchor, read_back.title) == ("since", "What changed since release 2")
    texts = [text for kind, text in leaves(first.blocks) if kind == "text"]
    printed = [p for shape in read_back.of("text") for p in shape.paragraphs][1:]
    assert len(texts) > 2
    for text, line in zip(texts, printed, strict=True):
        assert says(line, text)  # type: ignore[arg-type]
    [table] = [each for kind, each in leaves(first.blocks) if kind == "table"]
    assert len(read_back.of("table")[0].rows) == len(table.rows) + 1  # type: ignore[attr-defined]


def test_that_nothing_changed_since_a_release_takes_no_slide_of_its_own() -> None:
    before = replace(RELEASE, audience=edition().audience)
    same = replace(edition(), since=Since(before, {}, ()))
    assert "since" not in [each.anchor for each in deck(same).slides]
    changed = next(each for each in deck(same).slides if each.anchor == "changed")
    said = (
        "Every figure that release 1 printed and that is shown here is the same. Release 1 is the edition of "
        "November 2023, made on 2 January 2024, 00:00 GMT."
    )
    texts = [text for kind, text in leaves(changed.blocks) if kind == "text"]
    assert said in ["".join(parts(text)) for text in texts]  # type: ignore[arg-type] # as its kind says
    assert_all_stand_apart(slides_of(deck_file(deck(same), content_of(same).proofs))[1:])
    corrected = deck(replace(same, release=Numbered(2, 1, "A late file came."))).slides[0]
    assert corrected.anchor == "since"
    assert deck(replace(same, register=None)).slides[0].anchor == "since"


def test_nothing_stands_off_the_slide_or_on_another_thing() -> None:
    assert_all_stand_apart(read()[1:])
    assert_all_stand_apart(read_every_form()[1:])


@pytest.mark.parametrize("audience", [each.name for each in AUDIENCES])
def test_no_words_or_cells_are_smaller_than_12_points_and_no_foot_than_10(audience: str) -> None:
    for said in (edition(), wordy()):
        made = content_of(for_audience(replace(said, audience=audience)))
        [held_] = files(made).values()
        least: dict[str, set[int]] = {"foot": set(), "words": set()}
        for slide in Presentation(io.BytesIO(held_)).slides:
            for shape in slide.shapes:
                kind = shape.element.ph.get("type") if shape.is_placeholder else None
                place = "foot" if kind in ("dt", "ftr", "sldNum") else "words"
                least[place] |= {int(each) for each in shape.element.xpath(".//a:rPr/@sz")}
        assert min(least["foot"]) >= 1000
        assert min(least["words"]) >= 1200


def assert_all_stand_apart(slides: list[ReadSlide]) -> None:
    for seen in slides:
        boxes = [shape.box for shape in seen.shapes if shape.box is not None and shape.kind != "footer"]
        for x, y, width, height in boxes:
            assert x >= 0
            assert y >= 0
            assert x + width <= WIDTH
            assert y + height <= HEIGHT - 400_000, (seen.title, y + height)
        for at, first in enumerate(boxes):
            for second in boxes[at + 1 :]:
                assert not meet(first, second), seen.title


def meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    slack = 2_000
    across = one[0] + slack < other[0] + other[2] and other[0] + slack < one[0] + one[2]
    return across and one[1] + slack < other[1] + other[3] and other[1] + slack < one[1] + one[3]


def test_the_same_edition_gives_the_same_bytes() -> None:
    [again] = files(content_of(edition())).values()
    assert again == held()


ALLOWED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|ppt/presentation\.xml|ppt/theme/theme[12]\.xml"
    r"|ppt/slideMasters/slideMaster1\.xml|ppt/slideLayouts/slideLayout[12]\.xml"
    r"|ppt/notesMasters/notesMaster1\.xml|ppt/slides/slide\d+\.xml|ppt/notesSlides/notesSlide\d+\.xml"
    r"|ppt/charts/chart\d+\.xml|ppt/embeddings/Microsoft_Excel_Sheet\d+\.xlsx"
    r"|ppt/(\w+/)?_rels/\w+\.xml\.rels"
)
BOOK = {
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
}


def test_the_file_has_no_part_that_slides_do_not_need() -> None:
    package = Package(held())
    assert [name for name in package.parts if not ALLOWED.fullmatch(name)] == []
    charts = sum(len(seen.of("chart")) for seen in read())
    assert sum(name.startswith("ppt/charts/chart") for name in package.parts) == charts
    assert sum(name.startswith("ppt/embeddings/") for name in package.parts) == charts
    assert not any(seen.hidden for seen in read())
    for name, part in package.parts.items():
        assert b"TargetMode" not in part, name
        assert not re.search(rb"https?://(?!schemas\.|purl\.org/)", part), name
        if name.endswith(".xlsx"):
            book = Package(part)
            assert set(book.parts) == BOOK
            assert b"<f" not in book.parts["xl/worksheets/sheet1.xml"]


def test_the_properties_name_nobody_and_no_day() -> None:
    core = Package(held()).parts["docProps/core.xml"].decode()
    assert "<dc:language>en-GB</dc:language>" in core
    assert made_deck().title in core
    assert not re.search("creator|lastModifiedBy|created|modified|20\\d\\d-", core)


def test_words_that_look_like_markup_or_a_formula_are_words() -> None:
    printed = "\n".join(p for seen in read() for s in seen.of("text") for p in s.paragraphs)
    assert "plans, =1+1 fewer than <we> feared & hoped." in printed


@pytest.mark.parametrize(
    "words", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "a<b>&\"'\x00\x0b"]
)
def test_a_cell_of_text_is_never_a_formula(words: str) -> None:
    from goldenthread.publication.pptx.workbook import workbook

    made = workbook([("", words), (words, 1.5)])
    kept = "".join(sign for sign in words if sign >= " " or sign == "\t")
    assert workbook_rows(made) == [["", kept], [kept, "1.5"]]
    assert b"<f>" not in Package(made).parts["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(
    ("before", "latest_value", "value", "name"),
    [
        *((72.0, 76.0, "t", "r"), (72.0, 75.0, "t", "r"), (72.0, 74.0, "r", "t"), (72.0, 72.0, "b", "r")),
        *((78.0, 76.0, "r", "b"), (78.0, 74.0, "b", "r"), (72.0, 82.0, "r", "r"), (72.0, 66.0, "r", "r")),
    ],
)
def test_the_latest_value_does_not_touch_the_name_of_the_target(
    before: float, latest_value: float, value: str, name: str
) -> None:
    """Both stand at the right end of their lines; where those are near, one of them goes above or beneath:
    the value, or the name where the line to the value would lie under it."""
    values = (70.0, 80.0, before, latest_value)
    points = tuple(Point(f"M{at}", value, (f"{value:g}%",)) for at, value in enumerate(values))
    target = TargetMark(75.0, "75%")
    chart = LineChart("A share, M0 to M3", "It moves.", points, target, from_zero=False, suffix="%")
    made = native_line(chart)
    places = {series.name: series.labels[3].at for series in made.series if 3 in series.labels}
    assert places == {"A share": value, "Target 75%": name}
