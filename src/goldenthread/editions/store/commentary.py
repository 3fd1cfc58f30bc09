"""The commentary of editions: writing it whole or not at all, and reading what stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Max

from goldenthread.editions.store.models import Commentary
from goldenthread.editions.store.sealing import bytes_digest, digest
from goldenthread.editions.store.writing import add_line, named, now, writing

ACTION = "commentary written"

Place = tuple[str, str]
"""Period and section."""


@dataclass(frozen=True)
class Words:
    """The words of a section as they are written, and the printed figures that they named then."""

    text: str
    written_with: Mapping[str, str] = field(default_factory=dict)


def write_commentary(
    *, words: Mapping[Place, Words], by: str, at: dt.datetime | None = None
) -> dict[Place, int]:
    """Store the words of sections: all of them, or none. Returns the new version of each that changed.

    Words that stand already, and name the same figures, are no change; empty ones withdraw what stood.
    """
    author, when = named(by), at or now()
    with writing():
        standing = _latest()
        changed = {
            place: said for place, said in sorted(words.items()) if said != _words(standing.get(place))
        }
        return {
            (period, section): _add(period, section, said, standing.get((period, section)), author, when)
            for (period, section), said in changed.items()
        }


def commentary_of(period: str) -> dict[str, Words]:
    """The words that stand for a period, by section, those withdrawn left out."""
    return {section: _words(row) for (_, section), row in _latest(period).items() if row.text}


def _words(row: Commentary | None) -> Words:
    return Words(row.text, row.written_with) if row else Words("")


def periods_with_commentary() -> list[str]:
    """The periods for which words stand, oldest first."""
    return sorted({period for (period, _), row in _latest().items() if row.text})


def about(row: Commentary) -> dict[str, object]:
    """What the audit trail says of a version: enough to find any change of its row."""
    return {
        "period": row.period,
        "section": row.section,
        "version": row.version,
        "text": bytes_digest(row.text.encode()),
        "written_with": digest(row.written_with),
    }


def _add(period: str, section: str, said: Words, before: Commentary | None, by: str, at: dt.datetime) -> int:
    row = Commentary(
        period=period,
        section=section,
        version=before.version + 1 if before else 1,
        text=said.text,
        author=by,
        written_at=at,
        written_with=dict(said.written_with),
    )
    row.event = add_line(by=by, action=ACTION, about=about(row), at=at)
    row.save(force_insert=True)
    return int(row.version)


def _latest(period: str | None = None) -> dict[Place, Commentary]:
    rows = Commentary.objects.all() if period is None else Commentary.objects.filter(period=period)
    last = {
        (one["period"], one["section"]): one["last"]
        for one in rows.values("period", "section").annotate(last=Max("version"))
    }
    return {(row.period, row.section): row for row in rows if last[row.period, row.section] == row.version}
