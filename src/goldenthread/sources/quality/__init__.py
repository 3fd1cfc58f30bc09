"""Data-quality rules: what a record may not say, as data, for people who mend records."""

from goldenthread.sources.quality.reading import not_guarded, rules
from goldenthread.sources.quality.rule import Beside, Rule

__all__ = ["Beside", "Rule", "not_guarded", "rules"]
