"""An authority's rank on a series, with its likely range and quartile; none where no direction is better."""

from __future__ import annotations

from goldenthread.analysis.comparators.comparator import Rank, RankedBy
from goldenthread.analysis.comparators.places import (
    HIGH,
    LOW,
    POLARITIES,
    place,
    quartile,
    range_by_counts,
    range_by_movement,
    usual_movement,
)
from goldenthread.analysis.comparators.standing import SeriesFigures
from goldenthread.engine.published_series import published_series
from goldenthread.model.measure import Measure
from goldenthread.model.published import Basis

OF_SOME = "the figures are typed in, of some authorities alone"
"""Why no figure of a series that was typed in has a place."""

MOST_WITHOUT = 0.1
"""Share of authorities that may lack counts for the range still to be taken from counts."""


def polarity_of(measure: Measure, figures: SeriesFigures) -> tuple[str, str]:
    """The direction by which authorities are ranked, or why they are not: the publisher's word, else the
    card's. Where the two disagree nobody is ranked."""
    series = figures.published.series.get(figures.series)
    said = series.polarity if series else ""
    own = POLARITIES.get(measure.polarity, "")
    if said in ("-", "NA"):
        return "", "the publisher takes neither high nor low as better"
    if said in (HIGH, LOW):
        return (said, "") if not own or own == said else ("", "publisher and card differ on what is better")
    return (own, "") if own else ("", "neither high nor low is better")


def ranked(measure: Measure, authority: str, figures: SeriesFigures, unlike: str) -> tuple[Rank | None, str]:
    """The authority's place by its own published figure, among all of the same period; or why it has none."""
    if unlike:
        return None, unlike
    polarity, why_not = polarity_of(measure, figures)
    own = figures.latest(authority)
    if why_not or own is None or own.value is None:
        return None, why_not or "the authority has no figure"
    if own.typed:
        return None, OF_SOME
    values = figures.authorities(own.period.end)
    if len(values) < 2:
        return None, "no other authority has a figure of that period"
    low, high, by = _range(own.area, figures, values, polarity)
    series = figures.published.series.get(figures.series)
    every = list(values.values())
    return Rank(
        place=place(own.value, every, polarity),
        of=len(values),
        low=low,
        high=high,
        by=by,
        quartile=quartile(own.value, every, polarity) if series is None or series.quartiles else "",
        value=own.value,
        period_label=own.period.words,
    ), ""


def _range(
    own: str, figures: SeriesFigures, values: dict[str, float], polarity: str
) -> tuple[int | None, int | None, RankedBy]:
    """The likely range: by counts where they are published for nearly all and the authority itself."""
    basis = published_series().get(figures.series)
    counted = (basis.of or basis.count) if basis else ""
    if basis and counted and counted in figures.published.with_values:
        latest = figures.latest(own)
        of = Basis(counted, "", "", basis.kind)
        others = SeriesFigures(figures.published, counted, of, figures.when)
        cases = others.authorities(latest.period.end) if latest else {}
        known = sum(area in cases for area in values)
        if own in cases and known >= (1 - MOST_WITHOUT) * len(values):
            low, high = range_by_counts(own, values, cases, polarity, share=bool(basis.of))
            return low, high, "counts"
    spread = usual_movement(figures.moves())
    if spread is None:
        return None, None, ""
    low, high = range_by_movement(own, values, spread, polarity)
    return low, high, "movement"
