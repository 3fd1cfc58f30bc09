"""Several returns of one delivery are held against each other as if they had come one after another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.warehouse import conforming
from goldenthread.warehouse.conform import Conformed
from goldenthread.warehouse.load import Meant, load
from goldenthread.warehouse.workspace import Workspace
from tests.sources.ssda903.returns_made import write
from tests.support import small_store
from tests.warehouse.test_yearly_contract import census, return_of


@pytest.fixture(scope="module", autouse=True)
def light() -> Iterator[None]:
    """Conform nothing: what stops stops before that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conforming, "conform", lambda *_, **__: Conformed({}))
        yield


@pytest.fixture
def here(tmp_path: Path) -> Workspace:
    return small_store.workspace(tmp_path)


def censuses(folder: Path, form: bytes = b"A") -> list[Path]:
    """Censuses of two years; the ids of the second begin with something else."""
    paths = [folder / "b.xml", folder / "a.xml"]
    paths[0].write_bytes(census(2023))
    paths[1].write_bytes(census(2024).replace(b"<LAchildID>A", b"<LAchildID>" + form))
    return paths


def returns(folder: Path, form: str = "") -> list[Path]:
    """The same of returns of children looked after."""
    for year in (2023, 2024):
        for path in [*write(folder / "made", return_of(year)).glob("*2024*")]:
            head, *lines = path.read_text(encoding="utf-8").splitlines()
            lines = [form * (year == 2024) + line for line in lines]
            named = path.with_name(path.name.replace("2024", str(year)))
            path.unlink()
            named.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    return [folder / "made"]


def test_ids_of_a_census_of_another_form(here: Workspace, tmp_path: Path) -> None:
    with pytest.raises(RefusedInput) as stops:
        small_store.load_paths(here, *censuses(tmp_path, b"0A"))
    said = str(stops.value)
    assert "- CIN of 1 December 2023: a.xml, column 'LAchildID': 100% of the ids are of another form" in said
    assert "b.xml" not in said


def test_ids_of_a_return_of_another_form(here: Workspace, tmp_path: Path) -> None:
    with pytest.raises(RefusedInput, match=r"- 903 of 31 March 2024: .*column 'CHILD': 100% of the ids are"):
        small_store.load_paths(here, *returns(tmp_path, "0"))


def test_years_that_are_what_they_were_pass(here: Workspace, tmp_path: Path) -> None:
    assert small_store.load_paths(here, *censuses(tmp_path), *returns(tmp_path)).changes == 4


def test_what_is_meant_is_kept_with_the_return_that_moved(here: Workspace, tmp_path: Path) -> None:
    delivery = small_store.delivery(here, *censuses(tmp_path, b"0A"))
    report = load(here, delivery, meant=Meant("an analyst", "a new system"))
    assert [one.accepted is not None for one in report.loads] == [False, True]


def test_nothing_is_said_of_a_last_load_where_there_was_none(here: Workspace, tmp_path: Path) -> None:
    with pytest.raises(RefusedInput) as stops:
        small_store.load_paths(here, *censuses(tmp_path, b"0A"))
    said = str(stops.value)
    assert "last load" not in said
    assert "moved from one extract of this delivery to the next" in said
    assert "where those of 1 December 2022 were letters" in said
