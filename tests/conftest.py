"""Settings for every test: property tests are the same on every run, and search longer when asked; the disk
is not waited for; what takes longest begins first."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.support.disk import not_waited_for
from tests.support.longest_first import place

settings.register_profile("quick", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session", autouse=True)
def quick_disk() -> Iterator[None]:
    """No test waits for the disk but those that run a command in a process of its own."""
    with not_waited_for():
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest first: workers take file by file, and short ones fill the end evenly."""
    items.sort(key=lambda item: place(item.nodeid.partition("::")[0]))


def pytest_collection_finish() -> None:
    """What thousands of tests hold stays to the end: else every sweep for garbage, of which a load makes one,
    looks at all of it."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests counted with record_property("count", …): how many files, kills or cases."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "count" and getattr(report, "when", "") == "call":
                    terminalreporter.write_line(f"Counted: {value}")
