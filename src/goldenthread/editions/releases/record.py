"""A release as the store knows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from goldenthread.base.dates import day_words

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Numbered:
    """What a pack says of the release that it is: its number, and what it corrects and why."""

    number: int
    corrects: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class ReleaseRecord:
    """One release. `content` is the hash of what it says, `manifest` that of `release.json` in its folder.

    `corrects` is the release that it stands beside, `corrected_by` the one that stands beside it.
    """

    number: int
    period: str
    audience: str
    snapshot: str
    content: str
    manifest: str
    made_by: str
    made_at: dt.datetime
    approved_by: str = ""
    corrects: int | None = None
    corrected_by: int | None = None
    reason: str = ""

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.audience}-{self.number}"


def london(at: dt.datetime) -> str:
    """'2 January 2024, 10:31 GMT': a time as the clocks of London had it, with which of the two it was."""
    here = at.astimezone(LONDON)
    return f"{day_words(here.date())}, {here:%H:%M %Z}"
