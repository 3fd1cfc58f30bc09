"""Bounds through the engine: against every way to mend the faulty records of a small council."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

import pytest

from goldenthread.base.periods import parse
from goldenthread.engine.bounds import Bound, bounds, touches_of
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.compute import compute
from goldenthread.engine.reads import groups_by
from goldenthread.sources.quality import rules
from goldenthread.warehouse.engines.duckdb import DuckDB
from goldenthread.warehouse.memory import MemorySnapshot, table_of
from tests.support.engine_run import run_engine
from tests.support.rule_examples import EXTRACTED_ON, Rows, covers_of, issues_of, standard_of

DAY = dt.date.fromisoformat
PERIOD = "2023-12"


def found_bounds(rows: Rows, codes: Iterable[str], measures: Iterable[str]) -> dict[str, Bound]:
    """The bounds of measures over a council's rows, by rule and measure."""
    catalogue = shipped_measures()
    asked = {code: rules()[code] for code in codes}
    complete = {
        name: [
            {
                **row,
                "authority": "A",
                "source_std": standard_of(name),
                "load_id": "test",
                "as_at": EXTRACTED_ON,
            }
            for row in listed
        ]
        for name, listed in rows.items()
    }
    chosen = [catalogue[name] for name in measures]
    tables = {name: table_of(name, listed) for name, listed in complete.items()}
    facts = frozenset(measure.base.fact for measure in chosen if measure.base)
    source = MemorySnapshot(DuckDB(), tables, covers_of(["A"]), EXTRACTED_ON, only=facts)
    results = compute(source, catalogue, chosen, [parse(PERIOD)], [])
    touches = touches_of(source, issues_of(asked, {"A": rows}))
    made = bounds(source, catalogue, results, parse(PERIOD), "A", asked, touches)
    return {f"{bound.rule} {bound.measure}": bound for bound in made}


def assessment(number: int, start: str, authorised: str | None) -> dict[str, Any]:
    return {
        "assessment_id": f"a{number}",
        "person_id": f"p{number}",
        "start_date": DAY(start),
        "authorised_date": authorised and DAY(authorised),
    }


SURE = [
    assessment(1, "2023-11-06", "2023-12-06"),
    assessment(2, "2023-11-06", "2023-12-07"),
    assessment(3, "2023-08-07", "2023-12-08"),
    assessment(4, "2023-08-07", "2023-10-09"),
]
FAULTY = [assessment(5, "2023-12-12", "2023-12-11"), assessment(6, "2023-12-20", "2023-12-19")]
WAYS = (("2023-12-01", "2023-12-11"), ("2023-07-03", "2023-12-11"), ("2023-12-01", "2024-01-08"), None)


@pytest.mark.parametrize("measure", ["assessments_45wd_pct", "assessments_completed"])
def test_the_bound_holds_whatever_the_records_turn_out_to_say(measure: str) -> None:
    people = [{"person_id": f"p{n}", "dob": DAY("2015-05-02")} for n in range(1, 7)]
    found = found_bounds(
        {"assessments": SURE + FAULTY, "persons": people}, ["assessment_authorised_before_start"], [measure]
    )
    bound = found[f"assessment_authorised_before_start {measure}"]
    assert bound.rows == 2
    councils: dict[str, Mapping[str, list[dict[str, Any]]]] = {}
    for number, ways in enumerate(product(WAYS, repeat=2)):
        mended = [assessment(5 + i, *way) for i, way in enumerate(ways) if way]
        councils[f"M{number}"] = {"assessments": SURE + mended, "persons": people}
    values = [r.value for r in run_engine(councils, measures=[measure], periods=[PERIOD], breakdowns=[])]
    known = [value for value in values if value is not None]
    assert len(known) == len(councils)
    assert (bound.lowest, bound.highest) == pytest.approx((min(known), max(known)))


def test_a_rule_moves_only_what_reads_its_columns() -> None:
    people = [{"person_id": f"p{n}", "dob": DAY("2015-05-02"), "ethnicity": "NOBT"} for n in range(1, 7)]
    rows = {"assessments": SURE, "persons": people}
    assert found_bounds(rows, ["ethnicity_unknown"], ["assessments_45wd_pct"]) == {}


def test_a_rule_says_which_groups_it_is_about() -> None:
    measures = shipped_measures().values()
    assert groups_by(rules()["ethnicity_unknown"].guards, measures) == ["ethnicity"]
    assert groups_by(rules()["assessment_authorised_before_start"].guards, measures) == []


def test_a_condition_that_reads_nothing_in_doubt_holds() -> None:
    """A contact without a source cannot become one of another month, nor can a later contact be touched."""
    contacts = [
        {"contact_id": f"c{n}", "person_id": f"p{n}", "contact_date": DAY(day), "source": source}
        for n, (day, source) in enumerate(
            [("2023-12-04", "6"), ("2023-12-05", "1A"), ("2023-12-06", None), ("2024-01-04", None)]
        )
    ]
    rows: Rows = {"contacts": contacts, "persons": []}
    found = found_bounds(
        rows, ["contacts.source.missing"], ["contacts_police_share_pct", "contacts_received"]
    )
    (bound,) = (bound for bound in found.values() if bound.measure == "contacts_police_share_pct")
    assert bound.rows == 1
    assert (bound.lowest, bound.highest) == pytest.approx((100 / 3, 200 / 3))
