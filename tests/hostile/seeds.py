"""Sound files of every kind that is read, to be harmed: one child or a few, every text a canary."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq
import xlwt

from goldenthread.sources.annex_a.lists import LISTS
from tests.sources.annex_a.lists_made import record
from tests.sources.census_written import Record, child, episode, written
from tests.sources.folders import REGISTERS, SSD
from tests.sources.ssda903 import returns_made as returns
from tests.sources.workbooks import workbook

Rows = Sequence[Mapping[str, object]]
COUNT = 12
"""Rows of each list, so that harm in one leaves others to go wrong."""

CHILDREN = 5
"""Children of a census, each with seven records."""


DAY = re.compile(r"\b(20\d\d-\d\d-\d\d|\d\d/\d\d/20\d\d)(?!\d)")


def many(rows: Rows) -> list[dict[str, str]]:
    """The rows again and again, each with ids and days of its own."""
    return [
        {name: other(str(one), n) for name, one in row.items()}
        for n in range(COUNT // len(rows))
        for row in rows
    ]


def other(cell: str, n: int) -> str:
    """A cell as it stands with child `n`: each has ids of its own and every day `n` days later, so that a
    cell that lands with another child is seen."""
    if "CANARY" in cell and "{" not in cell:
        return f"{cell}{n}"
    return DAY.sub(lambda found: _later(found[0], n), cell)


def _later(day: str, n: int) -> str:
    form = "%d/%m/%Y" if "/" in day else "%Y-%m-%d"
    moved = dt.datetime.strptime(day, form).replace(tzinfo=dt.UTC) + dt.timedelta(days=n)
    return moved.strftime(form)


def others(one: object, n: int) -> object:
    """A record of any depth as it stands with child `n`."""
    if isinstance(one, Mapping):
        return {name: others(inside, n) for name, inside in one.items()}
    if isinstance(one, list):
        return [others(inside, n) for inside in one]
    return other(one, n) if isinstance(one, str) else one


def as_csv(rows: Rows, **how: object) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), **how)  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_parquet(rows: Rows) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({name: [str(one[name]) for one in rows] for name in rows[0]}), out)
    return out.getvalue()


def annex_lists() -> dict[str, list[list[str | None]]]:
    return {
        f"List_{spec.number}": [
            [one.header for one in spec.fields],
            *(
                [
                    other(f"CANARYID{text}" if one.name == "child" else text or "", n) or None
                    for one in spec.fields
                    for text in [_of_late(record(spec.number)[one.name], n)]
                ]
                for n in range(3)
            ),
        ]
        for spec in LISTS
    }


def _of_late(text: str | None, n: int) -> str | None:
    """The later records are of the last days: lists that stop before the extract date are refused."""
    return "2024-01-30" if n and text and text.startswith(("2023-10", "2023-11", "2023-12")) else text


def as_xls(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(at, column, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return out.getvalue()


COVER = b"table,covers_from,covers_to,extracted_on\npersons,2019-01-01,2024-01-31,2024-01-31\n"
POPULATION = (
    b"la_name,la_code,year,population_0_17\nCANARY,E06000045,2022,50123\nCANARY,E06000046,2022,40000\n"
)

TEXTS = {f"{name}.csv": as_csv(many(rows)) for name, rows in {**SSD, **REGISTERS}.items()} | {
    "cover.csv": COVER,
    "population.csv": POPULATION,
}
SHEET = [
    list(many(REGISTERS["supervision"])[0]),
    *(list(row.values()) for row in many(REGISTERS["supervision"])),
]


RETURN = {
    "header": many([returns.child(CHILD="CANARYID")]),
    "episodes": many([returns.episode(CHILD="CANARYID")]),
    "missing": many([{"CHILD": "CANARYID", "DOB": "06/05/2010", "MISSING": "M", "MIS_START": "01/07/2023"}]),
}


def census() -> bytes:
    """A children in need census of a few children with all that an episode may hold."""
    enquiry = {"S47ActualStartDate": "2023-06-01", "DateOfInitialCPC": "2023-06-12", "ICPCnotRequired": "0"}
    plan = {"CPPstartDate": "2023-06-12", "InitialCategoryOfAbuse": "NEG", "NumberOfPreviousCPP": "0"}
    assessed = {"AssessmentActualStartDate": "2023-05-02", "AssessmentAuthorisationDate": "2023-05-30"}
    more = {"Assessments": [assessed], "Section47": [enquiry], "ChildProtectionPlans": [plan]}
    one = child("CANARYID", episode("2023-05-01", **more))
    return written([dict(cast("Record", others(one, n))) for n in range(CHILDREN)], LEA="852")


def seeds() -> dict[str, list[tuple[str, bytes]]]:
    """By kind of file: names and contents."""
    return {
        "csv": [one for one in TEXTS.items() if one[0] != "cover.csv"],
        "cover": [("cover.csv", COVER)],
        "parquet": [
            (f"{name}.parquet", as_parquet(many(SSD[name]))) for name in ("ssd_person", "ssd_contacts")
        ],
        "xlsx": [
            ("annex a.xlsx", workbook(annex_lists())),
            ("supervision.xlsx", workbook({"Sheet1": SHEET})),
        ],
        "xls": [("annex a.xls", as_xls(annex_lists())), ("supervision.xls", as_xls({"Sheet1": SHEET}))],
        "xml": [("census.xml", census()), ("return.xml", returns.xml(RETURN).encode())],
        "903": [(f"{name}_2024.csv", returns.text(name, rows).encode()) for name, rows in RETURN.items()],
        "zip": [
            ("all.zip", as_zip({f"ssd/{name}": content for name, content in TEXTS.items() if "ssd" in name})),
            ("two.zip", as_zip({"ssd_person.csv": TEXTS["ssd_person.csv"], "hubs.csv": TEXTS["hubs.csv"]})),
        ],
    }
