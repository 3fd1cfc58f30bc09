"""The list of coincidences, held against invented councils whose returns all tell of the same lives.

Marlshire has Annex A, both returns and no dataset; the sample council has the dataset beside all three.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from goldenthread.base.periods import Period, months_between, parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.coincidences import Pair, coincidence, meeting
from goldenthread.engine.comparing import Compared, alone, compare
from goldenthread.model.result import Status, same
from goldenthread.sample.formats import FORMATS
from goldenthread.sources import Identities, read
from goldenthread.warehouse.load import load
from goldenthread.warehouse.snapshot import Snapshot, current_snapshot
from goldenthread.warehouse.workspace import create
from tests.sample.planted_council import planted_council
from tests.support.solmere import CODE, NAME

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "child_level" / "synthetic_marlshire"
POPULATION = FOLDER / "population.csv"
FILES = {
    "AA": [FOLDER / "Annex_A_Marlshire_2023-12-31.xlsx"],
    "CIN": [FOLDER / "CIN_998_2023.xml", FOLDER / "CIN_998_2024.xml"],
    "903": [FOLDER / "ssda903"],
}
MARLSHIRE = "X09000998"
SAMPLE_FORMATS = ("ssd", "registers", "annex_a", "ssda903", "cin")
MONTHS = {MARLSHIRE: ("2022-04", "2024-03"), CODE: ("2022-04", "2024-01")}

Figures = dict[tuple[str, Pair], list[Compared]]

needs_marlshire = pytest.mark.skipif(
    not FOLDER.exists(), reason="the shared data folder is not beside the checkout"
)


def loaded(folder: Path, authority: str, name: str, paths: Iterable[Path]) -> Snapshot:
    """A new workspace with one delivery in it."""
    here, _ = create(folder / "workspace", authority, name, folder / "council.key")
    load(here, read(list(paths), authority=authority, identities=Identities(here.keys.identities, authority)))
    return current_snapshot(here)


def months(authority: str) -> list[Period]:
    """The months in which a council's standards are compared: all that two of them cover."""
    return list(months_between(*map(parse, MONTHS[authority])))


@pytest.fixture(scope="module")
def marlshire(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """All returns of the invented authority in one load."""
    paths = [path for files in FILES.values() for path in files]
    return loaded(tmp_path_factory.mktemp("together"), MARLSHIRE, "Marlshire", [*paths, POPULATION])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The sample council's dataset, registers and returns in one load."""
    folder = tmp_path_factory.mktemp("sample")
    council = planted_council()
    for name in SAMPLE_FORMATS:
        FORMATS[name].write(council, folder / FORMATS[name].path)
    return loaded(folder, CODE, NAME, [folder / FORMATS[name].path for name in SAMPLE_FORMATS])


def compared(snapshot: Snapshot, authority: str) -> Figures:
    """What two standards give, by measure and pair."""
    catalogue = shipped_measures()
    found: Figures = {}
    for one in compare(snapshot, catalogue, list(catalogue.values()), authority, months(authority)):
        found.setdefault((one.measure, one.pair), []).append(one)
    return found


@pytest.fixture(scope="module")
def both(marlshire: Snapshot, sample: Snapshot) -> list[Figures]:
    """What the standards of each council give."""
    return [compared(marlshire, MARLSHIRE), compared(sample, CODE)]


@needs_marlshire
@pytest.mark.parametrize("standard", FILES)
def test_a_standard_gives_alone_what_it_gives_beside_the_others(
    standard: str, marlshire: Snapshot, tmp_path: Path
) -> None:
    catalogue, periods = shipped_measures(), months(MARLSHIRE)
    by_itself = loaded(tmp_path, MARLSHIRE, "Marlshire", [*FILES[standard], POPULATION])
    found, beside = (
        alone(snapshot, catalogue, catalogue.values(), MARLSHIRE, periods, standard)
        for snapshot in (by_itself, marlshire)
    )
    assert found.keys() == beside.keys()
    assert {key: (one, beside[key]) for key, one in found.items() if not same(one, beside[key])} == {}
    assert compare(by_itself, catalogue, list(catalogue.values()), MARLSHIRE, periods) == []
    given = [one for one in found.values() if one.status is Status.OK]
    assert len(given) > 100


@needs_marlshire
def test_what_is_declared_the_same_is_equal_and_what_differs_is_explained(
    both: list[Figures], record_property: Callable[[str, object], None]
) -> None:
    found = [one for figures in both for lines in figures.values() for one in lines]
    unexplained = [
        (one.measure, one.line, one.pair, len(one.differing), len(one.both), one.differing[-1])
        for one in found
        if one.differing and (one.declared is None or one.why != one.declared.says or not one.why)
    ]
    assert unexplained == []
    figures, differing = sum(len(one.both) for one in found), sum(len(one.differing) for one in found)
    record_property("figures compared", figures)
    sys.stdout.write(f"{figures:,} figures by two standards, {differing:,} of them differ as declared\n")
    assert figures > 2000


@needs_marlshire
def test_what_is_declared_to_differ_does_and_only_that_is_marked_as_shown(both: list[Figures]) -> None:
    """A sameness is shown where two figures met, a difference where two differed. What no invented council
    shows is marked so; and what one of a pair never supplies is never compared."""
    measures = shipped_measures()
    met = {key for figures in both for key in figures}
    differing = {
        key for figures in both for key, lines in figures.items() if any(one.differing for one in lines)
    }
    marked, shown, never = set(), set(), set()
    for measure in measures.values():
        for pair in meeting(measure, measures):
            one, key = coincidence(measure, pair), (measure.id, pair)
            if one is None or one.verdict == "never":
                never.add(key)
                continue
            marked |= {key} if one.shown else set()
            shown |= {key} & (met if one.verdict == "coincide" else differing)
    assert sorted(marked - shown) == []
    assert sorted(shown - marked) == []
    assert sorted(never & met) == []
