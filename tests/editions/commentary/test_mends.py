"""A mend is right: the reference that it offers is named by the words, and with it the sentence passes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goldenthread.editions.commentary.binding import bind
from goldenthread.editions.commentary.checking import check
from goldenthread.editions.commentary.world import SUMMARY
from tests.editions.commentary.worlds import council, remarks

FIGURE = re.compile(r"{{ .+? }}")
HERE = Path(__file__).parent


def mends(text: str, section: str = SUMMARY, code: str = "unbound") -> list[str]:
    return [one.mend for one in check(section, text, council()) if one.code == code]


def printed(text: str, section: str = SUMMARY) -> str:
    return " ".join(one.text for one in bind(section, text, council()).passages)


@pytest.mark.parametrize(
    ("text", "section", "offered"),
    [
        ("303 children had a plan.", "cp_plans_open", "{{ cp_plans_open }}"),
        ("We took 1,058 contacts.", SUMMARY, "{{ contacts_received }}"),
        ("There were 120 plans in the east.", "cp_plans_open", "{{ cp_plans_open | by locality=east }}"),
        ("A year ago 346 children had a plan.", SUMMARY, "{{ cp_plans_open | last_year }}"),
        ("A quarter of referrals came back.", SUMMARY, "{{ rereferrals_12m_pct }}"),
        ("77 of 308 referrals came back.", "rereferrals_12m_pct", "{{ rereferrals_12m_pct | numerator }}"),
    ],
)
def test_a_typed_number_is_offered_the_figure_that_its_words_name(
    text: str, section: str, offered: str
) -> None:
    assert any(offered in one for one in mends(text, section))


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Half of the contacts came from the police.", "contacts_received"),
        ("The team will audit 10 cases by the end of March 2024.", "rereferrals_12m_pct"),
        ("We took {{ contacts_received }} contacts: 96 by post, 120 by phone.", "contacts_received"),
        ("{{ cp_plans_open }} had a plan: 100 for neglect and 90 for other reasons.", "cp_plans_open"),
        ("Plans fell by a third over the year, to {{ cp_plans_open }}.", "cp_plans_open"),
        ("Plans fell by 303.", "cp_plans_open"),
        ("Visits met the target of 93%.", "cp_visits_in_date_pct"),
        ("The region was at 25% of re-referrals.", "rereferrals_12m_pct"),
        ("Nationally 25% of re-referrals are seen.", "rereferrals_12m_pct"),
        ("303 pathway plans were made.", SUMMARY),
        ("We made 303 plans for Christmas.", SUMMARY),
        ("303 girls had a plan.", "cp_plans_open"),
        ("In the east 303 children had a plan.", "cp_plans_open"),
        ("303 children had a plan in December 2022.", "cp_plans_open"),
        ("We want 303 children with a plan.", "cp_plans_open"),
        ("346 children had a plan.", "cp_plans_open"),
        ("Numbers have fallen for six months in a row.", "cp_plans_open"),
    ],
)
def test_the_value_alone_offers_nothing(text: str, section: str) -> None:
    found = mends(text, section)
    assert found
    assert not any(FIGURE.search(one) for one in found)
    assert all("declare whose it is" in one and "without a number" in one for one in found)


def test_a_number_that_is_near_is_told_only_the_figure_that_the_words_name() -> None:
    (near,) = (one for one in remarks("There were 300 child protection plans.") if one.code == "unbound")
    assert "Children with a child protection plan is 303" in near.message
    (none,) = (one for one in remarks("There were 300 leaflets.") if one.code == "unbound")
    assert "no figure that its words name" in none.message


def test_one_in_four_is_one_share() -> None:
    text = "One in four referrals came back within 12 months."
    (mend,) = mends(text, "rereferrals_12m_pct")
    assert mend == "Write '{{ rereferrals_12m_pct }} of' in place of 'One in four'."
    mended = text.replace("One in four", "{{ rereferrals_12m_pct }} of")
    assert check("rereferrals_12m_pct", mended, council()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The hub is open 24 hours a day, 7 days a week.",
        "The office is open five days a week.",
        "The campaign ran in 2 local papers and on the radio.",
        "The two assessment teams have merged.",
        "Our three family hubs held ten workshops on two themes.",
    ],
)
def test_a_number_of_the_service_itself_is_no_figure(text: str) -> None:
    assert check(SUMMARY, text, council()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Two teams' children moved.",
        "The hub saw 7 families a day.",
        "Visits took 7 days.",
        "We held 120 workshops.",
        "Two families in hubs left.",
        "Two hub visits were made.",
    ],
)
def test_a_figure_near_a_word_of_the_service_is_typed(text: str) -> None:
    assert mends(text)


@pytest.mark.parametrize(
    "text",
    [
        "The service will audit [ten](no figure) cases (head of practice, by 31 March 2024).",
        "[Three](no figure) social workers joined on 4 December.",
        "The [two](no figure) assessment teams have merged.",
    ],
)
def test_a_number_that_is_no_figure_may_be_declared_so_and_is_shown(text: str) -> None:
    found = check(SUMMARY, text, council())
    assert [(one.code, one.blocks) for one in found] == [("apart", False)]
    assert "no figure" not in printed(text)
    typed = re.sub(r"\[(\w+)\]\(no figure\)", r"\1", text)
    assert printed(typed) == printed(text)
    for mend in mends(typed):
        assert re.search(r"If it is no figure.*: \[\w+\]\(no figure\)", mend)


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("[303](no figure) children had a plan.", SUMMARY),
        ("There were [303](no figure) plans.", SUMMARY),
        ("There were [ten](no figure) new cases.", SUMMARY),
        ("With a protection plan there were [303](no figure) in December.", SUMMARY),
        ("We held [303](no figure).", "cp_plans_open"),
        ("[Twenty](no figure) of them left.", SUMMARY),
        ("[25%](no figure) came back.", SUMMARY),
        ("[One in four](no figure) referrals came back.", SUMMARY),
        ("We saw [303 children](no figure) then.", SUMMARY),
        ("Assessments took [20](no figure) working days.", SUMMARY),
        ("It has been low for [six](no figure) months in a row.", SUMMARY),
        ("We will place [ten](no figure) children.", SUMMARY),
    ],
)
def test_a_figure_declared_to_be_none_is_refused(text: str, section: str) -> None:
    (remark,) = (one for one in check(section, text, council()) if one.blocks)
    assert remark.code == "unbound"
    assert "declared to be no figure" in remark.message
    assert "(no figure)" not in remark.mend


def test_a_number_that_is_no_figure_may_still_tell_of_a_child() -> None:
    found = check(SUMMARY, "[Two](no figure) boys left.", council(), audience="public")
    assert "telling" in {one.code for one in found}


def test_a_comparator_that_is_not_loaded_is_no_typed_number() -> None:
    text = "Our rate of {{ cla_rate }} per 10,000 is beside the {{ cla_rate | england }} for England."
    (remark,) = check("cla_rate", text, council())
    assert remark.code == "reference"
    assert "goldenthread benchmarks load" in remark.mend


CHANGES = [
    (
        "It was {{ rereferrals_12m_pct }}, a fall of {{ rereferrals_12m_pct | vs last_year }} over a year.",
        "It was 25%, down from 30% in December 2022.",
    ),
    (
        "The number of plans fell by {{ cp_plans_open | vs previous in percent }} in the month.",
        "The number of plans stood at 303, down from 310 at 30 November 2023.",
    ),
    (
        "The number of plans fell by {{ cp_plans_open | vs previous in words }} in the month.",
        "The number of plans stood at 303, down from 310 at 30 November 2023.",
    ),
    (
        "They fell by {{ rereferrals_12m_pct | vs last_year }} per cent to {{ rereferrals_12m_pct }}.",
        "They stood at 25%, down from 30% in December 2022.",
    ),
    (
        "Contacts were {{ contacts_received | vs last_year in percent }} lower than in December 2022, then.",
        "Contacts were 1,058, down from 1,135 in December 2022, then.",
    ),
    (
        "Plans fell by {{ cp_plans_open }} over the year.",
        "Plans stood at 303, down from 346 at 31 December 2022.",
    ),
    (
        "There were {{ cp_plans_open }} plans, down by {{ cp_plans_open | vs last_year }} on last year.",
        "There were 303 plans, down from 346 at 31 December 2022.",
    ),
    (
        "Plans rose to {{ cp_plans_open }} from {{ cp_plans_open | previous }} in November.",
        "Plans stood at 303, down from 310 at 30 November 2023.",
    ),
    (
        "It slipped to {{ cp_visits_in_date_pct }} from {{ cp_visits_in_date_pct | last_year }} a year ago.",
        "It stood at 93%, up from 90% at 31 December 2022.",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CHANGES)
def test_the_mend_of_a_change_passes_and_reads_well(text: str, wanted: str) -> None:
    """It keeps the time that was written, and says which words it takes the place of."""
    (remark,) = (one for one in check(SUMMARY, text, council()) if one.blocks and "in place of" in one.mend)
    found = re.fullmatch(r"Write '(.+)' in place of '(.+)'\.", remark.mend)
    assert found
    assert found[2] in text
    mended = text.replace(found[2], found[1])
    assert printed(mended) == wanted
    assert not [one for one in check(SUMMARY, mended, council()) if one.blocks]


@pytest.mark.parametrize(
    "text",
    [
        "There was a fall of {{ cp_plans_open | vs last_year }} in plans over the year.",
        "Since last year plans have fallen by {{ cp_plans_open | vs last_year }}.",
        "There were {{ cp_plans_open | vs last_year }} fewer plans than a year ago.",
    ],
)
def test_a_change_whose_words_stand_apart_is_said_as_a_sentence_of_its_own(text: str) -> None:
    (mend,) = mends(text, code="unit")
    found = re.search(r"a sentence of its own: '(.+)'$", mend)
    assert found
    assert printed(found[1]).endswith(": 303, down from 346 at 31 December 2022.")
    assert not [one for one in check(SUMMARY, found[1], council()) if one.blocks]


def right_sentences() -> list[str]:
    every = []
    for line in (HERE / "written_sentences.txt").read_text(encoding="utf-8").splitlines():
        parts = line.split(" ", 2)
        if len(parts) == 3 and parts[1] == "-" and FIGURE.search(parts[2]):
            every.append(parts[2].replace("\\n", "\n"))
    return every


@pytest.mark.parametrize("text", right_sentences())
def test_what_is_offered_for_a_figure_that_was_typed_can_be_written(text: str) -> None:
    """Right sentences with one figure typed: what is offered prints that number and is not stopped."""
    for one in FIGURE.finditer(text):
        said = printed(one[0])
        if not re.fullmatch(r"[\d,.]+%?", said):
            continue
        typed = text[: one.start()] + said + text[one.end() :]
        for remark in check(SUMMARY, typed, council()):
            offer = re.match(r"Write ({{ .+? }})(?:\.|, which)", remark.mend)
            if remark.code != "unbound" or not offer or f"'{said}'" not in remark.message:
                continue
            mended = text[: one.start()] + offer[1] + text[one.end() :]
            assert not [each for each in check(SUMMARY, mended, council()) if each.blocks], mended


WRONG = [
    (
        "direction",
        "The rate has stayed the same at {{ cla_rate }}, as {{ cla_rate | last_year }} a year ago.",
    ),
    ("direction", "The rate in care has not changed since last year, at {{ cla_rate }}."),
    ("direction", "{{ cla_started }} children came into care and {{ cla_ceased }} left, more than came in."),
    ("whole", "{{ s47_to_icpc_pct }} of all referrals had a conference."),
    ("unit", "Contacts were {{ contacts_received | vs last_year in percent }} lower than in December 2022."),
    ("unbound", "They are as at 32 December 2023."),
    ("unbound", "They are as at 31/02/23."),
    ("unbound", "They are as at 31 February."),
    ("unbound", "They are as at 2023-13-01."),
]
RIGHT = [
    "The rate stayed much the same at {{ cla_rate }} since last year.",
    "{{ cla_started }} children came into care and {{ cla_ceased }} left, fewer than came in.",
    "{{ s47_to_icpc_pct }} of enquiries had a conference.",
    "They are as at 29 February 2024, 31/12/23 and 2023-12-31.",
    "It ran from 30 to 31 March and on 29 February.",
]


@pytest.mark.parametrize(("code", "text"), WRONG)
def test_a_wrong_sentence_of_an_outsider_is_found(code: str, text: str) -> None:
    found = check(SUMMARY, text, council())
    assert [one.code for one in found if one.blocks] == [code], found


@pytest.mark.parametrize("text", RIGHT)
def test_a_sentence_like_it_that_is_right_is_left(text: str) -> None:
    assert not [one for one in check(SUMMARY, text, council()) if one.blocks]
