"""Which test files begin first, so that the workers end together.

A worker takes a file at a time (`--dist=loadfile`), so that what the tests of a file share is made once. A
long file that begins last leaves the other workers idle; those below begin first, in this order. It is by
what they took when last measured (`--durations=0`), and only a matter of time: a file that is not listed, or
that takes less than it did, runs all the same.
"""

from __future__ import annotations

LONGEST = (
    "tests/acceptance/test_sample.py",  # makes the sample council, for which the files below would wait
    "tests/engine/test_card_mutations.py",
    "tests/warehouse/test_crash.py",
    "tests/engine/test_against_oracle.py",
    "tests/warehouse/test_all_or_nothing.py",
    "tests/acceptance/test_census.py",
    "tests/acceptance/test_returns.py",
    "tests/acceptance/test_standards.py",
    "tests/acceptance/test_sample_returns.py",
    "tests/acceptance/test_sample_recount.py",
    "tests/acceptance/test_marlshire.py",
    "tests/acceptance/test_accounts.py",
)


def place(path: str) -> int:
    """Where a file stands in the order of the run; files that are not listed stand together at the end."""
    return LONGEST.index(path) if path in LONGEST else len(LONGEST)
