"""The children in need census: every record stored once, linked upwards, accounted for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings

from goldenthread.base.errors import RefusedInput
from goldenthread.model.tables import TABLES
from goldenthread.sources.cin_census import read_cin_census, read_ids
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import Reading
from tests.sources.census_written import AUTHORITY, KEY, Record, child, children, episode, written

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "child_level"
needs_shared = pytest.mark.skipif(
    not FOLDER.exists(), reason="the shared data folder is not beside the checkout"
)

PLAN = {"CPPstartDate": "2023-09-01", "LatestCategoryOfAbuse": "NEG", "NumberOfPreviousCPP": "1"}


def read(content: bytes) -> Reading:
    return read_cin_census("CIN.xml", content, Identities(KEY, AUTHORITY))[1]


def read_children(*found: Record, **changes: str) -> Reading:
    return read(written(found, **changes))


def rows(reading: Reading, table: str, *, all_rows: bool = False) -> list[dict[str, object]]:
    batch = next((one for one in reading.batches if one.table == table), None)
    listed = batch.rows.to_pylist() if batch else []
    return [row for row in listed if all_rows or row["excluded"] is None]


def test_an_episode_with_everything() -> None:
    reading = read_children(
        child(
            "A1",
            episode(
                "2023-05-01",
                PrimaryNeedCode="N1",
                CINclosureDate="2024-01-31",
                ReasonForClosure="RC7",
                Assessments={
                    "AssessmentActualStartDate": "2023-05-02",
                    "AssessmentInternalReviewDate": "2023-05-12",
                    "AssessmentAuthorisationDate": " 2023-06-01 ",
                    "FactorsIdentifiedAtAssessment": {"AssessmentFactors": ["1A", "4B"]},
                },
                CINPlanDates={"CINPlanStartDate": "2023-06-02", "CINPlanEndDate": "2023-08-31"},
                Section47={
                    "S47ActualStartDate": "2023-08-15",
                    "InitialCPCtarget": "2023-09-06",
                    "DateOfInitialCPC": "2023-09-01",
                    "ICPCnotRequired": "false",
                },
                ChildProtectionPlans={**PLAN, "Reviews": {"CPPreviewDate": ["2023-11-30"]}},
            ),
            FormerUPN="B1",
        )
    )
    (referral,) = rows(reading, "referrals")
    assert (referral["referral_date"], referral["closure_date"], referral["closure_reason"]) == (
        dt.date(2023, 5, 1),
        dt.date(2024, 1, 31),
        "RC7",
    )
    assert (referral["source"], referral["primary_need"], referral["nfa"]) == ("6", "N1", False)
    (assessment,) = rows(reading, "assessments")
    assert assessment["referral_id"] == referral["referral_id"]
    assert assessment["authorised_date"] == dt.date(2023, 6, 1)
    factors = rows(reading, "assessment_factors")
    assert {(one["assessment_id"], one["factor"]) for one in factors} == {
        (assessment["assessment_id"], "1A"),
        (assessment["assessment_id"], "4B"),
    }
    (enquiry,), (conference,) = rows(reading, "s47_enquiries"), rows(reading, "icpcs")
    assert conference["s47_id"] == enquiry["s47_id"]
    assert (conference["is_transfer_in"], conference["outcome_cp_plan"]) == (False, True)
    (plan,), (review,) = rows(reading, "cp_plans"), rows(reading, "cp_reviews")
    assert review["cp_plan_id"] == plan["cp_plan_id"]
    (person,) = rows(reading, "persons")
    assert {
        row["person_id"] for name in ("referrals", "assessments", "cp_reviews") for row in rows(reading, name)
    } == {person["person_id"]}
    assert (person["sex"], person["ethnicity"]) == ("M", "WBRI")
    assert rows(reading, "person_identifiers")[0]["id_type"] == "former UPN"


def enquiry(held: str | None, required: str = "false") -> Record:
    return {"S47ActualStartDate": "2023-08-15", "DateOfInitialCPC": held, "ICPCnotRequired": required}


@pytest.mark.parametrize(
    ("on_episode", "on_enquiry", "wanted"),
    [
        ("2023-09-01", None, [(dt.date(2023, 9, 1), True)]),
        (None, enquiry("2023-09-01"), [(dt.date(2023, 9, 1), False)]),
        ("2023-09-01", enquiry("2023-09-01"), [(dt.date(2023, 9, 1), False)]),
        ("2023-07-01", enquiry("2023-09-01"), [(dt.date(2023, 7, 1), True), (dt.date(2023, 9, 1), False)]),
        (None, enquiry("2023-09-01", "1"), []),
        (None, enquiry(None, "true"), []),
    ],
)
def test_conferences_and_transfers_in(
    on_episode: str | None, on_enquiry: Record | None, wanted: list[tuple[dt.date, bool]]
) -> None:
    made = episode("2023-05-01", DateOfInitialCPC=on_episode, Section47=on_enquiry, ChildProtectionPlans=PLAN)
    reading = read_children(child("A1", made))
    found = rows(reading, "icpcs")
    assert [(one["conference_date"], one["is_transfer_in"]) for one in found] == wanted
    assert all((one["s47_id"] is None) == one["is_transfer_in"] for one in found)
    assert all(one["outcome_cp_plan"] == (one["conference_date"] == dt.date(2023, 9, 1)) for one in found)
    both = on_episode and on_enquiry
    assert any("rule 2884" in note.text for note in reading.notes) == bool(both)


def test_without_plans_the_outcome_of_a_conference_is_not_known() -> None:
    reading = read_children(child("A1", episode("2023-05-01", DateOfInitialCPC="2023-06-01")))
    assert "outcome_cp_plan" not in reading.covers["icpcs"].columns
    assert not {"cp_plans", "assessments", "cin_plans"} & set(reading.covers)
    assert any("no child protection plans" in note.text for note in reading.notes)


def test_a_child_given_twice_counts_once_and_the_later_block_stands() -> None:
    open_one, closed = episode("2023-05-01"), episode("2023-05-01", CINclosureDate="2023-09-01")
    other = episode("2023-12-01")
    reading = read_children(child("A1", open_one), child("A1", closed, other), child("a1 ", closed, other))
    assert len(rows(reading, "persons")) == 1
    assert [one["closure_date"] for one in rows(reading, "referrals")] == [dt.date(2023, 9, 1), None]
    assert Counter(one.code for one in reading.exceptions if one.list_name == "CINdetails") == {
        "superseded": 1,
        "duplicate": 2,
    }


def test_two_different_episodes_from_one_day_both_count_and_one_told_twice_once() -> None:
    first, second = episode("2023-05-01", ReferralNFA="1"), episode("2023-05-01", ReferralNFA="0")
    assert len(rows(read_children(child("A1", first, second)), "referrals")) == 2
    assert len(rows(read_children(child("A1", first, first)), "referrals")) == 1


def ids(reading: Reading) -> dict[str, set[object]]:
    """The ids of every table."""
    return {
        one.table: set(
            one.rows[next(name for name in one.rows.column_names if name.endswith("_id"))].to_pylist()
        )
        for one in reading.batches
    }


def test_a_record_has_the_same_id_in_every_year() -> None:
    section = {"S47ActualStartDate": "2023-03-20", "DateOfInitialCPC": "2023-03-31"}
    parts = {"Section47": section, "ChildProtectionPlans": {**PLAN, "CPPstartDate": "2023-03-31"}}
    assessment = {"AssessmentActualStartDate": "2023-02-02"}
    before = read_children(
        child("0012", episode("2023-02-01", Assessments=assessment, **parts)), reference="2023-03-31"
    )
    later = episode("2023-02-01", CINclosureDate="2023-06-01", Assessments=dict(assessment), **parts)
    later["Assessments"]["AssessmentAuthorisationDate"] = "2023-04-14"  # type: ignore[index]
    after = read_children(child("7", episode("2023-04-05")), child("0012", later))
    for table, known in ids(before).items():
        assert known <= ids(after)[table], table
    assert before.extracted_on == dt.date(2023, 3, 31)
    assert after.extracted_on == dt.date(2024, 3, 31)


def test_zeros_letters_and_spaces_of_an_id() -> None:
    reading = read_children(*(child(name, episode("2023-05-01")) for name in ("012", "12", " ab ", "AB")))
    assert len(rows(reading, "persons")) == 3


@pytest.mark.parametrize(
    ("gender", "sex", "wanted"),
    [
        ("1", None, "M"),
        ("2", None, "F"),
        ("0", None, "U"),
        (None, "F", "F"),
        ("1", "F", "F"),
        (None, None, "U"),
    ],
)
def test_sex_by_its_old_and_its_new_name(gender: str | None, sex: str | None, wanted: str) -> None:
    reading = read_children(child("A1", episode("2023-05-01"), GenderCurrent=gender, Sex=sex))
    assert rows(reading, "persons")[0]["sex"] == wanted


def test_an_unborn_child() -> None:
    reading = read_children(
        child("A1", episode("2024-03-01"), born=None, ExpectedPersonBirthDate="2024-05-05")
    )
    (person,) = rows(reading, "persons")
    assert (person["dob"], person["expected_dob"]) == (None, dt.date(2024, 5, 5))


def test_a_year_is_covered_from_its_first_to_its_last_day() -> None:
    made = episode("2022-05-01", CINPlanDates={"CINPlanStartDate": "2022-06-01"})
    for reference, first in (("2023-03-31", dt.date(2022, 4, 1)), ("2024-03-31", dt.date(2023, 4, 1))):
        cover = read_children(child("A1", made), reference=reference).covers["referrals"]
        assert (cover.covers_from, cover.covers_to, cover.stock_from) == (
            first,
            dt.date.fromisoformat(reference),
            None,
        )


@pytest.mark.parametrize(("reference", "asked"), [("2021-03-31", False), ("2022-03-31", True)])
def test_child_in_need_plans_are_asked_since_2021_22(reference: str, asked: bool) -> None:
    made = episode("2021-02-01", CINPlanDates={"CINPlanStartDate": "2021-03-01"})
    reading = read_children(child("A1", made), reference=reference)
    assert ("cin_plans" in reading.covers) is asked
    assert len(rows(reading, "cin_plans")) == 1


@pytest.mark.parametrize("reference", ["", "31 of March", "2024-02-31"])
def test_a_return_without_a_day_is_refused(reference: str) -> None:
    with pytest.raises(RefusedInput, match="reference date"):
        read(written([child("A1")]).replace(b">2024-03-31<", f">{reference}<".encode()))


def test_what_is_held_is_named_by_child_and_line_and_never_by_value() -> None:
    content = written([child("A1", episode("2023-05-01")), child("B2", episode("on 9th May"))])
    reading = read(content)
    (held,) = (one for one in reading.exceptions if one.fate == "held")
    line = 1 + content[: [at for at in range(len(content)) if content.startswith(b"<Child>", at)][1]].count(
        b"\n"
    )
    assert (held.list_name, held.row, held.column) == ("CINdetails", 2, "CINreferralDate")
    assert f"The child begins at line {line:,}." in held.reason
    assert "9th" not in str(reading.exceptions) + str(reading.notes)


def test_records_that_their_order_alone_tells_apart_are_said() -> None:
    one = {"S47ActualStartDate": "2023-06-01", "ICPCnotRequired": "1"}
    other = {**one, "ICPCnotRequired": "0"}

    def said(*enquiries: Record) -> list[str]:
        found = read_children(child("A1", episode("2023-05-01", Section47=list(enquiries))))
        assert len(rows(found, "s47_enquiries")) == len({str(one) for one in enquiries})
        return [note.text for note in found.notes if "only their order" in note.text]

    assert said(one) == said(one, one) == said(one, {**other, "S47ActualStartDate": "2023-06-02"}) == []
    (text,) = said(one, other)
    assert text.startswith("Section47: 1 record begins on the day of another of the same episode")


def test_records_of_an_episode_without_a_date_keep_their_child() -> None:
    made = episode("", Assessments={"AssessmentActualStartDate": "2023-05-02"})
    reading = read_children(child("A1", made))
    assert not rows(reading, "referrals")
    (assessment,) = rows(reading, "assessments")
    assert assessment["person_id"] == rows(reading, "persons")[0]["person_id"]


@settings(max_examples=80, deadline=None)
@given(children())
def test_every_record_is_accounted_for(found: list[Record]) -> None:
    """Rows in are stored or held; keys are whole and single among what counts; parents are there."""
    reading = read(written(found))
    for account in reading.accounts:
        assert account.rows_in == account.stored + account.held + account.refused
    episodes = [one for each in found for one in each["CINdetails"]]  # type: ignore[attr-defined]
    named = {account.list_name: account.rows_in for account in reading.accounts}
    assert named["CINdetails"] == len(episodes)
    assert named["Section47"] == sum(len(one["Section47"]) for one in episodes)
    stored = Counter({one.list_name: one.stored for one in reading.accounts})
    per_table = Counter({one.table: one.rows.num_rows for one in reading.batches})
    assert sum(stored.values()) == sum(per_table.values())
    for batch in reading.batches:
        table, counted = TABLES[batch.table], rows(reading, batch.table)
        keys = [
            tuple(row[name] for name in table.key if name not in ("authority", "as_at")) for row in counted
        ]
        assert len(set(keys)) == len(keys)
        assert not any(row[one.name] is None for row in counted for one in table.columns if one.required)
        assert reading.covers.keys() <= {one.table for one in reading.batches}
    referrals = {row["referral_id"]: row["person_id"] for row in rows(reading, "referrals", all_rows=True)}
    for table in ("assessments", "cp_plans", "s47_enquiries", "icpcs", "cin_plans"):
        for row in rows(reading, table):
            assert referrals.get(row["referral_id"], row["person_id"]) == row["person_id"]


@settings(max_examples=40, deadline=None)
@given(children())
def test_the_same_return_again_says_the_same(found: list[Record]) -> None:
    first, second = read(written(found)), read(written(found, space=" \r\n "))
    assert [(one.table, one.rows.to_pylist()) for one in first.batches] == [
        (one.table, one.rows.to_pylist()) for one in second.batches
    ]


def test_own_ids_are_found_again_by_the_number_of_the_child() -> None:
    table = read_ids("CIN.xml", written([child("A1"), child("B2", episode("2023-05-01"))]))
    assert (table.rows.to_pylist(), table.cells["LAchildID"].to_pylist()) == ([1, 2], ["A1", "B2"])


@needs_shared
@pytest.mark.parametrize("path", sorted(FOLDER.glob("cin/*.xml")), ids=lambda path: path.name)
def test_samples_are_read_row_for_row(path: Path) -> None:
    header, reading = read_cin_census(path.name, path.read_bytes(), Identities(KEY, AUTHORITY))
    text = path.read_text(encoding="utf-8")
    for name, element in (("Child", "<Child>"), ("CINdetails", "<CINdetails>"), ("Section47", "<Section47>")):
        account = next(one for one in reading.accounts if one.list_name == name)
        assert account.rows_in == text.count(element)
        assert (account.held, account.refused) == (0, 0)
    assert header.reference in {dt.date(2022, 7, 21), dt.date(2023, 3, 31), dt.date(2024, 3, 31)}


@needs_shared
def test_the_flat_extract_of_the_fake_data_equals_what_is_read() -> None:
    flat = FOLDER / "cin" / "flat_extract_of_fake_CIN_data"
    tables = {
        path.stem.removeprefix("Fake"): pd.read_csv(path, dtype=str, index_col=0)
        for path in flat.glob("*.csv")
    }
    path = FOLDER / "cin" / "fake_CIN_data.xml"
    identities = Identities(KEY, AUTHORITY)
    header, reading = read_cin_census(path.name, path.read_bytes(), identities)
    assert header.reference.isoformat() == tables["Header"].ReferenceDate[0]
    told = tables["CINdetails"]
    assert [
        (identities.hash("person", who), day, source, need, closed, why, nfa)
        for who, day, source, need, closed, why, nfa in zip(
            *(told[name] for name in ("LAchildID", "CINreferralDate", "ReferralSource", "PrimaryNeedCode")),
            *(told[name].where(told[name].notna(), None) for name in ("CINclosureDate", "ReasonForClosure")),
            told.ReferralNFA == "true",
            strict=True,
        )
    ] == [
        (
            one["person_id"],
            str(one["referral_date"]),
            one["source"],
            one["primary_need"],
            str(one["closure_date"]) if one["closure_date"] else None,
            one["closure_reason"],
            one["nfa"],
        )
        for one in rows(reading, "referrals", all_rows=True)
    ]
    people = tables["ChildIdentifiers"].merge(tables["ChildCharacteristics"], on="LAchildID")
    sexes = {"1": "M", "2": "F", "9": "U", "0": "U"}
    assert [
        (
            identities.hash("person", one.LAchildID),
            one.PersonBirthDate,
            sexes[one.GenderCurrent],
            one.Ethnicity,
        )
        for one in people.itertuples()
    ] == [
        (one["person_id"], str(one["dob"]), one["sex"], one["ethnicity"])
        for one in rows(reading, "persons", all_rows=True)
    ]
    conferences = told[told.DateOfInitialCPC.notna()]
    assert [str(one["conference_date"]) for one in rows(reading, "icpcs", all_rows=True)] == list(
        conferences.DateOfInitialCPC
    )
