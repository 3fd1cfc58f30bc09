"""`release`, `releases` and `verify`: editions under a number, kept as they went out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from goldenthread.analysis.disclosure import Report
from goldenthread.base.errors import RefusedInput, UsageError
from goldenthread.base.numbers import count_of
from goldenthread.base.periods import Period, parse
from goldenthread.cli import context
from goldenthread.cli.corrections import check_formats_of_correction
from goldenthread.cli.for_the_public import for_the_public
from goldenthread.cli.formats import CSV, TABLE, check_format, print_csv, print_json
from goldenthread.cli.month_edition import LOOKING, edition, finished_public, whole
from goldenthread.cli.opening import opened, say_finished
from goldenthread.cli.own_texts import check_own_texts
from goldenthread.cli.packing import check_wanted, month_of_edition
from goldenthread.cli.say import figures as screen
from goldenthread.cli.say import print_table, say, working
from goldenthread.cli.stored_commentary import Behind, check_stored_commentary
from goldenthread.cli.unknown_releases import check_known, say_left
from goldenthread.editions.releases.alike import unlike_releases
from goldenthread.editions.releases.folders import folder_of, pack_of
from goldenthread.editions.releases.frozen import frozen_files
from goldenthread.editions.releases.ledger import behind_files
from goldenthread.editions.releases.record import Numbered, ReleaseRecord, london
from goldenthread.editions.store.checking import check_releases
from goldenthread.editions.store.models import Request
from goldenthread.editions.store.place import has_store
from goldenthread.editions.store.releases import (
    Plan,
    check_something_changed,
    plan_release,
    publish,
    releases,
    standing,
)
from goldenthread.editions.store.requests import ask, asked, check_as_asked, waiting
from goldenthread.editions.store.writing import named
from goldenthread.publication.audiences import PUBLIC, Audience, audience_of
from goldenthread.publication.edition import Edition
from goldenthread.publication.freezing import content_hash, freeze_printed
from goldenthread.publication.pack import content_of, files_of
from goldenthread.publication.rendering import Files
from goldenthread.warehouse.snapshot import Snapshot
from goldenthread.warehouse.workspace import Workspace

COLUMNS = (
    "number",
    "period",
    "audience",
    "made_at",
    "made_by",
    "approved_by",
    "corrects",
    "corrected_by",
    "reason",
    "snapshot",
    "folder",
)
NOTHING = "Nothing has been released in this workspace."

UNLIKE = "One of them must be corrected: definitions, parameters or the software changed between the two."


def make_release(
    period: str | None,
    format_: str,
    audience: str,
    *,
    by: str | None,
    corrects: int | None = None,
    reason: str | None = None,
) -> None:
    """Release the edition of a month; of one for the public keep that it was asked for."""
    readers = check_wanted(format_, audience)
    here = context.workspace()
    loaded = context.snapshot(here, context.catalogue(here))
    when = month_of_edition(period, loaded)
    with opened(here):
        plan, finished = plan_release(
            here,
            period=when.label,
            audience=readers.name,
            by=by,
            corrects=corrects,
            reason=reason,
        )
        say_finished(here, finished)
        if plan.corrects and (corrected := standing(when.label, readers.name)):
            check_formats_of_correction(here, corrected, format_.split(","))
        with working(f"Computing the edition of {when.words()}") as step:
            made, kept, behind = _made(here, loaded, when, readers, step)
            check_stored_commentary(here, made, behind)
            if readers is PUBLIC:
                request, is_new = ask(plan=plan, content=content_hash(made), formats=format_.split(","))
            else:
                step("writing the release")
                record = _publish(here, plan, made, loaded.id, format_.split(","), kept)
    if readers is PUBLIC:
        _say_asked(request, is_new)
    else:
        _say_released(here, record)


def approve_release(number: int, *, by: str | None, also: Sequence[object] = ()) -> None:
    """Make the release that a request asks for, by another person than who asked. `also` is what was said
    besides, which a request says itself."""
    if any(one is not None for one in also):
        raise UsageError(
            "A request says of what month it is, for whom, in which formats, and what it corrects.",
            why="Exactly that is approved.",
            do=f"Write: goldenthread release --approve {number} --by NAME",
        )
    here = context.workspace()
    loaded = context.snapshot(here, context.catalogue(here))
    with opened(here):
        request = asked(number)
        readers, when = audience_of(request.audience), parse(request.period)
        plan, finished = plan_release(
            here,
            period=request.period,
            audience=request.audience,
            by=request.asked_by,
            approved_by=named(by),
            corrects=request.corrects,
            reason=request.reason,
        )
        say_finished(here, finished)
        say(f"To be approved: {_asked_words(request)}")
        with working(f"Computing the edition of {when.words()}") as step:
            made, kept, behind = _made(here, loaded, when, readers, step)
            check_stored_commentary(here, made, behind)
            check_as_asked(request, content_hash(made))
            step("writing the release")
            record = _publish(here, plan, made, loaded.id, request.formats.split(","), kept)
    _say_released(here, record)


def print_releases(format_: str) -> None:
    """Print every release, in order of numbers. Refused after that, where folders hold others."""
    check_format(format_)
    here = context.workspace()
    found: Sequence[ReleaseRecord] = ()
    open_: Sequence[Request] = ()
    if has_store(here):
        with opened(here):
            found, open_ = releases(), waiting()
    rows = [_row(here, one) for one in found]
    if format_ != TABLE:
        (print_csv if format_ == CSV else print_json)(COLUMNS, rows)
    elif found:
        headings = ("Release", "Edition", "Audience", "Made", "By", "Approved by", "Stands")
        print_table(screen, headings, [_line(one) for one in found], numbers=("Release",))
    for one in open_:
        say(f"{_asked_words(one)} It waits for a second person.")
    check_known(here)
    if format_ == TABLE and not found:
        say(NOTHING)
    say_left(here)


def verify_releases() -> None:
    """Compute every hash of every release again, and the audit trail; refused where anything differs."""
    here = context.workspace()
    if not has_store(here):
        check_known(here)
        say(NOTHING)
        return
    with opened(here), working("Computing the hashes of every release again"):
        found = check_releases(here)
        unlike = [] if found.wrong else unlike_releases(here, releases())
    if found.wrong:
        raise RefusedInput(
            "\n".join(found.wrong),
            why="What was released, or who did it, may not be what is now read here.",
            do="Restore the folder or the store from a backup, and find out who changed it.",
        )
    say(
        f"{count_of(found.releases, 'release')} of {count_of(found.files, 'file')}: all as released, and the "
        f"audit trail of {count_of(found.lines, 'line')} is whole."
    )
    for sentence in unlike:
        say(f"{sentence} {UNLIKE}")
    if not unlike:
        say("Editions of one month that were made from the same records give each figure alike.")


def _made(
    here: Workspace, loaded: Snapshot, when: Period, readers: Audience, step: Callable[[str], None]
) -> tuple[Edition, Files, Behind | None]:
    """The edition, and what is kept of a public one beside it: its figures before they were rounded, and by
    which policy; later releases are held against that. Last what stands behind a public one."""
    if readers is not PUBLIC:
        return edition(here, loaded, when, readers), {}, None
    made = whole(here, loaded, when)
    step(LOOKING)
    public = for_the_public(here, loaded, made)
    for sentence in public.report.words():
        say(sentence)
    check_proved(public.report)
    check_own_texts(public.edition, public.policy.threshold)
    kept = behind_files(public.behind, public.policy)
    return finished_public(here, public, made), kept, Behind(made, public.policy)


def check_proved(report: Report) -> None:
    """Refuse to release what is not proved safe."""
    if report.is_proved:
        return
    named = ", ".join(sorted({key[0] for key in report.unproved}))
    raise RefusedInput(
        f"{len(report.unproved):,} numbers that nobody may pin down are not proved safe, of: {named}.",
        why="Nothing was released.",
        do="Leave out these breakdowns for the public, or give the search more time: disclosure, seconds.",
    )


def _publish(
    here: Workspace, plan: Plan, made: Edition, snapshot: str, formats: Sequence[str], kept: Files
) -> ReleaseRecord:
    digest = content_hash(made)
    check_something_changed(plan, digest)
    content = content_of(replace(made, release=Numbered(plan.number, plan.corrects, plan.reason)))
    pack = {f"pack/{name}": held for name, held in files_of(content, formats).items()}
    frozen = frozen_files(freeze_printed(content))
    made_now = publish(here, plan=plan, snapshot=snapshot, content=digest, files={**pack, **frozen, **kept})
    for sentence in unlike_releases(here, releases(), made_now):
        say(f"{sentence} {UNLIKE}")
    return made_now


def _asked_words(one: Request) -> str:
    """Everything that a second person approves of a request, but for what the edition says."""
    formats = one.formats.replace(",", ", ")
    corrects = f" It corrects release {one.corrects}: {one.reason}" if one.corrects else ""
    asked_for = f"asked for by {one.asked_by} {london(one.asked_at)}"
    return (
        f"Request {one.number}, {one.period} for {one.audience}, {asked_for}, in {formats}.{_ended(corrects)}"
    )


def _ended(said: str) -> str:
    """A sentence with its full stop, where somebody typed none."""
    return said if not said or said.endswith((".", "!", "?")) else f"{said}."


def _say_asked(request: Request, is_new: bool) -> None:
    """What was asked for, and what the second person does."""
    is_asked = "is asked for" if is_new else "was asked for already"
    say(f"Request {request.number}: {request.period} for {request.audience} {is_asked}. Nothing went out.")
    draft = f"--period {request.period} --audience {request.audience} --out FOLDER"
    say(f"To look at it: goldenthread pack {draft}")
    say(f"Another person approves it: goldenthread release --approve {request.number} --by NAME")


def _say_released(here: Workspace, record: ReleaseRecord) -> None:
    beside = f", beside release {record.corrects}, which it corrects" if record.corrects else ""
    say(f"Release {record.number}{beside}: {folder_of(here, record)}")
    say(f"What goes out: {pack_of(here, record)}")


def _row(here: Workspace, one: ReleaseRecord) -> dict[str, object]:
    said = {name: getattr(one, name) for name in COLUMNS if name != "folder"}
    folder = folder_of(here, one).relative_to(here.root).as_posix()
    return {**said, "made_at": one.made_at.isoformat(), "folder": folder}


def _line(one: ReleaseRecord) -> tuple[str, ...]:
    stands = f"corrected by release {one.corrected_by}" if one.corrected_by else "yes"
    if one.corrects:
        stands += f"; corrects release {one.corrects}: {one.reason}"
    made = (london(one.made_at), one.made_by, one.approved_by)
    return (str(one.number), one.period, one.audience, *made, stands)
