"""What is in force over several loads: older events before the newer cover, the newer load's spells."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from goldenthread.warehouse.cover import TableCover
from goldenthread.warehouse.current import current_covers, current_tables, lies_before
from goldenthread.warehouse.loads import StoredLoad, read_load
from goldenthread.warehouse.snapshot import current_load_ids, current_snapshot, open_snapshot, pointed
from goldenthread.warehouse.workspace import Workspace
from tests.support.small_council import DECEMBER
from tests.support.small_store import current_values, load_paths, values

DAY = dt.date


def later(folder: Path, files: Path, covers_from: str, contacts: list[str]) -> Path:
    """December's extract, whose contacts begin on a later day than those of November."""
    shutil.copytree(files / "december", folder)
    path = folder / "ssd" / "ssd_contacts.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text("\n".join([header, *contacts]) + "\n", encoding="utf-8")
    cover = folder / "ssd" / "cover.csv"
    text = cover.read_text(encoding="utf-8").replace("contacts,2022-01-01", f"contacts,{covers_from}")
    cover.write_text(text, encoding="utf-8")
    return folder


def loads_of(here: Workspace) -> list[StoredLoad]:
    return [read_load(here.store / "loads" / identity) for identity in current_load_ids(here)]


CONTACTS = ["KANARICONTACT60,KANARIKIND001,2023-12-05,6"]


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize(
    ("covers_from", "kept", "covered_from"),
    [
        ("2023-11-01", 12, DAY(2022, 1, 1)),  # November's four are the newer load's to give, and it has none
        ("2023-11-03", 13, DAY(2022, 1, 1)),  # that of 2 November lies before the newer cover
        ("2023-12-01", 16, DAY(2022, 1, 1)),  # the covers touch
        ("2023-12-02", 16, DAY(2023, 12, 2)),  # 1 December is known to neither
    ],
)
def test_older_events_before_the_newer_cover_stay(
    loaded: Workspace, files: Path, tmp_path: Path, covers_from: str, kept: int, covered_from: DAY
) -> None:
    load_paths(loaded, later(tmp_path / "later", files, covers_from, CONTACTS))
    loads = loads_of(loaded)
    rows = current_tables(loads)["contacts"].to_pylist()
    assert sum(row["as_at"] != DECEMBER for row in rows) == kept
    assert sum(row["as_at"] == DECEMBER for row in rows) == 1
    cover = current_covers(loads).supplier(loaded.authority, "SSD", "contacts")
    assert cover is not None
    assert (cover.covers_from, cover.covers_to) == (covered_from, DECEMBER)


@pytest.mark.usefixtures("light")
def test_a_late_arrival_of_an_older_extract_changes_no_newer_row(both: Workspace, files: Path) -> None:
    assert [load.extracted_on for load in loads_of(both)] == [
        DAY(2023, 11, 30), DAY(2023, 11, 30), DECEMBER, DECEMBER,
    ]  # fmt: skip
    assert {row["as_at"] for row in current_tables(loads_of(both))["cp_plans"].to_pylist()} == {DECEMBER}


def test_spells_are_replaced(both: Workspace) -> None:
    """The plan that was open in November is closed in December's load, and counted once."""
    seen = {(measure, period): numerator for measure, period, numerator, _ in current_values(both)}
    assert seen["cp_plans_open", "2023-11"] == 2
    assert seen["cp_plans_open", "2023-12"] == 2
    assert seen["contacts_received", "2023-11"] == 4
    assert seen["contacts_received", "2023-12"] == 3


def test_the_snapshot_of_an_earlier_month_stays_readable(first: Workspace, both: Workspace) -> None:
    earlier = pointed(first)
    assert earlier not in (None, pointed(both))
    assert values(open_snapshot(both, str(earlier))) == current_values(first)


def test_a_snapshot_knows_its_loads(both: Workspace) -> None:
    loaded = current_snapshot(both)
    assert [load.id for load in loaded.loads] == current_load_ids(both)
    assert loaded.extracted_on == DECEMBER


def cover(covers_from: DAY, covers_to: DAY, table: str = "contacts") -> TableCover:
    return TableCover("X", "SSD", table, covers_from, covers_to, covers_from, frozenset())


@pytest.mark.parametrize(
    ("older", "newer", "joined"),
    [
        ((DAY(2023, 1, 1), DAY(2023, 6, 30)), (DAY(2023, 7, 1), DAY(2023, 12, 31)), DAY(2023, 1, 1)),
        ((DAY(2023, 1, 1), DAY(2023, 6, 30)), (DAY(2023, 7, 2), DAY(2023, 12, 31)), DAY(2023, 7, 2)),
        ((DAY(2023, 1, 1), DAY(2023, 9, 30)), (DAY(2023, 7, 1), DAY(2023, 12, 31)), DAY(2023, 1, 1)),
        ((DAY(2023, 5, 1), DAY(2023, 9, 30)), (DAY(2023, 4, 1), DAY(2023, 12, 31)), DAY(2023, 4, 1)),
    ],
)
def test_covers_join_only_where_they_touch(
    loaded: Workspace, older: tuple[DAY, DAY], newer: tuple[DAY, DAY], joined: DAY
) -> None:
    from dataclasses import replace

    template = loads_of(loaded)[0]
    for table, expected in (("contacts", joined), ("cp_plans", joined), ("population", newer[0])):
        loads = [replace(template, covers=(cover(*span, table),)) for span in (older, newer)]
        found = current_covers(loads).supplier("X", "SSD", table)
        assert found is not None
        assert (found.covers_from, found.covers_to) == (expected, newer[1])


@pytest.mark.usefixtures("light")
def test_a_record_listed_again_counts_once(loaded: Workspace, files: Path, tmp_path: Path) -> None:
    """An extract may list what began before its cover and ended inside it: one record, not two."""
    former = (files / "november" / "ssd" / "ssd_contacts.csv").read_text(encoding="utf-8").splitlines()
    load_paths(loaded, later(tmp_path / "later", files, "2023-12-01", [*CONTACTS, former[1]]))
    rows = current_tables(loads_of(loaded))["contacts"].to_pylist()
    keys = [row["contact_id"] for row in rows]
    assert len(keys) == len(set(keys))
    assert sum(row["as_at"] == DECEMBER for row in rows) == 2


def with_columns(begins: DAY, ends: DAY, *columns: str) -> TableCover:
    return TableCover("X1", "SSD", "contacts", begins, ends, begins, frozenset(columns))


def test_a_column_that_an_older_load_lacked_does_not_reach_back_over_it() -> None:
    first = with_columns(DAY(2023, 1, 1), DAY(2023, 6, 30), "contact_date", "source")
    second = with_columns(DAY(2023, 7, 1), DAY(2023, 9, 30), "contact_date", "decision_date")
    third = with_columns(DAY(2023, 10, 1), DAY(2023, 12, 31), "contact_date", "source", "decision_date")
    joined = third.joined_to(second.joined_to(first))
    assert joined.of("contact_date").covers_from == DAY(2023, 1, 1)
    assert joined.of("decision_date").covers_from == DAY(2023, 7, 1)
    assert joined.of("source").covers_from == DAY(2023, 10, 1)  # the second load had none
    assert joined.of("source").stock_from == DAY(2023, 10, 1)
    assert joined.of("source").covers_to == DAY(2023, 12, 31)


def test_what_a_newer_load_says_of_a_column_holds_over_what_an_older_one_had() -> None:
    """A register begun in June gives no decisions before June, however far back the older load reaches."""
    newer = replace(
        with_columns(DAY(2023, 1, 1), DAY(2023, 12, 31), "contact_date", "decision_date"),
        later=(("decision_date", DAY(2023, 6, 1)),),
    )
    for older in (("contact_date",), ("contact_date", "decision_date")):
        joined = newer.joined_to(with_columns(DAY(2018, 1, 1), DAY(2022, 12, 31), *older))
        assert joined.of("decision_date").covers_from == DAY(2023, 6, 1)
        assert joined.of("contact_date").covers_from == DAY(2018, 1, 1)


@pytest.mark.parametrize(
    ("supplied", "stay"),
    [
        ({"closure_date", "nfa"}, [True, True, False]),  # the third was open, and the newer load lacks it
        ({"closure_date"}, [True, True, True]),  # nothing says which are of no further action
        ({"nfa"}, [True, True, True]),  # nothing says which are closed
    ],
)
def test_referrals_stay_where_nothing_says_that_they_were_open(supplied: set[str], stay: list[bool]) -> None:
    """A referral of no further action has no closure and is in one return alone."""
    begun = pa.array([DAY(2022, 5, 1)] * 3, pa.date32())
    rows = pa.table(
        {
            "referral_date": begun,
            "closure_date": pa.array([DAY(2022, 6, 1), None, None], pa.date32()),
            "nfa": pa.array([None, True, None], pa.bool_()),
            "case_status": pa.nulls(3, pa.string()),
        }
    )
    found = lies_before("referrals", rows, DAY(2023, 4, 1), frozenset(supplied))
    assert found.to_pylist() == stay
