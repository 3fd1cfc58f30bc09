"""Measuring one capability in a process of its own, so that its memory is its own."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeVar

Made = TypeVar("Made")


class Spent(NamedTuple):
    """Seconds by the clock, and seconds of the processors."""

    clock: float
    processor: float


@dataclass(frozen=True)
class Taken:
    """What a capability took for so many rows, and the seconds of its floor."""

    rows: int
    spent: Spent
    floor: float
    memory: int = 0  # bytes, at the highest

    @property
    def ratio(self) -> float:
        """How many times the floor it took."""
        return self.spent.clock / self.floor if self.floor else 0.0


def timed(work: Callable[[], Made]) -> tuple[Made, Spent]:
    """What the work made, and what it took."""
    clock, processor = time.perf_counter(), time.process_time()
    made = work()
    return made, Spent(time.perf_counter() - clock, time.process_time() - processor)


def in_own_process(capability: Callable[[Path], Taken], folder: Path) -> Taken:
    """Run a capability in a fresh process and add the most memory that it held at once."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_with_memory, capability, folder).result()


def _with_memory(capability: Callable[[Path], Taken], folder: Path) -> Taken:
    taken = capability(folder)
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return replace(taken, memory=1024 * max(own.ru_maxrss, children.ru_maxrss))
