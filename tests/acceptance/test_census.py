"""Census returns from the files to the figures, against a recount that uses nothing of goldenthread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from goldenthread.base.periods import months_between, parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.figures import figures
from goldenthread.model.result import Result, Status
from goldenthread.warehouse.snapshot import current_snapshot
from goldenthread.warehouse.workspace import read
from tests.support.annex_a_recount import Figures
from tests.support.census_recount import recount
from tests.support.solmere import run_command

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "child_level" / "synthetic_marlshire"
RETURNS = (FOLDER / "CIN_998_2023.xml", FOLDER / "CIN_998_2024.xml")
MONTHS = ("2022-04", "2024-03")
NOT_SUPPLIED = {
    "cin_plans_ended_6m_pct__escalated": "it needs the Standard Safeguarding Dataset",
    "statutory_open_children": "it needs the Standard Safeguarding Dataset or Annex A",
    "contacts_received": "it needs the Standard Safeguarding Dataset or Annex A",
    "s47_completed": "end date of section 47 enquiries is not supplied",
    "cla_count": "it needs the Standard Safeguarding Dataset",
}

pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="the shared data folder is not beside the checkout"
)

Key = tuple[str, str, str, str]


def loaded(folder: Path, *deliveries: tuple[Path, ...]) -> Path:
    """A workspace into which the deliveries were loaded one after another."""
    home, root = folder / "home", folder / "workspace"
    words = ("init", root, "--authority", "X09000998", "--name", "Marlshire (synthetic)")
    assert run_command(home, *words).returncode == 0
    for files in deliveries:
        done = run_command(home, "--workspace", root, "load", *files)
        assert done.returncode == 0, done.stderr
    return root


def results(workspace: Path) -> dict[Key, Result]:
    """Every measure of every month in every breakdown."""
    catalogue = shipped_measures()
    months = list(months_between(*map(parse, MONTHS)))
    snapshot = current_snapshot(read(workspace))
    found = figures(snapshot, catalogue, list(catalogue.values()), months, None)
    return {(one.measure, one.period, one.breakdown, one.group): one for one in found}


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> dict[Key, Result]:
    folder = tmp_path_factory.mktemp("together")
    return results(loaded(folder, (*RETURNS, FOLDER / "population.csv")))


@cache
def counted() -> Figures:
    return recount(RETURNS)


def test_years_loaded_one_after_another_give_the_same(
    together: dict[Key, Result], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("successive")
    apart = results(loaded(folder, (RETURNS[1],), (FOLDER / "population.csv", RETURNS[0])))
    assert said(apart) == said(together)


def said(found: dict[Key, Result]) -> dict[Key, tuple[object, ...]]:
    """What a result says, the snapshot it comes from aside."""
    return {
        key: (one.status, one.numerator, one.denominator, one.value, one.reason, one.flags)
        for key, one in found.items()
    }


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[Key, Result]:
    """The later return by itself, with the workforce census."""
    files = (RETURNS[1], FOLDER / "CSWW_998_2023.xml", FOLDER / "population.csv")
    return results(loaded(tmp_path_factory.mktemp("alone"), files))


def test_one_year_cannot_look_back_twelve_months(
    alone: dict[Key, Result], together: dict[Key, Result]
) -> None:
    for month in months_between(parse("2023-04"), parse("2024-03")):
        key = ("rereferrals_12m_pct", month.label, "all", "all")
        assert (alone[key].status, alone[key].value) == (Status.NOT_AVAILABLE, None)
        assert "too late to look back 12 months" in alone[key].reason
        assert together[key].status is Status.OK
    assert alone["referrals_received", "2023-03", "all", "all"].status is Status.NOT_AVAILABLE
    assert alone["referrals_received", "2023-04", "all", "all"].status is Status.OK


@pytest.mark.parametrize("name", NOT_SUPPLIED)
def test_what_the_census_cannot_supply_is_said_and_never_nought(
    together: dict[Key, Result], name: str
) -> None:
    lines = [one for key, one in together.items() if key[0] == name]
    assert lines
    for one in lines:
        assert (one.status, one.value, one.numerator) == (Status.NOT_AVAILABLE, None, None)
        assert NOT_SUPPLIED[name] in one.reason


def test_the_census_has_neither_teams_nor_homes(together: dict[Key, Result]) -> None:
    for breakdown, why in (("team", "no allocations in the load"), ("locality", "no addresses in the load")):
        lines = [
            one for key, one in together.items() if key[:3] == ("referrals_received", MONTHS[1], breakdown)
        ]
        assert {one.status for one in lines} == {Status.NOT_AVAILABLE}
        assert why in lines[0].reason or "team" in lines[0].reason


def workforce() -> tuple[list[dict[str, str | None]], float]:
    """The workers of the workforce census as it stands in the file, and the vacancies."""
    root = ElementTree.parse(FOLDER / "CSWW_998_2023.xml").getroot()
    (vacancies,) = (one.text for one in root.iter("NumberOfVacancies"))
    return [{one.tag: one.text for one in worker} for worker in root.iter("CSWWWorker")], float(
        str(vacancies)
    )


def test_the_workforce_census_gives_september(alone: dict[Key, Result]) -> None:
    listed, vacant = workforce()
    own = [one for one in listed if one["AgencyWorker"] == "0"]
    stayed = sum(float(one["FTE"]) for one in own if "RoleEndDate" not in one)
    left = sum(float(one["FTE30"]) for one in own if "RoleEndDate" in one)
    agency = sum(float(one["FTE"]) for one in listed if one["AgencyWorker"] == "1")
    for name, parts in {
        "sw_turnover_12m_pct": (left, stayed),
        "agency_rate_pct": (agency, agency + stayed),
        "vacancy_rate_pct": (vacant, vacant + stayed),
    }.items():
        one = alone[name, "2023-09", "all", "all"]
        assert (one.status, one.numerator, one.denominator) == (Status.OK, *map(pytest.approx, parts))
        for month in ("2023-08", "2023-10"):
            assert alone[name, month, "all", "all"].status is Status.NOT_AVAILABLE


def test_the_folder_as_a_council_would_point_to_it(tmp_path: Path) -> None:
    workspace = read(loaded(tmp_path, (FOLDER,)))
    loads = {(one.standard, one.extracted_on.isoformat()) for one in current_snapshot(workspace).loads}
    assert {("AA", "2023-12-31"), ("CIN", "2023-03-31"), ("CIN", "2024-03-31"), ("L", "2023-09-30")} <= loads


SAMPLES = sorted([*FOLDER.parent.glob("cin/*.xml"), *FOLDER.parent.glob("csww/*.xml")])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_loads_and_its_rows_add_up(path: Path, tmp_path: Path) -> None:
    snapshot = current_snapshot(read(loaded(tmp_path, (path,))))
    (load,) = snapshot.loads
    assert load.standard == ("L" if "workforce" in path.name else "CIN")
    assert all(one.rows_in == one.stored + one.held + one.refused for one in load.accounts)
    assert sum(one.rows_in for one in load.accounts)


def given(found: dict[Key, Result]) -> dict[Key, tuple[float, float | None]]:
    """The figures that were given. A share of nothing is no figure, but its base is: nought."""
    kept = {}
    for key, one in found.items():
        if one.status is Status.NO_CASES:
            kept[key] = (0.0, 0.0)
        elif one.status is Status.OK:
            kept[key] = (one.numerator or 0, one.denominator)
    return kept


def test_every_figure_of_both_years_agrees_with_the_recount(
    together: dict[Key, Result], record_property: Callable[[str, object], None]
) -> None:
    ours, theirs = given(together), counted()
    of_nobody = {key: (0, None if of is None else 0) for key, (_, of) in ours.items()}
    differ = {
        key: (ours.get(key), theirs.get(key, of_nobody.get(key)))
        for key in ours | theirs
        if (key in ours or theirs[key][0]) and ours.get(key) != theirs.get(key, of_nobody.get(key))
    }
    assert not differ, f"{len(differ)} of {len(ours | theirs)} differ, such as {list(differ.items())[:5]}"
    record_property("figures compared", len(ours))
    kinds = len({(key[0], key[2]) for key in ours})
    sys.stdout.write(f"{len(ours):,} figures of {kinds} measures and breakdowns agree\n")
    assert len(theirs) > 5000
