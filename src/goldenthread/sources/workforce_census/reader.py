"""The reader of a workforce census: workers in post on the day and who left in the year, and vacancies.

Agency workers are listed as they are on the day alone, and hours of the day alone; so what is open is right
on the reference date, while leavers are complete for the year to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.dates import months_before
from goldenthread.model.standards import LOCAL
from goldenthread.model.tables import TABLES
from goldenthread.sources.accounting import Settled, settle
from goldenthread.sources.cells import OTHER_UNIT, parse
from goldenthread.sources.given import Given
from goldenthread.sources.identity import Identities
from goldenthread.sources.intake import Taken, Value, take
from goldenthread.sources.mapped import Content
from goldenthread.sources.reading import Cover, LeftOut, Note, RawTable, Reading
from goldenthread.sources.silent import silent_note, speaking
from goldenthread.sources.workforce_census.known import refuse_another_year
from goldenthread.sources.xml_files.header import HOW_DATED, Header, read_header
from goldenthread.sources.xml_files.layout import Group
from goldenthread.sources.xml_files.records import Records, read_records

COLLECTION = "CSWW"
STANDARD = LOCAL
"""The census fills registers, and measures that need them ask for a register."""

WORKER = "CSWWWorker"
VACANCIES = "NumberOfVacancies"

ROOT = Group(
    "Message",
    (
        "Header/CollectionDetails/Collection",
        "Header/CollectionDetails/Year",
        "Header/CollectionDetails/ReferenceDate",
        "Header/Source/LEA",
        "Header/Source/SerialNo",
        "Header/Source/DateTime",
        f"LALevelVacancies/{VACANCIES}",
    ),
    (
        Group(
            WORKER,
            ("SWENo", "AgencyWorker", "FTE", "FTE30", "OrgRole", "RoleStartDate", "RoleEndDate"),
        ),
    ),
)

UNREAD = (
    *("SourceLevel", "SoftwareCode", "Release", "NoAgencyFTE", "NoAgencyHeadcount"),
    *("PersonBirthDate", "GenderCurrent", "Sex", "Ethnicity", "QualInst", "QualLevel", "StepUpGrad"),
    *("FrontlineGrad", "StartOrigin", "LeaverDestination", "ReasonLeave", "Cases30", "WorkingDaysLost"),
    *("ContractWeeks", "Absat30Sept", "ReasonAbsence", "CFKSSstatus"),
)
"""Elements that are known and not read: no table has a place for them, or no measure a use."""

ROLES = {
    "1": "manager",
    "2": "manager",
    "3": "manager",
    "4": "senior_practitioner",
    "5": "social_worker",
    "6": "social_worker",
}
"""OrgRole: senior, middle, first line manager; senior practitioner; case holder; qualified without cases."""


def read_workforce_census(
    file: str,
    content: Content | memoryview,
    identities: Identities,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[Header, Reading]:
    """The header and the reading of a return."""
    records = read_records(file, content, ROOT, UNREAD)
    header = read_header(file, records.root)
    workers = records.tables[WORKER].combine_chunks()
    progress(f"{file}: {workers.num_rows:,} workers")
    other_years = refuse_another_year(header, workers["RoleEndDate"], file)
    settled = settle([_spells(file, workers, identities), *_vacancies(records, header, identities)])
    return header, Reading(
        STANDARD,
        identities.authority,
        header.reference,
        HOW_DATED,
        tuple(settled.batches.values()),
        covers(settled, header.reference),
        tuple(settled.accounts),
        tuple(settled.exceptions),
        (*records.notes, *settled.notes, *other_years, *_about(header, workers, file)),
        (file,),
        profiles=tuple(settled.profiles),
        number=header.authority,
    )


def _spells(file: str, workers: pa.Table, identities: Identities) -> Taken:
    table, role = TABLES["workforce_spells"], workers["OrgRole"].combine_chunks()
    given = {
        "staff_id": Given(workers["SWENo"], "SWENo"),
        "start_date": Given(workers["RoleStartDate"], "RoleStartDate"),
        "end_date": Given(workers["RoleEndDate"], "RoleEndDate"),
        "fte": Given(_hours(workers), "FTE"),
        "role": Given(pc.coalesce(role, pa.scalar("other")), "OrgRole", ROLES),
        "is_agency": Given(workers["AgencyWorker"], "AgencyWorker"),
    }
    given, silent = speaking(table, given)
    raw = RawTable(file, None, workers, workers["number"].combine_chunks())
    fixed: dict[str, Value] = {"is_social_worker": True}
    taken = take(table, raw, given, identities, list_name=WORKER, constants=fixed, silent=silent)
    profile = replace(taken.profile, left_out=(*taken.profile.left_out, *_leavers_left_out(workers)))
    notes = (*taken.notes, *silent_note(WORKER, raw, silent.values()))
    return replace(taken, profile=profile, notes=notes)


def _hours(workers: pa.Table) -> pa.Array:
    """Full-time equivalents: of who has left, whose hours on the day are nought, those before."""
    return pc.if_else(
        _by_hours_before(workers), workers["FTE30"].combine_chunks(), workers["FTE"].combine_chunks()
    )


def _by_hours_before(workers: pa.Table) -> pa.Array:
    """Which workers have left, with no hours on the day and some before."""
    as_written = replace(TABLES["workforce_spells"].column("fte"), most=None)
    now = parse(as_written, workers["FTE"]).values
    ended, before = (pc.is_valid(workers[name].combine_chunks()) for name in ("RoleEndDate", "FTE30"))
    return pc.and_(pc.and_(ended, before), pc.equal(pc.fill_null(now, 0), 0))


def _leavers_left_out(workers: pa.Table) -> list[LeftOut]:
    """The hours before of leavers, where most are in another unit. Leavers are few of all workers: their rows
    that are held would not stop the load, and turnover would be nought."""
    before = pc.drop_null(workers["FTE30"].combine_chunks().filter(_by_hours_before(workers)))
    faults = parse(TABLES["workforce_spells"].column("fte"), before).faults
    lost = sum(fault.code == OTHER_UNIT for fault in faults)
    return [LeftOut("FTE30", "workforce_spells", "fte", OTHER_UNIT, lost, len(before))] if lost else []


def _vacancies(records: Records, header: Header, identities: Identities) -> list[Taken]:
    """The vacant posts of the return, which it gives as one number, as one line of the register of posts."""
    text = records.root.get(VACANCIES)
    if text is None:
        return []
    day = header.reference.isoformat()
    cells = pa.table({"post": ["vacant posts"], "day": [day], "role": ["social_worker"], VACANCIES: [text]})
    given = {
        "post_id": Given(cells["post"], VACANCIES),
        "as_at_month": Given(cells["day"], "ReferenceDate"),
        "role": Given(cells["role"], VACANCIES),
        "fte_established": Given(cells[VACANCIES], VACANCIES),
        "fte_vacant": Given(cells[VACANCIES], VACANCIES),
    }
    raw = RawTable(records.file, None, cells, pa.array([0], pa.int32()))
    return [take(TABLES["hr_posts"], raw, given, identities, list_name="LALevelVacancies")]


def covers(settled: Settled, reference: dt.date) -> dict[str, Cover]:
    """Leavers of the year to the day; who is in post, and what is vacant, on the day."""
    first = months_before(reference, 12) + dt.timedelta(1)
    begins = {"workforce_spells": first, "hr_posts": reference}
    return {
        name: Cover(begins[name], reference, columns, stock_from=reference)
        for name, columns in settled.supplied.items()
        if settled.batches[name].rows.num_rows
    }


def _about(header: Header, workers: pa.Table, file: str) -> list[Note]:
    of = f", of authority {header.authority}" if header.authority else ""
    text = f"Social work workforce census of {header.reference:%d %B %Y}{of}: turnover, agency share and "
    text += "vacancies for that day. A row number is the number of the worker in the file."
    notes = [Note("info", text, file)]
    unknown = workers["OrgRole"].null_count
    if unknown:
        notes.append(
            Note("warning", f"{WORKER}: {unknown:,} workers have no role; it counts as 'other'.", file)
        )
    return notes
