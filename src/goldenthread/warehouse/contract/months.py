"""Rows of one month that are held: of years of rows they may be few, and the month is short all the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.dates import month_number
from goldenthread.base.errors import Place
from goldenthread.base.periods import month
from goldenthread.model.tables import TABLES
from goldenthread.sources.reading import Reading
from goldenthread.warehouse.contract.held import ListKey, list_of
from goldenthread.warehouse.contract.limits import Limits
from goldenthread.warehouse.contract.moved import Kind, Moved

LAST = 12
"""Months before that of the extract that are looked at."""


def moved_in_months(reading: Reading, limits: Limits) -> Iterator[Moved]:
    """The lists of which so many rows of a month are held that it is to be said, or stops. A list of which as
    many are held in all its years is said already, and one that stops is not said twice."""
    of_all = {list_of(one): (one.held + one.refused) / max(one.rows_in, 1) for one in reading.accounts}
    for (listed, table), held in _held(reading).items():
        share_of_all = of_all.get(listed, 0.0)
        at_least = limits.held_said if share_of_all < limits.held_said else limits.held
        many = {when: number for when, number in held.items() if number >= limits.least_held}
        if not many or share_of_all >= limits.held:
            continue
        stored = _stored(reading, listed, table)
        if not stored:
            continue
        worst = max(many, key=lambda when: many[when] / (many[when] + stored[when]))
        number, of = many[worst], many[worst] + stored[worst]
        if number < at_least * of:
            continue
        text = (
            f"{number:,} of {of:,} rows of {month(worst).words()} ({number / of:.0%}) are held, so that no "
        )
        text += "figure counts them; goldenthread check says why."
        _, file, sheet = listed
        yield Moved(Kind.HELD, str(Place(file, sheet)), text, stops=number >= limits.held * of)


def _held(reading: Reading) -> dict[tuple[ListKey, str], Counter[int]]:
    """How many rows of each list and table are held, by month, in those that are looked at."""
    last = month_number(reading.extracted_on)
    found: dict[tuple[ListKey, str], Counter[int]] = {}
    for one in reading.exceptions:
        if one.fate == "held" and one.day and last - LAST <= month_number(one.day) <= last:
            found.setdefault((list_of(one), one.record[0]), Counter())[month_number(one.day)] += 1
    return found


def _stored(reading: Reading, listed: ListKey, table: str) -> Counter[int]:
    """How many rows that a list gave a table are stored, by month; none of a list that is a part of another's
    records."""
    found: Counter[int] = Counter()
    _, file, sheet = listed
    by = TABLES[table].dated_by if table in TABLES else None
    for batch in reading.batches:
        if batch.table != table or by not in batch.rows.column_names:
            continue
        rows = batch.rows.filter(pc.equal(batch.rows["src_file"], pa.scalar(file, pa.string())))
        if sheet is not None:
            rows = rows.filter(pc.equal(rows["src_sheet"], pa.scalar(sheet, pa.string())))
        days = rows[by].drop_null()
        numbers = pc.add(pc.multiply(pc.subtract(pc.year(days), 1970), 12), pc.subtract(pc.month(days), 1))
        found.update({one["values"]: one["counts"] for one in pc.value_counts(numbers).to_pylist()})
    return found
