"""The list of coincidences: whole, nothing in it that cannot be, and what it explains."""

from __future__ import annotations

import pytest

from goldenthread.engine import coincidences as declared
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.coincidences import Coincidence, coincidence, coincidences, meeting, reasons


def test_every_pair_that_meets_in_a_measure_is_declared() -> None:
    measures = shipped_measures()
    missing = [
        (one.id, *pair)
        for one in measures.values()
        for pair in meeting(one, measures)
        if not coincidence(one, pair)
    ]
    assert missing == []


def test_no_pair_is_declared_that_does_not_meet() -> None:
    measures = shipped_measures()
    met = {(one.id, pair) for one in measures.values() for pair in meeting(one, measures)}
    assert sorted(coincidences().keys() - met) == []


def test_every_reason_is_used_and_every_difference_has_one() -> None:
    said = " ".join(one.says for one in coincidences().values())
    assert [name for name, words in reasons().items() if words not in said] == []
    assert [one for one in coincidences().values() if one.verdict != "coincide" and not one.says] == []
    assert [one for one in coincidences().values() if (one.verdict == "within") != (one.percent > 0)] == []


def test_no_reason_speaks_of_a_register_as_if_there_were_one() -> None:
    """Without a register the rows are the standards'."""
    said = {key: one.says for key, one in coincidences().items() if "dates of birth" in one.says}
    assert all("Where a register gives the rows" in says for says in said.values())
    ages = said["care_leavers_in_touch_pct__aged_17_18", ("AA", "903")]
    assert ages.startswith("The return tells of the time around the birthday")


@pytest.mark.parametrize(
    ("verdict", "first", "second", "explained"),
    [
        ("coincide", 100, 101, False),
        ("never", 100, 101, False),
        ("differ", 100, 200, True),
        ("differ", None, 200, True),
        ("within", 98, 100, True),
        ("within", 100, 98, True),
        ("within", 97.9, 100, False),
        ("within", None, 100, False),
    ],
)
def test_what_a_declaration_explains(
    verdict: str, first: float | None, second: float | None, explained: bool
) -> None:
    one = Coincidence("a_measure", ("SSD", "CIN"), verdict, "why", 2)
    assert one.explains(first, second) is explained


BAD = {
    "a pair declared twice": {"ssd and cin": [{"coincide": ["a"]}, {"coincide": ["a"]}]},
    "a difference without a reason": {"ssd and cin": [{"differ": ["a"]}]},
    "an unknown reason": {"ssd and cin": [{"differ": ["a"], "reason": "one_row_a_chidl"}]},
}


@pytest.mark.parametrize("pairs", BAD.values(), ids=BAD)
def test_a_bad_declaration_is_refused(
    pairs: dict[str, list[dict[str, object]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    reasons()
    monkeypatch.setattr(declared, "_document", lambda: {"pairs": pairs})
    with pytest.raises(declared.RefusedInput):
        declared.coincidences.__wrapped__()
