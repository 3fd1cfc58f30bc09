"""Zip files: the same load as the folder they were made from, and nothing that a hostile one can do."""

from __future__ import annotations

import gzip
import io
import random
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources import packed
from goldenthread.sources.packed import ZIP_LIMITS, unpack, unpack_text
from goldenthread.sources.workbook.limits import Limits
from tests.sources.folders import load, reading, rows_of, write_all

CANARY = "CANARYNAME"


def zipped(files: dict[str, bytes], **options: object) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for key, value in options.items():
                setattr(info, key, value)
            made.writestr(info, content)
    return out.getvalue()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = write_all(tmp_path_factory.mktemp("council"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.csv")}


@pytest.mark.parametrize("above", ["", "Extract of January/", "a/b/c/"])
def test_a_zip_file_is_one_load(tmp_path: Path, files: dict[str, bytes], above: str) -> None:
    write_all(tmp_path / "folder")
    extra = {"__MACOSX/ssd/._x.csv": b"x", ".DS_Store": b"x", "ssd/~$x.csv": b"x", "old/ssd_person.csv": b"a"}
    packed = {above + name: content for name, content in {**files, **extra}.items()}
    (tmp_path / "jan.zip").write_bytes(zipped(packed))
    one, two = load(tmp_path / "folder"), load(tmp_path / "jan.zip")
    for standard in ("SSD", "L"):
        for batch in reading(one, standard).batches:
            rows = [dict(row) for row in rows_of(reading(two, standard), batch.table)]
            for row in rows:
                row["src_file"] = str(row["src_file"]).removeprefix("jan.zip/")
            assert rows == batch.rows.to_pylist()
    assert sorted(content for _, content in one.files) == sorted(content for _, content in two.files)
    assert sorted({why for _, why in two.not_taken}) == [
        "hidden or left by an open program",
        "in a folder that is called old: if its files are to be read, give it by itself",
    ]


def test_a_zip_of_one_folder_and_a_zip_in_a_folder(tmp_path: Path, files: dict[str, bytes]) -> None:
    ssd = {name: content for name, content in files.items() if name.startswith("ssd/")}
    (tmp_path / "ssd.zip").write_bytes(zipped(ssd))
    assert {one.name.rpartition("/")[0] for one in load(tmp_path).recognised} == {"ssd.zip/ssd"}


def test_a_zip_of_a_folder_of_any_name(tmp_path: Path, files: dict[str, bytes]) -> None:
    moved = {name.replace("ssd/", "ssd_extract_March/"): content for name, content in files.items()}
    (tmp_path / "x.zip").write_bytes(zipped(moved))
    found = load(tmp_path)
    assert not found.not_taken
    assert {one.name.rpartition("/")[0] for one in found.recognised} == {
        "x.zip/ssd_extract_March",
        "x.zip/registers",
    }


def test_text_files_packed_one_by_one(tmp_path: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = tmp_path / f"{name}.gz"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(content))
    found = load(tmp_path)
    assert not found.not_taken
    assert {one.name for one in found.recognised} == set(files)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (gzip.compress(b"a,b\n1,2\n")[:-3], "damaged"),
        (gzip.compress(b"a,b\n1,2\n")[:-8] + bytes(8), "damaged"),
        (gzip.compress(b"a,b\n") * 2, "damaged"),
        (b"a,b\n", "damaged"),
        (b"", "damaged"),
        (gzip.compress(gzip.compress(b"a,b\n")), "another packed file"),
        (gzip.compress(bytes(3_000_000)), "times its size"),
        (gzip.compress(random.Random(1).randbytes(5_100_000), 0), "more than 5 MB"),
    ],
    ids=["cut", "checksum", "two", "plain", "empty", "nested", "bomb", "large"],
)
def test_hostile_packed_text_is_refused(content: bytes, said: str) -> None:
    limits = replace(ZIP_LIMITS, part_bytes=5_000_000, ratio_from=1_000_000)
    with pytest.raises(RefusedInput, match=said):
        unpack_text("x.csv.gz", content, limits)


def refusal(content: bytes, limits: Limits = ZIP_LIMITS) -> str:
    with pytest.raises(RefusedInput) as refused:
        unpack("x.zip", content, limits)
    assert CANARY not in str(refused.value)
    return refused.value.what


@pytest.mark.parametrize(
    "name",
    [
        f"../{CANARY}.csv",
        f"a/../../{CANARY}",
        f"/etc/{CANARY}",
        f"C:\\{CANARY}",
        f"..\\..\\{CANARY}",
        f"{CANARY}\u202evsc.csv",
        f"{CANARY}\x1b[2J",
        f"{CANARY}\u200b",
        CANARY * 30,
        "..",
        f"\\\\server\\{CANARY}",
    ],
)
def test_names_that_lead_elsewhere_are_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "leads elsewhere" in refusal(zipped({name: b"a,b\n"}))
    assert not list(tmp_path.iterdir())


def test_links_are_not_followed() -> None:
    content = zipped(
        {"ssd_person.csv": b"/etc/passwd"}, create_system=3, external_attr=(stat.S_IFLNK | 0o777) << 16
    )
    assert unpack("x.zip", content) == (
        [],
        [("x.zip/ssd_person.csv", "a link; links inside a zip file are not followed")],
    )


def encrypted() -> bytes:
    content = bytearray(zipped({"a.csv": b"x" * 50}))
    content[6] |= 1
    content[content.find(b"PK\1\2") + 8] |= 1
    return bytes(content)


def lying() -> bytes:
    """An entry that states 10 bytes and unpacks to 60 million."""
    content = bytearray(zipped({"a.csv": b"\0" * 60_000_000}))
    struct.pack_into("<I", content, content.find(b"PK\1\2") + 24, 10)
    return bytes(content)


def overlapping() -> bytes:
    """A hundred entries that share one packed block."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b"0" * 9_000_000) + packer.flush()
    check = zlib.crc32(b"0" * 9_000_000)
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, check, len(packed), 9_000_000, 1, 0) + b"a"
    many = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, check, len(packed), 9_000_000, 3, *[0] * 6)
        + f"{n:03d}".encode()
        for n in range(100)
    )
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 100, 100, len(many), len(local) + len(packed), 0)
    return local + packed + many + end


def twice() -> bytes:
    out = io.BytesIO(zipped({"a.csv": b"1"}))
    with zipfile.ZipFile(out, "a") as target:
        target.writestr("A.CSV", b"2")
    return out.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted": (encrypted, "protected by a password"),
    "bomb": (lambda: zipped({"a.csv": b"\0" * 60_000_000}), "unpacks to more than 200 times"),
    "lying": (lying, "unpacks to more than 200 times"),
    "overlapping": (overlapping, "lie over each other"),
    "many": (lambda: zipped({f"{n}.csv": b"" for n in range(2_001)}), "2,001 parts"),
    "twice": (twice, "same name"),
    "nested": (lambda: zipped({"b.zip": zipped({"a.csv": b"x"})}), "another packed file"),
    "nested by content": (lambda: zipped({"b.csv": b"\x1f\x8b\x08rest"}), "another packed file"),
    "cut": (lambda: zipped({"a.csv": b"x" * 500})[:-10], "its end is missing"),
    "no zip": (lambda: b"PK no zip at all", "its end is missing"),
    "empty": (lambda: b"", "its end is missing"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_zip_files_are_refused(case: str) -> None:
    make, said = HOSTILE[case]
    assert said in refusal(make())


def test_a_broken_part_refuses_the_whole(tmp_path: Path, files: dict[str, bytes]) -> None:
    content = bytearray(zipped(files))
    content[60] ^= 0xFF
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(RefusedInput, match=r"x\.zip: The zip file is damaged"):
        load(tmp_path / "x.zip")


@pytest.mark.parametrize("mark", ["\u0085", "\u009b", "\u2028", "\u2060", "\u202e", "\x1b"])
def test_a_name_with_a_character_that_acts_is_refused(mark: str) -> None:
    with pytest.raises(RefusedInput, match="holds characters that hide it"):
        unpack("x.zip", zipped({f"ssd_{mark}person.csv": b"a,b\n1,2\n"}))


def test_a_name_with_half_a_character_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a zip library may make of a name that is no UTF-8."""
    half = zipfile.ZipInfo("ssd_\udcffperson.csv")
    monkeypatch.setattr(packed, "parts", lambda *_: [half])
    with pytest.raises(RefusedInput, match="holds characters that hide it"):
        unpack("x.zip", zipped({"a.csv": b"a,b\n"}))
