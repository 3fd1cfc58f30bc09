"""`load`: a delivery into the store, with the account of every row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rich.table import Table

from goldenthread.cli import context
from goldenthread.cli.say import messages, say, working
from goldenthread.sources import read
from goldenthread.sources.identity import Identities
from goldenthread.warehouse.load import LoadReport, already_loaded, load
from goldenthread.warehouse.loads import EXCEPTIONS, StoredLoad


def load_files(files: list[Path], as_at: dt.date | None, period_end: dt.date | None) -> None:
    """Load files into the workspace's store and print what became of every row."""
    here = context.workspace()
    present = already_loaded(here, files, as_at, period_end)
    if present:
        say(f"0 changes: these files are loaded already (snapshot {present}).")
        return
    with working("Reading the files") as step:
        delivery = read(
            files,
            authority=here.authority,
            identities=Identities(here.keys.identities, here.authority),
            as_at=as_at,
            period_end=period_end,
            progress=step,
        )
    with working("Storing and conforming") as step:
        report = load(here, delivery, asked=(files, as_at, period_end), progress=step)
    _print_report(report)


def _print_report(report: LoadReport) -> None:
    for stored in report.loads:
        say(f"{stored.standard}: extracted {_day(stored.extracted_on)} ({stored.how_dated})")
        _print_account(stored)
        for note in stored.notes:
            say(f"  {note}")
        kept_aside = sum(account.held + account.refused + account.excluded for account in stored.accounts)
        if kept_aside:
            say(f"  Each of the {kept_aside:,} rows held, refused or excluded: {stored.folder / EXCEPTIONS}")
    for name, why in report.not_taken:
        say(f"Not taken: {name} ({why})")
    say(f"{report.changes} new {'load' if report.changes == 1 else 'loads'}; snapshot {report.snapshot}")


def _print_account(stored: StoredLoad) -> None:
    table = Table("List", title=None, box=None, pad_edge=False)
    for heading in ("Rows in", "Stored", "Held", "Refused", "of stored: excluded"):
        table.add_column(heading, justify="right")
    for a in stored.accounts:
        numbers = (a.rows_in, a.stored, a.held, a.refused, a.excluded)
        table.add_row(a.list_name, *(f"{number:,}" for number in numbers))
    messages.print(table)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
