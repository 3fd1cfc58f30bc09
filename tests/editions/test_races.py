"""Two people publish at once: one number, one winner, one polite refusal (fault P1)."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import nullcontext

import pytest

from goldenthread.base.errors import GoldenthreadError
from goldenthread.editions.store import releases as actions
from goldenthread.editions.store.checking import check_releases
from goldenthread.editions.store.opened import open_store
from goldenthread.editions.store.releases import Plan, releases
from goldenthread.warehouse.workspace import Workspace
from tests.editions.made_releases import plan, publish_planned


def race(here: Workspace, plans: list[Plan]) -> Counter[str]:
    """Publish each plan in a thread of its own, all at once; how each ended."""
    begin, ended = threading.Barrier(len(plans)), Counter[str]()

    def work(planned: Plan) -> None:
        from django.db import connections

        begin.wait()
        try:
            publish_planned(here, planned, f"content of {planned.by}")
            ended["released"] += 1
        except GoldenthreadError as error:
            ended["refused" if "meanwhile" in str(error) or "same moment" in str(error) else str(error)] += 1
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=work, args=(one,)) for one in plans]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return ended


def races(here: Workspace, times: int) -> None:
    with open_store(here):
        for number in range(times):
            period = f"{2000 + number // 12}-{1 + number % 12:02d}"
            both = [plan(here, period, by=name) for name in ("Ada", "Ben")]
            assert race(here, both) == {"released": 1, "refused": 1}
        assert [one.number for one in releases()] == list(range(1, times + 1))
        assert check_releases(here).wrong == ()


def test_one_wins_and_the_other_is_told_so(either: Workspace) -> None:
    races(either, 12)


def test_the_database_alone_lets_one_win(either: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two machines do not see each other's lock of the folder."""
    monkeypatch.setattr(actions, "publishing_alone", lambda _: nullcontext())
    for name in ("settle", "write_partial"):
        monkeypatch.setattr(actions, name, lambda *_: [])
    with open_store(either):
        for number in range(1, 7):
            both = [plan(either, f"2023-{number:02d}", by=name) for name in ("Ada", "Ben")]
            assert race(either, both) == {"released": 1, "refused": 1}
            assert [one.number for one in releases()] == list(range(1, number + 1))


@pytest.mark.long
def test_a_thousand_races(here: Workspace) -> None:
    races(here, 1000)
