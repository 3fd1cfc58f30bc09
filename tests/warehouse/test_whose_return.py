"""Whose return it is: a return of another authority than the workspace's stops, the first one too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources import Delivery, Identities, read
from goldenthread.warehouse import conforming
from goldenthread.warehouse.conform import Conformed
from goldenthread.warehouse.load import Meant, load
from goldenthread.warehouse.loads import read_load
from goldenthread.warehouse.snapshot import current_load_ids
from goldenthread.warehouse.workspace import Workspace, create
from tests.sources.census_written import child, episode, written
from tests.sources.test_returns import worker, workers

SOUTHAMPTON, INVENTED = "E06000045", "X06000099"


@pytest.fixture(scope="module", autouse=True)
def light() -> Iterator[None]:
    """Conform nothing: what stops stops before that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conforming, "conform", lambda *_, **__: Conformed({}))
        yield


def census(number: str, year: int = 2024) -> bytes:
    """A census of one child, of the authority with a number."""
    return written([child("A1", episode(f"{year - 1}-05-01"))], f"{year}-03-31", LEA=number)


def workforce(number: str) -> bytes:
    """The same of a workforce census."""
    return workers(worker()).replace(b"<LEA>998<", f"<LEA>{number}<".encode())


def workspace(folder: Path, authority: str) -> Workspace:
    return create(folder / "here", authority, "Made up", folder / "council.key")[0]


def delivered(here: Workspace, file: Path, content: bytes) -> Delivery:
    file.write_bytes(content)
    identities = Identities(here.keys.identities, here.authority)
    return read([file], authority=here.authority, identities=identities)


def loaded(here: Workspace, file: Path, content: bytes) -> str:
    """What is said when the load stops, '' when it passes."""
    try:
        load(here, delivered(here, file, content))
    except RefusedInput as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize("make", [census, workforce])
@pytest.mark.parametrize("authority", [SOUTHAMPTON, "852"])
def test_the_number_of_an_english_authority_is_known(tmp_path: Path, authority: str, make: type) -> None:
    here = workspace(tmp_path, authority)
    said = loaded(here, tmp_path / "x.xml", make("855"))
    assert "x.xml, column 'LEA': the return is of the authority with the number 855 (Leicestershire)" in said
    assert f"; the workspace is of {authority} (Southampton)" in said
    assert (", whose number is 852." in said) == (authority == SOUTHAMPTON)
    assert "A return is of another authority." in said
    assert current_load_ids(here) == []
    assert loaded(here, tmp_path / "x.xml", make("852")) == ""


def test_of_an_invented_council_the_first_number_stands(tmp_path: Path) -> None:
    here = workspace(tmp_path, INVENTED)
    assert loaded(here, tmp_path / "a.xml", census("998", 2023)) == ""
    assert loaded(here, tmp_path / "b.xml", census("998")) == ""
    for other in (census("852"), workforce("852")):
        said = loaded(here, tmp_path / "c.xml", other)
        assert "with the number 852 (Southampton); returns that are loaded are of 998." in said


def test_a_return_that_names_nobody_is_taken(tmp_path: Path) -> None:
    here = workspace(tmp_path, SOUTHAMPTON)
    assert loaded(here, tmp_path / "a.xml", census("")) == ""


def test_a_council_that_was_merged_may_say_so(tmp_path: Path) -> None:
    """Cumberland, 942, with a return of Cumbria, 909: once said, it is not asked again."""
    here = workspace(tmp_path, "E06000063")
    meant = Meant("an analyst", "Cumbria was divided on 1 April 2023")
    load(here, delivered(here, tmp_path / "a.xml", census("909", 2022)), meant=meant)
    (kept,) = (read_load(here.store / "loads" / one) for one in current_load_ids(here))
    assert "909 (Cumbria)" in str(kept.accepted and kept.accepted.note())
    assert loaded(here, tmp_path / "b.xml", census("909", 2023)) == ""
    assert loaded(here, tmp_path / "c.xml", census("942")) == ""
    assert "number 852" in loaded(here, tmp_path / "d.xml", census("852"))
