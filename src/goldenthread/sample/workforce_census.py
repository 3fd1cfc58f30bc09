"""The social work workforce census of the sample council, one XML file for each 30 September. SYNTHETIC.

What the sample does not simulate is left out: qualifications, absence, origins and destinations.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from goldenthread.sample.cin_census import write_header
from goldenthread.sample.council import Council, Row
from goldenthread.sample.covers import history_start
from goldenthread.sample.people import ETHNICITIES
from goldenthread.sample.truths.records import Records, is_open
from goldenthread.sample.xml_document import Document

CASE_HOLDER, WITHOUT_CASES = "5", "6"
"""Roles in the organisation: a qualified practitioner with cases, and one without."""
DAYS_OF_A_YEAR = 365


@dataclass(frozen=True)
class Post:
    """One person's time as a social worker of the council, whatever the hours."""

    staff_id: str
    start: dt.date
    end: dt.date | None
    fte: float
    agency: bool


def write(council: Council, folder: Path) -> None:
    """A file for each 30 September in the council's history."""
    folder.mkdir(parents=True, exist_ok=True)
    records = Records(council)
    for day in census_days(council):
        write_year(records, day, folder / f"CSWW_{day.year}.xml")


def census_days(council: Council) -> list[dt.date]:
    """Every 30 September in the council's history, in order."""
    start, until = history_start(council), council.extracted_on
    days = (dt.date(year, 9, 30) for year in range(start.year, until.year + 1))
    return [day for day in days if start <= day <= until]


def write_year(records: Records, day: dt.date, path: Path) -> None:
    """The file of a year: who was in post on the day, and who left in the year before it."""
    posts = sorted(posts_by(records, day), key=lambda post: (post.staff_id, post.start))
    agency = [post for post in posts if post.agency and is_open(post.start, post.end, day)]
    document = Document(f"SYNTHETIC DATA: social work workforce census {day.year}. No person is real.")
    with document.group("Message"):
        with document.group("Header"):
            write_header(document, "CSWW", day)
        with document.group("LALevelVacancies"):
            document.leaf("NumberOfVacancies", _vacancies(records, day))
            document.leaf("NoAgencyFTE", round(sum(post.fte for post in agency), 1))
            document.leaf("NoAgencyHeadcount", len(agency))
        for post in posts:
            with document.group("CSWWWorker"):
                _write_worker(document, records, post, day)
    document.save(path)


def posts_by(records: Records, day: dt.date) -> Iterator[Post]:
    """The posts held on the day or left in the 12 months to it, with the hours as last known by then."""
    by_staff: dict[str, list[Row]] = {}
    for row in records.rows("workforce_spells"):
        if row["is_social_worker"] and row["start_date"] <= day:
            by_staff.setdefault(row["staff_id"], []).append(row)
    opened = dt.date(day.year - 1, 10, 1)
    for staff_id, rows in by_staff.items():
        rows.sort(key=lambda row: row["start_date"])
        end = rows[-1]["end_date"]
        end = end if end is not None and end <= day else None
        if end is None or end >= opened:
            yield Post(staff_id, rows[0]["start_date"], end, rows[-1]["fte"], rows[-1]["is_agency"])


def _vacancies(records: Records, day: dt.date) -> float | None:
    """Vacant posts that are being recruited to on the day, in full-time terms; none said before the
    establishment is on record."""
    rows = records.where("hr_posts", "as_at_month", day)
    return round(sum(row["fte_vacant"] for row in rows if row["is_recruiting"]), 1) if rows else None


def _write_worker(document: Document, records: Records, post: Post, day: dt.date) -> None:
    workers = records.where("workers", "staff_id", post.staff_id)
    worker = workers[0] if workers else {}
    here = post.end is None
    cases = _cases(records, worker.get("worker_id"), day) if here else 0
    chance = random.Random(f"workforce census:{post.staff_id}")
    document.leaf("AgencyWorker", int(post.agency))
    document.leaf("SWENo", worker.get("swe_number"))
    document.leaf("FTE", post.fte if here else 0)
    document.leaf("PersonBirthDate", _birth(chance, post.start))
    document.leaf("GenderCurrent", chance.choices(["2", "1"], [84, 16])[0])
    document.leaf("Ethnicity", ETHNICITIES.draw(chance))
    document.leaf("OrgRole", CASE_HOLDER if cases else WITHOUT_CASES)
    document.leaf("RoleStartDate", post.start)
    if here:
        document.leaf("Cases30", cases)
    else:
        document.leaf("RoleEndDate", post.end)
        document.leaf("FTE30", post.fte)


def _cases(records: Records, worker_id: str | None, day: dt.date) -> int:
    """The children whose allocated worker this is on the day."""
    rows = records.where("involvements", "worker_id", worker_id) if worker_id else []
    held = (
        row
        for row in rows
        if row["role"] == "allocated_worker" and is_open(row["start_date"], row["end_date"], day)
    )
    return len({row["person_id"] for row in held})


def _birth(chance: random.Random, start: dt.date) -> dt.date:
    """A birth date of 23 to 60 years before the post."""
    return start - dt.timedelta(chance.randrange(23 * DAYS_OF_A_YEAR, 60 * DAYS_OF_A_YEAR))
