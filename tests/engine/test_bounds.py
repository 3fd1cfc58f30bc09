"""Bounds through the engine: against every way to mend the faulty records of a small council."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

import pytest

from goldenthread.base.periods import parse
from goldenthread.engine.bounds import NOT_TRACED, Bound, bounds, touches_of
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.compute import compute
from goldenthread.engine.reads import groups_by
from goldenthread.engine.tallies import tallies
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
    facts = frozenset(tally.component.fact for tally in tallies(chosen, catalogue, []).values())
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


@pytest.mark.parametrize("allocated_to", ["s1", "s2"])
def test_no_bound_where_a_faulty_record_names_no_child(allocated_to: str) -> None:
    """A spell that does not say whether its worker is a social worker: how many more children would be held
    cannot be told child by child. It says so, also in a month in which no case is held at all."""
    spells = [
        {"staff_id": one, "start_date": DAY("2022-01-01"), "fte": 1.0, "is_social_worker": known}
        for one, known in (("s1", True), ("s2", None))
    ]
    cases = [
        {
            "involvement_id": f"i{n}",
            "person_id": f"p{n}",
            "role": "allocated_worker",
            "worker_id": allocated_to,
            "start_date": DAY("2023-05-01"),
        }
        for n in (1, 2)
    ]
    rows: Rows = {"workforce_spells": spells, "involvements": cases, "persons": []}
    measure = "caseload_per_fte__with_disability"
    (bound,) = found_bounds(rows, ["workforce_spells.is_social_worker.missing"], [measure]).values()
    assert (bound.why, bound.lowest, bound.highest) == (NOT_TRACED, None, None)


def test_a_faulty_record_that_the_figure_is_made_of_is_traced_without_a_child() -> None:
    """An audit names no child; its own row is in the figure or it is not."""
    audits = [
        {
            "audit_id": f"a{n}",
            "audit_month": DAY(month),
            "service": "CP",
            "completed_date": DAY(month),
            "discussion_held": held,
        }
        for n, (month, held) in enumerate([("2023-12-01", True), ("2023-12-01", None), ("2023-11-01", None)])
    ]
    found = found_bounds({"audits": audits}, ["audit_discussion_unknown"], ["audit_discussion_pct"])
    (bound,) = found.values()
    assert (bound.rows, bound.lowest, bound.highest) == (1, 50, 100)
