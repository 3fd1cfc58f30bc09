"""A second process, for work that can be done beside this one's: Python runs on one core at a time.

Work is a function of a module and what it is given, sent through a pipe and done in the order of asking. No
fault is sent back: where anything went wrong over there, or the process has gone, the work is done here, and
fails here as it would have without it. So a second process changes how long a command takes and nothing else.
It ends with this process, at whatever moment and however that ends.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

LEAST = 10_000_000
"""Bytes of work's files below which starting a second process costs more than it saves."""


class _NotDoneError(Exception):
    """The second process did not do it."""


class Beside:
    """The second process, or none: then work is done here, when what came of it is asked for."""

    def __init__(self, process: subprocess.Popen[bytes] | None = None) -> None:
        self._process = process
        self._promises: deque[Future[Any]] = deque()
        self._asking = threading.Lock()
        self._gone = process is None
        self._hearing = threading.Thread(target=self._hear, daemon=True)
        if process is not None:
            self._hearing.start()

    @property
    def is_there(self) -> bool:
        """Whether there is a second process."""
        return not self._gone

    def ask(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Callable[[], T]:
        """Have `work` done beside; the function that is given waits for what came of it."""
        here = cache(partial(work, *args, **kwargs))
        if self._process is None:
            return here
        asked = pickle.dumps((work, args, kwargs), pickle.HIGHEST_PROTOCOL)
        promise: Future[T] = Future()
        with self._asking:
            if self._gone:
                return here
            self._promises.append(promise)
            try:
                _send(self._process.stdin, asked)
            except OSError:
                self._process.kill()
        return partial(_answer, promise, here)

    def close(self) -> None:
        """End the second process, whatever it is at."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        self._hearing.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):  # what was not taken any more
                    stream.close()

    def _hear(self) -> None:
        """Hand every answer to who waits for it. When the process ends, nobody waits any longer."""
        process = self._process
        assert process is not None
        with suppress(Exception):  # an answer cut short, or one that cannot be read here
            while True:
                done, found = pickle.loads(_receive(process.stdout))  # noqa: S301 of our own child
                promise = self._promises.popleft()
                if done:
                    promise.set_result(found)
                else:
                    promise.set_exception(_NotDoneError())
        process.kill()
        with self._asking:
            self._gone = True
            for promise in self._promises:
                promise.set_exception(_NotDoneError())


def _answer(promise: Future[T], here: Callable[[], T]) -> T:
    try:
        return promise.result()
    except _NotDoneError:
        return here()


def size(paths: Iterable[Path]) -> int:
    """Bytes of files, and of all that lie in folders."""
    files = (file for path in paths for file in (path, *path.rglob("*")))
    return sum(file.stat().st_size for file in files if file.is_file())


@contextmanager
def beside(size: int) -> Iterator[Beside]:
    """A second process for work on so many bytes of files; none for little work, or on a single core."""
    made = Beside(_started() if size >= LEAST and (os.cpu_count() or 1) > 1 else None)
    try:
        yield made
    finally:
        made.close()


def _started() -> subprocess.Popen[bytes] | None:
    """The process, of the same code as this one. Ctrl-C is this one's alone, and nothing it prints is seen: a
    traceback could hold a record."""
    source = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH"))))
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "goldenthread.base.beside"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            process_group=0,
        )
    except OSError:
        return None


def _send(stream: Any, message: bytes) -> None:
    stream.write(len(message).to_bytes(8, "big"))
    stream.write(message)
    stream.flush()


def _receive(stream: Any) -> bytes:
    """The next message. Raises EOFError at the end of the pipe."""
    length, message = stream.read(8), b""
    if len(length) == 8:
        message = stream.read(int.from_bytes(length, "big"))
    if len(length) < 8 or len(message) < int.from_bytes(length, "big"):
        raise EOFError
    return message


def _listen(asked: BinaryIO, work: SimpleQueue[bytes]) -> None:
    """Take in what is asked while work goes on; when the other process ends, so does this one, at once."""
    try:
        while True:
            work.put(_receive(asked))
    finally:
        os._exit(0)


def _serve() -> None:
    """The second process itself."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what is printed is no answer
    work: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, work), daemon=True).start()
    while True:
        asked = work.get()
        try:
            do, args, kwargs = pickle.loads(asked)  # noqa: S301 of the process that started this one
            answer = pickle.dumps((True, do(*args, **kwargs)), pickle.HIGHEST_PROTOCOL)
        except BaseException:  # noqa: BLE001 it is done and fails over there
            answer = pickle.dumps((False, None))
        _send(answers, answer)


if __name__ == "__main__":
    _serve()
