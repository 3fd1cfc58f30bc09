"""Facts: the named, conformed tables that measures count, one SQL file each in `facts/`.

A file opens with a YAML header in a comment: what the fact is, which canonical tables and columns it
cannot do without, its event dates and intervals, and what each column means. The header is read
for the checks on cards, for what is available, and for the documentation; the SQL below it is the only
place where the logic stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from goldenthread.base.documents import read_yaml
from goldenthread.base.errors import GoldenthreadError, suggest

FOLDER = Path(__file__).parent / "facts"

WHO = "persons.person_id"
"""Whose history it is: of a child who is not among the persons of a standard nothing is known."""

PERSON_BREAKDOWNS = {
    "age_band": ("persons.dob",),
    "sex": ("persons.sex",),
    "ethnicity": ("persons.ethnicity",),
    "disability": ("disabilities.disability", WHO),
    "uasc": ("immigration_statuses.status", WHO),
    "locality": ("addresses.postcode", "locality_lookup.locality_id", WHO),
    "team": ("involvements.team_id", WHO),
    "legal_status": ("legal_statuses.legal_status", WHO),
    "placement_group": ("placements.place", "placements.provider", WHO),
    "provider": ("placements.provider", WHO),
}
"""Breakdowns that come from the child's own history, and the canonical columns each needs."""


@dataclass(frozen=True)
class FactColumn:
    """A named column of a fact. `needs` are canonical columns without which it is not available.

    `look_back` is the number of months before an event for which the needed tables must be complete, unless
    a standard has a column that counts what lies before (`reported`, by standard). `look_back_in` is the same
    for single standards, whose lists leave out what came of something before them; so is `needs_in`, where a
    count that they give stands for rows that they lack. `wants` are columns
    without which it still counts, and says that they were not recorded. A column whose values come from
    different tables says in `lines` what the rows of each need: a measure split by it then has every line
    that can be counted, whatever the others lack.
    """

    name: str
    type: str  # date | int | dec | bool | text
    means: str
    needs: tuple[str, ...] = ()
    look_back: int = 0
    look_back_in: dict[str, int] = field(default_factory=dict)
    needs_in: dict[str, tuple[str, ...]] = field(default_factory=dict)
    values: tuple[str, ...] = ()
    flag: str = ""
    listed: bool = True  # whether lists show it: not what comes from a birth date or is for bridges alone
    reported: dict[str, str] = field(default_factory=dict)
    wants: tuple[str, ...] = ()
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)  # value -> what its rows need


@dataclass(frozen=True)
class Fact:
    """One fact as its header declares it, with its SQL by standard ('' = every standard).

    `said` holds the words for its rows and its columns in sentences (read by `engine/phrases.py`).
    """

    name: str
    title: str
    row: str
    person: bool
    local: bool
    reads: dict[str, tuple[str, ...]]
    events: tuple[str, ...]
    intervals: dict[str, tuple[str, str]]
    columns: dict[str, FactColumn]
    breakdowns: dict[str, tuple[str, ...]]
    keys: tuple[str, ...]
    needs: dict[str, tuple[str, ...]]  # by standard, what it must supply besides
    spared: dict[str, tuple[str, ...]]  # by standard, what it need not supply; the figure says so
    made_of: dict[str, tuple[str, ...]]  # by standard ('' = every other), the tables of its stored rows
    sql: dict[str, str] = field(repr=False)
    said: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[str, ...]:
        """The canonical tables of its rows, those of single lines too."""
        lines = (column.lines.values() for column in self.columns.values())
        of_lines = (name.split(".")[0] for needed in chain.from_iterable(lines) for name in needed)
        return tuple(dict.fromkeys((*self.reads, *of_lines)))

    def made_from(self, standard: str) -> tuple[str, ...]:
        """The canonical tables whose rows its rows stand for, each by its reference: the first that it reads,
        unless the header says `made_of`."""
        return self.made_of.get(standard, self.made_of[""])

    def sql_for(self, standard: str) -> str:
        """The SQL that conforms the fact from tables of one standard."""
        return self.sql.get(standard, self.sql[""])


@cache
def facts() -> dict[str, Fact]:
    """Every fact by name."""
    paths = sorted(path for path in FOLDER.glob("*.sql") if path.stem.count(".") == 0)
    return {fact.name: fact for fact in map(_read, paths)}


def fact(name: str) -> Fact:
    """The fact of that name; an unknown one is refused with the nearest."""
    if name not in facts():
        raise GoldenthreadError(f"There is no fact '{name}'.", do=suggest(name, facts()))
    return facts()[name]


def _read(path: Path) -> Fact:
    header, sql = _header_and_sql(path)
    columns = {name: _column(name, spec) for name, spec in header.get("columns", {}).items()}
    person = bool(header.get("person", True))
    variants = {p.stem.split(".")[1]: _header_and_sql(p)[1] for p in FOLDER.glob(f"{path.stem}.*.sql")}
    return Fact(
        name=path.stem,
        title=header["title"],
        row=header["row"],
        person=person,
        local=bool(header.get("local", False)),
        reads={table: tuple(needed) for table, needed in header["reads"].items()},
        events=tuple(header.get("events", ())),
        intervals={name: (ends[0], ends[1]) for name, ends in header.get("intervals", {}).items()},
        columns=columns,
        breakdowns=_breakdowns(header, person, columns),
        keys=tuple(header.get("keys", ())) + (("person_id",) if person else ()),
        needs={standard: tuple(needed) for standard, needed in header.get("needs", {}).items()},
        spared={standard: tuple(named) for standard, named in header.get("spared", {}).items()},
        made_of={
            "": tuple(header.get("made_of", tuple(header["reads"])[:1])),
            **{standard: tuple(names) for standard, names in header.get("made_of_in", {}).items()},
        },
        sql={"": sql, **variants},
        said={of: {str(k): str(v) for k, v in words.items()} for of, words in header.get("said", {}).items()},
    )


def _breakdowns(
    header: dict[str, Any], person: bool, columns: dict[str, FactColumn]
) -> dict[str, tuple[str, ...]]:
    """Breakdown name -> canonical columns it needs; a person's own unless the fact brings the column."""
    found = dict(PERSON_BREAKDOWNS) if person else {}
    own = [name for name in found if name in columns]
    for name in (*own, *header.get("breakdowns", ())):
        found[name] = columns[name].needs
    return found


def _column(name: str, spec: dict[str, Any]) -> FactColumn:
    return FactColumn(
        name=name,
        type=spec["type"],
        means=spec["means"],
        needs=tuple(spec.get("needs", ())),
        look_back=int(spec.get("look_back", 0)),
        needs_in={str(k): tuple(v) for k, v in spec.get("needs_in", {}).items()},
        look_back_in={str(k): int(v) for k, v in spec.get("look_back_in", {}).items()},
        values=tuple(str(value) for value in spec.get("values", ())),
        flag=spec.get("flag", ""),
        listed=bool(spec.get("listed", True)),
        reported=dict(spec.get("reported", {})),
        wants=tuple(spec.get("wants", ())),
        lines={str(value): tuple(needed) for value, needed in spec.get("lines", {}).items()},
    )


def _header_and_sql(path: Path) -> tuple[dict[str, Any], str]:
    found = re.match(r"/\*\n(.*?)\*/\n(.*)", path.read_text(encoding="utf-8"), re.DOTALL)
    if not found:
        raise GoldenthreadError("A fact file must open with its header in a comment.", where=path.name)
    return read_yaml(found[1]), found[2].strip()
