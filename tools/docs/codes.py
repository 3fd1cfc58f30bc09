"""The code lists, with their labels, groups and historic codes."""

from __future__ import annotations

from goldenthread.model.codes import CODES, Code, CodeList
from tools.docs.markdown import code, table

INTRO = """# Code lists

The codes that columns of the [canonical tables](tables.md) hold. A historic code stays valid for the
records of its time. A group is the name under which a breakdown counts the code."""


def pages() -> dict[str, str]:
    """One page with every code list."""
    return {"reference/code-lists.md": "\n\n".join([INTRO, *map(_section, CODES.values())])}


def _section(one: CodeList) -> str:
    grouped = bool(one.groups)
    header = ("Code", "Label", "In returns", *(("Group",) if grouped else ()))
    rows = [_row(item, grouped) for item in one.codes]
    parts = [f"## {one.name}", f"{one.title}.", one.note, table(header, rows), _groups(one)]
    return "\n\n".join(part for part in parts if part)


def _row(item: Code, grouped: bool) -> tuple[str, ...]:
    label = f"{item.label}; read as {code(item.reads_as)}" if item.reads_as else item.label
    return (code(item.code), label, _dates(item), *((code(item.group),) if grouped else ()))


def _dates(item: Code) -> str:
    parts = [f"from {item.since}" if item.since else "", f"to {item.until}" if item.until else ""]
    return " ".join(part for part in parts if part)


def _groups(one: CodeList) -> str:
    if not one.groups:
        return ""
    return "Groups, in the order printed: " + ", ".join(
        f"{code(name)} ({label})" for name, label in one.groups.items()
    )
