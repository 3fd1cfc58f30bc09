"""`disclosure`: what disclosure control would withhold from the public edition of a month, and why."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.disclosure import Reason, Report
from goldenthread.cli import context
from goldenthread.cli.for_the_public import for_the_public
from goldenthread.cli.month_edition import LOOKING, whole
from goldenthread.cli.packing import month_of_edition
from goldenthread.cli.say import figures as screen
from goldenthread.cli.say import print_table, say, working


def print_disclosure(period: str | None) -> None:
    """Withheld figures by measure and reason, in numbers of figures; never a value."""
    here = context.workspace()
    loaded = context.snapshot(here, context.catalogue(here))
    when = month_of_edition(period, loaded)
    with working(f"Computing the edition of {when.words()}") as step:
        made = whole(here, loaded, when)
        step(LOOKING)
        report = for_the_public(here, loaded, made).report
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
