"""Starting the process that opens a workbook, and reading its answer."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from goldenthread.sources.workbook import child
from goldenthread.sources.workbook.limits import Limits, Refusal, damaged, too_big

ROOT = Path(__file__).parents[3]
PACKAGES = ("goldenthread", "goldenthread.sources", "goldenthread.sources.workbook")
START = """
import sys, types
for name in sys.argv[2:]:
    package = types.ModuleType(name)
    package.__path__ = [sys.argv[1] + "/" + name.replace(".", "/")]
    sys.modules[name] = package
from goldenthread.sources.workbook.child import main
main()
"""
"""The child takes the modules it needs and not the packages they lie in, whose imports take half a second."""

PASSED_ON = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TEMP")


def ask(content: bytes, limits: Limits) -> Answer:
    """What the workbook holds, found out in a process of its own; a refusal is raised here."""
    return _gather(_run(content, limits))


def _run(content: bytes, limits: Limits) -> bytes:
    settings = json.dumps(asdict(limits)).encode()
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    command = [sys.executable, "-I", "-B", "-c", START, str(ROOT), *PACKAGES]
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


@dataclass
class Answer:
    """What the child found: the inspection, the sheets, and the names of hidden ones."""

    found: dict[str, Any] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


@dataclass
class Sheet:
    """One sheet as it arrives: headers, and for each column the chunks of text and of which were numbers."""

    name: str
    headers: list[str]
    above: list[str]
    merged: int
    texts: list[list[pa.Array]] = field(default_factory=list)
    numbers: list[list[pa.Array]] = field(default_factory=list)
    rows: list[pa.Array] = field(default_factory=list)

    def add(self, message: dict[str, Any]) -> None:
        """One more batch."""
        self.texts.append([pa.array(column, pa.string()) for column in message["texts"]])
        self.numbers.append([_flags(column) for column in message["numbers"]])
        self.rows.append(pa.array(message["rows"], pa.int64()))

    def column(self, chunks: list[list[pa.Array]], at: int, kind: pa.DataType) -> pa.Array:
        """A whole column."""
        return pa.chunked_array([chunk[at] for chunk in chunks], kind).combine_chunks()

    def filled(self, at: int) -> bool:
        """Whether a column has a header or any content."""
        content = any(chunk[at].null_count < len(chunk[at]) for chunk in self.texts)
        return content or bool(self.headers[at].strip())


def _flags(column: str) -> pa.Array:
    """One character a cell, 1 for a number."""
    if "1" not in column:
        return pa.repeat(pa.scalar(False), len(column))
    return pa.array([c == "1" for c in column], pa.bool_())


def _gather(lines: bytes) -> Answer:
    """The child's answer, put together; a refusal anywhere in it is raised, and so is its missing end."""
    answer, ended = Answer(), False
    for line in io.BytesIO(lines):
        message = json.loads(line)
        if "refused" in message:
            raise Refusal(**message["refused"])
        if "memory" in message:
            raise too_big("it needs more memory than is allowed")
        if "rows" in message:
            answer.sheets[-1].add(message)
        elif "sheet" in message:
            answer.sheets.append(Sheet(*(message[part] for part in ("sheet", "headers", "above", "merged"))))
        elif "hidden" in message:
            answer.hidden.append(message["hidden"])
        elif "found" in message:
            answer.found = message["found"]
        ended = "end" in message
    if not ended:
        raise damaged("it cannot be read to its end")
    return answer
