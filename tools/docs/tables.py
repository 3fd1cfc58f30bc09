"""The data dictionary, from the declared tables."""

from __future__ import annotations

import importlib
import pkgutil

from goldenthread.model import tables as declared
from goldenthread.model.table import Column, Table
from tools.docs.markdown import code, table

INTRO = """# Canonical tables

Every source is read into these tables, whatever standard it came in. An identifier is hashed when it is
loaded. A table of records also carries the authority and, for each row, `source_std`, `load_id` and
`as_at`: the standard, the load and the extract date it came from."""


def pages() -> dict[str, str]:
    """One page with every canonical table; none while no table is declared."""
    found = _tables()
    if not found:
        return {}
    return {"reference/tables.md": "\n\n".join([INTRO, *(_section(found[name]) for name in sorted(found))])}


def _tables() -> dict[str, Table]:
    modules = [declared] + [
        importlib.import_module(module.name)
        for module in pkgutil.walk_packages(declared.__path__, f"{declared.__name__}.")
    ]
    found: dict[str, Table] = {}
    for module in modules:
        for value in vars(module).values():
            found.update((item.name, item) for item in _declared_in(value))
    return found


def _declared_in(value: object) -> list[Table]:
    if isinstance(value, dict):
        value = list(value.values())
    items = value if isinstance(value, list | tuple) else [value]
    return [item for item in items if isinstance(item, Table)]


def _section(one: Table) -> str:
    rows = [(code(c.name), _type(c), "yes" if c.required else "", c.meaning) for c in one.columns]
    parts = [
        f"## {one.name}",
        f"{one.title}. Key: {', '.join(code(name) for name in one.key)}.",
        one.note,
        table(("Column", "Type", "Required", "Meaning"), rows),
    ]
    return "\n\n".join(part for part in parts if part)


def _type(column: Column) -> str:
    words: list[str] = [column.type]
    if column.values:
        words.append(", ".join(code(value) for value in column.values))
    if column.codes:
        words.append(f"code list {code(column.codes)}")
    if column.identifier:
        words.append(f"{column.identifier} identifier")
    if column.references:
        words.append(f"refers to {code(column.references)}")
    return "; ".join(words)
