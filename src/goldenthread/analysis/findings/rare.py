"""What the chart of a measure's rare events says of its latest month: whether events came nearer together or
farther apart than chance would bring them.

A signal of the chart needs a strength beside it, as in a series that moves slowly: limits made from a dozen
gaps that happen to be alike are too narrow for waits that come at random.

Months that mostly have no event are too few to judge. What lies between one event and the next is judged by
its t or g chart instead: in a month that has an event the gap before it, in one that has none the gap that is
open, which is news in the month in which it grows too long. An open gap is judged as if it ended now: it can
only grow, and is never called short.

The strength is of the same scale as that of months. For each number of latest gaps in `WINDOWS` they are set
against the gaps before: days by the F distribution of the ratio of two mean waits (events that come at random
have exponential waits), cases by the negative hypergeometric one (given how many cases lay between in all,
every way they could lie is as likely). The smallest probability, times the windows tried, is the strength.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from scipy.special import betaln, fdtr, fdtrc, gammaln

from goldenthread.analysis.findings.chance import sided_signals, signals_now, spread_of
from goldenthread.analysis.findings.records import MeasureSeries, RareJudged
from goldenthread.analysis.findings.runs import old_signals
from goldenthread.analysis.findings.scan import WINDOWS, Array
from goldenthread.analysis.findings.strength import SLOW_ALPHA, Strength
from goldenthread.analysis.findings.trials import SEED, TRIALS
from goldenthread.analysis.spc import Chart, Kind, RuleSet, between_of, chart, charted, observations
from goldenthread.analysis.spc.limits import MEDIAN_OF_G, T_POWER

LEAST = 1e-300
"""Below this no probability is told apart."""


def judge_rare(series: MeasureSeries, rules: RuleSet) -> RareJudged | None:
    """What the gap before the latest event says, or in a month without one the gap since; None where events
    are not rare, their days are not known, or limits have too few events since they started anew."""
    measure, periods, results, events = series.measure, series.periods, series.results, series.events
    if events is None:
        return None
    between = between_of(measure, periods, results, rules, events)
    if between is None:
        return None
    made = chart(
        charted(observations(periods, results), rules),
        measure.polarity,
        measure.form,
        None,
        rules,
        series.annotations,
        timing=measure.timing,
        between=between,
    )
    gaps = judged_gaps(made)
    latest = made.latest
    if not tried(len(gaps)) or latest is None or latest.day is None or made.has_started_anew:
        return None
    if not series.period.start <= latest.day <= series.period.end:
        return _judge_open(series, made, gaps)
    found = gap_strength(gaps, made.kind)
    is_news = bool({signal.rule for signal in latest.signals} - old_signals(made))
    alarm = rare_alarm(made.kind, rules, len(gaps))
    return RareJudged(made, found, alarm, is_claim=is_news and found.p <= SLOW_ALPHA)


def _judge_open(series: MeasureSeries, made: Chart, gaps: tuple[float, ...]) -> RareJudged | None:
    """What the gap says that is open at the end of a period without an event."""
    if made.since is None or made.upper is None or series.events is None:
        return None
    if series.events.periods[-1] != series.period:
        return None  # nobody knows yet that none came
    cases = series.events.counted[-1][1]
    grown = cases if made.kind is Kind.G else (series.period.end - series.period.start).days + 1
    before = made.since.value - grown
    found = gap_strength([*gaps, made.since.value], made.kind, is_open=True)
    is_told = made.since.is_long and found.p <= SLOW_ALPHA
    was_told = before > made.upper and (
        gap_strength([*gaps, before], made.kind, is_open=True).p <= SLOW_ALPHA
    )
    alarm = open_alarm(made.kind, made.rules, len(gaps), grown * len(gaps) / (math.fsum(gaps) or 1.0))
    return RareJudged(made, found, alarm, is_claim=is_told and not was_told, is_open=True)


def judged_gaps(made: Chart) -> tuple[float, ...]:
    """The gaps that the latest limits judge, in order."""
    last = len(made.segments) - 1
    return tuple(
        each.value
        for each in made.points
        if each.segment == last and each.centre is not None and each.value is not None
    )


def tried(gaps: int) -> tuple[int, ...]:
    """The numbers of latest gaps that are set against those before: no fewer than they. The probabilities are
    exact for any number."""
    return tuple(each for each in WINDOWS if 2 * each <= gaps)


def gap_strength(gaps: Sequence[float], kind: Kind, *, is_open: bool = False) -> Strength:
    """How strong the evidence is that the latest gaps differ from those before; `rise` is whether events came
    more often. At least one window must fit (`tried`). Where the last gap `is_open`, only being longer
    counts."""
    sizes = tried(len(gaps))
    found = []
    for size in sizes:
        shorter, longer = _probabilities(gaps[-size:], gaps[:-size], kind)
        found.append((2 * (longer if is_open else min(shorter, longer)), size))
    p, size = min(found)
    latest, before = math.fsum(gaps[-size:]) / size, math.fsum(gaps[:-size]) / (len(gaps) - size)
    p = min(max(p, LEAST) * len(sizes), 1.0)
    return Strength(p, math.log(p), size, latest < before, 0.0)


def _probabilities(latest: Sequence[float], before: Sequence[float], kind: Kind) -> tuple[float, float]:
    """How often chance alone would make the latest stretch of gaps so much shorter, and so much longer."""
    new, old = math.fsum(latest), math.fsum(before)
    if new + old == 0:
        return 1.0, 1.0
    if kind is Kind.G:
        return _of_cases(round(new), round(new + old), len(latest), len(before))
    if old == 0:
        return 1.0, LEAST
    ratio = (new / len(latest)) / (old / len(before))
    degrees = 2 * len(latest), 2 * len(before)
    return float(fdtr(*degrees, ratio)), float(fdtrc(*degrees, ratio))


def _of_cases(new: int, together: int, latest: int, before: int) -> tuple[float, float]:
    """The same of so many cases before the latest events, of all that lay between."""
    cases = np.arange(together + 1)
    ways = gammaln(together + 1) - gammaln(cases + 1) - gammaln(together - cases + 1)
    chance = np.exp(ways + betaln(cases + latest, together - cases + before) - betaln(latest, before))
    return float(chance[: new + 1].sum()), float(chance[new:].sum())


@lru_cache(maxsize=128)
def rare_alarm(kind: Kind, rules: RuleSet, gaps: int) -> float:
    """How often the latest of so many gaps is called changed while events go on coming at random: tried on
    series of exponential waits, which the cases between events are like where most cases are none."""
    waits = np.random.default_rng([SEED, gaps]).standard_exponential((TRIALS, gaps))
    strong = _strengths(waits) <= SLOW_ALPHA
    if kind is Kind.T:
        return float((signals_now(waits**T_POWER, rules, "ranges") & strong).mean())
    base = waits[:, : rules.baseline] if rules.baseline else waits
    mean = base.mean(axis=1)[:, None]
    outside = np.abs(waits[:, -1:] - mean) > 3 * mean
    signal = sided_signals(waits - MEDIAN_OF_G * mean, outside[:, 0], waits, rules)
    return float((signal & strong).mean())


def open_alarm(kind: Kind, rules: RuleSet, gaps: int, share: float) -> float:
    """How often a period without an event is the one in which the gap after so many is called too long, while
    events go on coming at random. `share`: how many events such a period has in the mean.

    Of waits at random a share e^-s / s of a period each lies within the gap, so many periods without an event
    there are to a wait; one of them is called where the wait grows too long.
    """
    if share <= 0:
        return 0.0
    return min(_grows_too_long(kind, rules, gaps) * share * math.exp(share), 1.0)


@lru_cache(maxsize=128)
def _grows_too_long(kind: Kind, rules: RuleSet, gaps: int) -> float:
    """How often the wait after so many is too long for their limits, and strong evidence of a change."""
    waits = np.random.default_rng([SEED, gaps]).standard_exponential((TRIALS, gaps + 1))
    base, last = waits[:, : rules.baseline or gaps], waits[:, -1]
    if kind is Kind.T:
        normal = base**T_POWER
        is_long = last**T_POWER > normal.mean(axis=1) + 3 * spread_of(normal, rules, "ranges")
    else:
        is_long = last > 4 * base.mean(axis=1)
    return float((is_long & (_strengths(waits, is_open=True) <= SLOW_ALPHA)).mean())


def _strengths(waits: Array, *, is_open: bool = False) -> Array:
    """The strengths of many series of waits at once: `waits` of shape (series, gaps)."""
    gaps = waits.shape[1]
    best = np.ones(len(waits))
    for size in tried(gaps):
        ratio = waits[:, -size:].mean(axis=1) / waits[:, :-size].mean(axis=1)
        degrees = 2 * size, 2 * (gaps - size)
        longer = fdtrc(*degrees, ratio)
        best = np.minimum(best, 2 * (longer if is_open else np.minimum(fdtr(*degrees, ratio), longer)))
    return best * len(tried(gaps))
