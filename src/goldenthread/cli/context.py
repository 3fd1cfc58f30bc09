"""What a command works in: the workspace, its snapshot and its catalogue."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from goldenthread.base.dates import month_number
from goldenthread.base.errors import UsageError, suggest
from goldenthread.base.folders import SETTINGS
from goldenthread.base.periods import Period, month, parse
from goldenthread.cli.named import named_workspace
from goldenthread.cli.own_cards import prove_own_cards
from goldenthread.cli.say import working
from goldenthread.cli.settings import own_settings
from goldenthread.engine.cards import catalogue_of
from goldenthread.engine.strategy import read_strategy
from goldenthread.model.measure import Measure
from goldenthread.model.strategy import Strategy
from goldenthread.warehouse.load import conform_anew, conform_as_known
from goldenthread.warehouse.snapshot import (
    Snapshot,
    current_snapshot,
    is_checked,
    is_readable,
    open_snapshot,
    pointed,
)
from goldenthread.warehouse.workspace import Workspace, find, read


def workspace() -> Workspace:
    """The workspace named, else that of the current folder."""
    named = named_workspace()
    if named is None:
        return find(Path.cwd())
    if not (named / SETTINGS).is_file():
        raise UsageError(
            f"There is no workspace in {named}.",
            do=f"Make one with: goldenthread init {named} --authority CODE --name NAME",
        )
    return read(named)


def snapshot(here: Workspace, measures: dict[str, Measure], as_known: str | None = None) -> Snapshot:
    """The current snapshot of the workspace, or that of what was known by a date, in a snapshot or when a
    load came in; with the workspace's own targets and parameters as they are today."""
    if as_known and pointed(here):
        with working(f"Going back to what was known: {as_known}") as step:
            found = open_snapshot(here, conform_as_known(here, as_known, step))
        found.own_rows = own_settings(here, measures)
        return found
    if pointed(here) and not is_readable(here):
        with working("Conforming the store anew: the software changed since the last load") as step:
            conform_anew(here, step)
    found = current_snapshot(here)
    found.own_rows = own_settings(here, measures)
    return found


def checked_snapshot(here: Workspace, measures: dict[str, Measure]) -> Snapshot:
    """The same, its issues found by the rules of this version of the software."""
    if pointed(here) and is_readable(here) and not is_checked(here):
        with working("Checking the store anew: the rules changed since the last load") as step:
            conform_anew(here, step)
    return snapshot(here, measures)


def catalogue(here: Workspace) -> dict[str, Measure]:
    """The measures in force: those shipped, and the council's own."""
    found = catalogue_of(here.catalogue)
    prove_own_cards(here, found)
    return found


def strategy(here: Workspace, measures: dict[str, Measure]) -> Strategy:
    """The council's strategy, else the example that is shipped."""
    own = here.root / "strategy.yml"
    if own.is_file():
        return read_strategy(own.read_text(encoding="utf-8"), file="strategy.yml", catalogue=measures)
    return read_strategy(shipped_strategy(), file="strategy.yml (shipped)", catalogue=measures)


def shipped_strategy() -> str:
    """The example strategy, as text."""
    return files("goldenthread.catalogue").joinpath("strategy.yml").read_text(encoding="utf-8")


def measure_named(name: str, measures: dict[str, Measure]) -> Measure:
    """A measure by id; an unknown one is refused with the nearest."""
    if name not in measures:
        raise UsageError(f"There is no measure '{name}'.", do=suggest(name, measures))
    return measures[name]


def period_or_latest(text: str | None, loaded: Snapshot) -> Period:
    """The period named, else the last whole month before or at the extract date."""
    if text is not None:
        return parse(text)
    number = month_number(loaded.extracted_on)
    whole = month(number)
    return whole if whole.end <= loaded.extracted_on else month(number - 1)
