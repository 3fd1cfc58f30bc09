"""Who an edition is for, and what it holds for them: one profile each, as data."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.base.errors import UsageError, suggest
from goldenthread.model.result import CROSS


@dataclass(frozen=True)
class Audience:
    """A kind of reader and what an edition for them holds.

    `readers` and `handling` are in words: whom it is for, and what they must know to keep it safe.
    `without` are breakdowns that it never shows, alone or crossed; `only` those that it may show at all, None
    for every other one; `crossed` says whether they may be crossed. `first` is a breakdown that leads under
    every measure that has it. `ways` are the pages of children's ways, `accounts` what became of the rows of
    each file and where standards disagree, `notes` what was said of loads, `proofs` the codes beside figures,
    `days` the days of single events, by which a case can be known.
    `plain` is an edition in plain words, which holds nothing but what it prints.
    """

    name: str
    readers: str
    handling: str
    without: frozenset[str] = frozenset()
    only: frozenset[str] | None = None
    first: str = ""
    crossed: bool = True
    ways: bool = True
    accounts: bool = True
    notes: bool = True
    proofs: bool = True
    days: bool = True
    plain: bool = False

    def words(self) -> str:
        """Whom it is for and what that asks of them, as every part of an edition says it."""
        return f"For {self.readers}. {self.handling}".strip()

    def allows(self, breakdown: str) -> bool:
        """Whether a breakdown may be shown: each part of a crossed one."""
        parts = set(breakdown.split(CROSS))
        if len(parts) > 1 and not self.crossed:
            return False
        return not parts & self.without and (self.only is None or parts <= self.only)


STAFF = frozenset({"team", "service", "worker_role"})
"""Breakdowns that say whose work it is. In a small team they name a person."""

OPEN = frozenset(
    {
        *("all", "locality", "hub_locality", "hub", "age_band", "sex", "ethnicity", "source"),
        *("placement_group", "destination", "grade", "band", "stage", "theme"),
    }
)
"""Breakdowns that the public sees, where disclosure control leaves a figure. What tells of abuse, of a
disability or of a legal status is not among them: too few share it."""

_SMALL = "It holds small numbers: not for publication."

TEAM = Audience("team", "managers of services and teams", _SMALL, first="team")
LEADERSHIP = Audience("leadership", "the director, the leadership team and the board", _SMALL)
EXEMPT = Audience(
    "exempt",
    "councillors, in the part of a meeting from which the public is excluded",
    "It is exempt information (Part 2) and holds small numbers: not for publication.",
    without=STAFF,
    accounts=False,
    days=False,
)
PUBLIC = Audience(
    "public",
    "everybody",
    "",
    without=STAFF,
    only=OPEN,
    crossed=False,
    ways=False,
    accounts=False,
    notes=False,
    proofs=False,
    days=False,
    plain=True,
)

AUDIENCES = (TEAM, LEADERSHIP, EXEMPT, PUBLIC)
"""From the widest to the narrowest: what one holds, each one before it holds too."""

ALSO = {"internal": "leadership"}
"""Names that are understood beside those of the profiles."""


def audience_of(name: str) -> Audience:
    """The profile of a name; an unknown one is refused with the nearest."""
    for each in AUDIENCES:
        if each.name == ALSO.get(name, name):
            return each
    names = (*(each.name for each in AUDIENCES), *ALSO)
    raise UsageError(f"There is no audience '{name}'.", do=suggest(name, names))
