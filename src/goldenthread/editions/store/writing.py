"""One write: a transaction that waits its turn, and the line of the audit trail that belongs to it."""

from __future__ import annotations

import datetime as dt
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
    """Who does it, as it is kept; nobody is refused."""
    name = " ".join((by or "").split())
    if not name:
        raise UsageError(f"Say who does it: {option} NAME.", why="The name is kept with what was done.")
    return name


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are read as one, however they are typed: capitals, letters of another width or made
    of two signs, signs that are not seen, spaces, and punctuation at the ends make no other person."""
    return _as_read(one) == _as_read(other)


def _as_read(name: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    seen = " ".join("".join(sign for sign in plain if unicodedata.category(sign) != "Cf").split())
    kept = [at for at, sign in enumerate(seen) if sign.isalnum()]
    return seen[kept[0] : kept[-1] + 1] if kept else ""


def now() -> dt.datetime:
    """The time as it is kept: UTC."""
    return dt.datetime.now(dt.UTC)
