"""The synthetic council: the planted figures, the equations between them, and well-formed rows."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from goldenthread.base.workdays import add_working_days
from goldenthread.model.tables import TABLES
from goldenthread.sample import council_name, council_plan, simulate
from goldenthread.sample.council import Council
from tests.sample.council_counts import Counts, is_open, month

OCTOBER, NOVEMBER, DECEMBER = month(2023, 10), month(2023, 11), month(2023, 12)
DECEMBER_2022, DECEMBER_2021 = month(2022, 12), month(2021, 12)
END = DECEMBER[1]
MONTHS = 38
"""Enough for the look-backs of the planted months: a whole history takes three times as long."""
LOADED_ELSEWHERE = {"authority", "source_std", "load_id", "as_at"}


@cache
def council() -> Council:
    return simulate.build(*council_name(0), council_plan(0, 1), MONTHS)


@cache
def counts() -> Counts:
    return Counts(council())


def test_plans() -> None:
    stocks = [len(counts().own_plans(month(2023, number)[1])) for number in range(6, 13)]
    assert stocks[-1] == 303
    assert stocks == sorted(stocks, reverse=True)
    assert counts().repeat_plans(END) == 103
    children = {row["person_id"] for row in counts().own_plans(END)}
    assert len(children) == 303


def test_looked_after_children_and_the_stock_equation() -> None:
    started, ceased, groups = counts().entrants(DECEMBER)
    assert (started, ceased) == (21, 18)
    assert groups == {
        "parents": 4, "family_friends": 9, "foster": 1, "foster_in_house": 1, "foster_to_adopt": 1
    }  # fmt: skip
    assert (
        len(counts().looked_after(NOVEMBER[1])) + started - ceased == len(counts().looked_after(END)) == 510
    )
    assert round(len(counts().looked_after(DECEMBER_2022[1])) / 49_978 * 10_000) == 110


def test_placement_moves() -> None:
    assert counts().moves(DECEMBER) == {
        "family_friends": 10, "parents": 5, "adoption": 1, "foster_to_adopt": 1, "supported": 2, "foster": 6,
        "other": 2,
    }  # fmt: skip


def test_rereferrals() -> None:
    assert counts().rereferrals(DECEMBER) == (77, 308)
    assert counts().rereferrals(NOVEMBER) == (122, 381)
    assert counts().rereferrals(DECEMBER_2022) == (102, 340)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("referrals", "referral_date"),
        ("assessments", "authorised_date"),
        ("strategy_discussions", "held_date"),
        ("s47_enquiries", "end_date"),
    ],
)
def test_december_is_below_the_two_decembers_before(table: str, column: str) -> None:
    now, before, earlier = (
        len(counts().dated(table, column, period)) for period in (DECEMBER, DECEMBER_2022, DECEMBER_2021)
    )
    assert now < before
    assert now < earlier


def test_enquiries_and_their_conferences() -> None:
    enquiries = counts().dated("s47_enquiries", "end_date", DECEMBER)
    linked = {row["s47_id"] for row in council().tables["icpcs"] if not row["is_transfer_in"]}
    assert (len(enquiries), sum(row["s47_id"] in linked for row in enquiries)) == (101, 12)
    assert all(row["icpc_not_required"] for row in enquiries if row["s47_id"] not in linked)


def test_early_help_and_the_front_door() -> None:
    helped = {r["person_id"] for r in council().tables["early_help_episodes"] if is_open(r, END)}
    assert len(helped) == 720
    assert len(counts().dated("step_downs", "decision_date", DECEMBER)) == 18
    assert int(counts().police_boys(DECEMBER) + 0.5) == 62


def test_family_hubs() -> None:
    hubs = {row["hub_id"]: row["locality_id"] for row in council().tables["hubs"]}
    november = counts().dated("family_hub_attendance", "attended_on", NOVEMBER)
    assert len(november) == 5976
    assert sum(hubs[row["hub_id"]] == "central" for row in november) == 1992
    assert int(100 * sum(hubs[row["hub_id"]] == "west" for row in november) / 5976 + 0.5) == 21
    people = {}
    for number in [*range(4, 13)]:
        rows = counts().dated("family_hub_attendance", "attended_on", month(2023, number))
        people[number] = len({row["attendee_id"] for row in rows} - {None})
        assert len(rows) > people[number]
    assert people[10] == 2564 == max(people.values())


def test_forms_and_audits() -> None:
    positives: dict[str, int] = {}
    for row in council().tables["supporting_families_outcomes"]:
        if OCTOBER[0] <= row["form_date"] <= END:
            positives[row["form_id"]] = positives.get(row["form_id"], 0) + (row["result"] == "positive")
    many, few = sum(n >= 3 for n in positives.values()), sum(n in (1, 2) for n in positives.values())
    assert (len(positives), many, few) == (147, 74, 59)
    audits = counts().dated("audits", "audit_month", NOVEMBER)
    limit = add_working_days(NOVEMBER[1], 10)
    assert len(audits) == 22
    assert all(row["completed_date"] <= limit for row in audits)
    assert sum(row["discussion_held"] for row in audits) == 18
    assert len({row["service"] for row in audits}) == 10


def test_fostering_and_courts() -> None:
    screened = counts().dated("fostering_enquiries", "screening_date", DECEMBER)
    visited = counts().dated("fostering_enquiries", "home_visit_date", DECEMBER)
    assert (len(screened), len(visited)) == (4, 3)
    assert {row["household_id"] for row in visited} < {row["household_id"] for row in screened}
    quarter = (dt.date(2023, 7, 1), dt.date(2023, 9, 30))
    cases = counts().dated("care_proceedings", "issued_date", quarter)
    assert len({row["person_id"] for row in cases if row["application_type"] == "s31_care"}) == 9


def test_education_and_planned_moves() -> None:
    spells = [row for row in council().tables["cla_education"] if is_open(row, END)]
    out = [row for row in spells if row["status"] in ("out_of_education", "not_accessing")]
    assert len(out) == 5
    assert all(row["has_sen"] for row in out)
    assert sum(row["tuition_hours_week"] is not None for row in out) == 2
    neet = [row for row in spells if row["status"] == "neet"]
    assert (len(neet), sum(row["has_sen"] for row in neet)) == (22, 4)
    plans = council().tables["placement_move_plans"]
    assert sum(is_open(row, END, "agreed_date", "closed_date") for row in plans) == 10


def test_placements_fill_their_period() -> None:
    by_period: dict[str, list[tuple[dt.date, dt.date | None]]] = {}
    for row in council().tables["placements"]:
        by_period.setdefault(row["cla_period_id"], []).append((row["start_date"], row["end_date"]))
    for period in council().tables["cla_periods"]:
        stays = sorted(by_period[period["cla_period_id"]], key=lambda stay: stay[0])
        assert stays[0][0] == period["start_date"]
        assert stays[-1][1] == period["end_date"]
        assert [end for _, end in stays[:-1]] == [start for start, _ in stays[1:]]


def test_rows_have_the_canonical_columns_and_keys() -> None:
    for name, rows in council().tables.items():
        columns = {column.name for column in TABLES[name].columns} - LOADED_ELSEWHERE
        assert all(set(row) == columns for row in rows), name
        required = [c.name for c in TABLES[name].columns if c.required and c.name in columns]
        assert all(row[column] is not None for row in rows for column in required), name
        key = [column for column in TABLES[name].key if column in columns]
        assert len({tuple(row[column] for column in key) for row in rows}) == len(rows), name


def test_nothing_ends_before_it_starts_or_after_the_extract() -> None:
    for name, rows in council().tables.items():
        for row in rows:
            if row.get("start_date") and row.get("end_date"):
                assert row["start_date"] <= row["end_date"] <= council().extracted_on, name


def test_same_seed_same_council_and_other_seeds_differ() -> None:
    def build(seed: int) -> Council:
        return simulate.build(*council_name(3), council_plan(3, seed), 6)

    first = build(5)
    assert first == build(5)
    assert first != build(6)
