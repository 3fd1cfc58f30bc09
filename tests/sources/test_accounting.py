"""Accounting: whatever comes in, rows in = stored + held + refused, and repeated rows are named."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given as given_that
from hypothesis import strategies as st

from goldenthread.model.tables import TABLES
from goldenthread.sources.accounting import MANY, Settled, exceptions_csv, settle
from goldenthread.sources.given import Given
from goldenthread.sources.identity import Identities
from goldenthread.sources.intake import Taken, take
from goldenthread.sources.reading import RawTable, RowException

IDENTITIES = Identities(bytes(32), "E06000045")


def settled(table: str, *files: list[dict[str, str | None]], ragged: tuple[int, ...] = ()) -> Settled:
    """Each file is its rows; the header stands in row 1."""
    return settle(taken(table, *files, ragged=ragged))


def taken(table: str, *files: list[dict[str, str | None]], ragged: tuple[int, ...] = ()) -> list[Taken]:
    """The list that each file gives."""
    found = []
    for at, rows in enumerate(files):
        names = list(rows[0]) if rows else ["person_id"]
        cells = pa.table({name: pa.array([row[name] for row in rows], pa.string()) for name in names})
        raw = RawTable(f"{at}.csv", None, cells, pa.array(range(2, 2 + len(rows)), pa.int64()))
        given = {name: Given(cells[name], name) for name in names}
        found.append(take(TABLES[table], raw, given, IDENTITIES, list_name=table, ragged=ragged))
    return found


def contact(
    one: str | None, day: str | None = "2023-01-02", source: str | None = "6"
) -> dict[str, str | None]:
    return {"contact_id": one, "person_id": "P1", "contact_date": day, "source": source}


CELL = st.none() | st.sampled_from(
    ["1", "2", "2023-01-02", "02/01/2023", "bad", "12/31/2023", "6", "99", "N/A"]
)
ROWS = st.lists(
    st.fixed_dictionaries(dict.fromkeys(("contact_id", "person_id", "contact_date", "source"), CELL)),
    max_size=8,
)


@given_that(ROWS, ROWS, st.lists(st.integers(50, 60), max_size=3, unique=True))
def test_every_row_is_stored_held_or_refused(
    one: list[dict[str, str | None]], two: list[dict[str, str | None]], ragged: list[int]
) -> None:
    found = settled("contacts", one, two, ragged=tuple(ragged))
    assert [account.rows_in for account in found.accounts] == [len(one) + len(ragged), len(two) + len(ragged)]
    for account in found.accounts:
        assert account.rows_in == account.stored + account.held + account.refused
        of_list = [e for e in found.exceptions if e.file == account.file]
        assert Counter(e.fate for e in of_list) == Counter(
            {fate: n for fate, n in (("held", account.held), ("excluded", account.excluded)) if n}
        )
    rows = found.batches["contacts"].rows
    assert rows.num_rows == sum(account.stored for account in found.accounts)
    assert rows["excluded"].null_count == rows.num_rows - sum(a.excluded for a in found.accounts)


def test_a_row_without_what_it_needs_is_held_by_row_and_column() -> None:
    found = settled("contacts", [contact("1"), contact("2", None), contact("3", "12/31/2023"), contact("4")])
    assert [(e.row, e.column, e.fate, e.code) for e in found.exceptions] == [
        (3, "contact_date", "held", "missing_value"),
        (4, "contact_date", "held", "month_first_date"),
    ]


def test_an_end_that_cannot_be_read_holds_the_row() -> None:
    rows: list[dict[str, str | None]] = [
        {"cin_plan_id": "1", "person_id": "P", "start_date": "2023-01-01", "end_date": "soon"},
        {"cin_plan_id": "2", "person_id": "P", "start_date": "2023-01-01", "end_date": None},
    ]
    found = settled("cin_plans", rows)
    assert [(e.row, e.column, e.code) for e in found.exceptions] == [(2, "end_date", "unreadable_date")]
    assert found.batches["cin_plans"].rows.num_rows == 1


def test_an_unknown_code_keeps_its_row_and_is_said_once() -> None:
    found = settled("contacts", [contact("1", source="99"), contact("2"), contact("3", source="98")])
    assert found.batches["contacts"].rows["source"].to_pylist() == [None, "6", None]
    said = "contacts, column 'source': 2 cells count as unknown (row 2, 4). "
    said += "The cell holds nothing that is in the code list."
    assert [note.text for note in found.notes] == [said]
    assert found.exceptions == []


def test_the_same_row_twice_and_a_later_version() -> None:
    """Dates in another format are the same date, so the row is the same row."""
    found = settled(
        "contacts",
        [contact("1"), contact("2"), contact("1", "02/01/2023")],
        [contact("2", source="7"), contact("3")],
    )
    assert [(e.file, e.row, e.code) for e in found.exceptions] == [
        ("0.csv", 3, "superseded"),
        ("0.csv", 4, "duplicate"),
    ]
    counted = found.counted("contacts")
    assert counted is not None
    assert counted.num_rows == 3


PLAN: dict[str, str | None] = {
    "cp_plan_id": "1",
    "person_id": "P1",
    "start_date": "2023-01-01",
    "end_date": None,
    "initial_category": "NEG",
}


@pytest.mark.parametrize(
    "versions",
    [
        (PLAN, PLAN | {"end_date": "2023-06-01"}),
        (PLAN, PLAN | {"end_date": "2023-06-01", "initial_category": None}),
        (PLAN | {"initial_category": None}, PLAN),
        (PLAN, PLAN | {"end_date": "2023-01-01"}),
    ],
)
def test_of_two_versions_the_one_that_ended_or_says_more_counts_in_any_order(
    versions: tuple[dict[str, str | None], dict[str, str | None]],
) -> None:
    """L25: the older never wins; from a database the order of rows means nothing."""
    older, newer = versions
    for rows in ([older, newer], [newer, older], [older, newer, older], [newer, older, newer]):
        found = settled("cp_plans", rows)
        counted = found.counted("cp_plans")
        assert counted is not None
        assert counted["end_date"].to_pylist() == [
            newer["end_date"] and dt.date.fromisoformat(newer["end_date"])
        ]
        assert {e.code for e in found.exceptions} <= {"superseded", "duplicate"}
        assert [e.row for e in found.exceptions if e.code == "superseded"] == [
            at + 2 for at, row in enumerate(rows) if row is older
        ]


def test_other_versions_are_said_with_their_number() -> None:
    found = settled("cp_plans", [PLAN, PLAN | {"end_date": "2023-06-01"}, PLAN], [PLAN | {"cp_plan_id": "2"}])
    (note,) = found.notes
    assert note.text.startswith("cp_plans: 2 rows are other versions of a record and not counted")


def test_of_two_versions_that_say_as_much_the_last_counts() -> None:
    both = [PLAN | {"end_date": day} for day in ("2023-06-01", "2023-05-01")]
    counted = settled("cp_plans", both).counted("cp_plans")
    assert counted is not None
    assert counted["end_date"].to_pylist() == [dt.date(2023, 5, 1)]


def test_the_columns_of_many_rows_are_copied_neither_to_join_lists_nor_to_compare_rows() -> None:
    """They lie in a file; in memory they would grow with it."""
    lists = taken(
        "contacts", [contact(f"{at}") for at in range(MANY)], [contact("1"), contact("2", source="7")]
    )
    rows = lists[0].rows
    lists[0] = replace(lists[0], rows=pa.concat_tables([rows[: MANY // 2], rows[MANY // 2 :]]))
    usual, counted = pa.default_memory_pool(), pa.system_memory_pool()  # of which nothing else takes memory
    pa.set_memory_pool(counted)
    try:
        found = settle(lists)
    finally:
        pa.set_memory_pool(usual)
    assert [(e.file, e.row, e.code) for e in found.exceptions] == [
        ("0.csv", 4, "superseded"),
        ("1.csv", 2, "duplicate"),
    ]
    assert counted.max_memory() < rows["person_id"].nbytes / 2


def test_equal_rows_without_an_id_are_both_kept_and_ids_do_not_depend_on_order() -> None:
    rows: list[dict[str, str | None]] = [
        {"person_id": "P1", "case_type": "cla", "supervision_date": "2023-01-02", "due_date": day}
        for day in ("2023-02-01", "2023-01-31", "2023-02-01")
    ]
    one = settled("supervisions", rows).batches["supervisions"].rows
    two = settled("supervisions", rows[::-1]).batches["supervisions"].rows
    assert one["excluded"].null_count == 3
    assert len(set(one["supervision_id"].to_pylist())) == 3
    pairs = [
        sorted(zip(found["supervision_id"].to_pylist(), found["due_date"].to_pylist(), strict=True))
        for found in (one, two)
    ]
    assert pairs[0] == pairs[1]


def test_a_legal_status_that_is_none_of_care_is_stored_and_not_counted() -> None:
    rows: list[dict[str, str | None]] = [
        {"legal_status_id": one, "person_id": "P", "legal_status": status, "start_date": "2023-01-01"}
        for one, status in (("1", "C2"), ("2", "Private fostering"))
    ]
    found = settled("legal_statuses", rows)
    assert found.batches["legal_statuses"].rows["excluded"].to_pylist() == [None, "unknown_code"]
    assert found.accounts[0].stored == 2


def test_a_row_that_says_nothing_takes_no_other_rows_place() -> None:
    rows: list[dict[str, str | None]] = [
        {"legal_status_id": "1", "person_id": "P", "legal_status": status, "start_date": "2023-01-01"}
        for status in ("C1", "C2", "Private fostering")
    ]
    found = settled("legal_statuses", rows)
    excluded = found.batches["legal_statuses"].rows["excluded"].to_pylist()
    assert excluded == ["superseded", None, "unknown_code"]


def test_required_columns_have_their_defaults_and_ids_are_hashed() -> None:
    rows: list[dict[str, str | None]] = [{"person_id": "p1", "dob": "01/02/2015"}]
    found = settled("persons", rows).batches["persons"].rows.to_pylist()[0]
    assert (found["sex"], found["ethnicity"], found["dob"]) == ("U", "NOBT", dt.date(2015, 2, 1))
    assert found["person_id"] == IDENTITIES.hash("person", "P1")


def test_columns_that_say_nothing_are_not_supplied() -> None:
    rows: list[dict[str, str | None]] = [
        {"worker_id": "1", "fte": "0.5", "is_agency": "PLACEHOLDER_DATA", "job_title": None, "staff_id": None}
    ]
    assert settled("workers", rows).supplied["workers"] == {"worker_id", "fte", "staff_id"}


def test_exceptions_are_written_without_live_cells() -> None:
    one = RowException("contacts", "=x.csv", None, 3, "+col", "held", "missing_value", "The cell is empty.")
    rows = list(csv.reader(io.StringIO(exceptions_csv([one]))))
    assert rows[0] == ["list", "file", "sheet", "row", "column", "fate", "code", "reason"]
    assert rows[1][:5] == ["contacts", "'=x.csv", "", "3", "'+col"]


def test_an_id_that_a_spreadsheet_rounded_holds_its_row_and_one_it_was_told_to_keep_does_not() -> None:
    found = settled("contacts", [contact("1.23457E+15"), contact('="0012"'), contact("1E5")])
    assert [(e.row, e.column, e.code) for e in found.exceptions] == [(2, "contact_id", "damaged_id")]
    ids = found.batches["contacts"].rows["contact_id"].to_pylist()
    assert ids == [IDENTITIES.hash("event", "0012"), IDENTITIES.hash("event", "1E5")]
