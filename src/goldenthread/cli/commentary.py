"""`commentary import|export`: the owners' words of editions, moved as files of Markdown.

A folder holds the words of one month, `summary.md`, `<priority>.md` and `<measure>.md`, or a folder for each
month, as `2023-12/summary.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from goldenthread.base.errors import RefusedInput, UsageError, suggest
from goldenthread.base.numbers import count_of
from goldenthread.base.periods import Period, parse
from goldenthread.cli import context
from goldenthread.cli.month_edition import edition, shown_measures
from goldenthread.cli.opening import opened
from goldenthread.cli.say import say, working
from goldenthread.cli.stored_commentary import checked_texts
from goldenthread.cli.unknown_releases import check_known, say_unknown
from goldenthread.editions.commentary.decisions import FILE as DECISIONS
from goldenthread.editions.commentary.decisions import Decision, decisions_csv, undecided
from goldenthread.editions.commentary.files import (
    read_folder_decisions,
    read_folder_printed,
    read_folder_versions,
)
from goldenthread.editions.commentary.printed import FILE as PRINTED
from goldenthread.editions.commentary.printed import printed_csv
from goldenthread.editions.commentary.versions import FILE as VERSIONS
from goldenthread.editions.commentary.versions import NONE, Base, hash_of, versions_csv
from goldenthread.editions.commentary.world import SUMMARY
from goldenthread.editions.store.commentary import (
    Words,
    commentary_of,
    decisions_of,
    periods_with_commentary,
    write_commentary,
)
from goldenthread.editions.store.place import has_store
from goldenthread.editions.store.writing import named
from goldenthread.warehouse.files import write_whole
from goldenthread.warehouse.snapshot import pointed
from goldenthread.warehouse.workspace import Workspace

ENDING = ".md"
LONGEST = 100_000
"""Bytes of the words of one section: some thirty pages."""


@dataclass(frozen=True)
class Month:
    """What a folder holds of one month: texts and what their references printed by section, and decisions.
    `bases`: which words stood when it was taken out; None of a folder that was written by hand."""

    texts: Mapping[str, str]
    printed: Mapping[str, Mapping[str, str]]
    decisions: Mapping[str, Decision]
    bases: Mapping[str, Base] | None


def import_commentary(
    folder: Path, period: str | None, by: str | None, *, replace_newer: bool = False
) -> None:
    """Store the words of a folder: all of them, or none. Words that somebody else changed since the folder
    was taken out stand: see `write_commentary`."""
    here = context.workspace()
    valid = sections_of(here)
    folders = _months(folder, period)
    months = {name: _read(inner, valid) for name, inner in folders.items()}
    if not any(month.texts for month in months.values()):
        raise RefusedInput(
            "There is no commentary in this folder.",
            where=str(folder),
            do="It holds summary.md, files named after priorities or measures, or a folder for each month.",
        )
    author = named(by)
    stood = _standing(here, months)
    words = {
        (name, section): Words(text, _written_with(section, month, now, stood[name].get(section)))
        for name, month in months.items()
        for now in (_printed_now(here, name, month),)
        for section, text in month.texts.items()
    }
    with opened(here):
        stored = write_commentary(
            words=words,
            by=author,
            decisions={name: month.decisions for name, month in months.items()},
            bases=_bases(months),
            replace_newer=replace_newer,
        )
    for (name, section), version in stored.versions.items():
        say(f"{name} {section}: version {version}")
    for (name, section), who in stored.left.items():
        say(f"{name} {section}: left as it stands ({who}); you did not change it since you took it out")
    for name, month in months.items():
        if month.bases is not None:
            left = {section for period_, section in stored.left if period_ == name}
            _keep_bases(folders[name], month, left, _standing(here, [name])[name])
    decided = f", {count_of(len(stored.decisions), 'new decision')}" if stored.decisions else ""
    say(f"{count_of(len(words), 'section')} read, {count_of(len(stored.versions), 'change')}{decided}.")


def export_commentary(folder: Path, period: str | None) -> None:
    """Write the words that stand into a folder, those of one month or a folder for each month."""
    here = context.workspace()
    files = _files(here, _month(period).label if period else None)
    for name, held in files.items():
        if Path(name).name not in (PRINTED, VERSIONS) and not _may_be_written(folder / name, held):
            raise RefusedInput(
                "This file holds other words.",
                where=str(folder / name),
                why="They would be lost. Nothing was written.",
                do="Import them first, or name a folder that does not exist yet.",
            )
    for name, held in files.items():
        write_whole(folder / name, held)
    sections = sum(name.endswith(ENDING) for name in files)
    say(f"{count_of(sections, 'section')}: {folder}" if files else "No commentary is stored.")
    if not files:
        check_known(here)
    say_unknown(here)


def _standing(here: Workspace, months: Iterable[str]) -> Mapping[str, Mapping[str, Words]]:
    """The words that stand, by month and section."""
    if not has_store(here):
        return {name: {} for name in months}
    with opened(here):
        return {name: commentary_of(name) for name in months}


def _may_be_written(file: Path, held: bytes) -> bool:
    """Whether no words are lost: the file is not there, or holds these words, or those it was taken out with,
    which the store has."""
    if not file.exists() or file.read_bytes() == held:
        return True
    base = (read_folder_versions(file.parent) or {}).get(file.stem) if file.suffix == ENDING else None
    return base is not None and hash_of(_text(file)) == base.words


def _bases(months: Mapping[str, Month]) -> dict[tuple[str, str], Base]:
    """Which words the writer of each section began with. A folder that was taken out says so of every section
    that stood then."""
    return {
        (name, section): month.bases.get(section, NONE)
        for name, month in months.items()
        if month.bases is not None
        for section in month.texts
    }


def _keep_bases(folder: Path, month: Month, left: Collection[str], stood: Mapping[str, Words]) -> None:
    """Note in a folder that its words are those that stand now, so that they can be changed and imported
    again."""
    now = {
        section: Base(stands.version, hash_of(text))
        for section, text in month.texts.items()
        for stands in (stood.get(section, Words("")),)
        if section not in left and hash_of(stands.text) == hash_of(text)
    }
    held = versions_csv({**(month.bases or {}), **now}).encode()
    file = folder / VERSIONS
    if file.read_bytes() == held:
        return
    try:
        write_whole(file, held)
    except OSError as error:
        say(
            f"{file}: it cannot be written ({error.strerror or type(error).__name__}). The words are "
            "stored; take them out into another folder before you change them again."
        )


def _written_with(
    section: str, month: Month, now: Mapping[str, Mapping[str, str]], stood: Words | None
) -> Mapping[str, str]:
    """What the references of a section printed when it was written: as the folder says, so that words which
    came out and go in again unread keep their remark that a figure has moved. Of words that were changed
    since they came out, and of references that the folder leaves out, what they print now."""
    kept, prints = month.printed.get(section, {}), now.get(section, {})
    if stood is not None and stood.text != month.texts[section] and stood.written_with == kept:
        return prints
    return {name: kept.get(name, text) for name, text in prints.items()} if prints else kept


def _printed_now(here: Workspace, name: str, month: Month) -> Mapping[str, Mapping[str, str]]:
    """What the references of each section print now, said with how many remarks there are. Nothing where
    nothing is loaded: figures are then looked up when the edition is made."""
    if not month.texts or not pointed(here):
        return {}
    loaded = context.snapshot(here, context.catalogue(here))
    with working(f"Looking up the figures of {parse(name).words()}"):
        bound, remarks = checked_texts(edition(here, loaded, parse(name)), month.texts, month.printed)
    left = undecided(remarks, month.decisions)
    if left:
        blocking = sum(one.blocks for one in left)
        say(f"{name}: {count_of(len(left), 'remark')}, of which {blocking} keep it from release.")
        say("See them with: goldenthread commentary check FOLDER")
    return {one.section: one.printed for one in bound}


def sections_of(here: Workspace) -> list[str]:
    """The sections that may have commentary: the summary, each priority, and each measure that is shown."""
    strategy = context.strategy(here, context.catalogue(here))
    return [SUMMARY, *(one.id for one in strategy.priorities), *shown_measures(strategy)]


def _files(here: Workspace, period: str | None) -> dict[str, bytes]:
    if not has_store(here):
        return {}
    found = {}
    with opened(here):
        for each in [period] if period else periods_with_commentary():
            inner = "" if period else f"{each}/"
            standing = commentary_of(each)
            for section, words in standing.items():
                found[f"{inner}{section}{ENDING}"] = words.text.encode()
            bases = {section: Base(words.version, hash_of(words.text)) for section, words in standing.items()}
            if bases:
                found[f"{inner}{VERSIONS}"] = versions_csv(bases).encode()
            printed = {section: words.written_with for section, words in standing.items()}
            if any(printed.values()):
                found[f"{inner}{PRINTED}"] = printed_csv(printed).encode()
            if decisions := decisions_of(each):
                found[f"{inner}{DECISIONS}"] = decisions_csv(decisions.values()).encode()
    return found


def _read(folder: Path, valid: Collection[str]) -> Month:
    texts = {_section(path, valid): _text(path) for path in sorted(folder.glob(f"*{ENDING}"))}
    return Month(
        texts, read_folder_printed(folder), read_folder_decisions(folder), read_folder_versions(folder)
    )


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
