"""What became of records between two snapshots: each kind by itself, on loads of a few rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import cast

import pyarrow as pa

from goldenthread.warehouse.current import current_covers, current_tables
from goldenthread.warehouse.differences import differences
from goldenthread.warehouse.loads import StoredLoad
from goldenthread.warehouse.merges import merges_in_force
from goldenthread.warehouse.snapshot import Snapshot
from tests.support.made_loads import Row, Sent, stored


class Held:
    """What `differences` reads of a snapshot, from loads that were not conformed."""

    def __init__(self, loads: Sequence[StoredLoad]) -> None:
        self.covers, self.merges = current_covers(loads), merges_in_force(loads)
        self._tables, self.loads = current_tables(loads), loads

    def has(self, name: str) -> bool:
        return name in self._tables

    def stored_rows(self, name: str, columns: Sequence[str]) -> pa.Table:
        return self._tables[name].select(list(columns))


def found(
    folder: Path,
    before: Sequence[tuple[Sent, str]],
    after: Sequence[tuple[Sent, str]],
    people: Collection[str] | None,
    standard: str = "SSD",
) -> dict[str, int]:
    """What became of the contacts of some people; each load with its standard."""
    loads = [stored(folder, n, sent, std) for n, (sent, std) in enumerate((*before, *after))]
    then, now = (cast(Snapshot, Held(own)) for own in (loads[: len(before)], loads[len(before) :]))
    return dict(differences(then, now, "contacts", standard, people))


def contacts(extracted: int, *rows: tuple[str, str, int]) -> Sent:
    listed: list[Row] = [
        {"contact_id": one, "person_id": person, "contact_date": day} for one, person, day in rows
    ]
    return Sent(0, extracted, {"contacts": listed})


def merges(*pairs: tuple[str, str]) -> Sent:
    rows = [{"person_id": stays, "former_id": former, "merged_on": 1} for stays, former in pairs]
    return Sent(0, 10, {"person_merges": rows})


def test_a_record_put_down_to_somebody_else_is_changed(tmp_path: Path) -> None:
    """A wrong child corrected is no merge: nobody said that two ids are one person."""
    then, now = contacts(10, ("a", "p", 3)), contacts(10, ("a", "q", 3))
    assert found(tmp_path, [(then, "SSD")], [(now, "SSD")], ["p", "q"]) == {"changed": 1}


def test_merged_and_unmerged_are_what_the_register_says(tmp_path: Path) -> None:
    rows, none = contacts(10, ("a", "q", 3)), merges()
    register = merges(("p", "q"))
    apart, together = [(rows, "SSD"), (none, "L")], [(rows, "SSD"), (register, "L")]
    assert found(tmp_path / "1", apart, together, ["p", "q"]) == {"merged": 1}
    assert found(tmp_path / "2", together, apart, ["p", "q"]) == {"unmerged": 1}
    other = contacts(10, ("a", "r", 3))
    assert found(tmp_path / "3", apart, [(other, "SSD"), (register, "L")], ["p", "q", "r"]) == {"changed": 1}


def test_how_far_a_snapshot_reached_is_asked_of_the_standard_itself(tmp_path: Path) -> None:
    """Annex A reached to day 20; the dataset to day 10 only, so that its contact of day 15 came with the rest
    of the later extract and was not late."""
    before = [(contacts(10, ("a", "p", 3)), "SSD"), (contacts(20, ("x", "p", 12)), "AA")]
    after = [(contacts(30, ("a", "p", 3), ("b", "p", 15)), "SSD")]
    assert found(tmp_path, before, after, ["p"]) == {}
    assert found(tmp_path / "late", before, [(contacts(30, ("a", "p", 3), ("b", "p", 9)), "SSD")], ["p"]) == {
        "late": 1
    }
