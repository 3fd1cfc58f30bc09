"""`benchmarks load` and `template`: published statistics into the store, with the account of every figure."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

from goldenthread.base.errors import RefusedInput, UsageError, suggest
from goldenthread.base.numbers import count_of
from goldenthread.cli import context
from goldenthread.cli.say import messages, print_table, say, working
from goldenthread.engine.published_series import published_series
from goldenthread.model.published import PublishedFile
from goldenthread.sources.published import read_published
from goldenthread.sources.published.typed import NEEDED, OPTIONAL
from goldenthread.warehouse.files import write_whole
from goldenthread.warehouse.published.store import (
    FileReport,
    open_published,
    readable,
    store_published,
    withdraw,
)

HELD_SHOWN = 5
"""Held rows that are named one by one."""


def load_benchmarks(files: list[Path], released_on: dt.date | None, model: str | None) -> None:
    """Read files, store them whole or not at all, and print what became of every figure."""
    if not files:
        raise UsageError("There is nothing to load.", do="Name the files as they were published.")
    here = context.workspace()
    restated = released_on is not None or model is not None
    known = [] if restated else [file.sha256 for file in readable(here)]
    today = dt.datetime.now(tz=dt.UTC).date()
    with working("Reading published statistics") as step:
        delivery = read_published(
            files, released_on=released_on, model=model, today=today, known=known, progress=step
        )
    for name, why in delivery.not_taken:
        say(f"Not taken: {name}: {why}")
    with working("Storing") as _:
        reports = store_published(here, delivery.files)
    if reports:
        _print_reports(reports)
    changes = sum(one.change in ("added", "replaced") for one in reports)
    stored_already = any(why.endswith("a file that is stored already") for _, why in delivery.not_taken)
    if not changes and not stored_already and not any(one.change == "unchanged" for one in reports):
        raise RefusedInput(
            "None of the files was taken.",
            why="The reasons are above, a line for each file.",
            do="Give files as the Department for Education publishes them, or the template.",
        )
    say(f"{count_of(changes, 'change')}.")


def _print_reports(reports: list[FileReport]) -> None:
    rows = [(one.file.name, one.file.what, one.file.why) for one in reports]
    print_table(messages, ("File", "Taken for", "Why"), rows)
    numbers = ("In", "Stored", "Held", "Refused", "New", "Known alike", "Known otherwise", "In conflict")
    print_table(messages, ("File", *numbers), [_account(one) for one in reports], numbers)
    for one in reports:
        file, release = one.file, one.file.release
        if file.figures:
            stated = f"{release.released.isoformat()} ({release.how})"
            year = release.covers.year
            say(f"{file.name}: released {stated}; its last year, by which releases are ordered, is {year}.")
        for text in (*file.notes, *one.says):
            say(f"{file.name}: {text}")
        for row, reason in file.held[:HELD_SHOWN]:
            say(f"{file.name}, row {row}: held, {reason}")
        if len(file.held) > HELD_SHOWN:
            say(f"{file.name}: {len(file.held) - HELD_SHOWN:,} more are held.")


def _account(one: FileReport) -> tuple[str, ...]:
    """In = stored + held + refused: all that was read of a file that is refused is refused."""
    file, refused = one.file, one.change == "refused"
    kept = 0 if refused else file.stored
    counts = (file.rows_in, kept, len(file.held), file.stored if refused else 0)
    return (file.name, *(f"{n:,}" for n in (*counts, one.new, one.equal, one.revised, one.conflicts)))


def withdraw_benchmarks(named: str) -> None:
    """Take a file out of force, and say which release goes and which of its name stay."""
    here = context.workspace()
    gone = withdraw(here, named)
    if gone is None:
        names = dict.fromkeys(file.name for file in open_published(here).files)
        raise UsageError(f"No file '{named}' is in force.", do=suggest(named, names))
    say(f"{_release(gone.identity, gone.file)}: withdrawn. Load it again to bring it back.")
    for identity, file in gone.left.items():
        say(f"{_release(identity, file)}: stays in force. Withdraw it by its id, {identity}.")
    if not gone.left:
        say(f"No file of the name {gone.file.name} is in force now: what it alone gave stands no longer.")


def _release(identity: str, file: PublishedFile) -> str:
    """Which file of a name: its id, and how its release is known."""
    return f"{file.name} ({identity}, released {file.release.released.isoformat()}, {file.release.how})"


def write_template(file: Path) -> None:
    """Write the template, with one row begun for each series that is typed in."""
    if file.exists():
        raise RefusedInput("There is such a file already.", where=str(file), do="Name another one.")
    text = io.StringIO()
    writer = csv.DictWriter(text, (*NEEDED, *OPTIONAL), lineterminator="\n")
    writer.writeheader()
    for code, basis in published_series().items():
        if basis.typed:
            row = {"series": code, "source": basis.typed, "period_kind": basis.kind, "unit": basis.unit}
            writer.writerow({**row, "name": basis.name})
    write_whole(file, text.getvalue().encode("utf-8"))
    say(
        f"{file}: fill in area, period, value and released, a row for each figure; remove what is not needed."
    )
