"""Workbooks are read as text, row by row as the user counts, or refused with a reason; never half."""

from __future__ import annotations

import datetime as dt
import io
import random
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlwt

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.workbook import LIMITS, open_workbook, read_workbook
from tests.sources import workbooks as made

SHARED = Path(__file__).parents[3] / "shared" / "data"


def cells(content: bytes, sheet: int = 0) -> list[dict[str, str | None]]:
    return read_workbook("a.xlsx", content)[sheet].cells.to_pylist()


def refusal(content: bytes, name: str = "return.xlsx", limits=LIMITS) -> str:
    with pytest.raises(RefusedInput) as caught:
        read_workbook(name, content, limits=limits)
    message = str(caught.value)
    assert message.startswith(f"{name}")
    assert len(message.splitlines()) == 3, "what and where, why, what to do"
    return message


def test_cells_become_text_that_says_the_same():
    day, moment = dt.date(2023, 10, 1), dt.datetime.fromisoformat("2023-10-01 14:30:00")
    content = made.workbook(
        {
            "A": [
                ["id", "n", "d", "t", "b", "f"],
                ["007", 1001.0, day, moment, True, 6.25],
                [None, -3, None, None, False, 0],
            ]
        }
    )
    first, second = cells(content)
    assert first == {
        "id": "007",
        "n": "1001",
        "d": "2023-10-01",
        "t": "2023-10-01 14:30:00",
        "b": "TRUE",
        "f": "6.25",
    }
    assert second == {"id": None, "n": "-3", "d": None, "t": None, "b": "FALSE", "f": "0"}


def test_rows_are_counted_as_the_user_sees_them_and_titles_are_kept_apart():
    rows = [
        [],
        ["List 1: Contacts as at 31/12/2023"],
        [],
        ["Child", "Day", "Source"],
        [],
        ["A", "B", "C"],
        [],
        ["D", "E", "F"],
    ]
    table = read_workbook("a.xlsx", made.workbook({"List_1": rows}))[0]
    assert table.cells.column_names == ["Child", "Day", "Source"]
    assert table.rows.to_pylist() == [6, 8]
    assert table.above == ("List 1: Contacts as at 31/12/2023",)


def test_numbers_are_known_as_numbers_so_that_a_damaged_id_can_be_held():
    table = read_workbook(
        "a.xlsx", made.workbook({"A": [["id"], [1234567890123456789], ["1234567890123456789"]]})
    )[0]
    assert table.cells["id"].to_pylist()[1] == "1234567890123456789"
    assert table.numeric is not None
    assert table.numeric["id"].to_pylist() == [True, False]


def test_formulas_give_their_stored_result_and_nothing_is_calculated():
    rows = made.HEAD + (
        "<row r='2'>" + made.cell("A2", "x") + "<c r='B2'><f>1+1</f><v>7</v></c></row>"
        "<row r='3'>" + made.cell("A3", "y") + "<c r='B3'><f>HYPERLINK(\"http://x\")</f></c></row>"
        "<row r='4'>" + made.cell("A4", "z") + '<c r=\'B4\' t="str"><f>""</f><v></v></c></row>'
        "<row r='5'>" + made.cell("A5", "e") + "<c r='B5' t='e'><v>#REF!</v></c></row>"
    )
    book = open_workbook("a.xlsx", made.with_rows(rows))
    assert book.tables[0].cells["Count"].to_pylist() == ["7", None, None, None]
    assert [note.text for note in book.notes] == [
        "Formulas without a stored result: 1. The cells are taken as empty; save it again in Excel.",
        "Cells with an error such as #N/A or #REF!: 1. They are taken as empty.",
    ]


def test_hidden_sheets_are_not_taken_and_noted():
    def hide(book: openpyxl.Workbook) -> None:
        book["Old"].sheet_state = "hidden"
        book["Older"].sheet_state = "veryHidden"

    rows = [["a", "b"], ["1", "2"]]
    book = open_workbook("a.xlsx", made.workbook({"Now": rows, "Old": rows, "Older": rows}, hide))
    assert [table.sheet for table in book.tables] == ["Now"]
    assert [note.text[:18] for note in book.notes] == ["Sheet 'Old' is hid", "Sheet 'Older' is h"]


def test_dates_of_the_1904_system_are_the_days_they_show():
    def from_1904(book: openpyxl.Workbook) -> None:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    content = made.workbook({"A": [["d"], [dt.date(2023, 10, 1)]]}, from_1904)
    table = read_workbook("a.xlsx", content)[0]
    assert table.cells["d"].to_pylist() == ["2023-10-01"]
    assert table.serials_from_1904


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("List_1")
    style = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for column, header in enumerate(("Child", "Day")):
        sheet.write(0, column, header)
    sheet.write(1, 0, 1001.0)
    sheet.write(1, 1, dt.date(2023, 10, 1), style)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_old_workbooks_are_read_whatever_their_name():
    table = read_workbook("wrong name.xlsx", old_workbook())[0]
    assert table.cells.to_pylist() == [{"Child": "1001", "Day": "2023-10-01"}]


@pytest.mark.parametrize("content", [made.plain(), old_workbook()], ids=["xlsx", "xls"])
def test_a_file_cut_short_is_refused_at_every_offset(content):
    draw = random.Random(7)
    offsets = sorted({1, 8, 100, 511, 512, len(content) - 1, *draw.sample(range(1, len(content)), 5)})
    for offset in offsets:
        assert refusal(content[:offset])


def test_a_file_cut_short_is_refused_by_the_inspection_alone():
    from goldenthread.sources.confined import Refusal
    from goldenthread.sources.workbook.child import inspect

    content = made.plain()
    for offset in range(1, len(content), max(1, len(content) // 500)):
        with pytest.raises(Refusal):
            inspect(content[:offset], LIMITS)


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_byte_is_refused_or_changes_nothing(seed):
    content = bytearray(made.plain())
    draw = random.Random(seed)
    at = draw.randrange(len(content))
    content[at] ^= 1 << draw.randrange(8)
    try:
        table = read_workbook("a.xlsx", bytes(content))[0]
    except RefusedInput:
        return
    assert table.cells.to_pylist() == cells(made.plain())


def test_sheets_that_end_where_excel_ends_are_suspected_cut():
    rows = made.HEAD + f"<row r='65536'>{made.cell('A65536', 'x')}</row>"
    assert "has 65,536 rows, which is where an Excel sheet ends" in refusal(made.with_rows(rows))
    rows = made.HEAD + f"<row r='65537'>{made.cell('A65537', 'x')}</row>"
    assert len(cells(made.with_rows(rows))) == 1
    rows = made.HEAD + f"<row r='1048576'>{made.cell('A1048576', 'x')}</row>"
    assert "rows, which is where an Excel sheet ends" in refusal(made.with_rows(rows))


def test_a_cell_as_long_as_excel_keeps_is_refused():
    rows = made.HEAD + f"<row r='2'>{made.cell('A2', 'x' * 32_767)}</row>"
    message = refusal(made.with_rows(rows))
    assert "row 2" in message
    assert "xxx" not in message


def test_caps_on_columns_cells_and_time_hold():
    wide = made.workbook({"A": [[f"c{n}" for n in range(40)]]})
    assert "40 columns" in refusal(wide, limits=replace(LIMITS, columns=20))
    assert "cells" in refusal(wide, limits=replace(LIMITS, cells=20))
    assert "seconds" in refusal(wide, limits=replace(LIMITS, seconds=0.01))
    assert "MB" in refusal(wide, limits=replace(LIMITS, file_bytes=10))


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data folder is not beside the checkout")
@pytest.mark.parametrize(
    "path", sorted(SHARED.rglob("*.xls*")) + sorted(SHARED.rglob("*.ods")), ids=lambda p: p.name
)
def test_real_workbooks_open(path):
    assert read_workbook(path.name, path.read_bytes())
