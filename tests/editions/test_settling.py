"""What an interruption left of a release is put in its place when the store is opened; what no interruption
leaves is not touched."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.editions.releases import folders
from goldenthread.editions.releases.folders import current_folder, folder_of, publishing_alone
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.editions.store.checking import check_releases
from goldenthread.editions.store.opened import open_store
from goldenthread.warehouse.files import PARTIAL
from goldenthread.warehouse.workspace import Workspace
from tests.editions.made_releases import release


@pytest.fixture
def corrected(either: Workspace) -> tuple[Workspace, ReleaseRecord]:
    """A release and its correction, as they should be."""
    with open_store(either):
        release(either, "one")
        return either, release(either, "two", corrects=1, reason="A late file")


def pointer_of(folder: Path) -> Path:
    return folder.with_name("internal-CURRENT")


def without_name(folder: Path) -> None:
    folder.rename(folder.with_name(folder.name + PARTIAL))
    pointer_of(folder).write_text("internal-1\n")


def test_a_release_that_was_stored_gets_its_name_and_pointer_when_the_store_is_opened(
    corrected: tuple[Workspace, ReleaseRecord],
) -> None:
    here, last = corrected
    folder = folder_of(here, last)
    without_name(folder)
    with open_store(here) as finished:
        assert [one.number for one in finished] == [2]
        assert check_releases(here).wrong == ()
    assert current_folder(here, "2023-12", "internal") == folder
    with open_store(here) as finished:
        assert finished == []


def test_a_pointer_that_still_names_the_one_before_is_moved(
    corrected: tuple[Workspace, ReleaseRecord],
) -> None:
    here, last = corrected
    pointer_of(folder_of(here, last)).write_text("internal-1\n")
    with open_store(here) as finished:
        assert [one.number for one in finished] == [2]
        assert check_releases(here).wrong == ()


def test_what_no_interruption_leaves_is_not_touched(corrected: tuple[Workspace, ReleaseRecord]) -> None:
    here, last = corrected
    folder = folder_of(here, last)
    pointer_of(folder).write_text("internal-7\n")
    with open_store(here) as finished:
        assert finished == []
        assert "names another" in check_releases(here).wrong[0]
    pointer_of(folder).write_text("internal-2\n")
    without_name(folder)
    seal = folder.with_name(folder.name + PARTIAL) / "release.json"
    seal.chmod(0o644)
    seal.write_text("{}")
    with open_store(here) as finished:
        assert finished == []
        assert "not as it was released" in check_releases(here).wrong[0]
    assert seal.exists()


def test_who_opens_the_store_waits_for_one_who_publishes(corrected: tuple[Workspace, ReleaseRecord]) -> None:
    here, last = corrected
    folder = folder_of(here, last)
    without_name(folder)
    held, ended = threading.Event(), threading.Event()

    def publisher() -> None:
        with publishing_alone(here):
            held.set()
            time.sleep(0.3)
            folder.with_name(folder.name + PARTIAL).rename(folder)
            pointer_of(folder).write_text(f"{folder.name}\n")
            ended.set()

    other = threading.Thread(target=publisher)
    other.start()
    held.wait()
    with open_store(here) as finished:
        assert ended.is_set()
        assert finished == []
    other.join()


def test_who_may_not_write_there_is_told_who_finishes_it(
    corrected: tuple[Workspace, ReleaseRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, last = corrected
    without_name(folder_of(here, last))

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(folders, "sync_folder", refused)
    with pytest.raises(RefusedInput, match="Release 2 was interrupted") as told, open_store(here):
        pass
    assert "Whoever may write to that folder runs: goldenthread releases" in str(told.value)
