"""Whether a return is of the year that it says: who left did so in the twelve months to its day."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.dates import age_on, day_words
from goldenthread.base.errors import Place, RefusedInput
from goldenthread.model.tables import TABLES
from goldenthread.sources.cells import parse
from goldenthread.sources.reading import Note
from goldenthread.sources.xml_files.header import Header

ENOUGH = 5
"""Days on which somebody left below which they show nothing: one day for all is that of a template."""


def refuse_another_year(header: Header, ends: pa.ChunkedArray, file: str) -> list[Note]:
    """What is said of leavers of other years. `ends`: the texts of RoleEndDate. Refuses a return whose header
    gives two years, or of whose leavers most left in one other year."""
    reference = header.reference
    if header.year.isdigit() and int(header.year) != reference.year:
        text = f"The header gives the year {header.year} and the reference date {day_words(reference)}."
        raise _refused(text, file, "Mend the one that is wrong, Year or ReferenceDate, or export it again.")
    days = pc.drop_null(parse(TABLES["workforce_spells"].column("end_date"), ends).values).to_pylist()
    years_back = {day: age_on(day, reference) for day in days}  # 0: in the year to the reference date
    within = sum(years_back[day] == 0 for day in days)
    if within == len(days):
        return []
    most = max(Counter(filter(None, years_back.values())).values())
    year = f"the year to the reference date, {day_words(reference)}"
    if len(years_back) >= ENOUGH and 2 * most > len(years_back):
        text = f"Of {len(days):,} workers who left {within:,} did so in {year}; most days on which they left "
        text += "lie in one other year: the return is of another year than it says."
        raise _refused(text, file, "Mend ReferenceDate, or export it again for its year.")
    other = len(days) - within
    text = f"RoleEndDate: {other:,} of {len(days):,} dates lie outside {year}; no figure of it counts them."
    return [Note("warning", text, file)]


def _refused(what: str, file: str, do: str) -> RefusedInput:
    why = "Taken for the return of another year it would give that year's turnover and vacancies to this one."
    return RefusedInput(what, where=Place(file, column="ReferenceDate"), why=why, do=do)
