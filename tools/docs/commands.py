"""The command reference, from the command line itself."""

from __future__ import annotations

from typing import Any

import typer.main

from goldenthread.cli.app import app
from tools.docs.markdown import code, table


def pages() -> dict[str, str]:
    """One page with every command."""
    root: Any = typer.main.get_command(app)
    commands: dict[str, Any] = getattr(root, "commands", {})
    shown = {name: command for name, command in sorted(commands.items()) if not command.hidden}
    parts = ["# Commands", _section("goldenthread", root)]
    for name, command in shown.items():
        parts.append(_section(f"goldenthread {name}", command))
        below: dict[str, Any] = getattr(command, "commands", {})
        parts += [_section(f"goldenthread {name} {one}", below[one]) for one in sorted(below)]
    return {"reference/commands.md": "\n\n".join(parts)}


def _section(name: str, command: Any) -> str:
    rows = [_parameter(parameter) for parameter in command.params if not getattr(parameter, "hidden", False)]
    parts = [f"## {name}", (command.help or "").strip()]
    if rows:
        parts.append(table(("Argument or option", "Meaning"), rows))
    return "\n\n".join(part for part in parts if part)


def _parameter(parameter: Any) -> tuple[str, str]:
    is_argument = parameter.param_type_name == "argument"
    name = parameter.name.upper() if is_argument else ", ".join(parameter.opts)
    return code(name), getattr(parameter, "help", None) or ""
