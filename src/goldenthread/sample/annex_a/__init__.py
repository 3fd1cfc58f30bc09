"""Annex A of the sample council: the workbook of 11 lists that Ofsted asks for. SYNTHETIC.

Written from the same planted rows as the other layouts, in Ofsted's headings and list keys and with its
windows: 6 months back from the extract, lists 10 and 11 12 months.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from goldenthread.sample.annex_a import adoption, care, front_door, need
from goldenthread.sample.annex_a.context import Context, Line, Value
from goldenthread.sample.annex_a.headings import HEADINGS
from goldenthread.sample.annex_a.workbook import add_cover, add_list, new_workbook, save
from goldenthread.sample.council import Council
from goldenthread.sample.write_ssd import write_csv

LISTS: dict[str, Callable[[Context], Iterator[Line]]] = {
    "List 1": front_door.contacts,
    "List 2": front_door.early_help,
    "List 3": front_door.referrals,
    "List 4": front_door.assessments,
    "List 5": front_door.enquiries,
    "List 6": need.children_in_need,
    "List 7": need.protection_plans,
    "List 8": care.children_in_care,
    "List 9": care.care_leavers,
    "List 10": adoption.adoptions,
    "List 11": adoption.adopters,
}


def write(council: Council, folder: Path) -> Path:
    """Write the workbook of a council into a folder, and say where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^0-9A-Za-z]+", "_", council.name).strip("_")
    path = folder / f"Annex_A_{name}_{council.extracted_on}.xlsx"
    book = new_workbook(f"Annex A, {council.name}: SYNTHETIC DATA")
    add_cover(book, cover(council))
    context = Context(council)
    for sheet, rows in LISTS.items():
        add_list(book, sheet, HEADINGS[sheet], rows(context))
    save(book, path)
    return path


def write_csvs(council: Council, folder: Path) -> None:
    """Write each list of a council as a CSV file, days first, for systems that cannot make a workbook."""
    folder.mkdir(parents=True, exist_ok=True)
    context = Context(council)
    for name, rows in LISTS.items():
        lines = ([text(value) for value in row] for row in rows(context))
        file = f"Annex_A_{name.replace(' ', '_')}_{council.extracted_on}.csv"
        write_csv(folder / file, list(HEADINGS[name]), lines)


def text(value: Value) -> str:
    """A cell as text: a day as dd/mm/yyyy, nothing for absence."""
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)


def cover(council: Council) -> list[str]:
    """What the first sheet says."""
    return [
        "SYNTHETIC DATA. No person, family, worker or place in this workbook is real.",
        f"Annex A - child level data of {council.name}, an invented council.",
        f"Extracted on {council.extracted_on:%d %B %Y}.",
        "Lists 1 to 8 look back 6 months, lists 10 and 11 12 months; list 9 is of the day.",
        "Made by goldenthread for trying out software. Postcodes begin with ZZ, which is no postal area.",
    ]
