"""The store of published statistics, beside the snapshots: a folder a file, whole or absent, and one pointer.

No record of a child is here. Files that a newer release has overtaken are kept.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from goldenthread.base.errors import RefusedInput
from goldenthread.model.published import VALUES, Area, Neighbour, PublishedFile, Release, Series
from goldenthread.warehouse.files import (
    checked,
    damaged,
    file_hash,
    read_sealed,
    remove_partials,
    whole_folder,
    write_sealed,
    write_whole,
)
from goldenthread.warehouse.lock import alone
from goldenthread.warehouse.published.overlap import overlap, repeated
from goldenthread.warehouse.published.statistics import PublishedStatistics
from goldenthread.warehouse.workspace import Workspace

FOLDER, POINTER = "published", "CURRENT"
DESCRIPTION, FIGURES = "file.json", "figures.parquet"
ID_LENGTH = 16
LAYOUT = [field.name for one in (PublishedFile, Release, Series, Area, Neighbour) for field in fields(one)]
"""What a description holds. It is part of a file's id: what another version stored is never taken for it."""


class OtherVersion(RefusedInput):
    """A file was stored by a version of the software whose descriptions this one does not read."""


@dataclass(frozen=True)
class FileReport:
    """What became of one file's figures beside those that stood: new ones, those that another file gives
    alike, those that another release gives otherwise, those that a file of the same release contradicts."""

    file: PublishedFile
    change: str  # added | replaced | unchanged | refused
    new: int
    equal: int
    revised: int
    conflicts: int
    says: tuple[str, ...]


@dataclass(frozen=True)
class Withdrawn:
    """A file that was taken out of force, and those of its name that stay, by their ids."""

    identity: str
    file: PublishedFile
    left: Mapping[str, PublishedFile]


def open_published(here: Workspace) -> PublishedStatistics:
    """The published statistics of a workspace; none when nothing was loaded."""
    files = {one: _description(here, one) for one in current(here)}
    folders = {file.sha256: here.store / FOLDER / one for one, file in files.items()}

    def read(file: PublishedFile, codes: Collection[str]) -> pa.Table:
        return _figures(folders[file.sha256], sorted(codes))

    return PublishedStatistics(list(files.values()), read)


def readable(here: Workspace) -> list[PublishedFile]:
    """The files in force but for those that another version of the software stored."""
    return list(_standing(here)[0].values())


def current(here: Workspace) -> tuple[str, ...]:
    """Ids of the files in force, in the order in which they were loaded."""
    path = here.store / FOLDER / POINTER
    try:
        return tuple(path.read_text(encoding="ascii").split())
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError:
        raise damaged(path) from None


def store_published(here: Workspace, files: Sequence[PublishedFile]) -> list[FileReport]:
    """Store files, all or none of them: the pointer moves once, after everything is written."""
    with alone(here):
        return _store(here, files)


def _store(here: Workspace, files: Sequence[PublishedFile]) -> list[FileReport]:
    root = here.store / FOLDER
    root.mkdir(parents=True, exist_ok=True)
    remove_partials(root)
    standing, outdated = _standing(here)
    ids = list(standing)
    known = PublishedStatistics([*standing.values(), *files])
    reports = []
    fresh: dict[str, PublishedFile] = {}
    for file in files:
        identity = _identity(file)
        if identity in ids:
            reports.append(FileReport(file, "unchanged", 0, 0, 0, 0, ()))
            continue
        again = [one for one, other in standing.items() if _same_file(file, other)]
        others = {one: other for one, other in standing.items() if one not in again}
        report = _compare(root, file, others, fresh, known, replaced=bool(again))
        reports.append(report)
        if report.change == "refused":
            continue
        ids = [one for one in ids if one not in again] + [identity]
        standing = {**others, identity: file}
        fresh[identity] = file
    left = sorted(set(outdated) - {file.name for file in files})
    if reports and left:
        reports[0] = replace(reports[0], says=(*reports[0].says, _outdated_words(left)))
    for identity, file in fresh.items():
        _write(root / identity, file)
    if tuple(ids) != current(here):
        write_whole(root / POINTER, "".join(f"{one}\n" for one in ids).encode("ascii"))
    return reports


def _standing(here: Workspace) -> tuple[dict[str, PublishedFile], list[str]]:
    """The files in force by their ids, and the names of those that another version stored: they stand for
    nothing until they are loaded again."""
    standing: dict[str, PublishedFile] = {}
    outdated = []
    for identity in current(here):
        try:
            standing[identity] = _description(here, identity)
        except OtherVersion:
            outdated.append(
                str(read_sealed(here.store / FOLDER / identity / DESCRIPTION).get("name", identity))
            )
    return standing, outdated


def _outdated_words(names: Sequence[str]) -> str:
    return (
        f"Stored by another version of the software, and out of force until loaded again: {', '.join(names)}."
    )


def withdraw(here: Workspace, named: str) -> Withdrawn | None:
    """Take one file out of force, named by its id, or by its name: then the newest release of that name. Its
    folder is kept. None when no file in force is so named."""
    with alone(here):
        files = {one: _description(here, one) for one in current(here)}
        places = {identity: place for place, identity in enumerate(files)}
        those = [one for one, file in files.items() if named in (one, file.name)]
        if not those:
            return None
        goes = max(those, key=lambda one: (*files[one].release.order, places[one]))
        left = {one: file for one, file in files.items() if one != goes}
        write_whole(here.store / FOLDER / POINTER, "".join(f"{one}\n" for one in left).encode("ascii"))
    name = files[goes].name
    return Withdrawn(goes, files[goes], {one: file for one, file in left.items() if file.name == name})


def _same_file(file: PublishedFile, other: PublishedFile) -> bool:
    """Whether one takes the other's place: the same content, or the same typed-in file."""
    return file.sha256 == other.sha256 or (file.typed and other.typed and file.name == other.name)


def _identity(file: PublishedFile) -> str:
    """A file and the release it is taken for: the same file said to be of another day is stored anew."""
    stated = (file.release.day or file.release.covers).isoformat()
    models = sorted({one.model for one in file.neighbours})
    said = json.dumps([file.sha256, stated, models, file.release.how, LAYOUT])
    return hashlib.sha256(said.encode()).hexdigest()[:ID_LENGTH]


def _compare(
    root: Path,
    file: PublishedFile,
    others: dict[str, PublishedFile],
    fresh: dict[str, PublishedFile],
    known: PublishedStatistics,
    *,
    replaced: bool,
) -> FileReport:
    equal = revised = conflicts = 0
    says: list[str] = []
    twice = repeated(file.values, known) if file.figures else None
    if twice and twice.unequal:
        conflicts += twice.unequal
        first = "; ".join(twice.examples)
        says.append(f"Figures that stand twice in the file and differ: {twice.unequal:,} ({first}).")
    if twice and twice.equal:
        says.append(f"Figures that stand twice in the file, alike: {twice.equal:,}.")
    codes = {one.code for one in file.series}
    for identity, other in others.items():
        if refusal := _other_neighbours(file, other):
            return FileReport(file, "refused", 0, 0, 0, 0, (refusal,))
        shared = codes & {one.code for one in other.series}
        if not shared or not file.figures or not other.figures:
            continue
        old = fresh[identity].values if identity in fresh else _figures(root / identity, sorted(shared))
        found = overlap(file.values, old, known)
        equal += found.equal
        newer = file.release.newer_than(other.release)
        if newer is None:
            conflicts += found.unequal
            if found.unequal:
                says.append(_conflict(found.unequal, file, other, found.examples))
        elif found.unequal:
            revised += found.unequal
            stands = "This newer release stands" if newer else f"{other.name}, the newer release, stands"
            says.append(f"Figures that differ from {other.name}: {found.unequal:,}. {stands}; both are kept.")
    new = max(file.figures - equal - revised - conflicts, 0)
    return FileReport(file, "replaced" if replaced else "added", new, equal, revised, conflicts, tuple(says))


def _conflict(count: int, file: PublishedFile, other: PublishedFile, examples: Sequence[str]) -> str:
    undated = [one.name for one in (file, other) if one.release.day is None]
    why = (
        f"of which the day of release is not known ({', '.join(undated)})"
        if undated
        else "of the same release"
    )
    do = "Load each again with its own day" if undated else "If one file is the newer, load it again"
    return (
        f"Figures that contradict {other.name}, {why}: {count:,} ({'; '.join(examples)}). "
        f"None of these stands. {do}: --released-on DATE."
    )


def _other_neighbours(file: PublishedFile, other: PublishedFile) -> str:
    """Why a set of neighbours is not taken: another file of that edition names others."""
    mine, yours = _places(file.neighbours), _places(other.neighbours)
    differ = sorted({key[:2] for key in mine if key in yours and mine[key] != yours[key]})
    if not differ:
        return ""
    model, authority = differ[0]
    return (
        f"For the model of {model} it names other neighbours than {other.name}: first for authority "
        f"{authority}, {len(differ)} in all. One of them is not what it says; say which with --model."
    )


def _places(neighbours: Sequence[Neighbour]) -> dict[tuple[str, str, int], str]:
    return {(one.model, one.authority, one.place): one.neighbour for one in neighbours}


def _write(path: Path, file: PublishedFile) -> None:
    if path.exists():
        return
    with whole_folder(path) as partial:
        pq.write_table(file.values, partial / FIGURES, compression="zstd", row_group_size=65_536)
        document = asdict(replace(file, values=VALUES.empty_table()))
        document.pop("values")
        document["figures_sha256"] = file_hash(partial / FIGURES)
        write_sealed(partial / DESCRIPTION, json.loads(json.dumps(document, default=str)))


def _figures(folder: Path, codes: Sequence[str]) -> pa.Table:
    hashes = {FIGURES: str(read_sealed(folder / DESCRIPTION)["figures_sha256"])}
    path = checked(folder, FIGURES, hashes)
    return pq.read_table(path, schema=VALUES, filters=[("series", "in", list(codes))])


def _description(here: Workspace, identity: str) -> PublishedFile:
    path = here.store / FOLDER / identity / DESCRIPTION
    document = read_sealed(path)
    try:
        document.pop("figures_sha256")
        return _from_json(document)
    except (KeyError, TypeError, ValueError):
        raise OtherVersion(
            "A file of published statistics was stored by another version of the software.",
            where=str(path),
            do="Load the files again: goldenthread benchmarks load FILE…",
        ) from None


def _from_json(document: dict[str, Any]) -> PublishedFile:
    release = document.pop("release")
    return PublishedFile(
        release=Release(_day(release["covers"]), _day(release["released"]), release["how"]),
        series=tuple(
            Series(**{**one, "updated": _day(one["updated"]) if one["updated"] else None})
            for one in document.pop("series")
        ),
        areas=tuple(Area(**{**one, "codes": tuple(one["codes"])}) for one in document.pop("areas")),
        neighbours=tuple(Neighbour(**one) for one in document.pop("neighbours")),
        held=tuple((row, reason) for row, reason in document.pop("held")),
        notes=tuple(document.pop("notes")),
        **document,
    )


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
