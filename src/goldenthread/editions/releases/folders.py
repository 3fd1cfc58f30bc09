"""The folders of releases: written once, sealed by `release.json`, read only, and one pointer for each
audience.

`editions/releases/2023-12/leadership-3/` holds `pack`, which is what goes out, and `frozen`, which is what it
was made from. `editions/releases/2023-12/leadership-CURRENT` names the folder that stands for the month. A
folder that is being written ends with `.partial`; it gets its name when the store knows the release.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from goldenthread.base.errors import RefusedInput
from goldenthread.base.room import needs_room
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.warehouse.files import PARTIAL, checked, file_hash, sync_folder, write_whole
from goldenthread.warehouse.workspace import Workspace

SEAL = "release.json"
CURRENT = "-CURRENT"
FROZEN = "frozen"
WAIT_SECONDS = 120


def releases_folder(here: Workspace) -> Path:
    """Where all releases lie."""
    return here.editions / "releases"


def folder_of(here: Workspace, release: ReleaseRecord) -> Path:
    """The folder of a release."""
    return releases_folder(here) / release.period / release.name


def pack_of(here: Workspace, release: ReleaseRecord) -> Path:
    """What goes out of a release."""
    return folder_of(here, release) / "pack"


@contextmanager
def publishing_alone(here: Workspace) -> Iterator[None]:
    """Only one release at a time is put in its place."""
    root = releases_folder(here)
    root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(root / "lock").acquire(timeout=WAIT_SECONDS):
            yield
    except Timeout:
        raise RefusedInput(
            "Another release has been on its way for two minutes.", where=str(root), do="Wait for it to end."
        ) from None


def write_partial(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files of a release, synced and read only, beside the place where its folder will be. What
    cannot be written whole is removed again."""
    partial = _partial_of(folder)
    _remove(partial)
    with needs_room("the release", folder, files, "Nothing was released."):
        try:
            _fill(partial, files)
        except BaseException:
            with suppress(OSError):
                _remove(partial)
                folder.parent.rmdir()  # where it holds nothing else
            raise
    sync_folder(folder.parent)
    return partial


def _fill(partial: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        write_whole(partial / name, content)
        (partial / name).chmod(0o400 if _is_own(name) else 0o444)
    inner = sorted((path for path in partial.rglob("*") if path.is_dir()), reverse=True)
    for path in (*inner, partial):
        sync_folder(path)
        path.chmod(0o500 if _is_own(path.relative_to(partial).as_posix()) else 0o555)


def _is_own(name: str) -> bool:
    """Whether a file or folder of a release is for the owner of the workspace alone: what stood behind public
    figures before they were rounded or withheld lies there."""
    return name.partition("/")[0] == FROZEN


def interrupted(here: Workspace, releases: list[ReleaseRecord]) -> list[ReleaseRecord]:
    """The releases that the store knows and that an interruption kept from their place: their folder has not
    its name yet, or the pointer is as it was before them.

    Whatever else is wrong with a folder or a pointer no interruption leaves: `verify` is to find it.
    """
    return [one for one in releases if _waits_for_name(here, one) or _waits_for_pointer(here, one)]


def settle(here: Workspace, releases: list[ReleaseRecord]) -> list[ReleaseRecord]:
    """Finish what an interruption left: a release that the store knows gets its name and its pointer, a
    folder that it does not know and that never got its name is removed. Returns the releases put in their
    place."""
    finished = interrupted(here, releases)
    for release in releases:
        if _waits_for_name(here, release):
            folder = folder_of(here, release)
            _partial_of(folder).rename(folder)
            sync_folder(folder.parent)
    for left in releases_folder(here).glob(f"*/*{PARTIAL}"):
        _remove(left)
    for release in releases:
        if release.corrected_by is None and folder_of(here, release).is_dir():
            _point(here, release)
    return finished


def current_folder(here: Workspace, period: str, audience: str) -> Path | None:
    """The folder of the release that stands for a period and an audience, as the pointer says."""
    pointer = releases_folder(here) / period / f"{audience}{CURRENT}"
    try:
        return pointer.with_name(pointer.read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        return None


def sealed(here: Workspace, release: ReleaseRecord) -> dict[str, Any]:
    """What the `release.json` of a release says, the hashes of its files among it; refused where it is not as
    the store knows it."""
    path = checked(folder_of(here, release), SEAL, {SEAL: release.manifest})
    return dict(json.loads(path.read_text(encoding="utf-8")))


def read_sealed_file(here: Workspace, release: ReleaseRecord, name: str) -> bytes:
    """A file of a release as it was released; a file that is not is refused."""
    return checked(folder_of(here, release), name, sealed(here, release)["files"]).read_bytes()


def first_damaged(here: Workspace, release: ReleaseRecord) -> str | None:
    """What is first found wrong with the folder of a release, in words that name it, or None: a link or
    anything else that is no plain file or folder, a file that is not as its hash says, and what was added."""
    folder = folder_of(here, release)
    if odd := next(filter(_is_odd, (folder, *sorted(folder.rglob("*")))), None):
        kind = "a link" if odd.is_symlink() else "no plain file or folder"
        return f"{odd} is {kind}, so it is not as it was released"
    try:
        hashes = sealed(here, release)["files"]
        for name in sorted(hashes):
            checked(folder, name, hashes)
    except RefusedInput as error:
        return f"{error.where} is not as it was released"
    known = {folder / name for name in (SEAL, *hashes)}
    known |= {above for path in known for above in path.parents}
    added = next((path for path in sorted(folder.rglob("*")) if path not in known), None)
    return f"{added} is not as it was released" if added else None


def _is_odd(path: Path) -> bool:
    """Whether a path is neither a plain file nor a plain folder. A link is not even where it leads to the
    same words: they can be changed elsewhere."""
    return path.is_symlink() or (path.exists() and not path.is_file() and not path.is_dir())


def unknown_folders(here: Workspace, releases: list[ReleaseRecord]) -> list[Path]:
    """Folders that look like releases and are none that the store knows."""
    known = {folder_of(here, release) for release in releases}
    found = (path for path in releases_folder(here).glob("*/*-*") if path.is_dir())
    return sorted(path for path in found if path not in known and not path.name.endswith(PARTIAL))


def _partial_of(folder: Path) -> Path:
    return folder.with_name(folder.name + PARTIAL)


def _waits_for_name(here: Workspace, release: ReleaseRecord) -> bool:
    folder = folder_of(here, release)
    return not folder.exists() and _is_sealed(_partial_of(folder), release.manifest)


def _waits_for_pointer(here: Workspace, release: ReleaseRecord) -> bool:
    """Whether a release stands under its name and the pointer still names the one that it corrects; there is
    none yet where it corrects none."""
    folder = folder_of(here, release)
    if release.corrected_by is not None or not folder.is_dir():
        return False
    before = folder.with_name(f"{release.audience}-{release.corrects}") if release.corrects else None
    return current_folder(here, release.period, release.audience) == before


def _is_sealed(folder: Path, manifest: str) -> bool:
    return (folder / SEAL).is_file() and file_hash(folder / SEAL) == manifest


def _point(here: Workspace, release: ReleaseRecord) -> None:
    folder = folder_of(here, release)
    if current_folder(here, release.period, release.audience) != folder:
        write_whole(folder.with_name(f"{release.audience}{CURRENT}"), f"{folder.name}\n".encode())


def _remove(folder: Path) -> None:
    """Remove a folder whose files and folders may be read only."""
    if folder.is_dir():
        for path in (folder, *(each for each in folder.rglob("*") if each.is_dir())):
            path.chmod(0o755)
        shutil.rmtree(folder)
