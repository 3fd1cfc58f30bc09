"""From an edition to a folder of pages with their manifest, whole or absent."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from goldenthread.analysis.figures import Key
from goldenthread.base.errors import UsageError
from goldenthread.publication.content.document import document
from goldenthread.publication.edition import Edition
from goldenthread.publication.figures_in import keys_in
from goldenthread.publication.html.environment import environment
from goldenthread.publication.html.manifest import MANIFEST, manifest
from goldenthread.publication.html.paging import Part, anchors, parts_of
from goldenthread.publication.tree import Document

MARK = 'name="generator" content="goldenthread"'

ANCHOR = "anchor:"
LINK = f'href="{ANCHOR}([^"]*)"'
"""A link before its page is known. No text can look like one: quotation marks in it are escaped."""


def pages_of(edition: Edition) -> dict[str, str]:
    """The edition's pages: file name to HTML. The same edition gives the same bytes."""
    content = document(edition)
    drawn = _drawn(content, edition.prove(keys_in(content)))
    parts = parts_of(content, lambda block: len(drawn[id(block)].encode("utf-8")))
    places = {anchor: part.file for part in parts for anchor in anchors((*part.opening, *part.sections))}
    return {part.file: _page(content, parts, index, drawn, places) for index, part in enumerate(parts)}


def files_of(edition: Edition) -> dict[str, str]:
    """The pages and the manifest that seals them: file name to text."""
    pages = pages_of(edition)
    return {**pages, MANIFEST: manifest(edition, pages)}


def render_html(edition: Edition, out: Path) -> list[Path]:
    """Write pages and manifest into a new folder and rename it into place. Returns the files written.

    A folder that holds just these files is left as it is. A former pack in the same place is replaced; a
    folder that holds anything else is left alone and refused.
    """
    files = files_of(edition)
    _check_place(out)
    if not _holds(out, files):
        _write(out, files)
    return [out / name for name in files]


def _holds(out: Path, files: dict[str, str]) -> bool:
    """Whether a folder holds these files, byte for byte, and no other."""
    if not out.is_dir() or {path.name for path in out.iterdir()} != set(files):
        return False
    return all((out / name).read_bytes() == text.encode("utf-8") for name, text in files.items())


def _write(out: Path, files: dict[str, str]) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        for name, text in files.items():
            (new / name).write_text(text, encoding="utf-8", newline="\n")
        new.chmod(0o755)
        if out.exists():
            shutil.rmtree(out)
        new.rename(out)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _drawn(content: Document, proofs: Mapping[Key, str]) -> dict[int, str]:
    """Each block of the pages as HTML, by its identity, drawn once. Links name their anchor alone: on which
    page it stands is known when all blocks have been weighed."""
    template = environment().get_template("one.html.j2")
    return {
        id(block): template.render(block=block, proofs=proofs, href=lambda anchor: f"{ANCHOR}{anchor}")
        for page in content.pages
        for block in (*page.opening, *page.sections)
    }


def _page(
    content: Document, parts: list[Part], index: int, drawn: Mapping[int, str], places: Mapping[str, str]
) -> str:
    part = parts[index]
    text = (
        environment()
        .get_template("page.html.j2")
        .render(
            drawn=lambda block: drawn[id(block)],
            document=content,
            part=part,
            siblings=[each for each in parts if each.page is part.page],
            firsts=[each for each in parts if each.number == 1],
            before=parts[index - 1] if index else None,
            after=parts[index + 1] if index + 1 < len(parts) else None,
        )
    )
    return re.sub(LINK, lambda link: f'href="{_place(link[1], part.file, places)}"', text)


def _place(anchor: str, here: str, places: Mapping[str, str]) -> str:
    file = places.get(anchor, here)
    return f"#{anchor}" if file == here else f"{file}#{anchor}"


def _check_place(out: Path) -> None:
    """Refuse to replace a folder that is not a former pack."""
    if not out.exists():
        return
    index = out / "index.html"
    ours = not any(out.iterdir()) or (index.is_file() and MARK in index.read_text(encoding="utf-8"))
    strange = [p.name for p in out.iterdir() if p.suffix != ".html" and p.name != MANIFEST]
    if not out.is_dir() or not ours or strange:
        raise UsageError(
            f"'{out}' holds something that is not a pack of goldenthread, so it is not replaced.",
            do="Name a folder that does not exist yet, or one that holds an earlier pack and nothing else.",
        )
