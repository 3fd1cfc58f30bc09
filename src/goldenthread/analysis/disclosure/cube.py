"""The public cube: which results an edition shows to the public. Nothing else goes out."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.analysis.disclosure.cells import Key
from goldenthread.model.result import ALL
from goldenthread.model.results import Results


def public_keys(
    results: Results,
    authority: str,
    shown: Iterable[tuple[str, Iterable[str], str, Iterable[str]]],
) -> set[Key]:
    """The keys of the public cube: of each measure the totals of the periods of its series, and in the period
    shown the groups of its breakdowns.

    `shown`: measure, breakdowns, the label of the period shown, and those of its series.
    """
    found: set[Key] = set()
    for measure, breakdowns, period, series in shown:
        found |= {(measure, label, ALL, ALL) for label in series if results.find(measure, authority, label)}
        for breakdown in breakdowns:
            groups = results.groups(measure, authority, period, breakdown)
            found |= {(measure, period, breakdown, group.group) for group in groups}
    return found
