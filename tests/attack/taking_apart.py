"""Every byte stream of a pack: parts of zipped files and what is embedded in them, streams of a PDF as
decoded, columns of a Parquet file. Names say where a stream was found."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

import pikepdf
import pyarrow.parquet as pq


def streams(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Every stream of every file, the file itself among them."""
    for name, data in files.items():
        yield from _of(name, data)


def _of(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, data
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if parts.comment:
                yield f"{name}!comment", parts.comment
            for part in parts.infolist():
                yield from _of(f"{name}!{part.filename}", parts.read(part))
    elif data[:5] == b"%PDF-":
        yield from _pdf(name, data)
    elif data[:4] == b"PAR1":
        yield from _parquet(name, data)


def _pdf(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, thing in enumerate(pdf.objects):
            if isinstance(thing, pikepdf.Stream):
                try:
                    inner = thing.read_bytes()
                except pikepdf.PdfError:
                    inner = thing.read_raw_bytes()
                yield from _of(f"{name}!{number}", inner)
                yield f"{name}!{number}:keys", repr(thing.stream_dict).encode()
            else:
                yield f"{name}!{number}", repr(thing).encode()


def _parquet(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    file = pq.ParquetFile(io.BytesIO(data))
    table = file.read()
    yield f"{name}!schema", f"{table.schema} {table.schema.metadata} {file.metadata.metadata}".encode()
    for column in table.column_names:
        yield f"{name}!{column}", "\n".join(map(repr, table.column(column).to_pylist())).encode()
    for group in range(file.metadata.num_row_groups):
        for column in range(file.metadata.num_columns):
            statistics = file.metadata.row_group(group).column(column).statistics
            yield f"{name}!statistics {group} {column}", repr(statistics).encode()


def parts(files: Mapping[str, bytes], kind: str) -> set[str]:
    """The names of the parts of zipped files of a kind, digits as '#'."""
    found = set()
    for name, _ in streams({name: data for name, data in files.items() if name.endswith(f".{kind}")}):
        if "!" in name:
            inner = name.split("!", 1)[1]
            found.add("".join("#" if letter.isdigit() else letter for letter in inner).replace("##", "#"))
    return found
