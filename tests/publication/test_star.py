"""The star joins back to the results exactly, by another engine, and holds nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from goldenthread.base.periods import parse
from goldenthread.model.result import COLUMNS
from goldenthread.publication.parquet import files
from tests.publication.test_data_csv import content

JOIN = """
select m.measure, a.authority, p.period, m.timing, g.breakdown, g."group", f.numerator, f.denominator,
       f.value, s.status, f.snapshot, f.definition_version, f.proof, f.flags, f.reason
from fact_result f
join dim_measure m using (measure_key)
join dim_authority a using (authority_key)
join dim_period p using (period_key)
join dim_group g using (group_key)
join dim_status s using (status_key)
join dim_target t using (target_key)
join dim_edition e using (edition_key)
"""


@cache
def made() -> dict[str, bytes]:
    return files(content())


def tables() -> dict[str, pa.Table]:
    return {Path(name).stem: pq.read_table(pa.BufferReader(held)) for name, held in made().items()}


@pytest.fixture
def joined() -> list[tuple[object, ...]]:
    with duckdb.connect() as engine:
        for name, table in tables().items():
            engine.register(name, table)
        return engine.execute(JOIN).fetchall()


def test_the_join_gives_every_result_once_and_exactly(
    joined: list[tuple[object, ...]], record_property: pytest.RecordProperty
) -> None:
    edition, proofs = content().edition, content().proofs
    expected = set()
    for key, code in proofs.items():
        result = edition.results.get(key[0], edition.authority, *key[1:])
        own = tuple(getattr(result, name) for name in COLUMNS)
        expected.add((*own, code, "; ".join(result.flags), result.reason))
    assert len(joined) == len(expected)
    assert {tuple(map(str, row)) for row in joined} == {tuple(map(str, row)) for row in expected}
    record_property("count", f"{len(joined)} results joined back from the star")
    assert len(joined) > 2000


def test_numbers_are_exact(joined: list[tuple[object, ...]]) -> None:
    edition = content().edition
    for row in joined:
        result = edition.results.get(*map(str, (row[0], row[1], row[2], row[4], row[5])))
        assert row[6:9] == (result.numerator, result.denominator, result.value)


def test_keys_are_whole_numbers_that_name_one_line_each() -> None:
    held = tables()
    fact = held["fact_result"]
    for name, table in held.items():
        key = "result_key" if name == "fact_result" else f"{name.removeprefix('dim_')}_key"
        assert table.schema.field(key).type == pa.int32()
        keys = table.column(key).to_pylist()
        assert None not in keys
        assert len(set(keys)) == len(keys)
        assert set(fact.column(key).to_pylist()) <= set(keys)


def test_types_are_those_that_reporting_tools_read() -> None:
    plain = {pa.int32(), pa.float64(), pa.string(), pa.bool_(), pa.date32()}
    for name, table in tables().items():
        assert {field.type for field in table.schema} <= plain, name


def test_the_target_in_force_stands_beside_the_result() -> None:
    held = tables()
    measures = {r["measure_key"]: r["measure"] for r in held["dim_measure"].to_pylist()}
    targets = {r["target_key"]: r for r in held["dim_target"].to_pylist()}
    groups = {r["group_key"]: r for r in held["dim_group"].to_pylist()}
    periods = {r["period_key"]: r["period"] for r in held["dim_period"].to_pylist()}
    found = 0
    for row in held["fact_result"].to_pylist():
        group, target = groups[row["group_key"]], targets[row["target_key"]]
        scope = "all" if group["is_total"] else f"{group['breakdown']}={group['group']}"
        measure, end = measures[row["measure_key"]], parse(periods[row["period_key"]]).end
        own = [
            t
            for t in content().edition.targets
            if (t.measure, t.scope) == (measure, scope) and t.in_force(end)
        ]
        assert row["target_level"] == (own[0].value if own else None)
        assert target["level"] == (own[0].value if own else None)
        found += bool(own)
    assert found > 50


def test_the_total_is_one_group_and_names_are_words() -> None:
    groups = tables()["dim_group"].to_pylist()
    assert [row["group_name"] for row in groups if row["is_total"]] == ["All"]
    names = {(row["breakdown"], row["group"]): row["group_name"] for row in groups}
    assert names["age_band × sex", "1-4 × female"] == "1 to 4, Female"
    assert {row["group"] for row in groups if row["overlaps"] and not row["is_crossed"]} == {"10-17"}


def test_no_table_has_a_line_for_a_child() -> None:
    columns = {field.name for table in tables().values() for field in table.schema}
    assert {name for name in columns if "person" in name or "child" in name or "worker" in name} == set()
    assert sum(t.num_rows for n, t in tables().items() if n != "fact_result") < 200


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert files(content()) == made()
