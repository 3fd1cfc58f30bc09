"""From canonical rows to conformed facts, standard by standard."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from goldenthread.base.dates import day_number, month_end, month_number
from goldenthread.model.standards import LOCAL
from goldenthread.model.table import SUPERSEDED
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.columns import superseded_of
from goldenthread.warehouse.conform.canonical import PERSON_NUMBERS, put_canonical
from goldenthread.warehouse.conform.shapes import Shape, shape_sql, shapes
from goldenthread.warehouse.cover import Covers
from goldenthread.warehouse.engines.base import Engine
from goldenthread.warehouse.facts import Fact, facts
from goldenthread.warehouse.literals import text_sql

HERE = Path(__file__).parent

STEPS = (
    ("addresses_located", "placements_grouped", "care_periods"),
    ("history", "allocations", "people", "care", "case_teams", "referrals_made"),
    ("standings", "placements_held"),
    ("standing_days", "cin_plan_days", "social_worker_cases"),
)
"""What several facts share, kept once for each standard: those of a step read no other of it, only what the
steps before it made. Within a step the longest work comes first, so that no core waits for it at the end."""

STATES = tuple(state for step in STEPS for state in step)


@dataclass(frozen=True)
class Conformed:
    """What was conformed: tables by `table_name`, with the keys of which no two pieces cover one month-end.

    Counting different children by such a key is counting rows, which costs a fraction.
    """

    single: dict[str, tuple[str, ...]]


def table_name(standard: str, shape: Shape) -> str:
    """The engine's name of a conformed table."""
    return f"{standard}.{shape.table}"


def conform(
    engine: Engine,
    tables: Mapping[str, pa.Table],
    covers: Covers,
    extracted_on: dt.date,
    *,
    write: Path | None = None,
    only: frozenset[str] | None = None,
    also: Callable[[Engine, str], None] = lambda *_: None,
    progress: Callable[[str], None] = lambda _: None,
) -> Conformed:
    """Conform every fact (or `only` some) for each standard that `covers` speaks of.

    `tables` holds canonical rows by table name in the model's Arrow schema. With `write`, each conformed
    table becomes `write/<standard>.<fact>.<shape>.parquet`; else it stays in the engine. `also` is done for
    each standard beside its facts, while its tables, and what several facts share, stand in the engine.
    """
    put_canonical(engine, tables)
    horizon = day_number(month_end(month_number(extracted_on))) + 1
    if write is not None:
        engine.write_parquet(f"SELECT * FROM {PERSON_NUMBERS}", write / f"{PERSON_NUMBERS}.parquet")
    standards = covers.standards()
    single: dict[str, tuple[str, ...]] = {}
    for standard in standards:
        _view_standard(engine, covers, standard)
        wanted = [
            fact
            for fact in facts().values()
            if _belongs(fact, standard, standards) and (only is None or fact.name in only)
        ]
        with ThreadPoolExecutor(engine.at_once + engine.beside) as pool:  # `also` waits for its own threads
            for states in STEPS if wanted else ():
                list(pool.map(partial(_keep_state, engine), states))
            beside = pool.submit(also, engine, standard)
            conform_one = partial(_conform_fact, engine, standard, horizon, write, progress)
            for found in pool.map(conform_one, wanted):  # no fact reads another
                single.update(found)
            beside.result()
    return Conformed(single)


def _keep_state(engine: Engine, state: str) -> None:
    engine.keep(state, (HERE / f"{state}.sql").read_text(encoding="utf-8"))


def _belongs(fact: Fact, standard: str, standards: tuple[str, ...]) -> bool:
    """Facts that read registers alone are conformed once; the others for each child-level standard, or for
    the registers when there is none."""
    if fact.local or standards == (LOCAL,):
        return standard == LOCAL
    return standard != LOCAL


def _conform_fact(
    engine: Engine,
    standard: str,
    horizon: int,
    write: Path | None,
    progress: Callable[[str], None],
    fact: Fact,
) -> dict[str, tuple[str, ...]]:
    """Conform one fact; the keys of its intervals of which no two pieces cover one month-end, by table."""
    progress(f"{standard} {fact.title.lower()}")
    single: dict[str, tuple[str, ...]] = {}
    engine.keep(f"fact_{fact.name}", fact.sql_for(standard))
    for shape in shapes(fact):
        name, sql = table_name(standard, shape), shape_sql(fact, shape, horizon)
        if write is None:
            engine.keep(name, sql)
        else:
            engine.write_parquet(sql, write / f"{name}.parquet")
            engine.open_parquet(name, write / f"{name}.parquet")
        if shape.kind == "interval":
            single[name] = tuple(key for key in fact.keys if _is_single(engine, name, key))
    engine.drop(f"fact_{fact.name}")
    return single


def _is_single(engine: Engine, name: str, key: str) -> bool:
    """Whether no two pieces of one key cover the same month-end."""
    before = f'lag(last_month) OVER (PARTITION BY authority, "{key}" ORDER BY first_month, last_month)'
    pieces = f'SELECT first_month, {before} AS before FROM "{name}" WHERE "{key}" IS NOT NULL'
    overlapping = engine.fetch(f"SELECT count(*) AS n FROM ({pieces}) p WHERE before >= first_month")
    return bool(overlapping.column("n")[0].as_py() == 0)


def _view_standard(engine: Engine, covers: Covers, standard: str) -> None:
    """Each table as this standard's measures see it: the register's rows where a council keeps one, else
    the standard's own. Never a mix within one authority and table. Beside it stand the versions of
    records that do not count."""
    for name, table in TABLES.items():
        if not table.record:
            engine.view(name, f"SELECT * FROM canonical_{name}")
            continue
        authorities: dict[str, list[str]] = defaultdict(list)
        for authority, source in covers.suppliers(standard, name):
            authorities[source].append(text_sql(authority))
        choices = [  # a list costs the same for many authorities as for one
            f"(source_std = {text_sql(source)} AND authority IN ({', '.join(names)}))"
            for source, names in authorities.items()
        ]
        where = " OR ".join(choices) or "false"
        rows = f"SELECT * FROM canonical_{name} WHERE ({where}) AND"
        engine.view(name, f"{rows} excluded IS NULL")
        engine.view(superseded_of(name), f"{rows} excluded = {text_sql(SUPERSEDED)}")
