"""The usual range of every period: the limits of the chart, the season put back, anew where limits start."""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Callable

import pytest

from goldenthread.analysis.findings import (
    FindingKind,
    MeasureSeries,
    UsualRange,
    printed_range,
    register,
    season_words,
    usual_ranges,
)
from goldenthread.analysis.findings.printing import usual_range
from goldenthread.analysis.spc import NHS_ENGLAND, Variation
from goldenthread.base.periods import month, parse
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.model.result import Result, Status
from tests.analysis.build import measure

LAST = parse("2023-12").last_month


def series(
    value: Callable[[int], float | None], months: int = 60, told: tuple[Annotation, ...] = ()
) -> MeasureSeries:
    """A count of so many months, by place."""
    card = measure(id="m", name="Contacts", form="count", unit="contacts")
    periods = tuple(month(LAST - months + 1 + place) for place in range(months))
    results = []
    for place, period in enumerate(periods):
        made = value(place)
        status = Status.OK if made is not None else Status.NOT_YET_KNOWN
        results.append(
            Result("m", "E1", period.label, "flow", "all", "all", made, None, made, status, "s", 1)
        )
    return MeasureSeries(card, periods, tuple(results), annotations=told)


def noise(place: int) -> int:
    return random.Random(place).randint(-12, 12)


def seasonal(place: int) -> float:
    """Four hundred a month, a hundred fewer each December."""
    return 400 + noise(place) - (100 if (LAST - 59 + place) % 12 == 11 else 0)


def test_a_seasonal_range_lies_lower_in_its_month_and_ends_as_the_sentence_says() -> None:
    [judged] = register([series(seasonal)]).judged
    assert judged.season is not None
    ranges = {period.label: each for period, each in usual_ranges(judged, NHS_ENGLAND).items()}
    assert len(ranges) == 36
    assert ranges["2023-12"].upper < ranges["2023-11"].lower
    assert ranges["2022-12"].centre == pytest.approx(300, abs=20)
    assert ranges["2022-11"].centre == pytest.approx(400, abs=20)
    ends = usual_range(judged)
    assert ends is not None
    assert judged.series.result is not None
    printed = printed_range(judged.series.measure, judged.series.result, ranges["2023-12"])
    assert [each.text for each in printed] == [each.text for each in ends]


def test_the_season_of_the_month_is_said_in_a_word_and_not_of_few_years() -> None:
    assert season_words(register([series(seasonal)]).judged[0]) == "As usual for December"
    low = register([series(lambda place: seasonal(place) - (150 if place == 59 else 0))]).judged[0]
    assert season_words(low) == "Lower than usual for December"
    assert season_words(register([series(seasonal, 40)]).judged[0]) == ""


def test_limits_start_anew_at_a_rebase_and_those_before_it_stand() -> None:
    told = (Annotation(dt.date(2022, 7, 1), AnnotationKind.REBASE, "one front door", (), "director"),)
    stepped = series(lambda place: (200 if place < 42 else 300) + noise(place), told=told)
    [judged] = register([stepped]).judged
    ranges = {period.label: each for period, each in usual_ranges(judged, NHS_ENGLAND).items()}
    assert ranges["2022-06"].upper < ranges["2022-07"].lower
    assert {each.stretch for label, each in ranges.items() if label < "2022-07"} == {0}
    assert {each.stretch for label, each in ranges.items() if label >= "2022-07"} == {1}


def test_a_latest_month_that_is_not_yet_known_leaves_the_range_of_those_before_it() -> None:
    [judged] = register([series(lambda place: None if place == 59 else 200.0 + noise(place))]).judged
    assert judged.kind is FindingKind.NO_FIGURE
    ranges = usual_ranges(judged, NHS_ENGLAND)
    assert max(ranges).label == "2023-11"


def test_a_series_without_a_figure_has_no_range() -> None:
    [judged] = register([series(lambda place: None)]).judged
    assert usual_ranges(judged, NHS_ENGLAND) == {}


def test_ends_of_a_count_are_the_whole_numbers_within() -> None:
    one = series(lambda place: 7.0)
    found = UsualRange(3.2, 5.0, 6.9, Variation.COMMON_CAUSE, (), 0)
    assert one.result is not None
    low, high = printed_range(one.measure, one.result, found)
    assert (low.text, high.text) == (str(math.ceil(3.2)), str(math.floor(6.9)))
    assert (low.part, high.part) == ("usual_low", "usual_high")
