"""A second process changes how long something takes, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.base.beside import LEAST, Beside, beside, size

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.fixture
def second() -> Iterator[Beside]:
    with beside(LEAST) as made:
        assert made.is_there
        yield made


def test_work_is_done_in_another_process(second: Beside) -> None:
    asked = [second.ask(os.getpid), second.ask(os.getpid)]
    elsewhere = {answer() for answer in asked}
    assert len(elsewhere) == 1
    assert os.getpid() not in elsewhere


def test_many_answers_come_each_to_who_asked(second: Beside) -> None:
    asked = [second.ask(pow, number, 2) for number in range(50)]
    assert [answer() for answer in reversed(asked)] == [n * n for n in reversed(range(50))]


def test_much_is_sent_both_ways(second: Beside) -> None:
    much = os.urandom(3_000_000)
    asked = [second.ask(bytes.lower, much) for _ in range(3)]
    assert [answer() for answer in asked] == [much.lower()] * 3


def test_without_a_second_process_the_work_is_done_here_once() -> None:
    with beside(LEAST - 1) as made:
        assert not made.is_there
        assert made.ask(os.getpid)() == os.getpid()
    calls: list[int] = []
    answer = Beside().ask(calls.append, 1)
    assert calls == []
    answer()
    answer()
    assert calls == [1]


def test_an_error_over_there_is_the_error_of_here(second: Beside) -> None:
    asked, next_one = second.ask(divmod, 1, 0), second.ask(divmod, 7, 2)
    with pytest.raises(ZeroDivisionError) as raised:
        asked()
    assert any("beside" in str(entry.path) for entry in raised.traceback)
    assert next_one() == (3, 1)


def test_what_cannot_be_sent_back_is_done_here(second: Beside) -> None:
    assert second.ask(memoryview, b"a")().tobytes() == b"a"


def test_when_it_dies_the_work_is_done_here(second: Beside) -> None:
    pid = second.ask(os.getpid)()
    waiting = [second.ask(time.sleep, 60), second.ask(os.getpid)]
    os.kill(pid, signal.SIGKILL)
    assert waiting[1]() == os.getpid()
    assert second.ask(os.getpid)() == os.getpid()
    assert not second.is_there


def test_it_ends_with_the_block_whatever_it_is_at() -> None:
    with beside(LEAST) as made:
        pid = made.ask(os.getpid)()
        made.ask(time.sleep, 60)
    assert not _runs(pid)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_it_ends_with_the_process_that_started_it(sign: signal.Signals) -> None:
    code = (
        "import os, signal, time\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # who runs the tests may ignore it
        "os.cpu_count = lambda: 2\n"
        "from goldenthread.base.beside import LEAST, beside\n"
        "with beside(LEAST) as made:\n"
        "    print(made.ask(os.getpid)(), flush=True)\n"
        "    made.ask(time.sleep, 60)()\n"
    )
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        text=True,
    ) as first:
        assert first.stdout is not None
        pid = int(first.stdout.readline())
        first.send_signal(sign)
        first.wait(30)
    until = time.monotonic() + 30
    while _runs(pid) and time.monotonic() < until:
        time.sleep(0.01)
    assert not _runs(pid)


def test_on_one_core_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with beside(LEAST) as made:
        assert not made.is_there


def test_the_size_of_work_is_that_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "in" / "it").mkdir(parents=True)
    (tmp_path / "in" / "it" / "a").write_bytes(b"123")
    (tmp_path / "b").write_bytes(b"12")
    assert size([tmp_path / "in", tmp_path / "b", tmp_path / "none"]) == 5


def _runs(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
