"""Asking for a release that a second person has to approve, and what was asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from goldenthread.base.errors import RefusedInput, UsageError
from goldenthread.editions.releases.record import ReleaseRecord, london
from goldenthread.editions.store.models import Release, Request
from goldenthread.editions.store.releases import Plan, check_something_changed, releases
from goldenthread.editions.store.writing import add_line, now, writing

ASKED = "asked for"


def ask(
    *, plan: Plan, content: str, formats: Sequence[str], at: dt.datetime | None = None
) -> tuple[Request, bool]:
    """Keep what somebody asks to release, and whether it is new: the same asked for again by the same person
    is the request that waits. One that no longer waits is asked for anew, under a number that can be
    approved. `content` is the hash of what the edition says."""
    check_something_changed(plan, content)
    when = at or now()
    with writing():
        last = Request.objects.order_by("-number").first()
        row = Request(
            number=last.number + 1 if last else 1,
            period=plan.period,
            audience=plan.audience,
            formats=",".join(formats),
            content=content,
            corrects=plan.corrects,
            reason=plan.reason,
            asked_by=plan.by,
            asked_at=when,
        )
        for other in waiting():
            if other.asked_by == row.asked_by and about(other) | {"number": row.number} == about(row):
                return other, False
        row.event = add_line(by=plan.by, action=ASKED, about=about(row), at=when)
        row.save(force_insert=True)
    return row, True


def about(row: Request) -> dict[str, object]:
    """What the audit trail says of a request."""
    return {
        "number": row.number,
        "period": row.period,
        "audience": row.audience,
        "formats": row.formats,
        "content": row.content,
        "corrects": row.corrects,
        "reason": row.reason,
    }


def waiting() -> list[Request]:
    """The requests that nobody approved yet and that may still be: of a month and an audience the last."""
    made = releases()
    last = {(row.period, row.audience): row for row in Request.objects.order_by("number")}
    return [row for row in last.values() if _may_go_out(row, made)]


def asked(number: int) -> Request:
    """A request that waits. Raises UsageError where there is none of this number, RefusedInput where it went
    out or another one took its place."""
    row: Request | None = Request.objects.filter(number=number).first()
    open_ = waiting()
    if row is None:
        known = ", ".join(str(one.number) for one in open_)
        raise UsageError(
            f"There is no request {number}.", do=f"Waiting: {known}." if known else "Nothing waits."
        )
    if row.number in {one.number for one in open_}:
        return row
    out = next((one for one in releases() if _is_of(one, row)), None)
    if out:
        raise RefusedInput(
            f"Request {number} went out as release {out.number}, {london(out.made_at)}, "
            f"approved by {out.approved_by}.",
            why="A request is approved once.",
        )
    raise RefusedInput(
        f"Request {number} of {row.period} for {row.audience} no longer stands.",
        why=f"Another was asked for, or released for {row.audience}, since.",
        do="See 'goldenthread releases', and ask again if it is still needed.",
    )


def check_as_asked(row: Request, content: str) -> None:
    """Refuse to release something else than what was asked for."""
    if row.content != content:
        raise RefusedInput(
            f"What would go out is not what {row.asked_by} asked for.",
            why="Figures or words moved since. An approval is of exactly one content. Nothing was released.",
            do="Look at it again, then ask for it again and have that request approved.",
        )


def _may_go_out(row: Request, made: Sequence[ReleaseRecord]) -> bool:
    """Whether a request still asks for what would go out. What was released for the same
    audience since then is what the edition is compared with, and nobody has looked at that. What came first
    is read from the audit trail: a clock may go back."""
    if Release.objects.filter(audience=row.audience, event_id__gt=row.event_id).exists():
        return False
    standing = [one.number for one in made if (one.period, one.audience) == (row.period, row.audience)]
    return bool(row.corrects == (standing[-1] if standing else None))


def _is_of(release: ReleaseRecord, row: Request) -> bool:
    place = (release.period, release.audience, release.content, release.corrects)
    asked_for = (row.period, row.audience, row.content, row.corrects)
    return bool(place == asked_for and release.approved_by)
