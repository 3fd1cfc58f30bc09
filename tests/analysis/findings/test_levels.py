from __future__ import annotations

import numpy as np
import pytest

from goldenthread.analysis.findings.judge import levels
from tests.analysis.spc.series_of import rates, shares, values

TOPS = [4, 9, 7, 3, 8, 6, 12, 2, 5, 11, 10, 1]
AMONG = [40, 95, 60, 33, 70, 81, 90, 25, 44, 99, 73, 18]


@pytest.mark.parametrize("window", [1, 3, 5])
def test_levels_are_the_averages_of_numpy(window: int) -> None:
    """Of cases among cases they weigh by cases; of anything else each month weighs alike; a gap is none."""
    cut = len(TOPS) - window
    for times, made in ((100, shares(TOPS, AMONG)), (10_000, rates(TOPS, AMONG, 10_000))):
        each = np.array(TOPS) / np.array(AMONG) * times
        wanted = [np.average(each[part], weights=AMONG[part]) for part in (slice(cut, None), slice(0, cut))]
        assert levels(made, window) == pytest.approx(wanted)
    plain = levels(values([*TOPS[:5], None, *TOPS[5:]]), window)
    assert plain == pytest.approx([np.mean(TOPS[cut:]), np.mean(TOPS[:cut])])
