"""`commentary check`: what keeps commentary from release, section by section."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from goldenthread.base.errors import RefusedInput, UsageError, suggest
from goldenthread.cli import context
from goldenthread.cli.commentary_world import world_of
from goldenthread.cli.formats import CSV, JSON, TABLE, check_format, print_csv, print_json
from goldenthread.cli.month_edition import edition
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
from goldenthread.editions.commentary.remark import Remark

FIELDS = ("section", "line", "column", "code", "blocks", "message", "mend", "key")
AUDIENCES = ("internal", "public")


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
    with working(f"Computing the edition of {when.words()}"):
        world = world_of(edition(here, loaded, when))
    found = [
        remark
        for name, text in texts.items()
        for remark in check(name, text, world, audience=audience, written_with=printed.get(name, {}))
    ]
    left = undecided(found, decisions)
    _PRINTERS[format_](left)
    _conclude(left, len(found) - len(left), len(texts))


def _conclude(remarks: Sequence[Remark], decided: int, sections: int) -> None:
    blocking = sum(remark.blocks for remark in remarks)
    noun = "section" if sections == 1 else "sections"
    said = f"{sections} {noun} read: {len(remarks)} remarks, of which {blocking} keep it from release"
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
