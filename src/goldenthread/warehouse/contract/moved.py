"""What moved in a feed, and how it is said: never by a value, always with the best guess."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from goldenthread.base.dates import day_words
from goldenthread.base.errors import RefusedInput


class Kind(StrEnum):
    """The ways in which a feed moves without anybody saying so."""

    AUTHORITY = "authority"
    LIST_GONE = "list_gone"
    LIST_EMPTY = "list_empty"
    COLUMN_RENAMED = "column_renamed"
    COLUMN_GONE = "column_gone"
    COLUMN_EMPTY = "column_empty"
    NEW_CODE = "new_code"
    ID_FORM = "id_form"
    STRANGERS = "strangers"
    SHORT = "short"
    MOVED_DATES = "moved_dates"
    OPEN_GONE = "open_gone"
    HELD = "held"
    LEFT_OUT = "left_out"
    UNLISTED = "unlisted"


@dataclass(frozen=True)
class Moved:
    """One thing that moved: where in the feed, what, and the best guess at why ('' for none). What does not
    stop the load is said with it."""

    kind: Kind
    where: str
    what: str
    guess: str = ""
    stops: bool = True
    within: bool = False
    """Whether it moved from one extract of the same delivery to the next, and not since a load."""

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.where}: {self.what}", self.guess) if part)


@dataclass(frozen=True)
class Accepted:
    """That what moved is meant: who said so, when, why, and what it was."""

    who: str
    at: str
    reason: str
    what: tuple[str, ...]

    def note(self) -> str:
        """The sentence that an edition shows."""
        moved = " ".join(self.what)
        return f"Changes of the feed were accepted by {self.who} on {self.at[:10]}: {self.reason}. {moved}"


def from_one_to_the_next(moved: Moved, day: dt.date) -> Moved:
    """What moved since the extract of that day, which came in the same delivery and was no load yet."""
    what = moved.what.replace("the last load's", f"those of {day_words(day)}")
    return replace(moved, what=what.replace("the last load", f"the extract of {day_words(day)}"), within=True)


def accepted(who: str, reason: str, moved: Sequence[Moved]) -> Accepted:
    """The record of an override, as of now."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return Accepted(who, now, reason.strip().rstrip("."), tuple(str(one) for one in moved))


def refusal(moved: Sequence[tuple[str, Sequence[Moved]]]) -> RefusedInput:
    """What is said when a load stops: what moved, by standard."""
    lines = [f"- {standard}: {one}" for standard, each in moved for one in each]
    number = "one thing" if len(lines) == 1 else f"{len(lines)} things"
    since = "since the last load"
    if all(one.within for _, each in moved for one in each):
        since = "from one extract of this delivery to the next"
    what = f"The feed is not what it was: {number} moved {since}."
    why = "A figure counted from it could be wrong and look right."
    right = "Have the extract put right."
    kinds = {one.kind for _, each in moved for one in each}
    if kinds == {Kind.HELD}:
        lists = "a list" if len(lines) == 1 else f"{len(lines)} lists"
        what = f"Too many rows of {lists} cannot be used."
    elif kinds == {Kind.LEFT_OUT}:
        columns = "a column" if len(lines) == 1 else f"{len(lines)} columns"
        what = f"Too many cells of {columns} cannot be used."
    elif kinds == {Kind.HELD, Kind.LEFT_OUT}:
        what = "Too many rows and cells of lists cannot be used."
    elif kinds == {Kind.UNLISTED}:
        what = "Lists of one delivery do not know each other's people."
        why = "What is said of somebody whom no other list knows is put together with nothing, and figures "
        why += "counted from it are wrong and look right."
        right = "Export the lists together, with ids as text, and do not save them from a spreadsheet."
    elif Kind.UNLISTED in kinds and kinds <= {Kind.HELD, Kind.LEFT_OUT, Kind.UNLISTED}:
        what = f"The lists cannot be used as they are: {len(lines)} things are wrong with them."
    elif kinds == {Kind.AUTHORITY}:
        what = f"{'A return is' if len(lines) == 1 else f'{len(lines)} returns are'} of another authority."
        why = "A workspace holds one authority; another's children would be counted as its own."
        right = "Load only the returns of your own authority."
    return RefusedInput(
        f"{what}\n" + "\n".join(lines),
        why=f"{why} Nothing was stored.",
        do=f"{right} If all of it is meant, load again with "
        "--accept-changes 'the reason': it is kept with the load and shown in the edition.",
    )
