"""Which figures moved between two sets of results: every way in which one may be in one of them alone."""

from __future__ import annotations

import pyarrow as pa
import pytest

from goldenthread.engine.revisions import REVISED, flagged, moved
from goldenthread.model.results import SCHEMA, Results

Figure = tuple[str, float | None, str]
"""Group, numerator, status; the value is the numerator."""


def results(*figures: Figure, breakdown: str = "team") -> Results:
    rows = [
        {
            **dict.fromkeys(SCHEMA.names),
            "measure": "m",
            "authority": "A",
            "period": "2023-11",
            "timing": "flow",
            "breakdown": breakdown,
            "group": group,
            "numerator": number,
            "value": number,
            "status": status,
            "snapshot": "s",
            "definition_version": 1,
            "flags": "",
            "reason": "",
        }
        for group, number, status in figures
    ]
    return Results(pa.Table.from_pylist(rows, schema=SCHEMA))


def names(then: Results, now: Results) -> list[tuple[str | None, str | None]]:
    return [(was and was.group, is_ and is_.group) for was, is_ in moved(then, now)]


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ([("T1", 1, "ok")], [("T1", 2, "ok")], [("T1", "T1")]),
        ([("T1", 1, "ok")], [("T1", 1 + 1e-12, "ok")], []),  # the last digits of a float are no revision
        ([("T1", None, "not_available")], [("T1", 2, "ok")], []),
        ([("T1", 1, "ok")], [("T1", None, "not_available")], [("T1", "T1")]),
        ([("T1", 0, "ok")], [("T1", 0, "no_cases")], [("T1", "T1")]),
        ([("T1", 1, "ok"), ("T2", 3, "ok")], [("T1", 1, "ok")], [("T2", None)]),
        ([("T1", 1, "ok"), ("T2", 0, "ok")], [("T1", 1, "ok")], []),  # it counted nobody, and does so still
        ([("T1", 1, "ok")], [("T1", 1, "ok"), ("T2", 3, "ok")], [(None, "T2")]),
        ([("T1", 1, "ok")], [("T1", 1, "ok"), ("T2", 0, "ok")], []),
        ([("T1", 1, "ok")], [("T1", 1, "ok"), ("T2", None, "not_yet_known")], []),
        ([("", None, "not_available")], [("T1", 1, "ok")], []),  # it was not told apart before
        ([("T1", 0, "ok"), ("T2", 2, "ok")], [("", None, "not_available")], [("T1", None), ("T2", None)]),
    ],
)
def test_what_moved(
    then: list[Figure], now: list[Figure], expected: list[tuple[str | None, str | None]]
) -> None:
    assert names(results(*then), results(*now)) == expected


def test_another_breakdown_tells_nothing_of_this_one() -> None:
    assert names(results(("all", 1, "ok"), breakdown="all"), results(("T1", 1, "ok"))) == [("all", None)]


def test_the_flag_stands_on_what_is() -> None:
    then = results(("T1", 1, "ok"), ("T2", 3, "ok"))
    now = results(("T1", 2, "ok"), ("T3", 1, "ok"), ("T4", 0, "ok"))
    assert [one.group for one in flagged(now, then) if REVISED in one.flags] == ["T1", "T3"]
