"""Names inside zip files: five hundred that lead elsewhere, act or hide. None is ever a path."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.packed import unpack
from goldenthread.sources.received import receive
from tests.sources.test_packed import zipped

pytestmark = pytest.mark.faults
BEFORE = ("", "../", "..\\", "/", "//host/share/", "C:\\", "c:", "./../", "a/../../", "\\\\?\\C:\\", "~/")
MIDDLE = (
    "evil",
    "CON",
    "nul",
    "etc/passwd",
    "a" * 300,
    "\u202egnp",
    "e\u0301vil",
    "\uff052e",
    "..",
    "…",
    "\x85.",
    "\x9b2J",
)
AFTER = ("", ".csv", "\x1b[31m", "\u200b.csv", "/..")
NAMES = ["".join(parts) for parts in itertools.product(BEFORE, MIDDLE, AFTER)]


def test_no_name_is_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: pytest.RecordProperty
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    refused = 0
    for name in NAMES:
        content = zipped({name: b"a,b\n1,2\n"}) if name else b""
        try:
            entries, _ = unpack("x.zip", content)
        except RefusedInput:
            refused += 1
            continue
        for entry in entries:
            assert ".." not in (*entry.folders, entry.name)
            assert not any(mark in entry.name for mark in "/\\\x1b\u202e\u200b")
        assert not any("\x80" <= mark <= "\x9f" for mark in name), name
    record_property("count", f"F4: names in zip files: {len(NAMES)}, {refused} refused")
    assert len(NAMES) >= 500
    assert refused > 300
    assert [path.name for path in tmp_path.rglob("*")] == ["work"]


def test_a_zip_file_that_holds_such_a_name_is_refused_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"ssd_person.csv": b"a,b\n", "../x.csv": b"a,b\n"}))
    with pytest.raises(RefusedInput, match="leads elsewhere"):
        receive([tmp_path / "x.zip"])
