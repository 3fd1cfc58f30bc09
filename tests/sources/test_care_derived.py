"""Periods of care and carer spells, case by case."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from goldenthread.sources.ssd.periods import Episode, LegalStatuses, Period, periods
from goldenthread.sources.ssd.spells import Placement, carer_spells

D = dt.date
DAY = [D(2023, 1, 1) + dt.timedelta(30 * n) for n in range(12)]


def episode(
    row: int, start: int, end: int | None, why: str | None, rec: str | None, **more: object
) -> Episode:
    ends = None if end is None else DAY[end]
    one = Episode(row, "P", "C1", DAY[start], ends, why, rec)
    for name, value in more.items():
        setattr(one, name, value)
    return one


def found(*episodes: Episode) -> list[tuple[dt.date, dt.date | None, str | None, int]]:
    return [(one.start, one.end, one.end_reason, len(one.episodes)) for one in periods(episodes)]


def test_a_period_runs_to_the_first_reason_that_ends_care() -> None:
    assert found(episode(1, 2, 4, "P", "E4A"), episode(0, 0, 2, "S", "X1")) == [(DAY[0], DAY[4], "E4A", 2)]
    assert found(episode(0, 0, 2, "S", "X1"), episode(1, 2, None, "L", None)) == [(DAY[0], None, None, 2)]


def test_another_episode_starts_written_on_the_last_one_leaves_the_period_open() -> None:
    assert found(episode(0, 0, None, "S", "X1")) == [(DAY[0], None, None, 1)]
    assert found(episode(0, 0, 2, "S", "X1")) == [(DAY[0], None, None, 1)]


def test_a_new_entry_opens_a_new_period_even_on_the_same_day_under_the_same_id() -> None:
    both = found(episode(0, 0, 2, "S", "E8"), episode(1, 2, None, "S", None))
    assert both == [(DAY[0], DAY[2], "E8", 1), (DAY[2], None, None, 1)]


def test_an_end_without_a_reason_ends_care_only_before_a_gap() -> None:
    assert found(episode(0, 0, 2, "S", None), episode(1, 2, None, "P", None)) == [(DAY[0], None, None, 2)]
    assert len(found(episode(0, 0, 2, "S", None), episode(1, 3, None, "P", None))) == 2
    assert found(episode(0, 0, 2, "S", None)) == [(DAY[0], DAY[2], None, 1)]


def test_a_period_begun_before_the_extract_starts_when_the_source_says() -> None:
    assert found(episode(0, 3, None, "L", None, entered=DAY[0])) == [(DAY[0], None, None, 1)]
    assert found(episode(0, 3, None, "S", None, entered=DAY[0])) == [(DAY[3], None, None, 1)]


def test_short_breaks_are_those_of_every_episode() -> None:
    def period(*statuses: str | None) -> Period:
        return Period(
            "C1", 0, [episode(n, n, n + 1, "S", None, legal_status=s) for n, s in enumerate(statuses)]
        )

    assert period("V4", "V3", "V1").is_short_breaks
    assert not period("V4", "V2").is_short_breaks
    assert not period(None).is_short_breaks


def test_the_legal_status_of_a_day() -> None:
    rows = pa.table(
        {
            "person_id": ["P"] * 3,
            "start_date": [DAY[0], DAY[2], DAY[2]],
            "end_date": [DAY[2], DAY[2], None],
            "legal_status": ["V2", "L2", "C1"],
        }
    )
    statuses = LegalStatuses(rows)
    assert [statuses.on("P", day) for day in (DAY[0], DAY[1], DAY[2], DAY[3])] == ["V2", "V2", "C1", "C1"]
    assert statuses.on("P", DAY[0] - dt.timedelta(1)) is None
    assert statuses.on("Q", DAY[0]) is None


def spells(*placements: tuple[str, str | None, str]) -> list[str]:
    """Spell of each placement, given as place, reason of its first episode, and where it is."""
    rows = [
        Placement(n, str(n), "P", "C1", DAY[n], DAY[n + 1], place, (place, where), reason)
        for n, (place, reason, where) in enumerate(placements)
    ]
    by_row = carer_spells(rows[::-1])
    return [by_row[n] for n in range(len(rows))]


def test_only_a_new_carer_opens_a_spell() -> None:
    moves = (("U6", "S", "a"), ("U4", "T", "a"), ("U4", "U", "a"), ("K2", "P", "b"), ("K2", "B", "c"))
    assert spells(*moves) == ["0", "0", "0", "3", "4"]


def test_a_temporary_stay_and_the_return_keep_the_spell() -> None:
    assert spells(("U6", "S", "a"), ("T1", "P", "x"), ("U6", "P", "a"), ("U6", "P", "b")) == [
        "0",
        "0",
        "0",
        "3",
    ]
    assert spells(("U6", "S", "a"), ("T1", "P", "x"), ("T2", "P", "y"), ("U6", "P", "a")) == ["0"] * 4
    assert spells(("U6", "S", "a"), ("T1", "P", "x"), ("U6", "P", "b")) == ["0", "0", "2"]


def test_a_temporary_stay_first_of_all_opens_a_spell_that_the_next_carer_does_not_keep() -> None:
    assert spells(("T1", "S", "x"), ("U6", "P", "a")) == ["0", "1"]


def test_adoption_by_the_current_carer_keeps_the_spell() -> None:
    assert spells(("U5", "S", "a"), ("A5", "P", "b"), ("A6", "P", "c")) == ["0", "0", "2"]


def test_without_an_episode_each_placement_is_a_new_carer() -> None:
    assert spells(("U6", None, "a"), ("U6", None, "a")) == ["0", "1"]
