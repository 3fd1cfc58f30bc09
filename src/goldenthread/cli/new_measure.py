"""`new-measure`: a card of a council's own, begun from one that works, checked and shown as it is written."""

from __future__ import annotations

import re
import signal
import textwrap
import time
from importlib.resources import files
from pathlib import Path

from goldenthread.base.errors import GoldenthreadError, UsageError, suggest
from goldenthread.base.periods import month
from goldenthread.cli import context
from goldenthread.cli.formats import number_text, value_text
from goldenthread.cli.say import figures as screen
from goldenthread.cli.say import print_table, say
from goldenthread.engine.cards import ID, shipped_measures
from goldenthread.engine.figures import figures
from goldenthread.engine.parameters import parameter_values
from goldenthread.engine.tallies import tallies
from goldenthread.engine.words import words
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result
from goldenthread.warehouse.facts import Fact, fact, facts
from goldenthread.warehouse.files import write_whole
from goldenthread.warehouse.snapshot import pointed
from goldenthread.warehouse.workspace import Workspace

MONTHS = 36
BAR = 30
"""Characters of the longest bar of the preview."""

LOOK_AGAIN = 0.5
"""Seconds between two looks at a card that is being written."""


def new_measure(name: str, like: str | None, of: str | None, watch: bool) -> None:
    """Begin a card if there is none of that id; then check it, run its examples and show 36 months."""
    here = context.workspace()
    if not re.fullmatch(ID, name):
        raise UsageError(f"'{name}' is not an id.", do="Use small letters, digits and single underscores.")
    path = _card_of(here, name)
    if path is None:
        path = begin(here, name, model_for(name, like, of))
        say(f"A card to make your own: {path}")
    elif like or of:
        raise UsageError(
            f"The card of '{name}' is there already: {path}.",
            do=f"Change it, or begin another. To check it: goldenthread new-measure {name}",
        )
    if watch:
        _watch(here, name, path)
    else:
        _check_and_show(here, name)


def _card_of(here: Workspace, name: str) -> Path | None:
    return next(iter(sorted(here.catalogue.glob(f"*/{name}.yml"))), None)


def model_for(name: str, like: str | None, of: str | None) -> Measure:
    """The shipped card to begin from: the one named, or the plainest of the fact named."""
    shipped = shipped_measures()
    if name in shipped and like is None and of is None:
        return shipped[name]
    if like:
        if like not in shipped:
            raise UsageError(f"There is no measure '{like}'.", do=suggest(like, shipped))
        measure = shipped[like]
        return shipped[measure.variant_of] if measure.variant_of else measure
    if of:
        counted = fact(of)
        cards = [one for one in shipped.values() if not one.variant_of and counted.name in _facts_of(one)]
        return min(cards, key=lambda one: (one.form != "count", bool(one.split), one.base is None))
    lines = [f"  {name:28}{each.title}" for name, each in sorted(facts().items())]
    raise UsageError(
        f"Say what '{name}' counts, or which measure it is like.",
        do=f"goldenthread new-measure {name} --like contacts_received\n"
        f"goldenthread new-measure {name} --fact FACT, where FACT is one of:\n" + "\n".join(lines),
    )


def _facts_of(measure: Measure) -> dict[str, None]:
    counted = tallies([measure], shipped_measures(), None).values()
    return dict.fromkeys(tally.component.fact for tally in counted)


def begin(here: Workspace, name: str, model: Measure) -> Path:
    """Write a card under a new id that is another's in all else, with a guide at its head."""
    shipped = files("goldenthread.catalogue").joinpath(model.subject, f"{model.id}.yml")
    text = shipped.read_text(encoding="utf-8")
    text = re.sub(r"\Aid: .*$", f"id: {name}", text, count=1, flags=re.MULTILINE)
    path = here.catalogue / "local" / f"{name}.yml"
    write_whole(path, (_guide(name, model) + text).encode())
    return path


def _guide(name: str, model: Measure) -> str:
    """The comment at the head of a new card: what to do with it, and the words its rule may use."""
    lines = [
        f"Begun from {model.id}. Change the name, the rule and the examples to your own, save, and run",
        f"  goldenthread new-measure {name}            or, to have it done at every save, with --watch",
        "which checks every field, runs the examples and shows the last 36 months.",
        "A line of 'rows' is one record; 'expect' is what must come out of the records of its example.",
    ]
    for counted in _facts_of(model):
        lines += ["", f"What can be asked of {fact(counted).title.lower()} ({counted}):"]
        lines += _columns(fact(counted))
    return "".join(f"# {line}".rstrip() + "\n" for line in lines) + "\n"


def _columns(counted: Fact) -> list[str]:
    lines = []
    for column in counted.columns.values():
        values = f"; one of {', '.join(column.values)}" if column.values else ""
        said = f"{column.name:28}{column.means} ({column.type}{values})"
        lines += textwrap.wrap(said, 108, initial_indent="  ", subsequent_indent=" " * 30)
    return lines


def _watch(here: Workspace, name: str, path: Path) -> None:
    """Check at every save until Ctrl-C; a card that is not right yet is no end."""
    say(f"Watching {path}. Save it to see it checked; Ctrl-C ends.")
    seen = 0.0
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # also when a script started it in the background
    try:
        while True:
            changed = path.stat().st_mtime_ns if path.exists() else seen
            if changed != seen:
                seen = changed
                _try(here, name)
            time.sleep(LOOK_AGAIN)
    except KeyboardInterrupt:
        say("")


def _try(here: Workspace, name: str) -> None:
    try:
        _check_and_show(here, name)
    except GoldenthreadError as error:
        say(str(error))


def _check_and_show(here: Workspace, name: str) -> None:
    measures = context.catalogue(here)
    measure = context.measure_named(name, measures)
    loaded = context.snapshot(here, measures) if pointed(here) else None
    values = parameter_values(loaded.rows("parameters") if loaded else [])
    screen.print(f"{measure.name}: {words(measure, measures, values, here.authority).sentence}")
    examples = len(measure.examples)
    say(f"The card is right, and its {examples} example{'' if examples == 1 else 's'} come out.")
    if loaded is None:
        say("Nothing is loaded yet: load a council's files to see the figures of the last 36 months.")
        return
    latest = context.period_or_latest(None, loaded)
    months = [month(number) for number in range(latest.last_month - MONTHS + 1, latest.last_month + 1)]
    _preview(measure, list(figures(loaded, measures, [measure], months, [])))
    if not _is_shown(here, measures, name):
        say(f"To have it in the edition, add '- measure: {name}' to a priority in {here.root}/strategy.yml.")


def _is_shown(here: Workspace, measures: dict[str, Measure], name: str) -> bool:
    found = context.strategy(here, measures)
    return any(shown.measure == name for priority in found.priorities for shown in priority.measures)


def _preview(measure: Measure, found: list[Result]) -> None:
    """A line a period, with a bar; of a measure in groups a line a group."""
    highest = max((abs(result.value) for result in found if result.value is not None), default=0) or 1
    rows = [
        (
            result.period,
            *([result.group] if measure.split else []),
            number_text(result.numerator),
            number_text(result.denominator),
            value_text(result),
            result.reason or "█" * round(abs(result.value or 0) / highest * BAR),
        )
        for result in found
    ]
    groups = ("Group",) if measure.split else ()
    print_table(screen, ("Period", *groups, "n", "of", "Value", ""), rows, ("n", "of", "Value"))
