"""The fix-list: sheets by team, errors first, text that is never a formula."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from goldenthread.publication.fix_list import LONGEST_NAME, NO_TEAM, Entry, FixList, sheet_names, write

ENTRY = Entry("Team A", "It is so.", "Mend it.", "query", "", "x", "a.csv", "", 7, "hash", "record")


def written(path: Path, *entries: Entry, **settings: bool) -> FixList:
    made = FixList("Small", dt.date(2024, 1, 31), settings.get("synthetic", True), False, entries)
    write(path, made)
    return made


def test_a_sheet_a_team_errors_first_and_those_of_no_team_last(tmp_path: Path) -> None:
    path = tmp_path / "fix.xlsx"
    error = replace(ENTRY, severity="error", rule="z", row=9)
    written(path, ENTRY, error, replace(ENTRY, team=""), replace(ENTRY, team="Team B"))
    book = load_workbook(path)
    assert book.sheetnames == ["Summary", "Team A", "Team B", NO_TEAM]
    assert [row[5] for row in book["Team A"].iter_rows(min_row=3, values_only=True)] == [9, 7]
    counts = [row[:4] for row in book["Summary"].iter_rows(values_only=True) if row[3] is not None]
    assert counts[1:] == [("Team A", 1, 1, 2), ("Team B", 0, 1, 1), (NO_TEAM, 0, 1, 1)]


def test_no_text_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "fix.xlsx"
    bad = "=HYPERLINK(1)"
    written(path, replace(ENTRY, team=bad, child=bad, file=bad, sheet="+1", record="@x\x07"))
    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert sum(cell.value == bad for cell in cells) == 4


def test_made_up_children_are_said_to_be(tmp_path: Path) -> None:
    texts = []
    for synthetic in (True, False):
        written(tmp_path / f"{synthetic}.xlsx", ENTRY, synthetic=synthetic)
        sheet = load_workbook(tmp_path / f"{synthetic}.xlsx")["Summary"]
        texts.append(" ".join(str(row[0]) for row in sheet.iter_rows(values_only=True)))
    assert ["made up" in text for text in texts] == [True, False]


@given(st.lists(st.text(min_size=1, max_size=60), unique=True, max_size=12))
def test_every_team_has_a_sheet_name_of_its_own(teams: list[str]) -> None:
    names = sheet_names(teams)
    assert len({name.casefold() for name in names.values()}) == len(teams)
    for name in names.values():
        assert 0 < len(name) <= LONGEST_NAME
        assert not set(name) & set("[]:*?/\\")
