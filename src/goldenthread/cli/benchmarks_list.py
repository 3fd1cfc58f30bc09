"""`benchmarks list`: the files that were loaded, the figures that stand, or the comparators of a measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from goldenthread.analysis.comparators import Comparator, Comparators, Wanted, comparators
from goldenthread.base.errors import RefusedInput, UsageError, suggest
from goldenthread.base.numbers import plain
from goldenthread.cli import context
from goldenthread.cli.compared_with import wanted
from goldenthread.cli.formats import CSV, JSON, TABLE, check_format, print_csv, print_json
from goldenthread.cli.say import figures as screen
from goldenthread.cli.say import print_table, say
from goldenthread.engine.published_series import published_series
from goldenthread.model.measure import Measure
from goldenthread.model.published import REGIONS
from goldenthread.warehouse.published.statistics import PublishedStatistics, Standing
from goldenthread.warehouse.published.store import open_published

PLACES = 1
"""Decimal places of a value in the table for people."""

Rows = tuple[tuple[str, ...], list[tuple[object, ...]]]


def list_benchmarks(measure: str | None, area: str | None, on: dt.date | None, format_: str) -> None:
    """Without a measure and an area the files; with an area figures; with a measure alone its comparators."""
    check_format(format_)
    here = context.workspace()
    published = open_published(here)
    if not published.files:
        raise RefusedInput(
            "No published statistics are loaded in this workspace.", do="goldenthread benchmarks load FILE…"
        )
    measures = context.catalogue(here)
    chosen = [context.measure_named(measure, measures)] if measure else list(measures.values())
    settings = wanted(here)
    if area is not None:
        _print(_figures(chosen, _area(area, published), published, measure is not None), format_)
    elif measure is not None:
        when = on or dt.datetime.now(tz=dt.UTC).date()
        found = comparators(chosen[0], here.authority, when, published, wanted=settings)
        _print(_comparators(found), format_)
        for text in _remarks(found, settings):
            say(text)
    else:
        _print(_files(published), format_)


def _files(published: PublishedStatistics) -> Rows:
    headings = ("File", "Is", "Stored", "Held", "Released", "Known from", "Order")
    rows: list[tuple[object, ...]] = [
        (
            *(file.name, file.what, file.stored, len(file.held)),
            *(file.release.released.isoformat(), file.release.how, file.release.vintage.isoformat()),
        )
        for file in published.files
    ]
    return headings, rows


def _area(text: str, published: PublishedStatistics) -> str:
    """An area by number, code or name; a name is only looked up, never joined on."""
    number = published.number(text)
    if number:
        return number
    names = {area.name: number for number, area in published.areas.items()}
    for name, number in names.items():
        if name.casefold() == text.casefold():
            return number
    raise UsageError(f"Published figures know no area '{text}'.", do=suggest(text, names))


def _figures(measures: Sequence[Measure], area: str, published: PublishedStatistics, every: bool) -> Rows:
    """Figures of an area: every period of one measure's series, the latest of all measures'."""
    headings = (
        "Measure",
        "Series",
        "Area",
        "Period",
        "Value",
        "Symbol",
        "Released",
        "File",
        "Older",
    )
    known = published_series()
    rows: list[tuple[object, ...]] = []
    for measure in measures:
        for code in measure.benchmarks:
            kind = known[code].kind if code in known else ""
            standing = published.standing(code, kind) if code in published.with_values else ()
            own = sorted((one for one in standing if one.area == area), key=lambda one: one.period.end)
            rows += [_figure(measure, one, published) for one in (own if every else own[-1:])]
    return headings, rows


def _figure(measure: Measure, one: Standing, published: PublishedStatistics) -> tuple[object, ...]:
    where = f"{published.name(one.area)} ({one.area})"
    told = (one.period.words, one.value, one.symbol, one.released.isoformat(), one.file, one.older)
    return (measure.id, one.series, where, *told)


def _comparators(found: Comparators) -> Rows:
    headings = ("Beside", "Area", "Period", "Value", "Symbol", "n", "Order", "Like", "Why not", "Verdict")
    own = [("own", found.own)] if found.own else []
    others = [("another choice", one) for one in found.other_neighbours]
    every = [*own, *((one.kind, one) for one in found.items), *others]
    return headings, [_comparator(kind, one) for kind, one in every]


def _comparator(kind: str, one: Comparator) -> tuple[object, ...]:
    name = f"{one.name}, model of {one.model}" if one.model else one.name
    n = f"{one.n} of {one.of}" if one.of else str(one.n)
    order = one.vintage.isoformat() if one.vintage else ""
    like = "yes" if one.like else "no"
    told = (one.period_label, one.value, one.symbol, n, order, like, one.why_unlike, str(one.verdict))
    return (kind, name, *told)


def _remarks(found: Comparators, settings: Wanted) -> Iterator[str]:
    """What stands below the comparators: why there are none, the rank, and choices that turn the verdict."""
    if found.why_none:
        yield f"{found.measure}: {found.why_none}."
    if found.rank:
        place = found.rank
        band = f", quartile {place.quartile}" if place.quartile else ""
        how = {"counts": "the counts behind each figure", "movement": "the usual movement from year to year"}
        sure = f", likely {place.low} to {place.high} by {how[place.by]}" if place.by else ""
        yield f"Place {place.place} of {place.of}{sure}{band}; 1 is the best ({place.period_label})."
    elif found.why_no_rank:
        yield f"No rank: {found.why_no_rank}."
    for choice in found.choices:
        yield f"The choice matters: {choice.says}."
    for name in found.unknown:
        yield f"No figure of the series is of '{name}', whom goldenthread.yml names."
    if settings.compared_as:
        yield f"Compared as {settings.compared_as}, as goldenthread.yml says."
    elif settings.region and found.own is None:
        yield f"Its region is {REGIONS[settings.region][1]}, as goldenthread.yml says."


def _print(found: Rows, format_: str) -> None:
    headings, rows = found
    _PRINTERS[format_](headings, rows)


def _print_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    shown = [tuple(map(_text, row)) for row in rows]
    print_table(screen, headings, shown, ("Value", "Stored", "Held", "n", "Older"))


def _text(value: object) -> str:
    if isinstance(value, float):
        return plain(value, 0 if value.is_integer() else PLACES)
    if isinstance(value, int):
        return f"{value:,}"
    return "" if value is None else str(value)


def _records(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> list[dict[str, object]]:
    return [dict(zip(map(_key, headings), row, strict=True)) for row in rows]


def _key(heading: str) -> str:
    return heading.casefold().replace(" ", "_")


_PRINTERS: dict[str, Callable[[Sequence[str], Sequence[Sequence[object]]], None]] = {
    TABLE: _print_table,
    CSV: lambda headings, rows: print_csv([*map(_key, headings)], _records(headings, rows)),
    JSON: lambda headings, rows: print_json([*map(_key, headings)], _records(headings, rows)),
}
