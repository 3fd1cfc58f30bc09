"""How many children of each group reached each stage from contact to care, by the facts of the measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from goldenthread.base.errors import BadCard, UsageError, suggest
from goldenthread.base.periods import Period
from goldenthread.engine.compute import compute
from goldenthread.engine.population import KNOWN, Populations
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import breakdown_of
from goldenthread.model.measure import Measure
from goldenthread.model.pathway import UNKNOWN, Pathway, StageCount
from goldenthread.model.result import ADOLESCENT, CROSS
from goldenthread.model.results import Results

STAGES = {
    "contact": "contacts_received",
    "early_help": "early_help_assessments_completed",
    "referral": "referrals_received",
    "assessment": "assessments_completed",
    "s47": "s47_started",
    "plan": "cp_plans_started",
    "care": "cla_started",
}
"""The stages in order, and the measure whose events bring a child to each."""

BREAKDOWNS = ("age_band", "sex", "ethnicity", "disability", "locality")
"""What children are told apart by, each alone or two crossed ('age_band*sex')."""

CHILDREN = "age_band not in ('unborn', '18+')"
"""Those of whom a population estimate counts the like."""


def pathways(
    source: Source,
    catalogue: Mapping[str, Measure],
    authority: str,
    periods: Sequence[Period],
    breakdown: str,
) -> list[Pathway]:
    """The stages of each period by a breakdown. Small numbers make little of single months: take a year."""
    columns = breakdown_of(breakdown)
    for column in columns or (breakdown,):
        if column not in BREAKDOWNS:
            raise UsageError(f"The path is not told apart by '{column}'.", do=suggest(column, BREAKDOWNS))
    measures = [
        made
        for stage, name in STAGES.items()
        for made in (
            _children(catalogue, stage, name, columns),
            _children(catalogue, f"{stage}.known", name, columns, known=True),
        )
    ]
    known = {**catalogue, **{measure.id: measure for measure in measures}}
    results = compute(source, known, measures, periods)
    populations = Populations(source.rows("population"), source.extracted_on)
    return [
        Pathway(
            authority,
            str(period),
            CROSS.join(columns),
            tuple(_stage(results, authority, str(period), CROSS.join(columns), stage) for stage in STAGES),
            _population(populations, authority, period, columns),
        )
        for period in periods
    ]


def _population(
    populations: Populations, authority: str, period: Period, columns: tuple[str, ...]
) -> Mapping[str, int]:
    """Children under 18 by group; none where one of the groups has no estimate."""
    groups = populations.groups(authority, period, columns, "0-17")
    return groups if populations.whole(groups, columns) is not None else {}


def _children(
    catalogue: Mapping[str, Measure], stage: str, name: str, columns: tuple[str, ...], *, known: bool = False
) -> Measure:
    """A stage as a measure: the different children of the card's events, of known group or by group."""
    card = catalogue[name]
    if card.base is None or card.base.timing != "flow":
        raise BadCard(f"'{name}' counts no events, and cannot be a stage of the path.", where=name)
    asked = [card.base.where, CHILDREN]
    asked += [KNOWN.get(column, f"{column} <> '{UNKNOWN}'") for column in columns] if known else []
    where = " and ".join(f"({one})" for one in asked)
    base = replace(card.base, count="person_id", where=where, numerator=None, value=None)
    crossed = () if known else ("*".join(columns),)
    return replace(
        card, id=f"pathway.{stage}", form="count", base=base, breakdowns=crossed, split=None, matures=None
    )


def _stage(results: Results, authority: str, period: str, breakdown: str, stage: str) -> StageCount:
    name = f"pathway.{stage}"
    groups = {r.group: r for r in results.groups(name, authority, period, breakdown)}
    known = results.get(f"{name}.known", authority, period)
    silent = next((r for r in (known, *groups.values()) if r.value is None), None)
    if silent:
        return StageCount(stage, {}, reason=silent.reason or f"{silent.status}")
    counted = {group: int(result.value or 0) for group, result in groups.items()}
    of_unknown = [
        n
        for group, n in counted.items()
        if UNKNOWN in group.split(CROSS) and ADOLESCENT not in group.split(CROSS)
    ]
    return StageCount(
        stage,
        {group: n for group, n in counted.items() if not _outside(group)},
        int(known.value or 0),
        sum(of_unknown),
        flags=known.flags,
    )


def _outside(group: str) -> bool:
    return bool({UNKNOWN, "unborn", "18+"} & set(group.split(CROSS)))
