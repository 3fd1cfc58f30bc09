"""The finding register: every series of a month judged, its findings ranked, false alarms announced."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scipy.special import log_ndtr

from goldenthread.analysis.change import direction
from goldenthread.analysis.discoveries import controlled
from goldenthread.analysis.figures import Words
from goldenthread.analysis.findings.beside import BesideTest, beside_tests
from goldenthread.analysis.findings.chance import ByChance, by_chance
from goldenthread.analysis.findings.judge import judge, levels
from goldenthread.analysis.findings.records import (
    Finding,
    FindingKind,
    Judged,
    MeasureSeries,
)
from goldenthread.analysis.findings.there import while_there
from goldenthread.analysis.findings.words import beside_sentence, sentence, target_sentence
from goldenthread.analysis.spc import NHS_ENGLAND, ChartPoint, RuleSet
from goldenthread.analysis.spc.icons import STRENGTH as RULE_STRENGTH
from goldenthread.analysis.spc.records import Side
from goldenthread.analysis.targets import Rating
from goldenthread.model.result import ALL, Status

FALSE_SHARE = 0.1
"""The share of false ones among findings whose `q` is no more than this."""

TARGET_WAY = {Rating.MET: "better", Rating.NEAR: "worse", Rating.MISSED: "worse"}
"""The ratings that make a finding, and whether they are good."""

COMPARED_SHARE = 0.05
"""The share of false ones among the comparators that figures are said to differ from (Benjamini and Hochberg
over all that were tested); were none to differ, one month in twenty would show one all the same."""

_RANK = tuple(FindingKind)

_SILENT = frozenset({FindingKind.NO_FIGURE, FindingKind.NO_RANGE, FindingKind.TOO_FEW})
"""Kinds that say nothing of a change."""


@dataclass(frozen=True)
class Register:
    """Findings of one month, the most pressing and strongest first, with every series that was judged.

    `chance` is what to expect of the claims of change if nothing changed anywhere; `compared` is how many
    published figures the latest ones were tested against.
    """

    findings: tuple[Finding, ...]
    judged: tuple[Judged, ...]
    chance: ByChance
    rules: RuleSet
    compared: int = 0

    @property
    def claims(self) -> tuple[Finding, ...]:
        """The findings that say that a series changed, the strongest first."""
        return tuple(each for each in self.findings if each.is_claim)

    @property
    def firm(self) -> tuple[Finding, ...]:
        """The claims of which about one in ten at most is false (Benjamini and Hochberg), as far as strengths
        hold: those of very slow or short series are too small by up to four times."""
        return tuple(each for each in self.claims if each.q is not None and each.q <= FALSE_SHARE)

    @property
    def by_series(self) -> Mapping[tuple[str, str, str], Judged]:
        """What was judged, by measure, breakdown and group."""
        return {(one.series.measure.id, one.series.breakdown, one.series.group): one for one in self.judged}

    def headline(self) -> str:
        """'3 of 42 measures changed for a reason; 1 or 2 would by chance.' Of measures and groups as one list
        also how many are of each, so that who counts measures alone finds their number."""
        if not self.chance.series:
            return "No measure has figures enough to say whether it changed."
        parts = [(each, self._counted(each)) for each in ("measure", "group")]
        told = [f"{claims} of {_of_many(series, noun)}" for noun, (claims, series) in parts if series]
        both = f"{len(self.claims)} of {self.chance.series} measures and groups"
        start, apart = (both, f" ({', '.join(told)})") if len(told) > 1 else (told[0], "")
        return f"{start} changed for a reason{apart}; {self.chance.words()} would by chance."

    def _counted(self, noun: str) -> tuple[int, int]:
        """How many measures, or groups, changed, and of how many that could have been said."""
        totals = noun == "measure"
        series = sum((each.series.breakdown == ALL) is totals for each in self.judged if each.is_tested)
        return sum((each.breakdown == ALL) is totals for each in self.claims), series

    def of(self, breakdown: str) -> Register:
        """The part of one breakdown, or of the totals (`all`): its false alarms and `q` are its own."""
        return _register([each for each in self.judged if each.series.breakdown == breakdown], self.rules)


def register(series: Iterable[MeasureSeries], rules: RuleSet = NHS_ENGLAND) -> Register:
    """Judge series, all of one month, by one rule set; teams and hubs while they were there."""
    return _register(judge_all(series, rules), rules)


def judge_all(series: Iterable[MeasureSeries], rules: RuleSet) -> list[Judged]:
    """The series of a register, judged and not yet told of."""
    return [judge(each, rules) for each in while_there(series)]


def agreed(now: Register, fuller: Register) -> Register:
    """The register with nothing said of a series of which one that knows more says otherwise: figures that
    were rounded may seem to change where they did not, or hide that they did. Of a series with a withheld
    figure nothing is said either: what is known of it rests on that figure. Nor is what drove a change."""
    known = {_series_key(each): each for each in fuller.judged}
    kept = [each if _say_same(each, known.get(_series_key(each))) else _silent(each) for each in now.judged]
    return _register(kept, now.rules)


def together(found: Register, more: Sequence[Judged]) -> Register:
    """The findings of a register and of other series as one list, whose false alarms and `q` are of both.

    What drove a finding of the register goes with it.
    """
    drove = {_key(each): each.drove for each in found.findings if each.drove}
    whole = _register([*found.judged, *more], found.rules)
    told = (replace(each, drove=drove.get(_key(each), ())) for each in whole.findings)
    return replace(whole, findings=tuple(told))


def _of_many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _key(finding: Finding) -> tuple[str, str, str, str, FindingKind]:
    return finding.measure, finding.breakdown, finding.group, finding.period, finding.kind


def _series_key(judged: Judged) -> tuple[str, str, str, str]:
    series = judged.series
    return series.measure.id, series.breakdown, series.group, series.period.label


def _say_same(one: Judged, other: Judged | None) -> bool:
    if one.kind in _SILENT:
        return True
    if any(each and each.status is Status.CONFIDENTIAL for each in one.series.results):
        return False
    if other is None or one.is_claim is not other.is_claim:
        return False
    return _way(one) == _way(other) if one.is_claim else one.kind is other.kind


def _silent(judged: Judged) -> Judged:
    return Judged(judged.series, FindingKind.NO_RANGE, why_not="rounded figures do not tell a change")


def _register(judged: Sequence[Judged], rules: RuleSet) -> Register:
    tested = [each for each in judged if each.is_tested]
    of_series = iter(controlled([each.p for each in tested]))
    beside = [(each, test) for each in judged for test in beside_tests(each)]
    compared = controlled([math.exp(test.log_p) for _, test in beside])
    findings: list[Finding] = []
    for each in judged:
        tests = [(test, q) for (one, test), q in zip(beside, compared, strict=True) if one is each]
        findings += [
            _of_series(each, next(of_series) if each.is_tested else None),
            *_of_target(each),
            *_of_comparators(each, tests),
        ]
    chance = by_chance(each.false_alarm for each in tested)
    return Register(tuple(sorted(findings, key=_order)), tuple(judged), chance, rules, len(beside))


def _order(finding: Finding) -> tuple[int, float, str, str, str]:
    """Claims first, whatever their kind; then the other kinds in their order; each by strength."""
    rank = 0 if finding.is_claim else _RANK.index(finding.kind)
    return (rank, finding.log_strength, finding.measure, finding.breakdown, finding.group)


def _of_series(judged: Judged, q: float | None) -> Finding:
    """What the series says by itself."""
    strength = judged.evidence
    log_strength = strength.log_p if strength else None
    return replace(_finding(judged, judged.kind, _way(judged), log_strength, sentence(judged)), q=q)


def _finding(
    judged: Judged, kind: FindingKind, way: str, log_strength: float | None, words: Words
) -> Finding:
    series = judged.series
    return Finding(
        measure=series.measure.id,
        breakdown=series.breakdown,
        group=series.group,
        period=series.period.label,
        kind=kind,
        direction=way,
        strength=None if log_strength is None else math.exp(log_strength),
        log_strength=log_strength or 0.0,
        sentence=words,
    )


def _way(judged: Judged) -> str:
    """Better or worse, higher or lower, of what is said to have changed; nothing of the rest."""
    rise = rises(judged)
    return "" if rise is None else direction(judged.series.measure, 1.0 if rise else -1.0)


def rises(judged: Judged) -> bool | None:
    """Whether what is said to have changed is higher than it was; None of the rest."""
    if judged.kind is FindingKind.RARE and judged.rare and judged.rare.chart.latest:
        # A short gap is low, and events are the more; an open gap is never short.
        return not judged.rare.is_open and _side_told(judged.rare.chart.latest) == "low"
    latest = judged.chart.latest if judged.chart else None
    if not judged.is_claim or latest is None:
        return None
    if judged.kind is FindingKind.DRIFT and judged.strength:
        now, before = levels(judged.observations, judged.strength.window)
        return now > before
    return _side_told(latest) == "high"


def _side_told(latest: ChartPoint) -> Side:
    """The side of the strongest of the signals of a point."""
    return min(latest.signals, key=lambda each: RULE_STRENGTH.index(each.rule)).side


def _of_target(judged: Judged) -> list[Finding]:
    """How the latest figure stands against its target, as strong as it is far from it on the chart."""
    rated, chart = judged.series.rated, judged.chart
    if rated is None or rated.rating not in TARGET_WAY or judged.kind is FindingKind.TOO_FEW:
        return []
    sigma = _sigma(judged, chart.latest) if chart and chart.latest else 0.0
    log_strength = None
    if sigma > 0 and rated.distance is not None:
        log_strength = float(log_ndtr(-abs(rated.distance) / sigma))
    way = TARGET_WAY[rated.rating]
    return [_finding(judged, FindingKind.TARGET, way, log_strength, target_sentence(judged, rated))]


def _sigma(judged: Judged, latest: ChartPoint) -> float:
    """The sigma of the chart at the latest point, as wide as the season of its month makes it; nought where
    there are no limits."""
    if latest.centre is None or latest.sigma is None:
        return 0.0
    centre, upper = judged.usual(latest.centre), judged.usual(latest.centre + latest.sigma)
    return (upper or 0.0) - (centre or 0.0)


def _of_comparators(judged: Judged, tests: Iterable[tuple[BesideTest, float]]) -> list[Finding]:
    """The comparators that the latest figure differs from, each with its `q`: those outside its interval that
    stand when all the comparators of the register are counted."""
    found = []
    for each, q in tests:
        if each.differs and q <= COMPARED_SHARE:
            words = beside_sentence(judged, each.beside, higher=each.higher)
            told = _finding(judged, FindingKind.COMPARATOR, str(each.verdict), each.log_p, words)
            found.append(replace(told, q=q))
    return found
