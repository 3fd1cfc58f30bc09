"""Parquet extracts: the same rows as from CSV, whatever their types; damaged or hostile files are refused."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sample import council_name, council_plan, simulate, write_council
from goldenthread.sources import Identities, read
from goldenthread.sources.parquet import LIMITS, Limits, read_parquet
from goldenthread.sources.reading import PROVENANCE, Reading
from goldenthread.sources.reopen import raw_tables
from tests.sources.folders import load, reading, rows_of
from tests.support import small_council
from tests.support.native import write_parquet


def packed(columns: dict[str, pa.Array], **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def texts(columns: dict[str, pa.Array]) -> dict[str, list[str | None]]:
    return read_parquet("x.parquet", packed(columns)).table.cells.to_pydict()


def content(found: Reading, table: str) -> list[str]:
    """The rows of a table without their places, in an order of their own."""
    rows = rows_of(found, table)
    return sorted(repr({name: one[name] for name in one if name not in PROVENANCE}) for one in rows)


def assert_same(one: Reading, two: Reading) -> None:
    assert {batch.table for batch in one.batches} == {batch.table for batch in two.batches}
    for batch in one.batches:
        assert content(one, batch.table) == content(two, batch.table), batch.table
    assert one.covers == two.covers
    counts = [
        sorted((a.list_name, a.rows_in, a.stored, a.held, a.refused, a.excluded) for a in found.accounts)
        for found in (one, two)
    ]
    assert counts[0] == counts[1]


def test_the_small_council_is_the_same_from_both(tmp_path: Path) -> None:
    small_council.write_council(tmp_path / "csv")
    write_parquet(tmp_path / "csv" / "ssd", tmp_path / "parquet" / "ssd")
    one, two = (reading(load(tmp_path / kind / "ssd"), "SSD") for kind in ("csv", "parquet"))
    assert len(one.batches) > 10
    assert_same(one, two)


@pytest.mark.long
def test_the_sample_is_the_same_from_both(tmp_path: Path) -> None:
    code, name = council_name(1)
    write_council(simulate.build(code, name, council_plan(1, 1), 13), tmp_path)
    write_parquet(tmp_path / "ssd", tmp_path / "native" / "ssd")
    identities = Identities(bytes(32), code)
    one, two = (
        read([folder], authority=code, identities=identities).readings[0]
        for folder in (tmp_path / "ssd", tmp_path / "native" / "ssd")
    )
    assert sum(account.rows_in for account in one.accounts) > 10_000
    assert_same(one, two)


def test_each_type_becomes_the_text_of_a_csv_file() -> None:
    night = dt.datetime(2024, 3, 31, 23, 30, tzinfo=dt.UTC)
    assert texts(
        {
            "day": pa.array([dt.date(2024, 1, 31), None]),
            "time": pa.array([night.replace(tzinfo=None), None], pa.timestamp("ms")),
            "instant": pa.array([night, None], pa.timestamp("us", "Europe/London")),
            "flag": pa.array([True, None]),
            "int": pa.array([12, None], pa.int16()),
            "float": pa.array([1001.0, float("nan")]),
            "part": pa.array([0.5, None], pa.float32()),
            "money": pa.array([Decimal("1250.00"), None]),
            "code": pa.array(["E2", None]).dictionary_encode(),
            "bytes": pa.array([b"ABC", None]),
            "list": pa.array([["1A", "2B"], None]),
            "object": pa.array([{"NFA_FLAG": "Y"}, None]),
            "nothing": pa.nulls(2),
        }
    ) == {
        "day": ["2024-01-31", None],
        "time": ["2024-03-31 23:30:00.000", None],
        "instant": ["2024-03-31 23:30:00.000000Z", None],
        "flag": ["Y", None],
        "int": ["12", None],
        "float": ["1001", None],
        "part": ["0.5", None],
        "money": ["1250", None],
        "code": ["E2", None],
        "bytes": ["ABC", None],
        "list": ['["1A", "2B"]', None],
        "object": ['{"NFA_FLAG": "Y"}', None],
        "nothing": [None, None],
    }


def plans(folder: Path, **columns: pa.Array) -> Reading:
    folder.mkdir(exist_ok=True)
    usual = {
        "cinp_cin_plan_id": pa.array(["1", "2"]),
        "cinp_person_id": pa.array([1001, 1002]),
        "cinp_cin_plan_start_date": pa.array([dt.date(2023, 1, 1), dt.date(2023, 2, 1)]),
    }
    (folder / "ssd_cin_plans.parquet").write_bytes(packed(usual | columns))
    return reading(load(folder), "SSD")


def test_an_instant_near_midnight_falls_on_its_london_day(tmp_path: Path) -> None:
    moments = pa.array([dt.datetime(2023, 3, 31, 23, 30, tzinfo=dt.UTC)] * 2, pa.timestamp("us", "UTC"))
    found = plans(tmp_path, cinp_cin_plan_start_date=moments)
    assert [row["start_date"] for row in rows_of(found, "cin_plans")] == [dt.date(2023, 4, 1)] * 2


def test_ids_as_numbers_with_a_fraction_part_are_the_ids_they_were(tmp_path: Path) -> None:
    one = rows_of(plans(tmp_path / "a"), "cin_plans")
    two = rows_of(plans(tmp_path / "b", cinp_person_id=pa.array([1001.0, 1002.0])), "cin_plans")
    assert [row["person_id"] for row in one] == [row["person_id"] for row in two]


def test_long_ids_are_kept_as_integers_and_held_as_fractions(tmp_path: Path) -> None:
    long = [1234567890123456, 1002]
    assert len(rows_of(plans(tmp_path / "a", cinp_person_id=pa.array(long)), "cin_plans")) == 2
    found = plans(tmp_path / "b", cinp_person_id=pa.array([float(one) for one in long]))
    assert [(one.row, one.code) for one in found.exceptions] == [(1, "damaged_id")]


def test_a_row_is_found_again_in_the_file_as_received(tmp_path: Path) -> None:
    found = plans(tmp_path)
    (table,) = raw_tables("ssd_cin_plans.parquet", (tmp_path / "ssd_cin_plans.parquet").read_bytes())
    assert [row["src_row"] for row in rows_of(found, "cin_plans")] == table.rows.to_pylist() == [1, 2]


GOOD = packed({"cinp_person_id": pa.array(["CANARY"] * 100), "n": pa.array(range(100))})


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"", "begin and end"),
        (b"PAR1PAR1", "begin and end"),
        (b"PAR1" + b"\0" * 100 + b"PAR1", "breaks off"),
        (GOOD[:-5], "begin and end"),
        (GOOD[:200] + GOOD[-200:], "breaks off"),
        (b"PAR1" + b"cinp_person_id,n\n" * 9 + b"PAR1", "breaks off"),
    ],
    ids=["empty", "frame", "nothing", "cut", "middle gone", "text"],
)
def test_a_damaged_file_is_refused(bad: bytes, said: str) -> None:
    with pytest.raises(RefusedInput, match=said) as refused:
        read_parquet("x.parquet", bad)
    assert "CANARY" not in str(refused.value)


def test_text_that_is_no_text_is_refused() -> None:
    bad = pa.Array.from_buffers(pa.string(), 1, [None, *pa.array([b"\xff\xfe"], pa.binary()).buffers()[1:]])
    with pytest.raises(RefusedInput, match="breaks off"):
        read_parquet("x.parquet", packed({"a": bad}))


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(rows=99), "more than 99 rows"),
        (Limits(columns=1), "more than 1 columns"),
        (Limits(file_bytes=100), "more than 0 MB"),
        (Limits(text_bytes=100), "unpacks to more than 0 MB"),
        (Limits(seconds=0.001), "could not be read in 0.001 seconds"),
    ],
)
def test_a_file_past_a_limit_is_refused(limits: Limits, said: str) -> None:
    with pytest.raises(RefusedInput, match=said):
        read_parquet("x.parquet", GOOD, limits=limits)


def test_a_small_file_that_unpacks_to_much_is_refused_before_it_does() -> None:
    one = pa.DictionaryArray.from_arrays(pa.array([0] * 300_000, pa.int32()), pa.array(["x" * 100_000]))
    bomb = packed({"a": one}, store_schema=False)
    assert len(bomb) < 1_000_000
    with pytest.raises(RefusedInput, match=r"too large|stopped"):
        read_parquet("x.parquet", bomb, limits=LIMITS)
