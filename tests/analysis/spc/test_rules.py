from __future__ import annotations

import pytest

from goldenthread.analysis.spc import NHS_ENGLAND, RULE_SETS, RuleSet, rule_set_of, rule_words
from goldenthread.base.errors import RefusedInput

FILE = "goldenthread.yml"


def test_nothing_set_is_nhs_england() -> None:
    assert rule_set_of(None, FILE) is NHS_ENGLAND
    assert (NHS_ENGLAND.run, NHS_ENGLAND.trend, NHS_ENGLAND.screened, NHS_ENGLAND.baseline) == (
        7,
        7,
        False,
        None,
    )


def test_a_rule_set_by_its_name() -> None:
    for name, rules in RULE_SETS.items():
        assert rule_set_of(name, FILE) == rules
        assert rule_set_of({"rules": name}, FILE) == rules


def test_options_change_a_rule_set_and_its_name_says_so() -> None:
    made = rule_set_of({"rules": "nhs_r", "run": 8, "baseline": 24, "near": False}, FILE)
    assert (made.run, made.baseline, made.near, made.screened) == (8, 24, False, True)
    assert made.name == "nhs_r, changed"
    assert rule_set_of({"run": 7}, FILE).name == "nhs_england"


@pytest.mark.parametrize(
    ("spec", "what", "do"),
    [
        ("nhs_englnd", "There is no rule set 'nhs_englnd'.", "Did you mean 'nhs_england'?"),
        ({"trnd": 6}, "There is no option 'trnd'.", "Did you mean 'trend'?"),
        ({"changes": True}, "There is no option 'changes'.", "Allowed: "),
        ({"run": "seven"}, "'seven' is not a whole number of points.", "Give a whole number of points."),
        ({"run": True}, "'True' is not a whole number of points.", "Give"),
        ({"near": 1}, "'1' is not yes or no.", "Give yes or no."),
        ({"trend_side": "left"}, "'left' is not direction or mean.", "Give direction or mean."),
        ({"baseline": 6}, "a baseline may not be shorter than the minimum", "Mend"),
        ({"run": 1}, "a run needs 2 points", "Mend"),
        (["nhs_england"], "Expected a rule set or 'option: value' lines.", "Allowed: nhs_england"),
    ],
)
def test_what_is_no_rule_set_is_refused_where_it_stands(spec: object, what: str, do: str) -> None:
    with pytest.raises(RefusedInput) as caught:
        rule_set_of(spec, FILE)
    message = caught.value.message()
    assert message.startswith("goldenthread.yml, column 'spc")
    assert what in message
    assert do in message


def test_a_rule_set_is_said_in_words() -> None:
    assert rule_words(NHS_ENGLAND) == (
        "More than chance: a point outside the limits; 7 in a row on one side of the mean; 7 in a row rising "
        "or falling; two of three points near a limit. Limits from all points, from 12 points on."
    )
    changed = RuleSet("own", run=6, near=False, screened=True, baseline=24)
    assert rule_words(changed) == (
        "More than chance: a point outside the limits; 6 in a row on one side of the mean; 7 in a row rising "
        "or falling. Limits from the first 24 points without the widest moving ranges, from 12 points on."
    )
