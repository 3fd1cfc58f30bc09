"""The ways of children that an edition shows: bridges, flows, journeys, fairness, funnel, forecasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from goldenthread.analysis.broken import marks
from goldenthread.analysis.fairness import Fairness, fairness
from goldenthread.analysis.forecast import forecast, models
from goldenthread.analysis.funnel import ALONG, PASSAGES, Conversion, funnel, taken
from goldenthread.analysis.journeys import journey
from goldenthread.base.dates import day_words
from goldenthread.base.periods import Period, ending, month
from goldenthread.engine.bridges import STOCKS, bridge
from goldenthread.engine.figures import figures
from goldenthread.engine.flows import flow
from goldenthread.engine.journeys import STEPS, waits
from goldenthread.engine.pathways import pathways
from goldenthread.model.measure import Break, Measure
from goldenthread.model.results import Results
from goldenthread.publication.paths import Paths, StockAhead
from goldenthread.warehouse.snapshot import Snapshot

YEAR = 12

PARTED = {"age_band*sex": "population", "ethnicity": "population", "disability": "contact"}
"""What children are told apart by on the path, and what each stage is set against: no estimate of the
population tells of disability."""

MOVES = (
    ("cla_count", "placement_group"),
    ("cla_count", "legal_status"),
    ("cp_plans_open", "abuse_category"),
)
"""Stocks whose flows between groups are shown."""

FORECAST = ("cp_plans_open", "cla_count", "early_help_open_children", "caseload_per_fte")
"""Stocks that are forecast."""

LEARNT = 72
"""Months of a stock that its forecast may learn from."""

RIPE = (0, 3, 6)
"""A cohort of the funnel is of the 12 months that ended so many months ago: the first that is known whole."""


def ready() -> None:
    """Have loaded what `paths` needs, which takes a second or two."""
    models()


def paths(
    loaded: Snapshot,
    measures: Mapping[str, Measure],
    authority: str,
    when: Period,
    breaks: Mapping[str, Sequence[Break]],
) -> tuple[Paths, Results]:
    """What the pages show of a month, and the results that their figures are read from. `breaks` are the
    changes of the rule of each stock that is forecast."""
    year = ending("rolling_12", when.end)
    cohorts = (year.back(YEAR), year)
    months = tuple(month(number) for number in range(when.last_month - YEAR + 1, when.last_month + 1))
    # One question for the years and the months of a step: its records are sought through once.
    found = {
        step: waits(loaded, measures, step, authority, (*cohorts, *(months if step in ALONG else ())))
        for step in STEPS
    }
    years = frozenset(map(str, cohorts))
    year_ago = when.back(YEAR)
    passed, conversions = _funnel(loaded, measures, authority, year)
    known, stocks = _stocks(loaded, measures, authority, when, breaks)
    made = Paths(
        fairness=tuple(
            _fairness(loaded, measures, authority, year, parted, base) for parted, base in PARTED.items()
        ),
        funnel=conversions,
        taken=tuple(taken(each) for step in ALONG for each in found[step] if each.cohort not in years),
        bridges=tuple(
            bridge(loaded, measures, name, authority, period) for name in STOCKS for period in (when, year)
        ),
        flows=tuple(
            flow(loaded, measures, measures[name], authority, year_ago, when, breakdown)
            for name, breakdown in MOVES
            if name in measures
        ),
        journeys=tuple(journey(each) for step in STEPS for each in found[step] if each.cohort in years),
        steps={name: step.says for name, step in STEPS.items()},
        stocks=stocks,
    )
    return made, known.with_earlier(passed)


def _fairness(
    loaded: Snapshot, measures: Mapping[str, Measure], authority: str, year: Period, parted: str, base: str
) -> Fairness:
    return fairness(pathways(loaded, measures, authority, [year], parted)[0], base=base)


def _funnel(
    loaded: Snapshot, measures: Mapping[str, Measure], authority: str, year: Period
) -> tuple[Results, tuple[Conversion, ...]]:
    """Each passage of the latest cohort that is known whole, and of the one a year before it."""
    named = [measures[name] for name in dict.fromkeys(each.measure for each in PASSAGES) if name in measures]
    ends = [year.back(months) for months in RIPE]
    found = figures(loaded, measures, named, [*ends, *(end.back(YEAR) for end in ends)], ())
    conversions = {
        (each.passage, each.cohort): each
        for end in ends
        for each in funnel(found, authority, [end, end.back(YEAR)])
    }
    shown = []
    for passage in PASSAGES:
        whole = [end for end in ends if conversions[passage, str(end)].percent is not None] or ends[:1]
        shown += [conversions[passage, str(end)] for end in (whole[0].back(YEAR), whole[0])]
    return found, tuple(shown)


def _stocks(
    loaded: Snapshot,
    measures: Mapping[str, Measure],
    authority: str,
    when: Period,
    breaks: Mapping[str, Sequence[Break]],
) -> tuple[Results, tuple[StockAhead, ...]]:
    """Each stock as it was and is likely to be. Nothing is learnt from months before a change of its rule:
    they counted something else."""
    months = tuple(month(number) for number in range(when.last_month - LEARNT + 1, when.last_month + 1))
    named = [measures[name] for name in FORECAST if name in measures]
    found = figures(loaded, measures, named, months, ())
    stocks = []
    for measure in named:
        results = [found.find(measure.id, authority, each.label) for each in months]
        values = [None if result is None else result.value for result in results]
        since = marks(replace(measure, breaks=tuple(breaks.get(measure.id, ()))), months)
        start, changed = since[-1] if since else (0, None)
        ahead = forecast(values[start:])
        if changed and ahead.reason:
            said = f"{ahead.reason}; before {day_words(changed.on)} it was counted by another rule"
            ahead = replace(ahead, reason=said)
        stocks.append(StockAhead(measure.id, months, ahead))
    return found, tuple(stocks)
