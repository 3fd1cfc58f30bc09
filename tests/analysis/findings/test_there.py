"""Teams that began or ended: no change for a reason, and said to be new."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldenthread.analysis.figures import in_words
from goldenthread.analysis.findings import FindingKind, MeasureSeries, Register, register
from goldenthread.base.periods import month
from tests.analysis.build import measure, result
from tests.analysis.findings.build import LAST

WOBBLE = [30.0, 27.0, 33.0, 29.0, 31.0, 26.0, 32.0, 30.0, 28.0, 34.0, 29.0, 31.0]


def counts(numbers: list[float], id_: str = "m", by: str = "team", group: str = "T01") -> MeasureSeries:
    periods = tuple(month(LAST - len(numbers) + 1 + place) for place in range(len(numbers)))
    made = tuple(result(each, period=period.label) for each, period in zip(numbers, periods, strict=True))
    card = replace(measure(form="count", unit="children"), id=id_)
    return MeasureSeries(card, periods, made, breakdown=by, group=group, name=group)


def text(found: Register, id_: str) -> str:
    return next(in_words(each.sentence) for each in found.findings if each.measure == id_)


@pytest.mark.parametrize(("by", "group"), [("team", "T01"), ("hub", "H1"), ("team × sex", "T01 × F")])
def test_a_new_team_has_not_changed(by: str, group: str) -> None:
    found = register([counts([0.0] * 31 + WOBBLE[:5], by=by, group=group)])
    (judged,) = found.judged
    assert (judged.kind, len(found.claims), found.chance.series) == (FindingKind.NO_RANGE, 0, 0)
    ending = "; no usual range: new since August 2023, needs 8 more months with a figure."
    assert text(found, "m").endswith(ending)


def test_a_team_of_two_years_is_judged_by_its_own_months() -> None:
    usual = register([counts([0.0] * 12 + WOBBLE * 2)])
    assert usual.judged[0].kind is FindingKind.USUAL
    assert len(usual.judged[0].observations) == 24
    moved = register([counts([0.0] * 12 + WOBBLE * 2 + [70.0])])
    assert moved.judged[0].kind is FindingKind.CHANGED


def test_a_team_that_was_there_in_another_measure_is_not_new() -> None:
    rare = counts([0.0] * 31 + WOBBLE[:5], "rare")
    both = register([rare, counts(WOBBLE * 3, "usual")])
    assert {each.measure for each in both.claims} == {"rare"}
    others = counts([0.0] * 31 + WOBBLE[:5], "age", by="age", group="0-4")
    assert [each.measure for each in register([others]).claims] == ["age"]


def test_a_team_without_any_case_left_has_not_changed() -> None:
    gone = counts([*WOBBLE * 2, *[0.0] * 4], "gone")
    found = register([gone])
    assert found.claims == ()
    assert text(found, "gone").endswith("; no usual range: no cases of any kind since 31 August 2023.")
    other = counts([*WOBBLE * 2, *WOBBLE[:4]], "there")
    assert [each.measure for each in register([gone, other]).claims] == ["gone"]


def test_a_group_that_was_always_few_is_not_charted_and_a_total_is() -> None:
    few = [19.0, 3.0, 0.0, 12.0] * 9
    (group,) = register([counts(few)]).judged
    assert (group.kind, group.chart, group.why_not) == (FindingKind.TOO_FEW, None, "fewer than 20")
    (once_more,) = register([counts([20.0, *few[1:]])]).judged
    assert once_more.chart is not None
    (total,) = register([counts(few, by="all", group="all")]).judged
    assert total.kind is FindingKind.TOO_FEW
    assert total.chart is not None
