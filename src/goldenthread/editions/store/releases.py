"""Making releases: one sequence of numbers, one winner, and each month's corrections in a line."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from django.db import DatabaseError, IntegrityError
from django.db.models import QuerySet

from goldenthread.analysis.disclosure.policy import policy_of
from goldenthread.base.errors import RefusedInput, UsageError
from goldenthread.base.folders import SETTINGS
from goldenthread.base.periods import parse
from goldenthread.editions.commentary.checks.telling import scan
from goldenthread.editions.releases.folders import (
    SEAL,
    folder_of,
    publishing_alone,
    settle,
    unknown_folders,
    write_partial,
)
from goldenthread.editions.releases.record import ReleaseRecord, london
from goldenthread.editions.store.models import Approval, AuditEvent, Release, Request
from goldenthread.editions.store.models.release import PUBLIC
from goldenthread.editions.store.sealing import bytes_digest
from goldenthread.editions.store.writing import add_line, is_same_name, named, now, writing
from goldenthread.warehouse.workspace import Workspace

ACTION = "released"


@dataclass(frozen=True)
class Plan:
    """A release that may be made: its number, what it is of, and who makes, approves and asks for it."""

    number: int
    period: str
    audience: str
    by: str
    approved_by: str = ""
    corrects: int | None = None
    reason: str = ""


def releases() -> list[ReleaseRecord]:
    """Every release, in order of numbers."""
    rows = list(Release.objects.select_related("approval").order_by("number"))
    corrected = {row.corrects_id: row.number for row in rows if row.corrects_id}
    return [_record(row, corrected.get(row.number)) for row in rows]


def standing(period: str, audience: str) -> ReleaseRecord | None:
    """The release that stands for a period and an audience: the last correction, or the first."""
    found = [one for one in releases() if (one.period, one.audience) == (period, audience)]
    return found[-1] if found else None


def before(period: str, audience: str) -> ReleaseRecord | None:
    """The release with which an edition is compared: what stands for its own month, else for the last month
    before it that was released."""
    months = [one for one in releases() if one.audience == audience and parse(one.period) <= parse(period)]
    return max(months, key=lambda one: (parse(one.period), one.number), default=None)


def plan_release(
    here: Workspace,
    *,
    period: str,
    audience: str,
    by: str | None,
    approved_by: str | None = None,
    corrects: int | None = None,
    reason: str | None = None,
) -> tuple[Plan, list[ReleaseRecord]]:
    """What a release would be, refused where it may not be made; and the interrupted releases that were put
    in their place first."""
    with publishing_alone(here):
        finished = settle(here, releases())
    made = Plan(
        number=_next_number(),
        period=period,
        audience=audience,
        by=named(by),
        approved_by=named(approved_by) if approved_by else "",
        corrects=corrects,
        reason=" ".join((reason or "").split()),
    )
    _check_people(made)
    _check_place(made, policy_of(here.disclosure, SETTINGS).threshold)
    _check_store(here)
    return made, finished


def check_something_changed(plan: Plan, content: str) -> None:
    """Refuse to release again what stands already."""
    last = standing(plan.period, plan.audience)
    if last and last.content == content:
        raise RefusedInput(f"Nothing changed since release {last.number}.", why="It stands as it is.")


def publish(
    here: Workspace,
    *,
    plan: Plan,
    snapshot: str,
    content: str,
    files: Mapping[str, bytes],
    at: dt.datetime | None = None,
) -> ReleaseRecord:
    """Make the release: its files beside their place, then its record, then its name, then the pointer.

    Until its record is stored, nothing of it counts; from then on, whatever interrupts it, the next release
    puts it in its place. `content` is the hash of what it says. Files are named from the release's folder.
    """
    when = at or now()
    with publishing_alone(here):
        settle(here, releases())
        _check_still(plan)
        _check_asked(plan, content)
        check_something_changed(plan, content)
        unsealed = _unsealed(plan, snapshot, content, when)
        seal = _seal(unsealed, files)
        record = replace(unsealed, manifest=bytes_digest(seal))
        write_partial(folder_of(here, record), {**files, SEAL: seal})
        try:
            _store(plan, record)
        except DatabaseError:
            with suppress(DatabaseError, OSError):
                settle(here, releases())  # removes what the store does not know
            raise
        _put_in_place(here, record)
    return record


def _put_in_place(here: Workspace, record: ReleaseRecord) -> None:
    """Give a stored release its name and its pointer. Raises RefusedInput where the disk does not let it."""
    try:
        settle(here, releases())
    except OSError as error:
        raise RefusedInput(
            f"Release {record.number} is stored, but could not be put in its place "
            f"({error.strerror or type(error).__name__}).",
            where=str(folder_of(here, record)),
            why="It stands, but its folder has no name yet, or no pointer to it.",
            do="Mend that (on a full disk make room), then run: goldenthread releases. That finishes it.",
        ) from error


def done_by(row: Release) -> str:
    """Who let a release go out: of one for the public the person who approved it, not who asked for it."""
    return str(row.approval.approved_by if row.approval else row.made_by)


def about(row: Release) -> dict[str, object]:
    """What the audit trail says of a release: enough to find any change of its row. `request` is the number
    of the request that was approved, None where nobody had to ask."""
    approval = row.approval
    request = _asked_for(row).order_by("-number").first() if approval else None
    return {
        "number": row.number,
        "period": row.period,
        "audience": row.audience,
        "snapshot": row.snapshot,
        "content": row.content,
        "manifest": row.manifest,
        "made_at": row.made_at.astimezone(dt.UTC).isoformat(),
        "request": request.number if request else None,
        "approved": [approval.digest, approval.asked_by, approval.approved_by] if approval else [],
        "corrects": row.corrects_id,
        "reason": row.reason,
    }


def _check_people(plan: Plan) -> None:
    if plan.approved_by and is_same_name(plan.approved_by, plan.by):
        raise UsageError(
            f"{plan.by} cannot approve what {plan.by} asked for.",
            why="Once out, it cannot be taken back: two people have looked at it.",
            do="Another person approves it.",
        )


def _check_asked(plan: Plan, content: str) -> None:
    """Refuse a public release that nobody asked for before it was approved."""
    if plan.audience != PUBLIC:
        return
    row = Release(
        period=plan.period,
        audience=plan.audience,
        content=content,
        corrects_id=plan.corrects,
        made_by=plan.by,
    )
    if not plan.approved_by or not _asked_for(row).exists():
        raise UsageError(
            "A public release needs a second person.",
            why="Once out, it cannot be taken back.",
            do="Ask for it, and have another person approve the request.",
        )


def _asked_for(row: Release) -> QuerySet[Request]:
    """The requests for just what a release is. Once it is out, the same is not asked for again."""
    return Request.objects.filter(
        period=row.period,
        audience=row.audience,
        content=row.content,
        corrects=row.corrects_id,
        asked_by=row.made_by,
    )


def _check_place(plan: Plan, threshold: int) -> None:
    """A month has one first release; what comes after corrects the one that stands, and says why."""
    last = standing(plan.period, plan.audience)
    if plan.corrects is None and plan.reason:
        raise UsageError(
            "A reason is given with a correction.", do="Name the release too: --corrects NUMBER."
        )
    if plan.corrects is None and last:
        raise RefusedInput(
            f"{plan.period} was released for {plan.audience} as release {last.number}, "
            f"{london(last.made_at)}, by {last.made_by}.",
            why="A release is never written again; a correction stands beside it.",
            do=f"To correct it, release with: --corrects {last.number} --reason TEXT.",
        )
    if plan.corrects is None:
        return
    if last is None or last.number != plan.corrects:
        raise UsageError(
            f"Release {plan.corrects} is not the one that stands for {plan.period}, {plan.audience}.",
            do=f"That is release {last.number}." if last else "Nothing was released for it yet.",
        )
    if not plan.reason:
        raise UsageError(
            "Say what was wrong: --reason TEXT.", why="It is printed on the correction and kept with it."
        )
    if plan.audience == PUBLIC and (told := scan(plan.reason, threshold)):
        raise UsageError(
            "The reason may tell who somebody is.",
            where=f"--reason, from letter {told[0].start + 1}",
            why="It is printed on a public page and stays there.",
            do="Say what was wrong with the figures, without persons, small numbers, places or dates.",
        )


def _check_store(here: Workspace) -> None:
    """Refuse to give a number away twice, when the store was put back from before some release."""
    unknown = unknown_folders(here, releases())
    if unknown:
        raise RefusedInput(
            "This folder holds a release that the store does not know.",
            where=str(unknown[0]),
            why="Its number would be given away twice.",
            do="Restore the store of editions as it was after that release, or move the folder elsewhere.",
        )


def _check_still(plan: Plan) -> None:
    """Refuse where somebody else released since the plan was made."""
    if _next_number() == plan.number:
        return
    last = releases()[-1]
    raise RefusedInput(
        f"{last.made_by} made release {last.number} meanwhile, of {last.period} for {last.audience}.",
        why=f"Number {plan.number} is taken. Nothing was released.",
        do="Look at it, then release again if it is still needed.",
    )


def _next_number() -> int:
    last = Release.objects.order_by("-number").values_list("number", flat=True).first()
    return int(last or 0) + 1


def _unsealed(plan: Plan, snapshot: str, content: str, at: dt.datetime) -> ReleaseRecord:
    return ReleaseRecord(
        number=plan.number,
        period=plan.period,
        audience=plan.audience,
        snapshot=snapshot,
        content=content,
        manifest="",
        made_by=plan.by,
        made_at=at,
        approved_by=plan.approved_by,
        corrects=plan.corrects,
        reason=plan.reason,
    )


def _seal(record: ReleaseRecord, files: Mapping[str, bytes]) -> bytes:
    """`release.json`: what the release is, the hash of each of its files, and the end of the audit trail
    before it, by which a trail that was cut is found."""
    last = AuditEvent.objects.order_by("-number").values_list("seal", flat=True).first()
    said = {
        "number": record.number,
        "period": record.period,
        "audience": record.audience,
        "snapshot": record.snapshot,
        "made_by": record.made_by,
        "made_at": record.made_at.astimezone(dt.UTC).isoformat(),
        "approved_by": record.approved_by,
        "corrects": record.corrects,
        "reason": record.reason,
        "trail": last or "",
        "files": {name: bytes_digest(held) for name, held in sorted(files.items())},
    }
    return f"{json.dumps(said, indent=1, ensure_ascii=False)}\n".encode()


def _store(plan: Plan, record: ReleaseRecord) -> None:
    """The record, its approval and its line of the audit trail, all or none."""
    try:
        with writing():
            _check_still(plan)
            row = Release(
                number=record.number,
                period=record.period,
                audience=record.audience,
                snapshot=record.snapshot,
                content=record.content,
                manifest=record.manifest,
                made_by=record.made_by,
                made_at=record.made_at,
                corrects_id=record.corrects,
                reason=record.reason,
            )
            if record.approved_by:
                row.approval = Approval.objects.create(
                    digest=record.content,
                    asked_by=record.made_by,
                    approved_by=record.approved_by,
                    approved_at=record.made_at,
                )
            row.event = add_line(by=done_by(row), action=ACTION, about=about(row), at=record.made_at)
            row.save(force_insert=True)
    except IntegrityError as error:
        raise RefusedInput(
            f"Release {record.number} of {record.period} for {record.audience} was not made.",
            why="Somebody else released at the same moment.",
            do="See 'goldenthread releases', then release again if it is still needed.",
        ) from error


def _record(row: Release, corrected_by: int | None) -> ReleaseRecord:
    return ReleaseRecord(
        number=row.number,
        period=row.period,
        audience=row.audience,
        snapshot=row.snapshot,
        content=row.content,
        manifest=row.manifest,
        made_by=row.made_by,
        made_at=row.made_at,
        approved_by=row.approval.approved_by if row.approval else "",
        corrects=row.corrects_id,
        corrected_by=corrected_by,
        reason=row.reason,
    )
