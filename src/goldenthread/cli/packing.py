"""`pack` and `run`: an edition from what is loaded, in the formats that exist.

Python takes seconds to read the modules. So a second process is started before they are read, and what only
the edition needs is read while the engine stores and conforms.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from goldenthread.base.beside import Beside, beside, size
from goldenthread.base.errors import UsageError, suggest
from goldenthread.base.numbers import count_of
from goldenthread.base.periods import Period, parse
from goldenthread.cli import keep_memory, leave_pandas, sweep_seldom
from goldenthread.cli.say import say, working
from goldenthread.publication.audiences import LEADERSHIP, PUBLIC, Audience, audience_of
from goldenthread.publication.formats import FORMATS

if TYPE_CHECKING:
    from goldenthread.warehouse.snapshot import Snapshot
    from goldenthread.warehouse.workspace import Workspace

NOT_RELEASED = (
    "This public edition is a draft, and says so: what goes out must be released, so that the next one knows "
    "what readers hold. goldenthread release --audience public"
)


def make_pack(
    period: str | None, format_: str, audience: str, out: Path, as_known: str | None = None
) -> None:
    """Write the pack of one month."""
    from goldenthread.cli import context

    readers = check_wanted(format_, audience)
    here = context.workspace()
    loaded = context.snapshot(here, context.catalogue(here), as_known)
    when = month_of_edition(period, loaded)
    with _second([loaded.folder]) as second:
        second.ask(_ready_for_edition)
        _write(here, loaded, when, readers, format_, out, second)
    if readers is PUBLIC:
        say(NOT_RELEASED)


@contextmanager
def _second(work: Iterable[Path]) -> Iterator[Beside]:
    """A second process for work on files, which manages its memory as this one does."""
    with beside(size(work)) as made:
        for prepared in (sweep_seldom, keep_memory, leave_pandas):
            made.ask(prepared)
        yield made


def _ready_to_read() -> None:
    """Have read what reading files needs."""
    import_module("goldenthread.sources")


def _ready_for_edition() -> None:
    """Have read what the ways of children need, the models of forecasts, and the renderer of pages."""
    from goldenthread.cli.paths import ready

    ready()
    import_module("goldenthread.publication.html")


def _read_modules(format_: str) -> None:
    """Have read what the edition needs. What cannot be read fails where it is used."""
    renderers = [f"publication.{name}" for name in format_.split(",")]
    with suppress(Exception):  # a thread would print a traceback
        for name in ("cli.month_edition", "publication.pack", *renderers):
            import_module(f"goldenthread.{name}")


def _write(
    here: Workspace,
    loaded: Snapshot,
    when: Period,
    readers: Audience,
    format_: str,
    out: Path,
    second: Beside,
) -> None:
    """Compute an edition and write its pack."""
    from goldenthread.cli.month_edition import edition
    from goldenthread.cli.unknown_releases import say_unknown
    from goldenthread.publication.pack import write_pack

    with working(f"Computing the edition of {when.words()}") as step:
        made = edition(here, loaded, when, readers, step, second)
        step("writing the pack")
        written = write_pack(made, format_.split(","), out, second)
    _say_written(written, out)
    say_unknown(here)


def month_of_edition(period: str | None, loaded: Snapshot) -> Period:
    """The month of an edition: the one named, else the last whole one."""
    from goldenthread.cli import context

    return _a_month(context.period_or_latest(period, loaded))


def _a_month(when: Period) -> Period:
    """The period, if it is a month."""
    if when.kind != "month":
        raise UsageError(f"An edition is of a month, not of {when.words()}.", do="Name it as 2023-12.")
    return when


def _say_written(written: list[Path], out: Path) -> None:
    """The first page, and every other file of a pack that stands for itself."""
    pages = sum(file.suffix == ".html" for file in written)
    if pages:
        say(f"{count_of(pages, 'page')}: {out / 'index.html'}")
    for file in written:
        if file.suffix in (".pptx", ".pdf", ".xlsx"):
            say(str(file))
    if data := [file for file in written if file.parent.name == "data"]:
        say(f"{count_of(len(data), 'file')} of data: {out / 'data'}")


def run_month(
    files: list[Path],
    period: str,
    as_at: dt.date | None,
    out: Path | None,
    format_: str,
    *,
    database: str | None = None,
    accept_changes: str | None = None,
) -> None:
    """From files to the edition."""
    readers = check_wanted(format_, LEADERSHIP.name)
    when = _a_month(parse(period))
    with _second(files) as second:
        second.ask(_ready_to_read)
        from goldenthread.cli import context
        from goldenthread.cli.loading import load_files

        def meanwhile() -> None:
            second.ask(_ready_for_edition)
            Thread(target=_read_modules, args=(format_,)).start()

        here = context.workspace()
        load_files(
            files,
            as_at,
            when.end,
            database=database,
            accept_changes=accept_changes,
            second=second,
            meanwhile=meanwhile,
        )
        loaded = context.snapshot(here, context.catalogue(here))
        _write(here, loaded, when, readers, format_, out or here.root / "editions" / when.label, second)


def check_wanted(format_: str, audience: str) -> Audience:
    """The audience, where it and the formats are such that a pack can be made of them."""
    for name in format_.split(","):
        if name not in FORMATS:
            raise UsageError(f"There is no format '{name}' yet.", do=suggest(name, FORMATS))
    return audience_of(audience)
