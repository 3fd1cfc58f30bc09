"""Columns that many lists have, and where they go."""

from __future__ import annotations

from goldenthread.sources.annex_a.shapes import Field, Target

CHILD = Field(
    "child",
    "Child Unique ID",
    ("Child ID", "Unique Child ID", "Child Unique Identifier", "Unique ID", "Person ID", "Client ID"),
)
SEX = Field("sex", "Gender", ("Sex", "Gender of Child"), "sex")
ETHNICITY = Field("ethnicity", "Ethnicity", ("Ethnic Origin", "Ethnicity Code"), "ethnicity")
BORN = Field("dob", "Date of Birth", ("DOB", "Birth Date", "Date of Birth or Expected Date of Birth"))
AGE = Field(
    "age", "Age of Child (Years)", ("Age", "Age (Years)", "Age of Child", "Age of Young Person (Years)")
)
DISABILITY = Field(
    "disability",
    "Does the Child have a Disability",
    ("Disability", "Does the Child have a Disability (Y/N)", "Does the Young Person have a Disability"),
    "flag",
)
TEAM = Field("team", "Allocated Team", ("Team", "Allocated Team Name"))
WORKER = Field("worker", "Allocated Worker", ("Worker", "Allocated Social Worker", "Social Worker"))
SECOND_PERIOD = "Is this a second or subsequent"
WITHIN_12_MONTHS = "of being a Looked After Child within the last 12 months (Y/N)"
CHILD_FIELDS = (CHILD, SEX, ETHNICITY, BORN, AGE)
HOLDERS = (TEAM, WORKER)

PERSON = {"person_id": "child"}
HELD_BY = {"team_id": "team", "worker_id": "worker"}
ALLOCATED = {"role": "allocated_worker"}
LATEST = {"latest_only": True}


def holder(end: str | None = None, links: tuple[str, ...] = ()) -> Target:
    """The allocation of the child's worker and team, ended where the row's own end says so."""
    ended = {"end_date": end} if end else {}
    return Target("involvements", {**PERSON, **HELD_BY, **ended}, ALLOCATED, links=links)
