"""The workspace that the command line names, if it does."""

from __future__ import annotations

from pathlib import Path

_named: list[Path] = []


def name_workspace(path: Path | None) -> None:
    """Remember it for the command."""
    _named[:] = [path] if path else []


def named_workspace() -> Path | None:
    """What was named."""
    return _named[0] if _named else None
