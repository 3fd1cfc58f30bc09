"""Starting the process that opens a workbook, and reading its answer."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess  # noqa: S404 - starts this package's own module
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa

from goldenthread.sources.workbook import child
from goldenthread.sources.workbook.limits import Limits, Refusal, damaged, too_big

ROOT = Path(__file__).parents[3]
START = (
    "import sys; sys.path[:0] = [sys.argv[1]]; from goldenthread.sources.workbook.child import main; main()"
)
PASSED_ON = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TEMP")


def ask(content: bytes, limits: Limits) -> tuple[dict[str, Any], list[pa.Table]]:
    """What the workbook holds, found out in a process of its own; a refusal is raised here."""
    return _split(_run(content, limits))


def _run(content: bytes, limits: Limits) -> bytes:
    settings = json.dumps(asdict(limits)).encode()
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    # The system's allocator reserves no address space beforehand, which the memory limit would count.
    environment |= {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-I", "-B", "-c", START, str(ROOT)]
    try:
        done = subprocess.run(
            command,
            input=struct.pack("<I", len(settings)) + settings + content,
            capture_output=True,
            timeout=limits.seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise too_big(f"it could not be read in {limits.seconds:g} seconds") from error
    except OSError:
        out = io.BytesIO()
        child.answer(content, limits, out)
        return out.getvalue()
    if done.returncode:
        memory = done.returncode < 0 or b"MemoryError" in done.stderr or b"memory" in done.stderr
        raise _no_memory(limits) if memory else damaged("it cannot be read")
    return done.stdout


def _no_memory(limits: Limits) -> Refusal:
    return too_big(f"it needs more than {limits.memory_bytes // 1_000_000:,} MB of memory")


def _split(answer: bytes) -> tuple[dict[str, Any], list[pa.Table]]:
    stream = io.BytesIO(answer)
    found: dict[str, Any] = json.loads(stream.readline())
    if "refused" in found:
        raise Refusal(**found["refused"])
    if "memory" in found:
        raise too_big("it needs more memory than is allowed")
    tables = []
    for _ in found["sheets"]:
        size = struct.unpack("<Q", stream.read(8))[0]
        with pa.ipc.open_stream(stream.read(size)) as reader:
            table = reader.read_all()
        table.validate(full=True)
        tables.append(table)
    return found, tables
