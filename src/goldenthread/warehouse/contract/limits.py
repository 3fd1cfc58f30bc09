"""How far a load may differ from the last of its standard before it stops: data, one value in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from goldenthread.model.standards import LOCAL


@dataclass(frozen=True)
class Limits:
    """Shares are 0 to 1; a share below the limit passes, one that reaches it stops.

    `least`: rows, ids or people below which a share says nothing.
    """

    least: int = 20
    short: float = 0.30
    """Rows that are missing, of those that the last load had in the days that both cover."""
    short_said: float = 0.15
    """The same, from which it is said and does not stop."""
    by_chance: float = 3.29
    """Of years apart: by how many standard errors two counts of one pace differ once in 1,000 times. Rows are
    short of another year only when they differ by more: 22 after 39 is chance, 70 after 130 is not."""
    held: float = 0.30
    """Rows of a list that are held or refused: of a first load too."""
    held_said: float = 0.05
    """The same, from which it is said, at the load and beside each figure that reads the list."""
    least_held: int = 10
    """Held or refused rows, and cells left out, below which their share says nothing."""
    left_out: float = 0.30
    """Cells of a column that cannot be used though their rows can, of those that say anything: of a first
    load too. Codes that no list has are asked of a first load alone; a later one is held against the last."""
    unseen_forms: float = 0.20
    """Ids of people of a form and length that the last load had none of."""
    strangers: float = 0.50
    """People of the last load of whom the new one knows nothing."""
    alike: float = 0.05
    """People of a list whom the others do not know, and would but for zeros or signs in their ids: of a first
    load too."""
    least_alike: int = 10
    """Such people below which their share says nothing."""
    unlisted: float = 0.30
    """People of a list who are not in the list that is to name everybody: of a first load too."""
    moved_dates: float = 0.20
    """Records in both loads whose date is another one."""
    open_gone: float = 0.30
    """Records that were open at the end of the last load and are not in the new one, not even ended."""
    least_open: int = 10
    """Open records below which their share says nothing."""
    open_gone_stops: bool = True
    """Whether that stops: a register may be a list of what is open, and drop what has ended."""
    emptied: float = 0.20
    """Share of cells that a column filled in the last load, when it is quite empty in the new one."""
    lists_may_stay_out: bool = False
    """Whether a list of the last load need not come: registers come one by one."""
    leaves_empty_out: bool = False
    """Whether a file leaves out what is empty, as XML does: a column that filled hardly a cell may go."""
    may_be_empty: frozenset[str] = frozenset()
    """Columns of which one year may say something and another nothing."""

    tables_may_be_empty: frozenset[str] = frozenset()
    """Tables of which the same holds."""


_USUAL = Limits()
_YEARLY = replace(
    _USUAL,
    strangers=0.90,
    lists_may_stay_out=True,
    leaves_empty_out=True,
    may_be_empty=frozenset({"upn", "upn_unknown"}),  # who has no number stands in place of it
    tables_may_be_empty=frozenset({"person_identifiers"}),  # former ones, which an export may leave out
)

LIMITS: Mapping[str, Limits] = {
    "SSD": _USUAL,
    "AA": replace(_USUAL, strangers=0.90),  # six months each: most of the people may be others
    "CIN": _YEARLY,
    "903": _YEARLY,
    LOCAL: replace(_USUAL, strangers=0.90, lists_may_stay_out=True, open_gone_stops=False),
}
"""By standard."""


def limits_of(standard: str) -> Limits:
    """The limits of a standard; the usual ones for one that has none of its own."""
    return LIMITS.get(standard, _USUAL)
