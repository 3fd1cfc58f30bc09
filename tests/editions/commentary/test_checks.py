"""Each kind of remark on both sides: what it takes, and what is like it and right."""

from __future__ import annotations

import re
from typing import Any

import pytest

from goldenthread.editions.commentary.checks import Section
from goldenthread.editions.commentary.checks.allowed import ALLOWED, Allowed
from goldenthread.editions.commentary.checks.numerals import numerals
from goldenthread.editions.commentary.checks.unbound import typed_figures
from goldenthread.editions.commentary.grammar import parse
from goldenthread.editions.commentary.remark import CODES, Remark
from goldenthread.editions.commentary.resolve import resolve
from tests.editions.commentary.worlds import codes, made_up, remarks

CARDS: list[tuple[str, str, str]] = [
    ("markdown", "See [this](https://example.org).", "See this."),
    ("layout", "# Title", "Title"),
    ("reference", "We saw {{ cp_plans_opne }}.", "We saw {{ cp_plans_open }}."),
    ("reference", "We saw {{ cp_plans_open.", "We saw {{ cp_plans_open }}."),
    ("absent", "We held {{ strategy_discussions_held }}.", "We held {{ contacts_received }}."),
    ("unbound", "We saw 303 children.", "We saw {{ cp_plans_open }} children."),
    ("unbound", "We saw three families.", "We saw families."),
    ("unbound", "A third of visits were in the west.", "The third sector helped in the west."),
    ("unbound", "Visits doubled.", "Visits rose, as asked."),
    ("unbound", "It was 45 days.", "It was within 45 days."),
    (
        "apart",
        "The [two](no figure) teams have merged.",
        "The teams have merged.",
    ),
    ("source", "It was [28%](source: hearsay).", "It was [28%](source: LAIT 2022-23)."),
    ("sum", "{{ contacts_received }} came: 900 rang, 800 wrote.", "{{ contacts_received }} came: some rang."),
    ("sum", "Good (45%), fair (36%), poor (30%).", "Good (45%), fair (36%), poor (19%)."),
    ("unsaid", "Of 27 moves:\n- 10 home\n- 12 to kin", "Of 27 moves:\n- 10 home\n- 17 to kin"),
    (
        "direction",
        "Re-referrals rose to {{ rereferrals_12m_pct }}.",
        "Re-referrals fell to {{ rereferrals_12m_pct }}.",
    ),
    (
        "direction",
        "Plans rose to {{ cp_plans_open }} from {{ cp_plans_open | last_year }}.",
        "Plans fell to {{ cp_plans_open }} from {{ cp_plans_open | last_year }}.",
    ),
    (
        "direction",
        "The rate of {{ cla_rate }} is lower than England's.",
        "The rate of {{ cla_rate }} is higher than England's.",
    ),
    (
        "against",
        "Contacts rose to {{ contacts_received }}.",
        "Contacts rose to {{ contacts_received }} over the year.",
    ),
    (
        "period",
        "We took {{ contacts_received }} contacts in December 2022.",
        "We took {{ contacts_received }} contacts in December 2023.",
    ),
    (
        "group",
        "In the west there were {{ cp_plans_open | by locality=east }} plans.",
        "In the west there were {{ cp_plans_open | by locality=west }} plans.",
    ),
    (
        "meant",
        "In the west there were {{ cp_plans_open }} plans.",
        "There were {{ cp_plans_open }} plans.",
    ),
    (
        "opposite",
        "{{ cp_visits_in_date_pct | in full }} were seen late.",
        "{{ cp_visits_in_date_pct | in full }} were seen in time.",
    ),
    (
        "whole",
        "{{ rereferrals_12m_pct | numerator }} of {{ contacts_received }} contacts came back.",
        "{{ rereferrals_12m_pct | numerator }} of {{ rereferrals_12m_pct | denominator }} came back.",
    ),
    (
        "most",
        "Most families came back: {{ rereferrals_12m_pct }}.",
        "Few families came back: {{ rereferrals_12m_pct }}.",
    ),
    (
        "usual",
        "Re-referrals improved to {{ rereferrals_12m_pct }} since last month.",
        "Re-referrals moved to {{ rereferrals_12m_pct }} since last month.",
    ),
    (
        "points",
        "Re-referrals are {{ rereferrals_12m_pct }}, a 7% rise.",
        "They are {{ rereferrals_12m_pct }}.",
    ),
    ("unit", "It is {{ rereferrals_12m_pct }}%.", "It is {{ rereferrals_12m_pct }}."),
    ("unit", "Plans fell by {{ cp_plans_open }}.", "Plans fell to {{ cp_plans_open }}."),
    ("unit", "There were {{ cp_plans_open }} contacts.", "There were {{ cp_plans_open }} children."),
    ("draft", "Needs updating.", "The plan is kept up to date."),
    ("draft", "It was XX this month.", "It was colder this month."),
    ("draft", "==check== the month.", "The month was cold."),
    ("draft", "", "Words."),
    ("draft", "Data to follow.", "There are steps to follow after it."),
    ("target", "We met the target.", "{{ cp_visits_in_date_pct | in full }} met the target."),
    (
        "target",
        "We exceeded our target.",
        "The target of {{ cp_visits_in_date_pct | target }} is {{ cp_visits_in_date_pct | rating }}.",
    ),
    ("no_figure", "Contacts went down.", "Contacts went down to {{ contacts_received }}."),
    ("few", "Audits: {{ iha_20wd_pct }} in time.", "Audits: {{ iha_20wd_pct | in full }} in time."),
    ("abbreviation", "The QZX met.", "The ICPC met."),
    ("promise", "We will mend it.", "We will mend it (head of early help, by 31 March 2024)."),
    ("cause", "It was quiet due to Christmas.", "It was as usual for December, over Christmas."),
    ("comparator", "England stands at 28%.", "England stands at {{ cla_rate | england }}."),
    ("moving_target", "The target is linked to the England average.", "The target is dated."),
    ("mixed", "We had 200 people in October 2023 and 500 visits in November 2023.", "We had visits."),
    ("share", "Boys are over-represented.", "Boys are over-represented by the index of the population."),
    ("definition", "Cases are counted differently.", "From 1 April 2023 cases are counted differently."),
    ("chart", "The chart above shows it.", "The figures show it."),
]


@pytest.mark.parametrize(("code", "wrong", "right"), CARDS)
def test_each_check_takes_what_is_wrong_and_leaves_what_is_right(code: str, wrong: str, right: str) -> None:
    assert code in codes(wrong)
    assert code not in codes(right)


ELSEWHERE: list[tuple[str, dict[str, Any]]] = [
    ("moved", {"written_with": {"{{ cp_plans_open }}": "342"}}),
    ("telling", {"audience": "public"}),
    ("unknown_section", {"section": "sumary"}),
]
"""Kinds of remark that come from more than the words: how to have one of 'Three of {{ cp_plans_open }}'."""


@pytest.mark.parametrize(
    ("code", "found"),
    [(code, remarks(wrong)) for code, wrong, _ in CARDS]
    + [(code, remarks("Three of {{ cp_plans_open }} went home.", **more)) for code, more in ELSEWHERE],
)
def test_each_remark_has_a_place_and_a_mend_that_can_be_written(code: str, found: tuple[Remark, ...]) -> None:
    """Every reference that a mend writes out is one of this edition, so that it can be copied as it stands.
    '{{ measure | … }}' stands where the sentence does not say which."""
    mine = [one for one in found if one.code == code]
    assert mine
    for one in mine:
        assert one.line >= 1
        assert one.column >= 1
        assert one.mend
        for text in re.findall(r"{{ (.+?) }}", one.mend):
            if not text.startswith("measure |"):
                resolve(parse(text), made_up())


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        (
            "Plans rose to {{ cp_plans_open }} from {{ cp_plans_open | last_year }}.",
            "{{ cp_plans_open | vs last_year in words }}",
        ),
        ("Plans rose to {{ cp_plans_open }} since last month.", "{{ cp_plans_open | vs previous in words }}"),
        (
            "Plans rose to {{ cp_plans_open }} since October 2023.",
            "{{ cp_plans_open | vs 2023-10 in words }}",
        ),
        (
            "The rate of {{ cla_rate }} is lower than England's.",
            "{{ cla_rate }} is higher than {{ cla_rate | england }}",
        ),
        ("{{ cla_rate }} is 3 above the region's 99.", "{{ cla_rate | region }}"),
        ("{{ cp_plans_open }} fell due to Christmas.", "{{ cp_plans_open | usual in words }}"),
    ],
)
def test_a_mend_is_of_the_measure_and_the_time_that_the_sentence_speaks_of(text: str, mend: str) -> None:
    assert any(mend in one.mend for one in remarks(text))


def test_every_kind_of_remark_has_its_card() -> None:
    assert {card[0] for card in CARDS} | {code for code, _ in ELSEWHERE} == set(CODES)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Contacts rose to {{ contacts_received }}.", True),
        ("Contacts rose to {{ contacts_received }} from {{ contacts_received | last_year }}.", False),
        ("Contacts rose to {{ contacts_received }} since December 2022.", False),
        ("Contacts rose year on year to {{ contacts_received }}.", False),
        ("Contacts fell to {{ contacts_received }}.", False),
        ("Hub visits grew to {{ hub_visits }}.", True),
        ("Hub visits grew to {{ hub_visits }} over the past year.", False),
    ],
)
def test_a_change_since_an_unnamed_time_asks_since_when(text: str, asked: bool) -> None:
    """Where the last month says otherwise than the last year; what holds since then needs no time."""
    found = codes(text)
    assert ("against" in found) == asked
    assert "direction" not in found


def test_each_part_of_a_sentence_has_its_own_time() -> None:
    """Contacts fell since November and rose since a year before: the other way round both are wrong."""
    right = "Contacts fell since last month but rose over the year, to {{ contacts_received }}."
    wrong = "Contacts rose since last month but fell over the year, to {{ contacts_received }}."
    assert [one.code for one in remarks(right)] == []
    assert [one.code for one in remarks(wrong)] == ["direction", "direction"]


@pytest.mark.parametrize(("word", "is_wrong"), [("quicker", True), ("slower", False), ("longer", False)])
def test_words_of_time_are_of_days_alone(word: str, is_wrong: bool) -> None:
    days = "Assessments are {} than a year ago, at {{{{ assessments_median_wd | in full }}}}."
    people = "It was {} than a year ago for {{{{ hub_individuals }}}} people."
    assert ("direction" in codes(days.format(word))) == is_wrong
    assert "direction" not in codes(people.format(word))


def test_a_file_of_no_section_is_told_the_nearest() -> None:
    (remark,) = remarks("Words.", "cp_plans_opne")
    assert remark.code == "unknown_section"
    assert "cp_plans_open" in remark.mend


def test_figures_that_moved_show_both() -> None:
    text = "There are {{ cp_plans_open }}."
    (remark,) = remarks(text, written_with={"{{ cp_plans_open }}": "299"})
    assert remark.code == "moved"
    assert "299" in remark.message
    assert "303" in remark.message
    assert remarks(text, written_with={"{{ cp_plans_open }}": "303"}) == ()


def test_a_typed_number_is_offered_its_reference() -> None:
    (remark,) = remarks("There are 303 children with a protection plan.")
    assert remark.mend == "Write {{ cp_plans_open }}."


def test_a_wrong_number_is_told_the_figure() -> None:
    found = remarks("Re-referrals within the year were 26%.", "rereferrals_12m_pct")
    assert "25%" in found[0].message


def test_a_space_that_does_not_break_hides_no_rule() -> None:
    assert "unbound" not in codes("over the last\u00a06\u00a0months")


@pytest.mark.parametrize("one", ALLOWED, ids=lambda one: one.name)
def test_each_rule_of_numbers_that_are_no_figures(one: Allowed) -> None:
    section = Section("summary", (), made_up())
    assert list(typed_figures(one.example, section)) == []
    assert list(typed_figures(one.not_this, section))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,058 contacts and 2.5", [1058, 2.5]),
        ("twenty-one of three hundred and eight", [21, 308]),
        ("no one, but one child", [1]),
        ("half of them", [50]),
        ("12 per cent", [12]),
        ("a dozen", [None]),
    ],
)
def test_numbers_in_words_and_digits(text: str, values: list[float | None]) -> None:
    assert [one.value for one in numerals(text)] == values
