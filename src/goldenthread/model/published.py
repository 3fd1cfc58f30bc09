"""Published statistics: figures of other areas, each with its series, area, period, release and symbol."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

SYMBOLS: dict[str, str] = {
    "c": "confidential",
    "x": "not available",
    "z": "not applicable",
    "u": "low reliability, not shown",
    "k": "rounds to 0 but is not 0",
    "low": "rounds to 0 but is not 0",
    "-": "missing, the reason lost",
    "..": "not available",
    ":": "not available",
    "~": "rounds to 0 but is not 0",
}
"""What stands in place of a figure, as published, and what it means. None of them is nought."""

CONFLICT = "conflict"
"""In place of a figure that two files of one release, or one file twice, give differently."""

ENGLAND, DISCONTINUED_ENGLAND = "970", "1000"

REGIONS: dict[str, tuple[str, str]] = {
    "980": ("E12000001", "North East"),
    "981": ("E12000002", "North West"),
    "982": ("E12000003", "Yorkshire and The Humber"),
    "983": ("E12000004", "East Midlands"),
    "984": ("E12000005", "West Midlands"),
    "985": ("E12000006", "East of England"),
    "986": ("E12000007", "London"),
    "987": ("E13000001", "Inner London"),
    "988": ("E13000002", "Outer London"),
    "989": ("E12000008", "South East"),
    "990": ("E12000009", "South West"),
}
"""Regions by their number: statistical code and name. London stands beside its two parts."""

AREA_OF_CODE = {code: number for number, (code, _) in REGIONS.items()} | {"E92000001": ENGLAND}

JOINT = "+"
"""Between the numbers of authorities that make one return."""


@dataclass(frozen=True)
class Area:
    """An authority, a region or England, by its number. Codes change while an authority does not: all that
    the files give are kept. `region` is a region's number, empty where no file says it."""

    number: str
    name: str
    codes: tuple[str, ...] = ()
    region: str = ""

    @property
    def kind(self) -> str:
        """authority | joint | region | england."""
        if self.number in (ENGLAND, DISCONTINUED_ENGLAND):
            return "england"
        if self.number in REGIONS:
            return "region"
        return "joint" if JOINT in self.number else "authority"


@dataclass(frozen=True)
class Series:
    """One published series as its files describe it: what is empty was not said.

    `kind` is the period's kind (see `published_periods`), `polarity` the publisher's word (High, Low, -, NA),
    `places` the decimal places published, `quartiles` whether the publisher bands authorities by it.
    """

    code: str
    name: str = ""
    unit: str = ""
    kind: str = ""
    polarity: str = ""
    places: int | None = None
    quartiles: bool = True
    publisher: str = ""
    updated: dt.date | None = None


@dataclass(frozen=True)
class Neighbour:
    """One neighbour of an authority under one edition of the model; place 1 is the closest."""

    model: str
    authority: str
    neighbour: str
    place: int
    closeness: str = ""


VALUES = pa.schema(
    [
        ("series", pa.dictionary(pa.int32(), pa.string())),
        ("area", pa.dictionary(pa.int32(), pa.string())),
        ("label", pa.dictionary(pa.int32(), pa.string())),  # the period, as published
        ("identifier", pa.dictionary(pa.int32(), pa.string())),  # the period's kind, as published; else empty
        ("value", pa.float64()),
        ("symbol", pa.dictionary(pa.int32(), pa.string())),  # null beside a figure
        ("released", pa.date32()),  # where each row states its own release; null = the file's
        ("source", pa.dictionary(pa.int32(), pa.string())),  # where each row states its own source
    ]
)
"""Published figures: exactly one of value and symbol is there."""


LOADED = "day of loading"
"""How the day of a release is known that nobody stated: it is not, and the day of loading stands for it."""


@dataclass(frozen=True)
class Release:
    """Which release a file is. `covers` is 31 March of the last year that a period in it names, `released`
    the day of release as far as it is known, else that of the load, and `how` says which.

    Releases are ordered by what they cover, then by their day. Of two that cover the same, one of them
    without a day, neither is the newer.
    """

    covers: dt.date
    released: dt.date
    how: str  # stated | in the file | in the dictionary | day of loading

    @property
    def day(self) -> dt.date | None:
        """The day of release; None where nobody stated it."""
        return known_day(self.released, self.how)

    @property
    def order(self) -> tuple[dt.date, dt.date]:
        """The order in which what files say is put together, whichever was loaded first."""
        return self.covers, self.day or dt.date.min

    def newer_than(self, other: Release) -> bool | None:
        """Whether it is the newer of two; None where that cannot be told."""
        if self.covers != other.covers:
            return self.covers > other.covers
        if self.day is None or other.day is None or self.day == other.day:
            return None
        return self.day > other.day


def known_day(released: dt.date, how: str) -> dt.date | None:
    """The day of a release where it is one; None where it is that of the load."""
    return None if how == LOADED else released


@dataclass(frozen=True)
class PublishedFile:
    """What one file gave: figures, or the description of series, areas or neighbours."""

    name: str
    sha256: str
    what: str
    why: str
    release: Release
    rows_in: int
    stored: int
    held: tuple[tuple[int, str], ...] = ()  # (row, reason)
    notes: tuple[str, ...] = ()
    values: pa.Table = field(default_factory=VALUES.empty_table)
    series: tuple[Series, ...] = ()
    areas: tuple[Area, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    source: str = ""
    figures: int = 0  # of `values`, which a stored file leaves to be read when they are asked for
    typed: bool = False  # figures typed in: a file of the same name takes its place


@dataclass(frozen=True)
class Basis:
    """What a published series is, where a card names it: its unit in the words of cards and the kind of its
    periods. `of` is the series of what a percentage is of, `count` that of what a rate counts; with the
    series of a `population` a rate that is not published is computed from it. `typed` names the source from
    which it is typed in; `unlike` says of a measure why the two are never ranked together."""

    series: str
    name: str
    unit: str
    kind: str
    of: str = ""
    count: str = ""
    population: str = ""
    typed: str = ""
    unlike: Mapping[str, str] = field(default_factory=dict)
