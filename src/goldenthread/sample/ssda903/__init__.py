"""The return of looked-after children (SSDA903) of the sample council, year by year. SYNTHETIC.

Written from the same rows as the other layouts: joining the episodes of all years gives the council's own
periods of care, placements, carers and legal statuses. As CSV, as XML and as a workbook.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from goldenthread.sample.annex_a.workbook import add_cover, add_list, new_workbook, save
from goldenthread.sample.council import Council
from goldenthread.sample.return_years import ReturnYear, part_year, whole_years
from goldenthread.sample.ssda903 import care, leavers
from goldenthread.sample.ssda903.layouts import COLUMNS, files
from goldenthread.sample.ssda903.returned import Line, Returned
from goldenthread.sample.ssda903.xml import write_return
from goldenthread.sample.truths.records import Records
from goldenthread.sample.write_ssd import write_csv

CONTENTS: dict[str, Callable[[Returned], Iterator[Line]]] = {
    "header": care.header,
    "episodes": care.episodes,
    "reviews": care.reviews,
    "uasc": care.unaccompanied,
    "oc2": leavers.outcomes,
    "oc3": leavers.leaving_care,
    "ad1": leavers.adopted,
    "placed_adoption": leavers.to_be_adopted,
    "prev_perm": care.previous_permanence,
    "missing": care.missing,
    "sw_episodes": care.social_workers,
}


def tables(council: Council, records: Records, year: ReturnYear) -> dict[str, list[Line]]:
    """The rows of every file of a year, by file. Of leaving care there is none before its register began."""
    returned = Returned(council, records, year)
    names = [name for name in files(year) if name != "oc3" or leavers.on_record(returned)]
    return {name: list(CONTENTS[name](returned)) for name in names}


def write_csvs(council: Council, folder: Path) -> None:
    """The CSV files of every whole year, told apart by name."""
    _write_years(council, whole_years(council), folder)


def write_part(council: Council, folder: Path) -> None:
    """The CSV files of the year that goes on, as councils make them between two returns."""
    _write_years(council, part_year(council), folder)


def _write_years(council: Council, years: Iterable[ReturnYear], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    records = Records(council)
    for year in years:
        for name, rows in tables(council, records, year).items():
            header = COLUMNS[name]
            lines = ([text(row[column]) for column in header] for row in rows)
            write_csv(folder / f"SSDA903_{year.label}_{name}.csv", list(header), lines)


def write_xml(council: Council, folder: Path) -> None:
    """The last whole year as one XML file."""
    for year in whole_years(council)[-1:]:
        folder.mkdir(parents=True, exist_ok=True)
        rows = tables(council, Records(council), year)
        write_return(rows, year, folder / f"SSDA903_{year.label}.xml")


def write_workbook(council: Council, folder: Path) -> None:
    """The last whole year as one workbook, a sheet a file."""
    for year in whole_years(council)[-1:]:
        folder.mkdir(parents=True, exist_ok=True)
        book = new_workbook(f"SSDA903 {year.label}, {council.name}: SYNTHETIC DATA")
        add_cover(
            book,
            [
                "SYNTHETIC DATA. No person, family, worker or place in this workbook is real.",
                f"Return of looked-after children {year.label} of {council.name}, an invented council.",
            ],
        )
        for name, rows in tables(council, Records(council), year).items():
            add_list(book, name, COLUMNS[name], ([row[column] for column in COLUMNS[name]] for row in rows))
        save(book, folder / f"SSDA903_{year.label}.xlsx")


def text(value: str | int | dt.date | None) -> str:
    """A value as the return writes it: days first, nothing for absence."""
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)
