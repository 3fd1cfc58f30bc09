"""`init`: a workspace, and its key outside it."""

from __future__ import annotations

from pathlib import Path

from goldenthread.cli import context, settings
from goldenthread.cli.say import say
from goldenthread.sources.registers.templates import write_templates
from goldenthread.warehouse.files import whole_folder, write_whole
from goldenthread.warehouse.workspace import create


def make_workspace(directory: Path, authority: str, name: str | None, key: Path | None) -> None:
    """Make the workspace and say where its key lies."""
    made, new_key = create(directory, authority, name, key)
    _furnish(made.root)
    say(f"Workspace of {made.name} ({made.authority}) in {made.root}")
    if new_key:
        say(f"A new key was made: {made.key_path}")
        say("Keep a copy in a safe place, apart from the workspace: without it the lists of children behind")
        say("figures and the files as received cannot be read. Figures stay readable.")
    else:
        say(f"Its key: {made.key_path}")


def _furnish(root: Path) -> None:
    """What a council may change, where it is not there yet: its strategy, targets, parameters,
    annotations, and the templates of the registers it may keep."""
    if not (root / "strategy.yml").exists():
        write_whole(root / "strategy.yml", context.shipped_strategy().encode())
    for file, header in settings.headers().items():
        if not (root / file).exists():
            write_whole(root / file, header.encode())
    if not (root / "templates").exists():
        with whole_folder(root / "templates") as folder:
            write_templates(folder)
