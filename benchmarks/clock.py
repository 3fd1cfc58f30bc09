"""Measuring one capability in a process of its own, so that its memory is its own."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeVar

Made = TypeVar("Made")


class Spent(NamedTuple):
    """Seconds by the clock, seconds of the processors, and the most bytes of memory held at once."""

    clock: float
    processor: float
    memory: int


@dataclass(frozen=True)
class Taken:
    """What a capability took for so many rows, and the seconds of its floor."""

    rows: int
    spent: Spent
    floor: float

    @property
    def ratio(self) -> float:
        """How many times the floor it took."""
        return self.spent.clock / self.floor if self.floor else 0.0


def timed(work: Callable[[], Made]) -> tuple[Made, Spent]:
    """What the work made, and what it took. Its memory is looked at before a floor is measured, which holds
    whole files."""
    clock, processor = time.perf_counter(), time.process_time()
    made = work()
    return made, Spent(time.perf_counter() - clock, time.process_time() - processor, _most_memory())


def in_own_process(capability: Callable[[Path], Taken], folder: Path) -> Taken:
    """Run a capability in a fresh process, so that its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(capability, folder).result()


def _most_memory() -> int:
    """The most bytes that this process, or one that it started and that has ended, held at once."""
    both = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return 1024 * max(both)
