from __future__ import annotations

from goldenthread.analysis.figures import (
    Figure,
    difference_of,
    in_words,
    number,
    places,
    unit_words,
    value_of,
)
from goldenthread.analysis.sentences import amount, counted, finding, headline, target_words, when
from goldenthread.analysis.split import remainder_of, sum_of
from goldenthread.analysis.targets import rate
from goldenthread.base.periods import parse
from goldenthread.model.result import Status
from tests.analysis.build import measure, result, share, target

DECEMBER, NOVEMBER, YEAR = parse("2023-12"), parse("2023-11"), parse("2022-12")


def test_a_headline_gives_levels_and_leaves_differences_out() -> None:
    words = headline(
        measure(),
        (DECEMBER, share(77, 308)),
        [(NOVEMBER, share(110, 344)), (YEAR, share(96, 320)), (parse("2021-12"), result(None))],
    )
    assert (
        in_words(words)
        == "Re-referrals: 25% (77 of 308) in December 2023; 32% in November; 30% in December 2022."
    )


def test_under_a_hundred_the_count_comes_first() -> None:
    assert in_words(amount(measure(), share(3, 22))) == "3 of 22 (14%)"
    assert in_words(amount(measure(), share(30, 100))) == "30% (30 of 100)"


def test_units_follow_where_they_are_needed() -> None:
    assert in_words(amount(measure(form="rate", unit="per 10,000"), result(102.0449))) == "102 per 10,000"
    assert in_words(amount(measure(form="rate", unit="per 10,000"), result(1.8008))) == "1.8 per 10,000"
    assert (
        in_words(amount(measure(form="ratio", unit="cases per FTE"), result(17.25))) == "17.3 cases per FTE"
    )
    assert in_words(amount(measure(form="count", unit="children"), result(5976))) == "5,976"
    assert in_words(amount(measure(form="index", unit="ratio"), result(1.355))) == "1.36"


def test_a_status_stands_in_the_place_of_a_value() -> None:
    waiting = result(None, status=Status.NOT_YET_KNOWN)
    assert in_words(amount(measure(), waiting)) == "not yet known"


def test_a_stock_is_at_a_day_and_a_flow_in_a_period() -> None:
    assert when(measure(timing="stock"), DECEMBER) == "at 31 December 2023"
    assert when(measure(timing="stock"), NOVEMBER, DECEMBER) == "at 30 November"
    assert when(measure(), parse("FY2023-24Q2"), DECEMBER) == "in July to September 2023"


def test_a_finding_compares_what_is_printed() -> None:
    card = measure()
    aim = target(22)
    now = share(77, 308)
    words = finding(card, DECEMBER, now, (YEAR, share(96, 320)), rate(card, now, aim))
    expected = (
        "25% (77 of 308) in December 2023, lower than 30% in December 2022; the target of 22% is missed."
    )
    assert in_words(words) == expected


def test_equal_as_printed_is_about_the_same() -> None:
    card = measure()
    now = share(1000, 4000)
    words = finding(card, DECEMBER, now, (YEAR, share(1001, 4000)), rate(card, now, None))
    assert in_words(words) == "25% (1,000 of 4,000) in December 2023, about the same as 25% in December 2022."


def test_nothing_is_compared_with_an_absent_year() -> None:
    card = measure()
    words = finding(card, DECEMBER, share(1, 400), (YEAR, result(None)), rate(card, share(1, 400), None))
    assert in_words(words) == "0% (1 of 400) in December 2023."


def test_figures_keep_their_key() -> None:
    made = share(3, 22, breakdown="team", group="North")
    figures = [part for part in amount(measure(), made) if isinstance(part, Figure)]
    assert [(f.part, f.text, f.breakdown, f.group) for f in figures] == [
        ("numerator", "3", "team", "North"),
        ("denominator", "22", "team", "North"),
        ("value", "14%", "team", "North"),
    ]


def test_rounding_is_half_up_and_by_form() -> None:
    assert number(measure(), 24.5) == "25%"
    assert number(measure(), 24.55, table=True) == "24.6%"
    assert places(measure(form="count"), 3.5, table=False) == 1
    assert value_of(measure(form="rate", unit="per 10,000"), result(102.0449), table=True).text == "102.0"
    assert difference_of(measure(), result(1), "2022-12", -5.04).text == "−5.0 points"
    assert difference_of(measure(form="count", unit="x"), result(1), "2022-12", 3).text == "+3"


def test_a_target_is_printed_as_it_was_set() -> None:
    assert target_words(measure(), target(90)) == "90%"
    assert target_words(measure(), target(92.5)) == "92.5%"
    assert target_words(measure(form="rate", unit="per 10,000"), target(100)) == "100 per 10,000"
    assert target_words(measure(form="count", unit="children"), target(0)) == "0"


def test_groups_of_a_split_add_up_and_leave_a_rest() -> None:
    groups = [result(9, group="a"), result(7, group="b"), result(None, group="c")]
    assert sum_of(groups).text == "16"
    assert remainder_of(result(21, measure="whole"), groups).text == "5"


def test_money_is_in_whole_pounds() -> None:
    spend = measure(form="sum", unit="pounds")
    cost = measure(form="average", unit="pounds per week")
    assert number(spend, 168569.1, table=True) == "£168,569"
    assert in_words(amount(cost, result(1204.5))) == "£1,205 per week"
    assert number(measure(form="difference", unit="pounds"), -400) == "−£400"
    assert difference_of(cost, result(1204.5), "2023-11", -95.5).text == "−£96"
    assert counted(spend, result(168569)) == ""
    assert unit_words(spend) == ""
