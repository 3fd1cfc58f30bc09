"""Children in need census returns from the files to the figures, against a recount that uses nothing of ours."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

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
    "referrals_not_in_need_pct": "no periods of care in the load",
    "cin_plans_ended_6m_pct": "no periods of care in the load",
    "cin_plans_ended_6m_pct__escalated": "no periods of care in the load",
    "statutory_open_children": "it needs the Standard Safeguarding Dataset or Annex A",
    "contacts_received": "it needs the Standard Safeguarding Dataset or Annex A",
    "s47_completed": "it needs the Standard Safeguarding Dataset",
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
