"""`load`: a delivery into the store, with the account of every row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

from goldenthread.base.beside import Beside
from goldenthread.base.dates import day_words
from goldenthread.base.errors import RefusedInput, UsageError
from goldenthread.base.numbers import count_of
from goldenthread.cli import context
from goldenthread.cli.say import messages, print_table, say, user_name, working
from goldenthread.cli.settings import known_names
from goldenthread.model.tables import TABLES
from goldenthread.sources import read
from goldenthread.sources.database import Extract, database_source, read_database
from goldenthread.sources.identity import Identities
from goldenthread.warehouse.deliveries import delivery_digest
from goldenthread.warehouse.load import LoadReport, Meant, already_loaded, load
from goldenthread.warehouse.loads import EXCEPTIONS, StoredLoad
from goldenthread.warehouse.snapshot import current_snapshot
from goldenthread.warehouse.workspace import Workspace

ADDRESS = re.compile(r"^[a-z][a-z0-9+]+:/", re.IGNORECASE)


def load_files(
    files: list[Path],
    as_at: dt.date | None,
    period_end: dt.date | None,
    *,
    database: str | None = None,
    accept_changes: str | None = None,
    second: Beside | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> None:
    """Load files, or the dataset in a database, into the store and print what became of every row.

    `accept_changes`: why a feed that is not what it was is meant. A `second` process helps to read.
    `meanwhile` starts what can be done while the engine works on what was read.
    """
    _check(files, database)
    if accept_changes is not None and not accept_changes.strip():
        raise UsageError("Say why the changes are meant: --accept-changes 'the reason'.")
    here = context.workspace()
    extracted = _extracted(here, database)
    digest = delivery_digest(files, as_at, period_end, extracted)
    present = already_loaded(here, digest)
    if present:
        _say_unchanged(present)
        return
    with working("Reading the files") as step:
        delivered = [
            read(
                files,
                authority=here.authority,
                identities=Identities(here.keys.identities, here.authority),
                as_at=as_at,
                period_end=period_end,
                known=known_names(context.catalogue(here)),
                progress=step,
                extracted=extracted,
                second=second,
            )
        ]
    if delivery_digest(files, as_at, period_end, extracted) != digest:
        raise RefusedInput(
            "The files changed while they were read.",
            why="A part of them would be taken for the whole.",
            do="Wait until the export is done, then load again.",
        )
    meanwhile()
    with working("Storing and conforming") as step:
        meant = Meant(user_name(), accept_changes) if accept_changes else None
        report = load(here, delivered.pop(), digest=digest, meant=meant, progress=step)
    _print_report(report)
    issues = current_snapshot(here).issues()
    rules = len(set(issues["rule"].to_pylist()))
    found = count_of(issues.num_rows, "issue")
    say(f"{found} of data quality, of {count_of(rules, 'rule')}: goldenthread check")


def _check(files: list[Path], database: str | None) -> None:
    """Something to load, and no address of a database, which could hold a password: it is not repeated."""
    if any(ADDRESS.match(str(file)) for file in files):
        raise UsageError(
            "An address of a database is not taken here.",
            why="A password in it would be seen in the list of running programs and kept by the shell.",
            do="Name the database under 'databases' in goldenthread.yml, then: load --database NAME. If the "
            "address held a password, change it.",
        )
    if not files and not database:
        raise UsageError("There is nothing to load.", do="Name files or folders, or --database NAME.")


def _extracted(here: Workspace, database: str | None) -> Extract | None:
    if database is None:
        return None
    source = database_source(database, here.databases)
    with working(f"Reading the database {source.name}") as step:
        return read_database(source, step)


def _print_report(report: LoadReport) -> None:
    files = [(one.name, one.what, one.why) for one in report.recognised]
    print_table(messages, ("File", "Taken for", "Why"), files)
    for name, why in report.not_taken:
        say(f"Not taken: {name} ({why})")
    for stored in report.loads:
        say(f"{stored.standard}: extracted {day_words(stored.extracted_on)} ({stored.how_dated})")
        _print_account(stored)
        for note in stored.notes:
            say(f"  {note}")
        if stored.accepted:
            say(f"  {stored.accepted.note()}")
        kept_aside = sum(account.held + account.refused + account.excluded for account in stored.accounts)
        if kept_aside:
            say(f"  Each of the {kept_aside:,} rows held, refused or excluded: {stored.folder / EXCEPTIONS}")
    for (standard, table), number in sorted(report.withdrawn.items()):
        say(
            f"Withdrawn: {number:,} of {TABLES[table].title.lower()} ({standard}) that counted before this "
            "load count no longer."
        )
    for (standard, table), number in sorted(report.held.items()):
        say(
            f"Held: {number:,} of {TABLES[table].title.lower()} ({standard}) that counted before this load "
            "count no longer: it has them, and their rows are held until they are put right."
        )
    if not report.changes:
        _say_unchanged(report.snapshot)
        return
    say(f"{report.changes} {'change' if report.changes == 1 else 'changes'}; snapshot {report.snapshot}")


def _say_unchanged(snapshot: str) -> None:
    say(f"0 changes: these files are loaded already (snapshot {snapshot}).")


def _print_account(stored: StoredLoad) -> None:
    numbers = ("Rows in", "Stored", "Held", "Refused", "of stored: excluded")
    rows = [
        (a.list_name, *(f"{n:,}" for n in (a.rows_in, a.stored, a.held, a.refused, a.excluded)))
        for a in stored.accounts
    ]
    print_table(messages, ("List", *numbers), rows, numbers)
