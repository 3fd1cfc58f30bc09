"""The Local Authority Interactive Tool: its long table of values, its dictionary, its list of areas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.published import VALUES, Area, PublishedFile, Series
from goldenthread.model.published_periods import known_kind
from goldenthread.sources.published.areas import area_number, merged, region_number
from goldenthread.sources.published.cells import coded, figures, same
from goldenthread.sources.published.given import Given
from goldenthread.sources.published.release import release
from goldenthread.sources.text import clean

VALUE_COLUMNS = ("short_desc", "years", "la_and_regions", "values", "la_number", "region")
DICTIONARY_COLUMNS = ("measure_short", "polarity", "dps", "year_type", "no_quartile", "y_axis_name")
AREA_COLUMNS = ("la_number", "la_name", "region", "type")

PUBLISHER = "Local Authority Interactive Tool"
CREDIT = "Department for Education, Local Authority Interactive Tool; Open Government Licence v3"
VALUE_TABLE, DICTIONARY = f"{PUBLISHER}: values", f"{PUBLISHER}: dictionary of measures"
PREFIX = "LAIT:"
_EXCEL_DAY_NOUGHT = dt.date(1899, 12, 30)


def read_values(given: Given) -> PublishedFile:
    """The long table: one row a figure. `LA Number` is the key; the name is for people."""
    columns = given.columns(VALUE_COLUMNS, "The table of values")
    numbers = coded(columns["la_number"])
    areas = [area_number(text) for text in numbers.dictionary.to_pylist()]
    area = pa.array([one or None for one in areas], pa.string()).take(numbers.indices)
    found = figures(columns["values"])
    series = coded(columns["short_desc"])
    names = pa.array([PREFIX + clean(name) for name in series.dictionary.to_pylist()], pa.string())
    count = given.raw.cells.num_rows
    held = dict(found.odd)
    complete = (
        (area, "'LA Number' is no authority's number"),
        (series, "the series is not named"),
        (columns["years"], "the period is not named"),
    )
    for column, reason in complete:
        held |= dict.fromkeys(pc.indices_nonzero(pc.is_null(column)).to_pylist(), reason)
    values = pa.Table.from_arrays(
        [
            pa.DictionaryArray.from_arrays(series.indices, names),
            coded(area),
            coded(columns["years"]),
            same("", count),
            found.values,
            coded(found.symbols),
            pa.nulls(count, pa.date32()),
            same(None, count),
        ],
        schema=VALUES,
    )
    if held:
        values = values.take(pa.array([at for at in range(count) if at not in held], pa.int64()))
    labels = pc.unique(values["label"]).to_pylist()
    return PublishedFile(
        name=given.file.name,
        sha256=given.sha256,
        what=VALUE_TABLE,
        why="its columns are 'Short Desc', 'Years', 'Values' and 'LA Number'",
        release=release(labels, given.released_on, given.today),
        rows_in=count,
        stored=values.num_rows,
        held=tuple((given.row(at), reason) for at, reason in sorted(held.items())),
        notes=given.said,
        values=values,
        series=tuple(Series(str(one), publisher=PUBLISHER) for one in pc.unique(names).to_pylist()),
        areas=_areas(columns),
        source=CREDIT,
    )


def dated_together(files: Sequence[PublishedFile]) -> tuple[PublishedFile, ...]:
    """The files of one delivery, the long table dated by the dictionary beside it: both are updated together,
    and months may pass in which the table's latest period stays the same."""
    beside = [one.release for one in files if one.what == DICTIONARY and one.release.how == "in the file"]
    if len(beside) != 1:
        return tuple(files)
    day = beside[0].released
    return tuple(
        replace(one, release=replace(one.release, released=day, how="in the dictionary"))
        if one.what == VALUE_TABLE and one.release.day is None
        else one
        for one in files
    )


def _areas(columns: dict[str, pa.Array]) -> tuple[Area, ...]:
    names = ("la_number", "la_and_regions", "region")
    table = pa.Table.from_arrays([columns[name] for name in names], names=list(names))
    rows = table.group_by(list(names)).aggregate([]).to_pylist()
    return merged(_area(row["la_number"], row["la_and_regions"], row["region"]) for row in rows)


def _area(number: str | None, name: str | None, region: str | None) -> Area:
    return Area(area_number(number or ""), clean(name or ""), (), region_number(region or ""))


def read_dictionary(given: Given) -> PublishedFile:
    """The dictionary: one row a measure, joined on `Measure_short`; `Measure_code` repeats."""
    columns = given.columns(DICTIONARY_COLUMNS, "The dictionary")
    names = ("measure", "chart_title", "last_update", "data_owner_do_supplier_and_contact_details")
    wanted = [name for name in (*DICTIONARY_COLUMNS, *names) if name in columns]
    table = pa.Table.from_arrays([columns[name] for name in wanted], names=wanted)
    found: dict[str, Series] = {}
    held = []
    for at, row in enumerate(table.to_pylist()):
        one = _series({name: clean(text or "") for name, text in row.items()})
        if one.code == PREFIX:
            held.append((given.row(at), "the measure has no short name"))
        elif one.code in found:
            held.append((given.row(at), "a second description of the measure; the later update stands"))
            found[one.code] = max(one, found[one.code], key=lambda s: s.updated or dt.date.min)
        else:
            found[one.code] = one
    days = [one.updated for one in found.values() if one.updated]
    return PublishedFile(
        name=given.file.name,
        sha256=given.sha256,
        what=DICTIONARY,
        why="its columns are 'Measure_short', 'Polarity', 'dps' and 'Year_Type'",
        release=release((), given.released_on, given.today, max(days, default=None)),
        rows_in=table.num_rows,
        stored=len(found),
        held=tuple(held),
        notes=given.said,
        series=tuple(found.values()),
        source=CREDIT,
    )


def _series(row: dict[str, str]) -> Series:
    places = row["dps"]
    return Series(
        code=PREFIX + row["measure_short"],
        name=row.get("measure") or row.get("chart_title", ""),
        unit=row["y_axis_name"],
        kind=known_kind(row["year_type"]),
        polarity=row["polarity"],
        places=int(places) if places.isdigit() else None,
        quartiles=row["no_quartile"].upper() != "N",
        publisher=PUBLISHER,
        updated=_day(row.get("last_update", "")),
    )


def _day(text: str) -> dt.date | None:
    """A day that a spreadsheet wrote as a number, 45962; words such as 'New Data' are none."""
    if text.isdigit() and 30_000 < int(text) < 80_000:
        return _EXCEL_DAY_NOUGHT + dt.timedelta(days=int(text))
    return None


def read_areas(given: Given) -> PublishedFile:
    """The list of authorities: number, name, region."""
    columns = given.columns(AREA_COLUMNS, "The list of authorities")
    rows = list(_area_rows(columns))
    held = [
        (given.row(at), "'LA Number' is no authority's number")
        for at, one in enumerate(rows)
        if not one.number
    ]
    areas = merged(one for one in rows if one.number)
    return PublishedFile(
        name=given.file.name,
        sha256=given.sha256,
        what=f"{PUBLISHER}: list of authorities",
        why="its columns are 'LA Number', 'LA Name', 'Region' and 'Type'",
        release=release((), given.released_on, given.today),
        rows_in=len(rows),
        stored=len(rows) - len(held),
        held=tuple(held),
        notes=given.said,
        areas=areas,
        source=CREDIT,
    )


def _area_rows(columns: dict[str, pa.Array]) -> Iterator[Area]:
    cells = (columns[name].to_pylist() for name in ("la_number", "la_name", "region"))
    for number, name, region in zip(*cells, strict=True):
        yield _area(number, name, region)
