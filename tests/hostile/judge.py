"""What may come of a hostile file: a refusal in our words, or rows of which each is the one it says it is."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from goldenthread.base.errors import RefusedInput
from goldenthread.sources import Delivery, Identities, read
from goldenthread.sources.database import Extract
from goldenthread.sources.identity import normalise_id
from goldenthread.sources.packed import ZIP_ENDING
from goldenthread.sources.reading import RawTable, Reading
from goldenthread.sources.received import Received, _unpacked
from goldenthread.sources.reopen import raw_tables
from tests.hostile.seeds import as_csv, seeds
from tests.hostile.sound import (
    ELSEWHERE,
    Raw,
    Sound,
    cells_of,
    differences,
    in_doubt,
    people,
    raw_rows,
    sound,
    stored_rows,
)
from tests.sources.folders import AS_AT, AUTHORITY, KEY, SSD

IDENTITIES = Identities(KEY, AUTHORITY)
BESIDE = Received("ssd_person.csv", "", as_csv(SSD["ssd_person"]))
"""A sound file that comes along when the harmed one cannot stand alone."""

CANARY = "CANARY"


def judge(name: str, content: bytes) -> str:
    """'refused' or 'read'. Raises AssertionError for what may not be; any other error is a crash."""
    try:
        delivery = read_as(name, content)
    except RefusedInput as refusal:
        _check_words(refusal)
        return "refused"
    check(delivery)
    if seed := of_name(name):
        check_against(sound_of(name, seed), delivery)
    return "read"


def read_as(name: str, content: bytes) -> Delivery:
    """What is read of a file under a name."""
    files = _files(name, content)
    return read([], authority=AUTHORITY, identities=IDENTITIES, as_at=AS_AT, extracted=Extract(files, ()))


@cache
def of_name(name: str) -> bytes | None:
    """The sound file of a name."""
    return next((content for ones in seeds().values() for one, content in ones if one == name), None)


@cache
def sound_of(name: str, content: bytes) -> Sound:
    """What the sound file gives, asked once."""
    return sound(read_as(name, content))


def check_against(true: Sound, delivery: Delivery) -> None:
    """A row whose cells are those of a sound row is stored as that one, or held or refused by name; of rows
    that repeat each other one is. Of any other row, each cell that stands in the sound file too is stored as
    it is there. A child's rows are read together, so beside a harmed or lost row of the child the
    second holds."""
    raw = raw_rows(delivery)
    alone = all(cells in true.rows for cells in raw.values())
    gone = true.rows.keys() - set(raw.values())
    lost = {one for cells in gone for rows in true.rows[cells] for one in people(rows)}
    for reading in delivery.readings:
        stored = stored_rows(reading)
        named = {(one.file, one.sheet, one.row) for one in reading.exceptions if one.fate != "excluded"}
        touched = {
            one for place, rows in stored.items() if raw.get(place) not in true.rows for one in people(rows)
        } | lost
        same: dict[Raw, list[str]] = defaultdict(list)
        doubt = in_doubt(reading)
        for place, cells in raw.items():
            rows = stored.get(place, [])
            if place[0] not in reading.files or cells not in true.rows or place in named:
                continue
            if not people(rows) & touched:
                ids = alone and not named
                same[cells] += [differences(rows, one, ids=ids, but=doubt) for one in true.rows[cells]]
        for ways in same.values():
            assert "" in ways, f"a sound row is stored otherwise: {min(ways, key=len)}"
        for key, value in cells_of(reading, raw, stored):
            is_emptied = value is None and (key[1], key[2]) in doubt
            if key in true.cells and not is_emptied:
                assert value in true.cells[key], f"a sound cell is stored otherwise: {key[0]}, {key[2]}"


def _check_words(refusal: RefusedInput) -> None:
    assert CANARY not in str(refusal), "a refusal repeats the file"
    assert refusal.what, "a refusal says nothing"
    assert refusal.where or refusal.why, "a refusal says no place"


def _files(name: str, content: bytes) -> tuple[Received, ...]:
    if name.endswith(ZIP_ENDING):
        return tuple(_unpacked(name, content, []))
    beside = (BESIDE,) if name in ("cover.csv", "population.csv") else ()
    return (Received(name, "", content), *beside)


def check(delivery: Delivery) -> None:
    """Every row accounted for, stored rows where they say they are and with the ids that stand there."""
    files = dict(delivery.files)
    opened: dict[str, list[RawTable]] = {}
    for reading in delivery.readings:
        for account in reading.accounts:
            assert account.rows_in == account.stored + account.held + account.refused, "rows do not add up"
            assert account.excluded <= account.stored, "more excluded than stored"
        for said in (*(one.reason for one in reading.exceptions), *(one.text for one in reading.notes)):
            assert "CANARYID" not in said.upper(), "a message repeats the file"
        _check_rows(reading, files, opened)


def _check_rows(reading: Reading, files: dict[str, bytes], opened: dict[str, list[RawTable]]) -> None:
    for batch in reading.batches:
        if "person_id" not in batch.rows.column_names or batch.table in ELSEWHERE:
            continue
        names = ("src_file", "src_sheet", "src_row", "person_id")
        for file, sheet, row, person in zip(*(batch.rows[one].to_pylist() for one in names), strict=True):
            if file not in opened:
                opened[file] = raw_tables(file, files[file])
            if person is not None:
                assert person in _hashes(opened[file], sheet, row), "a stored row is not the file's row"


def _hashes(tables: list[RawTable], sheet: str | None, row: int) -> set[str]:
    """The hashes of all cells of a row, as if each were a child's id."""
    found = set()
    for table in tables:
        if table.sheet != sheet:
            continue
        for at in [at for at, number in enumerate(table.rows.to_pylist()) if number == row]:
            for column in table.cells.columns:
                text = column[at].as_py()
                for numeric in (False, True):
                    one = normalise_id(text, numeric=numeric) if text else None
                    if one:
                        found.add(IDENTITIES.hash("person", one))
    return found
