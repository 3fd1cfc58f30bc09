"""The extract date of Annex A: what was given, stated or named, and what the dates in the lists say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.annex_a.dated import annex_a_date
from goldenthread.sources.delivery import read as deliver
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import RawTable
from tests.sources.annex_a.lists_made import AS_AT, AUTHORITY, KEY, read, record, table
from tests.sources.annex_a.test_delivered import lines
from tests.sources.workbooks import workbook

D = dt.date
NOVEMBER, FEBRUARY = D(2023, 11, 30), D(2024, 2, 29)
NAMED = "Annex A 2023-12-31.xlsx"


def titled(day: str) -> list[RawTable]:
    """A list with a title that states a day."""
    return [replace(table(1, [record(1)]), above=(f"Contacts as at {day}",))]


@pytest.mark.parametrize(
    ("name", "tables", "as_at", "said"),
    [
        (NAMED, [], FEBRUARY, "--as-at says 29 February 2024, but its name says 31 December 2023."),
        (
            "a.xlsx",
            titled("31/12/2023"),
            FEBRUARY,
            "--as-at says 29 February 2024, but the file says 31 December",
        ),
        (
            "a.xlsx",
            titled("31/12/2023"),
            NOVEMBER,
            "--as-at says 30 November 2023, but the file says 31 December",
        ),
        (
            NAMED,
            titled("30/11/2023"),
            None,
            "The name is of 31 December 2023, the cover or a title in it says 30",
        ),
        (NAMED, titled("30/11/2023"), FEBRUARY, "but the file says 30 November 2023"),
    ],
)
def test_dates_that_differ_are_refused(
    name: str, tables: Sequence[RawTable], as_at: D | None, said: str
) -> None:
    with pytest.raises(RefusedInput) as refused:
        annex_a_date(name, tables, as_at)
    assert said in str(refused.value)


@pytest.mark.parametrize("as_at", [AS_AT, NOVEMBER])
def test_a_day_that_is_given_settles_which_of_two_is_right(as_at: D) -> None:
    assert annex_a_date(NAMED, titled("30/11/2023"), as_at).day == as_at


def test_a_name_may_hold_the_day_on_which_the_file_was_sent() -> None:
    told = annex_a_date(NAMED, [], NOVEMBER)
    assert told.day == NOVEMBER
    assert [note.text for note in told.notes] == [
        "The name is of 31 December 2023; --as-at says 30 November 2023, and that is taken."
    ]


def test_files_of_two_days_are_not_of_the_day_that_is_given() -> None:
    names = ["List 1 2023-11-30.csv", "List 6 2023-12-31.csv"]
    with pytest.raises(RefusedInput, match="hold different dates: 30 November 2023 and 31 December 2023"):
        annex_a_date("annex_a", [], AS_AT, names)


def contacts(until: D) -> RawTable:
    """A contact each day from July on."""
    days = (until - D(2023, 7, 1)).days + 1
    return table(1, [record(1, contact_date=str(D(2023, 7, 1) + dt.timedelta(n))) for n in range(days)])


def test_lists_that_stop_before_their_date_are_refused() -> None:
    said = "Nothing in the lists happens after 30 November 2023, though the extract date is 31 December 2023"
    with pytest.raises(RefusedInput, match=said):
        read(contacts(NOVEMBER))
    assert read(contacts(NOVEMBER), as_at=NOVEMBER).covers["contacts"].covers_to == NOVEMBER


@pytest.mark.parametrize("as_at", [D(2024, 2, 29), D(2024, 8, 31), D(2026, 12, 31)])
def test_lists_of_long_ago_are_refused(as_at: D) -> None:
    """None of their dates need lie in the months to the extract date."""
    with pytest.raises(RefusedInput, match="Nothing in the lists happens after 30 November 2023"):
        read(contacts(NOVEMBER), as_at=as_at)


def test_a_list_of_long_ago_beside_others_is_known_up_to_its_last_day() -> None:
    days = [record(3, referral_date=str(D(2022, 1, 1) + dt.timedelta(n))) for n in range(120)]
    assert read(contacts(AS_AT), table(3, days)).covers["referrals"].covers_to == D(2022, 4, 30)


def test_lists_that_go_on_after_their_date_are_refused() -> None:
    with pytest.raises(RefusedInput, match="31 of 184 dates of what happened lie after the extract date"):
        read(contacts(AS_AT), as_at=NOVEMBER)
    few = contacts(AS_AT).cells.slice(0, 156)
    kept = replace(contacts(AS_AT), cells=few, rows=contacts(AS_AT).rows.slice(0, 156))
    assert read(kept, as_at=NOVEMBER).covers["contacts"].covers_to == NOVEMBER  # three days are slips


def test_one_list_that_stops_is_known_up_to_its_last_day() -> None:
    days = [record(3, referral_date=str(D(2023, 7, 1) + dt.timedelta(2 * n))) for n in range(60)]
    reading = read(contacts(AS_AT), table(3, days))
    assert reading.covers["contacts"].covers_to == AS_AT
    assert reading.covers["referrals"].covers_to == D(2023, 10, 27)
    (note,) = (one for one in reading.notes if "nothing after" in one.text)
    assert (
        "episodes of need: nothing after 27 October 2023, though the extract date is 31 December 2023"
        in note.text
    )


def test_a_date_that_is_given_to_a_delivery_is_not_another_ones(tmp_path: Path) -> None:
    """Beside other files too: what the workbook states is not overridden without a word."""
    (tmp_path / NAMED).write_bytes(workbook({f"List_{number}": lines(number) for number in (1, 6, 7)}))
    (tmp_path / "teams.csv").write_text("team_id,name\nT1,Team one\n", encoding="utf-8")
    with pytest.raises(RefusedInput, match="--as-at says 29 February 2024, but its name says 31 December"):
        deliver([tmp_path], authority=AUTHORITY, identities=Identities(KEY, AUTHORITY), as_at=FEBRUARY)
