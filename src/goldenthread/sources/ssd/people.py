"""What to say about the ids of people: those that look alike, and records of people who are not listed."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow.compute as pc

from goldenthread.sources.accounting import Settled
from goldenthread.sources.columns import by_header, match
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.identity import near_misses, normalise_column
from goldenthread.sources.reading import Note, Unlisted
from goldenthread.sources.ssd.mapping import SSD_TABLES
from goldenthread.sources.unlisted import PeopleOf, people_of, unlisted, unlisted_elsewhere

SHOWN = 5
EVERYBODY = "ssd_person"

OF_OTHERS = frozenset({"ssd_mother"})
"""Tables whose people need not be children: a mother is known for her child."""


def notes_on_people(files: Sequence[tuple[str, CsvFile]], settled: Settled) -> list[Note]:
    """Notes by row number and count; no id is shown."""
    return [*_alike(files), *_unlisted(settled)]


def unlisted_people(files: Sequence[tuple[str, CsvFile]]) -> tuple[Unlisted, ...]:
    """The people of each table who are not in ssd_person; without it, those who are in no other table."""
    lists = [_people(name, file) for name, file in files if name not in OF_OTHERS]
    found = [one for one in lists if one]
    everybody = [one for one in found if one.list_name == EVERYBODY]
    if not everybody:
        return unlisted_elsewhere(found)
    return unlisted([one for one in found if one.list_name != EVERYBODY], everybody, EVERYBODY)


def _people(name: str, file: CsvFile) -> PeopleOf | None:
    given = match(file.table, SSD_TABLES[name].carried()).get("person_id")
    if given is None:
        return None
    return people_of(name, file.table.file, file.table.sheet, given.header, given.cells)


def _alike(files: Sequence[tuple[str, CsvFile]]) -> list[Note]:
    notes = []
    for name, file in files:
        columns = by_header(file.table)
        if name != "ssd_person" or "pers_person_id" not in columns:
            continue
        groups = near_misses(normalise_column(columns["pers_person_id"][1]).to_pylist())
        if not groups:
            continue
        numbers = file.table.rows
        shown = "; ".join(
            "rows " + " and ".join(str(numbers[at].as_py()) for at in group) for group in groups[:SHOWN]
        )
        more = f" and {len(groups) - SHOWN} more groups" if len(groups) > SHOWN else ""
        text = f"{len(groups)} group(s) of ids differ only by spaces, dashes, leading zeros or letters that "
        text += f"look alike ({shown}{more}). They are kept apart; correct them if they are one person."
        notes.append(Note("warning", text, file.table.file))
    return notes


def _unlisted(settled: Settled) -> list[Note]:
    people = settled.counted("persons")
    if people is None:
        return []
    known = people["person_id"].combine_chunks()
    notes = []
    for name in settled.batches:
        rows = settled.counted(name)
        if name == "persons" or rows is None or "person_id" not in rows.column_names:
            continue
        unknown = rows.num_rows - (pc.sum(pc.is_in(rows["person_id"], value_set=known)).as_py() or 0)
        if unknown:
            text = f"{unknown:,} of {rows.num_rows:,} rows of {name} name people not in ssd_person;"
            notes.append(Note("warning", f"{text} their age, sex and ethnicity count as unknown."))
    return notes
