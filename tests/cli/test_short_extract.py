"""An extract that is short stops, and goes on only when a named person says why: fault L23."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from goldenthread.cli.month_edition import notes_of
from goldenthread.warehouse.snapshot import current_snapshot
from goldenthread.warehouse.workspace import read
from tests.cli.conftest import made
from tests.support.small_council import DECEMBER, child, write_council
from tests.support.warm_cli import WarmCommandLine

CONTACTS = ("results", "--measure", "contacts_received", "--period", "2023-11", "--format", "csv")


def extract(folder: Path, contacts: int, day: str = "2023-11-30") -> Path:
    """An extract of a day with so many contacts of one child beside those of the small council."""
    write_council(folder) if day == "2023-11-30" else write_council(folder, DECEMBER)
    path = folder / "ssd" / "ssd_contacts.csv"
    lines = [f"KANARICONTACT1{n:03d},{child(5)},2023-11-{1 + n % 28:02d},6" for n in range(contacts)]
    path.write_text(path.read_text(encoding="utf-8") + "\n".join([*lines, ""]), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("left", "stops"), [(58, True), (60, False)])
def test_an_extract_that_is_a_third_short_stops_until_somebody_says_why(
    line: WarmCommandLine, tmp_path: Path, left: int, stops: bool
) -> None:
    """November had 16 contacts and 84 more: 30 in a hundred may not be missing, and the limit is named."""
    here = made(line, tmp_path, extract(tmp_path / "november", 84))
    before = here.run(*CONTACTS).out
    short = extract(tmp_path / "december", left - 4, "2023-12-31")
    ran = here.run("load", short)
    assert (ran.code != 0) == stops, ran.err
    if not stops:
        return
    assert "Contacts: 30% short" in ran.err
    assert here.run(*CONTACTS).out == before
    for nothing in ("", "  "):
        assert here.run("load", short, "--accept-changes", nothing).code == 2
    assert here.run(*CONTACTS).out == before
    done = here.run("load", short, "--accept-changes", "a team moved to the trust")
    assert done.code == 0, done.err
    said = f"Changes of the feed were accepted by {getpass.getuser()} on "
    assert said in done.err
    loads = current_snapshot(read(here.root)).loads
    told = [note for load in loads for note in notes_of(load) if note.startswith(said)]
    assert len(told) == 1
    assert "a team moved to the trust. Contacts: 30% short" in " ".join(told)
