"""Files of a delivery sorted into returns: one workbook, one XML file, or the CSV files of one year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.extract_date import date_in_name
from goldenthread.sources.received import is_of_year

NOT_A_YEAR = re.compile(r"(?i)oc[ _-]?[23]|ad[ _-]?1|903")
"""Digits in names of tables and of the return itself."""

_DIGITS = re.compile(r"\d+")
_DATE = re.compile(r"(?<!\d)(20\d{6})(?!\d)")
_SPAN = re.compile(r"(?<!\d)(20\d{2})[-_/ ]?(?:20)?(\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")


@dataclass
class ReturnSet:
    """The tables of one return, by name of the table."""

    tables: list[tuple[str, CsvFile]] = field(default_factory=list)

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files."""
        return tuple(dict.fromkeys(file.table.file for _, file in self.tables))

    @property
    def shown(self) -> str:
        """The files, for a message."""
        files = self.files
        return files[0] if len(files) == 1 else f"{files[0]} and {len(files) - 1} more"

    def of(self, *names: str) -> list[CsvFile]:
        """The files that hold a table."""
        return [file for name, file in self.tables if name in names]


def return_sets(files: Sequence[tuple[str, CsvFile]]) -> list[ReturnSet]:
    """The returns of a delivery. CSV files of a folder whose names speak of the same years are one return, if
    no table is there twice: numbers beside the years count the files, or say at what time each was written.
    Where a table is there twice, those belong together whose names hold the same numbers."""
    found: dict[tuple[str, ...], dict[tuple[str, ...], ReturnSet]] = {}
    for name, file in files:
        place, numbers = _key(file)
        found.setdefault(place, {}).setdefault(numbers, ReturnSet()).tables.append((name, file))
    return [one for alike in found.values() for one in _together(list(alike.values()))]


def _together(sets: list[ReturnSet]) -> list[ReturnSet]:
    """One return of sets that have no table in common, else the sets."""
    tables = [name for one in sets for name in {name for name, _ in one.tables}]
    if len(tables) > len(set(tables)):
        return sets
    return [ReturnSet([pair for one in sets for pair in one.tables])]


def _key(file: CsvFile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Folder and years of a file's name, and all numbers in it. A workbook or an XML file is a return."""
    path = PurePosixPath(file.table.file)
    if file.table.sheet is not None:
        return ("one file", str(path)), ()
    stem = NOT_A_YEAR.sub("", path.stem)
    return (str(path.parent), *(_spans(stem) or _YEAR.findall(stem)), *_DATE.findall(stem)), tuple(
        _DIGITS.findall(stem)
    )


def _spans(stem: str) -> list[str]:
    """The years in which spans such as 2023-24 in a name end."""
    return [str(int(a) + 1) for a, b in _SPAN.findall(stem) if (int(a) + 1) % 100 == int(b)]


def years_in_path(name: str) -> frozenset[int]:
    """The years of which a file is by its name and by those of its folders."""
    return frozenset(named_years(PurePosixPath(name).parts))


def named_years(files: Sequence[str]) -> set[int]:
    """The years in which a return may end by the names of its files.

    '2023-24' is one year; '2024' alone may be the year in which it ends or that in which it begins.
    """
    years: set[int] = set()
    for name in files:
        path = PurePosixPath(name)
        stem = path.stem
        if is_of_year(path.parent.name) and not _YEAR.search(stem):
            stem = path.parent.name
        if date_in_name(stem):
            continue
        spans = [int(year) for year in _spans(stem)]
        single = [int(year) for year in _YEAR.findall(stem)]
        years.update(spans or [year + later for year in single for later in (0, 1)])
    return years
