"""On the sample council: the largest contributors are those of the lists behind the figures."""

from __future__ import annotations

from collections import defaultdict

import pytest

from goldenthread.base.periods import parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.contributors import ADDED, largest_contributors
from goldenthread.engine.figures import figures
from goldenthread.engine.lists import rows_behind
from goldenthread.model.result import ALL, CROSS, Status
from goldenthread.warehouse import workspace
from goldenthread.warehouse.snapshot import current_snapshot
from tests.support.solmere import CODE, MONTH, Solmere

pytestmark = pytest.mark.timeout(1200)  # the first test waits for the whole council

CATALOGUE = shipped_measures()


def test_the_largest_contributors_are_those_of_the_lists(solmere: Solmere) -> None:
    loaded = current_snapshot(workspace.read(solmere.workspace))
    wanted = [one for one in CATALOGUE.values() if one.base and one.form in ADDED]
    results = figures(loaded, CATALOGUE, wanted, [parse(MONTH), parse("2023-11")])
    shown = [each for each in results if each.status is Status.OK and each.numerator]
    keys = [(each.measure, each.period, each.breakdown, each.group) for each in shown]
    found = largest_contributors(loaded, CATALOGUE, CODE, keys)
    assert found.keys() == set(keys)
    assert {key[0] for key in keys} >= {"agency_spend", "sdq_average", "placement_cost_weekly_avg"}
    for each, key in zip(shown, keys, strict=True):
        measure, names = CATALOGUE[each.measure], each.breakdown.split(CROSS)
        assert measure.base
        assert measure.base.value
        groups = {} if each.breakdown == ALL else dict(zip(names, each.group.split(CROSS), strict=True))
        (listed,) = rows_behind(loaded, CATALOGUE, measure, CODE, parse(each.period), groups)
        by = "person_id" if listed.fact.person else "row_ref"
        amounts: dict[object, float] = defaultdict(float)
        for row in listed.rows.to_pylist():
            value = row[measure.base.value]
            if value is not None:
                amounts[row[by]] += value
        assert sum(amounts.values()) == pytest.approx(each.numerator)
        assert found[key] == pytest.approx(tuple(sorted(amounts.values(), key=abs, reverse=True)[:2]))
