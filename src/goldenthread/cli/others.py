"""Published figures beside each other, for the page of comparison."""

from __future__ import annotations

from goldenthread.analysis.comparators import Wanted, every_comparators, rug
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.edition import Edition
from goldenthread.publication.others import Others
from goldenthread.warehouse.published.statistics import PublishedStatistics


def others(made: Edition, published: PublishedStatistics, settings: Wanted) -> Others:
    """Every measure with a comparable series, those that the edition shows before the rest."""
    if not published.files:
        return Others(rule=settings.average)
    order = dict.fromkeys([*(shown.measure.id for shown in all_shown(made)), *made.measures])
    named = [made.measures[name] for name in order if made.measures[name].benchmarks]
    authority, when = settings.compared_as or made.authority, made.period.end
    return Others(
        files=len(published.files),
        rule=settings.average,
        compared_as=published.name(published.number(authority)) if settings.compared_as else "",
        comparators=every_comparators(named, made.authority, when, published, wanted=settings),
        rug=rug(named, authority, when, published),
    )
