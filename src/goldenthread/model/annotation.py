"""An entry of the register of annotations: what happened on a day that a reader of a series should know."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

EVERY_MEASURE = "all"
"""What stands in the place of measures when an annotation is of all of them."""


class AnnotationKind(StrEnum):
    """What an annotation is. The limits of a chart start anew at a rebase and at a definition break."""

    REDESIGN = "redesign"
    DEFINITION_BREAK = "definition_break"
    OUTAGE = "outage"
    REBASE = "rebase"
    NOTE = "note"


STARTS_ANEW = frozenset({AnnotationKind.REBASE, AnnotationKind.DEFINITION_BREAK})
"""The kinds at which limits start anew: a redesign alone does not, until somebody decides to rebase."""


@dataclass(frozen=True)
class Annotation:
    """One dated entry: its first day, its kind, its words, the measures it is of, and who decided.

    No measures means all of them. A break of a card or of a parameter has nobody who decided.
    """

    day: dt.date
    kind: AnnotationKind
    text: str
    measures: tuple[str, ...] = ()
    decided_by: str = ""

    def is_of(self, measure: str) -> bool:
        """Whether the entry is of a measure."""
        return not self.measures or measure in self.measures
