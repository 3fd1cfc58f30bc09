"""The generated documents: what they are made from, and whether they are stale.

A generator is a function that gives pages: path below docs/ to text. It reads the code or the cards and
nothing else, so that a page cannot say what the software does not do.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tools.docs import codes, commands, measures, published_series, standards, tables

Pages = dict[str, str]

GENERATORS: tuple[Callable[[], Pages], ...] = (
    measures.pages,
    tables.pages,
    codes.pages,
    commands.pages,
    standards.pages,
    published_series.pages,
)

MARK = "<!-- Written by `make docs`; change the code or the card instead. -->"
"""First line of every generated page; a page with this mark that no generator gives is left over."""


def generated() -> Pages:
    """Every page of every generator, marked."""
    pages: Pages = {}
    for generator in GENERATORS:
        pages.update(generator())
    return {path: f"{MARK}\n\n{text.strip()}\n" for path, text in sorted(pages.items())}


def stale(folder: Path, pages: Pages) -> list[str]:
    """Pages that are missing, differ, or are left over in `folder`."""
    differing = [path for path, text in pages.items() if _read(folder / path) != text]
    return sorted(differing + [path for path in _marked(folder) if path not in pages])


def write(folder: Path, pages: Pages) -> list[str]:
    """Bring `folder` up to date; returns what was changed."""
    changed = stale(folder, pages)
    for path in changed:
        if path in pages:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(pages[path], encoding="utf-8")
        else:
            (folder / path).unlink()
    return changed


def _marked(folder: Path) -> list[str]:
    pages = folder.rglob("*.md")
    return [page.relative_to(folder).as_posix() for page in pages if (_read(page) or "").startswith(MARK)]


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
