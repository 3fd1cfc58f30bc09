"""Settings for every test: property tests are the same on every run, and search longer when asked."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("quick", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests counted with record_property("count", …): how many files, kills or cases."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "count" and getattr(report, "when", "") == "call":
                    terminalreporter.write_line(f"Counted: {value}")
