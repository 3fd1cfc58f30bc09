"""Paths to adoption from episodes, AD1 and PlacedAdoption together."""

from __future__ import annotations

import datetime as dt
from typing import Any

from goldenthread.sources.ssda903.adoptions import Path, Said, adoptions
from goldenthread.sources.ssda903.journeys import Episode, journeys

START = dt.date(2023, 4, 3)


def day(number: int) -> dt.date:
    return START + dt.timedelta(number)


def episode(start: int, end: int | None, **more: Any) -> Episode:
    """An episode of foster care under a care order."""
    values: dict[str, Any] = {
        "row": start,
        "id": f"e{start}",
        "person": "child",
        "start": day(start),
        "reason": "P",
        "end": None if end is None else day(end),
        "end_reason": "X1",
        "place": "U6",
        "where": ("U6", str(more.get("place", ""))),
        "legal_status": "C2",
    }
    return Episode(**{**values, **more})


def said(at: int, decided: int | None, *, adoption: bool, **more: Any) -> Said:
    values: dict[str, Any] = {"matched": None, "reversed": None, "by_carer": None}
    return Said(
        at, "child", None if decided is None else day(decided), is_adoption=adoption, **{**values, **more}
    )


LIFE = [
    episode(0, 30, reason="S"),
    episode(30, 60, reason="L", legal_status="E1"),
    episode(60, 90, place="A6", legal_status="E1"),
    episode(90, 200, reason="T", place="A6", legal_status="E1", end_reason="E12"),
]


def paths(episodes: list[Episode], *rows: Said) -> list[Path]:
    return list(adoptions(journeys(episodes), rows))


def test_an_adoption_has_its_days_from_the_episodes() -> None:
    (path,) = paths(LIFE)
    assert (path.order, path.placement_order, path.placed) == (day(200), day(30), day(60))
    assert (path.with_carer_since, path.by_carer) == (day(60), False)


def test_decision_and_match_come_from_the_rows_that_lie_before_the_order() -> None:
    rows = [
        said(0, 10, adoption=False, reversed=day(12)),
        said(1, 20, adoption=False),
        said(2, 20, adoption=True, matched=day(50), by_carer=False),
        said(3, 300, adoption=True),
    ]
    found = paths(LIFE, *rows)
    adopted = next(path for path in found if path.order)
    assert [one.at for one in adopted.said] == [2, 1]
    assert adopted.decided == day(20)
    assert sorted(path.said[0].at for path in found if not path.order) == [0, 3]


def test_adoption_by_the_carer_counts_from_the_first_day_with_them() -> None:
    life = [*LIFE[:2], episode(60, 200, reason="T", place="A5", legal_status="E1", end_reason="E11")]
    (path,) = paths(life)
    assert (path.by_carer, path.with_carer_since, path.placed) == (True, day(0), day(60))


def test_what_ad1_says_of_the_carer_stands_before_what_the_place_shows() -> None:
    (path,) = paths(LIFE, said(0, 20, adoption=True, by_carer=True))
    assert path.by_carer is True


def test_days_that_lie_before_the_first_return_are_not_known() -> None:
    later = [episode(60, 200, reason="L", place="A6", legal_status="E1", end_reason="E12")]
    (path,) = paths(later)
    assert (path.placed, path.with_carer_since, path.placement_order) == (None, None, day(60))
    moved = [episode(60, 200, reason="P", place="A6", legal_status="E1", end_reason="E12")]
    (path,) = paths(moved)
    assert (path.placed, path.placement_order) == (day(60), None)


def test_a_decision_in_care_that_goes_on_has_no_order_yet() -> None:
    life = [*LIFE[:2], episode(60, None, place="A6", legal_status="E1")]
    (path,) = paths(life, said(0, 40, adoption=False))
    assert (path.order, path.decided, path.placed, path.placement_order) == (None, day(40), day(60), day(30))


def test_a_row_of_a_child_without_episodes_stays_by_itself() -> None:
    (path,) = paths([], said(0, 5, adoption=True, matched=day(6)))
    assert (path.period, path.order, path.decided) == (None, None, day(5))
