"""The page of comparison: the authority's place among all, the tartan rug, what is never ranked and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.analysis.comparators import TYPED, Comparator, Comparators, Rank, RugRow, Side
from goldenthread.analysis.figures import is_percentage
from goldenthread.base.dates import day_words
from goldenthread.base.errors import UsageError
from goldenthread.base.numbers import plain
from goldenthread.base.periods import parse
from goldenthread.model.measure import Measure
from goldenthread.model.published import SYMBOLS
from goldenthread.publication.charts.description import Bar, IntervalChart, Spread
from goldenthread.publication.edition import Edition
from goldenthread.publication.others import Others
from goldenthread.publication.tree import (
    Band,
    Block,
    Bullets,
    ChartBlock,
    Column,
    Details,
    Minor,
    Notice,
    Page,
    Paragraph,
    Section,
    Table,
    Terms,
    Text,
)

_LEAD = (
    "Published figures of this authority beside those of its neighbours, its region and England: each of one "
    "year for all, so that like stands beside like."
)
_NOTHING = (
    "No published statistics are loaded, so nothing can be compared. Load files of the Local Authority "
    "Interactive Tool, of explore education statistics, of neighbours or of figures typed in: goldenthread "
    "benchmarks load FILE…"
)
_ONE_PERIOD = "Each row is of one period, named under its measure; n is how many authorities have a figure."
_QUARTERS = {"A": "the best quarter", "B": "the second", "C": "the third", "D": "the worst quarter"}
_PLAIN = "Above and below are by the plain figures. How sure a place is, the likely range says."
_BY = {"counts": "by the counts behind each figure", "movement": "by the usual movement from year to year"}


@dataclass(frozen=True)
class _Placed:
    """A measure with its comparators and the place that they give."""

    measure: Measure
    beside: Comparators
    rank: Rank

    @property
    def behind(self) -> float:
        """The share of the other authorities that do better, in per cent."""
        return _behind(self.rank.place, self.rank.of)


def compared_page(edition: Edition, others: Others) -> Page:
    """Place, rug, what is not ranked, how it is compared, where the figures come from."""
    opening: tuple[Block, ...] = (Paragraph((_LEAD,), "lead"),)
    if not others.files:
        opening = (Notice("Nothing to compare with [x]", (_NOTHING,)),)
        return Page("compared", "Compared with others", "Compared with others", opening, ())
    series = _by_series(edition, others)
    placed = [_Placed(m, one, one.rank) for m, one in series if one.rank is not None]
    placed.sort(key=lambda one: (-one.behind, one.measure.name))
    sections = (
        *_place_section(placed),
        *_rug_sections(edition, others),
        *_choices_section(series),
        *_absent_section(edition, others),
        _how_section(others, series),
        *_sources_section(series),
    )
    return Page("compared", "Compared with others", "Compared with others", opening, sections, contents=True)


def _by_series(edition: Edition, others: Others) -> list[tuple[Measure, Comparators]]:
    """One measure for each series that has a figure of the authority: variants of a measure share one."""
    found: dict[str, tuple[Measure, Comparators]] = {}
    for name, one in others.comparators.items():
        if one.own is not None and one.series and name in edition.measures:
            found.setdefault(one.series, (edition.measures[name], one))
    return list(found.values())


def _behind(place: int, of: int) -> float:
    return (place - 1) / max(of - 1, 1) * 100


def _place_section(placed: Sequence[_Placed]) -> tuple[Section, ...]:
    if not placed:
        return ()
    quarters = {letter: sum(one.rank.quartile == letter for one in placed) for letter in _QUARTERS}
    ranges = [one for one in placed if one.rank.low is not None and one.rank.high is not None]
    unsure = sum(_quarters_spanned(one.rank) > 1 for one in ranges)
    said = (
        f"Of {plain(len(placed))} measures with a place, {plain(quarters['A'])} stand in the best quarter of "
        f"authorities and {plain(quarters['D'])} in the worst."
    )
    sure = ""
    if ranges:
        sure = (
            f" Of {plain(len(ranges))} the likely range of the place is known; in {plain(unsure)} it reaches "
            "over more than one quarter."
        )
    chart = IntervalChart(
        "Place among all authorities, with its likely range",
        said + sure,
        tuple(_spread(one) for one in placed),
        Bar("Half", 50, ("do better",)),
        key="share that do better: left is best; line: likely range",
        suffix="%",
    )
    block = ChartBlock("place-chart", (said, sure), chart, _place_table(placed), table_beside=True)
    return (
        Section("place", "Place among all authorities", (block,)),
        Section("figures", "The figures beside", (_beside_table(placed), Paragraph((_PLAIN,), "small"))),
    )


def _quarters_spanned(rank: Rank) -> int:
    if rank.low is None or rank.high is None:
        return 0
    first, last = (min((place - 1) * 4 // rank.of, 3) for place in (rank.low, rank.high))
    return last - first + 1


def _spread(one: _Placed) -> Spread:
    rank = one.rank
    low = None if rank.low is None else _behind(rank.low, rank.of)
    high = None if rank.high is None else _behind(rank.high, rank.of)
    known = low is not None and high is not None
    words = (f"{plain(rank.place)} of {plain(rank.of)}",)
    value = one.behind
    return Spread(one.measure.name, value, low if known else value, high if known else value, words)


def _place_table(placed: Sequence[_Placed]) -> Table:
    columns = (Column("Measure"), Column("Place", True), Column("Likely range", True), Column("Quarter"))
    rows = tuple(
        (
            (one.measure.name, Minor(f" {one.rank.period_label}")),
            (f"{plain(one.rank.place)} of {plain(one.rank.of)}",),
            _likely(one.rank),
            (Band(one.rank.quartile),) if one.rank.quartile else ("–",),
        )
        for one in placed
    )
    return Table("Places, the worst first: 1 is the best", columns, rows, dense=True)


def _likely(rank: Rank) -> Text:
    if rank.low is None or rank.high is None:
        return ("not known",)
    return (f"{plain(rank.low)} to {plain(rank.high)}", Minor(f" by {rank.by}"))


def _beside_table(placed: Sequence[_Placed]) -> Table:
    columns = (
        Column("Measure"),
        Column("Own", True),
        Column("England", True),
        Column("Region", True),
        Column("Neighbours", True),
        Column("Beside neighbours"),
    )
    rows = tuple(_beside_row(one) for one in placed)
    return Table("Own published figure, and those of others", columns, rows)


def _beside_row(one: _Placed) -> tuple[Text, ...]:
    beside, period = one.beside, one.rank.period_label
    neighbours = next(iter(beside.of_kind("neighbours")), None)
    england, region = (next(iter(beside.of_kind(kind)), None) for kind in ("england", "region"))
    held = [
        one.rank.value,
        *(other.value for other in (england, region) if other and other.value is not None),
    ]
    places = 0 if all(float(value).is_integer() for value in held) else 1
    verdict = neighbours.verdict if neighbours and neighbours.like else Side.NONE
    return (
        (one.measure.name, Minor(f" {period}")),
        (_value(one.measure, one.rank.value, places),),
        _beside(one.measure, england, period, places),
        _beside(one.measure, region, period, places),
        _beside(one.measure, neighbours, period),
        (str(verdict).capitalize() or "–",),
    )


def _beside(measure: Measure, other: Comparator | None, period: str, places: int | None = None) -> Text:
    """Another's figure, its period where that is another one, and of neighbours how many have a figure."""
    if other is None:
        return ("–",)
    said: list[Minor] = []
    if other.of:
        said.append(Minor(f" {plain(other.n)} of {plain(other.of)}"))
    if other.typed:
        said.append(Minor(f" {TYPED}"))
    if other.period_label != period:
        said.append(Minor(f" {other.period_label}"))
    return (f"[{other.symbol}]" if other.value is None else _value(measure, other.value, places), *said)


def _value(measure: Measure, value: float, places: int | None = None) -> str:
    """A published figure with no more places than it was published with, up to one."""
    places = (0 if float(value).is_integer() else 1) if places is None else places
    return plain(value, places) + ("%" if is_percentage(measure) else "")


def _rug_sections(edition: Edition, others: Others) -> tuple[Section, ...]:
    rug = others.rug
    if rug is None or not rug.rows:
        why = (
            "No set of statistical neighbours of this authority is loaded: goldenthread benchmarks load FILE…"
        )
        return (Section("rug", "Beside the neighbours", (Notice("No neighbours [x]", (why,)),)),)
    rows = list({row.series: row for row in reversed(rug.rows)}.values())[::-1]
    ranked = [row for row in rows if not row.why_no_place]
    unranked = [row for row in rows if row.why_no_place]
    key: Text = ("Quarter of all authorities: ",)
    for letter, words in _QUARTERS.items():
        key = (*key, Band(letter), f" {words}{'. ' if letter == 'D' else ', '}")
    symbols = _symbols(rows)
    key = (*key, f"{symbols}. " if symbols else "", _ONE_PERIOD)
    sections = []
    if ranked:
        blocks: tuple[Block, ...] = (
            Paragraph(key, "small"),
            _rug_table(edition, others, ranked, "Tartan rug"),
        )
        sections.append(Section("rug", "The tartan rug: neighbours side by side", blocks))
    if unranked:
        said = [Paragraph((text,), "small") for text in _reasons(edition, unranked)]
        table = _rug_table(edition, others, unranked, "Figures that are not ranked")
        sections.append(Section("not-ranked", "Side by side, not ranked", (table, *said)))
    return tuple(sections)


def _reasons(edition: Edition, rows: Sequence[RugRow]) -> list[str]:
    """Why rows have no place, each reason once with its measures."""
    reasons: dict[str, list[str]] = {}
    for row in rows:
        if row.measure in edition.measures:
            reasons.setdefault(row.why_no_place, []).append(edition.measures[row.measure].name)
    return [f"{why[:1].upper()}{why[1:]}: {'; '.join(names)}." for why, names in reasons.items()]


def _symbols(rows: Sequence[RugRow]) -> str:
    """What the symbols in place of figures mean."""
    used = sorted({cell.symbol for row in rows for cell in row.cells if cell.value is None and cell.symbol})
    return "; ".join(f"[{symbol}] {SYMBOLS.get(symbol, symbol)}" for symbol in used)


def _rug_table(edition: Edition, others: Others, rows: Sequence[RugRow], caption: str) -> Table:
    rug = others.rug
    areas = rug.areas if rug else ()
    named = (each.name for one in others.comparators.values() for each in one.of_kind("region"))
    region = next(named, "Region").removesuffix(f", {TYPED}")
    heads = [Column("Measure"), *(Column(name, True) for _, name in areas)]
    heads += [Column(region, True), Column("England", True)]
    made = tuple(
        _rug_row(edition.measures[row.measure], row, others.comparators.get(row.measure))
        for row in rows
        if row.measure in edition.measures
    )
    return Table(caption, tuple(heads), made, dense=True)


def _rug_row(measure: Measure, row: RugRow, beside: Comparators | None) -> tuple[Text, ...]:
    """The unit stands by the name, so that a row of 13 figures has room."""
    held = [cell.value for cell in row.cells if cell.value is not None]
    places = 0 if all(float(value).is_integer() for value in held) else 1
    unit = "%, " if is_percentage(measure) else ""
    unit += f"{TYPED}, " if row.typed else ""
    name: Text = (measure.name, Minor(f" {unit}{row.period_label}, n {plain(row.of)}"))
    cells: list[Text] = []
    for cell in row.cells:
        if cell.value is None:
            cells.append((f"[{cell.symbol}]",))
        elif cell.quartile:
            cells.append((f"{plain(cell.value, places)} ", Band(cell.quartile)))
        else:
            cells.append((plain(cell.value, places),))
    items = beside.items if beside else ()
    for kind in ("region", "england"):
        found = next((one for one in items if (one.kind, one.series) == (kind, row.series)), None)
        text = _beside(measure, found, row.period_label, places)
        first = text[0]
        cells.append((first.removesuffix("%"), *text[1:]) if isinstance(first, str) else text)
    return (name, *cells)


def _choices_section(series: Sequence[tuple[Measure, Comparators]]) -> tuple[Section, ...]:
    items: list[Text] = [
        (f"{measure.name}: {choice.says}.",) for measure, one in series for choice in one.choices
    ]
    if not items:
        return ()
    said = "Here another set of neighbours, or the other way to put them together, changes the side."
    return (
        Section(
            "choices", "Where the choice of neighbours matters", (Paragraph((said,)), Bullets(tuple(items)))
        ),
    )


def _absent_section(edition: Edition, others: Others) -> tuple[Section, ...]:
    items: list[Text] = [
        (f"{edition.measures[name].name}: {one.why_none}.",)
        for name, one in others.comparators.items()
        if one.why_none and name in edition.measures
    ]
    if not items:
        return ()
    return (
        Section("absent-series", "Not compared, and why", (Details("Measures", (Bullets(tuple(items)),)),)),
    )


def _how_section(others: Others, series: Sequence[tuple[Measure, Comparators]]) -> Section:
    rug = others.rug
    other_models = dict.fromkeys(
        each.model
        for _, one in series
        for each in one.other_neighbours
        if each.model and rug and each.model != rug.model
    )
    pairs: list[tuple[str, Text]] = []
    if rug is not None:
        names = ", ".join(name for _, name in rug.areas[1:])
        pairs.append(("Neighbours", (f"{names}, the closest first (model of {_model(rug.model)}).",)))
    if other_models:
        pairs.append(
            ("Other sets loaded", (", ".join(f"model of {_model(model)}" for model in other_models),))
        )
    rule = f"Their {others.rule}, of those with a figure; the number is printed."
    pairs.append(("Rule", (rule,)))
    if others.compared_as:
        said = (
            f"This authority is not published: it is compared as {others.compared_as}, as its settings say."
        )
        pairs.append(("Compared as", (said,)))
    pairs.append(
        (
            "Likely range",
            ("95 of 100 draws of all figures within their uncertainty: " + "; or ".join(_BY.values()),),
        )
    )
    return Section("how", "How this is compared", (Terms(tuple(pairs)),))


def _model(name: str) -> str:
    """'2021-04' as 'April 2021'; another name as it is."""
    try:
        return parse(name).words()
    except UsageError:
        return name


def _sources_section(series: Sequence[tuple[Measure, Comparators]]) -> tuple[Section, ...]:
    rows = tuple(
        (
            (measure.name,),
            (one.series,),
            (one.own.period_label,),
            (one.own.source,),
            (day_words(one.own.released) if one.own.released else "–",),
        )
        for measure, one in series
        if one.own is not None
    )
    if not rows:
        return ()
    columns = tuple(Column(name) for name in ("Measure", "Series", "Period", "Source", "Released"))
    table = Table("Where the published figures come from", columns, rows, dense=True)
    return (Section("published", "Sources", (Details("Every series", (table,)),)),)
