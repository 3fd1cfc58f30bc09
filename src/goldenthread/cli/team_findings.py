"""The teams of an edition, judged apart from its totals: a function of what is loaded, which a second process
can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goldenthread.analysis.findings import Groups, Judged, judge_all, series_of
from goldenthread.analysis.spc import RuleSet
from goldenthread.base.periods import Period
from goldenthread.cli.snapshot_words import labels_of, targets_of
from goldenthread.engine.figures import figures
from goldenthread.model.annotation import Annotation
from goldenthread.model.measure import Measure
from goldenthread.publication.content.names import Labels, group_name, is_unknown, overlaps
from goldenthread.publication.judging import TEAM
from goldenthread.warehouse.snapshot import Snapshot


def judged_teams(
    loaded: Snapshot,
    measures: Mapping[str, Measure],
    shown: Sequence[Measure],
    authority: str,
    months: Sequence[Period],
    rules: RuleSet,
    notes: Sequence[Annotation],
) -> tuple[Judged, ...]:
    """Every team of every measure that is counted by team, in the last of `months`, oldest first."""
    counted = [each for each in shown if each.split is None and TEAM in each.breakdowns]
    if not counted:
        return ()
    results = figures(loaded, measures, counted, months, [TEAM])
    groups, targets = ranked_groups(labels_of(loaded)), targets_of(loaded)
    series = [
        each
        for measure in counted
        for each in series_of(
            measure, results, authority, months[-1], [TEAM], groups=groups, targets=targets, register=notes
        )
    ]
    return tuple(judge_all(series, rules))


def ranked_groups(labels: Labels) -> Groups:
    """The names of groups, and which are ranked: those that are known and stand beside no other."""
    return Groups(
        name=lambda breakdown, group: group_name(breakdown, group, labels),
        is_ranked=lambda group: not (is_unknown(group) or overlaps(group)),
    )
