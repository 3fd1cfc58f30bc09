"""The children in need census of every year from 2020-21 to 2025-26, in the elements of that year."""

from __future__ import annotations

import datetime as dt

import pytest

from goldenthread.sources.cin_census import read_cin_census
from goldenthread.sources.identity import Identities
from tests.sources.census_written import AUTHORITY, KEY, Record, child, episode, written


def of_year(year: int) -> Record:
    """A child with an episode, as the census that ends in a year writes it."""
    sex = {"GenderCurrent": "2"} if year <= 2024 else {"GenderCurrent": None, "Sex": "F"}
    plans = {"CINPlanDates": {"CINPlanStartDate": f"{year - 1}-07-01"}} if year >= 2022 else {}
    assessment = {
        "AssessmentActualStartDate": f"{year - 1}-05-03",
        "AssessmentAuthorisationDate": f"{year - 1}-06-01",
        "FactorsIdentifiedAtAssessment": {"AssessmentFactors": ["1A", "22A" if year >= 2022 else "18B"]},
    }
    return child("A1", episode(f"{year - 1}-05-02", Assessments=assessment, **plans), **sex)


@pytest.mark.parametrize("year", range(2021, 2027))
def test_a_census_of_the_year_is_read_whole(year: int) -> None:
    content = written([of_year(year)], f"{year}-03-31", DateTime=f"{year}-05-01T09:00:00")
    reading = read_cin_census("census.xml", content, Identities(KEY, AUTHORITY))[1]
    rows = {batch.table: batch.rows.to_pylist() for batch in reading.batches}
    assert reading.extracted_on == dt.date(year, 3, 31)
    assert reading.exceptions == ()
    assert all(one.rows_in == one.stored for one in reading.accounts)
    assert [row["sex"] for row in rows["persons"]] == ["F"]
    assert [row["start_date"] for row in rows["assessments"]] == [dt.date(year - 1, 5, 3)]
    assert {row["factor"] for row in rows["assessment_factors"]} == {"1A", "22A" if year >= 2022 else "18B"}
    plans = [row["start_date"] for row in rows.get("cin_plans", [])]
    assert plans == ([dt.date(year - 1, 7, 1)] if year >= 2022 else [])
