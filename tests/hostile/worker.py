"""The process in which hostile files are opened: bounded in memory, watched in time, ended when it hangs.

    python -m tests.hostile.worker MEGABYTES

It reads a line of JSON and the bytes of a file, judges it, and answers with a line. Workbooks and Parquet
files are opened in this very process, which is confined already: a thousand times faster than one each.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

from goldenthread.sources import confined, parquet
from goldenthread.sources.parquet import child as parquet_child
from goldenthread.sources.workbook import child as workbook_child
from goldenthread.sources.workbook import process
from goldenthread.sources.workbook.limits import LIMITS
from tests.hostile.judge import judge


def here(
    module: str, settings: dict[str, Any], content: bytes, **_: object
) -> subprocess.CompletedProcess[bytes]:
    """What the confined child would answer."""
    out, err = io.BytesIO(), io.StringIO()
    if module == process.MODULE:
        workbook_child.answer(content, LIMITS, out)
        return subprocess.CompletedProcess([], 0, out.getvalue(), b"")
    code = parquet_child.answer(content, parquet.LIMITS, out, err)
    return subprocess.CompletedProcess([], code, out.getvalue(), err.getvalue().encode())


def main() -> None:
    limit = int(sys.argv[1]) * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    for part in (workbook_child, parquet_child, confined):
        part.limit_memory = lambda _: None  # this process has its own limit already
    real = process.run_confined
    while line := sys.stdin.buffer.readline():
        case = json.loads(line)
        content = sys.stdin.buffer.read(case["size"])
        process.run_confined = parquet.run_confined = real if case["real"] else here
        sys.stdout.write(json.dumps(_verdict(case["name"], content)) + "\n")
        sys.stdout.flush()


def _verdict(name: str, content: bytes) -> dict[str, Any]:
    try:
        said = judge(name, content)
    except MemoryError:
        said = "memory"
    except AssertionError as wrong:
        said = f"wrong: {wrong}"
    except BaseException as crash:  # noqa: BLE001 whatever it is, it is what is looked for
        places = traceback.extract_tb(crash.__traceback__)
        at = "; ".join(f"{one.filename.rpartition('/')[2]}:{one.lineno}" for one in places[-3:])
        said = f"crash: {type(crash).__name__} {crash} at {at}"
    return {"said": said, "peak": _peak()}


def _peak() -> int:
    """The most memory that this process has held, in bytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


if __name__ == "__main__":
    main()
