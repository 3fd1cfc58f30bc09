"""Starting the process that opens a workbook, and reading its answer."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass, field
from typing import Any

import pyarrow as pa

from goldenthread.sources.confined import MEGABYTE, Refusal, check_size, run_confined
from goldenthread.sources.workbook.limits import Limits, damaged, too_big

MODULE = "goldenthread.sources.workbook.child"


def ask(content: bytes, limits: Limits) -> Answer:
    """What the workbook holds, found out in a process of its own; a refusal is raised here."""
    return _gather(_run(content, limits))


def _run(content: bytes, limits: Limits) -> bytes:
    check_size(content, limits.file_bytes, too_big)
    done = run_confined(MODULE, asdict(limits), content, seconds=limits.seconds, too_big=too_big)
    if done.returncode:
        memory = done.returncode < 0 or b"MemoryError" in done.stderr or b"memory" in done.stderr
        raise _no_memory(limits) if memory else damaged("it cannot be read")
    return done.stdout


def _no_memory(limits: Limits) -> Refusal:
    return too_big(f"it needs more than {limits.memory_bytes // MEGABYTE:,} MB of memory")


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
