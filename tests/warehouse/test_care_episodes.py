"""Returns in the store: what follows from the episodes of all years in force, whatever order they came in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from goldenthread.base.periods import parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.figures import figures
from goldenthread.model.tables import TABLES
from goldenthread.sources import Identities, read
from goldenthread.warehouse.care_episodes import DERIVED, with_care
from goldenthread.warehouse.current import current_tables
from goldenthread.warehouse.load import load
from goldenthread.warehouse.snapshot import Snapshot, current_snapshot
from goldenthread.warehouse.workspace import Workspace, create
from tests.sources.ssda903.returns_made import AUTHORITY, Tables, child, episode, write

FIRST: Tables = {
    "header": [child(), child(CHILD="1002"), child(CHILD="1003")],
    "episodes": [
        episode(DECOM="01/05/2022", DEC="01/02/2023", REC="X1", PLACE="U6"),
        episode(DECOM="01/02/2023", RNE="L", LS="E1", PLACE="U6"),
        episode(CHILD="1002", DECOM="01/06/2021", DEC="01/10/2022", REC="E4A"),
        episode(CHILD="1003", DECOM="01/12/2022"),
    ],
    "reviews": [{"CHILD": "1001", "REVIEW": "20/05/2022", "REVIEW_CODE": "PN1"}],
}
SECOND: Tables = {
    "header": [child(), child(CHILD="1004")],
    "episodes": [
        episode(DECOM="01/02/2023", RNE="L", LS="E1", PLACE="U6", DEC="01/08/2023", REC="X1"),
        episode(DECOM="01/08/2023", RNE="P", LS="E1", PLACE="A6", DEC="01/03/2024", REC="E12"),
        episode(CHILD="1004", DECOM="01/09/2023"),
    ],
    "ad1": [{"CHILD": "1001", "DATE_INT": "01/03/2023", "DATE_MATCH": "01/07/2023", "FOSTER_CARE": "0"}],
}


@pytest.fixture
def here(tmp_path: Path) -> Workspace:
    made, _ = create(tmp_path / "workspace", AUTHORITY, "Small (synthetic)", tmp_path / "council.key")
    return made


@pytest.fixture
def years(tmp_path: Path) -> tuple[Path, Path]:
    return (
        write(tmp_path / "first", FIRST, "SSDA903_2023_{table}.csv"),
        write(tmp_path / "second", SECOND, "SSDA903_2024_{table}.csv"),
    )


def loaded(here: Workspace, *deliveries: list[Path]) -> Snapshot:
    for paths in deliveries:
        identities = Identities(here.keys.identities, AUTHORITY)
        load(here, read(paths, authority=AUTHORITY, identities=identities))
    return current_snapshot(here)


def rows(snapshot: Snapshot, name: str, *columns: str) -> set[tuple[Any, ...]]:
    """The rows of a canonical table that count."""
    found = snapshot.stored_rows(name, [*columns, "excluded"]).to_pylist()
    return {tuple(row[column] for column in columns) for row in found if row["excluded"] is None}


def test_two_years_make_one_way_through_care(here: Workspace, years: tuple[Path, Path]) -> None:
    found = loaded(here, list(years))
    assert rows(found, "cla_periods", "start_date", "end_date", "end_reason") == {
        (dt.date(2022, 5, 1), dt.date(2024, 3, 1), "E12"),
        (dt.date(2021, 6, 1), dt.date(2022, 10, 1), "E4A"),
        (dt.date(2023, 9, 1), None, None),
    }
    assert rows(found, "placements", "place", "start_date", "end_date") == {
        ("U6", dt.date(2022, 5, 1), dt.date(2023, 8, 1)),
        ("A6", dt.date(2023, 8, 1), dt.date(2024, 3, 1)),
        ("K2", dt.date(2021, 6, 1), dt.date(2022, 10, 1)),
        ("K2", dt.date(2023, 9, 1), None),
    }
    assert (dt.date(2023, 2, 1), dt.date(2024, 3, 1), "E1") in rows(
        found, "legal_statuses", "start_date", "end_date", "legal_status"
    )
    path = ("order_date", "matched_date", "placement_order_date", "placed_date", "adopted_by_carer")
    assert rows(found, "permanence", *path) == {
        (dt.date(2024, 3, 1), dt.date(2023, 7, 1), dt.date(2023, 2, 1), dt.date(2023, 8, 1), False)
    }
    assert len(rows(found, "persons", "person_id")) == 4


def test_the_order_of_loads_does_not_matter(
    here: Workspace, years: tuple[Path, Path], tmp_path: Path
) -> None:
    first, second = years
    together = loaded(here, [first, second])
    for number, order in enumerate([[[first], [second]], [[second], [first]]]):
        other, _ = create(tmp_path / str(number), AUTHORITY, "Small (synthetic)", tmp_path / f"{number}.key")
        apart = loaded(other, *order)
        for name in DERIVED:
            columns = [one.name for one in TABLES[name].columns if not one.identifier]
            assert rows(apart, name, *columns) == rows(together, name, *columns), name
        assert values(apart) == values(together)


def values(snapshot: Snapshot) -> list[tuple[str, str, str, float | None]]:
    catalogue = shipped_measures()
    chosen = [one for one in catalogue.values() if "903" in one.standards]
    months = [parse(month) for month in ("2022-06", "2023-03", "2023-08", "2024-03")]
    found = figures(snapshot, catalogue, chosen, months, [])
    return [(one.measure, one.period, one.status.value, one.numerator) for one in found]


def test_an_open_episode_that_the_next_year_does_not_have_is_withdrawn(
    here: Workspace, years: tuple[Path, Path]
) -> None:
    alone = loaded(here, [years[0]])
    assert (dt.date(2022, 12, 1), None) in rows(alone, "cla_periods", "start_date", "end_date")
    both = loaded(here, [years[1]])
    assert (dt.date(2022, 12, 1), None) not in rows(both, "cla_periods", "start_date", "end_date")


def test_a_corrected_return_of_the_year_takes_the_place_of_the_first(
    here: Workspace, years: tuple[Path, Path], tmp_path: Path
) -> None:
    before = loaded(here, list(years))
    mended = {**SECOND, "episodes": SECOND["episodes"][:2]}
    after = loaded(here, [write(tmp_path / "mended", mended, "SSDA903_2024_{table}.csv")])
    gone = rows(before, "cla_periods", "start_date") - rows(after, "cla_periods", "start_date")
    assert gone == {(dt.date(2023, 9, 1),)}


def test_every_derived_row_points_to_the_row_it_begins_with(
    here: Workspace, years: tuple[Path, Path]
) -> None:
    found = loaded(here, list(years))
    places = rows(found, "cla_periods", "src_file", "src_row", "as_at")
    assert ("SSDA903_2023_episodes.csv", 2, dt.date(2023, 3, 31)) in places
    stored = rows(found, "cla_episodes", "src_file", "src_row", "as_at")
    assert places <= stored


def test_rows_of_other_standards_are_left_as_they_are(here: Workspace, years: tuple[Path, Path]) -> None:
    found = loaded(here, list(years))
    tables = current_tables(found.loads)
    without = {name: rows for name, rows in tables.items() if name != "cla_episodes"}
    assert with_care(without) == without
