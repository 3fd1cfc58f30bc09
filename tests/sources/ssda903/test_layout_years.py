"""The return of every year from 2016-17 to 2025-26, in the codes and tables of its year, as CSV and XML."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from goldenthread.sources.reading import Reading
from tests.sources.ssda903.returns_made import Tables, child, episode, hashed, reading, rows, write, xml

YEARS = range(2017, 2027)
"""The years in which the returns end."""


def of_year(year: int) -> Tables:
    """A child who stays, and one who left to a special guardian, as the return of a year writes them."""
    new_sex, dates = year >= 2025, {"DECOM": f"01/06/{year - 1}"}
    stays = child(SEX="F" if new_sex else "2", DOB=f"06/05/{year - 14}")
    left = child(CHILD="1002", SEX="M" if new_sex else "1", DOB=f"01/02/{year - 12}")
    leaver = {"CHILD": "1003", "DOB": f"01/09/{year - 20}", "IN_TOUCH": "YES", "ACCOM": "B1"}
    gone = child(CHILD="1003", SEX=left["SEX"], DOB=leaver["DOB"])
    tables: Tables = {
        "header": [stays, left, gone],
        "episodes": [
            episode(**dates, PLACE=place(year)),
            episode(
                **dates, CHILD="1002", PLACE="U4", DEC=f"01/03/{year}", REC="E43" if year < 2019 else "E45"
            ),
        ],
        "oc3": [{**leaver, "ACTIV": "F3" if year < 2022 else "F4"}],
    }
    if year >= 2024:
        worker = {"CHILD": "1001", "DOB": stays["DOB"], "SW_ID": "SW1", "SW_REASON": "FCONTA"}
        tables["sw_episodes"] = [{**worker, "SW_DECOM": f"01/06/{year - 1}"}]
    return tables


def place(year: int) -> str:
    """A place whose code changed: supported accommodation, and of the last year another that was split."""
    return "H5" if year <= 2024 else "K3" if year == 2025 else "Z11"


@pytest.mark.parametrize("form", ["csv", "xml"])
@pytest.mark.parametrize("year", YEARS)
def test_a_return_of_the_year_is_read_whole(tmp_path: Path, year: int, form: str) -> None:
    one = read_as(tmp_path, year, form)
    assert one.extracted_on == dt.date(year, 3, 31)
    assert [(e.fate, e.code) for e in one.exceptions] == []
    assert not [note.text for note in one.notes if "unknown" in note.text]
    people = {row["person_id"]: row["sex"] for row in rows(one, "persons")}
    assert (people[hashed("1001")], people[hashed("1002")]) == ("F", "M")
    places = {row["person_id"]: row["place"] for row in rows(one, "placements")}
    assert places == {hashed("1001"): place(year), hashed("1002"): "U4"}
    ends = {row["end_reason"] for row in rows(one, "cla_episodes") if row["end_reason"]}
    assert ends == {"E43" if year < 2019 else "E45"}
    (leaver,) = rows(one, "care_leavers")
    assert leaver["activity"] == ("F3" if year < 2022 else "F4")
    workers = [batch for batch in one.batches if batch.table == "involvements" and batch.rows.num_rows]
    assert bool(workers) == (year >= 2024)


def read_as(folder: Path, year: int, form: str) -> Reading:
    if form == "csv":
        return reading(write(folder / "return", of_year(year), f"SSDA903_{year}_{{table}}.csv"))
    file = folder / f"SSDA903_{year}.xml"
    file.write_text(xml(of_year(year)), encoding="utf-8")
    return reading(file)
