"""Rows that the loads in force have held or refused, by list, column and reason, and who would read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from goldenthread.engine.availability import STANDARDS, needs_of
from goldenthread.engine.compute import parts_of
from goldenthread.engine.tallies import tallies
from goldenthread.model.measure import Measure
from goldenthread.model.standards import LOCAL
from goldenthread.publication.edition import HeldLine
from goldenthread.sources.cells import REASONS
from goldenthread.warehouse.loads import StoredLoad
from goldenthread.warehouse.snapshot import Snapshot


def held_lines(loaded: Snapshot, measures: Mapping[str, Measure]) -> tuple[HeldLine, ...]:
    """One line for each list, column and reason, of each load those with the most rows first."""
    return tuple(line for load in loaded.loads for line in _of_load(load, measures))


def _of_load(load: StoredLoad, measures: Mapping[str, Measure]) -> Iterator[HeldLine]:
    held = load.held()
    if not held:
        return
    tables: dict[tuple[str, str, str | None], set[str]] = {}
    for table in {cover.table for cover in load.covers}:
        for account in load.made_from(table):
            tables.setdefault((account.list_name, account.file, account.sheet), set()).add(table)
    reads = {name: _tables_read(measure, measures, load.standard) for name, measure in measures.items()}
    for one in held:
        own = tables.get((one.list_name, one.file, one.sheet), set())
        by = tuple(name for name, read in reads.items() if read & own)
        where = (load.standard, one.list_name, one.file, one.sheet)
        yield HeldLine(*where, one.column, one.reason, one.rows, one.of, by)


def left_out_lines(loaded: Snapshot, measures: Mapping[str, Measure]) -> tuple[HeldLine, ...]:
    """One line for each column and reason for which cells count as empty or unknown while their rows count,
    with the measures that need the column."""
    found = []
    for load in loaded.loads:
        listed = [(one, each) for one in load.profiles for each in one.left_out]
        if not listed:
            continue
        reads = {name: _columns_read(measure, measures, load.standard) for name, measure in measures.items()}
        for one, each in listed:
            column = f"{each.table}.{each.column.replace('__', '.')}".split(".")[-2:]
            by = tuple(name for name, read in reads.items() if ".".join(column) in read)
            where = (load.standard, one.list_name, one.file, one.sheet)
            found.append(HeldLine(*where, each.header, REASONS[each.code], each.cells, each.of, by))
    return tuple(found)


def _tables_read(measure: Measure, measures: Mapping[str, Measure], standard: str) -> set[str]:
    """The tables that a measure is counted from."""
    return {name.split(".")[0] for name in _columns_read(measure, measures, standard)}


def _columns_read(measure: Measure, measures: Mapping[str, Measure], standard: str) -> set[str]:
    """The columns that a measure is counted from when it is read from a standard; of registers, which stand
    in for each of them, whatever is read beside any."""
    named = {STANDARDS[name.split(":")[0]] for name in measure.standards}
    asked = named if standard == LOCAL else named & {standard}
    parts = parts_of(measure, tallies([measure], measures, [])).values()
    needed: Iterable[str] = (name for one in asked for part in parts for name in needs_of(part, one).columns)
    return {option for name in needed for option in name.split("|")}
