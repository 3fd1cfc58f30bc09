"""Period labels, spans and words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.base.errors import UsageError
from goldenthread.base.periods import KINDS, ending, month, months_between, parse

D = dt.date


@pytest.mark.parametrize(
    ("label", "start", "end", "words"),
    [
        ("2023-12", D(2023, 12, 1), D(2023, 12, 31), "December 2023"),
        ("FY2023-24", D(2023, 4, 1), D(2024, 3, 31), "April 2023 to March 2024"),
        ("FY2023-24Q1", D(2023, 4, 1), D(2023, 6, 30), "April to June 2023"),
        ("FY2023-24Q4", D(2024, 1, 1), D(2024, 3, 31), "January to March 2024"),
        ("FYTD2023-04", D(2023, 4, 1), D(2023, 4, 30), "April 2023"),
        ("FYTD2024-03", D(2023, 4, 1), D(2024, 3, 31), "April 2023 to March 2024"),
        ("CY2023", D(2023, 1, 1), D(2023, 12, 31), "January to December 2023"),
        ("R12-2024-02", D(2023, 3, 1), D(2024, 2, 29), "March 2023 to February 2024"),
        ("FY1999-00", D(1999, 4, 1), D(2000, 3, 31), "April 1999 to March 2000"),
    ],
)
def test_a_label_names_its_span(label: str, start: dt.date, end: dt.date, words: str) -> None:
    period = parse(label)
    assert (period.start, period.end, period.words(), str(period)) == (start, end, words, label)


@pytest.mark.parametrize(
    "label",
    [
        "",
        "2023",
        "2023-13",
        "2023-00",
        "FY2023-25",
        "FY2023-24Q5",
        "CY23",
        "R12-2023",
        "0000-01",
        "9999-12",
        "٢٠٢٣-12",
    ],
)
def test_what_is_no_label_is_refused_with_the_forms_that_exist(label: str) -> None:
    with pytest.raises(UsageError, match="is not a period") as refusal:
        parse(label)
    assert "FYTD2023-12" in str(refusal.value)


@given(kind=st.sampled_from(KINDS), day=st.dates(D(1990, 1, 1), D(2099, 12, 31)))
def test_every_period_is_read_back_from_its_label(kind: str, day: dt.date) -> None:
    try:
        period = ending(kind, day)
    except UsageError:
        assert kind in {"quarter", "financial_year", "calendar_year"}
        return
    assert parse(period.label.lower()) == period
    assert period.start <= day <= period.end
    assert 1 <= period.months <= 12


def test_stepping_back_keeps_the_kind() -> None:
    assert parse("FY2023-24").back(12).label == "FY2022-23"
    assert parse("R12-2024-01").back(1).label == "R12-2023-12"


def test_months_between_takes_in_both_ends() -> None:
    months = months_between(parse("2023-11"), parse("2024-02"))
    assert [period.label for period in months] == ["2023-11", "2023-12", "2024-01", "2024-02"]


def test_month_numbers_start_at_1970() -> None:
    assert month(0).label == "1970-01"
