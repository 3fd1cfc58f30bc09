"""`init`: a workspace, and its key outside it."""

from __future__ import annotations

from pathlib import Path

from goldenthread.cli.say import say
from goldenthread.warehouse.workspace import create


def make_workspace(directory: Path, authority: str, name: str | None, key: Path | None) -> None:
    """Make the workspace and say where its key lies."""
    made, new_key = create(directory, authority, name, key)
    say(f"Workspace of {made.name} ({made.authority}) in {made.root}")
    if new_key:
        say(f"A new key was made: {made.key_path}")
        say("Keep a copy in a safe place, apart from the workspace: without it the lists of children behind")
        say("figures and the files as received cannot be read. Figures stay readable.")
    else:
        say(f"Its key: {made.key_path}")
