"""Which test files begin first, so that the workers end together.

A worker takes a file at a time (`--dist=loadfile`), so that what the tests of a file share is made once. A
long file that begins last leaves the other workers idle; those below begin first, in this order. It is by
what they took when last measured (`--durations=0`), and only a matter of time: a file that is not listed, or
that takes less than it did, runs all the same.
"""

from __future__ import annotations

LONGEST = (
    "tests/acceptance/test_sample.py",  # makes the sample council, which others below use: not next to them
    "tests/warehouse/test_crash.py",
    "tests/attack/test_series.py",
    "tests/cli/test_public_releases.py",
    "tests/cli/test_privacy.py",
    "tests/engine/test_against_oracle.py",
    "tests/acceptance/test_standards.py",
    "tests/acceptance/test_census.py",
    "tests/acceptance/test_returns.py",
    "tests/acceptance/test_marlshire.py",
    "tests/acceptance/test_sample_returns.py",
    "tests/acceptance/test_sample_recount.py",
    "tests/acceptance/test_accounts.py",
    "tests/acceptance/test_sample_reloaded.py",
    "tests/publication/test_browser.py",
    "tests/cli/test_releases.py",
    "tests/publication/test_across_formats.py",
    "tests/publication/test_pdf.py",
    "tests/publication/test_pptx.py",
    "tests/cli/test_commentary.py",
    "tests/publication/test_public_hidden.py",
    "tests/warehouse/test_care_episodes.py",
    "tests/engine/test_two_time_lines.py",
    "tests/engine/test_card_mutations.py",
    "tests/publication/test_since.py",
    "tests/publication/test_workbook_opens.py",
    "tests/publication/test_pptx_opened.py",
    "tests/sample/test_annex_a.py",
    "tests/sample/test_truths_planted.py",
    "tests/sample/test_groups_add_up.py",
    "tests/warehouse/test_all_or_nothing.py",
    "tests/cli/test_new_measure.py",
    "tests/cli/test_check.py",
    "tests/cli/test_compare.py",
    "tests/sources/annex_a/test_shapes.py",
    "tests/sample/test_council.py",
    "tests/sample/test_formats.py",
    "tests/engine/test_definition_traps.py",
)


def place(path: str) -> int:
    """Where a file stands in the order of the run; files that are not listed stand together at the end."""
    return LONGEST.index(path) if path in LONGEST else len(LONGEST)
