"""What commentary may refer to, made from an edition; and commentary put into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from goldenthread.analysis.disclosure.policy import DEFAULT, Policy
from goldenthread.base.periods import Period
from goldenthread.editions.commentary.binding import Bound, bind
from goldenthread.editions.commentary.world import SUMMARY, World
from goldenthread.publication.audiences import audience_of
from goldenthread.publication.content.names import group_name
from goldenthread.publication.content.reader import all_shown, shown_measures
from goldenthread.publication.content.words import GLOSSARY
from goldenthread.publication.edition import Edition


def world_of(edition: Edition, policy: Policy = DEFAULT) -> World:
    """The edition as commentary sees it; `policy` says of a public one what is a small number."""
    shown: dict[str, Period] = {one.measure.id: one.period for one in all_shown(edition)}
    priorities = {
        one.id: tuple(each.measure.id for each in shown_measures(edition, one))
        for one in edition.strategy.priorities
    }
    return World(
        authority=edition.authority,
        authority_name=edition.authority_name,
        period=edition.period,
        measures=edition.measures,
        results=edition.results,
        shown=shown,
        sections={SUMMARY: tuple(shown), **priorities, **{one: (one,) for one in shown}},
        targets=edition.targets,
        comparators=edition.comparators,
        register=edition.register,
        parameters={one.measure: one.parameters for one in edition.definitions.values()},
        glossary=frozenset(GLOSSARY),
        labels=edition.labels,
        threshold=policy.threshold,
        rounding=policy.moving_rounding if edition.rounding > 1 else 1,
        plain=audience_of(edition.audience).plain,
        name=lambda breakdown, group: group_name(breakdown, group, edition.labels),
    )


def with_commentary(edition: Edition, texts: Mapping[str, str]) -> tuple[Edition, tuple[Bound, ...]]:
    """The edition with the commentary of its sections, by section, and each section as it was bound: whether
    it may go out is for `check` to say."""
    world = world_of(edition)
    bound = tuple(bind(section, text, world) for section, text in texts.items())
    return replace(edition, commentary={one.section: one.said for one in bound}), bound
