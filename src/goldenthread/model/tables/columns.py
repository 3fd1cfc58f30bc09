"""Short constructors, so that a declaration reads as a list of columns."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.model.table import Column, Table

ID_SIZE = 48
AUTHORITY_SIZE = 9


def text(
    name: str, meaning: str, *, required: bool = False, size: int | None = None, references: str | None = None
) -> Column:
    """Text, or a local code that is kept as it is (a team, a hub, a locality)."""
    return Column(name, "text", required, meaning, size=size, references=references)


def whole(name: str, meaning: str, *, required: bool = False) -> Column:
    """A whole number."""
    return Column(name, "int", required, meaning)


def decimal(name: str, meaning: str, *, required: bool = False, most: float | None = None) -> Column:
    """A number with decimals, at `most` so large."""
    return Column(name, "dec", required, meaning, most=most)


def flag(name: str, meaning: str, *, required: bool = False) -> Column:
    """Yes, no, or (when not required) not known."""
    return Column(name, "bool", required, meaning)


def day(name: str, meaning: str, *, required: bool = False) -> Column:
    """A date; sources' times of day are cut off."""
    return Column(name, "date", required, meaning)


def coded(name: str, codes: str, meaning: str, *, required: bool = False) -> Column:
    """A code of a named list."""
    return Column(name, "enum", required, meaning, codes=codes)


def choice(name: str, values: Sequence[str], meaning: str, *, required: bool = False) -> Column:
    """One of a few words that belong to this column alone."""
    return Column(name, "enum", required, meaning, values=tuple(values))


def event(name: str, meaning: str, *, required: bool = False, references: str | None = None) -> Column:
    """The id of a record, a family, a form and the like: hashed when it is loaded."""
    return Column(name, "text", required, meaning, references=references, identifier="event", size=ID_SIZE)


def person(
    name: str = "person_id",
    meaning: str = "The child or young person.",
    *,
    required: bool = True,
    references: str | None = "persons.person_id",
) -> Column:
    """The id of a child or care leaver: hashed when it is loaded."""
    return Column(name, "text", required, meaning, references=references, identifier="person", size=ID_SIZE)


def worker(
    name: str = "worker_id",
    meaning: str = "The worker who holds it.",
    *,
    required: bool = False,
    references: str | None = "workers.worker_id",
) -> Column:
    """The id of a worker: hashed when it is loaded."""
    return Column(name, "text", required, meaning, references=references, identifier="worker", size=ID_SIZE)


def team(meaning: str = "The team that holds it.", *, required: bool = False) -> Column:
    """A team, by the council's own code or name."""
    return text("team_id", meaning, required=required, size=ID_SIZE, references="teams.team_id")


def locality(name: str = "locality_id", meaning: str = "The locality.", *, required: bool = False) -> Column:
    """A local area, by the council's own code."""
    return text(name, meaning, required=required, references="localities.locality_id")


def referral() -> Column:
    """The episode of need that a record belongs to."""
    return event("referral_id", "The episode of need it belongs to.", references="referrals.referral_id")


def record(
    section: str, name: str, title: str, key: Sequence[str], columns: Sequence[Column], note: str = ""
) -> Table:
    """A table of records as a load brought them: its key is closed by authority and extract date."""
    return Table(name, title, section, tuple(columns), ("authority", *key, "as_at"), note=note)


def reference(
    section: str,
    name: str,
    title: str,
    key: Sequence[str],
    columns: Sequence[Column],
    note: str = "",
    *,
    authority: bool = True,
) -> Table:
    """A table that describes rather than records: `key` is the whole key, no extract date."""
    return Table(
        name, title, section, tuple(columns), tuple(key), record=False, authority=authority, note=note
    )
