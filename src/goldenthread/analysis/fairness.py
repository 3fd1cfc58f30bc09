"""Is a group met more often than others on the path from contact to care? With how sure that is.

A group's rate is its children at a stage over its children in the population, or, where no estimate parts the
population so, over its children at an earlier stage. The relative rate sets it against that of all other
children, or of one named group. How many tests there are is taken into account: of the findings, no more than
one in twenty is expected to be chance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

from goldenthread.analysis.discoveries import controlled
from goldenthread.analysis.intervals import CONFIDENCE, wilson
from goldenthread.analysis.pooling import FEWEST, POOLED, pooled
from goldenthread.model.pathway import Pathway, StageCount
from goldenthread.model.result import ADOLESCENT, CROSS

FALSE_DISCOVERIES = 0.05
"""The share of findings that may be chance (Benjamini and Hochberg 1995)."""

OTHERS = "others"
POPULATION = "population"
MORE, LESS, SIMILAR, TOO_FEW = "more often", "less often", "no difference shown", "too few to tell"


@dataclass(frozen=True)
class Limits:
    """A figure with its lower and upper limit; a limit that cannot be given is None."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Met:
    """One group at one stage, or the groups put together, which are its `members`.

    `children` of `of` in the base (population or earlier stage); `others` of `of_others` it is set against.
    `representation` is the group's share of the stage over its share of the base, with Wilson's interval of
    the former. `relative` is the relative rate with its interval on the log scale. `if_none` and `if_all` are
    the relative rate if none, and if all, of those of unknown group were of this one. `p` is the chance of a
    difference so large where there is none; `q` the same once all tests are counted. Those are None where
    nothing can be computed. `expected` are the children that the group would have at the stage, were all met
    alike, and `expected_others` those it is set against; where either is few nothing is judged. `holds` says
    that no way of telling the unknown turns the finding round.
    """

    stage: str
    group: str
    children: int
    of: int
    others: int
    of_others: int
    representation: Limits | None = None
    relative: Limits | None = None
    if_none: float | None = None
    if_all: float | None = None
    test: str = ""
    p: float | None = None
    q: float | None = None
    finding: str = TOO_FEW
    holds: bool = True
    members: tuple[str, ...] = ()
    expected: float = 0.0
    expected_others: float = 0.0


@dataclass(frozen=True)
class Fairness:
    """Every group at every stage, in order of stages. `pool` are the groups that were put together.

    `silent` are the stages that cannot be counted, with the reason. `tests` is how many were made. Where
    nothing can be said, `reason` says why.
    """

    authority: str
    period: str
    breakdown: str
    base: str
    against: str
    met: tuple[Met, ...] = ()
    pool: tuple[str, ...] = ()
    unknown: Mapping[str, int] | None = None
    silent: Mapping[str, str] | None = None
    tests: int = 0
    reason: str = ""


def fairness(
    path: Pathway,
    *,
    base: str = POPULATION,
    against: str = OTHERS,
    fewest: int = FEWEST,
    confidence: float = CONFIDENCE,
    false_discoveries: float = FALSE_DISCOVERIES,
) -> Fairness:
    """The groups of a path set against each other. `base` is 'population', or the name of a stage, against
    which those after it are set; `against` is 'others' or a group. Groups of which fewer than `fewest` are
    expected at a stage are put together, the same at all stages, so that one can be followed along them."""
    made = Fairness(path.authority, path.period, path.breakdown, base, against)
    first, later = _from_base(path, base)
    silent = {stage.stage: stage.reason for stage in later if stage.reason}
    made = replace(made, silent=silent)
    stages = [stage for stage in later if not stage.reason]
    seen = {group for stage in stages for group, n in stage.groups.items() if n}
    wholes = dict.fromkeys(sorted(seen), 0) | dict(first.groups) if first else dict(path.population)
    reason = first.reason if first else ""
    found = first is not None or base == POPULATION
    if not reason and not (found and any(wholes.values())):
        reason = f"no {base} by {path.breakdown.replace('_', ' ')}"
    if not reason and not seen <= set(wholes):
        reason = f"no {base} of {', '.join(sorted(seen - set(wholes)))}"
    if reason:
        return replace(made, reason=reason)
    everybody = sum(n for group, n in wholes.items() if ADOLESCENT not in group.split(CROSS))
    everybody = first.known if first else everybody
    expected = {group: [_expected(stage, n, everybody) for stage in stages] for group, n in wholes.items()}
    if against != OTHERS and against not in wholes:
        return replace(made, reason=f"no group '{against}'")
    beside = frozenset({against, *(group for group in wholes if ADOLESCENT in group.split(CROSS))})
    baseless = frozenset(group for group in seen if not wholes[group])  # nothing can be set against them
    pool = pooled(expected, fewest, beside | baseless)
    groups = {group: (group,) for group in wholes if group not in pool} | ({POOLED: pool} if pool else {})
    if len(groups) < 2:
        return replace(made, pool=pool, reason=f"fewer than {fewest} children expected in every group")
    met = [
        _met(stage, group, members, wholes, everybody, first, against, confidence)
        for stage in stages
        for group, members in groups.items()
        if group != against
    ]
    unknown = {stage.stage: stage.unknown for stage in stages}
    judged = _found(met, fewest, false_discoveries)
    tests = sum(one.p is not None for one in judged)
    return replace(made, met=tuple(judged), pool=pool, unknown=unknown, tests=tests)


def _from_base(path: Pathway, base: str) -> tuple[StageCount | None, list[StageCount]]:
    """The stage that is the base, if one is, and the stages to set against it."""
    names = [stage.stage for stage in path.stages]
    if base not in names:
        return None, list(path.stages)
    at = names.index(base)
    return path.stages[at], list(path.stages[at + 1 :])


def _expected(stage: StageCount, of: int, everybody: int) -> float:
    """The children of a part of the base that a stage would have, were all met alike."""
    return stage.known * of / everybody if everybody else 0.0


def _met(
    stage: StageCount,
    group: str,
    members: Sequence[str],
    wholes: Mapping[str, int],
    everybody: int,
    first: StageCount | None,
    against: str,
    confidence: float,
) -> Met:
    """One group at one stage, before the tests of all are known."""
    n = min(sum(stage.groups.get(member, 0) for member in members), stage.known)
    of = sum(wholes[member] for member in members)
    others, of_others = stage.known - n, everybody - of
    if against != OTHERS:
        others, of_others = stage.groups.get(against, 0), wholes[against]
    made = Met(
        stage.stage,
        group,
        n,
        of,
        others,
        of_others,
        members=tuple(members) if group == POOLED else (),
        expected=_expected(stage, of, everybody),
        expected_others=_expected(stage, of_others, everybody),
    )
    if min(of, of_others) <= 0 or stage.known == 0:
        return made
    test, p = _test(n, of, others, of_others, rates=first is None)
    lost = first.unknown if first else 0
    return replace(
        made,
        representation=_representation(n, stage.known, of / everybody, confidence),
        relative=relative_rate(n, of, others, of_others, confidence, parts=first is None),
        if_none=_ratio(n, of + lost, others + stage.unknown, of_others),
        if_all=_ratio(n + stage.unknown, of, others, of_others + lost),
        test=test,
        p=p,
    )


def relative_rate(
    n: int, of: int, others: int, of_others: int, confidence: float = CONFIDENCE, *, parts: bool = True
) -> Limits | None:
    """n of `of` over others of `of_others`, with its interval on the log scale; None without others.

    With `parts` the children are some of those in the base (Katz and others 1978); else the two are counts by
    themselves, and the base's own chance counts too. Where a count is nought, a half is added to each for the
    limits alone (Walter 1975).
    """
    value = _ratio(n, of, others, of_others)
    if value is None:
        return None
    a, b, c, d = float(n), float(of), float(others), float(of_others)
    if not n:
        a, b, c, d = a + 0.5, b + 0.5, c + 0.5, d + 0.5
    sign = -1 if parts else 1
    variance = 1 / a + sign / b + 1 / c + sign / d
    if parts and (n > of or others > of_others):  # more children than the estimate has in the population
        return Limits(value, None, None)
    middle = math.log(a / b) - math.log(c / d)
    spread = NormalDist().inv_cdf((1 + confidence) / 2) * math.sqrt(variance)
    return Limits(value, math.exp(middle - spread) if n else 0.0, math.exp(middle + spread))


def _ratio(n: int, of: int, others: int, of_others: int) -> float | None:
    return (n / of) / (others / of_others) if of and others and of_others else None


def _representation(n: int, known: int, part: float, confidence: float) -> Limits:
    share = wilson(n, known, confidence).times(1 / part)
    return Limits(share.value, share.low, share.high)


def _test(n: int, of: int, others: int, of_others: int, *, rates: bool) -> tuple[str, float | None]:
    """Whether two rates differ: chi-squared, or Fisher's exact test where fewer than five are expected in a
    cell. With `rates` the table has those met and those not met; else those at the stage and at the base."""
    from scipy.stats import chi2_contingency, fisher_exact

    rows = [[n, of - n], [others, of_others - others]] if rates else [[n, of], [others, of_others]]
    if min(min(row) for row in rows) < 0 or n + others == 0 or sum(row[1] for row in rows) == 0:
        return "", None
    total = sum(map(sum, rows))
    least = min(sum(row) * (rows[0][j] + rows[1][j]) / total for row in rows for j in (0, 1))
    if least < 5:
        return "Fisher", float(fisher_exact(rows)[1])
    return "chi-squared", float(chi2_contingency(rows, correction=False)[1])


def _found(met: Sequence[Met], fewest: int, false_discoveries: float) -> list[Met]:
    """The findings, once the number of tests is known. A group too small to be judged, by the children
    expected of it, is tested for nobody's sake and left out of the number."""
    judged = [
        i
        for i, one in enumerate(met)
        if one.p is not None and min(one.expected, one.expected_others) >= fewest
    ]
    q = dict(zip(judged, controlled([p for i in judged if (p := met[i].p) is not None]), strict=True))
    return [_judged(one, q.get(i), false_discoveries) for i, one in enumerate(met)]


def _judged(one: Met, q: float | None, false_discoveries: float) -> Met:
    if q is None:
        return replace(one, p=None, test="")
    finding = SIMILAR
    if q <= false_discoveries:  # without a relative rate nobody at the stage is of the others
        finding = MORE if one.relative is None or one.relative.value > 1 else LESS
    sure = {
        MORE: one.if_none is None or one.if_none > 1,
        LESS: one.if_all is not None and one.if_all < 1,
        SIMILAR: True,
    }
    return replace(one, q=q, finding=finding, holds=sure[finding])
