"""Figures typed in: regional quarterly sets and others that no file brings, each with source and release."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.errors import RefusedInput
from goldenthread.model.published import VALUES, Area, PublishedFile, Release, Series
from goldenthread.model.published_periods import KINDS, known_kind, published_period
from goldenthread.sources.published.areas import area_of, merged
from goldenthread.sources.published.cells import figure
from goldenthread.sources.published.given import Given
from goldenthread.sources.text import clean

NEEDED = ("series", "area", "period", "value", "source", "released")
OPTIONAL = ("period_kind", "unit", "name", "polarity", "area_name")
HEADER = ",".join((*NEEDED, *OPTIONAL)) + "\n"
"""The first line of the template."""


def read_typed(given: Given) -> PublishedFile:
    """Figures typed in, a row each. Each row states its own source and day of release."""
    columns = given.columns(NEEDED, "The template")
    names = [name for name in (*NEEDED, *OPTIONAL) if name in columns]
    table = pa.Table.from_arrays([columns[name] for name in names], names=names)
    rows, held, areas = [], [], []
    series: dict[str, Series] = {}
    for at, cells in enumerate(table.to_pylist()):
        row = {name: clean(text or "") for name, text in cells.items()}
        made, reason = _row(row, series)
        if made is None:
            held.append((given.row(at), reason))
        else:
            rows.append(made)
            areas += _area(str(made["area"]), row.get("area_name", ""))
    if not rows:
        first = f" First, row {held[0][0]}: {held[0][1]}." if held else ""
        raise RefusedInput(
            f"No row of the template can be used.{first}",
            where=given.file.name,
            do="Fill in series, area, period, value, source and released, a row for each figure.",
        )
    values = pa.Table.from_pylist(rows, schema=VALUES)
    days = [day for row in rows if isinstance(day := row["released"], dt.date)]
    latest = max(days)
    sources = Counter(row["source"] for row in rows)
    return PublishedFile(
        name=given.file.name,
        sha256=given.sha256,
        what=f"figures typed in, from {len(sources)} source{'' if len(sources) == 1 else 's'}",
        why="its columns are series, area, period, value, source and released",
        release=Release(latest, latest, "in the file"),
        rows_in=table.num_rows,
        stored=values.num_rows,
        held=tuple(held),
        notes=given.said,
        values=values.unify_dictionaries(),
        series=tuple(series[str(code)] for code in pc.unique(values["series"]).to_pylist()),
        areas=merged(areas),
        source="typed in",
        typed=True,
    )


def _row(row: dict[str, str], series: dict[str, Series]) -> tuple[dict[str, object] | None, str]:
    """The row as the store keeps it, or why it is held."""
    kind = known_kind(row.get("period_kind", ""))
    if row.get("period_kind") and not kind:
        return None, f"column 'period_kind': none that is known; allowed: {', '.join(KINDS)}"
    value, symbol, reason = figure(row["value"])
    released = _day(row["released"])
    area = area_of(row["area"])
    problems = (
        (":" not in row["series"], "column 'series': write publisher and series, as REGION:early_help_rate"),
        (not area, "column 'area': no number or code of an area"),
        (bool(reason), f"column 'value': {reason}"),
        (not row["source"], "column 'source': say where the figure is from"),
        (released is None, "column 'released': no day, as 2024-01-31"),
        (
            published_period(row["period"], kind) is None,
            "column 'period': not clear which days it covers; for a year say its kind in 'period_kind'",
        ),
    )
    for wrong, why in problems:
        if wrong:
            return None, why
    described = Series(
        row["series"],
        row.get("name", ""),
        row.get("unit", ""),
        kind,
        row.get("polarity", ""),
        publisher=row["series"].partition(":")[0],
    )
    if series.setdefault(row["series"], described) != described:
        return None, "unit, name, polarity or kind of period differ from an earlier row of the series"
    made: dict[str, object] = {
        "series": row["series"],
        "area": area,
        "label": row["period"],
        "identifier": kind,
        "value": value,
        "symbol": symbol,
        "released": released,
        "source": row["source"],
    }
    return made, ""


def _area(area: str, name: str) -> list[Area]:
    """The authority of a row, as far as the row names it. England and the regions have their names, and the
    name of a code alone is left: a file that gives its number names it too."""
    named = Area(area, name)
    return [named] if name and area.isdigit() and named.kind == "authority" else []


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
