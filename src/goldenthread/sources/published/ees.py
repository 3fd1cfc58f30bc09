"""Explore education statistics: CSV files of any release, whatever the order and names of their columns.

The ten columns of time and place are known by name. The others are indicators and filters (`ees_columns`);
each indicator with each set of filter values is a series.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.model.published import VALUES, Area, PublishedFile, Series
from goldenthread.sources.published.areas import area_number, codes_in, merged, region_number
from goldenthread.sources.published.cells import TEXT, coded, figures, same
from goldenthread.sources.published.ees_columns import LENGTHS, Columns, sorted_columns
from goldenthread.sources.published.given import Given
from goldenthread.sources.published.release import release
from goldenthread.sources.text import clean, fold

NEEDED = ("time_period", "time_identifier", "geographic_level")
PLACES = (
    *("country_code", "country_name", "region_code", "region_name"),
    *("old_la_code", "new_la_code", "la_name"),
)
PREFIX = "EES:"
PUBLISHER = "Explore education statistics"
CREDIT = "Department for Education, explore education statistics; Open Government Licence v3"

RENAMED = {
    "referrals": "referral_count",
    "re_referrals": "rereferral_count",
    "re_referrals_percent": "rereferral_percent",
    "no_further_action": "no_further_action_count",
    "not_in_need": "not_in_need_count",
    "referrals_child": "referral_child_count",
    "re_referrals_child": "rereferral_child_count",
    "re_referrals_child_percent": "rereferral_child_percent",
    "2years": "2_years_or_more",
}
"""Columns that a later release calls otherwise: the earlier name and the later one, both folded."""

RENAMED_IN = ("c1_children_in_need_referrals_and_rereferrals", "d5_cpps_at31march_by_duration")
"""The files in which they were renamed: elsewhere 'referrals' may be something else."""

_YEARS_IN_NAME = re.compile(r"[_ -]*(\(\d+\)|\d{4}([_ -]+to[_ -]+\d{4})?)$")
_LEVELS = {"national": "national", "regional": "regional", "local_authority": "authority"}
MOST_FIGURES = 20_000_000


def is_ees(headers: Sequence[str]) -> bool:
    """Whether a table has the columns of time and level that every such file has."""
    return set(NEEDED) <= {fold(header) for header in headers}


def file_title(stem: str) -> str:
    """A file's name without the years that each release adds: c1_…_2013_to_2025 is c1_…."""
    title = stem.strip()
    while (shorter := _YEARS_IN_NAME.sub("", title)) != title and shorter:
        title = shorter
    return fold(title)


def read_ees(given: Given) -> PublishedFile:
    """Every figure of a file; `rows_in` counts figures, a row having one for each indicator."""
    columns = given.columns(NEEDED, "The file")
    others = {name: cells for name, cells in columns.items() if name not in (*NEEDED, *PLACES)}
    found = sorted_columns([columns[name] for name in (*NEEDED, *PLACES) if name in columns], others)
    _check_figures(given, found)
    indicators = found.indicators
    place, areas, held_rows = _places(given, columns)
    _check_places(given, held_rows)
    title = file_title(given.file.stem)
    suffix = _suffix(found.filters)
    kept = pa.array([at for at in range(len(place)) if at not in held_rows], pa.int64())
    label, identifier = (pc.fill_null(columns[name], "").take(kept) for name in NEEDED[:2])
    parts: list[pa.Table] = []
    held = [(given.row(at), reason) for at, reason in held_rows.items() for _ in indicators]
    if len(kept) * len(indicators) > MOST_FIGURES:
        raise _too_many(given)
    for name, cells in indicators.items():
        if name in found.lengths:
            held += [(given.row(at), f"column '{name}': {LENGTHS}") for at in kept.to_pylist()]
            continue
        read = figures(cells.take(kept))
        odd = dict(read.odd)
        held += [(given.row(kept[at].as_py()), f"column '{name}': {reason}") for at, reason in odd.items()]
        series = _codes(f"{PREFIX}{title}/{_name(title, name)}", suffix.take(kept))
        table = pa.Table.from_arrays(
            [
                *(series, coded(place.take(kept)), coded(label), coded(identifier)),
                *(
                    read.values,
                    coded(read.symbols),
                    pa.nulls(len(kept), pa.date32()),
                    same(None, len(kept)),
                ),
            ],
            schema=VALUES,
        )
        plain = pa.array([at for at in range(len(kept)) if at not in odd], pa.int64())
        parts.append(table.take(plain) if odd else table)
    values = pa.concat_tables(parts).unify_dictionaries().combine_chunks()
    rows = given.raw.cells.num_rows
    return PublishedFile(
        name=given.file.name,
        sha256=given.sha256,
        what=f"Explore education statistics: {title}, {len(indicators)} columns of figures",
        why="its columns are 'time_period', 'time_identifier' and 'geographic_level'",
        release=release(pc.unique(label).to_pylist(), given.released_on, given.today),
        rows_in=rows * len(indicators),
        stored=values.num_rows,
        held=tuple(sorted(held)),
        notes=(*given.said, *found.notes, *_joint(areas)),
        values=values,
        series=tuple(
            Series(str(code), publisher=PUBLISHER) for code in pc.unique(values["series"]).to_pylist()
        ),
        areas=areas,
        source=CREDIT,
    )


def _check_figures(given: Given, found: Columns) -> None:
    if found.taken:
        return
    where = Place(given.file.name, given.raw.sheet)
    if found.lengths:
        raise RefusedInput(
            "Its figures are lengths of time, as years and months (1:03 is a year and three months).",
            where=where,
            why="Read as a number, 1:10 would be less than 1:9.",
            do="Leave it out, or type the figures you need into the template, in days or months.",
        )
    raise RefusedInput(
        "No column of the file holds figures.",
        where=where,
        why="There is nothing to compare with.",
        do="Download the data file of the release, not its guidance.",
    )


def _check_places(given: Given, held: dict[int, str]) -> None:
    """Refuse a file of which no row has both an area and a period."""
    if not held or len(held) < given.raw.cells.num_rows:
        return
    first = min(held)
    raise RefusedInput(
        f"No row of the file can be placed. First, row {given.row(first)}: {held[first]}.",
        where=Place(given.file.name, given.raw.sheet),
        why="A figure of no area or no period can be set beside nothing.",
        do=(
            "Expected are a 'time_period', in 'geographic_level' National, Regional or Local authority, and "
            "'country_code', 'region_code' or the authority's three-digit number in 'old_la_code'."
        ),
    )


def _places(given: Given, columns: dict[str, pa.Array]) -> tuple[pa.Array, tuple[Area, ...], dict[int, str]]:
    """The area of each row, the areas met, and the rows of no area that is kept."""
    names = ("geographic_level", *PLACES)
    count = given.raw.cells.num_rows
    nothing = pa.nulls(count, pa.string())
    table = pa.Table.from_arrays([columns.get(name, nothing) for name in names], names=list(names))
    keys = pc.binary_join_element_wise(
        *table.columns, "\x1f", null_handling="replace", null_replacement=""
    ).combine_chunks()
    encoded = keys.dictionary_encode()
    numbers: list[str | None] = []
    reasons: list[str] = []
    areas: list[Area] = []
    for key in encoded.dictionary.to_pylist():
        area, reason = _area(dict(zip(names, map(clean, key.split("\x1f")), strict=True)))
        numbers.append(area.number if area else None)
        reasons.append(reason)
        areas += [area] if area else []
    held = {
        at: reasons[index] for at, index in enumerate(encoded.indices.to_pylist()) if numbers[index] is None
    }
    held |= dict.fromkeys(_empty(columns["time_period"]), "the period is not named")
    return pa.array(numbers, pa.string()).take(encoded.indices), merged(areas), held


def _empty(column: pa.Array) -> list[int]:
    found: list[int] = pc.indices_nonzero(pc.is_null(column)).to_pylist()
    return found


def _area(row: dict[str, str]) -> tuple[Area | None, str]:
    level = _LEVELS.get(fold(row["geographic_level"]))
    if level is None:
        return None, "the level is not England, a region or a local authority"
    if level == "national":
        number = "970" if row["country_code"] in ("E92000001", "") else ""
        return (Area(number, "England"), "") if number else (None, "the country is not England")
    region = region_number(row["region_name"], row["region_code"])
    if level == "regional":
        if not region:
            return None, "neither code nor name of the region is known"
        return Area(region, row["region_name"], (), ""), ""
    number = area_number(row["old_la_code"])
    if not number:
        return None, "'old_la_code' is no authority's number"
    return Area(number, row["la_name"], codes_in(row["new_la_code"]), region), ""


def _joint(areas: tuple[Area, ...]) -> tuple[str, ...]:
    joint = [area.name for area in areas if area.kind == "joint"]
    if not joint:
        return ()
    return (
        f"One return of two authorities: {'; '.join(joint)}. It stands once and is shown for each of them.",
    )


def _suffix(filters: dict[str, pa.Array]) -> pa.Array | pa.ChunkedArray:
    """What the filters of each row say, as ' [age=16 to 17; sex=Female]'; a filter with one value says
    nothing."""
    telling = {name: cells for name, cells in sorted(filters.items()) if len(pc.unique(cells)) > 1}
    count = len(next(iter(filters.values()))) if filters else 0
    if not telling:
        return pa.repeat(pa.scalar(""), count) if filters else _Blank()
    said = [
        pc.binary_join_element_wise(f"{name}=", pc.fill_null(cells, ""), "")
        for name, cells in telling.items()
    ]
    joined = pc.binary_join_element_wise(*said, "; ")
    return pc.binary_join_element_wise(" [", joined, "]", "")


class _Blank:
    """The suffix of a file without filters, of any length."""

    def take(self, places: pa.Array) -> pa.Array:
        """As many empty texts as places."""
        return pa.repeat(pa.scalar(""), len(places))


def _codes(stem: str, suffix: pa.Array) -> pa.Array:
    encoded = suffix.dictionary_encode().cast(TEXT)
    names = pa.array([stem + text for text in encoded.dictionary.to_pylist()], pa.string())
    return pa.DictionaryArray.from_arrays(encoded.indices, names)


def _name(title: str, column: str) -> str:
    """A column's name, the same in every release."""
    return RENAMED.get(column, column) if title in RENAMED_IN else column


def _too_many(given: Given) -> RefusedInput:
    return RefusedInput(
        f"The file holds more than {MOST_FIGURES:,} figures.",
        where=given.file.name,
        why="No release of children's social care has so many.",
        do="Leave out the columns that are not needed.",
    )
