"""The manifest says what a pack is made from and seals its files; the same again changes nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from goldenthread.analysis.figures import Key
from goldenthread.publication.content.dataset import leaving_keys
from goldenthread.publication.content.document import document
from goldenthread.publication.figures_in import keys_in
from goldenthread.publication.formats import FORMATS
from goldenthread.publication.pack import content_of, write_pack
from tests.publication.made_up import made_up_edition


def states(folder: Path) -> dict[str, tuple[int, int]]:
    return {p.name: (p.stat().st_ino, p.stat().st_mtime_ns) for p in folder.iterdir()}


def test_the_manifest_names_every_other_file_with_its_hash(tmp_path: Path) -> None:
    out = tmp_path / "pack"
    written = write_pack(made_up_edition(), ("html",), out)
    said = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    pages = [path for path in written if path.suffix == ".html"]
    assert said["files"] == {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in pages}
    assert {path.name for path in out.iterdir()} == {*said["files"], "manifest.json"}


def test_the_manifest_says_what_the_pack_is_made_from(tmp_path: Path) -> None:
    edition = made_up_edition()
    write_pack(edition, ("html",), tmp_path / "pack")
    said = json.loads((tmp_path / "pack" / "manifest.json").read_text(encoding="utf-8"))
    assert said["authority"] == edition.authority
    assert said["period"] == "2023-12"
    assert said["snapshot"] == edition.snapshot
    assert said["data_date"] == edition.data_date.isoformat()
    assert said["synthetic"] is True
    assert said["measures"] == {name: one.version for name, one in edition.measures.items()}


def test_the_manifest_of_a_public_pack_names_no_snapshot(tmp_path: Path) -> None:
    write_pack(made_up_edition(audience="public"), ("html",), tmp_path / "pack")
    assert "snapshot" not in json.loads((tmp_path / "pack" / "manifest.json").read_text(encoding="utf-8"))


def test_the_same_edition_again_leaves_the_folder_as_it_is(tmp_path: Path) -> None:
    out = tmp_path / "pack"
    first = write_pack(made_up_edition(), ("html",), out)
    before, folder = states(out), out.stat().st_ino
    assert write_pack(made_up_edition(), ("html",), out) == first
    assert (states(out), out.stat().st_ino) == (before, folder)


def test_a_page_that_was_changed_is_written_again(tmp_path: Path) -> None:
    out = tmp_path / "pack"
    write_pack(made_up_edition(), ("html",), out)
    sealed = (out / "data.html").read_bytes()
    (out / "data.html").write_bytes(sealed + b"<p>more</p>")
    write_pack(made_up_edition(), ("html",), out)
    assert (out / "data.html").read_bytes() == sealed


def test_pages_alone_register_the_figures_that_they_print_and_no_other() -> None:
    asked: list[set[Key]] = []
    edition = made_up_edition()
    recording = replace(edition, prove=lambda keys: asked.append(set(keys)) or {})
    for formats in (("html",), ("html", "csv"), FORMATS):
        content_of(recording, formats)
    printed = set(keys_in(document(edition)))
    assert asked == [printed, set(leaving_keys(edition, document(edition))), asked[1]]
    assert printed < asked[1]
