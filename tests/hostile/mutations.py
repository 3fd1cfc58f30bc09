"""Harm done to a file, the same for the same seed: to bytes, to lines, and to the parts inside a zip."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

WORDS = (
    *(
        b'"',
        b'""',
        b"'",
        b",",
        b";",
        b"\t",
        b"|",
        b"\r",
        b"\n",
        b"\r\n",
        b"\0",
        b"\xff",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
    ),
    *(
        b"=cmd|'/c calc'!A0",
        b"@SUM(1)",
        b"{",
        b"}",
        b"[",
        b'{"A_FLAG": "Y"',
        b"9999-12-31",
        b"1900-01-01",
        b"-1",
    ),
    *(
        "é".encode(),
        "é".encode("cp1252"),
        "\u202e".encode(),
        "\u200b".encode(),
        "👧".encode(),
        "名".encode("utf-16"),
    ),
    *(
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"<?xml version='1.0'?>",
        b"PK\x03\x04",
        b"PAR1",
        b"\xd0\xcf\x11\xe0",
    ),
    *(
        b"0" * 400,
        b"a" * 33_000,
        b"1e308",
        b"NaN",
        b"-0",
        b"2147483648",
        b"31/02/2023",
        b"01/13/2023",
        b"NULL",
    ),
    *(
        b"sep=;\n",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\x1b[2J",
        b"%s%n",
        b"\x00\x00\x00\x80",
        b"\xff" * 8,
    ),
)
Harm = Callable[[random.Random, bytes], bytes]


def flip(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def remove(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.choice((1, 2, 16, 300)) :]


def repeat(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    piece = content[start : start + chance.choice((1, 16, 300))]
    return content[:start] + piece * chance.choice((2, 2, 50)) + content[start:]


def insert(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(WORDS) + content[at:]


def overwrite(chance: random.Random, content: bytes) -> bytes:
    at, word = chance.randrange(len(content)), chance.choice(WORDS)
    return content[:at] + word + content[at + len(word) :]


def lines(chance: random.Random, content: bytes) -> bytes:
    parts = content.split(b"\n")
    how = chance.randrange(4)
    if how == 0:
        chance.shuffle(parts)
    elif how == 1:
        parts.insert(chance.randrange(len(parts)), chance.choice(parts))
    elif how == 2:
        del parts[chance.randrange(len(parts))]
    else:
        at = chance.randrange(len(parts))
        parts[at] = parts[at].replace(b",", chance.choice((b"", b",,", b";", b"\t")))
    return b"\n".join(parts)


def encode(chance: random.Random, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32")), "replace")


def whole(chance: random.Random, content: bytes) -> bytes:
    return chance.choice((b"", b"\n" * 99, content + content, content[::-1], chance.randbytes(600)))


ALL: tuple[Harm, ...] = (flip, cut, remove, repeat, insert, overwrite, lines, encode, whole)
BYTES: tuple[Harm, ...] = (flip, cut, remove, repeat, insert, overwrite)


def harmed(seed: int, kind: str, content: bytes) -> bytes:
    """One to four kinds of harm. Half the zips are opened, harmed inside and packed again, so that what is
    inside is reached."""
    chance = random.Random(seed)
    if kind in ("xlsx", "zip") and chance.random() < 0.5:
        return _inside(chance, content)
    kinds = ALL if kind in ("csv", "903", "cover", "xml") else BYTES
    for _ in range(chance.choice((1, 1, 2, 4))):
        content = chance.choice(kinds)(chance, content or b"\n")
    return content


def _inside(chance: random.Random, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = chance.choice(list(parts))
    for _ in range(chance.choice((1, 1, 3))):
        parts[name] = chance.choice(ALL)(chance, parts[name] or b"\n")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for one, data in parts.items():
            target.writestr(one, data)
    return out.getvalue()
