"""What a control chart is made from and what it comes to, as frozen records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from goldenthread.analysis.spc.rules import Rule, RuleSet
from goldenthread.base.periods import Period
from goldenthread.model.annotation import Annotation
from goldenthread.model.measure import Polarity

Side = Literal["high", "low"]


@dataclass(frozen=True)
class Observation:
    """One period of a series: its value, and what was counted among how many where the form has them.

    No value (not available, no cases, confidential) is a gap, never nought.
    """

    period: Period
    value: float | None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class EventDays:
    """The days of single events in order, as a chart of rare events needs them, and the last day to which
    they were counted: None where nobody says."""

    days: tuple[dt.date, ...]
    until: dt.date | None = None


@dataclass(frozen=True)
class CasesBetween:
    """How many cases without an event lay before each event, in order, and where they are known the days of
    those events. `since` is the day of the event before the first of them, `until` the last day to which they
    were counted, `after` how many without an event came since the last of them: None where nobody says."""

    cases: tuple[int, ...]
    days: tuple[dt.date, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    after: int | None = None


@dataclass(frozen=True)
class Since:
    """How long no event has come since the latest one, on `day`: days, or cases without one, to `until`. The
    gap is still open: it can only grow. `is_long`: it is longer already than the usual range of gaps."""

    value: float
    day: dt.date
    until: dt.date
    is_long: bool


class Kind(StrEnum):
    """The kind of control chart."""

    XMR = "XmR"
    C = "c"
    P = "p"
    P_PRIME = "p'"
    U = "u"
    U_PRIME = "u'"
    G = "g"
    T = "t"
    NONE = "none"


class Variation(StrEnum):
    """The variation icon of NHS England: what the latest point says. `neither`: neither way is better."""

    COMMON_CAUSE = "common cause"
    IMPROVEMENT_HIGH = "improvement, high"
    IMPROVEMENT_LOW = "improvement, low"
    CONCERN_HIGH = "concern, high"
    CONCERN_LOW = "concern, low"
    NEITHER_HIGH = "special cause, high"
    NEITHER_LOW = "special cause, low"
    TOO_SHORT = "too few points"
    NOT_JUDGED = "not judged"
    NO_FIGURE = "no figure"


class Assurance(StrEnum):
    """The assurance icon of NHS England: whether the process as it is can be relied on to meet the target."""

    PASS = "passes the target"  # noqa: S105 - no password
    FAIL = "falls short of the target"
    HIT_AND_MISS = "hit and miss"
    NO_TARGET = "no target"
    NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Signal:
    """A rule that a point is part of, and the side it is on: of the mean, or the direction of a trend."""

    rule: Rule
    side: Side


@dataclass(frozen=True)
class ChartPoint:
    """A point with the mean and limits that it is held against, all in the unit of the values.

    `centre` is the line that runs are counted about: the mean, or the median where events are rare. A point
    of a series has its period, a point between rare events the day of its event. `sigma` is a third of the
    way to the limits before they stop at nought or at 100 per cent; of limits unlike each way the longer.
    """

    value: float | None
    centre: float | None
    lower: float | None
    upper: float | None
    segment: int
    signals: tuple[Signal, ...] = ()
    variation: Variation = Variation.COMMON_CAUSE
    period: Period | None = None
    day: dt.date | None = None
    in_baseline: bool = False
    sigma: float | None = None


@dataclass(frozen=True)
class Segment:
    """A stretch of the chart with limits of its own: points `start` up to but not with `end`.

    `because` is the recorded decision or break that it starts at. The first starts with the series: it has
    one where the first point of a chart of rare events reaches across a start of limits, and the last of such
    a chart is empty where limits started anew after the latest event. `used` points made
    its limits, `wanted` more than that are needed when it has none. `dispersion` is how much wider than by
    chance alone the points of a p or u chart lie (Laney's sigma z).
    """

    start: int
    end: int
    used: int
    has_limits: bool
    wanted: int = 0
    because: Annotation | None = None
    dispersion: float | None = None


@dataclass(frozen=True)
class Chart:
    """A control chart. `mean`, `lower` and `upper` are those of the latest point.

    `why` says in a sentence which kind of chart it is and for what reason. `annotations` are the entries of
    the register within the series, each with the place of the first point that it reaches. `since` is the gap
    that is open in a chart of rare events with limits; where it is long it decides the `variation`.
    """

    kind: Kind
    why: str
    points: tuple[ChartPoint, ...]
    segments: tuple[Segment, ...]
    variation: Variation
    assurance: Assurance
    rules: RuleSet
    polarity: Polarity
    target: float | None = None
    annotations: tuple[tuple[int, Annotation], ...] = ()
    since: Since | None = None

    @property
    def latest(self) -> ChartPoint | None:
        """The last point; None of an empty chart."""
        return self.points[-1] if self.points else None

    @property
    def mean(self) -> float | None:
        """The centre line at the latest point."""
        return self.latest.centre if self.latest else None

    @property
    def lower(self) -> float | None:
        """The lower limit at the latest point: the lower end of the usual range."""
        return self.latest.lower if self.latest else None

    @property
    def upper(self) -> float | None:
        """The upper limit at the latest point: the upper end of the usual range."""
        return self.latest.upper if self.latest else None

    @property
    def is_signal(self) -> bool:
        """Whether the latest point is more than chance."""
        return bool(self.latest and self.latest.signals)

    @property
    def has_started_anew(self) -> bool:
        """Whether limits started anew after the latest point: it says nothing of what is usual now."""
        return bool(self.segments) and self.segments[-1].start == len(self.points) > 0

    @property
    def baseline(self) -> Segment | None:
        """The stretch that the latest point belongs to."""
        return self.segments[-1] if self.segments else None
