"""Series for the register from what a test made."""

from __future__ import annotations

from dataclasses import replace

from goldenthread.analysis.findings import MeasureSeries
from goldenthread.base.periods import month, parse
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.model.measure import Measure, Per
from goldenthread.model.result import Result, Status
from tests.analysis.build import measure, result
from tests.analysis.findings.planted import MONTHS, Made

LAST = parse("2023-12").last_month
PERIODS = tuple(month(LAST - MONTHS + 1 + place) for place in range(MONTHS))
UNITS = {"count": "children", "percentage": "percent", "rate": "per 10,000", "average": "days"}


def card(made: Made) -> Measure:
    per = Per("0-17", 10_000) if made.shape == "rate" else None
    return measure(
        id=made.name, name=f"Measure {made.name}", form=made.shape, unit=UNITS[made.shape], per=per
    )


def series_of(made: Made) -> MeasureSeries:
    measure_ = card(made)
    results = tuple(
        Result(
            made.name,
            "E1",
            period.label,
            "flow",
            "all",
            "all",
            float(made.top[place]),
            float(made.bottom[place]),
            float(made.value[place]),
            Status.OK,
            "s",
            1,
        )
        for place, period in enumerate(PERIODS)
    )
    told: tuple[Annotation, ...] = ()
    if made.rebased:
        day = PERIODS[MONTHS - made.rebased].start
        told = (Annotation(day, AnnotationKind.REBASE, "a new way of working", (), "director"),)
    return MeasureSeries(measure_, PERIODS, results, annotations=told)


def shares(pairs: list[tuple[int, int] | None], **more: object) -> MeasureSeries:
    """Re-referrals by month to December 2023, each so many of so many."""
    periods = tuple(month(LAST - len(pairs) + 1 + place) for place in range(len(pairs)))
    made = tuple(
        result(None, period=period.label, reason="the load does not reach back so far")
        if pair is None
        else result(pair[0] / pair[1] * 100, float(pair[0]), float(pair[1]), period=period.label)
        for pair, period in zip(pairs, periods, strict=True)
    )
    return replace(MeasureSeries(measure(), periods, made), **more)  # type: ignore[arg-type]


def values(numbers: list[float | None], **card: object) -> MeasureSeries:
    """A measure by month to December 2023, with nothing but its values."""
    periods = tuple(month(LAST - len(numbers) + 1 + place) for place in range(len(numbers)))
    results = tuple(result(each, period=period.label) for each, period in zip(numbers, periods, strict=True))
    return MeasureSeries(measure(**card), periods, results)
