"""The page of forecasts: where stocks are likely to stand, and how such forecasts did on the past."""

from __future__ import annotations

from goldenthread.analysis.annotations import annotation_words, annotations_of, marks
from goldenthread.analysis.figures import number, unit_words, value_of
from goldenthread.analysis.forecast import PLAIN, Forecast, Method, Point, Trial
from goldenthread.base.numbers import plain
from goldenthread.base.periods import Period, month
from goldenthread.model.measure import Measure
from goldenthread.publication.charts.description import Ahead, ForecastChart, LineChart
from goldenthread.publication.charts.description import Point as Known
from goldenthread.publication.content.lines import event_marks
from goldenthread.publication.content.tables import PROOF, bare_cell, proof_cell
from goldenthread.publication.edition import Edition
from goldenthread.publication.paths import Paths, StockAhead
from goldenthread.publication.tree import (
    Block,
    ChartBlock,
    Column,
    Details,
    Minor,
    Notice,
    Page,
    Paragraph,
    Section,
    Table,
    Tag,
    Text,
)

DRAWN = 24
"""Months of the past beside the forecast."""

_LEAD = (
    "If things go on as they have, where will each number stand in the coming months? Every forecast was "
    "tried on the past first, beside the two plainest: the same as last month, and the same as last year."
)
_READ = (
    "A forecast knows the past of its own number and nothing else: no new law, no redesign, no plan. The "
    "interval is to hold {share} months in 100."
)
_NOT_HELD = (
    "Tried on the past, the interval held only {held} of 100 months where it says {share}: it is too narrow, "
    "and must not be relied on."
)


def ahead_page(edition: Edition, paths: Paths) -> Page:
    """A section for each stock that is forecast."""
    return Page(
        stem="ahead",
        title="Looking ahead",
        name="Looking ahead",
        opening=(Paragraph((_LEAD,), "lead"),),
        sections=tuple(_section(edition, stock) for stock in paths.stocks),
        contents=True,
    )


def _section(edition: Edition, stock: StockAhead) -> Section:
    measure, made = edition.measures[stock.measure], stock.forecast
    anchor = f"ahead-{measure.id.replace('_', '-')}"
    if made.method is None or not made.points:
        notice = Notice("No forecast [x]", (f"{made.reason[:1].upper()}{made.reason[1:]}.",))
        return Section(anchor, measure.name, (notice,))
    share = plain(made.confidence * 100)
    blocks: list[Block] = [_chart(edition, measure, stock, made, anchor)]
    worst = next((trial for trial in made.trials if trial.method is made.method), None)
    if not made.holds and worst:
        said = _NOT_HELD.format(held=plain(worst.held * 100), share=share)
        blocks.append(Notice("The interval did not hold", (said,)))
    blocks += [
        Paragraph((_tried(made),)),
        _trials(made),
        Paragraph((_READ.format(share=share),), "small"),
        Details("The months known", (_past(edition, measure, stock),)),
    ]
    return Section(anchor, measure.name, tuple(blocks))


def _coming(stock: StockAhead, point: Point) -> Period:
    return month(stock.known[-1].last_month + point.ahead)


def _value(measure: Measure, value: float) -> str:
    """A forecast is of no more places than the measure's own values: of counts, of none."""
    counted = measure.form in ("count", "sum")
    return number(measure, value, table=True, decimals=0 if counted else None)


def _limits(measure: Measure, point: Point) -> str:
    return f"{_value(measure, point.low)} to {_value(measure, point.high)}"


def _chart(edition: Edition, measure: Measure, stock: StockAhead, made: Forecast, anchor: str) -> ChartBlock:
    known = stock.known[-DRAWN:]
    events = marks(annotations_of(measure, edition.annotations), known)
    results = [edition.results.find(measure.id, edition.authority, period.label) for period in known]
    points = tuple(
        Known(
            f"{period.end:%b %Y}",
            None if result is None else result.value,
            ("[x]",) if result is None else (value_of(measure, result),),
        )
        for period, result in zip(known, results, strict=True)
    )
    last, end = results[-1], made.points[-1]
    unit = unit_words(measure).removesuffix("%")
    coming = _coming(stock, end).words()
    sure = _limits(measure, end) + ("" if made.holds else ", too narrow to rely on")
    finding: Text = (
        f"{measure.name}: likely {_value(measure, end.value)}{unit} in {coming} ({sure}), ",
        value_of(measure, last) if last else "[x]",
        f" in {stock.known[-1].words()}.",
    )
    said = "".join(part if isinstance(part, str) else getattr(part, "text", "") for part in finding)
    said = " ".join((said, *(annotation_words(each) for _, each in events)))
    ahead = tuple(
        Ahead(f"{_coming(stock, each).end:%b %Y}", each.value, each.low, each.high) for each in made.points
    )
    from_zero = measure.form in ("count", "sum")
    line = LineChart(measure.name, said, points, from_zero=from_zero, marks=event_marks(events))
    title = f"{measure.name}, the last {len(known)} months and the coming {len(ahead)}"
    chart = ForecastChart(title, said, line, ahead)
    columns = (
        Column("Month"),
        Column("Forecast", True),
        Column(f"Interval ({plain(made.confidence * 100)}%)", True),
    )
    rows = tuple(
        ((_coming(stock, each).words(),), (_value(measure, each.value),), (_limits(measure, each),))
        for each in made.points
    )
    table = Table(f"{measure.name}: forecast", columns, rows)
    notes: tuple[Text, ...] = tuple((annotation_words(each),) for _, each in events)
    return ChartBlock(f"{anchor}-chart", finding, chart, table, table_beside=True, notes=notes)


def _tried(made: Forecast) -> str:
    """How the method did on the past beside the two plain ones."""
    by_method = {trial.method: trial for trial in made.trials}
    used = by_method[made.method] if made.method else made.trials[0]
    plains = [by_method[method] for method in PLAIN if method in by_method and method is not used.method]
    beside = " and ".join(f"‘{trial.method}’ by {_error(trial)}" for trial in plains)
    said = (
        f"Tried on the past ({plain(used.months)} forecasts of months now known), this forecast, "
        f"‘{used.method}’, erred by {_error(used)} on average"
    )
    said += f", {beside}" if beside else ""
    if not made.beats_plain:
        said += ". No model did clearly better, so the better of the plain methods is shown"
    return f"{said}."


def _error(trial: Trial) -> str:
    return plain(trial.mean_error, 1 if trial.mean_error >= 1 else 2)


def _trials(made: Forecast) -> Table:
    columns = (
        Column("Method"),
        Column("Mean error", True),
        Column("Interval held", True),
        Column("Forecasts tried", True),
        Column("Shown"),
    )
    rows = tuple(
        (
            (_named(trial.method),),
            (_error(trial),),
            (f"{plain(trial.held * 100)}%",),
            (plain(trial.months),),
            (Tag("This one", "plain"),) if trial.method is made.method else ("",),
        )
        for trial in made.trials
    )
    return Table("How each method did on the past, the least error first", columns, rows)


def _named(method: Method) -> str:
    return f"{method[:1].upper()}{method[1:]}"


def _past(edition: Edition, measure: Measure, stock: StockAhead) -> Table:
    """The months drawn, newest first."""
    rows: list[tuple[Text, ...]] = []
    for period in reversed(stock.known[-DRAWN:]):
        result = edition.results.find(measure.id, edition.authority, period.label)
        name: Text = (period.words(),) if result else (period.words(), Minor(" not computed"))
        rows.append((name, bare_cell(measure, result), proof_cell(result)))
    columns = (Column("Month"), Column("Value", True), PROOF)
    return Table(f"{measure.name}: the months known", columns, tuple(rows))
