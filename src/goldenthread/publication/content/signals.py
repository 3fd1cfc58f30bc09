"""The words, shapes and icons of control charts: what a figure is beside its usual range and its target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from goldenthread.analysis.change import direction
from goldenthread.analysis.findings import FindingKind, Judged, UsualRange, rises, usual_ranges
from goldenthread.analysis.spc import Assurance, Rule, RuleSet, Variation
from goldenthread.base.periods import Period
from goldenthread.model.measure import Measure
from goldenthread.publication.charts.description import SignalMark
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.tree import Icon, Minor, Text

_MARKS: Mapping[Variation, SignalMark] = {
    Variation.CONCERN_HIGH: "concern",
    Variation.CONCERN_LOW: "concern",
    Variation.IMPROVEMENT_HIGH: "improvement",
    Variation.IMPROVEMENT_LOW: "improvement",
    Variation.NEITHER_HIGH: "special cause",
    Variation.NEITHER_LOW: "special cause",
}

_VARIATION: Mapping[Variation, tuple[str, str, str]] = {
    Variation.COMMON_CAUSE: ("common", "Usual", "Common cause: it moves as it usually does"),
    Variation.CONCERN_HIGH: ("concern-high", "Concern, high", "Special cause of concern: high"),
    Variation.CONCERN_LOW: ("concern-low", "Concern, low", "Special cause of concern: low"),
    Variation.IMPROVEMENT_HIGH: (
        "improvement-high",
        "Improvement, high",
        "Special cause of improvement: high",
    ),
    Variation.IMPROVEMENT_LOW: ("improvement-low", "Improvement, low", "Special cause of improvement: low"),
    Variation.NEITHER_HIGH: (
        "neither-high",
        "Special cause, high",
        "Special cause, neither better nor worse: high",
    ),
    Variation.NEITHER_LOW: (
        "neither-low",
        "Special cause, low",
        "Special cause, neither better nor worse: low",
    ),
}
"""The drawing, the word and the title of each icon of variation."""

_ASSURANCE: Mapping[Assurance, tuple[str, str, str]] = {
    Assurance.PASS: ("pass", "Pass", "The usual range lies wholly on the better side of the target"),
    Assurance.FAIL: ("fail", "Fail", "The usual range lies wholly on the worse side of the target"),
    Assurance.HIT_AND_MISS: (
        "hit-and-miss",
        "Hit and miss",
        "The usual range holds the target, so that chance decides",
    ),
}
"""The same of each icon of assurance."""


_SLOW = (
    "common",
    "Moves slowly",
    "Beyond its usual range or level, but it moves so slowly that chance alone may bring it there",
)

_WHY_NONE = {
    FindingKind.TOO_FEW: "too few to tell",
    FindingKind.NO_FIGURE: "no figure",
    FindingKind.NO_RANGE: "no usual range",
}


_RULES = {Rule.OUTSIDE: "outside", Rule.NEAR: "near a limit", Rule.RUN: "run", Rule.TREND: "trend"}
"""The rules in a word, as a narrow column has them; the first page says them in full."""


def usual_of(shown: Shown) -> Mapping[Period, UsualRange]:
    """The usual range of each period of a total; of none where it was not judged."""
    judged = shown.judged()
    return ranges_of(judged, shown.edition.rules) if judged else {}


def ranges_of(judged: Judged, rules: RuleSet) -> Mapping[Period, UsualRange]:
    """The usual range of each period, and what its figure is: what charts draw, tables say and summaries
    count. Where the latest months together moved, or rare events did, no rule of the chart says so of the
    latest month, which bears the icon of that all the same."""
    ranges, latest, rise = usual_ranges(judged, rules), judged.series.period, rises(judged)
    if judged.kind not in _INSTEAD or rise is None or latest not in ranges:
        return ranges
    made = _MOVED[direction(judged.series.measure, 1.0 if rise else -1.0), rise]
    return {**ranges, latest: replace(ranges[latest], variation=made, instead=judged.kind)}


_INSTEAD = {FindingKind.DRIFT: "with the months before", FindingKind.RARE: "by what lies between events"}
"""By what the latest month is a signal where not by a rule of its chart."""


_MOVED: Mapping[tuple[str, bool], Variation] = {
    ("better", True): Variation.IMPROVEMENT_HIGH,
    ("better", False): Variation.IMPROVEMENT_LOW,
    ("worse", True): Variation.CONCERN_HIGH,
    ("worse", False): Variation.CONCERN_LOW,
    ("higher", True): Variation.NEITHER_HIGH,
    ("lower", False): Variation.NEITHER_LOW,
}
"""What a move of the latest months together is called, by its direction and whether it is a rise."""


def signal_mark(variation: Variation) -> SignalMark | None:
    """The shape of a figure on a chart."""
    return _MARKS.get(variation)


def signal_text(usual: UsualRange) -> Text:
    """What a figure is beside its usual range, and by which rules: 'Concern, low: outside, run'. Of a figure
    that is no signal all the same: 'beyond its range; moves slowly', 'too few to tell'."""
    word = _VARIATION[usual.variation][1] if usual.variation in _VARIATION else ""
    rules = ", ".join(dict.fromkeys(_RULES[signal.rule] for signal in usual.signals))
    if usual.instead in _INSTEAD:
        return (f"{word}: {_INSTEAD[usual.instead]}",)
    if usual.instead is FindingKind.TOO_FEW:
        return (_WHY_NONE[usual.instead],)
    if not rules:
        return (word.lower(),)
    if usual.instead is FindingKind.SLOW:
        return (f"{rules.replace(_RULES[Rule.OUTSIDE], 'beyond its range')}; {usual.instead}",)
    return (f"{word}: {rules}",)


def no_signal_words(ranges: Iterable[UsualRange], said: FindingKind | None) -> str:
    """That points which break rules of the chart are no signal, and why unless the finding `said` gives the
    reason; nothing where they are signals, or none breaks any."""
    why = {each.instead for each in ranges if each.signals and not signal_mark(each.variation)}
    because = next((words for kind, words in _BECAUSE.items() if kind in why), "")
    if not because:
        return ""
    return f"{because}: points {_NO_SIGNAL}" if said not in why else f"Points {_NO_SIGNAL}"


_NO_SIGNAL = "beyond its usual range or level are no signal."
_BECAUSE = {FindingKind.SLOW: "It moves slowly", FindingKind.TOO_FEW: "Too few stand behind it"}


def variation_icon(shown: Shown) -> Icon | None:
    """The icon of the latest figure; None where there is no usual range or it rests on few.

    A series that moves so slowly that chance may bring it beyond its range has no signal.
    """
    return icon_of(shown.judged())


def icon_of(judged: Judged | None) -> Icon | None:
    """The same of anything judged, a group too."""
    if judged is not None and judged.kind is FindingKind.RARE:
        return _nearer(judged)
    if judged is None or judged.chart is None or judged.kind is FindingKind.TOO_FEW:
        return None
    if judged.kind is FindingKind.SLOW:
        return Icon(*_SLOW)
    if judged.kind is FindingKind.DRIFT and judged.strength:
        return _drift(judged.series.measure, rise=judged.strength.rise)
    drawn = _VARIATION.get(judged.chart.variation)
    return Icon(*drawn) if drawn else None


def _nearer(judged: Judged) -> Icon:
    """The icon of a measure whose rare events came nearer together, which makes more, or farther apart."""
    rise = bool(rises(judged))
    how = "nearer together" if rise else "farther apart"
    return _moved(judged.series.measure, f"Its events came {how}, by more than chance", rise=rise)


def _drift(measure: Measure, *, rise: bool) -> Icon:
    """The icon of a series whose latest months together lie higher or lower than those before, although no
    rule of its chart is broken."""
    higher = "higher" if rise else "lower"
    title = f"The latest months together lie {higher} than those before, by more than chance"
    return _moved(measure, title, rise=rise)


def _moved(measure: Measure, title: str, *, rise: bool) -> Icon:
    way, side = direction(measure, 1.0 if rise else -1.0), "high" if rise else "low"
    shape, word = {"better": ("improvement", "Improvement"), "worse": ("concern", "Concern")}.get(
        way, ("neither", "Special cause")
    )
    return Icon(f"{shape}-{side}", f"{word}, {side}", title)


def is_lasting(shown: Shown) -> bool:
    """Whether it changed before this period and is not back at its usual level: no news, and not as usual."""
    judged = shown.judged()
    return judged is not None and judged.kind is FindingKind.LASTING


def is_lasting_concern(shown: Shown) -> bool:
    """Whether it became worse before this period and has stayed so."""
    judged = shown.judged()
    mark = signal_mark(judged.chart.variation) if judged and judged.chart else None
    return is_lasting(shown) and mark == "concern"


def variation_text(shown: Shown) -> Text:
    """The icon of the latest figure, or in words why there is none."""
    icon, judged = variation_icon(shown), shown.judged()
    if icon or judged is None:
        return (icon,) if icon else ("",)
    return (Minor(_WHY_NONE.get(judged.kind, "no usual range")),)


def assurance_icon(shown: Shown) -> Icon | None:
    """The icon of the usual range beside the target; None where there is none."""
    judged = shown.judged()
    drawn = _ASSURANCE.get(judged.chart.assurance) if judged and judged.chart else None
    return Icon(*drawn) if drawn else None
