"""What a second process does of a load and of an edition is what would have been done here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import fields
from pathlib import Path

import pytest

from goldenthread.base import beside as module
from goldenthread.base.beside import LEAST, Beside, beside
from goldenthread.base.periods import parse
from goldenthread.cli import month_edition
from goldenthread.cli.settings import own_settings
from goldenthread.engine.cards import shipped_measures
from goldenthread.publication.edition import Edition
from goldenthread.publication.pack import content_of, files_of
from goldenthread.sources import Delivery, Identities, read
from goldenthread.warehouse import workspace as workspaces
from goldenthread.warehouse.snapshot import Snapshot, current_snapshot
from tests.cli.conftest import Place
from tests.support.small_council import AUTHORITY

WHEN = parse("2023-11")


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> Iterator[Beside]:
    """A second process for whose work nobody steps in."""

    def only_beside(promise: Future[object], here: Callable[[], object]) -> object:
        return promise.result(60)

    monkeypatch.setattr(module, "_answer", only_beside)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with beside(LEAST) as made:
        yield made


def test_an_edition_is_the_same(council: Place, second: Beside) -> None:
    here, loaded = _opened(council)
    alone = month_edition.edition(here, loaded, WHEN)
    together = month_edition.edition(here, _opened(council)[1], WHEN, second=second)
    assert alone.results.table.equals(together.results.table)
    assert alone.results.table.num_rows > 1000
    told = {one.name for one in fields(Edition)} - {"results", "prove"}
    assert [name for name in told if getattr(alone, name) != getattr(together, name)] == []
    files = [files_of(content_of(together, ("html",), help_), ("html",)) for help_ in (None, second)]
    assert files[0] == files[1]
    assert len(files[0]) > 10


def test_what_is_read_is_the_same(files: Path, second: Beside) -> None:
    alone, together = _read(files), _read(files, second)
    for one, other in zip(alone.readings, together.readings, strict=True):
        for batch, same in zip(one.batches, other.batches, strict=True):
            assert (batch.table, batch.rows) == (same.table, same.rows)
        told = {each.name for each in fields(one)} - {"batches"}
        assert [name for name in told if getattr(one, name) != getattr(other, name)] == []


def _opened(place: Place) -> tuple[workspaces.Workspace, Snapshot]:
    here = workspaces.read(place.root)
    loaded = current_snapshot(here)
    loaded.own_rows = own_settings(here, shipped_measures())
    return here, loaded


def _read(files: Path, second: Beside | None = None) -> Delivery:
    paths = [files / "november" / part for part in ("ssd", "registers")]
    identities = Identities(bytes(range(32)), AUTHORITY)
    return read(paths, authority=AUTHORITY, identities=identities, second=second)
