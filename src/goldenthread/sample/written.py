"""Commentary of the sample council: one that passes every check, and one with every fault.

The text is data. Its figures are references, so that it is true of every invented council.
"""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from pathlib import Path

from goldenthread.sample.council import Council


def write(council: Council, folder: Path) -> None:
    """The commentary of the edition that the sample is made for: that of the month before the extract, whose
    records have had time to be typed."""
    _copy("commentary", folder / _month(council))


def write_with_faults(council: Council, folder: Path) -> None:
    """Commentary of the same month in which every check finds something."""
    _copy("commentary_with_faults", folder / _month(council))


def _month(council: Council) -> str:
    return f"{council.extracted_on.replace(day=1) - dt.timedelta(1):%Y-%m}"


def _copy(name: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(files("goldenthread.sample").joinpath(name).iterdir(), key=lambda each: each.name):
        text = file.read_text(encoding="utf-8")
        (folder / file.name).write_text(text, encoding="utf-8", newline="\n")
