"""`commentary import|export`: the owners' words of editions, moved as files of Markdown.

A folder holds the words of one month, `summary.md`, `<priority>.md` and `<measure>.md`, or a folder for each
month, as `2023-12/summary.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from goldenthread.base.errors import RefusedInput, UsageError, suggest
from goldenthread.base.periods import Period, parse
from goldenthread.cli import context
from goldenthread.cli.packing import shown_measures
from goldenthread.cli.say import say
from goldenthread.editions.store.commentary import (
    Place,
    Words,
    commentary_of,
    periods_with_commentary,
    write_commentary,
)
from goldenthread.editions.store.opened import open_store
from goldenthread.editions.store.place import has_store
from goldenthread.warehouse.files import write_whole
from goldenthread.warehouse.workspace import Workspace

SUMMARY = "summary"
ENDING = ".md"
LONGEST = 100_000
"""Bytes of the words of one section: some thirty pages."""


def import_commentary(folder: Path, period: str | None, by: str | None) -> None:
    """Store the words of a folder: all of them, or none."""
    here = context.workspace()
    words = dict(_words_of(folder, period, sections_of(here)))
    if not words:
        raise RefusedInput(
            "There is no commentary in this folder.",
            where=str(folder),
            do="It holds summary.md, files named after priorities or measures, or a folder for each month.",
        )
    with open_store(here):
        changed = write_commentary(words=words, by=by or "")
    for (month, section), version in changed.items():
        say(f"{month} {section}: version {version}")
    say(f"{len(words)} sections read, {len(changed)} changes.")


def export_commentary(folder: Path, period: str | None) -> None:
    """Write the words that stand into a folder, those of one month or a folder for each month."""
    here = context.workspace()
    files = _files(here, _month(period).label if period else None)
    for name, held in files.items():
        if (folder / name).exists() and (folder / name).read_bytes() != held:
            raise RefusedInput(
                "This file holds other words.",
                where=str(folder / name),
                why="They would be lost. Nothing was written.",
                do="Import them first, or name a folder that does not exist yet.",
            )
    for name, held in files.items():
        write_whole(folder / name, held)
    say(f"{len(files)} sections: {folder}" if files else "No commentary is stored.")


def sections_of(here: Workspace) -> list[str]:
    """The sections that may have commentary: the summary, each priority, and each measure that is shown."""
    strategy = context.strategy(here, context.catalogue(here))
    return [SUMMARY, *(one.id for one in strategy.priorities), *shown_measures(strategy)]


def _files(here: Workspace, period: str | None) -> dict[str, bytes]:
    if not has_store(here):
        return {}
    with open_store(here):
        stored = {each: commentary_of(each) for each in ([period] if period else periods_with_commentary())}
    return {
        f"{section}{ENDING}" if period else f"{each}/{section}{ENDING}": words.text.encode()
        for each, sections in stored.items()
        for section, words in sections.items()
    }


def _words_of(folder: Path, period: str | None, valid: Collection[str]) -> Iterator[tuple[Place, Words]]:
    for month, inner in _months(folder, period).items():
        for path in sorted(inner.glob(f"*{ENDING}")):
            yield (month, _section(path, valid)), Words(_text(path))


def _months(folder: Path, period: str | None) -> Mapping[str, Path]:
    """The folder of each month that is to be read."""
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.", do="Name a folder of Markdown files.")
    loose = sorted(folder.glob(f"*{ENDING}"))
    if period is not None:
        month = _month(period).label
        return {month: folder if loose or not (folder / month).is_dir() else folder / month}
    if loose:
        raise UsageError(
            f"{loose[0]} says no month.",
            do="Name it: --period 2023-12, or put the files in a folder 2023-12.",
        )
    inner = sorted(path for path in folder.iterdir() if path.is_dir() and any(path.glob(f"*{ENDING}")))
    return {_month(path.name).label: path for path in inner}


def _month(text: str) -> Period:
    period = parse(text)
    if period.kind != "month":
        raise UsageError(f"Commentary is of a month, not of {period.words()}.", do="Name it as 2023-12.")
    return period


def _section(path: Path, valid: Collection[str]) -> str:
    if path.stem not in valid:
        raise RefusedInput(
            f"An edition has no section '{path.stem}'.",
            where=str(path),
            why="Nothing of the folder was stored.",
            do=suggest(path.stem, valid),
        )
    return path.stem


def _text(path: Path) -> str:
    """The words as they are, to the byte."""
    held = path.read_bytes()
    try:
        text = held.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedInput(
            "The file is not in UTF-8.", where=str(path), do="Save it as UTF-8 and import it again."
        ) from None
    if len(held) > LONGEST or "\0" in text:
        what = "holds a character that no text has" if "\0" in text else f"is longer than {LONGEST:,} bytes"
        raise RefusedInput(f"The file {what}.", where=str(path), why="Nothing of the folder was stored.")
    return text
