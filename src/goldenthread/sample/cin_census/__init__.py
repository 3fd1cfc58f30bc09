"""The children in need census of the sample council, one XML file a year. SYNTHETIC.

Written from the same rows as the other layouts, as things stood on the last day of each year: what ended
later is open in it, and a child who was born later is expected, of the sex that was known when the return was
made. The years linked give the council's own episodes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from goldenthread.sample.cin_census import layouts
from goldenthread.sample.cin_census.episode import write_episode
from goldenthread.sample.cin_census.returned import Returned
from goldenthread.sample.council import Council, Row
from goldenthread.sample.return_years import NO_AUTHORITY, ReturnYear, part_year, pupil_number, whole_years
from goldenthread.sample.truths.child import years
from goldenthread.sample.truths.records import Records
from goldenthread.sample.xml_document import Document

SOFTWARE = "goldenthread sample (synthetic)"
SCHOOL_AGE = 5


def write(council: Council, folder: Path) -> None:
    """A file for every whole year."""
    _write_years(council, whole_years(council), folder)


def write_part(council: Council, folder: Path) -> None:
    """A file of the year that goes on, as councils make them between two censuses."""
    _write_years(council, part_year(council), folder)


def _write_years(council: Council, chosen: Iterable[ReturnYear], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    records = Records(council)
    for year in chosen:
        write_year(Returned(council, records, year), folder / f"CIN_{year.label}.xml")


def write_year(returned: Returned, path: Path) -> None:
    """The file of a year."""
    year = returned.year
    document = Document(f"SYNTHETIC DATA: children in need census {year.label}. No person is real.")
    with document.group("Message"):
        with document.group("Header"):
            write_header(document, "CIN", year.last)
        with document.group("Children"):
            for key, episodes in returned.episodes.items():
                with document.group("Child"):
                    _write_child(document, returned, key)
                    for episode in episodes:
                        with document.group("CINdetails"):
                            write_episode(document, returned, episode)
    document.save(path)


def write_header(document: Document, collection: str, day: dt.date) -> None:
    """What the return is and who made it. The clock is not read: the time is that of no working day."""
    with document.group("CollectionDetails"):
        document.leaf("Collection", collection)
        document.leaf("Year", day.year)
        document.leaf("ReferenceDate", day)
    with document.group("Source"):
        document.leaf("SourceLevel", "L")
        document.leaf("LEA", NO_AUTHORITY)
        document.leaf("SoftwareCode", SOFTWARE)
        document.leaf("Release", "1")
        document.leaf("SerialNo", "001")
        document.leaf("DateTime", f"{day + dt.timedelta(60)}T00:00:00")


def _write_child(document: Document, returned: Returned, person_id: str) -> None:
    records, year = returned.records, returned.year
    person = records.of("persons", person_id)[0]
    born = year.known(person["dob"])
    expected = person["expected_dob"] or (person["dob"] if born is None else None)
    with document.group("ChildIdentifiers"):
        document.leaf("LAchildID", person_id)
        document.leaf(*_pupil(returned, person, born, expected))
        document.leaf("PersonBirthDate", born)
        document.leaf("ExpectedPersonBirthDate", expected)
        document.leaf(*layouts.sex(person["sex"], year))
        document.leaf("PersonDeathDate", year.known(person["death_date"]))
    with document.group("ChildCharacteristics"):
        document.leaf("Ethnicity", person["ethnicity"])
        disabilities = records.of("disabilities", person_id)
        if disabilities:
            with document.group("Disabilities"):
                for row in disabilities:
                    document.leaf("Disability", row["disability"])


def _pupil(
    returned: Returned, person: Row, born: dt.date | None, expected: dt.date | None
) -> tuple[str, str]:
    """A number, or why there is none: unborn, below school age, come to the country alone."""
    if expected:
        return "UPNunknown", "UN6"
    if born is not None and years(born, returned.year.last) < SCHOOL_AGE:
        return "UPNunknown", "UN1"
    if returned.records.of("immigration_statuses", person["person_id"]):
        return "UPNunknown", "UN2"
    return "UPN", pupil_number(person["person_id"])
