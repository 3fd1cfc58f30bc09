"""How many records a load takes out of force: what `current` no longer counts, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from goldenthread.warehouse.contract.withdrawn import withdrawn
from tests.support.made_loads import Row, Sent, stored

Sends = Sequence[tuple[Sent, str]]
OPEN = {"cp_plan_id": "a", "person_id": "p", "start_date": 2, "end_date": None}


def gone(folder: Path, before: Sends, new: Sent, standard: str = "SSD") -> dict[tuple[str, str], int]:
    """What the last of the loads, each a load and its standard, withdraws."""
    loads = [stored(folder, number, sent, std) for number, (sent, std) in enumerate(before)]
    came = stored(folder, len(before), new, standard)
    return withdrawn(loads, [*loads, came], [came])[0]


def contact(one: str, day: int, person: str = "p") -> Row:
    return {"contact_id": one, "person_id": person, "contact_date": day}


def test_a_record_that_is_gone_is_withdrawn_and_one_before_the_cover_is_not(tmp_path: Path) -> None:
    first = Sent(0, 10, {"contacts": [contact("a", 3), contact("b", 6), contact("c", 7)]})
    second = Sent(5, 20, {"contacts": [contact("b", 6)]})
    assert gone(tmp_path, [(first, "SSD")], second) == {("SSD", "contacts"): 1}


def test_a_spell_of_a_source_that_says_no_end_is_not_withdrawn(tmp_path: Path) -> None:
    """Its start lies before the newer cover, and no end is known of any: its row counts on."""
    rows = [{"s47_id": one, "person_id": one, "start_date": day} for one, day in (("a", 9), ("b", 10))]
    older = Sent(0, 10, {"s47_enquiries": rows}, lacks=frozenset({"end_date"}))
    newer = Sent(10, 20, {"s47_enquiries": []})
    assert gone(tmp_path, [(older, "SSD")], newer) == {("SSD", "s47_enquiries"): 1}


def test_every_load_that_counts_is_looked_at(tmp_path: Path) -> None:
    """A longer extract has nothing of a plan that the load before last had open until then."""
    first = Sent(0, 10, {"contacts": [contact("a", 3)]})
    second = Sent(8, 20, {"contacts": [contact("b", 12)]})
    third = Sent(0, 30, {"contacts": [contact("b", 12)]})
    before = [(first, "SSD"), (second, "SSD")]
    assert gone(tmp_path, before, third) == {("SSD", "contacts"): 1}


def test_registers_that_come_one_by_one_withdraw_nothing_of_each_other(tmp_path: Path) -> None:
    supervision = [{"supervision_id": "s", "supervision_date": 4}]
    before = [
        (Sent(0, 10, {"audits": [{"audit_id": "a", "audit_month": 2}]}), "L"),
        (Sent(0, 10, {"supervisions": supervision}), "L"),
    ]
    assert gone(tmp_path, before, Sent(5, 20, {"audits": []}), "L") == {}
    assert gone(tmp_path / "again", before, Sent(0, 20, {"audits": []}), "L") == {("L", "audits"): 1}


@pytest.mark.parametrize("again", [contact("z", 6), {**contact("b", 6), "source": "6"}])
def test_a_record_numbered_anew_or_changed_is_not_withdrawn(tmp_path: Path, again: Row) -> None:
    first = Sent(0, 10, {"contacts": [contact("b", 6)]})
    assert gone(tmp_path, [(first, "SSD")], Sent(5, 20, {"contacts": [again]})) == {}


def test_an_open_spell_that_the_newer_load_does_not_have_is_withdrawn(tmp_path: Path) -> None:
    first = Sent(0, 10, {"cp_plans": [OPEN]})
    assert gone(tmp_path, [(first, "SSD")], Sent(5, 20, {"cp_plans": []})) == {("SSD", "cp_plans"): 1}
    assert gone(tmp_path / "other", [(first, "AA")], Sent(5, 20, {"cp_plans": []})) == {}, "another source"


def test_records_of_merged_ids_are_not_withdrawn(tmp_path: Path) -> None:
    first = Sent(0, 10, {"contacts": [contact("b", 6, "q")]})
    merge = {"person_id": "p", "former_id": "q", "merged_on": 11}
    new = Sent(5, 20, {"contacts": [contact("z", 6, "q")], "person_merges": [merge]})
    assert gone(tmp_path, [(first, "SSD")], new) == {}
