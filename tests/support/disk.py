"""A disk that is not waited for: a load makes some two hundred syncs, each of which waits milliseconds.

What a sync is for, lasting through a power cut, no test can see; that it is asked for still counts as a step.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock


@contextmanager
def not_waited_for() -> Iterator[None]:
    """Let every sync of this process, and of those forked from it, return at once."""
    with mock.patch.object(os, "fsync", _at_once):
        yield


def _at_once(_: int) -> None:
    """What stands for a sync."""
