"""The policy as a workspace sets it, and the messages where it cannot be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from goldenthread.analysis.disclosure import DEFAULT, Policy, policy_of
from goldenthread.analysis.disclosure.policy import FLOORS
from goldenthread.analysis.disclosure.printed import rounded
from goldenthread.base.errors import RefusedInput


def test_nothing_asks_for_the_default() -> None:
    assert policy_of(None, "goldenthread.yml") is DEFAULT


def test_settings_change_it() -> None:
    found = policy_of({"threshold": 10, "smallest_base": 12, "totals_known": False}, "goldenthread.yml")
    assert found == Policy(threshold=10, smallest_base=12, totals_known=False)
    assert policy_of(found.settings(), "release") == found


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ({"treshold": 6}, "Did you mean 'threshold'?"),
        ({"threshold": "six"}, "'threshold' is a whole number."),
        ({"threshold": True}, "'threshold' is a whole number."),
        ({"totals_known": 1}, "'totals_known' is true or false."),
        ({"threshold": 4}, "'threshold' is 4; no council may go below 5."),
        ({"protection": 1}, "'protection' is 1; no council may go below 2."),
        ({"threshold": 5, "moving_rounding": 15}, "a printed 0 is a true nought"),
        ({"protection": 7}, "protection lies between 1 and the threshold"),
        ({"rounding": 20}, "that of moving groups no finer"),
        ({"smallest_base": 3}, "may not decrease"),
        ({"dominance": 30}, "between 50 and 100"),
        ({"seconds": 0}, "seconds is 1 or more"),
        ("strict", "Expected lines such as 'threshold: 6'."),
    ],
)
def test_what_does_not_fit_is_refused_by_name(spec: object, says: str) -> None:
    with pytest.raises(RefusedInput) as refused:
        policy_of(spec, "goldenthread.yml")
    assert says in str(refused.value)
    assert "goldenthread.yml" in str(refused.value)


def test_the_page_states_the_defaults() -> None:
    page = Path(__file__).parents[3] / "docs" / "explanation" / "disclosure.md"
    block = re.search(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    assert yaml.safe_load(block[1])["disclosure"] == DEFAULT.settings()


def test_the_least_that_is_shown_never_prints_as_nought() -> None:
    with pytest.raises(ValueError, match="a true nought"):
        Policy(threshold=2, protection=1, smallest_base=2)
    lowest = Policy(threshold=FLOORS["threshold"])
    assert rounded(lowest.threshold, lowest.moving_rounding) > 0
