"""Tables of the standard whose cells need more than a change of name before they are taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.sources.given import Given
from goldenthread.sources.identity import normalise_id
from goldenthread.sources.intake import Taken, Value
from goldenthread.sources.reading import RawTable
from goldenthread.sources.ssd.outcomes import apply, codes_set, no_conference
from goldenthread.sources.text import clean, fold


@dataclass
class Preparation:
    """One table on its way: its raw cells, the columns given so far, and constants to add."""

    raw: RawTable
    given: dict[str, Given]
    as_at: dt.date
    person_of_period: dict[str, str] = field(default_factory=dict)
    constants: dict[str, Value] = field(default_factory=dict)


def _yes_no(values: list[bool | None]) -> pa.Array:
    return pa.array([None if value is None else "Y" if value else "N" for value in values], pa.string())


def s47(prep: Preparation, outcome: pa.Array | None) -> None:
    """No conference needed: the outcome's flag first, the shorter 'no further action' second."""
    if outcome is None:
        return
    said = apply(no_conference, outcome)
    short = prep.given.get("icpc_not_required")
    cells = said if short is None else pc.coalesce(said, short.cells)
    prep.given["icpc_not_required"] = Given(cells, short.header if short else "s47e_s47_outcome_json")


def workers(prep: Preparation) -> None:
    """A social worker is one with a registration, or whose job title says so."""
    count = prep.raw.cells.num_rows
    number, title = prep.given.get("swe_number"), prep.given.get("job_title")
    if number is None and title is None:
        return
    numbers = number.cells.to_pylist() if number else [None] * count
    titles = title.cells.to_pylist() if title else [None] * count
    known = {text: "social_worker" in fold(text) for text in set(titles) if text}
    found = [
        bool(one and normalise_id(one)) or known.get(text or "", False)
        for one, text in zip(numbers, titles, strict=True)
    ]
    header = number.header if number else title.header if title else ""
    prep.given["is_social_worker"] = Given(_yes_no(list(found)), header)


def health(prep: Preparation) -> None:
    """A check with a date and no status took place; one with neither is planned."""
    if "check_date" not in prep.given:
        return
    dates = prep.given["check_date"].cells.to_pylist()
    status = prep.given.get("status")
    said = status.cells.to_pylist() if status else [None] * len(dates)
    filled = [
        one if one and clean(one) else "completed" if day and clean(day) else "planned"
        for one, day in zip(said, dates, strict=True)
    ]
    prep.given["status"] = Given(pa.array(filled, pa.string()), status.header if status else "check_date")


def care_leavers(prep: Preparation) -> None:
    """The standard keeps one row a young person: the status on the extract date."""
    prep.constants["status_date"] = prep.as_at


def cla_reviews(prep: Preparation) -> None:
    """Editions of the standard without the child on the review take it from the period of care."""
    if "person_id" in prep.given or "cla_period_id" not in prep.given:
        return
    periods = prep.given["cla_period_id"]
    people = [
        prep.person_of_period.get(normalise_id(one) or "") if one else None
        for one in periods.cells.to_pylist()
    ]
    prep.given["person_id"] = Given(pa.array(people, pa.string()), periods.header)


PREPARE: dict[str, Callable[[Preparation], None]] = {
    "workers": workers,
    "cla_health": health,
    "care_leavers": care_leavers,
    "cla_reviews": cla_reviews,
}
"""By canonical table."""

EXPLODED = {"assessment_factors": "factor", "care_plans": "plan_code"}
"""Tables of which a source row holds several codes, and the column they go to."""


def explode(prep: Preparation, column: str) -> None:
    """One row for each code of a cell; the row number stays that of the source."""
    given = prep.given[column]
    encoded = given.cells.dictionary_encode()
    lists = [codes_set(text) if text and clean(text) else [] for text in encoded.dictionary.to_pylist()]
    indices: list[int] = []
    codes: list[str] = []
    for row, at in enumerate(encoded.indices.to_pylist()):
        for code in lists[at] if at is not None else ():
            indices.append(row)
            codes.append(code)
    rows = pa.array(indices, pa.int64())
    prep.given = {name: replace(one, cells=one.cells.take(rows)) for name, one in prep.given.items()}
    prep.given[column] = Given(pa.array(codes, pa.string()), given.header)
    prep.raw = replace(prep.raw, cells=prep.raw.cells.take(rows), rows=prep.raw.rows.take(rows))


def count_by_source_row(taken: Taken, rows_in: int) -> Taken:
    """The account of an exploded table in rows of the file, each held at most once."""
    held = {one.row: one for one in reversed(taken.held)}
    return replace(taken, rows_in=rows_in, held=tuple(held[row] for row in sorted(held)))
