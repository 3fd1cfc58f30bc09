"""The sample council from its files to its edition: the engine finds what was planted, to the row."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pytest

from goldenthread.base.periods import Period, ending, months_between, parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.figures import figures
from goldenthread.engine.lists import rows_behind
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, Result, Status
from goldenthread.model.results import Results
from goldenthread.warehouse.snapshot import Snapshot, current_snapshot
from goldenthread.warehouse.workspace import read
from tests.support.solmere import CODE, MONTH, Solmere

pytestmark = pytest.mark.timeout(1200)  # the first test waits for the whole council

MONTHS = tuple(months_between(parse("2020-01"), parse(MONTH)))

PLANTED = {
    ("cp_plans_open", MONTH): 303,
    ("repeat_cp_current_pct", MONTH): (103, 303),
    ("cp_plan_rate", MONTH): (303, 49978),
    ("cla_count", MONTH): 510,
    ("cla_rate", MONTH): (510, 49978),
    ("cla_started", MONTH): 21,
    ("cla_ceased", MONTH): 18,
    ("cla_net_change", MONTH): 3,
    ("s47_completed", MONTH): 101,
    ("s47_to_icpc_pct", MONTH): (12, 101),
    ("early_help_step_downs", MONTH): 18,
    ("early_help_open_children", MONTH): 720,
    ("hub_individuals", "2023-10"): 2564,
    ("hub_visits", "2023-11"): 5976,
    ("care_applications_rate", "FY2023-24Q2"): (9, 49978),
    ("audits_completed_pct", "2023-11"): (22, 22),
    ("audit_discussion_pct", "2023-11"): (18, 22),
    ("residential_move_plans", MONTH): 10,
    ("cla_u16_out_of_education", MONTH): 5,
    ("cla_neet_16_17", MONTH): 22,
    ("sf_forms_completed", "FY2023-24Q3"): 147,
}
"""The seed's figures, each in its own period: a count, or (numerator, denominator)."""

PLANTED_LINES = {
    ("cla_started_in_care_at_end", MONTH, "placement_group"): {
        "parents": 4,
        "family_friends": 9,
        "foster_in_house": 1,
        "foster_external": 1,
        "foster_to_adopt": 1,
    },
    ("placement_moves_by_destination", MONTH, "destination"): {
        "family_friends": 10,
        "parents": 5,
        "adoption": 1,
        "foster_to_adopt": 1,
        "supported": 2,
        "foster": 6,
        "other": 2,
    },
    ("sf_outcome_band_pct", "FY2023-24Q3", "band"): {"three_or_more": 74, "one_or_two": 59, "none": 14},
    ("audit_grade_pct", "2023-11", "grade"): {
        "outstanding": 3,
        "good": 10,
        "requires_improvement": 8,
        "inadequate": 1,
    },
    ("hub_visit_share_pct", "2023-11", "hub_locality"): {"central": 1992},
    ("fostering_pipeline_stage", MONTH, "stage"): {"screening": 4, "home_visit": 3},
}
"""Measures whose lines are categories: every line that is not nought."""

ROUNDED = {
    ("rereferrals_12m_pct", MONTH): 25,
    ("rereferrals_12m_pct", "2023-11"): 32,
    ("rereferrals_12m_pct", "2022-12"): 30,
    ("cla_rate", "2022-12"): 110,
    ("cla_rate", MONTH): 102,
}


@pytest.fixture(scope="module")
def snapshot(solmere: Solmere) -> Snapshot:
    return current_snapshot(read(solmere.workspace))


@pytest.fixture(scope="module")
def results(snapshot: Snapshot) -> Results:
    measures = shipped_measures()
    own = list(measures.values())
    quarters = [m for m in own if m.id.startswith("sf_")]
    found = figures(snapshot, measures, own, MONTHS).table
    ends = [ending("quarter", month.end) for month in MONTHS if month.end.month % 3 == 0]
    forms = figures(snapshot, measures, quarters, ends).table
    return Results(pa.concat_tables([found, forms]))


def test_every_planted_truth_is_found(solmere: Solmere, results: Results) -> None:
    """Measure by month by group: numerator, denominator and value, recounted by code that shares nothing."""
    compared: Counter[str] = Counter()
    wrong, unsaid = [], []
    with solmere.truths.open(encoding="utf-8", newline="") as file:
        for truth in csv.DictReader(file):
            found = results.find(truth["measure"], CODE, truth["period"], truth["breakdown"], truth["group"])
            if found is None:
                total = results.find(truth["measure"], CODE, truth["period"], truth["breakdown"])
                if total is None or total.status is not Status.NOT_AVAILABLE:
                    unsaid.append(tuple(truth.values()))
                continue
            compared[truth["measure"]] += 1
            if not _agrees(truth, found.numerator, found.denominator, found.value):
                wrong.append((tuple(truth.values()), found))
    assert not wrong, f"{len(wrong)} differ, such as {wrong[:3]}"
    assert not unsaid, f"{len(unsaid)} were not computed, such as {unsaid[:3]}"
    assert set(compared) == set(shipped_measures())
    assert sum(compared.values()) > 40_000


@pytest.mark.parametrize(("measure", "period"), PLANTED)
def test_planted_figure(results: Results, measure: str, period: str) -> None:
    found = results.get(measure, CODE, period)
    planted = PLANTED[measure, period]
    assert planted == (found.numerator if isinstance(planted, int) else (found.numerator, found.denominator))


@pytest.mark.parametrize(("measure", "period", "split"), PLANTED_LINES)
def test_planted_lines(results: Results, measure: str, period: str, split: str) -> None:
    lines = {r.group: r.numerator for r in results.groups(measure, CODE, period, split) if r.numerator}
    planted = PLANTED_LINES[measure, period, split]
    if measure in ("hub_visit_share_pct", "fostering_pipeline_stage"):
        lines = {group: lines[group] for group in planted}
    assert lines == planted


@pytest.mark.parametrize(("measure", "period"), ROUNDED)
def test_rounded_figure(results: Results, measure: str, period: str) -> None:
    value = results.get(measure, CODE, period).value
    assert value is not None
    assert int(value + 0.5) == ROUNDED[measure, period]


def test_seed_relations(results: Results) -> None:
    def value(measure: str, period: str, breakdown: str = ALL, group: str = ALL) -> float:
        found = results.get(measure, CODE, period, breakdown, group).value
        assert found is not None
        return found

    west = results.get("hub_visit_share_pct", CODE, "2023-11", "hub_locality", "west")
    boys = value("contacts_police_share_pct", MONTH, "age_band × sex", "10-17 × male")
    people = [
        r.numerator
        for r in results.series("hub_individuals", CODE, [str(p) for p in MONTHS])
        if r is not None and r.numerator is not None
    ]
    plans = [value("cp_plans_open", f"2023-{month:02d}") for month in range(6, 13)]
    assert west.value is not None
    assert round(west.value) == 21
    assert round(boys) == 62
    assert max(people) == 2564
    assert plans[-1] < plans[0]
    assert sum(later < earlier for earlier, later in pairwise(plans)) >= 5
    for measure in (
        "referrals_received",
        "assessments_completed",
        "strategy_discussions_held",
        "s47_completed",
    ):
        assert value(measure, MONTH) < min(value(measure, "2022-12"), value(measure, "2021-12"))


def test_the_council_s_changed_rule_is_a_marked_step_of_the_caseload(
    solmere: Solmere, results: Results
) -> None:
    """Without children with a disability to March 2023, with them from April; both counted throughout."""

    def cases(variant: str, month: str) -> float | None:
        return results.get(f"caseload_per_fte{variant}", CODE, month).numerator

    for month, rule, other in (("2023-03", "without", "with"), ("2023-04", "with", "without")):
        assert cases("", month) == cases(f"__{rule}_disability", month)
        assert cases("", month) != cases(f"__{other}_disability", month)
    flagged = [m.label for m in MONTHS if results.get("caseload_per_fte", CODE, m.label).flags]
    assert flagged == ["2023-04"]
    [drawn] = [
        page
        for page in solmere.edition.glob("priority-*.html")
        if "rule changed 1 Apr 2023" in page.read_text("utf-8")
    ]
    assert 'id="m-caseload_per_fte"' in drawn.read_text("utf-8")


def test_lists_are_as_long_as_their_figures(snapshot: Snapshot, results: Results) -> None:
    """For every base measure: its total and every team of the month, each list asked for by itself."""
    compared = 0
    for measure in _listed():
        for result in _figures(results, measure, MONTH):
            groups = {} if result.breakdown == ALL else {"team": result.group}
            (listed,) = rows_behind(snapshot, shipped_measures(), measure, CODE, parse(MONTH), groups)
            rows = listed.rows.to_pylist()
            assert _of_list(measure, rows, listed.count) == _parts(result), (measure.id, groups)
            compared += 1
    assert compared > 300


@pytest.mark.parametrize(
    "months", [MONTHS[-6:], pytest.param(MONTHS[:-6], marks=pytest.mark.long)], ids=["half", "all"]
)
def test_lists_of_every_month_are_as_long_as_every_teams_figure(
    snapshot: Snapshot, results: Results, months: Sequence[Period]
) -> None:
    """One list a measure and month; its rows told apart by team are the teams' lists."""
    compared = 0
    for measure in _listed():
        for month in months:
            held = _figures(results, measure, month.label)
            if not held:
                continue
            (listed,) = rows_behind(snapshot, shipped_measures(), measure, CODE, month)
            rows = listed.rows.to_pylist()
            teams: dict[str, list[dict[str, object]]] = defaultdict(list)
            for row in rows:
                teams[str(row.get("team"))].append(row)
            for result in held:
                own = rows if result.breakdown == ALL else teams[result.group]
                found = _of_list(measure, own, listed.count)
                assert found == _parts(result), (measure.id, month, result.group)
                compared += 1
    assert compared > 250 * len(months)


def _listed() -> list[Measure]:
    """Measures with one list of rows and monthly figures."""
    return [
        measure
        for measure in shipped_measures().values()
        if measure.base and not measure.split and not measure.variant_of and not measure.periods
    ]


def _figures(results: Results, measure: Measure, period: str) -> list[Result]:
    """The total and the teams' figures of a period, where there are any."""
    total = results.find(measure.id, CODE, period)
    found = [total] if total else []
    found += results.groups(measure.id, CODE, period, "team")
    return [one for one in found if one.status in (Status.OK, Status.NO_CASES)]


def _parts(result: Result) -> tuple[float, float]:
    """What is counted in the numerator and in all: a count has the first alone, a median the second."""
    parts = (result.numerator, result.denominator)
    top, bottom = (part if part is not None else max(filter(None, parts), default=0) for part in parts)
    return top, bottom


def test_the_edition_is_there_and_says_it_is_synthetic(solmere: Solmere) -> None:
    pages = sorted(solmere.edition.glob("*.html"))
    assert (solmere.edition / "index.html") in pages
    assert len(pages) > 7
    for page in pages:
        assert "synthetic" in page.read_text(encoding="utf-8").lower()


def test_the_same_files_again_change_nothing(solmere: Solmere) -> None:
    before = (solmere.workspace / "store" / "CURRENT").read_text()
    again = solmere.command(
        "load", solmere.folder / "sample" / "ssd", solmere.folder / "sample" / "registers"
    )
    assert again.returncode == 0
    assert "0 changes" in again.stderr
    assert (solmere.workspace / "store" / "CURRENT").read_text() == before


def _agrees(
    truth: dict[str, str], numerator: float | None, denominator: float | None, value: float | None
) -> bool:
    pairs = [(truth["numerator"], numerator), (truth["value"], value)]
    if truth["denominator"]:
        pairs.append((truth["denominator"], denominator))
    return all(
        (text == "") == (number is None) and (number is None or abs(float(text) - number) < 1e-6)
        for text, number in pairs
    )


def _counted(rows: list[dict[str, object]], count: str) -> tuple[float, float]:
    """Numerator and denominator of a list: rows, or different keys."""
    if count == "rows":
        return sum(bool(row["in_numerator"]) for row in rows), len(rows)
    return (
        len({row[count] for row in rows if row["in_numerator"]}),
        len({row[count] for row in rows}),
    )


def _of_list(measure: Measure, rows: list[dict[str, Any]], count: str) -> tuple[object, float]:
    """Numerator and denominator as a list has them."""
    value = measure.base.value if measure.base and measure.form in ("average", "sum") else None
    if value is None:
        return _counted(rows, count)
    top, bottom = _summed(rows, value)
    return pytest.approx(top), bottom if measure.form == "average" else pytest.approx(top)


def _summed(rows: list[dict[str, Any]], value: str) -> tuple[float, float]:
    """The sum of a list's values, and how many of its rows have one."""
    known = [row[value] for row in rows if row[value] is not None]
    return sum(known), len(known)
