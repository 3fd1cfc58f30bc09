"""Which elements a return holds: one that stands in no record is missing, and says nothing.

The census leaves an element out where there is nothing to say. Of one record no closure means "still open";
of every record it means that the export lacks the closures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pyarrow as pa

from goldenthread.sources.accounting import Settled
from goldenthread.sources.cin_census.layout import COLUMNS
from goldenthread.sources.headers import looks_renamed
from goldenthread.sources.reading import ListProfile, Note
from goldenthread.sources.xml_files.records import ABOUT

SILENT = 20
"""Records of one kind of which at least one has the element in any real year."""

TELLING: dict[str, tuple[str, tuple[str, ...]]] = {
    "Child": ("persons", ("PersonBirthDate",)),
    "CINdetails": ("referrals", ("CINclosureDate", "ReferralNFA")),
    "Assessments": ("assessments", ("AssessmentAuthorisationDate",)),
    "CINPlanDates": ("cin_plans", ("CINPlanEndDate",)),
    "ChildProtectionPlans": ("cp_plans", ("CPPendDate", "NumberOfPreviousCPP")),
}
"""By kind of record its table and the elements without which each record would say that nothing ended, or
that the child was never here before."""


@dataclass
class Elements:
    """How many records of each kind there are, the elements that hold something in one of them, and those
    that none of them does."""

    records: Counter[str] = field(default_factory=Counter)
    filled: set[tuple[str, str]] = field(default_factory=set)
    empty: set[tuple[str, str]] = field(default_factory=set)

    def add(self, tables: dict[str, pa.Table]) -> None:
        """Take in the tables of a return, or of a part of one."""
        for name, cells in tables.items():
            self.records[name] += cells.num_rows
            for element in set(cells.column_names) - {*ABOUT}:
                there = cells[element].null_count < cells.num_rows
                (self.filled if there else self.empty).add((name, element))

    def missing(self) -> Iterator[tuple[str, str]]:
        """Kind of record and element, where there are records and none has the element."""
        return ((kind, name) for kind, name in sorted(self.empty - self.filled) if self.records[kind])


def without_missing(settled: Settled, elements: Elements, unknown: Iterable[str], file: str) -> list[Note]:
    """Count the elements that no record has as not supplied, and say so with the guess; also what else may
    have been renamed. `unknown` are the names of elements that were passed over."""
    strangers = sorted(unknown)
    notes = []
    for kind, element in elements.missing():
        guess = looks_renamed(element, strangers)
        table, telling = TELLING.get(kind, ("", ()))
        is_missing = element in telling and elements.records[kind] >= SILENT
        if element in telling and (guess or is_missing):
            settled.supplied[table] -= {COLUMNS[table][element]}
        if guess or is_missing:
            renamed = f"; it looks renamed to {guess}" if guess else ""
            text = (
                f"{kind}: none of {elements.records[kind]:,} has the element {element}{renamed}. An element "
            )
            text += (
                "that no record has says nothing: figures that need it are not available. Export the return "
            )
            text += "again with the element under its own name."
            notes.append(Note("warning", text, file))
    return notes


def with_unknown(profiles: Iterable[ListProfile], unknown: Iterable[str]) -> list[ListProfile]:
    """The profiles with the elements that were passed over among their headers: the next load, held against
    this one, then names the one that took another's place."""
    shown = tuple(sorted(one for one in unknown if one.replace("_", "").isalpha()))
    return [replace(one, headers=(*one.headers, *shown)) for one in profiles]
