"""Lists in every shape councils send: other headers, orders, titles, notes, missing and repeated things."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.annex_a import annex_a_date, looks_like_annex_a, read_annex_a
from goldenthread.sources.annex_a.headers import match
from goldenthread.sources.annex_a.lists import LISTS
from goldenthread.sources.annex_a.recognise import recognise
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import RawTable
from tests.sources.annex_a.lists_made import (
    AS_AT,
    AUTHORITY,
    KEY,
    ROWS,
    content,
    every_list,
    read,
    record,
    rows_of,
    table,
    texts,
)
from tests.sources.workbooks import workbook


def account(reading, number=1):
    return next(one for one in reading.accounts if one.list_name == f"List {number}")


def test_every_wording_of_every_header_is_known_by_itself():
    for spec in LISTS:
        for field in spec.fields:
            for wording in (field.header, *field.also):
                for form in (
                    wording,
                    wording.upper(),
                    f" {wording} ",
                    wording.replace("’", "'"),
                    wording + "?",
                ):
                    assert match([form], spec).columns == {field.name: 0}, (spec.number, form)


def test_a_misspelt_header_is_taken_with_its_confidence_and_opposites_never_are():
    found = match(["Child Uniqe ID", "Date of Contct"], LISTS[0])
    assert set(found.columns) == {"child", "contact_date"}
    assert all(85 <= near.confidence < 100 for near in found.near)
    spec = LISTS[10]
    assert match(["Date Stage 3 started", "Date Stage 1 starting"], spec).columns == {}
    assert match(["Date of the First Statutory Visit"], LISTS[6]).columns == {}
    assert match(["Child Protection Plan Review Date"], LISTS[6]).columns == {}
    assert match(["Child Forename", "Child Name", "Mother's Name"], LISTS[0]).columns == {}


@pytest.mark.parametrize("spec", LISTS, ids=lambda spec: spec.name)
def test_no_header_of_a_list_is_taken_for_another(spec):
    for left_out in spec.fields:
        others = [one.header for one in spec.fields if one is not left_out]
        found = match(others, spec)
        assert left_out.name not in found.columns
        assert not found.near


@pytest.mark.parametrize(
    "sheet", ["List 1", "List_1", "List_1 ", "LIST 01", "List 1 - Contacts", "list1", "Contacts"]
)
def test_sheet_names(sheet):
    found = recognise([table(1, [record(1)], sheet=sheet)])
    assert [one.spec.number for one in found] == [1]


@pytest.mark.parametrize("number", ROWS)
def test_lists_are_known_by_headers_where_names_do_not_help(number):
    found = recognise([table(number, [record(number)], sheet="Sheet1")])
    assert [one.spec.number for one in found] == [number]


def test_a_name_that_the_headers_contradict_is_not_believed():
    assert [one.spec.number for one in recognise([table(8, [record(8)], sheet="List 1")])] == [8]


def test_two_sheets_of_one_list_are_refused():
    with pytest.raises(RefusedInput, match="both hold List 1"):
        read(table(1, [record(1)]), table(1, [record(1)], sheet="List 1 (2)"))


def test_other_files_are_no_annex_a():
    other = RawTable("e.csv", None, pa.table({"CHILD": ["1"], "DECOM": ["x"], "RNE": ["S"]}), pa.array([2]))
    assert not looks_like_annex_a([other])
    assert looks_like_annex_a(every_list()[:2])
    assert looks_like_annex_a(every_list()[7:8])
    with pytest.raises(RefusedInput, match="No list of Annex A"):
        read(other)


@given(st.data())
def test_the_order_of_rows_columns_and_sheets_changes_nothing(data):
    wanted = [3, 6, 7, 8]
    rows = {
        n: [record(n, child=c, sex=s) for c, s in (("A1", "a) Male"), ("A2", "b) Female"), ("A1", "a) Male"))]
        for n in wanted
    }
    straight = [table(n, rows[n]) for n in wanted]
    mixed = []
    for raw in data.draw(st.permutations(straight)):
        order = data.draw(st.permutations(range(raw.cells.num_rows)))
        names = data.draw(st.permutations(raw.cells.column_names))
        mixed.append(
            replace(raw, cells=raw.cells.take(order).select(names), rows=raw.rows.take(pa.array(order)))
        )
    assert content(read(*mixed)) == content(read(*straight))


def test_a_workbook_with_title_blank_rows_and_notes_below():
    spec = LISTS[0]
    headers = [one.header for one in spec.fields]
    row = [record(1)[one.name] for one in spec.fields]
    rows = [
        ["List 1: Contacts"],
        [],
        headers,
        row,
        [],
        [*row[:5], "2023-10-09", row[6]],
        [],
        ["Produced by the data team"],
    ]
    made = workbook({"Front_Sheet": [["Annex A"], ["Extract date: 31/12/2023"]], "List_1": rows})
    reading = read_annex_a(
        "aa.xlsx", made, authority=AUTHORITY, identities=Identities(KEY, AUTHORITY), as_at=AS_AT
    )
    assert [row["src_row"] for row in rows_of(reading, "contacts")] == [4, 6]
    assert account(reading).rows_in == 2
    assert any("lines that are no records" in note.text for note in reading.notes)


def test_a_header_below_a_block_of_text_is_found():
    raw = table(1, [record(1)])
    head = [pa.array([f"line {n}" if n < 3 else name for n in range(4)]) for name in raw.cells.column_names]
    columns = [
        pa.concat_arrays([top, raw.cells[name].combine_chunks()])
        for top, name in zip(head, raw.cells.column_names, strict=True)
    ]
    deep = RawTable(
        "a.csv", None, pa.Table.from_arrays(columns, names=["Title", *"bcdefg"]), pa.array(range(2, 7))
    )
    reading = read(deep)
    assert [row["src_row"] for row in rows_of(reading, "contacts")] == [6]


def test_csv_files_one_a_list():
    tables = [replace(raw, file=f"{raw.sheet}.csv", sheet=None) for raw in every_list()]
    assert content(read(*tables)) == content(read(*every_list()))
    assert len(read(*tables).files) == 11


def test_empty_lists_were_not_filled_in():
    """No council has no contact in six months: nought would be a wrong number that looks right."""
    reading = read(table(1, []), table(8, []))
    assert account(reading).rows_in == 0
    assert not {"contacts", "cla_periods"} & set(reading.covers)
    assert any("List 1" in note.text and "no rows" in note.text for note in reading.notes)


def test_repeated_rows_are_stored_once_counted_and_named():
    reading = read(table(1, [record(1), record(1, contact_date="01/10/2023"), record(1, child="B")]))
    rows = rows_of(reading, "contacts")
    assert [row["excluded"] for row in rows] == [None, "duplicate", None]
    assert len({row["contact_id"] for row in rows}) == 3
    assert (account(reading).stored, account(reading).excluded) == (3, 1)
    assert [one.row for one in reading.exceptions] == [3]


def test_two_enquiries_of_one_day_with_different_conferences_are_both_kept():
    reading = read(table(5, [record(5), record(5, conference="2023-10-25")]))
    assert [row["excluded"] for row in rows_of(reading, "s47_enquiries")] == [None, None]
    links = {row["s47_id"] for row in rows_of(reading, "icpcs")}
    assert len(links) == 2


def test_rows_that_cannot_be_used_are_held_and_the_sum_comes_out():
    rows = [
        record(7),
        record(7, child=None),
        record(7, start="soon"),
        record(7, end="then"),
        record(7, child="C", visit="x"),
    ]
    reading = read(table(7, rows))
    got = account(reading, 7)
    assert (got.rows_in, got.stored, got.held) == (5, 2, 3)
    assert [(one.row, one.code) for one in reading.exceptions] == [
        (3, "missing_value"),
        (4, "unreadable_date"),
        (5, "unreadable_date"),
    ]
    assert len(rows_of(reading, "visits")) == 1


def test_an_id_that_excel_has_rounded_is_held():
    raw = table(1, [record(1, child="1234567890123456000"), record(1)])
    numeric = pa.table({name: [True, False] for name in raw.cells.column_names})
    reading = read(replace(raw, numeric=numeric))
    assert [(one.row, one.code, one.fate) for one in reading.exceptions] == [(2, "damaged_id", "held")]
    assert account(reading).stored == 1
    text_ids = replace(raw, numeric=pa.table({name: [False, False] for name in raw.cells.column_names}))
    assert account(read(text_ids)).stored == 2


def test_a_missing_list_and_a_missing_column_are_said():
    reading = read(table(4, [record(4)], headers={"authorised": None}), table(1, [record(1)]))
    assert "authorised_date" not in reading.covers["assessments"].columns
    assert "cp_plans" not in reading.covers
    said = "\n".join(texts(reading))
    assert "List 7 (child protection plans), " in said
    assert "List 11 (adopters) are not there" in said
    assert "columns missing: 'Continuous Assessment Date of Authorisation'" in said


def test_without_the_column_that_dates_them_rows_are_refused():
    reading = read(table(4, [record(4)], headers={"start": None}))
    got = account(reading, 4)
    assert (got.rows_in, got.stored, got.refused) == (1, 0, 1)
    assert "assessments" not in reading.covers
    assert reading.exceptions[0].code == "missing_column"


def test_without_the_child_column_nothing_is_read():
    reading = read(table(7, [record(7)], headers={"child": None}))
    assert (account(reading, 7).refused, reading.batches) == (1, ())


def test_two_columns_of_one_meaning_are_taken_only_if_equal():
    raw = table(1, [record(1)])
    same = replace(raw, cells=raw.cells.append_column("DOB", raw.cells["Date of Birth"]))
    assert rows_of(read(same), "persons")[0]["dob"] is not None
    other = replace(raw, cells=raw.cells.append_column("DOB", pa.array(["2001-01-01"])))
    assert "dob" not in read(other).covers["persons"].columns


COVERS = [
    (dt.date(2023, 12, 31), dt.date(2023, 7, 1), dt.date(2023, 1, 1)),
    (dt.date(2024, 1, 15), dt.date(2023, 8, 1), dt.date(2023, 2, 1)),
    (dt.date(2024, 2, 29), dt.date(2023, 9, 1), dt.date(2023, 3, 1)),
    (dt.date(2023, 4, 30), dt.date(2022, 11, 1), dt.date(2022, 5, 1)),
]


@pytest.mark.parametrize(("as_at", "six", "twelve"), COVERS)
def test_covers_are_the_whole_months_and_stocks_the_day(as_at, six, twelve):
    covers = read(*every_list(), as_at=as_at).covers
    contacts, plans = covers["contacts"], covers["cp_plans"]
    assert (contacts.covers_from, contacts.covers_to, contacts.stock_from, contacts.approximate) == (
        six,
        as_at,
        None,
        False,
    )
    assert (plans.covers_from, plans.covers_to, plans.stock_from, plans.approximate) == (
        six,
        as_at,
        as_at,
        True,
    )
    assert covers["permanence"].covers_from == twelve
    assert covers["referrals"].stock_from == as_at


def test_without_list_3_referrals_are_a_stock_alone():
    cover = read(table(6, [record(6)]), as_at=AS_AT).covers["referrals"]
    assert (cover.covers_from, cover.stock_from) == (AS_AT, AS_AT)


DATED = [
    ("Annex_A_Marlshire_2023-12-31.xlsx", dt.date(2023, 12, 31)),
    ("annex a 31.12.2023 final.xlsx", dt.date(2023, 12, 31)),
    ("AnnexA20231231.xlsx", dt.date(2023, 12, 31)),
    ("AA 31 December 2023.xlsx", dt.date(2023, 12, 31)),
    ("Annex_A_2024_Jan.xlsx", None),
    ("2015-01-sample.xlsx", None),
    ("from 2023-07-01 to 2023-12-31.xlsx", None),
]


@pytest.mark.parametrize(("name", "day"), DATED)
def test_the_date_of_a_file_name(name, day):
    assert annex_a_date(name, []).day == day


def test_the_date_on_a_cover_or_in_a_title():
    cover = RawTable("a", "Front", pa.table({"Annex A": ["Extract date"], "": ["31/12/2023"]}), pa.array([2]))
    assert annex_a_date("a.xlsx", [cover, *every_list()]).day == AS_AT
    titled = replace(every_list()[0], above=("List 1: contacts as at 31 December 2023",))
    assert annex_a_date("a.xlsx", [titled]).day == AS_AT
    other = replace(every_list()[1], above=("as at 30 November 2023",))
    assert annex_a_date("a.xlsx", [titled, other]).day is None
