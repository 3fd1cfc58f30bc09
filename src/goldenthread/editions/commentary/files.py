"""Commentary as files: a folder of Markdown, one file a section, named by it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.base.periods import Period
from goldenthread.editions.commentary import printed, versions
from goldenthread.editions.commentary.decisions import FILE, Decision, read_decisions
from goldenthread.editions.commentary.versions import Base

LARGEST = 200_000
"""Bytes of a section; more is no commentary."""


def folder_of(folder: Path, period: Period) -> Path:
    """Where the sections of a period lie: in a folder of its name, else in the folder itself."""
    own = folder / period.label
    return own if own.is_dir() else folder


def read_sections(folder: Path) -> Mapping[str, str]:
    """The text of each section, by section. Raises RefusedInput when there is none, or one is no text."""
    files = sorted(folder.glob("*.md")) if folder.is_dir() else []
    if not files:
        raise RefusedInput(
            "There is no commentary here.",
            where=folder,
            do="Write a section as summary.md, or ID.md of a priority or measure.",
        )
    return {file.stem: _text(file) for file in files}


def read_folder_decisions(folder: Path) -> Mapping[str, Decision]:
    """The decisions that lie beside the sections."""
    file = folder / FILE
    return read_decisions(_text(file), str(file)) if file.is_file() else {}


def read_folder_printed(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """What references printed when the sections were written, as far as that was kept beside them."""
    file = folder / printed.FILE
    return printed.read_printed(_text(file), str(file)) if file.is_file() else {}


def read_folder_versions(folder: Path) -> Mapping[str, Base] | None:
    """Which words stood when the folder was taken out; None of a folder that was written by hand."""
    file = folder / versions.FILE
    return versions.read_versions(_text(file), str(file)) if file.is_file() else None


def _text(file: Path) -> str:
    data = file.read_bytes()
    if len(data) > LARGEST:
        raise RefusedInput(f"The file is larger than {LARGEST:,} bytes.", where=Place(str(file)))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedInput(
            "The file is not text in UTF-8.", where=Place(str(file)), do="Save it as UTF-8."
        ) from None
