"""A pack for which the disk has no room: the one that stood there stands, and nothing else is left."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.publication import pack
from goldenthread.publication.manifest import MANIFEST
from goldenthread.publication.pack import write_pack
from tests.publication.made_up import made_up_edition


def test_the_pack_that_stood_there_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edition, out, calls = made_up_edition(), tmp_path / "pack", []
    real = Path.write_bytes

    def write(path: Path, held: bytes) -> int:
        calls.append(path)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(path, held)

    files = {"a.html": b"a", "b.html": b"b", MANIFEST: b'{"files": {"a.html": "", "b.html": ""}}'}
    monkeypatch.setattr(pack, "content_of", lambda *_: None)
    monkeypatch.setattr(pack, "files_of", lambda *_: files)
    for stood in (False, True):
        if stood:
            write_pack(edition, ("html",), out)
            files = {**files, "a.html": b"other"}
        before = sorted(tmp_path.rglob("*"))
        calls.clear()
        with monkeypatch.context() as patched:
            patched.setattr(Path, "write_bytes", write)
            with pytest.raises(RefusedInput, match="no room on the disk for the pack") as refused:
                write_pack(edition, ("html",), out)
        said = "The pack that stood there stands." if stood else "Nothing of it was written."
        assert (refused.value.where, refused.value.why) == (out, said)
        assert sorted(tmp_path.rglob("*")) == before
    assert (out / "a.html").read_bytes() == b"a"
