"""Groups that children keep while a plan is open or care goes on: sex and ethnic group. Age only grows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from goldenthread.model.result import AGE_BANDS, ALL

SAME = ("sex", "ethnicity")
"""Breakdowns of which nobody changes the group."""

AGE = "age_band"

Groups = tuple[str, ...]


def not_entered(breakdown: str, groups: Iterable[str]) -> list[Groups]:
    """Sets of groups that a child comes to only by starting: the authority, each sex, all up to an age."""
    if breakdown == AGE:
        bands = [band for band in AGE_BANDS if band in set(groups)]
        return [tuple(bands[: upto + 1]) for upto in range(len(bands))]
    return _alone(breakdown, groups)


def not_left(breakdown: str, groups: Iterable[str]) -> list[Groups]:
    """Sets of groups that a child leaves only by ending: the authority, each sex, all from an age."""
    if breakdown == AGE:
        bands = [band for band in AGE_BANDS if band in set(groups)]
        return [tuple(bands[since:]) for since in range(len(bands))]
    return _alone(breakdown, groups)


def least(sets: Iterable[Groups], growth: Mapping[str, float]) -> dict[str, float]:
    """How many at the least came to each group, for every set to have grown by so much. Each set holds the
    one before it or stands alone; its last group takes what is missing."""
    found: dict[str, float] = {}
    for groups in sets:
        here = groups[-1]
        missing = sum(growth[group] for group in groups) - sum(found.get(group, 0.0) for group in groups)
        found[here] = max(missing, 0.0)
    return found


def _alone(breakdown: str, groups: Iterable[str]) -> list[Groups]:
    return [(group,) for group in groups] if breakdown in (ALL, *SAME) else []
