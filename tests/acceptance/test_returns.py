"""The yearly returns of looked-after children, files to figures, against a recount that uses nothing of
goldenthread."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pytest

from goldenthread.base.periods import months_between, parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.figures import figures
from goldenthread.model.result import Result, Status
from goldenthread.sources import Delivery, Identities, read
from goldenthread.warehouse.load import load
from goldenthread.warehouse.snapshot import current_snapshot
from goldenthread.warehouse.workspace import Workspace, create
from tests.support.annex_a_recount import Figures
from tests.support.returns_recount import recount

DATA = Path(__file__).parents[3] / "shared" / "data" / "child_level"
MARLSHIRE = DATA / "synthetic_marlshire" / "ssda903"
POPULATION = DATA / "synthetic_marlshire" / "population.csv"
OTHERS = DATA / "ssda903"
AUTHORITY = "X09000998"

pytestmark = pytest.mark.skipif(
    not MARLSHIRE.exists(), reason="the shared data folder is not beside the checkout"
)

Key = tuple[str, str, str, str]
Values = dict[Key, tuple[str, float | None, float | None, float | None, str]]

UNKNOWN_TO_TWO_YEARS = {
    "placed_20_miles_pct": "distance miles of placements is not supplied",
    "placement_longterm_pct": "too late to look back 30 months",
    "adoption_entry_to_placed_days": "too late to look back 60 months",
    "adoption_order_to_match_days": "matched date of permanence and adoption is not supplied",
    "sw_changes_3plus_pct": "no allocations in the load",
    "care_leavers_in_touch_pct": "no care leaver status in the load",
    "care_leavers_eet_pct": "no care leaver status in the load",
    "care_leavers_suitable_accom_pct": "no care leaver status in the load",
    "iha_20wd_pct": "no health events in the load",
    "rha_in_date_pct": "no health events in the load",
    "cp_plans_open": "it needs",
    "contacts_received": "it needs",
}
"""Measures that these two years cannot supply, and why."""

FIRST_MONTH = {
    "cla_count": "2022-04",
    "cla_started": "2022-04",
    "placements_3plus_pct": "2023-03",
    "cla_missing_pct": "2023-03",
    "cla_reentry_12m_pct": "2023-04",
    "cla_reviews_in_time_pct": "2024-03",
    "sdq_average": "2024-03",
    "cla_health_checks_pct": "2024-03",
}
"""The first month that two years supply: a look-back of 12 months is whole on the last day of the first."""


@dataclass(frozen=True)
class Loaded:
    """A workspace with returns in it."""

    here: Workspace

    @cached_property
    def results(self) -> dict[Key, Result]:
        """Every measure of every month of the two years, in every breakdown."""
        catalogue = shipped_measures()
        months = list(months_between(parse("2022-04"), parse("2024-03")))
        found = figures(current_snapshot(self.here), catalogue, list(catalogue.values()), months, None)
        return {(one.measure, one.period, one.breakdown, one.group): one for one in found}

    @cached_property
    def values(self) -> Values:
        """What two workspaces may be compared by."""
        return {
            key: (one.status.value, one.numerator, one.denominator, one.value, one.reason)
            for key, one in self.results.items()
        }


def loaded(folder: Path, *deliveries: Sequence[Path]) -> Loaded:
    """A new workspace into which the deliveries are loaded one after the other."""
    here, _ = create(folder / "workspace", AUTHORITY, "Marlshire (synthetic)", folder / "council.key")
    for paths in deliveries:
        load(here, delivery(*paths, identities=Identities(here.keys.identities, AUTHORITY)))
    return Loaded(here)


def delivery(*paths: Path, identities: Identities | None = None) -> Delivery:
    """What the readers make of the paths."""
    return read(paths, authority=AUTHORITY, identities=identities or Identities(b"k" * 32, AUTHORITY))


@pytest.fixture(scope="module")
def marlshire(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Both years in one delivery."""
    return loaded(tmp_path_factory.mktemp("returns"), [MARLSHIRE, POPULATION])


@pytest.fixture(scope="module")
def counted() -> Figures:
    return recount(MARLSHIRE)


def test_every_figure_that_the_returns_can_supply_agrees_with_the_recount(
    marlshire: Loaded, counted: Figures, record_property: Callable[[str, object], None]
) -> None:
    given: Figures = {}
    for key, one in marlshire.results.items():
        if one.status is Status.NO_CASES:
            given[key] = (0, 0)
        elif one.status is Status.OK:
            given[key] = (one.numerator or 0, one.denominator)
    of_nobody = {key: (0, None if of is None else 0) for key, (_, of) in given.items()}
    differ = {
        key: (given.get(key), counted.get(key, of_nobody.get(key)))
        for key in given | counted
        if (key in given or counted[key][0])  # a line of nobody need not be there
        and given.get(key) != counted.get(key, of_nobody.get(key))
    }
    assert not differ, f"{len(differ)} of {len(given | counted)} differ, such as {list(differ.items())[:5]}"
    record_property("figures compared", len(given))
    kinds = len({(key[0], key[2]) for key in given})
    said = f"{len(given):,} figures of {kinds} measures and breakdowns agree, {len(counted):,} recounted"
    sys.stdout.write(f"{said}\n")
    assert len(counted) > 10_000


def test_years_one_after_the_other_give_what_they_give_together(
    marlshire: Loaded, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first, second = (sorted(MARLSHIRE.glob(f"SSDA903_{year}_*")) for year in (2023, 2024))
    apart = loaded(tmp_path_factory.mktemp("apart"), [*first, POPULATION], [*second, POPULATION])
    assert apart.values == marlshire.values
    late = loaded(tmp_path_factory.mktemp("late"), [*second, POPULATION], first)
    assert late.values == marlshire.values


def test_what_the_returns_cannot_supply_is_said_and_never_nought(marlshire: Loaded) -> None:
    for name, why in UNKNOWN_TO_TWO_YEARS.items():
        found = [one for key, one in marlshire.results.items() if key[0] == name]
        assert {(one.status, one.value, one.numerator) for one in found} == {
            (Status.NOT_AVAILABLE, None, None)
        }
        assert any(why in one.reason for one in found), name


def test_a_look_back_is_whole_from_the_last_day_of_its_first_months(marlshire: Loaded) -> None:
    for name, month in FIRST_MONTH.items():
        there = [
            key[1]
            for key, one in marlshire.results.items()
            if key[0] == name and key[2] == "all" and one.status in (Status.OK, Status.NO_CASES)
        ]
        assert min(there) == month, name
        assert max(there) == "2024-03", name


def test_starts_less_ends_are_the_change_in_children(marlshire: Loaded) -> None:
    months = [month.label for month in months_between(parse("2022-04"), parse("2024-03"))]
    for earlier, month in pairwise(months):
        count = {one: marlshire.results["cla_count", one, "all", "all"].numerator for one in (earlier, month)}
        change = marlshire.results["cla_net_change", month, "all", "all"].numerator
        assert (count[month] or 0) - (count[earlier] or 0) == change


@pytest.mark.parametrize(
    ("paths", "ends", "episodes"),
    [
        ((MARLSHIRE,), ["2023-03-31", "2024-03-31"], [1348, 1419]),
        ((OTHERS / "csv_2017",), ["2018-03-31"], [1460]),
        ((OTHERS / "csv_2018",), ["2019-03-31"], [974]),
        ((OTHERS / "csv_2017", OTHERS / "csv_2018"), ["2018-03-31", "2019-03-31"], [1460, 974]),
        ((OTHERS / "workbook",), ["2018-03-31"], [5050]),
        ((OTHERS / "dirty",), ["2020-03-31"], [5]),
    ],
    ids=["marlshire", "2017", "2018", "2017 and 2018", "workbook", "dirty"],
)
def test_every_file_is_read_and_every_row_is_accounted_for(
    paths: tuple[Path, ...], ends: list[str], episodes: list[int]
) -> None:
    found = delivery(*paths)
    assert not found.not_taken
    assert [one.extracted_on.isoformat() for one in found.readings] == ends
    for reading, count in zip(found.readings, episodes, strict=True):
        listed = {one.list_name: one for one in reading.accounts}
        assert listed["Episodes"].rows_in == count
        for one in listed.values():
            assert one.rows_in == one.stored + one.held + one.refused
        by_fate = {fate: [e for e in reading.exceptions if e.fate == fate] for fate in ("held", "excluded")}
        assert len(by_fate["held"]) == sum(one.held for one in reading.accounts)
        assert len(by_fate["excluded"]) == sum(one.excluded for one in reading.accounts)
    names = {file.name for path in paths for file in path.iterdir()}
    assert {file.rpartition("/")[2] for one in found.readings for file in one.files} == names
