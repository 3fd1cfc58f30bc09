"""Decisions of a person on telling prose: what stays in a public edition, by whose decision, and why.

They stand in `decisions.csv` beside the sections: key, decided_by, decided_on, reason. A key is of exact
words; when the words change, nothing is decided.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.editions.commentary.remark import Remark

FILE = "decisions.csv"
COLUMNS = ("key", "decided_by", "decided_on", "reason")

DECIDABLE = frozenset({"telling"})
"""The kinds of remark that a person may decide on. A wrong figure is nobody's decision."""


@dataclass(frozen=True)
class Decision:
    """That certain words stay."""

    key: str
    decided_by: str
    decided_on: dt.date
    reason: str


def read_decisions(text: str, file: str = FILE) -> dict[str, Decision]:
    """The decisions by key. Raises RefusedInput for one without a person, a day and a reason."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise RefusedInput(
            "The columns are not those of decisions.", where=Place(file), do=f"They are: {','.join(COLUMNS)}."
        )
    found = {}
    for number, row in enumerate(rows, start=2):
        found[row["key"]] = _decision(row, Place(file, row=number))
    return found


def _decision(row: Mapping[str, str], where: Place) -> Decision:
    missing = [name for name in COLUMNS if not (row.get(name) or "").strip()]
    if missing:
        raise RefusedInput(
            f"A decision has no {missing[0]}.",
            where=where,
            why="What stays in a public edition needs a person, a day and a reason.",
        )
    try:
        day = dt.date.fromisoformat(row["decided_on"].strip())
    except ValueError:
        raise RefusedInput(
            "The day of a decision cannot be read.", where=where, do="Write it as 2024-01-31."
        ) from None
    return Decision(row["key"].strip(), row["decided_by"].strip(), day, row["reason"].strip())


def undecided(remarks: Iterable[Remark], decisions: Mapping[str, Decision]) -> tuple[Remark, ...]:
    """The remarks on which nobody decided."""
    return tuple(one for one in remarks if not (one.code in DECIDABLE and one.key in decisions))


def decisions_csv(decisions: Iterable[Decision]) -> str:
    """The file of decisions."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((one.key, one.decided_by, one.decided_on.isoformat(), one.reason) for one in decisions)
    return out.getvalue()
