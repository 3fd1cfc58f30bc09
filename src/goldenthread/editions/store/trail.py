"""Checking the audit trail: an edited, cut or reordered line is found, and so is a row that is not what the
trail says of it."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.editions.store import commentary, releases, requests
from goldenthread.editions.store.models import AuditEvent, Commentary, Decision, Release, Request
from goldenthread.editions.store.sealing import FIRST, seal_of

Row = Release | Request | Commentary | Decision


def first_broken() -> str | None:
    """What is first found wrong, in words that name the line; None where all is as it was written."""
    return next(_broken(), None)


def seals() -> dict[str, int]:
    """The number of the line that each seal stands for; nothing for the beginning."""
    return {FIRST: 0, **dict(AuditEvent.objects.values_list("seal", "number"))}


def lines() -> int:
    """How many lines the trail has."""
    return int(AuditEvent.objects.count())


def _broken() -> Iterator[str]:
    yield from _broken_lines()
    yield from _broken_rows()


def _broken_lines() -> Iterator[str]:
    before, expected = FIRST, 1
    for line in AuditEvent.objects.order_by("number"):
        if line.number != expected:
            yield f"line {expected} of the audit trail is missing"
        if line.before != before:
            yield f"line {line.number} of the audit trail does not follow the line before it"
        if line.seal != seal_of(line.number, line.at, line.by, line.action, line.about, line.before):
            yield f"line {line.number} of the audit trail is not as it was written"
        before, expected = line.seal, line.number + 1


def _broken_rows() -> Iterator[str]:
    """Rows that are gone or say something else than their line, and rows that have no line."""
    rows: dict[str, dict[int, Row]] = {
        releases.ACTION: {row.event_id: row for row in Release.objects.select_related("approval")},
        requests.ASKED: {row.event_id: row for row in Request.objects.all()},
        commentary.WRITTEN: {row.event_id: row for row in Commentary.objects.all()},
        commentary.DECIDED: {row.event_id: row for row in Decision.objects.all()},
    }
    for line in AuditEvent.objects.order_by("number"):
        row = rows.get(line.action, {}).pop(line.number, None)
        if row is None:
            yield f"what line {line.number} of the audit trail says was {line.action} is gone"
        elif not _is_as_said(row, line):
            yield f"{row} is not what line {line.number} of the audit trail says"
    yield from (f"{row} has no line in the audit trail" for left in rows.values() for row in left.values())


def _is_as_said(row: Row, line: AuditEvent) -> bool:
    if isinstance(row, Decision):
        return bool(commentary.about_decision(row) == line.about)
    if isinstance(row, Request):
        return bool((row.asked_by, row.asked_at, requests.about(row)) == (line.by, line.at, line.about))
    if isinstance(row, Release):
        return bool(
            (releases.done_by(row), row.made_at, releases.about(row)) == (line.by, line.at, line.about)
        )
    return bool((row.author, row.written_at, commentary.about_words(row)) == (line.by, line.at, line.about))
