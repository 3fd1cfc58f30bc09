"""Files made to fetch, expand or unpack: many of each sort, put together from their parts."""

from __future__ import annotations

import io
import itertools
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.seeds import as_zip, seeds
from tests.sources import workbooks as made

Payload = tuple[str, bytes]
"""The name under which it is sent, and what is in it."""

CENSUS, RETURN = (content for _, content in seeds()["xml"])
BOOK_PARTS = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml")


def fetching(file: Path, port: int) -> Iterator[Payload]:
    """Outside entities, types and inclusions, to a file that nobody may open and a port nobody may call."""
    web = f"127.0.0.1:{port}"
    places = (
        file.as_uri(),
        str(file),
        f"file://localhost{file}",
        *(f"{how}://{web}/x" for how in ("http", "https", "ftp", "jar:http", "netdoc", "gopher")),
        f"//{web}/share/x",
        f"\\\\\\\\{web}\\\\x",
        f"php://filter/read=convert.base64-encode/resource={file}",
        f"data://text/plain;base64,{'QQ==' * 3}",
    )
    kinds = (
        '<!DOCTYPE {root} [<!ENTITY x SYSTEM "{place}">]>',
        '<!DOCTYPE {root} [<!ENTITY x PUBLIC "a" "{place}">]>',
        '<!DOCTYPE {root} [<!ENTITY % x SYSTEM "{place}">%x;]>',
        '<!DOCTYPE {root} SYSTEM "{place}">',
        '<!DOCTYPE {root} PUBLIC "-//W3C//DTD//EN" "{place}">',
        '<!DOCTYPE {root} [<!NOTATION n SYSTEM "{place}"><!ENTITY x SYSTEM "{place}" NDATA n>]>',
    )
    for place, kind in itertools.product(places, kinds):
        for content, root in ((CENSUS, "Message"), (RETURN, "EXPSSDA903")):
            yield f"{root}.xml", with_type(content, kind.format(root=root, place=place))
    for place, part in itertools.product(places, BOOK_PARTS):
        plain = made.part(made.plain(), part)
        yield (
            "return.xlsx",
            made.changed(
                made.plain(), {part: with_type(plain, f'<!DOCTYPE a [<!ENTITY x SYSTEM "{place}">]>')}
            ),
        )


def including(file: Path, port: int) -> Iterator[Payload]:
    """What points elsewhere and declares nothing: a reader that follows no pointer reads round it."""
    for place in (file.as_uri(), f"http://127.0.0.1:{port}/x"):
        include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{place}"/>'
        schema = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a '
        for content, root in ((CENSUS, b"Message"), (RETURN, b"EXPSSDA903")):
            yield (
                f"{root.decode()}.xml",
                content.replace(b"<" + root, b"<" + root + f' {schema}{place}"'.encode()),
            )
            yield f"{root.decode()}.xml", content.replace(b"</" + root, include.encode() + b"</" + root)
            style = f'<?xml-stylesheet href="{place}"?>'.encode()
            yield f"{root.decode()}.xml", content.replace(b"<" + root, style + b"<" + root, 1)


def with_type(content: bytes, declared: str) -> bytes:
    """A file with a declaration before its root."""
    head, end, rest = content.partition(b"?>") if content.startswith(b"<?xml") else (b"", b"", content)
    return head + end + declared.encode() + rest


def expanding() -> Iterator[Payload]:
    """Entities in entities, one entity many times, and elements in elements."""
    for width, depth in itertools.product((2, 5, 10, 50, 100), (3, 6, 9, 20)):
        names = [f"e{n}" for n in range(depth)]
        entities = '<!ENTITY e0 "aaaaaaaaaa">' + "".join(
            f'<!ENTITY {name} "{f"&{below};" * width}">' for below, name in itertools.pairwise(names)
        )
        for content, root in ((CENSUS, "Message"), (RETURN, "EXPSSDA903")):
            yield (
                f"{root}.xml",
                with_type(content, f"<!DOCTYPE {root} [{entities}]>").replace(
                    b"CANARYID0", f"&{names[-1]};".encode()
                ),
            )
    for size, times in itertools.product((1_000, 50_000, 1_000_000), (10, 1_000, 20_000)):
        for kind in ("ENTITY a", "ENTITY % a"):
            text = f'<!DOCTYPE Message [<{"!" + kind} "{"x" * size}">]>'
            yield "Message.xml", with_type(CENSUS, text).replace(b"CANARYID0", b"&a;" * times)
    for depth, name in itertools.product(
        (200, 5_000, 200_000, 2_000_000), ("a", "Child", "CINdetails", "x:y", "EPISODE")
    ):
        opened = f"<{name}>".encode() * depth
        yield "Message.xml", CENSUS.replace(b"<Children>", b"<Children>" + opened)
        yield "EXPSSDA903.xml", RETURN.replace(b"<CHILD>", b"<CHILD>" + opened, 1)
    for part in BOOK_PARTS:
        entity = "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
        yield (
            "return.xlsx",
            made.changed(made.plain(), {part: with_type(made.part(made.plain(), part), entity)}),
        )


def unpacking() -> Iterator[Payload]:
    """Zip files and workbooks that unpack to much more than they are, or to very many parts."""
    fills = (b"\0", b"a,b\n", b"<a/>", b"0123456789" * 3)
    for fill, size in itertools.product(fills, (60_000_000, 100_000_000)):
        block = fill * (size // len(fill))
        yield "all.zip", as_zip({"ssd_person.csv": block})
        yield "all.zip", as_zip({f"{n}/ssd_person.csv": block[: size // 4] for n in range(4)})
        yield "all.zip", understated(as_zip({"ssd_person.csv": block}), 10)
        yield "all.zip", as_zip({"inner.zip": as_zip({"ssd_person.csv": block})})
        yield "return.xlsx", made.changed(made.plain(), {"xl/media/a.bin": block})
        yield "return.xlsx", made.changed(made.plain(), {"xl/sharedStrings.xml": block})
        yield "return.xlsx", made.changed(made.plain(), {"xl/worksheets/sheet1.xml": block})
        yield "return.xlsx", understated(made.changed(made.plain(), {"xl/media/a.bin": block}), 0)
    for count in (2_001, 3_000, 10_000):
        yield "all.zip", as_zip({f"{n}.csv": b"" for n in range(count)})
        yield "return.xlsx", made.changed(made.plain(), {f"xl/a{n}.xml": b"" for n in range(count)})
    nested = as_zip({"a.csv": b"a,b\n1,2\n"})
    for depth in range(1, 12):
        nested = as_zip({f"{depth}.zip": nested})
        yield "all.zip", nested
        yield "all.zip", as_zip({"hidden.csv": nested})
    for method, fill in itertools.product((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA), fills):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as target:
            target.writestr("ssd_person.csv", fill * (60_000_000 // len(fill)))
        yield "all.zip", out.getvalue()


def understated(content: bytes, size: int) -> bytes:
    """A zip file that says of its last part that it unpacks to so many bytes."""
    changed = bytearray(content)
    struct.pack_into("<I", changed, content.rfind(b"PK\x01\x02") + 24, size)
    return bytes(changed)
