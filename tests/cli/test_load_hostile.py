"""Workbooks that act, hide or expand: `load` refuses them in words and stores nothing of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.sources.test_workbook_attacks import BOMBS, CASES, SECRET

HARMFUL = (
    "macros",
    "macro workbook",
    "xls with macros",
    "encrypted",
    "xls with password",
    "dde",
    "external link",
)
BURSTING = ("flat", "lying header", "entities", "dense grid")


def test_a_harmful_workbook_beside_good_files_stores_nothing(
    council: Place, copy: Callable[[Place], Place], files: Path, tmp_path: Path
) -> None:
    """One refused file refuses the whole delivery: half of a month would look like a month."""
    place = copy(council)
    before = _held(place)
    folder = tmp_path / "delivery"
    folder.mkdir()
    for file in (files / "annex_a").rglob("*.xlsx"):
        (folder / file.name).write_bytes(file.read_bytes())
    assert list(folder.iterdir())
    (folder / "also.xlsx").write_bytes(CASES["macros"][0])
    ran = place.run("load", folder)
    assert ran.code == 1
    assert "also.xlsx" in ran.err
    assert "macros" in ran.err
    assert _held(place) == before


@pytest.mark.parametrize("kind", [*HARMFUL, *BURSTING])
def test_nothing_is_stored_of_what_is_refused(fresh: Place, tmp_path: Path, kind: str) -> None:
    content: bytes = CASES[kind][0] if kind in CASES else BOMBS[kind]()  # type: ignore[no-untyped-call] # made there without types
    file = tmp_path / ("return.xls" if content[:4] == b"\xd0\xcf\x11\xe0" else "return.xlsx")
    file.write_bytes(content)
    before = _held(fresh)
    ran = fresh.run("load", file)
    assert ran.code == 1
    assert file.name in ran.err
    assert "Traceback" not in ran.err
    assert SECRET not in ran.err
    assert _held(fresh) == before


def _held(place: Place) -> set[tuple[str, int]]:
    """Every file of the workspace and its length."""
    return {
        (str(path.relative_to(place.root)), path.stat().st_size)
        for path in place.root.rglob("*")
        if path.is_file()
    }
