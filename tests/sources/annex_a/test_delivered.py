"""Annex A as one delivery: a workbook, or a folder with a file a list."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.annex_a.lists import LISTS
from goldenthread.sources.delivery import read as deliver
from goldenthread.sources.identity import Identities
from tests.sources.annex_a.lists_made import AS_AT, AUTHORITY, KEY, content, every_list, read, record, table
from tests.sources.workbooks import workbook


def lines(number: int) -> list[list[str | None]]:
    spec = LISTS[number - 1]
    return [[one.header for one in spec.fields], [record(number)[one.name] for one in spec.fields]]


def delivered(*paths: Path):
    return deliver(paths, authority=AUTHORITY, identities=Identities(KEY, AUTHORITY), as_at=AS_AT)


def test_a_folder_of_csv_files_is_one_reading(tmp_path):
    for number in range(1, 12):
        with (tmp_path / f"List_{number}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines(number))
    delivery = delivered(tmp_path)
    assert [one.standard for one in delivery.readings] == ["AA"]
    assert content(delivery.readings[0]) == content(read(*every_list()))


def test_a_workbook_is_the_same_reading(tmp_path):
    path = tmp_path / "Annex A.xlsx"
    path.write_bytes(workbook({f"List_{number}": lines(number) for number in range(1, 12)}))
    assert content(delivered(path).readings[0]) == content(read(*every_list()))


def test_a_hostile_workbook_stops_the_whole_delivery(tmp_path):
    (tmp_path / "Annex A.xlsx").write_bytes(
        workbook({f"List_{number}": lines(number) for number in range(1, 12)})
    )
    (tmp_path / "more.xlsx").write_bytes(b"<html><table>")
    with pytest.raises(RefusedInput, match="looks like a web page"):
        delivered(tmp_path)


def test_lists_in_csv_are_told_from_other_files_beside_them(tmp_path):
    folder = tmp_path / "annex_a"
    folder.mkdir()
    for number in (1, 6, 7):
        with (folder / f"list{number:02d} export.csv").open("w", encoding="cp1252", newline="") as file:
            csv.writer(file, delimiter=";").writerows(lines(number))
    (folder / "notes.csv").write_text("who,what,when\na,b,c\n", encoding="utf-8")
    delivery = delivered(tmp_path)
    assert content(delivery.readings[0]) == content(
        read(*(table(number, [record(number)]) for number in (1, 6, 7)))
    )
    assert [one.what for one in delivery.recognised] == [f"Annex A: list {number}" for number in (1, 6, 7)]
    assert [name for name, _ in delivery.not_taken] == ["annex_a/notes.csv"]


def in_both_forms(folder: Path, *edited: int) -> Path:
    """The workbook and its sheets as CSV files; in the CSV files of some lists something else stands."""
    (folder / "Annex A.xlsx").write_bytes(
        workbook({f"List_{number}": lines(number) for number in range(1, 12)})
    )
    for number in range(1, 12):
        head, row = lines(number)
        changed = [cell and cell.replace("2023-10", "2023-09") for cell in row]
        with (folder / f"List_{number}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, changed if number in edited else row])
    return folder


def test_a_workbook_and_its_sheets_as_csv_files_are_one(tmp_path):
    delivery = delivered(in_both_forms(tmp_path))
    (reading,) = delivery.readings
    assert content(reading) == content(read(*every_list()))
    assert reading.files == ("Annex A.xlsx",)
    assert len(delivery.not_taken) == 11
    assert ("List_1.csv", "the same rows as Annex A.xlsx") in delivery.not_taken
    assert [name for name, _ in delivery.files] == ["Annex A.xlsx"]


def test_a_workbook_and_csv_files_of_its_day_that_differ_are_refused(tmp_path):
    with pytest.raises(RefusedInput) as refused:
        delivered(in_both_forms(tmp_path, 1, 7))
    said = str(refused.value)
    assert (
        "Annex A.xlsx; List_1.csv and 10 more: Two sets of Annex A lists of 31 December 2023 differ." in said
    )
    assert "Contacts: 1 and 1 rows, 0 of them the same; " in said
    assert "Child protection plans: 1 and 1 rows, 0 of them the same" in said
    assert "Referrals" not in said


def in_books(folder: Path, *books: dict[int, int]) -> Path:
    """Workbooks of one day, each with so many rows of some lists: 0 for the header alone."""
    for at, lists in enumerate(books, 1):
        sheets = {f"List_{number}": lines(number)[: 1 + rows] for number, rows in lists.items()}
        (folder / f"Annex A part {at}.xlsx").write_bytes(workbook(sheets))
    return folder


def test_workbooks_of_one_day_that_share_no_list_are_one(tmp_path):
    """A list that was left empty in one of them is no list of it; a list by itself belongs to them too."""
    first, second = dict.fromkeys(range(1, 6), 1), dict.fromkeys(range(6, 11), 1)
    delivery = delivered(in_books(tmp_path, {**first, 7: 0}, {2: 0, **second}, {11: 1}))
    (reading,) = delivery.readings
    assert content(reading) == content(read(*every_list()))
    assert reading.files == ("Annex A part 1.xlsx", "Annex A part 2.xlsx", "Annex A part 3.xlsx")
    assert [name for name, _ in delivery.files] == [*reading.files]
    assert not any("not there" in note.text or "no rows" in note.text for note in reading.notes)


def test_workbooks_of_one_day_that_share_a_list_are_not_put_together(tmp_path):
    with pytest.raises(
        RefusedInput, match=r"part 1\.xlsx; .*part 2\.xlsx: Two sets of Annex A lists of 31 December"
    ):
        delivered(in_books(tmp_path, {1: 1, 6: 1}, {6: 1, 7: 1}))


def test_workbooks_of_two_days_stay_two(tmp_path):
    for day, numbers in (("2023-11-30", (1, 6)), ("2023-12-31", (7, 8))):
        book = workbook({f"List_{number}": lines(number) for number in numbers})
        (tmp_path / f"Annex A {day}.xlsx").write_bytes(book)
    found = deliver([tmp_path], authority=AUTHORITY, identities=Identities(KEY, AUTHORITY))
    assert len(found.readings) == 2


def test_a_list_without_a_row_supplies_no_table():
    """Its records are those of an earlier load, or not available: never none."""
    empty = table(7, [record(7)])
    empty = type(empty)(empty.file, empty.sheet, empty.cells.slice(0, 0), empty.rows.slice(0, 0))
    reading = read(*(empty if number == 7 else table(number, [record(number)]) for number in range(1, 12)))
    assert not {"cp_plans", "cp_reviews"} & {batch.table for batch in reading.batches}
    assert not {"cp_plans", "cp_reviews"} & {*reading.covers}
    (said,) = [note.text for note in reading.notes if note.text.startswith("List 7 ")]
    assert said.endswith("figures that need it rest on an earlier load or are not available.")
