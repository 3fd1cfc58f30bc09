"""References: each filter prints what the page says, and a wrong one is refused with what is right."""

from __future__ import annotations

import re

import pytest

from goldenthread.analysis.figures import Figure
from goldenthread.editions.commentary.binding import bind
from goldenthread.editions.commentary.grammar import FILTERS, Filter, Reference, WrongReference, parse
from goldenthread.editions.commentary.resolve import resolve
from goldenthread.editions.commentary.said import SaidList, SaidParagraph
from tests.editions.commentary.worlds import by_chance, made_up


def printed(text: str) -> str:
    words = resolve(parse(text), made_up())
    return "".join(word if isinstance(word, str) else word.text for word in words)


@pytest.mark.parametrize("one", FILTERS, ids=lambda one: one.form)
def test_each_filter_prints_what_its_example_says(one: Filter) -> None:
    assert printed(one.example) == one.prints


@pytest.mark.parametrize("one", FILTERS, ids=lambda one: one.form)
def test_a_reference_reads_back_as_itself(one: Filter) -> None:
    reference = parse(one.example)
    assert parse(str(reference)[3:-3]) == reference


@pytest.mark.parametrize(
    ("text", "what", "do"),
    [
        ("cp_plans_opne", "no measure 'cp_plans_opne'", "cp_plans_open"),
        ("", "names no measure", "cp_plans_open"),
        ("cp_plans_open | pervious", "no filter 'pervious'", "previous"),
        ("cp_plans_open | by localty=west", "no breakdown 'localty'", "locality"),
        ("cp_plans_open | by locality=wets", "no group 'wets'", "west"),
        ("cp_plans_open | period 2019-01", "no figure for January 2019", "periods"),
        ("cp_plans_open | period soon", "no period", "previous"),
        ("cp_plans_open | previous | last_year", "a second period", "one of each"),
        ("cp_plans_open | numerator", "has no numerator", "value"),
        ("cp_plans_open | target", "no target", "targets.csv"),
        ("placement_moves_by_destination", "lines and no total", "by destination="),
        ("rereferrals_12m_pct | vs last_year in percent", "not said in per cent", "in percent"),
        ("cp_plans_open | england", "no figure of this comparator", ""),
        ("strategy_discussions_held | vs previous", "no change since", "each period"),
    ],
)
def test_a_wrong_reference_is_refused_with_what_is_right(text: str, what: str, do: str) -> None:
    with pytest.raises(WrongReference) as refused:
        printed(text)
    assert what in refused.value.what
    assert do in refused.value.do


def test_a_group_may_be_named_as_a_reader_says_it() -> None:
    assert printed("cp_plans_open | by locality=West") == printed("cp_plans_open | by locality=west") == "82"


def test_each_figure_carries_its_key() -> None:
    (figure,) = resolve(parse("cp_plans_open | by locality=west | previous"), made_up())
    assert isinstance(figure, Figure)
    assert figure.key == ("cp_plans_open", "2023-11", "locality", "west")


def test_a_section_is_paragraphs_and_points_with_figures() -> None:
    text = "There are *now* {{ cp_plans_open }}.\n\n- one {{ cla_rate }}\n- two\n\nEnd."
    bound = bind("summary", text, made_up())
    first, points, last = bound.said
    assert isinstance(first, SaidParagraph)
    assert "".join(w if isinstance(w, str) else w.text for w in first.words) == "There are now 303."
    assert isinstance(points, SaidList)
    assert len(points.items) == 2
    assert isinstance(last, SaidParagraph)
    assert [figure.text for figure in bound.figures] == ["303", "102"]
    assert bound.printed == {"{{ cp_plans_open }}": "303", "{{ cla_rate }}": "102"}
    assert bound.remarks == ()


def test_a_place_is_that_of_the_writer() -> None:
    (remark,) = bind("summary", "First.\n\n- a point\n  with {{ cp_plans_opne }}", made_up()).remarks
    assert (remark.line, remark.column) == (4, 8)


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "![a](b.png)", "[a](https://example.org)", "`x`", "<div>\nx\n</div>"]
)
def test_what_could_carry_something_else_blocks(text: str) -> None:
    remarks = bind("summary", text, made_up()).remarks
    assert {one.code for one in remarks} == {"markdown"}
    assert remarks[0].blocks


UNREAD = {
    "Plans.\n\n| a | b |\n|---|---|\n| 1 | {{ cp_plans_open | of }} |": ("A table", 3, 1),
    "Plans.\n\na | b\n--|:-:\n1 | 2": ("A table", 3, 1),
    "Plans.\n| a | b |": ("A table", 2, 1),
    "Fewer[^1] plans.": ("A footnote", 1, 6),
    "Plans.\n\n[^1]: Why": ("A footnote", 3, 1),
    "Plans.\n\n[1]: gone": ("A link", 3, 1),
    "Plans ~~fell~~ rose.": ("A struck word", 1, 7),
    "- Plans\n- [ ] to call": ("A box to tick", 2, 3),
    "- [x] called": ("A box to tick", 1, 3),
    "See www.council.gov.uk.": ("A web address", 1, 5),
    "See https://council.gov.uk/a": ("A web address", 1, 5),
    "Ask *a.b+c@council.gov.uk* now.": ("An e-mail address", 1, 6),
}


@pytest.mark.parametrize("text", UNREAD)
def test_marks_that_no_edition_prints_are_found_in_their_place_with_what_to_write(text: str) -> None:
    (remark,) = (one for one in bind("summary", text, made_up()).remarks if one.code == "markdown")
    what, line, column = UNREAD[text]
    assert (remark.message, remark.line, remark.column) == (
        f"{what} is not taken in commentary.",
        line,
        column,
    )
    assert remark.mend
    assert remark.blocks


@pytest.mark.parametrize(
    "text",
    [
        "We are – one | two.",
        "He said [sic] so.",
        "{{ cp_plans_open | in full }}",
        "Well ~ nearly.",
        "At 5 pm.",
    ],
)
def test_what_only_looks_like_a_mark_is_printed(text: str) -> None:
    assert not bind("summary", text, made_up()).remarks


@pytest.mark.parametrize("text", ["# A title", "1. one", "> said"])
def test_other_layout_is_kept_as_text_and_said(text: str) -> None:
    bound = bind("summary", text, made_up())
    assert [one.code for one in bound.remarks] == ["layout"]
    assert not bound.remarks[0].blocks
    assert bound.passages


def test_a_reference_to_what_is_absent_is_said() -> None:
    (remark,) = bind("summary", "{{ strategy_discussions_held }}", made_up()).remarks
    assert remark.code == "absent"


def test_the_form_of_a_reference_is_its_own_name() -> None:
    said = Reference("cla_rate", "vs WHEN in words", "", "previous")
    assert str(said) == "{{ cla_rate | vs previous in words }}"


@pytest.mark.parametrize(
    "text", ["It cost £{{ placement_cost_weekly_avg }}.", "It cost {{ placement_cost_weekly_avg }}."]
)
def test_a_pound_sign_before_an_amount_is_not_said_twice(text: str) -> None:
    world = by_chance(1)
    (said,) = bind("summary", text, world).said
    assert isinstance(said, SaidParagraph)
    words = "".join(w if isinstance(w, str) else w.text for w in said.words)
    assert re.fullmatch(r"It cost £\d[\d,]*\.", words), words


def test_a_pound_sign_before_words_stays() -> None:
    (said,) = bind("summary", "The £{{ cp_plans_open }} of it.", made_up()).said
    assert isinstance(said, SaidParagraph)
    assert "".join(w if isinstance(w, str) else w.text for w in said.words) == "The £303 of it."
