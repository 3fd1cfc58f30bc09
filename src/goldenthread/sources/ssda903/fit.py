"""Whether the episodes of a return fit together: a few that do not are mended, of many the dates are wrong.

In a sound return hardly an episode in a hundred overlaps another of its child, leaves a gap or ends before it
starts. Where a good part does, a figure of any month is wrong and looks right, so the return is refused with
the likeliest reason, which is tried out: dates of which a spreadsheet exchanged day and month fit once they
are exchanged back.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

import pyarrow as pa

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.accounting import ENDS_BEFORE_START, Settled
from goldenthread.sources.reading import Note
from goldenthread.sources.ssda903.journeys import WORDS, journeys
from goldenthread.sources.ssda903.stored import episodes_of

MOST = 0.10
"""Of the episodes, those that do not fit from which their dates are not believed."""

ENOUGH = 10
"""Episodes that do not fit below which their share says nothing."""

LEFT = 0.2
"""Of the episodes that do not fit, those that may be left when a reason is tried out and found."""

OWN_WORDS = {ENDS_BEFORE_START: "end before they start"}
TRIED = {
    ("start_date",): "day and month of DECOM were exchanged",
    ("end_date",): "day and month of DEC were exchanged",
    ("start_date", "end_date"): "day and month of DECOM and DEC were exchanged",
}
"""Columns whose dates are exchanged back, and what is said if the episodes fit then."""


def refuse_unfit(settled: Settled, place: Place) -> list[Note]:
    """What is said of the episodes that are mended. Refuses a return of which too many do not fit: those that
    are held leave gaps, for which the others are not blamed."""
    if "cla_episodes" not in settled.batches:
        return []
    tables = {name: batch.rows for name, batch in settled.batches.items()}
    rows = tables["cla_episodes"]
    amiss = _amiss(tables)
    held = sum(one.held for one in settled.accounts if one.list_name == "Episodes")
    number = amiss.total()
    if number >= ENOUGH and number - held >= MOST * rows.num_rows:
        words = {code: text.partition(";")[0] for code, text in (OWN_WORDS | WORDS).items()}
        found = "; ".join(f"{amiss[code]:,} {words[code]}" for code in words if amiss[code])
        raise RefusedInput(
            f"Of {rows.num_rows:,} episodes {number:,} ({number / rows.num_rows:.0%}) do not fit the others "
            f"of their child: {found}.",
            where=place,
            why="Their dates cannot be right, and every figure of care is counted from them. "
            f"{_guess(tables, number)}",
            do="Export the episodes again with every end, do not open the file in a spreadsheet, and keep "
            "the dates as text (01/02/2024 is 1 February); or put them right at their source.",
        )
    return [
        Note("warning", f"Episodes that {WORDS[code]}: {amiss[code]:,}.") for code in WORDS if amiss[code]
    ]


def _amiss(tables: Mapping[str, pa.Table], exchanged: Sequence[str] = ()) -> Counter[str]:
    """What is found amiss in the episodes, with the dates of some columns exchanged back."""
    rows = tables["cla_episodes"]
    dates = {name: rows[name].to_pylist() for name in ("start_date", "end_date") if name in rows.column_names}
    for name in exchanged:
        dates[name] = [_other_way(day) for day in dates.get(name, [])]
    ends = dates.get("end_date") or [None] * rows.num_rows
    wrong = [
        bool(end and start and end < start) for start, end in zip(dates["start_date"], ends, strict=True)
    ]
    why = [
        ENDS_BEFORE_START if is_wrong else None if was == ENDS_BEFORE_START else was
        for is_wrong, was in zip(wrong, rows["excluded"].to_pylist(), strict=True)
    ]
    for name, values in {**{name: dates[name] for name in exchanged}, "excluded": why}.items():
        at = rows.column_names.index(name)
        rows = rows.set_column(at, name, pa.array(values, rows.schema.field(at).type))
    found = journeys(episodes_of({**tables, "cla_episodes": rows})).amiss
    found.update({ENDS_BEFORE_START: sum(wrong)} if any(wrong) else {})
    return found


def _other_way(day: dt.date | None) -> dt.date | None:
    """The date with day and month exchanged, where that is one."""
    return day if day is None or day.day > 12 else dt.date(day.year, day.day, day.month)


def _guess(tables: Mapping[str, pa.Table], number: int) -> str:
    """The likeliest reason."""
    if "end_date" in tables["cla_episodes"].column_names:
        left, said = min((_amiss(tables, columns).total(), said) for columns, said in TRIED.items())
        if left <= LEFT * number:
            why = "as software set to the United States does"
            return f"Most likely {said}, {why}: exchanged back, {left:,} are left."
    if _open_and_followed(tables) >= (1 - LEFT) * number:
        return "Most likely ends (DEC) were lost: nearly all of them have none, and a later episode follows."
    return "Were ends lost, day and month exchanged, or children joined under one id?"


def _open_and_followed(tables: Mapping[str, pa.Table]) -> int:
    """Episodes without an end after which another of the child begins."""
    last: dict[str, dt.date] = {}
    every = list(episodes_of(tables))
    for one in every:
        last[one.person] = max(one.start, last.get(one.person, one.start))
    return sum(one.end is None and one.start < last[one.person] for one in every)
