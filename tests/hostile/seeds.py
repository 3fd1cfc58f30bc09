"""Sound files of every kind that is read, to be harmed: one child or a few, every text a canary."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.parquet as pq
import xlwt

from goldenthread.sources.annex_a.lists import LISTS
from tests.sources.annex_a.lists_made import record
from tests.sources.census_written import child, episode, written, xml
from tests.sources.folders import REGISTERS, SSD
from tests.sources.workbooks import workbook

Rows = Sequence[Mapping[str, object]]
COUNT = 12
"""Rows of each list, so that harm in one leaves others to go wrong."""


def many(rows: Rows) -> list[dict[str, str]]:
    """The rows again and again, each with ids of its own."""
    return [
        {
            name: f"{one}{n}" if "CANARY" in str(one) and "{" not in str(one) else str(one)
            for name, one in row.items()
        }
        for n in range(COUNT // len(rows))
        for row in rows
    ]


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
            *([record(spec.number)[one.name] for one in spec.fields] for _ in range(3)),
        ]
        for spec in LISTS
    }


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
        "zip": [
            ("all.zip", as_zip({f"ssd/{name}": content for name, content in TEXTS.items() if "ssd" in name})),
            ("two.zip", as_zip({"ssd_person.csv": TEXTS["ssd_person.csv"], "hubs.csv": TEXTS["hubs.csv"]})),
        ],
        "xml": [("CIN.xml", census()), ("CSWW.xml", workforce())],
    }


def census() -> bytes:
    """A children in need census with every kind of record."""
    whole = episode(
        "2023-05-01",
        CINclosureDate="2024-01-31",
        DateOfInitialCPC="2023-06-01",
        Assessments={
            "AssessmentActualStartDate": "2023-05-02",
            "AssessmentAuthorisationDate": "2023-06-01",
            "FactorsIdentifiedAtAssessment": {"AssessmentFactors": ["1A", "4B"]},
        },
        CINPlanDates={"CINPlanStartDate": "2023-06-02", "CINPlanEndDate": "2023-08-31"},
        Section47={"S47ActualStartDate": "2023-08-15", "DateOfInitialCPC": "2023-09-01"},
        ChildProtectionPlans={"CPPstartDate": "2023-09-01", "Reviews": {"CPPreviewDate": "2023-11-30"}},
    )
    return written(child(f"CANARYID{number}", whole, FormerUPN="CANARY") for number in range(COUNT))


def workforce() -> bytes:
    """A social work workforce census."""
    listed = [
        {"AgencyWorker": "0", "SWENo": f"CANARYID{number}", "FTE": "1", "RoleStartDate": "2020-01-01"}
        for number in range(COUNT)
    ]
    details = {"Collection": "CSWW", "Year": "2023", "ReferenceDate": "2023-09-30"}
    message = {"Header": {"CollectionDetails": details}, "CSWWWorker": listed}
    return xml({"Message": message}, "\n").encode()
