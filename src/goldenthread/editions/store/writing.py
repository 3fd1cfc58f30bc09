"""One write: a transaction that waits its turn, and the line of the audit trail that belongs to it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connection, transaction

from goldenthread.base.errors import UsageError
from goldenthread.editions.store.models import AuditEvent
from goldenthread.editions.store.sealing import FIRST, seal_of

LOCK = 6_012_035
"""The number by which writers of a PostgreSQL store wait for one another. In SQLite a transaction does."""


@contextmanager
def writing() -> Iterator[None]:
    """A transaction in which nobody else writes, so that what is read in it still holds at its end."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield


def add_line(*, by: str, action: str, about: Mapping[str, object], at: dt.datetime) -> AuditEvent:
    """Add a line to the audit trail. To be called within `writing`; `about` holds texts and whole numbers."""
    last = AuditEvent.objects.order_by("-number").first()
    number, before = (last.number + 1, last.seal) if last else (1, FIRST)
    seal = seal_of(number, at, by, action, about, before)
    line = AuditEvent(number=number, at=at, by=by, action=action, about=dict(about), before=before, seal=seal)
    line.save(force_insert=True)
    return line


def named(by: str | None, option: str = "--by") -> str:
    """Who does it, as it is kept. Raises UsageError for nobody, and for a name in which letters of two
    alphabets that look alike stand together: it could be read as somebody else's."""
    name = " ".join((by or "").split())
    if not _letters(name):
        raise UsageError(f"Say who does it: {option} NAME.", why="The name is kept with what was done.")
    others = sorted(_alphabets(name) & LIKE_LATIN)
    if others and "LATIN" in _alphabets(name):
        raise UsageError(
            f"The name after {option} has Latin letters beside {others[0].capitalize()} ones.",
            why="They look alike, and nobody could tell by reading whose name it is.",
            do="Write the whole name in one alphabet, whichever it is.",
        )
    return name


LIKE_LATIN = frozenset({"GREEK", "COPTIC", "CYRILLIC", "ARMENIAN", "CHEROKEE", "LISU"})
"""Alphabets with letters that look like Latin ones, as Unicode names them."""

_FILLERS = frozenset("\u115f\u1160")
"""Signs that are letters to Unicode and that nobody sees; others are made of these."""

_LATIN = re.compile(r"LATIN (?:SMALL LETTER|LETTER SMALL CAPITAL) (?:DOTLESS )?([A-Z])(?: WITH .+)?")


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are read as one, however they are typed: the letters and digits alone count, without
    accents, in any order. Two people whose names have the same letters are rare; a third then approves."""
    return _letters(one) == _letters(other)


def _letters(name: str) -> str:
    """The letters and digits of a name, small and without marks, in order of the alphabet."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "".join(sorted(_bare(sign) for sign in plain if sign.isalnum() and sign not in _FILLERS))


def _bare(sign: str) -> str:
    """A letter without the stroke or hook that is part of it, as in 'ø'."""
    found = _LATIN.fullmatch(unicodedata.name(sign, ""))
    return found.group(1).lower() if found else sign


def _alphabets(name: str) -> set[str]:
    """The alphabets of the letters of a name, as Unicode names them."""
    return {unicodedata.name(sign, "").partition(" ")[0] for sign in _letters(name) if sign.isalpha()}


def now() -> dt.datetime:
    """The time as it is kept: UTC."""
    return dt.datetime.now(dt.UTC)
