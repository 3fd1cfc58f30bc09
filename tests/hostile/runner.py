"""Running many hostile files, each within its time: what came of them, counted."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.hostile.mutations import harmed
from tests.hostile.seeds import seeds

ROOT = Path(__file__).parents[2]
SECONDS = 10.0
"""No file may take longer."""

MEGABYTES = 2_000
"""Address space of the process that opens them, libraries included; what it really holds is asked below."""

PANIC = "crash: PanicException"
"""How a library in Rust ends the process in which a user's file is opened; the file is then refused."""


@dataclass
class Count:
    """What came of the files of a kind. `bad` names each that crashed, hung or gave a wrong row."""

    outcomes: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)
    peak: int = 0

    def words(self, kind: str) -> str:
        parts = ", ".join(f"{count:,} {what}" for what, count in sorted(self.outcomes.items()))
        files, memory = self.outcomes.total(), self.peak // 1_000_000
        return f"{kind}: {files:,} files, {parts}, {len(self.bad)} bad, {memory:,} MB at most"


class Worker:
    """The process that judges. Used as a context; it is started anew when a file has ended it."""

    def __init__(self, megabytes: int = MEGABYTES) -> None:
        self._command = [sys.executable, "-m", "tests.hostile.worker", str(megabytes)]
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        path = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
        return subprocess.Popen(
            self._command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path, "ARROW_DEFAULT_MEMORY_POOL": "system"},
        )

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._end()

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()

    def judge(
        self, name: str, content: bytes, *, real: bool = False, seconds: float = SECONDS
    ) -> dict[str, Any]:
        """The verdict on a file; 'hang' or 'died' when there is none."""
        assert self._process.stdin
        assert self._process.stdout
        asked = json.dumps({"name": name, "size": len(content), "real": real}).encode() + b"\n"
        try:
            self._process.stdin.write(asked + content)
            self._process.stdin.flush()
            ready, _, _ = select.select([self._process.stdout], [], [], seconds)
            line = self._process.stdout.readline() if ready else b""
        except BrokenPipeError:
            ready, line = [self._process.stdout], b""
        if not line:
            self._end()
            self._process = self._start()
            return {"said": "died" if ready else "hang", "peak": 0}
        found: dict[str, Any] = json.loads(line)
        return found


def hunt(kind: str, first: int, last: int, *, real: bool = False) -> Count:
    """Judge the seeds from `first` on of one kind of file."""
    count = Count()
    sound = seeds()[kind]
    with Worker() as worker:
        worker.judge("warm.csv", b"a,b\n", seconds=120)
        for seed in range(first, last):
            name, content = sound[seed % len(sound)]
            harm = harmed(seed, kind, content)
            verdict = worker.judge(name, harm, real=real)
            if verdict["said"] == "died" or PANIC in verdict["said"]:  # a process of its own may be lost
                verdict = worker.judge(name, harm, real=True, seconds=60)
            count.peak = max(count.peak, verdict["peak"])
            count.outcomes[verdict["said"].partition(":")[0]] += 1
            if verdict["said"] not in ("refused", "read"):
                count.bad.append(f"{name}, seed {seed}: {verdict['said']}")
    return count
