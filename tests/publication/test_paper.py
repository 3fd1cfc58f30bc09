"""The paper of a committee: what it selects, and that it says nothing that the edition does not say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from goldenthread.analysis.figures import Figure
from goldenthread.base.errors import RefusedInput
from goldenthread.base.folders import SETTINGS
from goldenthread.editions.commentary.said import SaidParagraph
from goldenthread.publication.content.document import document
from goldenthread.publication.content.paper import Paper, paper
from goldenthread.publication.content.title_block import title_block_of
from goldenthread.publication.edition import Edition
from goldenthread.publication.pack import content_of
from goldenthread.publication.tree import (
    ChartBlock,
    Column,
    CommentaryPlace,
    Details,
    Link,
    Page,
    Paragraph,
    Proof,
    Section,
    Table,
)
from goldenthread.warehouse.workspace import read as read_workspace
from tests.publication.made_up import made_up_edition

SAID = "What now: the panel meets in March."


@cache
def edition() -> Edition:
    words = (SaidParagraph((SAID,)),)
    commentary = {"summary": words, "families": words, "hub_visits": words, "fostering_pipeline_stage": words}
    return made_up_edition(commentary=commentary)


@cache
def made() -> Paper:
    return paper(edition(), document(edition()))


@cache
def public_paper() -> Paper:
    public = content_of(made_up_edition(audience="public"))
    return paper(public.edition, public.document)


def nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, tuple):
        for each in node:
            yield from nodes(each)
    elif is_dataclass(node):
        yield node
        for each in fields(node):
            yield from nodes(getattr(node, each.name))


def measures(of: Paper) -> set[str]:
    """The measures that have a section."""
    sections = [each for page in of.body for each in page.sections]
    return {each.anchor.removeprefix("m-") for each in sections if each.anchor.startswith("m-")}


def test_a_paper_prints_no_figure_that_the_edition_does_not() -> None:
    whole = {each for each in nodes(document(edition()).pages) if isinstance(each, Figure)}
    held = {each for each in nodes((made().body, made().appendices)) if isinstance(each, Figure)}
    assert held <= whole
    assert len(held) > 500


def test_every_measure_that_calls_for_words_has_its_section() -> None:
    register = edition().register
    assert register is not None
    claims = {each.measure for each in register.claims}
    missed = {
        "rereferrals_12m_pct",
        "iha_20wd_pct",
        "cla_rate",
        "caseload_per_fte",
        "cla_u16_out_of_education",
    }
    of_a_group, written = {"supervision_in_date_pct"}, {"hub_visits", "fostering_pipeline_stage"}
    drawn_with = {"hub_individuals"}
    assert measures(made()) == claims | missed | of_a_group | written | drawn_with


def test_other_measures_stand_in_the_table_of_their_priority() -> None:
    tables = [block for page in made().body for block in page.opening if isinstance(block, Table)]
    names = {part.text for table in tables for row in table.rows for part in row[0] if isinstance(part, Link)}
    assert {"Audits completed", "Contacts that come from the police"} <= names
    assert "audits_completed_pct" not in measures(made())


def test_commentary_is_kept_and_no_empty_place_is() -> None:
    places = [each for each in nodes(made().body) if isinstance(each, CommentaryPlace)]
    assert len(places) == 4
    assert all(place.blocks == (Paragraph((SAID,)),) for place in places)


def test_a_breakdown_is_shown_where_a_target_of_its_groups_is_missed_and_for_a_split() -> None:
    charts = {each.anchor for each in nodes(made().body) if isinstance(each, ChartBlock)}
    assert "m-supervision_in_date_pct-case_type" in charts
    assert "m-fostering_pipeline_stage-stage" in charts
    assert "m-rereferrals_12m_pct-locality" not in charts


def test_a_long_table_stands_whole_in_the_appendix() -> None:
    charts = {
        each.table_at: each.table
        for each in nodes(made().body)
        if isinstance(each, ChartBlock) and each.table_at
    }
    sections = {each.anchor: each for each in made().appendices[0].sections}
    assert len(charts) > 8
    assert set(charts) == set(sections)
    for anchor, table in charts.items():
        [held] = [block for block in sections[anchor].blocks if isinstance(block, Table)]
        assert held.rows == table.rows


def test_each_table_of_the_appendix_says_of_which_measure_it_is() -> None:
    for of in (made(), public_paper()):
        named = {each.anchor: each.title for each in nodes(of.body) if isinstance(each, Section)}
        sections = of.appendices[0].sections
        assert len(sections) > 8
        for each in sections:
            back = next(part for part in nodes(each) if isinstance(part, Link))
            assert each.title.startswith(named[back.anchor])
        assert len({each.title for each in sections}) == len(sections)


def test_every_latest_figure_at_a_glance_has_its_proof_code() -> None:
    [codes] = [page for page in made().appendices if page.stem == "proof-codes"]
    proved = {each.key for each in nodes(codes) if isinstance(each, Proof)}
    tables = [block for page in made().body for block in page.opening if isinstance(block, Table)]
    latest = {
        part.key
        for table in tables
        for row in table.rows
        for part in row[1]
        if isinstance(part, Figure) and part.part == "value"
    }
    assert proved == latest
    assert len(proved) > 15


def test_pages_of_small_numbers_are_left_out_and_unknown_ones_taken() -> None:
    whole, said = document(edition()), (Paragraph(("Two moved.",)),)
    added = {
        stem: Page(stem, stem, stem, said, ()) for stem in ("since", "later", "flow", "journeys", "ahead")
    }
    result = paper(edition(), replace(whole, pages=(*whole.pages, *added.values())))
    stems = [page.stem for page in result.body]
    assert stems == ["index", "priority-1", "priority-2", "priority-3", "priority-4", "later"]
    assert result.body[-1] is added["later"]
    assert added["since"] in result.appendices


def test_an_edition_for_the_public_is_taken_whole() -> None:
    public = replace(edition(), audience="public")
    whole = document(edition())
    stems = ("index", "priority-1", "glossary", "made")
    pages = tuple(replace(whole.pages[0 if stem == "index" else 1], stem=stem) for stem in stems)
    result = paper(public, replace(whole, pages=pages))
    assert [page.stem for page in result.body] == ["index", "priority-1"]
    assert [len(page.sections) for page in result.body] == [len(page.sections) for page in pages[:2]]
    assert [page.stem for page in result.appendices][1:3] == ["glossary", "made"]
    assert result.appendices[-1].title == "Symbols"


def test_comparison_is_a_part_only_where_something_is_compared() -> None:
    whole, table = document(edition()), Table("Rug", (Column("Measure"),), ((("x",),),))
    for block, stems in ((Paragraph(("None.",)), []), (table, ["compared"])):
        page = Page("compared", "Compared", "Compared", (), (Section("rug", "Rug", (block,)),))
        body = paper(edition(), replace(whole, pages=(*whole.pages, page))).body
        assert [each.stem for each in body if each.stem == "compared"] == stems


def test_the_title_block_says_to_whom_it_goes() -> None:
    spec = {"meeting": dt.date(2024, 2, 6), "exempt_under": "paragraph 2", "report_to": "Scrutiny Panel"}
    lines = title_block_of(spec, "goldenthread.yml")
    assert lines == (
        ("Report to", "Scrutiny Panel"),
        ("Meeting", "6 February 2024"),
        ("Exempt under", "paragraph 2"),
    )
    exempt = replace(edition(), title_block=lines, audience="exempt")
    assert paper(exempt, document(edition())).standing[:3] == lines
    public = replace(exempt, audience="public")
    assert paper(public, document(edition())).standing[:2] == lines[:2]
    assert "Exempt under" not in dict(paper(public, document(edition())).standing)


@pytest.mark.parametrize(
    ("spec", "said"), [({"reprot_to": "x"}, "Did you mean 'report_to'"), ("x", "Names are")]
)
def test_an_unknown_line_of_the_title_block_is_refused(spec: object, said: str) -> None:
    with pytest.raises(RefusedInput, match=said):
        title_block_of(spec, "goldenthread.yml")


def test_a_workspace_says_its_title_block(tmp_path: Path) -> None:
    text = "authority: E06000045\npaper: {report_to: Scrutiny Panel}\n"
    (tmp_path / SETTINGS).write_text(text, encoding="utf-8")
    assert title_block_of(read_workspace(tmp_path).paper, SETTINGS) == (("Report to", "Scrutiny Panel"),)


def test_the_title_block_says_for_whom_it_is() -> None:
    assert dict(made().standing)["For"].endswith("not for publication.")
    public = replace(edition(), audience="public")
    assert dict(paper(public, document(edition())).standing)["For"] == "everybody."


def test_what_drove_a_change_is_shown_as_on_the_pages() -> None:
    def drove(pages: tuple[Page, ...]) -> set[Details]:
        found = {each for each in nodes(pages) if isinstance(each, Details)}
        return {each for each in found if each.summary.startswith("What drove")}

    assert drove(made().body) == drove(document(edition()).pages)
    assert drove(made().body)
