"""Reads what Python files import, without running them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "goldenthread"


@dataclass(frozen=True)
class Import:
    """One imported name, by its full dotted path, and where the import stands."""

    file: Path
    line: int
    name: str

    @property
    def library(self) -> str:
        """The first part of the name: the installed package, or our own."""
        return self.name.partition(".")[0]

    @property
    def package(self) -> str | None:
        """The package of ours that is imported; None for a library or for goldenthread itself."""
        parts = self.name.split(".")
        return parts[1] if parts[0] == PACKAGE and len(parts) > 1 else None


def imports_below(root: Path) -> list[Import]:
    """Every import in the Python files below `root`, the source folder of the package."""
    return [found for file in sorted(root.rglob("*.py")) for found in imports_in(file, root)]


def imports_in(file: Path, root: Path) -> Iterator[Import]:
    """Imports of one file: at its top, inside functions, for types only, and by name at run time."""
    tree = ast.parse(file.read_text(encoding="utf-8"), filename=str(file))
    inside = file.relative_to(root)
    for node in ast.walk(tree):
        for name in _names(node, inside):
            yield Import(inside, getattr(node, "lineno", 0), name)


def _names(node: ast.AST, file: Path) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        module = _absolute(node, file)
        if module == PACKAGE:
            yield from (f"{PACKAGE}.{alias.name}" for alias in node.names)
        else:
            yield module
    elif isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__"} and node.args:
        argument = node.args[0]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value


def _absolute(node: ast.ImportFrom, file: Path) -> str:
    if not node.level:
        return node.module or ""
    parents = (PACKAGE, *file.parent.parts)
    base = parents[: len(parents) - node.level + 1]
    return ".".join((*base, *(node.module or "").split("."))).rstrip(".")


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))
