"""A correction reaches everybody who has what it corrects: it goes out in every format of that release."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from goldenthread.base.errors import UsageError
from goldenthread.editions.releases.folders import sealed
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.publication.formats import FORMATS
from goldenthread.warehouse.workspace import Workspace


def check_formats_of_correction(here: Workspace, corrected: ReleaseRecord, formats: Sequence[str]) -> None:
    """Refuse a correction that leaves out a format in which the release went out."""
    gone_out = formats_of(here, corrected)
    missing = [name for name in gone_out if name not in formats]
    if not missing:
        return
    raise UsageError(
        f"Release {corrected.number} went out in {', '.join(gone_out)}; this correction leaves out "
        f"{', '.join(missing)}.",
        why=f"Whoever has {'that file' if len(missing) == 1 else 'those files'} would go on reading what "
        "was wrong, and never see that it was put right.",
        do=f"Release the correction in those formats too: --format "
        f"{','.join(name for name in FORMATS if name in {*formats, *missing})}.",
    )


def formats_of(here: Workspace, release: ReleaseRecord) -> list[str]:
    """The formats in which a release went out, as its seal names its files; in the order of `FORMATS`."""
    names = (PurePosixPath(name) for name in sealed(here, release)["files"])
    endings = {name.suffix.removeprefix(".") for name in names if name.parts[0] == "pack"}
    return [name for name in FORMATS if name in endings]
