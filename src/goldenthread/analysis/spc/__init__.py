"""Statistical process control: does a series move by more than chance, and can it meet its target.

By NHS England's "Making Data Count". One call makes a chart: `spc.chart(series, polarity, form, …)`,
or `spc.chart_of(measure, periods, results, …)`.
"""

from goldenthread.analysis.spc.chart import chart
from goldenthread.analysis.spc.events import between_of, is_of_rare_events, unbroken
from goldenthread.analysis.spc.measured import chart_of
from goldenthread.analysis.spc.records import (
    Assurance,
    CasesBetween,
    Chart,
    ChartPoint,
    EventDays,
    Kind,
    Observation,
    Segment,
    Signal,
    Since,
    Variation,
)
from goldenthread.analysis.spc.rules import NHS_ENGLAND, RULE_SETS, Rule, RuleSet, rule_set_of, rule_words
from goldenthread.analysis.spc.series import charted, observations

__all__ = [
    "NHS_ENGLAND",
    "RULE_SETS",
    "Assurance",
    "CasesBetween",
    "Chart",
    "ChartPoint",
    "EventDays",
    "Kind",
    "Observation",
    "Rule",
    "RuleSet",
    "Segment",
    "Signal",
    "Since",
    "Variation",
    "between_of",
    "chart",
    "chart_of",
    "charted",
    "is_of_rare_events",
    "observations",
    "rule_set_of",
    "rule_words",
    "unbroken",
]
