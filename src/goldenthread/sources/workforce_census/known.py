"""Whether a return is of the year that it says: who left did so in the twelve months to its day."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.dates import day_words, months_before
from goldenthread.base.errors import Place, RefusedInput
from goldenthread.model.tables import TABLES
from goldenthread.sources.cells import parse
from goldenthread.sources.reading import Note
from goldenthread.sources.xml_files.header import Header

ENOUGH = 5
"""Leavers below which their dates show nothing."""


def refuse_another_year(header: Header, ends: pa.ChunkedArray, file: str) -> list[Note]:
    """What is said of leavers of other years. `ends`: the texts of RoleEndDate. Refuses a return whose header
    gives two years, or of which more left in another year than in its own."""
    reference = header.reference
    if header.year.isdigit() and int(header.year) != reference.year:
        text = f"The header gives the year {header.year} and the reference date {day_words(reference)}."
        raise _refused(text, file, "Mend the one that is wrong, Year or ReferenceDate, or export it again.")
    days = pc.drop_null(parse(TABLES["workforce_spells"].column("end_date"), ends).values)
    after = pc.greater(days, pa.scalar(months_before(reference, 12), pa.date32()))
    within = int(pc.sum(pc.and_(after, pc.less_equal(days, pa.scalar(reference, pa.date32())))).as_py() or 0)
    other = len(days) - within
    if not other:
        return []
    year = f"the year to the reference date, {day_words(reference)}"
    if len(days) >= ENOUGH and other > within:
        text = (
            f"Of {len(days):,} workers who left {within:,} did so in {year}: the return is of another year "
        )
        raise _refused(f"{text}than it says.", file, "Mend ReferenceDate, or export it again for its year.")
    text = f"RoleEndDate: {other:,} of {len(days):,} dates lie outside {year}; no figure of it counts them."
    return [Note("warning", text, file)]


def _refused(what: str, file: str, do: str) -> RefusedInput:
    why = "Taken for the return of another year it would give that year's turnover and vacancies to this one."
    return RefusedInput(what, where=Place(file, column="ReferenceDate"), why=why, do=do)
