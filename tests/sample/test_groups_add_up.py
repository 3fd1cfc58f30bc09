"""Which groups add to the total, for every card and breakdown, over the sample council.

Rows stand in one group each, and so do children on one day in what is the child's own: these groups add
to the total, `unknown` among them. Different people over a period need not: a child may move, a family may
come to two hubs, and they are then in two groups and once in the total; what never changes about a child
adds all the same.
"""

from __future__ import annotations

from functools import cache

from goldenthread.engine.cards import shipped_measures
from goldenthread.model.measure import Component, Measure
from goldenthread.model.results import Results
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.facts import PERSON_BREAKDOWNS, fact
from tests.sample.planted_council import planted_council
from tests.support.engine_run import run_engine

PERIODS = ("2023-12", "FY2023-24Q3")
NEVER_CHANGES = ("sex", "ethnicity", "disability", "uasc")
CROSSED = "age_band × sex"
ADOLESCENT = "10-17"


@cache
def results() -> Results:
    council = planted_council()
    tables = {
        name: [{column.name: row.get(column.name) for column in TABLES[name].columns} for row in rows]
        for name, rows in council.tables.items()
        if name in TABLES and name not in ("population", "parameters")
    }
    return run_engine(
        {council.authority: tables},
        periods=PERIODS,
        population=council.tables["population"],
        extracted_on=council.extracted_on,
    )


def counted(measure: Measure) -> Component | None:
    """What the numerator counts, where it is one count: not an index, a difference or a sum of hours."""
    if measure.form in ("index", "difference") or measure.split:
        return None
    part: str | Component | None = measure.base or measure.parts["numerator"]
    if isinstance(part, str):
        part = shipped_measures()[part].base
    return part if isinstance(part, Component) and not part.value else None


def must_add(component: Component, breakdown: str) -> bool:
    """Whether each thing that is counted stands in one group."""
    if component.count == "rows" or breakdown in NEVER_CHANGES:
        return True
    own = fact(component.fact).columns
    return component.timing == "stock" and breakdown in PERSON_BREAKDOWNS and breakdown not in own


def groups(measure: str, period: str, breakdown: str) -> dict[str, float]:
    """The numerators by group, without the adolescents, who stand beside their bands."""
    found = results().groups(measure, planted_council().authority, period, breakdown)
    return {
        result.group: result.numerator or 0
        for result in found
        if result.group != "all" and ADOLESCENT not in result.group.split(" × ")
    }


def total(measure: str, period: str) -> float | None:
    found = results().find(measure, planted_council().authority, period)
    return found.numerator if found else None


def test_groups_add_to_the_total_or_to_more() -> None:
    wrong, added, exceeded, with_unknown = [], 0, 0, 0
    for measure in shipped_measures().values():
        component = counted(measure)
        for period in PERIODS if component else ():
            whole = total(measure.id, period)
            for breakdown in (name.replace("*", " × ") for name in measure.breakdowns):
                found = groups(measure.id, period, breakdown)
                if whole is None or not found or measure.form == "rate":
                    continue  # a group without a population has no rate, and so no numerator
                parts = breakdown.split(" × ")
                exact = component is not None and all(must_add(component, part) for part in parts)
                sum_of_groups = sum(found.values())
                if (exact and abs(sum_of_groups - whole) > 1e-9) or sum_of_groups < whole - 1e-9:
                    wrong.append((measure.id, period, breakdown, sum_of_groups, whole))
                added += exact
                exceeded += sum_of_groups > whole
                with_unknown += any("unknown" in group and n for group, n in found.items())
    assert wrong == []
    assert added > 200
    assert with_unknown > 50
    assert exceeded > 0, "nobody is in two groups: the council shows nothing"


def test_bands_crossed_with_sex_add_to_each_side() -> None:
    wrong, compared = [], 0
    for measure in shipped_measures().values():
        component = counted(measure)
        if component is None or "age_band*sex" not in measure.breakdowns:
            continue
        for period in PERIODS:
            crossed = groups(measure.id, period, CROSSED)
            for place, side in enumerate(("age_band", "sex")):
                for group, number in groups(measure.id, period, side).items():
                    both = sum(n for name, n in crossed.items() if name.split(" × ")[place] == group)
                    exact = must_add(component, "sex" if side == "age_band" else "age_band")
                    compared += 1
                    if (exact and both != number) or both < number:
                        wrong.append((measure.id, period, group, both, number))
    assert wrong == []
    assert compared > 20


def test_lines_of_shares_add_to_100() -> None:
    compared = 0
    for measure in shipped_measures().values():
        if not (measure.split and measure.split.share):
            continue
        for period in PERIODS:
            found = results().groups(measure.id, planted_council().authority, period, measure.split.by)
            values = [result.value for result in found if result.value is not None and result.group != "all"]
            if values:
                assert abs(sum(values) - 100) < 1e-9, (measure.id, period)
                compared += 1
    assert compared >= 3
