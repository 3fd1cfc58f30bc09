"""Every file of the shared data on children, alone, as somebody may send it: read or refused in words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources import Identities, read

DATA = Path(__file__).parents[3] / "shared" / "data" / "child_level"
AUTHORITY = "X09000998"
FILES = sorted(path for path in DATA.rglob("*") if path.is_file())
UNDATED = dt.date(2024, 3, 31)

NOT_A_RETURN = "flat_extract_of_fake_CIN_data"
"""Tables of somebody's own database, of which no standard knows the columns."""

pytestmark = pytest.mark.skipif(not FILES, reason="the shared data folder is not beside the checkout")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_is_read_whole_or_refused_with_a_reason(path: Path) -> None:
    try:
        _read_whole(path, None)
    except RefusedInput as refused:
        said = str(refused)
        if path.parent.name == NOT_A_RETURN:
            assert path.name in said
            assert "Expected: " in said
        elif "of several years" in said:  # a table alone, whose dates are as they are
            assert path.name in said
        else:  # what has no date in it loads when its day is given
            assert "--as-at" in said
            _read_whole(path, UNDATED)


def _read_whole(path: Path, as_at: dt.date | None) -> None:
    delivery = read(
        [path], authority=AUTHORITY, identities=Identities(bytes(range(32)), AUTHORITY), as_at=as_at
    )
    accounts = [account for reading in delivery.readings for account in reading.accounts]
    assert not delivery.not_taken
    assert accounts  # one sample has headers and no rows
    for one in accounts:
        assert one.rows_in == one.stored + one.held + one.refused
