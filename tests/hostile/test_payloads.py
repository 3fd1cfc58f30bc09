"""Files that fetch, expand or unpack without end: refused at once, in little memory, and nothing goes out.

Faults F1, F2 and F3. A few bombs are also tried, with what is said of each, where their readers are tested.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.hostile.payloads import Payload, expanding, fetching, including, unpacking
from tests.hostile.runner import Worker

LONGEST = 20.0
"""Seconds after which a file that is opened and waits is taken to hang."""


@pytest.mark.faults
def test_nothing_is_fetched(tmp_path: Path, record_property: pytest.RecordProperty) -> None:
    """F1. The file is a pipe, which would never be read to its end; the port takes calls and counts them."""
    pipe = tmp_path / "secret"
    os.mkfifo(pipe)
    count = 0
    with socket.create_server(("127.0.0.1", 0)) as server, Worker() as worker:
        port = server.getsockname()[1]
        for name, content in fetching(pipe, port):
            assert worker.judge(name, content, seconds=LONGEST)["said"] == "refused", (name, content[:300])
            count += 1
        for name, content in including(pipe, port):
            assert worker.judge(name, content, seconds=LONGEST)["said"] in ("refused", "read"), content[:300]
            count += 1
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    record_property("count", f"F1: {count} files that would fetch, 0 calls, 0 files read")
    assert count >= 200


@pytest.mark.faults
def test_nothing_expands(record_property: pytest.RecordProperty) -> None:
    """F2: each within a second, all of them in 100 MB more than the libraries take."""
    record_property("count", refused("F2", expanding(), seconds=1.0, memory=100_000_000))


@pytest.mark.long
def test_nothing_unpacks_without_end(record_property: pytest.RecordProperty) -> None:
    """F3: in 200 MB."""
    record_property("count", refused("F3", unpacking(), seconds=10.0, memory=200_000_000))


def refused(fault: str, payloads: Iterable[Payload], *, seconds: float, memory: int) -> str:
    """What was tried, in words. Fails where a file is read, takes longer or takes more. The file itself lies
    in memory as it was sent and as it was received, and is not counted."""
    count, slowest, most = 0, 0.0, 0
    with Worker() as worker:
        before = worker.judge("warm.csv", b"a,b\n", seconds=120)["peak"]
        for name, content in payloads:
            start = time.perf_counter()
            verdict = worker.judge(name, content, seconds=LONGEST)
            slowest = max(slowest, time.perf_counter() - start)
            assert verdict["said"] == "refused", (verdict["said"], name, content[:200])
            most = max(most, verdict["peak"] - before - 2 * len(content))
            count += 1
    assert count >= 100
    assert slowest < seconds
    assert most < memory
    return f"{fault}: {count} files, all refused, {slowest:.1f} s and {most // 1_000_000} MB at most"
