"""Like for like: whether a published figure may be ranked or rated with a measure, and if not, why not.

A month may stand beside a year, with the year named, where the figure does not grow with time: percentages,
averages, and rates of a stock. It never may for counts of a flow, nor for a rate that is not annualised.
"""

from __future__ import annotations

from dataclasses import replace

from goldenthread.engine.published_series import published_series
from goldenthread.model.measure import Measure
from goldenthread.model.published import Basis
from goldenthread.model.published_periods import JANUARY, MARCH, MID_YEAR, QUARTER, SEPTEMBER, SEVERAL
from goldenthread.warehouse.published.statistics import PublishedStatistics

ONE_DAY = (MARCH, SEPTEMBER, JANUARY, MID_YEAR)
MONTHS = {QUARTER: 3}
YEAR = 12


def basis_of(series: str, published: PublishedStatistics) -> Basis | None:
    """What a series is: as the catalogue describes it, else as the rows that were typed in describe it."""
    described = published_series().get(series)
    told = published.series.get(series)
    if described is not None:
        typed_otherwise = described.typed and told and told.unit not in ("", described.unit)
        return replace(described, unit=told.unit) if told and typed_otherwise else described
    if told is None or not told.unit or series.startswith(("LAIT:", "EES:")):
        return None
    return Basis(series, told.name or series, told.unit, told.kind, typed=told.publisher)


def why_unlike(measure: Measure, basis: Basis | None, months: int = 1) -> str:
    """Why figures of the series are not like the measure's; empty when they are. `months`: how long the
    measure's own period is."""
    if basis is None:
        return "it is not stated what the published series counts and when"
    if measure.id in basis.unlike:
        return basis.unlike[measure.id]
    if counted := of_counts(measure):
        return counted
    if measure.timing == "flow" and not basis.kind:
        return "it is not stated of which kind of period the published series is"
    if measure.form == "rate" and measure.timing == "flow" and not measure.annualise:
        length = MONTHS.get(basis.kind, YEAR)
        own = 3 if measure.periods == ("quarter",) else months
        if own != length:
            mine, theirs = _length(own), _length(length)
            return f"the rate here is of {mine} and not annualised, the published one of {theirs}"
        return "" if _unit(measure, own) == basis.unit else _units(measure, basis)
    if measure.timing == "flow" and basis.kind in ONE_DAY:
        return f"the measure is of a period, the published figure is {basis.kind}"
    return "" if measure.unit == basis.unit else _units(measure, basis)


def of_counts(measure: Measure) -> str:
    """Why counts of two authorities are never set against each other; empty where the measure is no count."""
    if measure.form not in ("count", "sum", "difference"):
        return ""
    size = "a count grows with the size of the authority"
    return f"{size} and with the length of the period" if measure.timing == "flow" else size


def why_other_period(measure: Measure, basis: Basis | None, kind: str) -> str:
    """Why a figure is unlike although its series is like: its period is of another kind than the series'.
    The length of a period makes no difference to what is open on its last day."""
    if basis is None or measure.timing == "stock" or kind in (basis.kind, SEVERAL):
        return ""
    return f"its period is a {kind}, and the series is of the {basis.kind}"


def _unit(measure: Measure, months: int) -> str:
    """The unit of a rate of a whole year is that of an annualised one."""
    return f"{measure.unit} a year" if months == YEAR else measure.unit


def _units(measure: Measure, basis: Basis) -> str:
    return f"the measure is in {measure.unit}, the published figure in {basis.unit}"


def _length(months: int) -> str:
    return {1: "a month", 3: "a quarter", 12: "a year"}.get(months, f"{months} months")
