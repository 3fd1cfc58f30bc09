"""A disk without room: nothing of a release stays, what stood stands, and what is said names the folder and
what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from django.db import connection

from goldenthread.base.errors import RefusedInput
from goldenthread.editions.releases import folders
from goldenthread.editions.releases.folders import current_folder, folder_of, releases_folder
from goldenthread.editions.store import releases as actions
from goldenthread.editions.store.checking import check_releases
from goldenthread.editions.store.opened import open_store
from goldenthread.editions.store.releases import Plan, releases
from goldenthread.warehouse.files import PARTIAL
from goldenthread.warehouse.workspace import Workspace
from tests.editions.made_releases import plan, publish_planned, release

NO_ROOM = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def left(here: Workspace) -> list[str]:
    return [path.name for path in here.editions.rglob(f"*{PARTIAL}*")]


@pytest.mark.parametrize("of_files", [0, 2])
def test_nothing_of_a_release_stays_on_a_full_disk(
    here: Workspace, monkeypatch: pytest.MonkeyPatch, of_files: int
) -> None:
    written, real = [], folders.write_whole

    def write(path: Path, content: bytes) -> None:
        if len(written) == of_files:
            raise NO_ROOM
        written.append(path)
        real(path, content)

    with open_store(here):
        release(here, "one")
        planned = plan(here, "2024-01")
        with monkeypatch.context() as patched:
            patched.setattr(folders, "write_whole", write)
            with pytest.raises(RefusedInput, match="no room on the disk for the release") as refused:
                publish_planned(here, planned)
        assert refused.value.where == releases_folder(here) / "2024-01" / "internal-2"
        assert refused.value.why == "Nothing was released."
        assert "MB are free: make room there" in refused.value.do
        assert not (releases_folder(here) / "2024-01").exists()
        assert (left(here), check_releases(here).wrong) == ([], ())
        assert publish_planned(here, planned).number == 2


def publish_in_full_store(here: Workspace, planned: Plan) -> None:
    with open_store(here), connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1")  # no page more than there are
        publish_planned(here, planned)


def test_nothing_of_a_release_stays_where_the_store_is_full(here: Workspace) -> None:
    with open_store(here):
        release(here, "one")
        planned = plan(here, "2024-01", by="A" * 100_000)
    with pytest.raises(RefusedInput, match="Its disk is full: make room there"):
        publish_in_full_store(here, planned)
    with open_store(here):
        assert [one.number for one in releases()] == [1]
        assert (left(here), check_releases(here).wrong) == ([], ())


def test_a_stored_release_that_has_no_room_for_its_pointer_says_who_finishes_it(
    here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise NO_ROOM

    with open_store(here):
        planned = plan(here)
        real = actions._store

        def store(*said: object) -> None:
            real(*said)
            monkeypatch.setattr(folders, "_point", refused)

        monkeypatch.setattr(actions, "_store", store)
        with pytest.raises(RefusedInput, match="Release 1 is stored, but could not be put in its place"):
            publish_planned(here, planned)
    monkeypatch.undo()
    with open_store(here) as finished:
        assert [one.number for one in finished] == [1]
        assert current_folder(here, "2023-12", "internal") == folder_of(here, finished[0])
