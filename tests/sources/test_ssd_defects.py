"""What is known to be wrong with real extracts of the dataset, by name, and what becomes of it."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest

from goldenthread.sources.reading import Reading
from goldenthread.sources.ssd.outcomes import codes_set, contact_outcome, first_flag, no_conference
from tests.sources.folders import hashed, load, reading, rows_of, write_folder

D = dt.date
PLAN = {
    "cinp_cin_plan_id": "P1",
    "cinp_person_id": "1001",
    "cinp_cin_plan_start_date": "2023-01-02",
    "cinp_cin_plan_end_date": "",
    "cinp_cin_plan_worker_id": "W1",
}
PERSON = {"pers_person_id": "1001", "pers_sex": "F", "pers_dob": "2010-05-06", "pers_ethnicity": "WBRI"}


def ssd(folder: Path, **tables: list[dict[str, object]]) -> Reading:
    return reading(load(write_folder(folder, tables)), "SSD")


def plans(folder: Path, *changes: dict[str, object]) -> Reading:
    return ssd(
        folder, ssd_cin_plans=[PLAN | {"cinp_cin_plan_id": f"P{n}"} | one for n, one in enumerate(changes)]
    )


@pytest.mark.parametrize(
    "text",
    [
        "9999-12-31",
        "31/12/9999",
        "9999-12-31T00:00:00",
        "9999-12-31 23:59:59.997",
        "1900-01-01",
        "1900/01/01",
        "01/01/1900",
        "1900-01-01 00:00:00.000",
        "1899-12-30",
        "1753-01-01",
        "infinity",
        "SSD_PH",
        "NULL",
        "",
    ],
)
def test_dates_that_mean_none_leave_a_plan_open(tmp_path: Path, text: str) -> None:
    found = plans(tmp_path, {"cinp_cin_plan_end_date": text})
    assert [row["end_date"] for row in rows_of(found, "cin_plans")] == [None]
    assert found.exceptions == ()


def test_a_date_of_birth_in_1900_is_no_age(tmp_path: Path) -> None:
    found = ssd(tmp_path, ssd_person=[PERSON | {"pers_dob": "1900-01-01T00:00:00"}])
    assert rows_of(found, "persons")[0]["dob"] is None


def test_an_end_that_cannot_be_read_holds_the_row_and_is_not_taken_as_open(tmp_path: Path) -> None:
    found = plans(tmp_path, {"cinp_cin_plan_end_date": "soon"}, {})
    assert [(one.row, one.fate, one.column) for one in found.exceptions] == [
        (2, "held", "cinp_cin_plan_end_date")
    ]


def test_an_end_that_can_never_be_leaves_the_plan_open_and_another_year_is_said(tmp_path: Path) -> None:
    texts = ("2999-12-31", "1900-01-02", "2203-05-17")
    found = plans(tmp_path, *({"cinp_cin_plan_end_date": text} for text in texts))
    assert [row["end_date"] for row in rows_of(found, "cin_plans")] == [None] * 3
    assert found.exceptions == ()
    (said,) = [note.text for note in found.notes if "cinp_cin_plan_end_date" in note.text]
    assert "1 cell is taken as empty (row 4). The year of the date cannot be right." in said


def test_a_start_that_can_never_be_holds_the_row(tmp_path: Path) -> None:
    found = plans(tmp_path, {"cinp_cin_plan_start_date": "2999-12-31"}, {})
    assert [(one.row, one.fate, one.code) for one in found.exceptions] == [(2, "held", "never_date")]


@pytest.mark.parametrize(
    "text",
    [
        "2023-01-02",
        "2023-01-02T00:00:00",
        "2023-01-02 00:00:00.0000000",
        "02/01/2023 23:59:59",
        "2023-01-02T23:59:59+00:00",
        "2023-01-01 23:30:00-01",
        "44928",
    ],
)
def test_times_of_day_are_cut_to_the_london_day(tmp_path: Path, text: str) -> None:
    found = plans(tmp_path, {"cinp_cin_plan_start_date": text})
    assert rows_of(found, "cin_plans")[0]["start_date"] == D(2023, 1, 2)


NOBODY = [
    "-1",
    "-1 ",
    "-1.0",
    "-999",
    "0",
    "0000",
    "0.0",
    "999999",
    "999999999",
    "UNKNOWN",
    "unknown",
    "TBC",
    "Test",
    "None",
    "00000000-0000-0000-0000-000000000000",
]
NOTHING = ["SSD_PH", "NULL", "N/A", ""]


@pytest.mark.parametrize("nobody", NOBODY)
def test_the_id_of_nobody_is_no_child(tmp_path: Path, nobody: str) -> None:
    found = plans(tmp_path, {"cinp_person_id": nobody}, {"cinp_person_id": nobody}, {})
    assert [(one.row, one.code) for one in found.exceptions] == [(2, "no_id"), (3, "no_id")]
    assert len(rows_of(found, "cin_plans")) == 1


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_child_without_an_id_is_no_child(tmp_path: Path, nothing: str) -> None:
    found = plans(tmp_path, {"cinp_person_id": nothing}, {"cinp_person_id": nothing}, {})
    assert [(one.row, one.code) for one in found.exceptions] == [(2, "missing_value"), (3, "missing_value")]


@pytest.mark.parametrize("one", ["10", "100000", "99999", "199999", "111111", "9999991", "007", "P0", "A-1"])
def test_a_number_that_may_be_somebodys_is_an_id(tmp_path: Path, one: str) -> None:
    assert not plans(tmp_path, {"cinp_person_id": one}).exceptions


@pytest.mark.parametrize("nobody", [*NOBODY, *NOTHING])
def test_the_id_of_nobody_is_no_worker(tmp_path: Path, nobody: str) -> None:
    found = plans(tmp_path, {"cinp_cin_plan_worker_id": nobody}, {})
    assert [row["worker_id"] for row in rows_of(found, "cin_plans")] == [None, hashed("worker", "W1")]


def test_placeholder_text_is_no_code_and_no_complaint(tmp_path: Path) -> None:
    found = ssd(tmp_path, ssd_person=[PERSON | {"pers_sex": "SSD_PH", "pers_ethnicity": "PLACEHOLDER_DATA"}])
    (row,) = rows_of(found, "persons")
    assert (row["sex"], row["ethnicity"]) == ("U", "NOBT")
    assert not any("count as unknown" in note.text for note in found.notes)


def test_a_parent_listed_twice_counts_once_and_the_later_row_stands(tmp_path: Path) -> None:
    found = ssd(tmp_path, ssd_person=[PERSON, PERSON, PERSON | {"pers_sex": "M"}], ssd_cin_plans=[PLAN])
    rows = rows_of(found, "persons")
    assert [(row["sex"], row["excluded"]) for row in rows] == [
        ("F", "superseded"),
        ("F", "superseded"),
        ("M", None),
    ]


def test_rows_doubled_by_a_join_count_once(tmp_path: Path) -> None:
    found = ssd(tmp_path, ssd_cin_plans=[PLAN, PLAN, PLAN])
    assert Counter(row["excluded"] for row in rows_of(found, "cin_plans")) == {None: 1, "duplicate": 2}
    (account,) = found.accounts
    assert (account.rows_in, account.stored, account.excluded) == (3, 3, 2)


def test_an_id_that_siblings_share_loses_no_child(tmp_path: Path) -> None:
    """A family's plan under one id, and the visits that name it."""
    plan = {"cppl_cp_plan_id": "FAM1", "cppl_person_id": "1001", "cppl_cp_plan_start_date": "2023-01-02"}
    visit = {
        "cppv_cp_visit_id": "V1",
        "cppv_person_id": "1001",
        "cppv_cp_plan_id": "FAM1",
        "cppv_cp_visit_date": "2023-02-02",
    }
    two = {"cppl_person_id": "1002"}
    found = ssd(
        tmp_path,
        ssd_cp_plans=[plan, plan | two, plan | {"cppl_cp_plan_id": "OTHER"}],
        ssd_cp_visits=[visit, visit | {"cppv_cp_visit_id": "V2", "cppv_person_id": "1002"}],
    )
    rows = rows_of(found, "cp_plans")
    assert [row["excluded"] for row in rows] == [None] * 3
    ids = [row["cp_plan_id"] for row in rows]
    assert ids == [hashed("event", "FAM1", "1001"), hashed("event", "FAM1", "1002"), hashed("event", "OTHER")]
    assert [row["cp_plan_id"] for row in rows_of(found, "visits")] == ids[:2]
    assert any(
        note.text.startswith("ssd_cp_plans: 1 id is shared by several children") for note in found.notes
    )


def test_an_assessment_that_siblings_share_is_one_for_each_and_its_factors_are_said(tmp_path: Path) -> None:
    one = {"cina_assessment_id": "A", "cina_person_id": "1", "cina_assessment_start_date": "2023-01-02"}
    found = ssd(tmp_path, ssd_cin_assessments=[one, one | {"cina_person_id": "2"}])
    assert [row["excluded"] for row in rows_of(found, "assessments")] == [None, None]
    assert any("Their factors do not name the child" in note.text for note in found.notes)


def test_a_period_of_care_that_siblings_share_is_one_for_each(tmp_path: Path) -> None:
    episode = {
        "clae_cla_episode_id": "E1",
        "clae_person_id": "1",
        "clae_cla_id": "FAM",
        "clae_cla_episode_start_date": "2023-05-01",
        "clae_cla_episode_start_reason": "S",
    }
    found = ssd(
        tmp_path, ssd_cla_episodes=[episode, episode | {"clae_cla_episode_id": "E2", "clae_person_id": "2"}]
    )
    periods = rows_of(found, "cla_periods")
    assert {row["person_id"] for row in periods} == {hashed("person", "1"), hashed("person", "2")}
    assert len({row["cla_period_id"] for row in periods}) == 2


@pytest.mark.parametrize(
    ("yes", "no"), [("Y", "N"), ("1", "0"), ("true", "false"), ("Yes", "No"), ("y ", " n"), ("T", "F")]
)
def test_yes_and_no_in_every_form(tmp_path: Path, yes: str, no: str) -> None:
    visit = {"cinv_cin_visit_id": "1", "cinv_person_id": "1", "cinv_cin_visit_date": "2023-01-02"}
    seen = [
        visit | {"cinv_cin_visit_id": str(n), "cinv_cin_visit_seen": one}
        for n, one in enumerate((yes, no, "", "NA"))
    ]
    found = ssd(tmp_path, ssd_cin_visits=seen)
    assert [row["child_seen"] for row in rows_of(found, "visits")] == [True, False, None, None]


OUTCOME = {"NEW_REFERRAL_FLAG": "N", "EXISTING_REFERRAL_FLAG": "N", "ADVICE_FLAG": "Y", "NFA_FLAG": "N"}
WHOLE = json.dumps(OUTCOME)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        WHOLE.replace('"Y"', "true").replace('"N"', "false"),
        WHOLE.replace('"Y"', "1").replace('"N"', "0"),
        WHOLE.replace('"', "'"),
        WHOLE.replace('"', ""),
        WHOLE[:-1],
        WHOLE[: WHOLE.index("NFA")],
        WHOLE.replace("}", ",}"),
        f"[{WHOLE}]",
        json.dumps(WHOLE),
        WHOLE.replace('"', '""'),
        WHOLE.lower(),
        WHOLE + " trailing",
        "\n".join(WHOLE.split(" ")),
    ],
    ids=[
        *("whole", "booleans", "ones", "single quotes", "no quotes", "no end", "cut", "comma too many"),
        *("in a list", "written twice", "quotes doubled", "small letters", "text behind", "over lines"),
    ],
)
def test_an_outcome_that_is_not_quite_json_says_the_same(text: str) -> None:
    assert contact_outcome(text) == "advice"
    assert first_flag(text) == "advice"


@pytest.mark.parametrize(
    "text", ["{", "{}", "[]", "null", "{]}", '{"a": {"b": "Y"}}', "[" * 100_000, "\x00{", "{" + '"' * 999]
)
def test_an_outcome_that_says_nothing_is_none(text: str) -> None:
    assert contact_outcome(text) in (None, text)
    assert first_flag(text) is None
    assert no_conference(text) is None


@pytest.mark.parametrize(
    "text",
    [
        '["1A", "2B"]',
        '["1A", "2B"',
        "1A, 2B",
        "1A;2B",
        '{"1A": "Yes", "2B": "Y", "3C": "No"}',
        '{"1A": "Yes", "2B": "Y", "3C": "No"',
        "{'1A': 'Yes', '2B': 'Y', '3C': 'N'}",
        '{"1A": true, "2B": 1, "3C": 0}',
        '"[\\"1A\\", \\"2B\\"]"',
    ],
)
def test_factors_that_are_not_quite_json_are_the_same_codes(text: str) -> None:
    assert codes_set(text) == ["1A", "2B"]
