"""Files that are not what their name says: refused or passed over by content, whatever the ending."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.received import receive
from tests.hostile.runner import Worker
from tests.hostile.seeds import TEXTS, seeds
from tests.sources import workbooks as made
from tests.sources.folders import SSD, load, write_folder

pytestmark = pytest.mark.faults
CANARY = b"CANARYNAME"
CONTENTS = {
    "page": b"<!DOCTYPE html><html><table><tr><td>" + CANARY,
    "xml": b"<?xml version='1.0'?><a>" + CANARY + b"</a>",
    "entities": b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    "pdf": b"%PDF-1.7\n" + CANARY,
    "picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 60,
    "program": b"MZ\x90\0" + b"\0" * 60,
    "elf": b"\x7fELF" + b"\0" * 60,
    "mail": made.compound({"__properties_version1.0": CANARY}),
    "word": made.compound({"WordDocument": CANARY}),
    "encrypted": made.compound({"EncryptedPackage": CANARY, "EncryptionInfo": b"y"}),
    "macros": made.changed(made.plain(), {"xl/vbaProject.bin": CANARY}),
    "embedded": made.changed(made.plain(), {"xl/embeddings/oleObject1.bin": CANARY}),
    "links": made.changed(made.plain(), {"xl/externalLinks/externalLink1.xml": b"<a/>"}),
    "gzip": b"\x1f\x8b\x08\0\0\0\0\0" + CANARY,
    "rar": b"Rar!\x1a\x07" + CANARY,
    "database": b"SQLite format 3\0" + CANARY,
    "nothing": b"",
    "blank": b" \r\n\t\r\n",
    "noise": bytes(range(256)) * 4,
    "nulls": b"\0" * 500,
    "parquet": seeds()["parquet"][0][1],
    "workbook": seeds()["xlsx"][0][1],
    "old workbook": seeds()["xls"][0][1],
    "zip": seeds()["zip"][0][1],
    "polyglot": b"%PDF-1.7\n" + seeds()["zip"][0][1],
    "text": TEXTS["ssd_person.csv"],
}
ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods", ".parquet", ".zip")
RIGHT = {
    ("parquet", ".parquet"), ("zip", ".zip"), ("text", ".csv"), ("text", ".txt"), ("text", ".tsv"),
    *((one, ending) for one in ("workbook", "old workbook") for ending in (".xlsx", ".xls", ".ods")),
}  # fmt: skip


def test_what_a_file_is_decides_and_not_its_name(record_property: pytest.RecordProperty) -> None:
    wrong = []
    with Worker() as worker:
        for what, content in CONTENTS.items():
            for ending in ENDINGS:
                said = worker.judge(f"ssd_person{ending}", content, seconds=60)["said"]
                if said != ("read" if (what, ending) in RIGHT else "refused"):
                    wrong.append((what, ending, said))
    record_property(
        "count", f"F6: {len(CONTENTS) * len(ENDINGS)} files of a kind under a name, all by content"
    )
    assert len(CONTENTS) * len(ENDINGS) >= 200
    assert wrong == []


def test_a_pipe_a_device_and_a_file_too_large_are_refused(
    tmp_path: Path, record_property: pytest.RecordProperty
) -> None:
    """F5, as files come here: from a disk, where the endless ones are no plain files."""
    os.mkfifo(tmp_path / "pipe.csv")
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(2_000_000_001)  # a hole: it takes no room
    for path, said in (
        (tmp_path / "pipe.csv", "no plain file"),
        (Path("/dev/zero"), "no plain file"),
        (tmp_path / "large.csv", "more than 2,000,000,000 bytes"),
    ):
        with pytest.raises(RefusedInput, match=said):
            receive([path])
    record_property("count", "F5: a pipe, a device and a file over the limit, 3 refused")


NAMES = (
    *(
        "\x1b[2Jclear.csv",
        "a\nb.csv",
        "c\rd.csv",
        "\u202evsc.exe.csv",
        "\ufeffa.csv",
        "=cmd|'calc'!A0.csv",
    ),
    *(
        "CON.csv",
        "a" * 200 + ".csv",
        "a:b.csv",
        "a\\b.csv",
        "%s%n.csv",
        "..csv",
        "' or 1=1 --.csv",
        "[bold]x.csv",
    ),
)


def test_names_that_act_are_shown_harmless(tmp_path: Path) -> None:
    write_folder(tmp_path, {"ssd_person": SSD["ssd_person"]})
    for number, name in enumerate(NAMES):
        (tmp_path / name).write_text(f"a,b\n{number},2\n", encoding="utf-8")
    (tmp_path / os.fsdecode(b"caf\xe9.csv")).write_text("a,b\n,3\n", encoding="utf-8")
    shown = [name for name, _ in load(tmp_path).not_taken]
    assert len(shown) == len(NAMES) + 1
    assert not any(one < " " or one in "\x7f\u202e\ufeff" for name in shown for one in name)
    "".join(shown).encode()
