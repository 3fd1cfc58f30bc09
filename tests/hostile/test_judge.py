"""The judge of harmed files itself: rows that were read wrongly on purpose do not pass it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa
import pytest

from goldenthread.sources import Delivery
from goldenthread.sources.reading import Batch
from tests.hostile import judge
from tests.hostile.seeds import seeds

Wrong = Callable[[pa.Table], pa.Table]
SOUND = {name: content for ones in seeds().values() for name, content in ones}
CASES = {
    "supervision.csv": ("supervisions", "supervision_date"),
    "ssd_contacts.parquet": ("contacts", "contact_date"),
    "supervision.xlsx": ("supervisions", "supervision_date"),
    "annex a.xls": ("visits", "visit_date"),
    "census.xml": ("s47_enquiries", "start_date"),
    "return.xml": ("placements", "start_date"),
    "episodes_2024.csv": ("cla_episodes", "start_date"),
    "all.zip": ("cla_periods", "start_date"),
}
"""A table and a column of each kind of file; every row of it holds another day."""


def one_row_up(column: str) -> Wrong:
    """A column whose values stand with the row above."""

    def wrong(rows: pa.Table) -> pa.Table:
        order = [*range(1, rows.num_rows), 0]
        return rows.set_column(rows.column_names.index(column), column, rows[column].take(pa.array(order)))

    return wrong


def without_one(column: str) -> Wrong:
    """One value is not there."""

    def wrong(rows: pa.Table) -> pa.Table:
        values = [None, *rows[column].to_pylist()[1:]]
        made = pa.array(values, rows.schema.field(column).type)
        return rows.set_column(rows.column_names.index(column), column, made)

    return wrong


def a_row_lost(_: str) -> Wrong:
    return lambda rows: rows.slice(1)


def a_row_twice(_: str) -> Wrong:
    return lambda rows: pa.concat_tables([rows, rows.slice(0, 1)])


def spoilt(delivery: Delivery, table: str, wrong: Wrong) -> Delivery:
    def put(batch: Batch) -> Batch:
        return replace(batch, rows=wrong(batch.rows)) if batch.table == table else batch

    readings = [replace(one, batches=tuple(map(put, one.batches))) for one in delivery.readings]
    return replace(delivery, readings=tuple(readings))


@pytest.mark.parametrize("how", [one_row_up, without_one, a_row_lost, a_row_twice])
@pytest.mark.parametrize("name", CASES)
def test_a_row_that_is_read_wrongly_is_found(name: str, how: Callable[[str], Wrong]) -> None:
    table, column = CASES[name]
    true = judge.sound_of(name, SOUND[name])
    delivery = judge.read_as(name, SOUND[name])
    judge.check_against(true, delivery)
    with pytest.raises(AssertionError, match="stored otherwise"):
        judge.check_against(true, spoilt(delivery, table, how(column)))


@pytest.mark.parametrize("name", ["supervision.csv", "ssd_contacts.parquet", "census.xml"])
def test_of_a_harmed_row_every_other_cell_is_looked_at(name: str) -> None:
    """All ids are others, so that no row is one of the sound file's."""
    table, column = CASES[name]
    content = SOUND["ssd_contacts.csv" if name.endswith("parquet") else name]
    name = "ssd_contacts.csv" if name.endswith("parquet") else name
    true = judge.sound_of(name, content)
    delivery = judge.read_as(name, content.replace(b"CANARYID", b"CANARYIDX"))
    judge.check_against(true, delivery)
    with pytest.raises(AssertionError, match=f"a sound cell is stored otherwise: .*{column}"):
        judge.check_against(true, spoilt(delivery, table, without_one(column)))
