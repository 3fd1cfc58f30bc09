"""The published figures that stand: of two releases the newer, the older kept; a conflict stands for none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.published import (
    CONFLICT,
    ENGLAND,
    JOINT,
    REGIONS,
    VALUES,
    Area,
    PublishedFile,
    Series,
    known_day,
)
from goldenthread.model.published_periods import (
    REPORTING,
    PublishedPeriod,
    known_kind,
    published_period,
)
from goldenthread.sources.published.areas import merged


@dataclass(frozen=True)
class Standing:
    """A published figure that stands: a value or a symbol, and all that travels with it. `covers` is what its
    release covers (see `Release`), `older` how many earlier releases gave this figure too; `typed` that
    somebody typed it in; `twice` of a conflict that one file alone gives the figures that differ.

    `as_now` says that it is as now published: its release is not known to be of the day up to which figures
    were asked for, so that it may have been another then, or none.
    """

    series: str
    area: str
    period: PublishedPeriod
    value: float | None
    symbol: str
    covers: dt.date
    released: dt.date
    how: str
    source: str
    file: str
    sha256: str
    typed: bool = False
    twice: bool = False
    older: int = 0
    as_now: bool = False

    @property
    def day(self) -> dt.date | None:
        """The day of its release; None where it is not known."""
        return known_day(self.released, self.how)


@dataclass(frozen=True)
class NeighbourSet:
    """The ten neighbours of an authority under one edition of the model, the closest first."""

    model: str
    neighbours: tuple[str, ...]

    @property
    def valid_from(self) -> dt.date:
        """The first day of the edition's month."""
        return dt.date.fromisoformat(f"{self.model}-01")


EVERYWHERE = (
    Area(ENGLAND, "England", ("E92000001",)),
    *(Area(number, name, (code,)) for number, (code, name) in REGIONS.items()),
)
"""Areas that are known without a file."""

ReadValues = Callable[[PublishedFile, Collection[str]], pa.Table]


def in_memory(file: PublishedFile, codes: Collection[str]) -> pa.Table:
    """The figures of some series from a file that was just read."""
    wanted = pa.array(sorted(codes), pa.string())
    return file.values.filter(pc.is_in(file.values["series"].cast(pa.string()), wanted))


class PublishedStatistics:
    """All that was loaded. Figures are read when their series is first asked for."""

    def __init__(self, files: Sequence[PublishedFile], read: ReadValues = in_memory) -> None:
        self.files = tuple(files)
        self._read = read
        self._standing: dict[tuple[str, str, dt.date | None], tuple[Standing, ...]] = {}
        self._tables: dict[str, list[tuple[PublishedFile, pa.Table]]] = {}

    @cached_property
    def _by_release(self) -> tuple[PublishedFile, ...]:
        """The files, the latest release last, so that what they say together does not hang on the order in
        which they were loaded."""
        return tuple(sorted(self.files, key=lambda file: (*file.release.order, file.name, file.sha256)))

    @cached_property
    def series(self) -> Mapping[str, Series]:
        """Every series by its code, with all that the files say of it; what a later release says wins."""
        found: dict[str, Series] = {}
        for one in (one for file in self._by_release for one in file.series):
            before = found.get(one.code)
            found[one.code] = one if before is None else _joined(before, one)
        return found

    @cached_property
    def with_values(self) -> frozenset[str]:
        """Codes of the series that have figures; a dictionary describes more."""
        files = (file for file in self.files if file.figures)
        return frozenset(one.code for file in files for one in file.series)

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        """Every area by its number: England and the regions, and what the files say."""
        told = (area for file in self._by_release for area in file.areas)
        return {area.number: area for area in merged((*EVERYWHERE, *told))}

    @cached_property
    def _number_of_code(self) -> Mapping[str, str]:
        return {
            code: area.number for area in self.areas.values() if area.kind != "joint" for code in area.codes
        }

    def number(self, area: str) -> str:
        """An authority's number, given its number or one of its statistical codes; empty when not known."""
        if area in self.areas:
            return area
        return self._number_of_code.get(area, "")

    def name(self, number: str) -> str:
        """An area's name, else its number."""
        area = self.areas.get(number)
        return area.name if area and area.name else number

    def joint(self, number: str) -> str:
        """The number under which an authority makes one return with another; empty when it makes its own."""
        parts = ((one, one.split(JOINT)) for one in self.areas if JOINT in one)
        return next((one for one, numbers in parts if number in numbers), "")

    def prepare(self, codes: Iterable[str]) -> None:
        """Read the figures of these series at one go."""
        wanted = {code for code in codes if code not in self._tables}
        if not wanted:
            return
        for code in wanted:
            self._tables[code] = []
        for file in self._by_release:
            there = wanted & {one.code for one in file.series}
            if there:
                self._keep(file, self._read(file, there))

    def _keep(self, file: PublishedFile, table: pa.Table) -> None:
        series = table["series"].cast(pa.string())
        for code in pc.unique(series).to_pylist():
            self._tables[code].append((file, table.filter(pc.equal(series, code))))

    def standing(self, code: str, kind: str = "", known_by: dt.date | None = None) -> tuple[Standing, ...]:
        """The figures of a series that stand. `kind` is the kind of its periods where the files leave it open
        or say less than is known. With `known_by` only releases up to that day count, and those whose day
        nobody stated; of a series that has none all count. Every figure that may be a later one is marked."""
        key = (code, kind, known_by)
        if key not in self._standing:
            self.prepare([code])
            self._standing[key] = self._settle(code, kind, known_by)
        return self._standing[key]

    def _settle(self, code: str, kind: str, known_by: dt.date | None) -> tuple[Standing, ...]:
        told = kind or (self.series[code].kind if code in self.series else "")
        found: dict[tuple[str, dt.date, dt.date], list[Standing]] = {}
        every = [one for file, table in self._tables[code] for one in self._of_file(code, file, table, told)]
        if known_by is not None:
            every = _known(every, known_by)
        for one in every:
            found.setdefault((one.area, one.period.start, one.period.end), []).append(one)
        return tuple(map(_stands, found.values()))

    def _of_file(self, code: str, file: PublishedFile, table: pa.Table, told: str) -> Iterator[Standing]:
        """The figures of a series in one file whose period is clear. A row may state its own release."""
        release = file.release
        columns = (table[name].to_pylist() for name in VALUES.names[1:])
        for area, label, identifier, value, symbol, day, source in zip(*columns, strict=True):
            period = period_of(label, identifier, told)
            if period is not None:
                yield Standing(
                    code,
                    self._number_of_code.get(area, area),
                    period,
                    value,
                    symbol or "",
                    release.covers,
                    day or release.released,
                    "in the file" if day else release.how,
                    source or file.source,
                    file.name,
                    file.sha256,
                    file.typed,
                )

    @cached_property
    def neighbour_sets(self) -> Mapping[str, tuple[NeighbourSet, ...]]:
        """The sets of each authority, the oldest edition first. Files of one edition add to each other; the
        store takes none that gives an authority other neighbours."""
        found: dict[tuple[str, str], dict[int, str]] = {}
        for one in (one for file in self._by_release for one in file.neighbours):
            found.setdefault((one.authority, one.model), {}).setdefault(one.place, one.neighbour)
        sets: dict[str, list[NeighbourSet]] = {}
        for (authority, model), those in sorted(found.items()):
            closest = tuple(those[place] for place in sorted(those))
            sets.setdefault(authority, []).append(NeighbourSet(model, closest))
        return {authority: tuple(those) for authority, those in sets.items()}


@lru_cache(maxsize=10_000)
def period_of(label: str, identifier: str, told: str) -> PublishedPeriod | None:
    """The period of a row: its own kind where the file gives one that is clear, else that of the series."""
    own = known_kind(identifier)
    return published_period(label, own if own not in ("", REPORTING) else told)


def _joined(before: Series, now: Series) -> Series:
    """Two descriptions of a series as one: what the later says, else what the earlier said."""
    return replace(
        now,
        name=now.name or before.name,
        unit=now.unit or before.unit,
        kind=now.kind or before.kind,
        polarity=now.polarity or before.polarity,
        places=before.places if now.places is None else now.places,
        quartiles=now.quartiles and before.quartiles,
        updated=now.updated or before.updated,
    )


def _stands(every: Sequence[Standing]) -> Standing:
    """Of the releases of one figure the newest: by what they cover, then by their day. None where two of them
    differ and neither is the newer: two of one day, or one of which no day is known; none where one of them
    gives it twice, differently."""
    if len(every) == 1:
        return every[0]
    covers = max(one.covers for one in every)
    newest = [one for one in every if one.covers == covers]
    last = max((one.day for one in newest if one.day), default=None)
    standing = [one for one in newest if one.day in (None, last)]
    older = len({(one.covers, one.day) for one in every}) - len({one.day for one in standing})
    stands = max(standing, key=lambda one: (one.day or dt.date.min, one.file, one.sha256))
    if len({(one.value, one.symbol) for one in standing}) > 1:
        twice = len({one.sha256 for one in standing}) == 1
        return replace(stands, value=None, symbol=CONFLICT, twice=twice, older=older)
    return replace(stands, older=older)


def _known(every: Sequence[Standing], by: dt.date) -> list[Standing]:
    """The figures of releases known by a day, else all; marked where they may be of a later day."""
    known = [one for one in every if one.day is None or one.day <= by]
    return [replace(one, as_now=True) if one.released > by else one for one in known or every]
