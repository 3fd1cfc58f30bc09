"""Harm done to a file, the same for the same seed: to bytes, to lines, and to the parts inside a zip."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq

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
NOT_IN_XML = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
"""Signs that no XML file may hold."""

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
    """One to four kinds of harm. Half the zips, Parquet and XML files are harmed inside, so that they can
    still be opened and what is inside is reached."""
    chance = random.Random(seed)
    if kind in ("xlsx", "zip") and chance.random() < 0.5:
        return _inside(chance, content)
    if kind == "parquet" and chance.random() < 0.5:
        return _in_a_column(chance, content)
    if kind == "xml" and chance.random() < 0.5:
        return _in_an_element(chance, content)
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


def _in_a_column(chance: random.Random, content: bytes) -> bytes:
    """Some cells of a Parquet file harmed, or one of its headers, or its rows in another order."""
    table = pq.read_table(io.BytesIO(content))
    columns = [column.to_pylist() for column in table.columns]
    names = list(table.column_names)
    for _ in range(chance.choice((1, 1, 3))):
        at = chance.randrange(len(columns))
        row = chance.randrange(table.num_rows)
        columns[at][row] = _text(chance, columns[at][row])
    if chance.random() < 0.2:
        names[at] = _text(chance, names[at])
    order = chance.sample(range(table.num_rows), table.num_rows) if chance.random() < 0.2 else None
    harmed_table = pa.table([pa.array(column, pa.string()) for column in columns], names=names)
    out = io.BytesIO()
    pq.write_table(harmed_table.take(order) if order else harmed_table, out)
    return out.getvalue()


def _text(chance: random.Random, cell: str) -> str:
    return chance.choice(BYTES)(chance, cell.encode() or b" ").decode("utf-8", "replace")


LEAF = re.compile(rb"<(\w+)>([^<>]+)</\1>")


def _in_an_element(chance: random.Random, content: bytes) -> bytes:
    """Some values of an XML file harmed, left out, written twice, or put where another stood."""
    for _ in range(chance.choice((1, 1, 3))):
        leaves = list(LEAF.finditer(content))
        one, other = chance.choice(leaves), chance.choice(leaves)
        text = escape(_text(chance, one[2].decode())).translate(NOT_IN_XML).encode()
        new = chance.choice(
            (
                b"<%s>%s</%s>" % (one[1], text, one[1]),
                b"",
                one[0] * 2,
                other[0],
                b"<!--x-->".join((one[0], b"")),
            )
        )
        content = content[: one.start()] + new + content[one.end() :]
    return content
