"""Checking everything that was released: the hashes of files, the audit trail, and that each knows the
other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.editions.releases.folders import (
    current_folder,
    first_damaged,
    folder_of,
    sealed,
    unknown_folders,
)
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.editions.store import trail
from goldenthread.editions.store.releases import releases
from goldenthread.warehouse.workspace import Workspace


@dataclass(frozen=True)
class Checked:
    """How much was checked, and what is first found wrong in each release and in the trail."""

    releases: int
    files: int
    lines: int
    wrong: tuple[str, ...]


def check_releases(here: Workspace) -> Checked:
    """Compute every hash of every release again, and the audit trail."""
    found, seals = releases(), trail.seals()
    wrong, files = [], 0
    for release in found:
        fault = _fault(here, release, seals)
        if fault:
            wrong.append(f"Release {release.number}: {fault}.")
        else:
            files += len(sealed(here, release)["files"])
    wrong += [f"{folder} is of no release that the store knows." for folder in unknown_folders(here, found)]
    if broken := trail.first_broken():
        wrong.append(f"{broken[0].upper()}{broken[1:]}.")
    return Checked(len(found), files, trail.lines(), tuple(wrong))


def _fault(here: Workspace, release: ReleaseRecord, seals: Mapping[str, int]) -> str | None:
    """What is wrong with the folder of a release, or with what points to it."""
    if damage := first_damaged(here, release):
        return damage
    if sealed(here, release)["trail"] not in seals:
        return "the audit trail before it was cut or changed"
    stands = release.corrected_by is None
    if stands and current_folder(here, release.period, release.audience) != folder_of(here, release):
        return f"it stands, and the pointer beside {folder_of(here, release)} names another"
    return None
