"""Chart descriptions: what is drawn, not how. Frozen records that every renderer can read.

Each has a title and a summary in words that states the finding: they become the title and description of the
drawing. Printed amounts are words with figures, so that the number on a bar keeps its key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from goldenthread.analysis.figures import Words

SignalMark = Literal["concern", "improvement", "special cause"]
"""What a signal of a control chart is, as a shape says it: worse, better, or neither."""


@dataclass(frozen=True)
class Usual:
    """The usual range of a series at one point and the line its runs are counted about, in the unit of its
    values. Where `stretch` changes, limits start anew."""

    lower: float
    centre: float
    upper: float
    stretch: int = 0


@dataclass(frozen=True)
class Point:
    """One period of a line. `value` is None where the status stands instead; `shown` prints either.

    `usual` is its usual range where there is one, `signal` what its value is more than chance says. Where it
    `is_open`, what it measures has not ended yet and can only grow: its dot is hollow.
    """

    label: str
    value: float | None
    shown: Words
    marked: bool = False
    usual: Usual | None = None
    signal: SignalMark | None = None
    is_open: bool = False


@dataclass(frozen=True)
class TargetMark:
    """The target in force, drawn as a short labelled line at the right.

    Where it was another before, `course` is its level at each point, None where none held, and the whole of
    it is drawn; it steps before the points in `steps` and is straight elsewhere. `near` are the levels up to
    which a value is still near it (amber), and `near_label` says so in short.
    """

    value: float
    label: str
    course: tuple[float | None, ...] = ()
    steps: frozenset[int] = frozenset()
    near: tuple[float, ...] = ()
    near_label: str = ""

    @property
    def levels(self) -> tuple[float, ...]:
        """Every level that is drawn."""
        return (self.value, *(each for each in self.course if each is not None), *self.near)


@dataclass(frozen=True)
class EventMark:
    """What happened on a day: an upright line with its number, at the first point that it reaches.

    Where the rule changed (`breaks`) it is dashed, stands before the point, and parts the line; else it is
    dotted and stands at the point. The number is that of a note beneath the chart: its place among the marks
    unless it has another. `label` says it in short.
    """

    at: int
    label: str
    breaks: bool = True
    number: int = 0


@dataclass(frozen=True)
class LineChart:
    """A measure over time, oldest first. `from_zero` for counts; `prefix` is '£' or nothing, `suffix` '%' or
    nothing."""

    title: str
    summary: str
    points: tuple[Point, ...]
    target: TargetMark | None = None
    from_zero: bool = True
    prefix: str = ""
    suffix: str = ""
    ceiling: float | None = None
    marks: tuple[EventMark, ...] = ()


@dataclass(frozen=True)
class SmallChart:
    """A line without dates or values beside it but the latest: a glance, whose whole chart is elsewhere."""

    line: LineChart

    @property
    def title(self) -> str:
        """That of the line."""
        return self.line.title

    @property
    def summary(self) -> str:
        """That of the line."""
        return self.line.summary


@dataclass(frozen=True)
class Bar:
    """One category: its label, its length, and the words printed at its end. Hollow: outside the whole."""

    label: str
    value: float | None
    shown: Words
    hollow: bool = False


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars from zero, in the order given."""

    title: str
    summary: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class DotChart:
    """A dot for each group against a line for the whole. `few` groups are drawn hollow."""

    title: str
    summary: str
    dots: tuple[Bar, ...]
    total: Bar | None
    few: frozenset[str] = frozenset()
    suffix: str = ""


@dataclass(frozen=True)
class UnitChart:
    """One mark for each counted thing, in rows by category."""

    title: str
    summary: str
    rows: tuple[Bar, ...]
    mark: Literal["square", "circle"] = "square"


@dataclass(frozen=True)
class Pair:
    """A category with a whole and the part of it that counts."""

    label: str
    whole: float | None
    part: float | None
    shown: Words


@dataclass(frozen=True)
class PairedChart:
    """Two bars for each category: how many there were, and how many of those."""

    title: str
    summary: str
    whole_name: str
    part_name: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Spread:
    """A value between its limits, and the words printed at the end of its row. A limit that is not known is
    None: the line then ends in an arrow. `stands_out` fills the dot; others are hollow."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    shown: Words
    stands_out: bool = True


@dataclass(frozen=True)
class IntervalChart:
    """A dot with its interval for each row, against a line for what they are compared with.

    With `ratios` the axis is of ratios: twice as much lies as far from 1 as half as much. `key` says what dot
    and line are; `hollow` what a hollow dot is.
    """

    title: str
    summary: str
    rows: tuple[Spread, ...]
    line: Bar | None = None
    key: str = ""
    hollow: str = ""
    suffix: str = ""
    ratios: bool = False


@dataclass(frozen=True)
class Change:
    """One line of a bridge: what is there at an end of it, or what came (above nought) or left (below)."""

    label: str
    value: float
    shown: Words
    is_end: bool = False


@dataclass(frozen=True)
class BridgeChart:
    """From what was there to what is there: each change starts where the one before it ended."""

    title: str
    summary: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Ahead:
    """A month to come: the value forecast between its limits."""

    label: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class ForecastChart:
    """A line of what is known and, dashed, what is likely to come, with the band of its interval."""

    title: str
    summary: str
    line: LineChart
    ahead: tuple[Ahead, ...]


@dataclass(frozen=True)
class Panel:
    """One small line chart of several on one time axis, each with its own vertical axis from its own unit."""

    heading: str
    line: LineChart


@dataclass(frozen=True)
class PanelChart:
    """Small multiples. `shared` gives all panels one vertical axis, for groups of one measure."""

    title: str
    summary: str
    panels: tuple[Panel, ...]
    shared: bool = False


Chart = (
    LineChart
    | SmallChart
    | BarChart
    | DotChart
    | UnitChart
    | PairedChart
    | PanelChart
    | IntervalChart
    | BridgeChart
    | ForecastChart
)
