"""The chart of a measure's results: its polarity, form, timing and window, its target and its register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goldenthread.analysis.annotations import annotations_of
from goldenthread.analysis.broken import window_of
from goldenthread.analysis.spc.chart import chart
from goldenthread.analysis.spc.choice import Between
from goldenthread.analysis.spc.records import Chart
from goldenthread.analysis.spc.rules import NHS_ENGLAND, RuleSet
from goldenthread.analysis.spc.series import charted, observations
from goldenthread.base.periods import Period
from goldenthread.model.annotation import Annotation
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result
from goldenthread.model.strategy import Target


def chart_of(
    measure: Measure,
    periods: Sequence[Period],
    results: Sequence[Result | None],
    target: Target | None = None,
    rules: RuleSet = NHS_ENGLAND,
    register: Iterable[Annotation] = (),
    between: Between = None,
) -> Chart:
    """The chart of the results of one group in the order of `periods`; None where one was not computed.

    `target` is that in force on the last day of the latest period. `register` is the whole register: what is
    of the measure is taken from it, beside the changes of its rule.
    """
    return chart(
        charted(observations(periods, results), rules),
        measure.polarity,
        measure.form,
        target.value if target else None,
        rules,
        annotations_of(measure, register),
        timing=measure.timing,
        margin=target.amber_margin if target else None,
        window=window_of(measure),
        between=between,
    )
