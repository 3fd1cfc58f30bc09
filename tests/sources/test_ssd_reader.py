"""The reader of the Standard Safeguarding Dataset, on a folder of one child."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.reading import Reading
from tests.sources.folders import SSD, hashed, load, reading, rows_of, write_all, write_folder

D = dt.date


@pytest.fixture(scope="module")
def ssd(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return reading(load(write_all(tmp_path_factory.mktemp("council"))), "SSD")


def test_every_row_is_accounted_for(ssd: Reading) -> None:
    accounts = {one.list_name: one for one in ssd.accounts}
    assert {name: one.rows_in for name, one in accounts.items()} == {
        name: len(rows) for name, rows in SSD.items()
    }
    assert all(one.rows_in == one.stored + one.held + one.refused for one in ssd.accounts)


def test_outcomes_come_from_their_flags(ssd: Reading) -> None:
    assert rows_of(ssd, "contacts")[0]["outcome"] == "advice"
    assert rows_of(ssd, "assessments")[0]["outcome"] is None
    assert [row["icpc_not_required"] for row in rows_of(ssd, "s47_enquiries")] == [False, True, False]


def test_siblings_who_share_an_enquiry_have_one_each_and_the_conference_finds_its_own(ssd: Reading) -> None:
    ids = [row["s47_id"] for row in rows_of(ssd, "s47_enquiries")]
    assert len(set(ids)) == 3
    assert rows_of(ssd, "icpcs")[0]["s47_id"] == ids[0] == hashed("event", "CANARYEVENT4", "CANARYID1")


def test_factors_have_a_row_each_and_the_account_counts_rows_of_the_file(ssd: Reading) -> None:
    factors = rows_of(ssd, "assessment_factors")
    assert [(row["factor"], row["excluded"], row["src_row"]) for row in factors] == [
        ("1A", None, 2),
        ("2B", None, 2),
        (None, "unknown_code", 2),
        ("3C", None, 3),
    ]


def test_a_row_of_several_factors_is_excluded_when_none_of_them_counts(tmp_path: Path) -> None:
    """Repeated rows: each factor of the second one is a duplicate, and that is one row, not two."""
    rows = [
        {"cinf_assessment_id": "CANARYEVENT2", "cinf_assessment_factors_json": '["1A", "2B"]'},
        {"cinf_assessment_id": "CANARYEVENT3", "cinf_assessment_factors_json": '["1A", "99Z"]'},
    ]
    write_folder(
        tmp_path, {"ssd_person": SSD["ssd_person"], "ssd_assessment_factors": [*rows, *rows, rows[0]]}
    )
    reading = load(tmp_path).readings[0]
    (account,) = (one for one in reading.accounts if one.list_name == "ssd_assessment_factors")
    assert (account.rows_in, account.stored, account.excluded) == (5, 5, 3)


def test_care_is_derived(ssd: Reading) -> None:
    (period,) = rows_of(ssd, "cla_periods")
    assert period["cla_period_id"] == hashed("event", "CANARYPERIOD")
    assert (period["start_date"], period["end_date"], period["primary_need"]) == (D(2023, 5, 1), None, "N1")
    assert (period["is_short_breaks"], period["last_iro_contact"]) == (False, None)
    (episode,) = rows_of(ssd, "cla_episodes")
    assert episode["legal_status"] == "C2"
    (placement,) = rows_of(ssd, "placements")
    assert placement["end_date"] is None
    assert placement["carer_spell_id"] is not None
    (review,) = rows_of(ssd, "cla_reviews")
    assert review["person_id"] == hashed("person", "CANARYID1")


def test_care_leavers_and_workers(ssd: Reading) -> None:
    (leaver,) = rows_of(ssd, "care_leavers")
    assert (leaver["status_date"], leaver["accommodation_suitable"]) == (D(2024, 1, 31), False)
    (worker,) = rows_of(ssd, "workers")
    assert (worker["is_social_worker"], worker["staff_id"]) == (True, hashed("worker", "CANARYSTAFF"))
    assert worker["is_agency"] is None
    assert "is_agency" not in ssd.covers["workers"].columns
    (allocation,) = rows_of(ssd, "involvements")
    assert (allocation["role"], allocation["team_id"]) == ("allocated_worker", "T1")


def test_cover_and_how_it_was_found(ssd: Reading) -> None:
    first, last = D(2019, 3, 1), D(2024, 1, 31)
    for name, one in ssd.covers.items():  # of care leavers the standard keeps the status of the day alone
        assert (one.covers_from, one.covers_to) == (last if name == "care_leavers" else first, last), name
    assert any("taken as complete from 01 March 2019" in note.text for note in ssd.notes)
    assert "decision_date" not in ssd.covers["contacts"].columns
    assert "outcome" in ssd.covers["contacts"].columns
    assert ssd.how_dated == "as given"
    assert any("did not come: ssd_cin_episodes, ssd_cin_plans" in note.text for note in ssd.notes)


def test_people_who_are_not_listed_are_said(ssd: Reading) -> None:
    assert any(
        "2 of 3 rows of s47_enquiries name people not in ssd_person" in note.text for note in ssd.notes
    )


def test_a_table_without_a_column_it_needs_is_refused_with_the_nearest_header(tmp_path: Path) -> None:
    rows = [{"cinp_cin_plan_id": "1", "cinp_person_id": "2", "cinp_cin_plan_start": "2023-01-01"}]
    write_folder(tmp_path, {"ssd_cin_plans": rows})
    with pytest.raises(RefusedInput) as refused:
        load(tmp_path)
    message = refused.value.message()
    assert "ssd_cin_plans.csv: The table ssd_cin_plans lacks the column cinp_cin_plan_start_date." in message
    assert "'cinp_cin_plan_start' may be 'cinp_cin_plan_start_date'" in message


def test_headers_in_other_letters_and_order_and_extra_columns(tmp_path: Path) -> None:
    rows = [
        {
            "Extra": "x",
            " CINP CIN Plan Start Date": "2023-01-01",
            "CINP_PERSON_ID": "2",
            "cinp_cin_plan_id": "1",
        }
    ]
    write_folder(tmp_path, {"plans": rows})
    found = reading(load(tmp_path), "SSD")
    assert rows_of(found, "cin_plans")[0]["start_date"] == D(2023, 1, 1)
    assert any(note.text == "Columns not taken: 'Extra' (plans.csv)." for note in found.notes)


def test_two_columns_of_one_name_that_differ_are_refused(tmp_path: Path) -> None:
    text = "cinp_cin_plan_id,cinp_person_id,cinp_person_id,cinp_cin_plan_start_date\n1,2,3,2023-01-01\n"
    (tmp_path / "ssd_cin_plans.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInput, match="same header"):
        load(tmp_path)
