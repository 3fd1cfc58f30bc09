"""The command line: wires the packages, prints figures to standard output and messages to standard error."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

SWEEP_AFTER = 100_000
"""New objects between two sweeps for cycles. Cards, rows and pages are many objects that stay: Python's own
700 has a run look at them thousands of times over, which took a tenth of its time."""

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "1")
"""The matrices of the statistics are tiny: waking threads for each makes a forecast five times as slow."""


def main() -> None:
    """Entry point. Exit codes: 0 done, 1 refused input, 2 usage, 3 internal."""
    sweep_seldom()
    os.environ.setdefault(*ONE_THREAD)  # before NumPy is read
    from goldenthread.cli.app import app
    from goldenthread.cli.failures import guarded

    keep_memory()
    leave_pandas()
    code = guarded(lambda: app(standalone_mode=False))
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    gc.freeze()  # a last sweep would look at every object of an edition that ends with the process
    sys.exit(code)


def sweep_seldom() -> None:
    """Have many objects made at little cost."""
    gc.set_threshold(SWEEP_AFTER)


def keep_memory() -> None:
    """Arrow's own pool gives memory back at once and asks for it again: a second of a load of a council."""
    import pyarrow as pa

    with suppress(NotImplementedError):  # a build without it
        pa.set_memory_pool(pa.jemalloc_memory_pool())


def leave_pandas() -> None:
    """Have Arrow not read pandas, which it does at the first list that it is given in case that is one of
    pandas': half a second, and none is here. What needs pandas can still read it."""
    import pyarrow as pa

    if "pandas" in sys.modules:
        return
    sys.meta_path.insert(0, _NoPandas)
    try:
        pa.array([0])  # Arrow looks once
    finally:
        sys.meta_path.remove(_NoPandas)


class _NoPandas:
    """A finder of modules that finds no pandas, and keeps the others from finding it."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        """Nothing is found here. Raises ModuleNotFoundError for pandas."""
        if name == "pandas":
            raise ModuleNotFoundError(name)
