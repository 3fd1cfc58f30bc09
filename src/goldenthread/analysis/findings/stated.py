"""The rules of findings in words: those of the charts, and what findings add to them or leave out."""

from __future__ import annotations

from goldenthread.analysis.findings.deseason import YEARS
from goldenthread.analysis.findings.scan import WINDOWS
from goldenthread.analysis.findings.strength import ALPHA, SLOW_ALPHA
from goldenthread.analysis.spc import RuleSet, rule_words
from goldenthread.analysis.spc.series import LATEST


def findings_rules(rules: RuleSet) -> str:
    """The rules by which findings are judged, in sentences for a page or screen that states them."""
    points = "" if rules.baseline else f" At most the latest {LATEST} points count."
    season = f" Where {YEARS + 1} years show a usual season, it is taken out first."
    months = f" {WINDOWS[1]} to {WINDOWS[-1]} months together are a change at a chance of {ALPHA:g} or less"
    months += ", unless the latest has gone back"
    slow = f"; in a series that moves slowly a signal needs one of {SLOW_ALPHA:g} or less beside it."
    return f"{rule_words(rules)}{points}{season}{months}{slow}"
