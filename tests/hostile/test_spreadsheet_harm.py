"""What spreadsheets do to dates, numbers and ids: made good where it is certain, held where it is not."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from goldenthread.sources import Identities, read
from goldenthread.sources.database import Extract
from goldenthread.sources.identity import normalise_id
from goldenthread.sources.reading import Reading
from goldenthread.sources.received import Received
from tests.sources.folders import AS_AT, AUTHORITY, KEY, rows_of
from tests.sources.workbooks import workbook

HEADER = ["person_id", "case_type", "supervision_date", "worker_id"]
DAYS = [dt.date(2019, 3, 1) + dt.timedelta(days=37 * number) for number in range(48)]
IDENTITIES = Identities(KEY, AUTHORITY)


def loaded(rows: list[list[object]], prepare: Callable[[openpyxl.Workbook], None] | None = None) -> Reading:
    file = Received("supervision.xlsx", "", workbook({"Sheet1": [HEADER, *rows]}, prepare))
    delivery = read(
        [], authority=AUTHORITY, identities=IDENTITIES, as_at=AS_AT, extracted=Extract((file,), ())
    )
    return delivery.readings[0]


def mac(book: openpyxl.Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904


WRITINGS: dict[str, Callable[[dt.date], object]] = {
    "a date": lambda day: day,
    "a time of day": lambda day: dt.datetime.combine(day, dt.time(23, 59)),
    "a serial": lambda day: int(to_excel(day, CALENDAR_WINDOWS_1900)),
    "a serial with a fraction": lambda day: to_excel(day, CALENDAR_WINDOWS_1900) + 0.75,
    "a serial in text": lambda day: str(int(to_excel(day, CALENDAR_WINDOWS_1900))),
    "text": lambda day: f"{day:%d/%m/%Y}",
    "text in ISO": lambda day: f" {day.isoformat()} ",
    "text with a month": lambda day: f"{day.day} {day:%B %Y}",
}


@pytest.mark.parametrize("how", WRITINGS)
def test_a_day_is_that_day_however_it_is_written(how: str) -> None:
    found = loaded([["1", "cin_plan", WRITINGS[how](day), "W"] for day in DAYS])
    assert [row["supervision_date"] for row in rows_of(found, "supervisions")] == DAYS


@pytest.mark.parametrize("how", ["a date", "a serial"])
def test_days_counted_from_1904(how: str) -> None:
    def write(day: dt.date) -> object:
        return day if how == "a date" else int(to_excel(day, CALENDAR_MAC_1904))

    found = loaded([["1", "cin_plan", write(day), "W"] for day in DAYS], mac)
    assert [row["supervision_date"] for row in rows_of(found, "supervisions")] == DAYS


def test_two_writings_in_one_column() -> None:
    ways = itertools.cycle(WRITINGS.values())
    found = loaded([["1", "cin_plan", next(ways)(day), "W"] for day in DAYS])
    assert [row["supervision_date"] for row in rows_of(found, "supervisions")] == DAYS


def damaged(chance: random.Random, number: int) -> tuple[object, object, str, dt.date | None]:
    """An id and a day as a spreadsheet leaves them; the id that is meant, and the day, None where the row
    cannot be used."""
    meant = str(10_000 + number)
    one = chance.choice((int(meant), float(meant), meant, f" {meant}\u00a0", f"\u200b{meant}"))
    day = dt.date(2019, 1, 1) + dt.timedelta(days=chance.randrange(1_800))
    writing = WRITINGS[chance.choice(list(WRITINGS))](day)
    lost = chance.random()
    if lost < 0.1:
        return one, chance.choice(("#N/A", "#REF!", "########", "31/02/2023", 0.25, -1, True)), meant, None
    if lost < 0.2:
        rounded: tuple[object, ...] = (1234567890123456 + number, "1.23457E+15", "1E+16")
        return chance.choice(rounded), writing, meant, None
    return one, writing, meant, day


@pytest.mark.faults
def test_two_thousand_rows_that_a_spreadsheet_harmed(record_property: pytest.RecordProperty) -> None:
    """L15: what is certain is made good; every other row is held, with its number."""
    chance = random.Random(15)
    rows = [damaged(chance, number) for number in range(2_000)]
    found = loaded([[one, "cin_plan", day, "W"] for one, day, _, _ in rows])
    held = {one.row for one in found.exceptions if one.fate == "held"}
    assert held == {number for number, row in enumerate(rows, 2) if row[3] is None}
    whole = [(IDENTITIES.hash("person", meant), day) for _, _, meant, day in rows if day is not None]
    assert [(row["person_id"], row["supervision_date"]) for row in rows_of(found, "supervisions")] == whole
    record_property("count", f"L15: {len(rows):,} rows, {len(whole):,} restored, {len(held):,} held")


@pytest.mark.parametrize("written", [1001, 1001.0, "1001", " 1001 ", "1001\u00a0"])
def test_an_id_as_number_or_text_is_one(written: object) -> None:
    found = loaded([[written, "cin_plan", DAYS[0], "W"]])
    assert rows_of(found, "supervisions")[0]["person_id"] == IDENTITIES.hash(
        "person", normalise_id("1001") or ""
    )


def test_zeros_that_were_kept_stay_and_those_that_were_lost_are_another_id() -> None:
    found = loaded([[one, "cin_plan", DAYS[0], "W"] for one in ("0012", 12)])
    assert len({row["person_id"] for row in rows_of(found, "supervisions")}) == 2


@pytest.mark.parametrize("written", [1234567890123456, 12345678901234567890, "1.23457E+15"])
def test_an_id_that_was_rounded_is_held(written: object) -> None:
    found = loaded([[written, "cin_plan", DAYS[0], "W"], ["1", "cin_plan", DAYS[1], "W"]])
    assert [(one.row, one.code) for one in found.exceptions] == [(2, "damaged_id")]


def test_a_long_id_in_text_is_whole() -> None:
    found = loaded([["1234567890123456", "cin_plan", DAYS[0], "W"]])
    assert found.exceptions == ()


def test_merged_cells_hidden_rows_and_filters_lose_no_row() -> None:
    def prepare(book: openpyxl.Workbook) -> None:
        sheet = book["Sheet1"]
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.auto_filter.ref = "A1:D9"
        sheet.merge_cells("D2:D4")

    found = loaded([[str(n), "cin_plan", day, "W"] for n, day in enumerate(DAYS[:8], start=1)], prepare)
    rows = rows_of(found, "supervisions")
    assert [row["supervision_date"] for row in rows] == DAYS[:8]
    assert any("merged over several rows" in note.text for note in found.notes)
    assert found.exceptions == ()


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!"])
def test_an_error_in_a_cell_that_is_needed_holds_the_row(error: str) -> None:
    found = loaded([["1", "cin_plan", error, "W"], ["1", "cin_plan", DAYS[0], "W"]])
    assert [(one.row, one.fate) for one in found.exceptions] == [(2, "held")]
