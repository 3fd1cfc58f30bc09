"""Merged ids: one person under one id, and every row back under its own when the merge is taken back."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.warehouse.current import current_tables, sole_load
from goldenthread.warehouse.merges import merges_in_force
from tests.support.made_loads import Row, Sent, stored

PEOPLE = "abcdef"
WHO = st.sampled_from(PEOPLE)
ROWS: dict[str, Sequence[Row]] = {
    "persons": [
        {"person_id": one, "sex": "F", "ethnicity": "NOBT", "dob": n} for n, one in enumerate(PEOPLE)
    ],
    "cp_plans": [
        {"cp_plan_id": f"plan {one}", "person_id": one, "start_date": n} for n, one in enumerate(PEOPLE)
    ],
    "disabilities": [{"person_id": one, "disability": "MOB", "is_flag_only": False} for one in PEOPLE],
}


def merge(stays: str, former: str, day: int = 1, undone: int | None = None) -> Row:
    return {"person_id": stays, "former_id": former, "merged_on": day, "unmerged_on": undone}


def in_force(*registers: Sequence[Row]) -> tuple[dict[str, str], dict[str, list[Row]]]:
    """The merges in force and the rows by table, after registers that came one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        loads = [stored(Path(folder), 0, Sent(0, 10, ROWS))]
        loads += [
            stored(Path(folder), number, Sent(0, 10 + number, {"person_merges": rows}), "L")
            for number, rows in enumerate(registers, 1)
        ]
        tables = current_tables(loads)
        assert (sole_load("cp_plans", loads) is None) == bool(merges_in_force(loads))
        return merges_in_force(loads), {name: tables[name].to_pylist() for name in ROWS}


def together(pairs: Sequence[tuple[str, str]]) -> list[set[str]]:
    """Who is one person when each former id leads to the one that stays: the twin, by joining sets."""
    groups = [{one} for one in PEOPLE]
    for pair in pairs:
        joined = set().union(*(group for group in groups if group & set(pair)))
        groups = [*(group for group in groups if not group & set(pair)), joined]
    return groups


@given(pairs=st.lists(st.tuples(WHO, WHO), max_size=5, unique_by=lambda pair: pair[1]))
@settings(max_examples=30, deadline=None)
def test_each_person_has_one_id_and_counts_once(pairs: list[tuple[str, str]]) -> None:
    """Chains and rings of merges too: whoever is joined goes by one id, and each record is kept once."""
    merges, tables = in_force([merge(stays, former) for stays, former in pairs])
    for group in together(pairs):
        assert len({merges.get(one, one) for one in group}) == 1
    people = {merges.get(one, one) for one in PEOPLE}
    assert len(people) == len(together(pairs))
    for name, rows in tables.items():
        assert len(rows) == len(PEOPLE)
        counted = [row["person_id"] for row in rows if row["excluded"] is None]
        assert set(counted) == people
        assert len(counted) == (len(PEOPLE) if name == "cp_plans" else len(people))


REGISTERS = st.lists(
    st.lists(st.tuples(WHO, WHO), max_size=4, unique_by=lambda pair: pair[1]), min_size=1, max_size=3
)


@given(registers=REGISTERS)
@settings(max_examples=30, deadline=None)
def test_merges_taken_back_leave_what_was_never_merged(registers: list[list[tuple[str, str]]]) -> None:
    taken_back(registers)


@pytest.mark.long
@given(registers=REGISTERS)
@settings(max_examples=500, deadline=None)
def test_five_hundred_merges_taken_back(registers: list[list[tuple[str, str]]]) -> None:
    taken_back(registers)


def taken_back(registers: list[list[tuple[str, str]]]) -> None:
    never = in_force()[1]
    said = [[merge(*pair) for pair in register] for register in registers]
    last = [merge(*pair, undone=2) for pair in registers[-1]]
    assert in_force(*said, last) == ({}, never)


def test_the_row_of_the_id_that_stays_counts() -> None:
    _, tables = in_force([merge("a", "b")])
    births = {
        row["person_id"]: (row["dob"], row["excluded"]) for row in tables["persons"] if not row["excluded"]
    }
    assert births["a"] == (dt.date(2023, 1, 1), None)
    assert [row["excluded"] for row in tables["persons"]] == [None, "merged", None, None, None, None]


@pytest.mark.parametrize(("undone", "merged"), [(None, True), (11, False), (12, True)])
def test_a_merge_stands_until_the_day_it_is_taken_back(undone: int | None, merged: bool) -> None:
    """The register is of day 11."""
    assert bool(in_force([merge("a", "b", undone=undone)])[0]) is merged


def test_the_newest_register_stands() -> None:
    assert in_force([merge("a", "b")], [merge("c", "d")])[0] == {"d": "c"}
