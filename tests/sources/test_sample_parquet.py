"""The sample's extracts as Parquet are read to the same records as its CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.model.tables import TABLES
from goldenthread.sample import write_ssd
from goldenthread.sources import Identities, read
from tests.sample.returned_council import returned_council


@pytest.mark.long
def test_parquet_and_csv_are_the_same_records(tmp_path: Path) -> None:
    council = returned_council()
    write_ssd.write(council, tmp_path / "csv")
    write_ssd.write_parquet(council, tmp_path / "parquet")
    csv, parquet = (_records(tmp_path / name, council.authority) for name in ("csv", "parquet"))
    assert len(csv) > 25
    assert csv.keys() == parquet.keys()
    for table, rows in csv.items():
        assert rows == parquet[table], table


def _records(folder: Path, authority: str) -> dict[str, list[str]]:
    """The stored rows by table; every row is stored."""
    delivery = read([folder], authority=authority, identities=Identities(bytes(32), authority))
    found: dict[str, list[str]] = {}
    for reading in delivery.readings:
        assert all(one.rows_in == one.stored for one in reading.accounts)
        for batch in reading.batches:
            own = {column.name for column in TABLES[batch.table].columns}
            names = sorted(own & set(batch.rows.column_names))
            rows = zip(*(batch.rows[name].to_pylist() for name in names), strict=True)
            found.setdefault(batch.table, []).extend(sorted(map(repr, rows)))
    return found
