"""The process that opens a Parquet file: what it holds as text, in Arrow's stream format.

It answers with the stream on standard output and ends with 0. A refusal is JSON on standard error with the
exit code REFUSED, and undoes whatever was written before it.
"""

from __future__ import annotations

import json
import sys
from typing import BinaryIO, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from goldenthread.sources.confined import MEGABYTE, Refusal, limit_memory, received
from goldenthread.sources.parquet.limits import LIMITS, Limits, damaged, too_big
from goldenthread.sources.parquet.text import as_text, is_inexact

REFUSED = 7
BATCH = 50_000
INEXACT = b"inexact"


def main() -> None:
    """Read settings and file from standard input, and answer."""
    given, content = received()
    pa.set_cpu_count(1)
    code = answer(content, Limits(**given) if given else LIMITS, sys.stdout.buffer, sys.stderr)
    sys.stdout.buffer.flush()
    sys.stderr.flush()
    raise SystemExit(code)


def answer(content: bytes, limits: Limits, out: BinaryIO, refusals: TextIO) -> int:
    """Write what the file holds, or why it is refused; gives the exit code."""
    try:
        limit_memory(limits.memory_bytes)
        _write(content, limits, out)
    except Refusal as refusal:
        return _refuse(refusal, refusals)
    except MemoryError:
        return _refuse(too_big("it needs more memory than is allowed"), refusals)
    except (pa.ArrowException, ValueError, OSError, OverflowError, RecursionError):
        return _refuse(damaged("it breaks off, or a part of it is not what it states"), refusals)
    return 0


def _write(content: bytes, limits: Limits, out: BinaryIO) -> None:
    file = pq.ParquetFile(pa.BufferReader(content), memory_map=False, pre_buffer=False)
    _check(file, limits)
    kinds = file.schema_arrow
    fields = [
        pa.field(one.name, pa.string(), metadata={INEXACT: b"1"} if is_inexact(one.type) else None)
        for one in kinds
    ]
    schema = pa.schema(fields)
    size = 0
    with pa.ipc.new_stream(pa.PythonFile(out, "w"), schema) as stream:
        for batch in file.iter_batches(BATCH, use_threads=False):
            batch.validate(full=True)
            texts = pa.record_batch([as_text(column) for column in batch.columns], schema=schema)
            texts.validate(full=True)
            size += texts.nbytes
            if size > limits.text_bytes:
                raise too_big(f"it unpacks to more than {limits.text_bytes // MEGABYTE:,} MB")
            stream.write_batch(texts)


def _check(file: pq.ParquetFile, limits: Limits) -> None:
    if file.metadata.num_columns > limits.columns:
        raise too_big(f"it has more than {limits.columns:,} columns")
    if file.metadata.num_rows > limits.rows:
        raise too_big(f"it has more than {limits.rows:,} rows")
    if file.metadata.num_rows < 0:
        raise damaged("it states fewer rows than none")


def _refuse(refusal: Refusal, refusals: TextIO) -> int:
    refusals.write(json.dumps({"what": refusal.what, "why": refusal.why, "do": refusal.do}))
    return REFUSED
