"""A row that adds up the rows above it is no child, in whatever file it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.sources import Delivery, Identities, read
from goldenthread.sources.reading import RowException
from tests.sources.folders import AS_AT, AUTHORITY, KEY

PEOPLE = "pers_person_id,pers_sex,pers_ethnicity,pers_dob"
PLANS = (
    "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,"
    "cppl_cp_plan_initial_category"
)
HEADER_903 = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES_903 = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"


def given(folder: Path, files: dict[str, list[str]]) -> Delivery:
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read([folder], authority=AUTHORITY, identities=Identities(KEY, AUTHORITY), as_at=AS_AT)


def held(delivery: Delivery) -> list[RowException]:
    return [one for reading in delivery.readings for one in reading.exceptions if one.fate == "held"]


def dataset(people: str, plan: str) -> dict[str, list[str]]:
    return {
        "ssd_person.csv": [PEOPLE, "K1,1,WBRI,2012-03-04", people],
        "ssd_cp_plans.csv": [PLANS, "P1,K1,2023-05-06,,NEG", plan],
    }


@pytest.mark.parametrize("word", ["Total", "TOTAL:", "Grand total", "Sum", "Count", "Number of rows"])
def test_a_total_is_held_whichever_id_it_stands_for(tmp_path: Path, word: str) -> None:
    """In a table of plans the word stands for the plan's id, and the number of rows for the child's."""
    delivery = given(tmp_path, dataset(f"{word},1,,2012-01-01", f"{word},303,2023-05-06,,NEG"))
    assert sorted((one.list_name, one.row, one.code) for one in held(delivery)) == [
        ("ssd_cp_plans", 3, "total_row"),
        ("ssd_person", 3, "total_row"),
    ]
    (reading,) = delivery.readings
    assert {batch.table: batch.rows.num_rows for batch in reading.batches} == {"persons": 1, "cp_plans": 1}


def test_the_total_of_a_list_of_teams_is_no_team(tmp_path: Path) -> None:
    files = dataset("K2,1,WBRI,2012-01-01", "P2,K2,2023-05-06,,NEG")
    files["ssd_department.csv"] = [
        "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name",
        "T1,North,,",
        "Total,1,,",
    ]
    assert [(one.list_name, one.code) for one in held(given(tmp_path, files))] == [
        ("ssd_department", "total_row")
    ]


@pytest.mark.parametrize("one", ["TOTAL1", "SUM-7", "COUNTY", "12"])
def test_an_id_that_only_looks_like_it_is_an_id(tmp_path: Path, one: str) -> None:
    assert held(given(tmp_path, dataset(f"{one},1,WBRI,2012-01-01", f"{one},K1,2023-05-06,,NEG"))) == []


def test_the_total_of_a_return_is_no_child(tmp_path: Path) -> None:
    files = {
        "SSDA903_2024_header.csv": [HEADER_903, "1001,1,04/03/2012,WBRI,,,", "Total,,,,,,"],
        "SSDA903_2024_episodes.csv": [
            EPISODES_903,
            "1001,06/05/2023,S,C2,N1,U6,PR1,,,,ZZ1 1AA,ZZ1 1AB,",
            "Total,,,,,,,,1,,,,",
        ],
    }
    delivery = given(tmp_path, files)
    assert {(one.list_name, one.code) for one in held(delivery)} == {
        ("Header", "total_row"),
        ("Episodes", "total_row"),
    }
    (reading,) = delivery.readings
    assert next(batch.rows.num_rows for batch in reading.batches if batch.table == "persons") == 1
