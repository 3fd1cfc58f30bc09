"""Where to look first: what changed this month, over all measures and groups, ranked by strength.

One call makes the register of a month: `register(series, rules)`.
"""

from goldenthread.analysis.findings.beside import beside_of
from goldenthread.analysis.findings.chance import ByChance
from goldenthread.analysis.findings.clauses import TOLD, target_clause
from goldenthread.analysis.findings.drove import Names, in_order, since, with_drove
from goldenthread.analysis.findings.records import (
    CLAIMS,
    Beside,
    Drove,
    Finding,
    FindingKind,
    Judged,
    MeasureSeries,
)
from goldenthread.analysis.findings.register import (
    FALSE_SHARE,
    Register,
    agreed,
    judge_all,
    register,
    rises,
    together,
)
from goldenthread.analysis.findings.series import HISTORY, Groups, series_of
from goldenthread.analysis.findings.stated import findings_rules
from goldenthread.analysis.findings.usual import UsualRange, printed_range, season_words, usual_ranges
from goldenthread.analysis.findings.words import heading

__all__ = [
    "CLAIMS",
    "FALSE_SHARE",
    "HISTORY",
    "TOLD",
    "Beside",
    "ByChance",
    "Drove",
    "Finding",
    "FindingKind",
    "Groups",
    "Judged",
    "MeasureSeries",
    "Names",
    "Register",
    "UsualRange",
    "agreed",
    "beside_of",
    "findings_rules",
    "heading",
    "in_order",
    "judge_all",
    "printed_range",
    "register",
    "rises",
    "season_words",
    "series_of",
    "since",
    "target_clause",
    "together",
    "usual_ranges",
    "with_drove",
]
