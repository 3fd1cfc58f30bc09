"""The feed contract of yearly returns: what every year's layout has is held to from one year to the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.warehouse import conforming
from goldenthread.warehouse.conform import Conformed
from goldenthread.warehouse.workspace import Workspace
from tests.sources.census_written import child, episode, written
from tests.sources.ssda903.returns_made import Rows, Tables, write
from tests.sources.ssda903.returns_made import child as looked_after
from tests.sources.ssda903.returns_made import episode as in_care
from tests.support import small_store


@pytest.fixture(scope="module", autouse=True)
def light() -> Iterator[None]:
    """Conform nothing: what stops stops before that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conforming, "conform", lambda *_, **__: Conformed({}))
        yield


def census(year: int) -> bytes:
    """A census of thirty children, half of whose plans ended."""
    plans = [
        {"CPPstartDate": f"{year - 1}-06-01", "CPPendDate": f"{year - 1}-12-01" if at % 2 else None}
        for at in range(30)
    ]
    found = [
        child(f"A{at}", episode(f"{year - 1}-05-01", ChildProtectionPlans=plan))
        for at, plan in enumerate(plans)
    ]
    return written(found, f"{year}-03-31", DateTime=f"{year}-05-01T09:00:00")


def return_of(year: int) -> Tables:
    """A return of thirty children, half of whom left."""
    ended = {"DEC": f"01/03/{year}", "REC": "E4A", "REASON_PLACE_CHANGE": "CARPL"}
    episodes: Rows = [
        in_care(CHILD=str(at), DECOM=f"01/06/{year - 1}", **(ended if at % 2 else {}))
        for at in range(101, 131)
    ]
    return {"header": [looked_after(CHILD=one["CHILD"]) for one in episodes], "episodes": episodes}


def loaded(here: Workspace, *paths: Path) -> str:
    """What is said when the load stops, '' when it passes."""
    try:
        small_store.load_paths(here, *paths)
    except RefusedInput as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"CPPendDate", b"CPPendingDate", "'CPPendDate': every cell is empty; 50% of the last load's said"),
        (b"ReferralSource", b"SourceOfReferral", "'ReferralSource': every cell is empty; 100% of the last"),
        (b"GenderCurrent", b"Sex", ""),
    ],
)
def test_an_element_of_the_census(tmp_path: Path, old: bytes, new: bytes, said: str) -> None:
    here = small_store.workspace(tmp_path)
    (tmp_path / "a.xml").write_bytes(census(2023))
    (tmp_path / "b.xml").write_bytes(census(2024).replace(old + b">", new + b">"))
    assert loaded(here, tmp_path / "a.xml") == ""
    found = loaded(here, tmp_path / "b.xml")
    assert said in found
    assert bool(found) == bool(said)
    assert not found or old != b"CPPendDate" or "Is it 'CPPendingDate' now?" in found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("PLACE_PROVIDER", "PROVIDER", "'PLACE_PROVIDER': the column is not there. Is it 'PROVIDER' now?"),
        ("SEX", "GENDER", ""),
        ("MOTHER", "MOTHERS", ""),
    ],
)
def test_a_column_of_the_looked_after_return(tmp_path: Path, old: str, new: str, said: str) -> None:
    here = small_store.workspace(tmp_path)
    before, after = (write(tmp_path / str(year), return_of(year)) for year in (2023, 2024))
    for path in after.iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert loaded(here, before) == ""
    found = loaded(here, after)
    assert said in found
    assert bool(found) == bool(said)
