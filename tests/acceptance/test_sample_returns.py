"""The sample council's yearly returns, each loaded by itself: the engine finds what was planted."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from goldenthread.base.periods import months_between, parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.figures import figures
from goldenthread.model.result import Result, Status
from goldenthread.model.results import Results
from goldenthread.sample.shown import SHOWN
from goldenthread.warehouse.snapshot import current_snapshot
from goldenthread.warehouse.workspace import read
from tests.support.solmere import CODE, MONTH, NAME, Solmere, run_command

pytestmark = pytest.mark.timeout(1200)  # the first test waits for the whole council

MONTHS = tuple(months_between(parse("2020-01"), parse(MONTH)))
Line = tuple[str, str]
"""Measure and breakdown."""

AT_LEAST = {
    "ssda903": 11_000,
    "ssda903_xml": 2_500,
    "ssda903_xlsx": 2_500,
    "cin": 15_000,
    "workforce_census": 3,
}
"""Figures that must have been compared, so that nothing passes because nothing was there."""

DIFFERS = {
    "care_leavers": "a return tells how care leavers were at their birthdays, the register how they are",
    "adoption_order_to_match_days": "orders made before the first return, and matches of children who are"
    " not adopted yet, are in no return",
}
"""Measures, by the beginning of their names, that a return gives otherwise than the council's own records."""


@dataclass(frozen=True)
class Loaded:
    """What the engine makes of one format, and what that format can show."""

    format: str
    results: Results
    spans: dict[Line, tuple[str, str]]
    truths: Path

    def can_show(self, truth: dict[str, str]) -> bool:
        first, last = self.spans.get((truth["measure"], truth["breakdown"]), ("", ""))
        return first <= truth["period"] <= last and not truth["period"].startswith("FY")

    def of(self, truth: dict[str, str]) -> Result | None:
        return self.results.find(truth["measure"], CODE, truth["period"], truth["breakdown"], truth["group"])


@pytest.fixture(scope="module", params=list(SHOWN))
def loaded(request: pytest.FixtureRequest, solmere: Solmere) -> Loaded:
    form: str = request.param
    workspace, home = solmere.folder / "returns" / form, solmere.folder / "returns" / f"{form}-home"
    files = [solmere.sample / form, solmere.sample / "registers" / "population.csv"]
    for words in (
        ("init", workspace, "--authority", CODE, "--name", NAME),
        ("--workspace", workspace, "load", *files),
    ):
        done = run_command(home, *words)
        assert done.returncode == 0, done.stderr
    measures = shipped_measures()
    found = figures(current_snapshot(read(workspace)), measures, list(measures.values()), MONTHS)
    with (solmere.sample / "shown.csv").open(encoding="utf-8", newline="") as file:
        spans = {
            (row["measure"], row["breakdown"]): (row["first_period"], row["last_period"])
            for row in csv.DictReader(file)
            if row["format"] == form
        }
    return Loaded(form, Results(found.table), spans, solmere.truths)


def test_every_truth_that_a_return_can_show_is_found(loaded: Loaded) -> None:
    """Measure by month by group: numerator, denominator and value."""
    compared: Counter[Line] = Counter()
    wrong = []
    for truth in _truths(loaded.truths):
        if loaded.can_show(truth):
            found = loaded.of(truth)
            compared[truth["measure"], truth["breakdown"]] += 1
            if found is None or not _agrees(truth, found):
                wrong.append((tuple(truth.values()), found))
    assert not wrong, f"{len(wrong)} of {compared.total()} differ, such as {wrong[:3]}"
    assert set(loaded.spans) == set(compared)
    assert compared.total() >= AT_LEAST[loaded.format]


def test_what_a_return_shows_beside_is_true_or_says_that_it_may_not_be(loaded: Loaded) -> None:
    """A figure that is given beyond these is not wrong either, unless a flag tells what is wanting."""
    wrong = []
    for truth in _truths(loaded.truths):
        found = loaded.of(truth)
        if found is None or found.status is Status.NOT_AVAILABLE or _known_to_differ(truth["measure"]):
            continue
        if not found.flags and not _agrees(truth, found):
            wrong.append((tuple(truth.values()), found))
    assert not wrong, f"{len(wrong)} differ, such as {wrong[:3]}"


def test_nothing_is_given_for_months_after_the_last_return(loaded: Loaded) -> None:
    last = max(span[1] for span in loaded.spans.values())
    later = [month.label for month in MONTHS if month.label > last]
    assert later
    for measure, breakdown in loaded.spans:
        given = [loaded.results.find(measure, CODE, month, breakdown) for month in later]
        assert not [one for one in given if one and one.status is not Status.NOT_AVAILABLE], measure


def _truths(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _known_to_differ(measure: str) -> bool:
    return measure.startswith(tuple(DIFFERS))


def _agrees(truth: dict[str, str], found: Result) -> bool:
    pairs = [(truth["numerator"], found.numerator), (truth["value"], found.value)]
    if truth["denominator"]:
        pairs.append((truth["denominator"], found.denominator))
    return all(
        (text == "") == (number is None) and (number is None or abs(float(text) - number) < 1e-6)
        for text, number in pairs
    )
