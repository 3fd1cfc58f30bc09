"""From an edition to a folder of files in the formats asked for, with their manifest; whole or absent."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from goldenthread.base.beside import Beside
from goldenthread.base.errors import UsageError
from goldenthread.base.folders import take_place
from goldenthread.base.room import needs_room
from goldenthread.publication.content.dataset import leaving_keys
from goldenthread.publication.content.document import document
from goldenthread.publication.edition import Edition
from goldenthread.publication.figures_in import keys_in
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.formats import FORMATS
from goldenthread.publication.manifest import MANIFEST, manifest
from goldenthread.publication.rendering import Content, Files

PAGES = frozenset({"html"})
"""The formats that hold the figures of the content tree and no data besides."""


def content_of(edition: Edition, formats: Iterable[str] = FORMATS, second: Beside | None = None) -> Content:
    """The edition as content for its audience, the figures that go out in the formats registered as such. A
    `second` process makes half of it."""
    edition, second = for_audience(edition), second or Beside()
    tree = document(edition, second)
    going_out = keys_in(tree) if PAGES.issuperset(formats) else leaving_keys(edition, tree)
    return Content(edition, tree, edition.prove(going_out), second)


def files_of(content: Content, formats: Iterable[str]) -> Files:
    """The files of the formats and the manifest that seals them."""
    files: Files = {}
    for name in formats:
        files |= _renderer(name)(content)
    return {**files, MANIFEST: manifest(content.edition, files)}


def write_pack(
    edition: Edition, formats: Iterable[str], out: Path, second: Beside | None = None
) -> list[Path]:
    """Write the pack into a new folder and rename it into place. Returns the files written.

    A folder that holds just these files is left as it is. A former pack in the same place is replaced; a
    folder that holds anything else is left alone and refused.
    """
    _check_place(out)
    formats = tuple(formats)
    files = files_of(content_of(edition, formats, second), formats)
    if not _holds(out, files):
        stands = (
            "The pack that stood there stands."
            if (out / MANIFEST).is_file()
            else "Nothing of it was written."
        )
        with needs_room("the pack", out, files, stands):
            _write(out, files)
    return [out / name for name in files]


def _renderer(name: str) -> Callable[[Content], Files]:
    """The renderer of a format; its libraries are loaded when it is asked for."""
    files: Callable[[Content], Files] = import_module(f"goldenthread.publication.{name}").files
    return files


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def _holds(out: Path, files: Files) -> bool:
    """Whether a folder holds these files, byte for byte, and no other."""
    if not out.is_dir() or _names(out) != set(files):
        return False
    return all((out / name).read_bytes() == held for name, held in files.items())


def _write(out: Path, files: Files) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        for name, held in files.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(held)
        new.chmod(0o755)
        take_place(new, out)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _check_place(out: Path) -> None:
    """Refuse to replace a folder that is not a former pack: one whose manifest names all its files."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    if not out.is_dir() or _names(out) - _said(out):
        raise UsageError(
            f"'{out}' holds something that is not a pack of goldenthread, so it is not replaced.",
            do="Name a folder that does not exist yet, or one that holds an earlier pack and nothing else.",
        )


def _said(out: Path) -> set[str]:
    """The files that the manifest of a former pack names, itself among them."""
    try:
        return {MANIFEST, *json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
