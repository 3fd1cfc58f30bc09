"""What changed since the release before opens the edition; each figure of it is the release's, or is now
known."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import openpyxl

from goldenthread.editions.releases.record import Numbered
from goldenthread.model.results import Results
from goldenthread.publication.content.document import document
from goldenthread.publication.content.paper import paper
from goldenthread.publication.content.since import ON_FIRST_PAGE
from goldenthread.publication.content.slides import deck
from goldenthread.publication.edition import Edition
from goldenthread.publication.freezing import content_hash
from goldenthread.publication.pack import content_of, files_of
from goldenthread.publication.tree import Block, Bullets, Notice, Section
from tests.publication.made_up import MONTHS, TARGETS, made_up_edition
from tests.publication.made_up_since import EVENTS, LATE, edition_after
from tests.publication.pages import pages_of, parse, printed_figures


@cache
def after() -> Edition:
    """The edition after a release of its own month."""
    return edition_after()


def first_section(pages: dict[str, str]) -> str:
    """The text of the section about changes, up to the next paragraph that leads."""
    return pages["index.html"].partition('id="since"')[2].partition('class="lead"')[0]


def opening(edition: Edition) -> list[Block]:
    return list(document(edition).pages[0].opening)


def sentences(edition: Edition) -> list[str]:
    """The paragraphs and points of the section about changes."""
    (section,) = [each for each in opening(edition) if isinstance(each, Section)]
    found: list[str] = []
    for block in section.blocks:
        texts = block.items if isinstance(block, Bullets) else [getattr(block, "text", ())]
        found += ["".join(part if isinstance(part, str) else part.text for part in text) for text in texts]  # type: ignore[union-attr]
    return found


def test_without_a_release_before_nothing_is_said() -> None:
    assert not any(isinstance(each, Section) for each in opening(made_up_edition()))
    assert "Release" not in dict(document(made_up_edition()).standing)


def test_changes_come_first_each_figure_as_released_and_as_now_known() -> None:
    edition = after()
    pages = pages_of(edition)
    index = pages["index.html"]
    assert index.index("What changed since release 2") < index.index('class="lead"')
    assert "4 figures are no longer what release 2 printed, of 2 measures." in first_section(pages)
    assert "since.html" not in pages
    figures = [one for one in printed_figures(parse(index)) if one.part == "released_value"]
    assert len(figures) == 4
    for one in figures:
        now = edition.results.get(one.measure, edition.authority, one.period, one.breakdown, one.group)
        assert now.value is not None
        assert one.text == f"{now.value - LATE[one.measure]:,.0f}"
        assert one.against == "2"


def test_every_figure_has_its_page_where_they_are_many() -> None:
    edition = edition_after(tuple(month.label for month in MONTHS))
    pages = pages_of(edition)
    assert first_section(pages).count("<tr") == ON_FIRST_PAGE + 1
    assert 'href="since.html#since-all"' in first_section(pages)
    figures = printed_figures(parse(pages["since.html"]))
    released = {(f.measure, f.period, f.group) for f in figures if f.part == "released_value"}
    assert released == {
        (name, month.label, group) for name in LATE for month in MONTHS for group in ("all", "east")
    }
    assert max(len(text.encode()) for text in pages.values()) < 200_000


def test_nothing_moved_is_said_in_one_sentence() -> None:
    said = sentences(edition_after((), period="2023-11", annotations=EVENTS))
    assert said[1:] == ["Every figure that release 2 printed and that is shown here is the same."]


def test_measures_targets_events_rules_and_words_that_changed_are_named() -> None:
    made = made_up_edition()
    definitions = {**made.definitions}
    definitions["cla_rate"] = replace(definitions["cla_rate"], sentence="Another rule.")
    measures = {
        name: one for name, one in made.measures.items() if name not in ("hub_visits", "agency_rate_pct")
    }
    more = {"cla_count_old": replace(made.measures["cla_started"], id="cla_count_old", name="An old count")}
    priority = made.strategy.priorities[0]
    shown = replace(priority.measures[0], measure="cla_count_old")
    strategy = replace(
        made.strategy,
        priorities=(
            replace(priority, measures=(*priority.measures, shown)),
            *made.strategy.priorities[1:],
        ),
    )
    targets = tuple(
        replace(each, value=each.value + 1) if each.measure == "rereferrals_12m_pct" else each
        for each in TARGETS
    )
    edition = edition_after(
        (), definitions=definitions, measures={**measures, **more}, strategy=strategy, targets=targets,
        rules=replace(made.rules, run=8),
    )  # fmt: skip
    said = sentences(edition)
    for sentence in (
        "New measures: Family hub visits, Agency social workers.",
        "No longer shown: An old count.",
        "Counted by another definition or setting: Children in our care per 10,000.",
        "Held against other targets: Re-referrals within 12 months.",
        "Control charts are judged by other rules.",
        "Entered in the register of events: 4 December 2023: No case system for a day (every measure).",
        "Commentary was rewritten: the month as a whole.",
    ):
        assert sentence in said, said


def test_another_month_has_other_words_anyway() -> None:
    assert "Commentary was rewritten: the month as a whole." in sentences(edition_after(()))
    assert not any("Commentary" in each for each in sentences(edition_after((), period="2023-11")))


def test_a_correction_says_first_what_it_corrects() -> None:
    edition = replace(after(), release=Numbered(3, 2, "A late file came."))
    first, second, *_ = opening(edition)
    assert isinstance(first, Notice)
    assert first.title == "This corrects release 2"
    assert first.text == ("A late file came. Release 2 is kept as it was.",)
    assert isinstance(second, Section)
    assert dict(document(edition).standing)["Release"] == "3, which corrects release 2"


def test_the_hash_of_an_edition_is_of_what_it_says() -> None:
    edition = after()
    same = content_hash(edition)
    assert same == content_hash(replace(edition, since=None, release=Numbered(3)))
    assert same != content_hash(replace(edition, notes=("Another note.",)))
    assert same != content_hash(replace(edition, title_block=(("Committee", "Another"),)))
    assert same != content_hash(replace(edition, slides_template=b"another"))
    fewer = Results(edition.results.table.slice(0, len(edition.results) - 1))
    assert same != content_hash(replace(edition, results=fewer))


def test_changes_come_first_in_the_paper_and_on_the_slides() -> None:
    content = content_of(after())
    first, *_ = paper(content.edition, content.document).body
    assert isinstance(first.opening[0], Section)
    assert first.opening[0].title == "What changed since release 2"
    slide, *_ = deck(content.edition).slides
    assert "".join(str(part) for part in slide.title) == "What changed since release 2"


def test_the_workbook_holds_both_figures_as_numbers() -> None:
    held = files_of(content_of(after()), ("xlsx",))
    book = openpyxl.load_workbook(io.BytesIO(next(iter(held.values()))), read_only=True)
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True) if "Nov 2023" in row]
    assert any({1628, 1631} <= set(row) for row in rows)
