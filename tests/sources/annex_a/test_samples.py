"""Every Annex A workbook at hand is read, and a whole council is recounted with code of another kind."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from goldenthread.sources import read as deliver
from goldenthread.sources.annex_a import annex_a_date, looks_like_annex_a, read_annex_a
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import Reading
from goldenthread.sources.workbook import read_workbook
from tests.sources.annex_a.lists_made import AUTHORITY, KEY, rows_of

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "child_level"
MARLSHIRE = FOLDER / "synthetic_marlshire" / "Annex_A_Marlshire_2023-12-31.xlsx"
SAMPLES = {
    "2015-01-sample.xlsx": (dt.date(2015, 9, 14), 5),
    "2016-01-sample.xlsx": (dt.date(2016, 1, 31), 0),
    "Annex_A_2024_Jan.xlsx": (dt.date(2021, 3, 15), 59),
    "example-A-2005.xls": (dt.date(2010, 6, 30), 13),
}
pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="the shared data folder is not beside the checkout"
)


def read(path: Path, as_at: dt.date) -> Reading:
    return read_annex_a(
        path.name, path.read_bytes(), authority=AUTHORITY, identities=Identities(KEY, AUTHORITY), as_at=as_at
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_read_row_for_row(name):
    as_at, rows = SAMPLES[name]
    reading = read(FOLDER / "annex_a" / name, as_at)
    assert len(reading.accounts) == 11
    assert sum(one.rows_in for one in reading.accounts) == rows
    assert all(one.rows_in == one.stored + one.held + one.refused for one in reading.accounts)


def test_every_sample_is_named_here():
    assert {path.name for path in (FOLDER / "annex_a").iterdir()} == set(SAMPLES)


def test_the_unborn_child_of_a_sample():
    reading = read(FOLDER / "annex_a" / "Annex_A_2024_Jan.xlsx", dt.date(2020, 12, 31))
    assert sum(row["expected_dob"] is not None for row in rows_of(reading, "persons")) == 1


@cache
def marlshire() -> Reading:
    return read(MARLSHIRE, dt.date(2023, 12, 31))


@cache
def sheets() -> dict[str, pd.DataFrame]:
    """The workbook once more, through openpyxl and pandas; trailing spaces off headers."""
    found = pd.read_excel(MARLSHIRE, sheet_name=None, dtype=object, engine="openpyxl")
    return {name: sheet.rename(columns=str.strip) for name, sheet in found.items()}


def filled(sheet: str, column: str) -> int:
    return int(sheets()[sheet][column].notna().sum())


def test_marlshire_is_dated_and_known():
    tables = read_workbook(MARLSHIRE.name, MARLSHIRE.read_bytes())
    assert looks_like_annex_a(tables)
    assert annex_a_date(MARLSHIRE.name, tables).day == dt.date(2023, 12, 31)


def test_every_row_of_marlshire_is_accounted_for():
    rows_in = {one.sheet: (one.rows_in, one.stored) for one in marlshire().accounts}
    assert rows_in == {name: (len(sheet), len(sheet)) for name, sheet in sheets().items()}


def test_counts_of_marlshire_by_table():
    lists = {name.removeprefix("List_"): sheet for name, sheet in sheets().items()}
    everyone = pd.concat([sheet["Child Unique ID"] for name, sheet in lists.items() if name != "11"])
    started = lists["6"][["Child Unique ID", "CIN Start Date"]].set_axis(["id", "day"], axis=1)
    referred = lists["3"][["Child Unique ID", "Date of referral"]].set_axis(["id", "day"], axis=1)
    both = started.drop_duplicates().merge(referred.drop_duplicates(), on=["id", "day"])
    assert {batch.table: batch.rows.num_rows for batch in marlshire().batches} == {
        "contacts": len(lists["1"]),
        "early_help_assessments": len(lists["2"]),
        "referrals": len(lists["3"]) + len(lists["6"]) - len(both),
        "assessments": len(lists["4"]),
        "s47_enquiries": len(lists["5"]),
        "icpcs": filled("List_5", "Date of Initial Child Protection Conference"),
        "visits": filled("List_6", "Date Child Was Last Seen")
        + filled("List_7", "Date of the Last Statutory Visit")
        + filled("List_8", "Date of Last Social Work Visit"),
        "cin_plans": int((lists["6"]["Case status"] == "c) Child in need plan").sum()),
        "cp_plans": len(lists["7"]),
        "cp_reviews": filled("List_7", "Date of latest review conference"),
        "cla_periods": len(lists["8"]) + adopted_before_july(lists),
        "placements": filled("List_8", "Start Date of Most Recent Placement"),
        "legal_statuses": filled("List_8", "Start date of current legal status"),
        "cla_reviews": filled("List_8", "Date of Latest Statutory Review"),
        "care_plans": filled("List_8", "What is the permanence plan for this child?"),
        "cla_health": filled("List_8", "Date of Last Health Assessment")
        + filled("List_8", "Date of Last Dental Check"),
        "missing_episodes": filled(
            "List_8", "Was the child offered a Return Interview after their last missing episode (Y/N)?"
        ),
        "immigration_statuses": 21,
        "care_leavers": len(lists["9"]),
        "permanence": len(lists["10"]),
        "person_relationships": len(lists["10"]),
        "adopters": 0,
        "persons": everyone.nunique(),
        "disabilities": pd.concat(
            [lists[n]["Child Unique ID"] for n in ("4", "5", "6", "7", "8", "9", "10")]
        ).nunique(),
        "workers": pd.concat([lists[n]["Allocated Worker"] for n in "3456789"]).str.upper().nunique(),
        "teams": pd.concat([lists[n]["Allocated Team"] for n in "3456789"]).nunique(),
        "involvements": holders(lists),
    }


def adopted_before_july(lists: dict[str, pd.DataFrame]) -> int:
    """Adoptions of the 12 months that are too old for the list of care."""
    gone = ~lists["10"]["Child Unique ID"].isin(lists["8"]["Child Unique ID"])
    return int((gone & (lists["10"]["Date of Adoption Order"] < pd.Timestamp(2023, 7, 1))).sum())


def holders(lists: dict[str, pd.DataFrame]) -> int:
    """A holder for each row of the lists of cases."""
    return sum(len(lists[name]) for name in "6789")


def test_stocks_of_marlshire():
    care = rows_of(marlshire(), "cla_periods")
    counted = [row for row in care if row["end_date"] is None and not row["is_short_breaks"]]
    list_8 = sheets()["List_8"]
    is_open = list_8["Date Ceased to be Looked After"].isna()
    short = list_8["Child's Legal Status"].str.startswith(("V3", "V4"))
    assert len(counted) == int((is_open & ~short).sum())
    zero = (is_open & (list_8["Number of Placements in the Last 12 months"] == 0)).sum()
    not_filled = [row for row in care if row["end_date"] is None and row["placements_12m_reported"] is None]
    assert len(not_filled) == int(zero)
    plans = rows_of(marlshire(), "cp_plans")
    open_plans = sheets()["List_7"]["Child Protection Plan End Date"].isna().sum()
    assert sum(row["end_date"] is None for row in plans) == open_plans


def test_codes_of_marlshire():
    sources = pd.Series([row["source"] for row in rows_of(marlshire(), "contacts")]).value_counts().to_dict()
    said = sheets()["List_1"]["Contact Source"].str.extract(r"\) ([0-9A-Z]+):")[0].value_counts().to_dict()
    assert sources == said
    nfa = [row["nfa"] for row in rows_of(marlshire(), "referrals")]
    assert nfa.count(True) == int((sheets()["List_3"]["Referral NFA?"] == "a) Yes").sum())
    places = pd.Series([row["place"] for row in rows_of(marlshire(), "placements")]).value_counts().to_dict()
    told = sheets()["List_8"]["Placement Type"].str.extract(r"\) ([A-Z][0-9]):")[0].value_counts().to_dict()
    assert places == told


def test_no_name_of_marlshire_is_stored_and_no_value_is_in_a_message():
    stored = " ".join(str(batch.rows.to_pylist()) for batch in marlshire().batches)
    workers = pd.concat([sheets()[f"List_{n}"]["Allocated Worker"] for n in range(3, 10)]).dropna().unique()
    assert not [name for name in workers if name in stored]
    ids = set(sheets()["List_1"]["Child Unique ID"])
    said = " ".join(str(one) for one in (*marlshire().notes, *marlshire().exceptions))
    assert not [one for one in ids if one in said]


@pytest.mark.parametrize("name", [*SAMPLES, MARLSHIRE.name])
def test_every_workbook_is_recognised_by_its_sheets_whatever_its_name(name, tmp_path):
    source = MARLSHIRE if name == MARLSHIRE.name else FOLDER / "annex_a" / name
    (tmp_path / f"return{source.suffix}").write_bytes(source.read_bytes())
    as_at = dt.date(2023, 12, 31) if source == MARLSHIRE else dt.date(2024, 1, 31)
    delivery = deliver([tmp_path], authority=AUTHORITY, identities=Identities(KEY, AUTHORITY), as_at=as_at)
    assert [one.what for one in delivery.recognised] == ["Annex A: lists 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"]
    assert [one.standard for one in delivery.readings] == ["AA"]
