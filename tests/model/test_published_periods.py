"""Labels of published periods, with the kinds that share them."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from goldenthread.model.published_periods import KINDS, known_kind, published_period

DAYS = [
    ("2025", "financial year", "2024-04-01", "2025-03-31", "year ending 31 March 2025"),
    ("2025", "at 31 March", "2025-03-31", "2025-03-31", "at 31 March 2025"),
    ("2025", "at 30 September", "2025-09-30", "2025-09-30", "at 30 September 2025"),
    ("2025", "year to 30 September", "2024-10-01", "2025-09-30", "year ending 30 September 2025"),
    ("2025", "academic year", "2024-09-01", "2025-08-31", "academic year 2024/25"),
    ("202425", "academic year", "2024-09-01", "2025-08-31", "academic year 2024/25"),
    ("2023/24", "academic year", "2023-09-01", "2024-08-31", "academic year 2023/24"),
    ("2024-25", "financial year", "2024-04-01", "2025-03-31", "year ending 31 March 2025"),
    ("2024", "calendar year", "2024-01-01", "2024-12-31", "calendar year 2024"),
    ("2024", "in January", "2024-01-31", "2024-01-31", "January 2024"),
    ("2024", "mid-year", "2024-06-30", "2024-06-30", "mid-2024"),
    ("2014-16", "calendar year", "2014-01-01", "2016-12-31", "several years 2014-16"),
    ("2013/14-15/16", "financial year", "2013-04-01", "2016-03-31", "several years 2013/14-15/16"),
    ("1999-00", "financial year", "1999-04-01", "2000-03-31", "year ending 31 March 2000"),
    ("2024.0", "at 31 March", "2024-03-31", "2024-03-31", "at 31 March 2024"),
    ("2022 (Rev)", "academic year", "2021-09-01", "2022-08-31", "academic year 2021/22 (revised)"),
    ("2025 (prov)", "academic year", "2024-09-01", "2025-08-31", "academic year 2024/25 (provisional)"),
    ("2020 (Final)", "at 31 March", "2020-03-31", "2020-03-31", "at 31 March 2020 (final)"),
    ("2024-25 (OT)", "financial year", "2024-04-01", "2025-03-31", "year ending 31 March 2025 (outturn)"),
    ("2023-24 Q2", "", "2023-07-01", "2023-09-30", "July to September 2023"),
    ("2023-24 Q4", "quarter", "2024-01-01", "2024-03-31", "January to March 2024"),
    ("December 2023", "", "2023-12-01", "2023-12-31", "December 2023"),
    ("31 March 2023", "", "2023-03-31", "2023-03-31", "at 31 March 2023"),
    ("2023-03-31", "", "2023-03-31", "2023-03-31", "at 31 March 2023"),
]


@pytest.mark.parametrize(("label", "kind", "start", "end", "words"), DAYS)
def test_a_label_and_its_kind_say_which_days_are_meant(
    label: str, kind: str, start: str, end: str, words: str
) -> None:
    found = published_period(label, kind)
    assert found is not None
    assert (found.start.isoformat(), found.end.isoformat(), found.words) == (start, end, words)


NOT_CLEAR = [
    ("0", "academic year"),
    ("2025", ""),  # a year of which kind?
    ("2025", "reporting year"),
    ("2024-26", "at 31 March"),
    ("2024/26", "financial year"),
    ("2024-25", "calendar year"),
    ("1825", "financial year"),
    ("31 February 2023", ""),
    ("2023-13-01", ""),
    ("2023-25 Q1", ""),
    ("Smarch 2023", ""),
    ("last year", "financial year"),
]


@pytest.mark.parametrize(("label", "kind"), NOT_CLEAR)
def test_what_is_not_clear_is_not_guessed(label: str, kind: str) -> None:
    assert published_period(label, kind) is None


def test_kinds_are_known_by_publishers_words_and_ours() -> None:
    assert known_kind("Annual (end of Sept)") == "at 30 September"
    assert known_kind("  Reporting  Year ") == "reporting year"
    assert [known_kind(kind) for kind in KINDS] == list(KINDS)
    assert known_kind("lunar year") == ""


def test_a_quarter_ends_before_the_next_begins() -> None:
    quarters = [published_period(f"2023-24 Q{n}", "") for n in range(1, 5)]
    known = [one for one in quarters if one]
    assert len(known) == 4
    for before, after in pairwise(known):
        assert after.start - before.end == dt.timedelta(days=1)
