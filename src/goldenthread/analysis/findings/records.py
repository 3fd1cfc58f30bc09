"""What a finding is made from and what it says, as frozen records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from goldenthread.analysis.figures import Figure, Words
from goldenthread.analysis.findings.deseason import WithoutSeason
from goldenthread.analysis.findings.strength import SLOW_ALPHA, Strength
from goldenthread.analysis.spc import Chart, Observation
from goldenthread.analysis.targets import Rated
from goldenthread.base.periods import Period
from goldenthread.model.annotation import Annotation
from goldenthread.model.event import Events
from goldenthread.model.measure import Measure, Polarity
from goldenthread.model.result import ALL, Result


class FindingKind(StrEnum):
    """What a finding says of a series, the most pressing first."""

    CHANGED = "changed for a reason"
    SEASON = "beyond its usual season"
    DRIFT = "moved over several months"
    RARE = "rare events changed"
    TARGET = "against its target"
    COMPARATOR = "beside a comparator"
    LASTING = "changed before"
    SLOW = "moves slowly"
    USUAL = "as usual"
    TOO_FEW = "too few to tell"
    NO_RANGE = "no usual range"
    NO_FIGURE = "no figure"


CLAIMS = frozenset({FindingKind.CHANGED, FindingKind.SEASON, FindingKind.DRIFT, FindingKind.RARE})
"""The kinds that say that a series changed, each of which can be a false alarm."""

PRESSING = CLAIMS | {FindingKind.TARGET, FindingKind.COMPARATOR}
"""The kinds that a reader is shown first; the others say that there is nothing to chase, or why not."""


@dataclass(frozen=True)
class Beside:
    """A published figure that a series may be compared with: like it in basis and period, in its unit, and of
    so many children that its own chance is small.

    `polarity` says which side of it is better by its publisher's word, whatever the card aims at.
    """

    name: str
    period: str
    value: float
    polarity: Polarity = "neutral"


@dataclass(frozen=True)
class MeasureSeries:
    """The results of one measure and group, a period each, oldest first; the last is the one in question.

    `name` is the group as a reader says it, empty for the total. `rated` is the rating of the last result,
    `beside` the comparators that are like the measure, `annotations` those of the measure. `new_since` is the
    first period of a team or hub that was not there before, `none_since` the end of the last period with a
    case of one that has none any more. `events` are the single events of a measure of which few periods have
    any, where their days may be known.
    """

    measure: Measure
    periods: tuple[Period, ...]
    results: tuple[Result | None, ...]
    breakdown: str = ALL
    group: str = ALL
    name: str = ""
    rated: Rated | None = None
    beside: tuple[Beside, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    new_since: Period | None = None
    none_since: dt.date | None = None
    events: Events | None = None

    @property
    def period(self) -> Period:
        """The period in question."""
        return self.periods[-1]

    @property
    def result(self) -> Result | None:
        """The result in question."""
        return self.results[-1]

    @property
    def known(self) -> Result:
        """The result in question where it has a value; without one no sentence compares it."""
        if self.result is None or self.result.value is None:
            raise ValueError(f"{self.measure.id} has no value for {self.period}")
        return self.result

    def at(self, period: Period | None) -> Result | None:
        """The result of a period, None where the series has none."""
        found = dict(zip(self.periods, self.results, strict=True))
        return found.get(period) if period else None


@dataclass(frozen=True)
class RareJudged:
    """What lies between rare events: their chart, of which the last point is the gap before the latest event;
    how strong the evidence is that gaps changed; and the probability of a false alarm. `is_open`: the month
    has no event, and it is the gap since the latest that is judged. `is_claim` is whether the chart calls the
    gap more than chance, and so does its strength; of an open one, whether they do so since this month."""

    chart: Chart
    strength: Strength
    false_alarm: float
    is_claim: bool
    is_open: bool = False

    @property
    def leaves_to_chance(self) -> bool:
        """Whether the gap in question may lie where it does by chance alone, whatever limits it passes."""
        return self.strength.p > SLOW_ALPHA


@dataclass(frozen=True)
class Judged:
    """A series with what was found: its chart, since limits last started anew, without its season where it
    has one; the strength of its change; and the probability of a false alarm, nought where none can come.

    `observations` are what the chart is of. `why_not` says why it was not judged. `rare` is what lies between
    its events, where they are rare: its own chance of a false alarm is part of `false_alarm`.
    """

    series: MeasureSeries
    kind: FindingKind
    observations: tuple[Observation, ...] = ()
    chart: Chart | None = None
    season: WithoutSeason | None = None
    strength: Strength | None = None
    false_alarm: float = 0.0
    why_not: str = ""
    rare: RareJudged | None = None

    @property
    def evidence(self) -> Strength | None:
        """The strength of what the series is said to be: of its events where they are what changed."""
        return self.rare.strength if self.rare and self.kind is FindingKind.RARE else self.strength

    @property
    def p(self) -> float:
        """The probability that chance alone gives as strong a change, of the months or of what lies between
        events; twice the smaller where both were tried."""
        rare = self.rare.strength if self.rare else None
        tried = [each.p for each in (self.strength, rare) if each]
        return min(len(tried) * min(tried, default=1.0), 1.0) if tried else 1.0

    @property
    def is_tested(self) -> bool:
        """Whether the series could have been called changed."""
        return self.false_alarm > 0

    @property
    def is_claim(self) -> bool:
        """Whether it is called changed."""
        return self.kind in CLAIMS

    @property
    def no_signals(self) -> FindingKind | None:
        """Why no point of its chart is a signal to a reader, whatever rules it breaks: too few stand behind
        it, or it moves so slowly that chance brings points there. None where points may be signals."""
        if self.kind is FindingKind.TOO_FEW or (self.kind is FindingKind.RARE and self.strength is None):
            return FindingKind.TOO_FEW
        return FindingKind.SLOW if self.strength and self.strength.leaves_to_chance else None

    @property
    def place(self) -> int:
        """The place of the latest point among those that the season was taken from."""
        return len(self.season.effects) - 1 if self.season else len(self.observations) - 1

    def usual(self, value: float | None) -> float | None:
        """A line of the chart at the latest point, with the season of its month."""
        if value is None or self.season is None:
            return value
        return self.season.back(value, self.place)


@dataclass(frozen=True)
class Drove:
    """Which groups of a breakdown a change came from, as a sentence, since a period before."""

    breakdown: str
    since: Period
    sentence: Words


@dataclass(frozen=True)
class Finding:
    """A true sentence about one series, with its figures.

    `direction` is better or worse by polarity, else higher or lower; empty where nothing is said to differ.
    `strength` is a probability, the smaller the stronger: of a claim of change that of `strength.py`; of a
    target or comparator that of a figure as far from it by chance, were it the level of the series. `q` is
    the strength after Benjamini and Hochberg, of series among all series, of comparators among all of them:
    of those with a `q` up to 0.1 about one in ten is false. `drove` says what drove a claim of change, by
    each breakdown that has an answer, the first to be told first.
    """

    measure: str
    breakdown: str
    group: str
    period: str
    kind: FindingKind
    direction: str
    strength: float | None
    log_strength: float
    sentence: Words
    q: float | None = None
    drove: tuple[Drove, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of its sentences in reading order."""
        words = (*self.sentence, *(part for each in self.drove for part in each.sentence))
        return tuple(part for part in words if isinstance(part, Figure))

    @property
    def is_claim(self) -> bool:
        """Whether it says that the series changed."""
        return self.kind in CLAIMS

    @property
    def is_pressing(self) -> bool:
        """Whether it belongs on a first page: a change, or a target missed, or a comparator passed."""
        return self.kind in PRESSING and not (self.kind is FindingKind.TARGET and self.direction == "better")
