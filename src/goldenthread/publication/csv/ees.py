"""Data files in the layout of explore education statistics (EES), each with its metadata file.

One file holds measures of one kind of value over one kind of period, so that each of its number columns has
one unit. A filter column stands for each breakdown, with `Total` where a row is not broken down by it.

EES refuses an empty indicator and wants the symbol of the Government Statistical Service in its place; so the
symbol stands there, and the status beside it as a filter. In `results.csv` no number column holds a symbol.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldenthread.analysis.figures import is_count, is_percentage
from goldenthread.base.periods import Period, parse
from goldenthread.model.authorities import PUBLISHED_AUTHORITIES
from goldenthread.model.measure import Measure
from goldenthread.model.result import Status
from goldenthread.publication.content.dataset import Datum, GroupNames, decimals_of, parts_of
from goldenthread.publication.content.words import breakdown_words
from goldenthread.publication.csv.cells import Cell
from goldenthread.publication.edition import Edition

SYMBOLS = {
    Status.NO_CASES: "z",
    Status.NOT_AVAILABLE: "x",
    Status.NOT_YET_KNOWN: "x",
    Status.CONFIDENTIAL: "c",
}
"""What EES wants in the place of a number. 'Not yet known' has no symbol of its own: the status says it."""

NOT_APPLICABLE = "z"
TOTAL, OK = "Total", "ok"

KINDS = {
    "month": "monthly",
    "quarter": "quarterly",
    "financial_year": "financial_year",
    "calendar_year": "calendar_year",
}
"""Kinds of period that EES has an identifier for, and the beginning of their files. It has none for twelve
months to a month or for a year so far: those stand in `results.csv` alone."""

COLUMN_NAMES = {"provider": "placement_provider"}
"""Breakdowns whose own name EES keeps for a geography."""

TIME_AND_PLACE = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
    *("region_code", "region_name", "old_la_code", "new_la_code", "la_name"),
)

META_COLUMNS = (
    *("col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp"),
    *("filter_hint", "filter_grouping_column", "filter_default"),
)


@dataclass(frozen=True)
class Family:
    """Measures whose values are of one kind: their file's name, the value's column, label and unit."""

    name: str
    column: str
    label: str
    unit: str = ""
    with_parts: bool = False
    says_unit: bool = False


COUNTS = Family("counts", "count", "Number")
PERCENTAGES = Family("percentages", "percentage", "Percentage", "%", with_parts=True)
RATES = Family("rates", "rate", "Rate", with_parts=True, says_unit=True)
INDICES = Family("indices", "index", "Index: 1 is as often as expected")
MONEY = Family("money", "pounds", "Pounds", "£", says_unit=True)
AVERAGES = Family("averages", "average", "Average, median or ratio", says_unit=True)
DECIMAL_PARTS = "_decimal_parts"
"""The end of the name of a family of its own: of measures whose parts are no whole numbers, such as full-time
equivalents. The layout gives decimals to a whole column: beside these, children would be 410.0 of 1,058.0."""


@dataclass(frozen=True)
class Pair:
    """A data file and its metadata file: the stem of both, and the cells of each."""

    stem: str
    columns: tuple[str, ...]
    rows: list[Sequence[Cell]]
    meta: list[Sequence[Cell]]


def pairs(edition: Edition, data: Sequence[Datum], names: GroupNames) -> list[Pair]:
    """Every data file, in the order in which its first measure is shown."""
    held: dict[tuple[str, Family], list[Datum]] = defaultdict(list)
    kinds = {label: parse(label).kind for label in dict.fromkeys(datum.result.period for datum in data)}
    decimal = {each.measure.id for each in data if _decimals(each.numerator) or _decimals(each.denominator)}
    for datum in data:
        if kinds[datum.result.period] in KINDS:
            own = family(datum.measure)
            if own.with_parts and datum.measure.id in decimal:
                own = replace(own, name=own.name + DECIMAL_PARTS)
            held[KINDS[kinds[datum.result.period]], own].append(datum)
    return [_pair(edition, start, kind, rows, names) for (start, kind), rows in held.items()]


def family(measure: Measure) -> Family:
    """The family of a measure."""
    if measure.unit.startswith("pounds"):
        return MONEY
    if is_count(measure):
        return COUNTS
    if is_percentage(measure):
        return PERCENTAGES
    return {"rate": RATES, "index": INDICES}.get(measure.form, AVERAGES)


def time_of(period: Period) -> tuple[str, str]:
    """The time period and the time identifier of a period of a kind that EES knows."""
    if period.kind == "month":
        return f"{period.end:%Y}", f"{period.end:%B}"
    if period.kind == "calendar_year":
        return f"{period.end:%Y}", "Calendar year"
    first = int(period.label[2:6])  # FY2023-24Q2
    years = f"{first}{(first + 1) % 100:02d}"
    quarter = f" {period.label[-2:]}" if period.kind == "quarter" else ""
    return years, f"Financial year{quarter}"


def place_of(edition: Edition) -> tuple[str, ...]:
    """The geography of every row. An authority that is not published has no number and no region."""
    known = PUBLISHED_AUTHORITIES.get(edition.authority)
    if known is None:
        region: tuple[str, ...] = (NOT_APPLICABLE, "Not applicable")
        authority: tuple[str, ...] = (NOT_APPLICABLE, edition.authority, edition.authority_name)
    else:
        region = (known.region_code, known.region_name)
        authority = (known.number, known.code, known.name)
    return ("Local authority", "E92000001", "England", *region, *authority)


def _pair(edition: Edition, start: str, kind: Family, data: Sequence[Datum], names: GroupNames) -> Pair:
    breakdowns = tuple(
        dict.fromkeys(name for datum in data for name in parts_of(datum.result.breakdown, datum.result.group))
    )
    filters = ("measure", *(column_of(name) for name in breakdowns), "status")
    with_parts = kind.with_parts and any(datum.numerator is not None for datum in data)
    indicators = (*(("numerator", "denominator") if with_parts else ()), kind.column)
    titles, place = _titles(kind, data), place_of(edition)
    times = {label: time_of(parse(label)) for label in dict.fromkeys(d.result.period for d in data)}
    rows: list[Sequence[Cell]] = []
    for datum in data:
        groups = parts_of(datum.result.breakdown, datum.result.group)
        held = (names.name(name, groups[name]) if name in groups else TOTAL for name in breakdowns)
        numbers = (datum.numerator, datum.denominator, datum.value)[0 if with_parts else 2 :]
        rows.append(
            (
                *times[datum.result.period],
                *place,
                titles[datum.measure.id],
                *held,
                datum.result.status,
                *(_number(datum.result.status, number) for number in numbers),
            )
        )
    labels = {column_of(name): breakdown_words(name).capitalize() for name in breakdowns}
    labels |= {"measure": "Measure", "status": "Standing of the value"}
    decimals = {
        "numerator": max((_decimals(datum.numerator) for datum in data), default=0),
        "denominator": max((_decimals(datum.denominator) for datum in data), default=0),
        kind.column: max(decimals_of(data).values(), default=0),
    }
    columns = (*TIME_AND_PLACE, *filters, *indicators)
    meta = [
        *_meta_filters(filters, columns, rows, labels),
        *(_meta_indicator(name, kind, decimals[name]) for name in indicators),
    ]
    return Pair(f"{start}_{kind.name}", columns, rows, meta)


def _decimals(part: float | None) -> int:
    """With how many decimals a part of a figure is printed."""
    return 0 if part is None or float(part).is_integer() else 1


def column_of(breakdown: str) -> str:
    """The name of a breakdown's filter column."""
    return COLUMN_NAMES.get(breakdown, breakdown)


def _titles(kind: Family, data: Sequence[Datum]) -> dict[str, str]:
    """What each measure is called, with its id where two would be called alike."""
    found = {datum.measure.id: datum.measure for datum in data}
    titles = {name: _title(kind, measure) for name, measure in found.items()}
    shared = {title for title in titles.values() if list(titles.values()).count(title) > 1}
    return {name: f"{title} [{name}]" if title in shared else title for name, title in titles.items()}


def _title(kind: Family, measure: Measure) -> str:
    """The measure's name, with its unit where the file's measures differ in it and it does not say it."""
    with_unit = kind.says_unit and measure.unit not in measure.name
    return f"{measure.name} ({measure.unit})" if with_unit else measure.name


def _number(status: Status, value: float | None) -> Cell:
    """A number, or its symbol: of a part that such a measure has not, 'not applicable'."""
    return SYMBOLS.get(status, NOT_APPLICABLE) if value is None else value


def _meta_filters(
    filters: Sequence[str], columns: Sequence[str], rows: Sequence[Sequence[Cell]], labels: dict[str, str]
) -> list[Sequence[Cell]]:
    """A line for each filter that has more than one item; EES wants none of the others."""
    lines: list[Sequence[Cell]] = []
    for name in filters:
        items = list(dict.fromkeys(row[columns.index(name)] for row in rows))
        if len(items) > 1:
            default = next((each for each in (TOTAL, OK) if each in items), items[0])
            hint = f"Filter by {labels[name][:1].lower()}{labels[name][1:]}"
            lines.append((name, "Filter", labels[name], "", "", None, hint, "", default))
    return lines


def _meta_indicator(name: str, kind: Family, decimals: int) -> Sequence[Cell]:
    if name != kind.column:
        label = {"numerator": "Number counted (numerator)", "denominator": "Out of (denominator)"}[name]
        return (name, "Indicator", label, "", "", decimals, "", "", "")
    return (name, "Indicator", kind.label, "", kind.unit, decimals, "", "", "")
