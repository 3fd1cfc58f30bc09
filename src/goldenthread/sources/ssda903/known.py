"""Up to which day a return knows its year: its end, or the day of an extract made within it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.extract_date import date_in_name
from goldenthread.sources.quiet import are_more_than_slips, is_cut_short
from goldenthread.sources.reading import Note
from goldenthread.sources.ssda903.return_sets import ReturnSet
from goldenthread.sources.ssda903.told import days

GOING_ON = {
    "episodes": ("No episode begins or ends", ("decom", "dec")),
    "reviews": ("No review is held", ("review",)),
    "missing": ("No child goes missing or returns", ("mis_start", "mis_end")),
}
"""Tables whose dates go on all the year round, and what is said where they stop before its end: such a table
was made then, whatever the others hold."""


@dataclass(frozen=True)
class Known:
    """The last day that a return knows, how it was found ('' for its year's end), and what is to be said."""

    day: dt.date
    how: str = ""
    notes: tuple[Note, ...] = ()


def known_to(one: ReturnSet, ends: dt.date, as_at: dt.date | None) -> Known:
    """The last day that the return of a year knows. A day given that its own dates contradict is refused; one
    of a file name is said, and not believed."""
    begins = dt.date(ends.year - 1, 4, 1)
    named = {day for file in one.files if (day := date_in_name(file.rpartition("/")[2]))}
    cut = as_at or (named.pop() if len(named) == 1 else None)
    if cut is None:
        _refuse_cut_short(one, begins, ends)
        return Known(ends)
    if cut < begins:
        raise RefusedInput(
            f"The extract date {'given' if as_at else 'in its name'}, {cut:%d %B %Y}, lies before the year "
            f"of the return, which begins on {begins:%d %B %Y}.",
            where=one.shown,
            why="A return cannot know what came after it was made.",
            do="Give the day on which it was made with --as-at; for a whole year give --as-at "
            f"{ends.isoformat()}.",
        )
    if cut >= ends:
        return Known(ends)
    if late := _later(one, cut, ends):
        if as_at:
            raise RefusedInput(
                f"The extract date given, {cut:%d %B %Y}, cannot be right: {late}.",
                where=one.shown,
                why="A return cannot know what came after it was made, and figures would stop on a day that "
                "is not its own.",
                do="Give the day on which it was made with --as-at; for a whole year give --as-at "
                f"{ends.isoformat()}.",
            )
        _refuse_cut_short(one, begins, ends)
        text = f"The name says that the return was extracted on {cut:%d %B %Y}, but {late}: it is taken as "
        text += f"known up to the end of its year, {ends:%d %B %Y}. If that is wrong, give the day on which "
        text += "it was made with --as-at."
        return Known(ends, notes=(Note("warning", text, one.files[0]),))
    how = "as given" if as_at else "as its name says"
    return Known(cut, f"; an extract of {cut.day} {cut:%B %Y}, {how}")


def _later(one: ReturnSet, cut: dt.date, ends: dt.date) -> str:
    """What is said of dates of its year that lie after the day of a return; '' where slips explain them."""
    dated = [
        day
        for table, (_, columns) in GOING_ON.items()
        for name in columns
        for day in days(one.of(table), name)
    ]
    late = sum(cut < day <= ends for day in dated)
    if not are_more_than_slips(late, len(dated)):
        return ""
    return f"{late:,} of {len(dated):,} dates of episodes, reviews and times missing lie after it"


def _refuse_cut_short(one: ReturnSet, begins: dt.date, ends: dt.date) -> None:
    """Each table by its own pace."""
    for table, (nothing, columns) in GOING_ON.items():
        dated = [day for column in columns for day in days(one.of(table), column)]
        within = [day for day in dated if begins <= day <= ends + dt.timedelta(1)]
        if is_cut_short(within, begins, ends):
            raise RefusedInput(
                f"{nothing} after {max(within):%d %B %Y}, though the year ends on {ends:%d %B %Y}; at the "
                "pace of the year until then that is no chance.",
                where=one.of(table)[0].table.file,
                why="An extract made within the year would be taken for the whole of it, and its last months "
                "would print figures that nobody knows.",
                do="Say on which day it was made with --as-at; for a whole year give --as-at "
                f"{ends.isoformat()}.",
            )
