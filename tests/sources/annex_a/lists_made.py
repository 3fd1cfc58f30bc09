"""Small Annex A lists made by hand, as tables of text or as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from goldenthread.sources.annex_a import read_lists
from goldenthread.sources.annex_a.lists import LISTS
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import RawTable, Reading

AUTHORITY = "E06000999"
AS_AT = dt.date(2023, 12, 31)
KEY = b"a key of tests, never one of use"

CHILD = {
    "child": "A1",
    "sex": "a) Male",
    "ethnicity": "a) WBRI",
    "dob": "2015-05-05",
    "age": "8",
    "disability": "b) No",
    "team": "Team One",
    "worker": "Noor Corvin",
}
ROWS: dict[int, dict[str, str]] = {
    1: {"contact_date": "2023-10-01", "source": "q) 6: Police"},
    2: {"start": "2023-08-01", "completed": "2023-09-01", "organisation": "Northgate School"},
    3: {"referral_date": "2023-10-02", "source": "e) 2A: Schools", "nfa": "b) No", "referrals_12m": "1"},
    4: {"start": "2023-10-02", "seen": "a) Yes", "authorised": "2023-11-30", "needs_support": "b) No"},
    5: {
        "start": "2023-10-05",
        "unnecessary": "b) No",
        "conference": "2023-10-20",
        "plan_made": "a) Yes",
        "s47_12m": "0",
        "icpc_12m": "0",
    },
    6: {
        "start": "2023-10-02",
        "need": "N1 - Abuse or neglect",
        "seen": "2023-12-20",
        "status": "c) Child in need plan",
    },
    7: {
        "start": "2023-10-20",
        "initial": "a) Neglect",
        "latest": "d) Emotional abuse",
        "visit": "2023-12-18",
        "alone": "b) No",
        "review": "2023-12-20",
        "epo": "b) No",
        "previous": "1",
    },
    8: {
        "uasc": "a) Yes",
        "start": "2022-03-01",
        "need": "N1 - Abuse or neglect",
        "second": "b) No",
        "legal_start": "2022-05-01",
        "legal": "C2: FCO",
        "review": "2023-11-01",
        "visit": "2023-12-01",
        "plan": "f) Long-term fostering",
        "iro": "2023-11-20",
        "health": "2023-06-01",
        "dental": "2023-07-01",
        "placements_12m": "0",
        "placed": "2022-03-01",
        "place": "f) U6: Foster placement - not FFA",
        "provider": "b) PR1: Own provision",
        "postcode": "ZZ1 6HU",
        "urn": "SC123456",
        "outside": "b) Out",
        "place_la": "Elsewhere",
        "missing_12m": "2",
        "absent_12m": "0",
        "rhi_offered": "a) Yes",
        "rhi_accepted": "b) No",
    },
    9: {
        "uasc": "a) Yes",
        "adviser": "Otis Kestle",
        "eligibility": "b) Former relevant child",
        "pathway": "2023-09-09",
        "in_touch": "d) Refu",
        "contact": "2023-12-12",
        "accommodation": "U: Independent living",
        "suitable": "b) Unsuitable",
        "activity": "G5: Not in education, employment or training - other",
    },
    10: {"family": "F1", "entered": "2021-01-01", "decision": "2022-01-01", "adopted": "2023-06-01"},
    11: {"adopter": "P1", "family": "F1", "ffa": "Yes", "approved": "2022-05-05", "children": "1"},
}
"""One good row of every list; what is not named is empty."""

Row = Mapping[str, str | None]


def record(number: int, **changes: str | None) -> dict[str, str | None]:
    """A good row of a list with changes."""
    names = [one.name for one in LISTS[number - 1].fields]
    whole: dict[str, str | None] = {name: {**CHILD, **ROWS[number]}.get(name) for name in names}
    return {**whole, **changes}


def table(
    number: int, rows: Sequence[Row], *, headers: Mapping[str, str | None] | None = None, sheet: str = ""
) -> RawTable:
    """A list as a table; `headers` rename columns by field, None leaves one out."""
    fields = {one.name: one.header for one in LISTS[number - 1].fields} | dict(headers or {})
    kept = {name: header for name, header in fields.items() if header is not None}
    columns = [pa.array([row.get(name) for row in rows], pa.string()) for name in kept]
    cells = pa.Table.from_arrays(columns, names=list(kept.values()))
    return RawTable(
        "aa.xlsx", sheet or f"List_{number}", cells, pa.array(range(2, len(rows) + 2), pa.int64())
    )


def every_list() -> list[RawTable]:
    """All eleven lists, a row each."""
    return [table(number, [record(number)]) for number in ROWS]


def read(*tables: RawTable, as_at: dt.date = AS_AT) -> Reading:
    """The reading of tables."""
    return read_lists(
        "aa.xlsx", tables, authority=AUTHORITY, identities=Identities(KEY, AUTHORITY), as_at=as_at
    )


def rows_of(reading: Reading, name: str) -> list[dict[str, Any]]:
    """The rows of a table."""
    return next((batch.rows.to_pylist() for batch in reading.batches if batch.table == name), [])


def content(reading: Reading) -> dict[str, list[str]]:
    """What a reading says, whatever the order of rows and columns and where each stood."""
    said = {}
    for batch in reading.batches:
        rows = [{k: v for k, v in row.items() if not k.startswith("src_")} for row in batch.rows.to_pylist()]
        said[batch.table] = sorted(str(sorted(row.items())) for row in rows)
    return said


def texts(reading: Reading) -> list[str]:
    """Everything that a user may read of it."""
    return [one.text for one in reading.notes] + [str(one) for one in reading.exceptions]
