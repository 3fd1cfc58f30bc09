"""`disclosure`: what disclosure control would withhold from the public edition of a month, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.analysis.disclosure import Reason, Report, policy_of, suppress
from goldenthread.cli import context
from goldenthread.cli.packing import edition, month_of_edition
from goldenthread.cli.say import figures as screen
from goldenthread.cli.say import print_table, say, working
from goldenthread.editions.releases.ledger import ledger
from goldenthread.publication.audiences import PUBLIC
from goldenthread.publication.edition import Edition
from goldenthread.publication.for_audience import for_audience
from goldenthread.warehouse.workspace import SETTINGS, Workspace


def for_the_public(here: Workspace, made: Edition) -> tuple[Edition, Report]:
    """The edition as the public may see it, and what was done: cut down to what its pages print, passed
    through disclosure control beside every earlier public release, and judged anew by what was left."""
    cut = for_audience(replace(made, audience=PUBLIC.name))
    keys = {(row.measure, row.period, row.breakdown, row.group) for row in cut.results}
    released = suppress(
        made.results,
        made.measures,
        made.authority,
        policy_of(here.disclosure, SETTINGS),
        public=keys,
        ledger=ledger(here, PUBLIC.name),
    )
    return for_audience(replace(cut, results=released.results)), released.report


def print_disclosure(period: str | None) -> None:
    """Withheld figures by measure and reason, in numbers of figures; never a value."""
    here = context.workspace()
    loaded = context.snapshot(here, context.catalogue(here))
    when = month_of_edition(period, loaded)
    with working(f"Computing the edition of {when.words()}") as step:
        made = edition(here, loaded, when)
        step("looking for what would give a child away")
        _, report = for_the_public(here, made)
    for sentence in report.words():
        say(sentence)
    print_table(screen, ("measure", "withheld", "because"), _rows(report), numbers=("withheld",))


def _rows(report: Report) -> Sequence[Sequence[str]]:
    found: list[tuple[str, int, Reason]] = [
        (measure, count, reason)
        for measure, counts in report.by_measure().items()
        for reason, count in counts.items()
    ]
    return [(measure, str(count), str(reason)) for measure, count, reason in found]
