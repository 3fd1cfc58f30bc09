"""How the tests are run: the longest files first, and a disk that is not waited for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.longest_first import LONGEST, place
from tests.support.write_steps import counted

ROOT = Path(__file__).parents[2]


def test_the_files_that_begin_first_are_there() -> None:
    assert [name for name in LONGEST if not (ROOT / name).is_file()] == []
    assert len(set(LONGEST)) == len(LONGEST)


def test_files_run_in_that_order_and_then_in_their_own() -> None:
    named = ["tests/base/test_dates.py", LONGEST[1], "tests/base/test_cells.py", LONGEST[0]]
    assert sorted(named, key=place) == [LONGEST[0], LONGEST[1], named[0], named[2]]


def test_this_run_is_in_that_order(request: pytest.FixtureRequest) -> None:
    """The order of the session itself, whichever of its tests were chosen."""
    places = [place(item.nodeid.partition("::")[0]) for item in request.session.items]
    assert places == sorted(places)


def test_a_sync_returns_at_once_and_still_counts_as_a_step(tmp_path: Path) -> None:
    os.fsync(-1)  # the real one refuses this
    steps: list[str] = []
    with counted(tmp_path, steps.append):
        os.fsync(-1)
    assert steps == ["fsync"]
