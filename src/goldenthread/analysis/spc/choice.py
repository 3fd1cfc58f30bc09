"""Which kind of chart suits a series, and why: by its form, its timing, and how rare its events are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from goldenthread.analysis.spc.limits import leaning, leaning_by_chance
from goldenthread.analysis.spc.records import CasesBetween, EventDays, Kind, Observation
from goldenthread.model.measure import Form, Timing

RARE = 0.25
"""From this share of periods without an event on, three sigmas are no fair limits: the lower one is nought,
and a run below a mean of so many noughts is no run. Time or cases between events say more."""

Between = EventDays | CasesBetween | None


def kind_for(
    series: Sequence[Observation],
    form: Form,
    timing: Timing,
    between: Between,
    *,
    window: int = 0,
) -> tuple[Kind, str]:
    """The kind of chart and the reason in a sentence."""
    held = [each for each in series if each.value is not None]
    if isinstance(between, EventDays):
        return Kind.T, f"t chart: days between rare events. {_rare_words(held)}"
    if isinstance(between, CasesBetween):
        words = _rare_words(held)
        return Kind.G, f"g chart: cases between rare events. {words[:1].upper()}{words[1:]}"
    if not held:
        return Kind.NONE, "No chart: no period has a figure."
    if _overlaps(series, window):
        return Kind.NONE, "No limits: each figure holds months of the one before, so that none is a new one."
    if timing == "stock":
        return _of_stock(series, form)
    exact = f" Limits exact, events being rare: {_rare_words(held)}" if is_rare(series, form, timing) else ""
    if form == "percentage" and _is_counted(held):
        return Kind.P, f"p chart: a percentage of the cases of each period, whose number varies.{exact}"
    if form == "rate" and _is_counted(held):
        return Kind.U, f"u chart: events of each period for the population they come from.{exact}"
    if form == "count" and exact:
        return Kind.C, f"c chart: events of each period.{exact}"
    return Kind.XMR, f"XmR chart: {_NAMES.get(form, 'values')} judged by how they vary from each to the next."


def _of_stock(series: Sequence[Observation], form: Form) -> tuple[Kind, str]:
    """A stock of people holds most of those of the month before. Where that shows, its level wanders by
    itself and passes limits about a mean every other month: the reason says so."""
    values = [each.value for each in series]
    points = sum(value is not None for value in values)
    lean = leaning(values)
    xmr = "XmR chart: as at a day, judged by how it varies from each period to the next."
    if form not in ("count", "rate") or lean <= leaning_by_chance(points):
        return Kind.XMR, xmr
    caution = f"Most of those there were there the month before (correlation {lean:.1f}), so that its level"
    return Kind.XMR, f"{xmr} {caution} wanders: a signal may be no more than that."


def _overlaps(series: Sequence[Observation], window: int) -> bool:
    """Whether figures of neighbouring periods rest on the same months."""
    pairs = pairwise(each.period for each in series)
    return any(b.first_month <= a.last_month or b.last_month - window + 1 <= a.last_month for a, b in pairs)


def is_rare(series: Sequence[Observation], form: Form, timing: Timing) -> bool:
    """Whether a flow counts events so few that a quarter of its periods or more have none.

    Of a percentage, cases that are no event may be as rare.
    """
    held = [each for each in series if each.value is not None]
    if timing != "flow" or form not in ("count", "rate", "percentage") or not held:
        return False
    return max(_empty(held)) >= RARE * len(held)


def has_few_events(series: Sequence[Observation], form: Form, timing: Timing) -> bool:
    """Whether it is the events that are rare, and not as much or more the cases that are none."""
    held = [each for each in series if each.value is not None]
    none, every = _empty(held)
    return is_rare(series, form, timing) and none >= RARE * len(held) and none > every


def _empty(held: Sequence[Observation]) -> tuple[int, int]:
    """Periods without an event, and periods in which every case was one."""
    none = sum(each.value == 0 for each in held)
    every = sum(each.numerator is not None and each.numerator == each.denominator for each in held)
    return none, every


def _rare_words(held: Sequence[Observation]) -> str:
    none, every = _empty(held)
    if none >= every:
        return f"{none} of {len(held)} periods had none."
    return f"in {every} of {len(held)} periods every case was one."


_NAMES = {"count": "counts", "average": "averages", "median": "medians", "ratio": "ratios"}


def _is_counted(held: Sequence[Observation]) -> bool:
    """Whether every value says how many events there were, whole ones, and among how many."""
    return all(
        each.numerator is not None and (each.denominator or 0) > 0 and float(each.numerator).is_integer()
        for each in held
    )
