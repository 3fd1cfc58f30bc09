"""Two sets of lists of one day in one delivery, such as the workbook and its sheets saved as CSV files.

The same rows are taken once. Others contradict each other, and nothing says which are right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from goldenthread.base.dates import day_words
from goldenthread.base.errors import RefusedInput
from goldenthread.model.tables import TABLES
from goldenthread.sources.reading import PROVENANCE, Reading

Rows = dict[str, Counter[tuple[object, ...]]]


def once(readings: Sequence[Reading]) -> tuple[list[Reading], list[tuple[str, str]]]:
    """The readings of lists, each day's rows once, and the files that hold the same as others, with why they
    are not taken. Refuses sets of one day that have a list in common and differ."""
    kept: list[Reading] = []
    passed: list[tuple[str, str]] = []
    for one in readings:
        twin = next((other for other in kept if _overlap(other, one)), None)
        if twin is None:
            kept.append(one)
            continue
        _refuse_other_rows(twin, one)
        passed += [(file, f"the same rows as {_files(twin)}") for file in one.files]
    return kept, passed


def _overlap(one: Reading, other: Reading) -> bool:
    """Whether two are of one day and have a list in common."""
    lists = [{account.list_name for account in each.accounts if account.rows_in} for each in (one, other)]
    return one.extracted_on == other.extracted_on and bool(lists[0] & lists[1])


def _refuse_other_rows(one: Reading, other: Reading) -> None:
    first, second = _rows(one), _rows(other)
    differ = []
    for table in dict.fromkeys((*first, *second)):
        a, b = first.get(table, Counter()), second.get(table, Counter())
        if a != b:
            numbers = f"{a.total():,} and {b.total():,} rows, {(a & b).total():,} of them the same"
            differ.append(f"{TABLES[table].title}: {numbers}")
    if differ:
        raise RefusedInput(
            f"Two sets of Annex A lists of {day_words(one.extracted_on)} differ. {'; '.join(differ)}.",
            where=f"{_files(one)}; {_files(other)}",
            why="Nothing says which of them is right, and both together would count children twice.",
            do="Load the right one alone.",
        )


def _rows(reading: Reading) -> Rows:
    """The rows of each table, wherever they stood."""
    found: Rows = {}
    for batch in reading.batches:
        names = sorted(set(batch.rows.column_names) - set(PROVENANCE))
        cells = [batch.rows[name].to_pylist() for name in names]
        found.setdefault(batch.table, Counter()).update(zip(*cells, strict=True))
    return found


def _files(reading: Reading) -> str:
    files = reading.files
    return files[0] if len(files) == 1 else f"{files[0]} and {len(files) - 1} more"
