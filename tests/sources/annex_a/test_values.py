"""Codes by code first, letters within the list's own key, dates and numbers as they come."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pyarrow as pa
import pytest

from tests.sources.annex_a.lists_made import read, record, rows_of, table

SOURCES = {
    "q) 6: Police": "6",
    "6: Police": "6",
    "6": "6",
    "POLICE": "6",
    "q)": "6",
    "a) 1A: Individual": "1A",
    "School": "2A",
    "Schools": "2A",
    "Health": "3F",
    "d) Health services": "3F",
    "t) 9: Anonymous": "9",
    "u) 10: Unknown": "10",
    "5D": "5D",
    "s) 6: Police": "6",
    "a wizard": None,
    None: None,
}


@pytest.mark.parametrize("text", SOURCES)
def test_sources(text):
    assert rows_of(read(table(1, [record(1, source=text)])), "contacts")[0]["source"] == SOURCES[text]


ETHNICITIES = {
    "a) WBRI": "WBRI",
    "wbri": "WBRI",
    "b)": "WIRI",
    "a) White": "WOTH",
    "Mixed": "MOTH",
    "f) Chinese": "CHNE",
    "d) Asian": "AOTH",
    "s) REFU": "REFU",
    "s)": "NOBT",
    None: "NOBT",
}


@pytest.mark.parametrize("text", ETHNICITIES)
def test_ethnicities(text):
    person = rows_of(read(table(1, [record(1, ethnicity=text)])), "persons")[0]
    assert person["ethnicity"] == ETHNICITIES[text]


@pytest.mark.parametrize(
    ("text", "sex"), [("F", "F"), ("b) Female", "F"), ("b)", "F"), ("d) Neither", "U"), (None, "U")]
)
def test_genders(text, sex):
    assert rows_of(read(table(1, [record(1, sex=text)])), "persons")[0]["sex"] == sex


CODES = [
    (7, "initial", "e) Multiple/not recommended", "cp_plans", "initial_category", "MUL"),
    (7, "alone", "c) Unknown", "visits", "seen_alone", None),
    (8, "legal", "C2: FCO", "legal_statuses", "legal_status", "C2"),
    (8, "legal", "b)", "legal_statuses", "legal_status", "C2"),
    (8, "legal", "Full care orders", "legal_statuses", "legal_status", "C2"),
    (8, "place", "zz) T4: Temporary placement - seven days or less", "placements", "place", "T4"),
    (8, "place", "p) K2: Children’s Homes", "placements", "place", "K2"),
    (8, "provider", "e) PR4 - Private provision", "placements", "provider", "PR4"),
    (8, "place_la", "WAL - Child placed in Wales", "placements", "placement_authority", "WAL"),
    (8, "place_la", "E06000045", "placements", "placement_authority", "E06000045"),
    (8, "postcode", "zz16hu", "placements", "postcode", "ZZ1 6HU"),
    (8, "postcode", "nope", "placements", "postcode", None),
    (
        8,
        "reason",
        "k) E47: Special Guardianship Orders - relative/friend",
        "cla_periods",
        "end_reason",
        "E47",
    ),
    (8, "plan", "Return home", "care_plans", "plan_code", "RETURNEV"),
    (8, "plan", "c) SGO/CAO", "care_plans", "plan_code", "OTHERPLN"),
    (9, "in_touch", "b) NREQ", "care_leavers", "in_touch", "NREQ"),
    (9, "in_touch", "b)", "care_leavers", "in_touch", "NO"),
    (9, "eligibility", "c) Qualifying care leaver", "care_leavers", "eligibility", "qualifying"),
    (9, "accommodation", "Y: Other accommodation", "care_leavers", "accommodation", "Y"),
    (9, "suitable", "a) Suitable", "care_leavers", "accommodation_suitable", True),
    (
        10,
        "reversed_why",
        "RD2 - The Court did not make a placement order",
        "permanence",
        "reversed_reason",
        "RD2",
    ),
    (4, "needs_support", "a) Yes", "assessments", "outcome_nfa", False),
    (4, "needs_support", "CS Assessment Updated", "assessments", "outcome_nfa", None),
    (
        6,
        "closure",
        "RC8 - Case closed after assessment, no further action",
        "referrals",
        "closure_reason",
        "RC8",
    ),
    (6, "need", "PSRMEM - Support with memory and cognition", "referrals", "primary_need", None),
]


@pytest.mark.parametrize(("number", "field", "text", "name", "column", "value"), CODES)
def test_codes(number, field, text, name, column, value):
    reading = read(table(number, [record(number, **{field: text})]))
    row = next(row for row in rows_of(reading, name) if row.get("visit_type") in (None, "cp"))
    assert row[column] == value


DATES = ["2023-10-05", "05/10/2023", "5 October 2023", "45204", "2023-10-05 00:00:00", "05.10.2023"]


@pytest.mark.parametrize("text", DATES)
def test_dates_in_every_writing_are_the_same_day(text):
    assert rows_of(read(table(1, [record(1, contact_date=text)])), "contacts")[0]["contact_date"] == dt.date(
        2023, 10, 5
    )


def test_serials_of_a_1904_workbook_are_moved_and_other_numbers_are_not():
    raw = table(3, [record(3, referral_date="43742")])
    numeric = pa.table(
        {name: [name in ("Date of referral", "Child Unique ID")] for name in raw.cells.column_names}
    )
    reading = read(replace(raw, numeric=numeric, serials_from_1904=True))
    row = rows_of(reading, "referrals")[0]
    assert (row["referral_date"], row["referrals_12m_reported"]) == (dt.date(2023, 10, 5), 1)


def test_ids_keep_zeros_and_case_does_not_matter():
    rows = [record(1, child="007"), record(1, child="7"), record(1, child="a7"), record(1, child="A7 ")]
    people = rows_of(read(table(1, rows)), "persons")
    assert len(people) == 3
