"""What each list says reaches the tables that measures read, and nothing else does."""

from __future__ import annotations

import datetime as dt

import pytest

from goldenthread.model.ddl import ARROW_TYPES
from goldenthread.model.tables import TABLES
from goldenthread.sources.annex_a.lists import LISTS
from goldenthread.sources.reading import PROVENANCE
from tests.sources.annex_a.lists_made import AS_AT, every_list, read, record, rows_of, table

DAY = dt.date


def only(reading, name):
    rows = rows_of(reading, name)
    assert len(rows) == 1
    return rows[0]


def test_every_target_column_is_one_of_its_table():
    for spec in LISTS:
        fields = {one.name for one in spec.fields}
        for target in spec.targets:
            declared = {column.name for column in TABLES[target.table].columns}
            assert set(target.columns) | set(target.constants) | set(target.links) <= declared
            assert set(target.columns.values()) | set(target.needs) <= fields


def test_batches_hold_declared_columns_in_their_types():
    for batch in read(*every_list()).batches:
        declared = {column.name: ARROW_TYPES[column.type] for column in TABLES[batch.table].columns}
        for field in batch.rows.schema:
            if field.name not in (*PROVENANCE, "excluded"):
                assert field.type == declared[field.name], (batch.table, field.name)
        required = [c.name for c in TABLES[batch.table].columns if c.required]
        for name in required:
            assert batch.rows[name].null_count == 0, (batch.table, name)


def test_the_rows_of_one_child():
    reading = read(*every_list())
    assert only(reading, "contacts")["source"] == "6"
    assert only(reading, "early_help_assessments")["organisation"] == "Northgate School"
    assert only(reading, "assessments")["outcome_nfa"] is True
    s47, icpc = only(reading, "s47_enquiries"), only(reading, "icpcs")
    assert (icpc["s47_id"], icpc["outcome_cp_plan"], icpc["is_transfer_in"]) == (s47["s47_id"], True, False)
    plan, review = only(reading, "cp_plans"), only(reading, "cp_reviews")
    assert (plan["initial_category"], plan["latest_category"], plan["previous_plans_reported"]) == (
        "NEG",
        "EMO",
        1,
    )
    assert review["cp_plan_id"] == plan["cp_plan_id"]
    leaver = only(reading, "care_leavers")
    assert (leaver["in_touch"], leaver["accommodation_suitable"], leaver["activity"]) == ("REFU", False, "G5")
    assert leaver["status_date"] == AS_AT
    adoption = only(reading, "permanence")
    assert (adoption["order_type"], adoption["order_date"]) == ("adoption", DAY(2023, 6, 1))
    assert only(reading, "adopters")["is_ffa"] is True


def test_a_child_in_care_gives_period_placement_status_visits_and_checks():
    reading = read(*every_list())
    period, placement = only(reading, "cla_periods"), only(reading, "placements")
    assert (period["start_date"], period["end_date"], period["is_short_breaks"]) == (
        DAY(2022, 3, 1),
        None,
        False,
    )
    assert period["placements_12m_reported"] is None, "0 on an open row means not filled"
    assert placement["cla_period_id"] == period["cla_period_id"]
    assert (placement["place"], placement["provider"], placement["is_outside_authority"]) == (
        "U6",
        "PR1",
        True,
    )
    assert placement["placement_authority"] is None
    assert only(reading, "legal_statuses")["legal_status"] == "C2"
    assert only(reading, "care_plans")["plan_code"] == "LTFOST18"
    assert {row["check_type"] for row in rows_of(reading, "cla_health")} == {"ha_unspecified", "dental"}
    assert {row["visit_type"] for row in rows_of(reading, "visits")} == {"any", "cp", "cla"}
    assert all(row["latest_only"] and row["child_seen"] for row in rows_of(reading, "visits"))
    assert only(reading, "immigration_statuses")["status"] == "uasc"
    assert only(reading, "missing_episodes")["rhi_accepted"] is False


def test_short_breaks_and_ended_care():
    ended = record(8, legal="V4: Short term breaks, agreements recorded", ceased="2023-11-11", reason="E4A")
    period = only(read(table(8, [ended])), "cla_periods")
    assert (period["is_short_breaks"], period["end_date"], period["end_reason"]) == (
        True,
        DAY(2023, 11, 11),
        "E4A",
    )
    assert period["placements_12m_reported"] == 0
    assert only(read(table(8, [ended])), "placements")["end_date"] == DAY(2023, 11, 11)


def test_an_episode_and_the_referral_that_began_it_are_one_record():
    reading = read(*every_list())
    referral = only(reading, "referrals")
    assert (referral["source"], referral["primary_need"], referral["case_status"]) == ("2A", "N1", "cin_plan")
    plan = only(reading, "cin_plans")
    assert (plan["start_date"], plan["referral_id"]) == (DAY(2023, 10, 2), referral["referral_id"])
    alone = only(read(table(6, [record(6)])), "referrals")
    assert alone["referral_id"] == referral["referral_id"], "the same record in whichever list it stands"


@pytest.mark.parametrize(
    "changes", [{"closed": "2023-12-01"}, {"status": "d) Open assessment"}, {"status": None}]
)
def test_only_open_episodes_with_that_status_are_child_in_need_plans(changes):
    assert rows_of(read(table(6, [record(6, **changes)])), "cin_plans") == []


def test_one_worker_and_team_however_many_lists_name_them():
    reading = read(*every_list())
    workers = {row["worker_id"] for row in rows_of(reading, "workers")}
    assert len(workers) == 2, "the social worker and the personal adviser"
    assert [row["team_id"] for row in rows_of(reading, "teams")] == ["Team One"]
    roles = [(row["role"], row["worker_id"] in workers) for row in rows_of(reading, "involvements")]
    assert sorted(roles) == [("allocated_worker", True)] * 4 + [("personal_adviser", True)], "one a case"


def test_an_adoption_is_tied_to_its_time_in_care():
    other = table(8, [record(8, child="B")])
    adopted = record(10, entered="2021-01-01", adopted="2023-06-01")
    reading = read(other, table(10, [adopted]))
    periods = {row["start_date"]: row for row in rows_of(reading, "cla_periods")}
    assert periods[DAY(2021, 1, 1)]["end_date"] == DAY(2023, 6, 1)
    assert only(reading, "permanence")["cla_period_id"] == periods[DAY(2021, 1, 1)]["cla_period_id"]
    lately = read(other, table(10, [record(10, entered="2021-01-01", adopted="2023-08-01")]))
    assert len(rows_of(lately, "cla_periods")) == 1, "list 8 is complete for its window"
    alone = read(table(10, [adopted]))
    assert rows_of(alone, "cla_periods") == []
    assert "cla_periods" not in alone.covers


def test_no_name_and_no_id_is_stored():
    raw = table(1, [record(1)], headers={"age": "Surname"})
    reading = read(*every_list()[1:], raw)
    stored = " ".join(str(batch.rows.to_pylist()) for batch in reading.batches)
    for secret in ("Noor", "Corvin", "Otis", "NOOR", "'A1'", "'F1'", "'P1'"):
        assert secret not in stored


def test_a_child_named_in_several_lists_is_one_person():
    person = only(read(*every_list()), "persons")
    assert (person["sex"], person["ethnicity"], person["dob"]) == ("M", "WBRI", DAY(2015, 5, 5))
    disability = only(read(*every_list()), "disabilities")
    assert (disability["disability"], disability["is_flag_only"]) == ("NONE", True)


def test_what_one_list_does_not_know_another_may():
    unknown = record(8, sex="c) Not stated/recorded", ethnicity="s) NOBT", dob=None)
    person = only(read(table(8, [unknown]), table(1, [record(1)])), "persons")
    assert (person["sex"], person["ethnicity"], person["dob"]) == ("M", "WBRI", DAY(2015, 5, 5))


def test_a_birth_after_the_extract_is_an_expected_one():
    person = only(read(table(6, [record(6, dob="2024-03-01")])), "persons")
    assert (person["dob"], person["expected_dob"]) == (None, DAY(2024, 3, 1))
    blank = only(read(table(6, [record(6, dob=None)])), "persons")
    assert (blank["dob"], blank["expected_dob"]) == (None, None)


def test_two_dates_of_birth_are_told_of_and_the_care_list_wins():
    reading = read(table(1, [record(1, dob="2001-01-01")]), table(8, [record(8)]))
    assert only(reading, "persons")["dob"] == DAY(2015, 5, 5)
    assert any("more than one date of birth" in note.text for note in reading.notes)
