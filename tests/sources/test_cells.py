"""Cells: typed columns from text, faults by row, and reasons that never quote the cell."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from goldenthread.model.codes import CODES
from goldenthread.model.ddl import ARROW_TYPES
from goldenthread.model.table import Column
from goldenthread.model.tables import TABLES
from goldenthread.sources.cells import OTHER_UNIT, REASONS, by_distinct, parse
from goldenthread.sources.days import ambiguous, plain_days
from goldenthread.sources.values import Outcome, read_date_cell

ALL_COLUMNS = [column for table in TABLES.values() for column in table.columns]


def column(name: str) -> Column:
    table, _, own = name.partition(".")
    return TABLES[table].column(own)


def read(name: str, *texts: str | None) -> list[object]:
    values: list[object] = parse(column(name), pa.array(texts, pa.string())).values.to_pylist()
    return values


def codes(name: str, *texts: str | None) -> list[tuple[int, str]]:
    return [(fault.row, fault.code) for fault in parse(column(name), pa.array(texts, pa.string())).faults]


@given(st.sampled_from(ALL_COLUMNS), st.lists(st.none() | st.text(max_size=20), max_size=12))
def test_any_text_gives_a_column_of_the_right_type_and_length(one: Column, texts: list[str | None]) -> None:
    values, faults = parse(one, pa.array(texts, pa.string()))
    assert values.type == ARROW_TYPES[one.type]
    assert len(values) == len(texts)
    assert all(values[fault.row].as_py() is None for fault in faults)
    assert all(fault.reason == REASONS[fault.code] for fault in faults)


@given(st.sampled_from([one for one in ALL_COLUMNS if one.codes]), st.data())
def test_every_code_of_a_list_is_read_as_itself(one: Column, data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(CODES[one.codes or ""].values))
    label = CODES[one.codes or ""].label(code)
    texts = [code, f" {code.lower()} ", f"a) {code}", f"{code} - {label}", f"\u200b{code}\u00a0"]
    assert parse(one, pa.array(texts)).values.to_pylist() == [code] * len(texts)


def test_codes_as_systems_write_them() -> None:
    assert read("contacts.source", "1A: individual", "6.0", "d) Police", "10 Unknown") == [
        "1A",
        "6",
        "6",
        "10",
    ]
    assert read("persons.sex", "1", "2", "Female", "b) male", "9") == ["M", "F", "F", "M", "U"]
    assert read("cp_plans.initial_category", "Neglect", "Multiple: Neglect, Physical", "Physical abuse") == [
        "NEG",
        "MUL",
        "PHY",
    ]
    assert read(
        "cla_health.check_type", "Initial Health Assessment", "Dental Check", "Health Assessment"
    ) == [
        "iha",
        "dental",
        "ha_unspecified",
    ]
    assert read("legal_statuses.legal_status", "C2 - Full care order", "Interim Care Order", "V2") == [
        "C2",
        "C1",
        "V2",
    ]
    assert read("care_leavers.eligibility", "Former Relevant", "No Current Eligibility") == [
        "former_relevant",
        "none",
    ]
    assert read("disabilities.disability", "NONE", "N/A") == ["NONE", None]
    assert read("care_leavers.in_touch", "1", "TRUE", "1.0", "0", "False", "RHOM") == [
        *("YES", "YES", "YES", "NO", "NO"),
        "RHOM",
    ]


def test_an_unknown_code_is_counted_and_not_guessed() -> None:
    assert read("contacts.source", "99", "1E", "6") == [None, None, "6"]
    assert codes("contacts.source", "99", "1E", "6") == [(0, "unknown_code"), (1, "unknown_code")]


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (("Y", "yes", "TRUE", "1", "a) Yes", "Yes - seen", "1.0"), True),
        (("N", "no", "False", "0", "b) No", "No, not yet"), False),
        (("", " ", "N/A", "NA", "unknown", "-", "NULL", None), None),
    ],
)
def test_flags(texts: tuple[str | None, ...], value: bool | None) -> None:
    assert read("cp_plans.is_ola", *texts) == [value] * len(texts)
    assert codes("cp_plans.is_ola", *texts) == []


def test_numbers() -> None:
    assert read("agency_spend.amount", "1,234.50", "£ 12", "12%", "-3", "4.798E-2") == [
        1234.5,
        12.0,
        12.0,
        -3.0,
        0.04798,
    ]
    assert read("population.persons", "1,234", "12.0", "7") == [1234, 12, 7]
    assert [
        code for _, code in codes("population.persons", "1,5", "12.5", "nan", "inf", "1e99", "c", "..")
    ] == ["unreadable_number"] * 7


def test_a_full_time_equivalent_that_no_worker_has_is_no_number() -> None:
    fte = "workforce_spells.fte"
    assert read(fte, "1", "0.6", "0", "1.5", "1.51", "37", None) == [1.0, 0.6, 0.0, 1.5, None, None, None]
    assert codes(fte, "1", "0.6", "1.5", "1.51", "37") == [(3, "fte_too_large"), (4, "fte_too_large")]
    assert codes(fte, "1", "100", "80%", "0", "0") == [(1, OTHER_UNIT), (2, OTHER_UNIT)]
    assert codes(fte, *["100"] * 5, *["1"] * 5) == [(at, "fte_too_large") for at in range(5)]
    assert "per cent or hours of a week" in REASONS[OTHER_UNIT]
    assert read("hr_posts.fte_established", "16.7") == read("hr_posts.fte_vacant", "16.7") == [16.7]


@given(st.integers(-(2**31) + 1, 2**31 - 1))
def test_whole_numbers_round_trip(number: int) -> None:
    assert read("population.persons", str(number), f"{number:,}", f"{number}.0") == [number] * 3


def test_what_stands_for_nothing_is_empty_outside_free_text() -> None:
    assert read("contacts.team_id", "#N/A", "N/A", "null", "-", "PLACEHOLDER_DATA", "T1 ") == [None] * 5 + [
        "T1"
    ]
    assert read("contacts.source_desc", "N/A", " a\u00a0 school ") == ["N/A", "a school"]
    assert read("contacts.contact_date", "\\N", "(null)") == [None] * 2
    assert read("contacts.person_id", "\\N", "(NULL)", "\\N1") == [None, None, "\\N1"]
    assert read("contacts.contact_date", "#N/A", "PLACEHOLDER_DATA", "1900-01-01") == [None] * 3


def test_dates_that_a_spreadsheet_swapped_are_not_trusted() -> None:
    """A US spreadsheet makes 12 May of 05/12/2023 and leaves 25/12/2023 as it stands; 5 May is 5 May."""
    made = [f"2023-{month:02d}-{1 + month % 12:02d} 00:00:00" for month in range(1, 11)] * 2
    texts = [*made, "25/12/2023", "13/01/2023", "31/08/2023", "2023-05-05 00:00:00"]
    assert codes("contacts.contact_date", *texts) == [(row, "swapped_date") for row in range(20)]


def test_a_date_that_means_none_is_no_proof_of_the_order() -> None:
    made = [f"2023-{month:02d}-{1 + month % 12:02d} 00:00:00" for month in range(1, 11)] * 2
    texts = [*made, "25/12/2023", "13/01/2023", "31/08/2023", "2999-12-31 00:00:00", "31/12/9999"]
    assert codes("cp_plans.end_date", *texts) == [(row, "swapped_date") for row in range(20)]


NONE = ["2999-12-31", "3000-01-01", "1900-01-02", "2099-12-31T00:00:00", "9999-12-31", "401769"]


def test_a_day_that_can_never_be_means_none_where_a_date_may_be_empty() -> None:
    assert read("cp_plans.end_date", *NONE) == [None] * 6
    assert codes("cp_plans.end_date", *NONE) == []
    assert codes("assessments.authorised_date", *NONE, "2203-05-17") == [(6, "implausible_date")]
    assert codes("cp_plans.start_date", *NONE) == [(row, "never_date") for row in (0, 1, 2, 3, 5)]


def test_a_column_written_month_first_is_not_trusted() -> None:
    texts = ("03/04/2023", "05/05/2023", "12/31/2023")
    assert read("contacts.contact_date", *texts) == [None, dt.date(2023, 5, 5), None]
    assert codes("contacts.contact_date", *texts) == [(0, "ambiguous_date"), (2, "month_first_date")]


DATES = st.one_of(
    st.none(),
    st.dates(dt.date(1890, 1, 1), dt.date(2110, 12, 31)).map(dt.date.isoformat),
    st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31)).map(lambda day: f"{day}T00:00:00"),
    st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31)).map(lambda day: f"{day} 00:00:00"),
    st.sampled_from(["2023-02-30", "2024-02-29", "9999-12-31", "1900-01-01", "2023-12-31T23:59:00"]),
    st.sampled_from(["", "NULL", "31/12/2023", "04/03/2023", " 2023-12-31", "2023-12-31\n"]),
)


@given(st.lists(DATES, max_size=6))
def test_dates_read_by_the_column_are_those_read_one_by_one(texts: list[str | None]) -> None:
    def one_by_one(text: str) -> Outcome:
        return read_date_cell(text)

    assume(not ambiguous(Counter(text.strip() for text in texts if text)))
    cells = pa.array(texts, pa.string())
    assert by_distinct(cells, read_date_cell, pa.date32()) == by_distinct(cells, one_by_one, pa.date32())


def test_a_column_as_databases_write_it_is_read_at_once() -> None:
    plain = ["2023-12-31", None, "1901-01-01T00:00:00", "2098-12-31 00:00:00"]
    found = plain_days(pa.array(plain))
    assert found is not None
    assert found.to_pylist() == [dt.date(2023, 12, 31), None, dt.date(1901, 1, 1), dt.date(2098, 12, 31)]
    for other in ("2023-02-30", "1900-12-31", "2099-01-01", "2023-12-31T00:01:00", "31/12/2023"):
        assert plain_days(pa.array([*plain, other])) is None
