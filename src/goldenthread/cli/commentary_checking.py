"""`commentary check`: what keeps commentary from release, section by section."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from goldenthread.base.errors import RefusedInput, UsageError, suggest
from goldenthread.base.numbers import count_of
from goldenthread.base.periods import Period
from goldenthread.cli import context
from goldenthread.cli.commentary_world import world_of
from goldenthread.cli.for_the_public import for_the_public
from goldenthread.cli.formats import CSV, JSON, TABLE, check_format, print_csv, print_json
from goldenthread.cli.month_edition import LOOKING, edition, whole
from goldenthread.cli.say import figures as screen
from goldenthread.cli.say import print_table, say, working
from goldenthread.editions.commentary.checking import check
from goldenthread.editions.commentary.decisions import undecided
from goldenthread.editions.commentary.files import (
    folder_of,
    read_folder_decisions,
    read_folder_printed,
    read_sections,
)
from goldenthread.editions.commentary.public import check_for_public
from goldenthread.editions.commentary.remark import Remark
from goldenthread.publication.audiences import PUBLIC
from goldenthread.warehouse.snapshot import Snapshot
from goldenthread.warehouse.workspace import Workspace

FIELDS = ("section", "line", "column", "code", "blocks", "message", "mend", "key")
AUDIENCES = ("internal", PUBLIC.name)

Checked = Callable[..., tuple[Remark, ...]]
"""From the name, the text and `written_with` of a section to its remarks."""


def check_commentary(folder: Path, period: str | None, audience: str, format_: str) -> None:
    """Print the remarks on the sections in a folder. Raises RefusedInput when one blocks."""
    check_format(format_)
    if audience not in AUDIENCES:
        raise UsageError(f"There is no audience '{audience}'.", do=suggest(audience, AUDIENCES))
    here = context.workspace()
    loaded = context.snapshot(here, context.catalogue(here))
    when = context.period_or_latest(period, loaded)
    if when.kind != "month":
        raise UsageError(f"An edition is of a month, not of {when.words()}.", do="Name it as 2023-12.")
    place = folder_of(folder, when)
    texts, decisions, printed = read_sections(place), read_folder_decisions(place), read_folder_printed(place)
    with working(f"Computing the edition of {when.words()}") as step:
        checked = (
            _for_public(here, loaded, when, step)
            if audience == PUBLIC.name
            else _internal(here, loaded, when)
        )
    found = [
        remark
        for name, text in texts.items()
        for remark in checked(name, text, written_with=printed.get(name, {}))
    ]
    left = undecided(found, decisions)
    _PRINTERS[format_](left)
    _conclude(left, len(found) - len(left), len(texts))


def _internal(here: Workspace, loaded: Snapshot, when: Period) -> Checked:
    return partial(check, world=world_of(edition(here, loaded, when)))


def _for_public(here: Workspace, loaded: Snapshot, when: Period, step: Callable[[str], None]) -> Checked:
    """By the figures that the public may see and the policy of the workspace."""
    made = whole(here, loaded, when)
    step(LOOKING)
    public = for_the_public(here, loaded, made)
    return partial(check_for_public, own=world_of(made), public=world_of(public.edition, public.policy))


def _conclude(remarks: Sequence[Remark], decided: int, sections: int) -> None:
    blocking = sum(remark.blocks for remark in remarks)
    found = count_of(len(remarks), "remark")
    said = f"{count_of(sections, 'section')} read: {found}, of which {blocking} keep it from release"
    if decided:
        said += f"; {decided} decided by a person"
    if blocking:
        raise RefusedInput(
            f"{said}.", why="A figure that nobody can prove may be wrong.", do="Mend each place that blocks."
        )
    say(f"{said}.")


def _print_table(remarks: Sequence[Remark]) -> None:
    rows = [
        (
            f"{one.section}.md:{one.line}:{one.column}",
            one.code,
            "blocks" if one.blocks else "to decide",
            one.message,
            one.mend,
        )
        for one in remarks
    ]
    if rows:
        print_table(screen, ("Place", "Kind", "", "What", "Instead"), rows)


def _records(remarks: Sequence[Remark]) -> list[dict[str, Any]]:
    return [{name: getattr(one, name) for name in FIELDS} for one in remarks]


_PRINTERS: dict[str, Callable[[Sequence[Remark]], None]] = {
    TABLE: _print_table,
    CSV: lambda remarks: print_csv(FIELDS, _records(remarks)),
    JSON: lambda remarks: print_json(FIELDS, _records(remarks)),
}
