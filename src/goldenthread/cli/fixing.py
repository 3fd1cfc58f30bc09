"""`check --fix-list`: what to mend, by team, as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from goldenthread.base.errors import UsageError
from goldenthread.cli.reveal import own_ids, places
from goldenthread.cli.say import say, working
from goldenthread.publication.fix_list import Entry, FixList, write
from goldenthread.sources.quality import rules
from goldenthread.warehouse.snapshot import Snapshot
from goldenthread.warehouse.workspace import Workspace


def write_fix_list(
    here: Workspace, loaded: Snapshot, issues: pa.Table, path: Path, reveal: bool, purpose: str | None
) -> None:
    """Write the open issues as a workbook. Own ids stand in it only when asked for, with a purpose logged."""
    if reveal and not (purpose or "").strip():
        raise UsageError("Say why the ids are needed: --purpose TEXT.", why="The purpose is kept in the log.")
    if path.suffix.lower() != ".xlsx":
        raise UsageError("A fix-list is a workbook.", do="Give it a name that ends in .xlsx.")
    rows: list[dict[str, Any]] = issues.to_pylist()
    with working("Writing the fix-list") as step:
        found = places(loaded, [row["row_ref"] for row in rows])
        if reveal:
            step("reading the council's own ids")
            own_ids(here, loaded, rows, purpose=str(purpose), list="fix-list", file=path.name)
        names = {row["team_id"]: row["name"] for row in loaded.rows("teams")}
        entries = [_entry(row, found[row["row_ref"]][1:], names) for row in rows]
        write(path, FixList(here.name, loaded.extracted_on, here.synthetic, reveal, entries))
    teams = len({entry.team for entry in entries})
    say(f"{len(entries):,} issues of {teams} teams: {path}")


def _entry(row: dict[str, Any], place: tuple[str, str | None, int], names: dict[str, str]) -> Entry:
    rule = rules()[row["rule"]]
    return Entry(
        team=names.get(row["team"], row["team"] or ""),
        says=rule.says,
        do=rule.do,
        severity=rule.severity,
        dfe=rule.dfe,
        rule=rule.code,
        file=place[0],
        sheet=place[1] or "",
        row=place[2],
        child=row.get("own_id") or row["person_id"] or "",
        record=row["record"],
    )
