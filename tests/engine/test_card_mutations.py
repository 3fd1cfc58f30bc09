"""Each worked example can fail: a fault in a card's definition breaks at least one of its examples."""

from __future__ import annotations

from functools import cache

import pytest

from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.examples import ExampleRun
from goldenthread.model.measure import Measure
from goldenthread.warehouse.engines.duckdb import DuckDB
from goldenthread.warehouse.facts import fact
from goldenthread.warehouse.memory import MemorySnapshot
from tests.engine.card_mutations import expression_faults, mutants

ONE_ROW_A_CHILD = "the fact has one row for each child in care on a day"

EQUIVALENT: dict[str, dict[str, str]] = {
    "placements_3plus_pct": {"count: rows": ONE_ROW_A_CHILD},
    "rha_in_date_pct": {"count: rows": ONE_ROW_A_CHILD},
    "placement_longterm_pct": {"count: rows": ONE_ROW_A_CHILD},
    "placed_20_miles_pct": {"count: rows": ONE_ROW_A_CHILD},
    "placed_20_miles_pct__known": {"count: rows": ONE_ROW_A_CHILD},
    "placed_20_miles_pct__any_area": {"count: rows": ONE_ROW_A_CHILD},
    "unregistered_placements": {"count: rows": ONE_ROW_A_CHILD},
    "sw_changes_3plus_pct": {"count: rows": ONE_ROW_A_CHILD},
    "statutory_open_children": {"count: rows": "the fact has one row for each open child on a day"},
    "record_currency_pct": {"count: rows": "the fact has one row for each record of a case on a day"},
    "placement_moves_by_destination": {"count: rows": "the filter keeps the last move of each child alone"},
}
"""Card -> fault -> why no example can tell it from the card."""

CHILD_BY_DAY = (
    "care_leavers_eet_pct",
    "care_leavers_in_touch_pct",
    "care_leavers_suitable_accom_pct",
    "cla_health_checks_pct",
    "cla_reviews_in_time_pct",
    "cla_visits_in_date_pct",
    "pathway_plan_in_date_pct",
    "pep_in_date_pct",
    "sdq_coverage_pct",
)
"""Cards, with their variants, over facts that have one row for each person on a day."""

EQUIVALENT |= {
    measure.id: {"count: rows": ONE_ROW_A_CHILD}
    for measure in shipped_measures().values()
    if (measure.variant_of or measure.id) in CHILD_BY_DAY
}
for one in ("pep_in_date_pct", "pep_in_date_pct__to_18"):
    EQUIVALENT[one]["numerator: lapses_date >= PERIOD_END"] = (
        "terms begin on a first of the month, no period ends on one"
    )


@cache
def example_run() -> ExampleRun:
    measures = shipped_measures()
    return ExampleRun(
        measures.values(),
        measures,
        lambda tables, covers, day, only: MemorySnapshot(DuckDB(), tables, covers, day, only=only),
    )


def survivors(measure: Measure) -> list[str]:
    """Faults of a card that no example of it notices."""
    found = mutants(measure, shipped_measures())
    missed = example_run().mismatches([mutant.measure for mutant in found]) if found else {}
    known = EQUIVALENT.get(measure.id, {})
    return [m.fault for m in found if not missed[m.measure.id] and m.fault not in known]


@pytest.mark.parametrize("name", [m.id for m in shipped_measures().values() if m.examples])
def test_every_fault_breaks_an_example(name: str) -> None:
    assert survivors(shipped_measures()[name]) == []


def test_equivalent_faults_are_faults_of_cards() -> None:
    measures = shipped_measures()
    for name, faults in EQUIVALENT.items():
        made = {mutant.fault for mutant in mutants(measures[name], measures)}
        assert set(faults) <= made, f"{name}: no such fault any more"


def test_faults_of_an_expression() -> None:
    faults = expression_faults("not is_ola and PERIOD_END - start_date >= 28", fact("cp_plans"))
    assert "NOT is_ola" in faults
    assert "PERIOD_END - start_date >= 28" in faults
    assert "NOT is_ola AND PERIOD_END - start_date > 28" in faults
    assert "NOT is_ola AND PERIOD_END - start_date >= 29" in faults
    assert "is_ola AND PERIOD_END - start_date >= 28" in faults
