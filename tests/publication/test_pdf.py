"""The paper as a PDF: every word at its place, tagged as PDF/UA-1 asks, the same bytes, text never markup."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from goldenthread.base.errors import GoldenthreadError
from goldenthread.editions.commentary.said import SaidList, SaidParagraph
from goldenthread.model.strategy import Priority, ShownMeasure, Strategy
from goldenthread.publication.content.paper import Paper, paper
from goldenthread.publication.edition import Edition
from goldenthread.publication.pack import content_of
from goldenthread.publication.pdf import files, typesetting
from goldenthread.publication.pdf.nodes import paper_data
from goldenthread.publication.pdf.printable import printable
from goldenthread.publication.pdf.row_headers import with_row_headers
from goldenthread.publication.rendering import Content
from goldenthread.publication.tree import (
    Band,
    Beside,
    Bullets,
    ChartBlock,
    Column,
    CommentaryPlace,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)
from tests.publication.made_up import MEASURES, made_up_edition
from tests.publication.paper_text import Expected, figures_of, read_items
from tests.publication.pdf_reader import Read, read
from tests.publication.pdf_rules import faults

HOSTILE = '#read("/etc/passwd") = *b* _i_ `r` $x$ @m <l> \\ // [c] {d} ~ "q" -- ... ]#panic()['


def small(**changes: object) -> Content:
    """An edition of two measures."""
    shown = (ShownMeasure("contacts_received", ("locality",)), ShownMeasure("rereferrals_12m_pct"))
    strategy = Strategy("Plan", (Priority("right-support", "Right support", "Children thrive.", shown),))
    return content_of(made_up_edition(**{"strategy": strategy, **changes}))


def with_words(**changes: object) -> Edition:
    """The made-up edition with commentary in each kind of place."""
    words = (
        SaidParagraph(("Re-referrals fell because of the new front door.",)),
        SaidList((("One.",), ("Two.",))),
    )
    commentary = dict.fromkeys(("summary", "right-support", "contacts_received"), words)
    return made_up_edition(commentary=commentary, **changes)


@cache
def content() -> Content:
    return content_of(with_words())


@cache
def made() -> bytes:
    [data] = files(content()).values()
    return data


@cache
def found() -> Read:
    return read(made())


def test_the_paper_is_named_after_the_edition() -> None:
    assert list(files(small())) == ["E06000045-2023-12.pdf"]


def test_every_word_and_figure_of_the_paper_is_printed_at_its_place() -> None:
    tree = paper(content().edition, content().document)
    expected = list(Expected(dict(content().proofs)).paper(tree))
    assert read_items(found()) == expected
    assert len(expected) > 2000
    assert figures_of(tree) > 800


def test_the_paper_is_tagged_as_pdf_ua_asks() -> None:
    assert faults(found()) == []


def test_the_public_edition_is_a_paper_too() -> None:
    public = small(audience="public", contact="Ask us.")
    [data] = files(public).values()
    result, tree = read(data), paper(public.edition, public.document)
    assert read_items(result) == list(Expected(dict(public.proofs)).paper(tree))
    assert faults(result) == []
    assert [page.title for page in tree.body] == ["Summary", "Right support"]
    assert dict(tree.standing)["Contact"] == "Ask us."


def test_the_contents_name_every_heading_of_the_body_with_its_page() -> None:
    listed = [each.text() for each in found().root.find("TOCI")]
    headings = [each.text() for each in found().root.find("H1", "H2")]
    body = [each for each in headings if each[0].isdigit() or each[1:2] == " " or each[0] in "ABCD"]
    for entry in listed:
        assert any(entry.replace(" ", "").startswith(each.replace(" ", "")) for each in body), entry
        assert entry.rstrip()[-1].isdigit(), entry


def listed_in(data: bytes) -> int:
    return len(read(data).root.find("TOCI"))


def test_the_contents_of_a_long_paper_name_its_parts_alone() -> None:
    """Else they fill the first pages, before anything is said."""
    short = paper(content().edition, content().document)
    assert short.lists_sections
    assert listed_in(made()) > len(short.body) + len(short.appendices)
    more = tuple(Section(f"s{index}", f"Section {index}", ()) for index in range(41))
    long = Paper("Paper", (), "", (Page("p", "Part", "Part", (), more),), short.appendices[-1:])
    assert not long.lists_sections
    assert listed_in(typesetting.typeset(paper_data(long, {}))) == 2


@pytest.mark.parametrize("above", range(38, 46))
def test_no_page_holds_the_last_point_of_a_short_list_alone(above: int, tmp_path: Path) -> None:
    points = Bullets((("First point.",), ("Last point.",)))
    page = Page("p", "Part", "Part", (*[Paragraph(("A line.",))] * above, points), ())
    made_ = typesetting.typeset(paper_data(Paper("Paper", (), "", (page,), ()), {}))
    assert all(("First" in each) == ("Last" in each) for each in texts_by_page(made_, tmp_path))


def test_a_table_that_goes_on_says_on_each_page_of_what_it_is(tmp_path: Path) -> None:
    rows = tuple(((f"Row {index}",), ("1",)) for index in range(150))
    first = Table("By area", (Column("Area"), Column("How many", True)), rows, about="Contacts received")
    page = Page("p", "Part", "Part", (first, replace(first, about="Referrals")), ())
    made_ = typesetting.typeset(paper_data(Paper("Paper", (), "", (page,), ()), {}))
    said = [re.findall(r"(\w+): By area(, continued)?", each) for each in texts_by_page(made_, tmp_path)]
    assert said[0] == [("received", "")]
    assert [each for page_ in said for each in page_ if not each[1]] == [("received", ""), ("Referrals", "")]
    assert all(page_[0][1] or page_[0][0] for page_ in said)
    assert faults(read(with_row_headers(made_))) == []


def test_each_page_is_marked_as_synthetic_and_numbered() -> None:
    for number, text in enumerate(found().artifacts, start=1):
        assert "Synthetic data." in text
        assert f"Page {number} of {found().pages}" in text


def test_real_data_are_not_marked_as_synthetic() -> None:
    [data] = files(small(synthetic=False)).values()
    assert not any("Synthetic" in text for text in read(data).artifacts)


def test_the_same_edition_gives_the_same_bytes() -> None:
    [again] = files(small()).values()
    assert again == sound()


def test_text_is_never_markup() -> None:
    measures = {**MEASURES, "contacts_received": replace(MEASURES["contacts_received"], name=HOSTILE)}
    labels = {"locality": {"east": HOSTILE}}
    commentary = {"contacts_received": (SaidParagraph((HOSTILE,)),)}
    hostile = small(authority_name=HOSTILE, measures=measures, labels=labels, commentary=commentary)
    [data] = files(hostile).values()
    result = read(data)
    tree = paper(hostile.edition, hostile.document)
    assert read_items(result) == list(Expected(dict(hostile.proofs)).paper(tree))
    assert faults(result) == []
    assert HOSTILE in result.root.find("Title")[0].text()


def test_characters_that_cannot_be_seen_or_set_are_printed_as_their_number() -> None:
    said = "Team 中 😀 \u202e12\u202c \x07 ж ع"
    [data] = files(small(commentary={"summary": (SaidParagraph((said,)),)})).values()
    texts = [each.text() for each in read(data).root.find("P")]
    assert any("Team [U+4E2D] [U+1F600] [U+202E]12[U+202C] [U+0007] ж ع" in text for text in texts), texts[:4]


def test_printable_text_is_left_as_it_is() -> None:
    for text in ("Children’s plan", "−7 points", "a\u00adb", "é", "two\nlines"):
        assert printable(text) == text


def test_a_missing_typeface_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "find_spec", lambda name: None)
    with pytest.raises(GoldenthreadError, match=r"missing: SourceSansPro-Regular\.otf, "):
        files(content())


def test_a_file_of_another_make_has_no_row_headers_put_in() -> None:
    with pytest.raises(ValueError, match="plain table"):
        with_row_headers(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF")


def remove_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def hide_title(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def name_an_author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "Somebody"


def drop_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def open_with_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def attach_a_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["workbook.xlsx"] = b"hidden"


def paint_unmarked(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 10 10 re f")


def unstamp(pdf: pikepdf.Pdf) -> None:
    text = pdf.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b"")
    pdf.Root.Metadata = pdf.make_stream(text)


def _elements(pdf: pikepdf.Pdf, role: str) -> list[pikepdf.Dictionary]:
    return [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem" and role == each.S
    ]


def silence_a_figure(pdf: pikepdf.Pdf) -> None:
    del _elements(pdf, "/Figure")[0].Alt


def skip_a_level(pdf: pikepdf.Pdf) -> None:
    _elements(pdf, "/H2")[1].S = pikepdf.Name.H4


def unhead_a_column(pdf: pikepdf.Pdf) -> None:
    for row in _elements(pdf, "/THead"):
        for cell in row.K[0].K:
            cell.S = pikepdf.Name.TD


def unhead_a_row(pdf: pikepdf.Pdf) -> None:
    _elements(pdf, "/TBody")[0].K[0].K[0].S = pikepdf.Name.TD


def drop_a_caption(pdf: pikepdf.Pdf) -> None:
    table = next(each for each in _elements(pdf, "/Table") if each.K[0].get("/S") == "/Caption")
    table.K = pikepdf.Array(list(table.K)[1:])


def silence_a_link(pdf: pikepdf.Pdf) -> None:
    del next(page for page in pdf.pages if "/Annots" in page).Annots[0].Contents


def lead_outside(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org")
    next(page for page in pdf.pages if "/Annots" in page).Annots[0].A = action


BREAKS: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "language": remove_language,
    "title is not shown": hide_title,
    "metadata": name_an_author,
    "bookmarks": drop_bookmarks,
    "/JavaScript": open_with_script,
    "/EmbeddedFile": attach_a_file,
    "neither content nor artifact": paint_unmarked,
    "PDF/UA-1": unstamp,
    "figure without words": silence_a_figure,
    "heading of level 4": skip_a_level,
    "heads of its columns": unhead_a_column,
    "without its own head": unhead_a_row,
    "table without a caption": drop_a_caption,
    "no tagged link": silence_a_link,
    "/URI": lead_outside,
}


@cache
def sound() -> bytes:
    [data] = files(small()).values()
    assert faults(read(data)) == []
    return data


@pytest.mark.parametrize("said", BREAKS)
def test_a_broken_rule_is_seen(said: str) -> None:
    pdf = pikepdf.open(BytesIO(sound()))
    BREAKS[said](pdf)
    out = BytesIO()
    pdf.save(out)
    assert any(said in fault for fault in faults(read(out.getvalue())))


@cache
def a_wide_table() -> Page:
    """Thirty rows of sixteen columns, which no upright page holds."""
    name = "Children who became the subject of a plan for a second or subsequent time"
    columns = (Column("Measure"), *(Column(f"Kingston upon Hull, City of ({n})", True) for n in range(15)))
    row: tuple[Text, ...] = ((name,), *((f"{n * 7.3:.1f}% ", Band("ABCD"[n % 4])) for n in range(15)))
    table = Table("Side by side", columns, (row,) * 30, dense=True)
    return Page("wide", "Wide", "Wide", (), (Section("wide", "A wide table", (table,)),))


def test_no_word_is_cut_off_or_lies_on_another(tmp_path: Path) -> None:
    measures = {**MEASURES, "contacts_received": replace(MEASURES["contacts_received"], name="x" * 300)}
    whole = small(measures=measures, commentary={"summary": (SaidParagraph(("An address " + "y" * 500,)),)})
    turned = replace(whole, document=replace(whole.document, pages=(*whole.document.pages, a_wide_table())))
    [data] = files(turned).values()
    pages = [*places(made(), tmp_path), *places(data, tmp_path)]
    assert any(float(page.split('"')[1]) > 800 for page in pages), "no page is turned"
    assert [fault for page in pages for fault in misplaced(page)] == []


def places(data: bytes, folder: Path) -> list[str]:
    """Where the words of each page stand."""
    (folder / "paper.pdf").write_bytes(data)
    command = ["pdftotext", "-bbox", str(folder / "paper.pdf"), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("<page ")[1:]


def misplaced(page: str) -> list[str]:
    """Words beyond the margins, and pairs of words that overlap."""
    width, height = (float(each) for each in page.split('"')[1:4:2])
    words = [
        (*(float(each) for each in box), word)
        for *box, word in re.findall(
            r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', page
        )
    ]
    assert words
    found = [w for left, top, right, low, w in words if left < 40 or top < 40 or right > width - 40]
    found += [w for left, top, right, low, w in words if low > height - 25]
    words.sort(key=lambda each: each[1])
    for index, (left, _, right, low, word) in enumerate(words):
        for left2, top2, right2, low2, word2 in words[index + 1 :]:
            if low - top2 <= 4:
                break  # it and all after it stand below
            if min(right, right2) - max(left, left2) > 1 and min(low, low2) - top2 > 4:
                found.append(f"{word} on {word2}")
    return found


def texts_by_page(data: bytes, folder: Path) -> list[str]:
    """The text of each page, line under line, without the foot."""
    (folder / "paper.pdf").write_bytes(data)
    command = ["pdftotext", "-layout", str(folder / "paper.pdf"), "-"]
    said = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    return [re.sub(r"\n[^\n]*Page \d+ of \d+\s*$", "", page).rstrip() for page in said.split("\f")[:-1]]


def test_narrow_tables_of_the_appendix_stand_side_by_side(tmp_path: Path) -> None:
    """One under the other they would leave half of each page empty."""
    public = content_of(made_up_edition(audience="public"))
    [data] = files(public).values()
    each = [page.count("Back to the chart") for page in texts_by_page(data, tmp_path)]
    full = [count for count in each if count][:-1]
    assert sum(each) == len(paper(public.edition, public.document).appendices[0].sections)
    assert full
    assert min(full) >= 4
    assert sum(each) > 10


@pytest.mark.parametrize("above", range(44, 52))
def test_the_word_commentary_stands_on_the_page_of_what_is_said(above: int, tmp_path: Path) -> None:
    said = (CommentaryPlace("m", "it", (Paragraph(("What we did. " * 20,)),) * 3),)
    page = Page("p", "Part", "Part", (*[Paragraph(("A line.",))] * above, *said), ())
    made_ = typesetting.typeset(paper_data(Paper("Paper", (), "", (page, page), ()), {}))
    assert [each for each in texts_by_page(made_, tmp_path) if each.endswith("Commentary")] == []


@pytest.mark.parametrize("above", [27, 30, 33])
def test_commentary_on_a_figure_stands_on_its_page(above: int, tmp_path: Path) -> None:
    """Two lines of it would else have a page of their own."""
    said = CommentaryPlace("m", "it", (Paragraph(("What we did.",)),))
    block = next(
        each
        for page in paper(content().edition, content().document).body
        for section in page.sections
        for each in section.blocks
        if isinstance(each, Beside)
    )
    [chart] = [each for each in block.left if isinstance(each, ChartBlock)]
    table = Section(chart.table_at, "Its table", ())
    page = Page("p", "Part", "Part", (*[Paragraph(("A line.",))] * above, block, said), (table,))
    made_ = typesetting.typeset(paper_data(Paper("Paper", (), "", (page,), ()), {}))
    pages_ = texts_by_page(made_, tmp_path)
    alone = [each for each in pages_ if "What we did." in each and "beside earlier" not in each]
    assert alone == []
