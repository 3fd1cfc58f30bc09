"""Episodes that do not fit one another: a few are said and mended, of many the dates are not believed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from tests.sources.ssda903.returns_made import Rows, Tables, child, delivered, episode, reading, write

CHILDREN = 60


def ways_through_care() -> Rows:
    """Two episodes a child: the second one begins where the first one ends, on days of all sizes."""
    rows = []
    for at in range(CHILDREN):
        moved = dt.date(2023, 4, 20) + dt.timedelta(5 * at)
        begun, left = moved - dt.timedelta(90), moved + dt.timedelta(30 + at % 20)
        first = episode(CHILD=str(2000 + at), DECOM=f"{begun:%d/%m/%Y}", DEC=f"{moved:%d/%m/%Y}", REC="X1")
        last = episode(CHILD=str(2000 + at), DECOM=f"{moved:%d/%m/%Y}", RNE="P")
        rows += [first, {**last, "DEC": f"{left:%d/%m/%Y}", "REC": "E4A"}]
    return rows


def of(episodes: Rows) -> Tables:
    """A return of episodes and their children."""
    children = dict.fromkeys(one["CHILD"] for one in episodes)
    return {"header": [child(CHILD=one) for one in children], "episodes": episodes}


def exchanged(text: str) -> str:
    """What software set to the United States makes of a date that it can read its own way."""
    day, month, year = text.split("/")
    return f"{month}/{day}/{year}" if int(day) <= 12 else text


def with_exchanged(*fields: str) -> Rows:
    """The episodes after such software."""
    return [{**row, **{name: exchanged(row[name]) for name in fields}} for row in ways_through_care()]


def refused_of(folder: Path, episodes: Rows) -> RefusedInput:
    with pytest.raises(RefusedInput) as refused:
        delivered(write(folder, of(episodes)))
    return refused.value


def test_sound_episodes_are_read_without_a_word(tmp_path: Path) -> None:
    notes = reading(write(tmp_path, of(ways_through_care()))).notes
    assert not [note.text for note in notes if note.text.startswith("Episodes that ")]


def test_starts_with_day_and_month_exchanged_stop_the_load(tmp_path: Path) -> None:
    said = refused_of(tmp_path, with_exchanged("DECOM"))
    assert "do not fit the others of their child" in said.what
    assert "end before they start" in said.what
    assert "Most likely day and month of DECOM were exchanged" in said.why
    assert "exchanged back, 0 are left." in said.why


@pytest.mark.parametrize("fields", [("DEC",), ("DECOM", "DEC")])
def test_ends_that_an_exchange_carried_out_of_the_year_are_named_so(
    tmp_path: Path, fields: tuple[str, ...]
) -> None:
    said = refused_of(tmp_path, with_exchanged(*fields))
    assert "its dates are of several years" in said.what
    assert "Every date of the other years has a day up to 12, so most likely a spreadsheet" in said.what


def test_lost_ends_are_named_so(tmp_path: Path) -> None:
    lost = [
        {**row, "DEC": "", "REC": ""} if at % 4 == 0 else row for at, row in enumerate(ways_through_care())
    ]
    said = refused_of(tmp_path, lost)
    assert "30 overlap the child's next episode." in said.what
    assert "Most likely ends (DEC) were lost" in said.why


def overlapping(number: int) -> Rows:
    """So many first episodes that end a week after the next one begins."""
    rows = ways_through_care()
    for row in [row for row in rows if row["REC"] == "X1"][:number]:
        day, month, year = map(int, row["DEC"].split("/"))
        row["DEC"] = f"{dt.date(year, month, day) + dt.timedelta(7):%d/%m/%Y}"
    return rows


def test_a_tenth_stops_and_fewer_are_said(tmp_path: Path) -> None:
    notes = [note.text for note in reading(write(tmp_path / "a", of(overlapping(11)))).notes]
    assert "Episodes that overlap the child's next episode; they are cut where it begins: 11." in notes
    said = refused_of(tmp_path / "b", overlapping(12))
    assert "Of 120 episodes 12 (10%) do not fit" in said.what
    assert "Were ends lost, day and month exchanged, or children joined under one id?" in said.why


def test_gaps_that_held_rows_leave_are_not_held_against_the_others(tmp_path: Path) -> None:
    """The contract says of held rows when they are too many."""
    rows = ways_through_care()
    for at in range(1, 41, 2):
        day, month, year = map(int, rows[at]["DECOM"].split("/"))
        unreadable = {**rows[at], "DEC": "31/31/2023", "REC": "X1"}
        rows.append(unreadable)
        rows[at]["DECOM"] = f"{dt.date(year, month, day) + dt.timedelta(10):%d/%m/%Y}"
    one = reading(write(tmp_path, of(rows)))
    assert next(account.held for account in one.accounts if account.list_name == "Episodes") == 20
    assert any(note.text.startswith("Episodes that go on with care after days") for note in one.notes)
