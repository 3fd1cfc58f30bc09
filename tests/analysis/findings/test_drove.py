"""What drove a change, as it reads and read back against the counts of groups."""

from __future__ import annotations

import random
from dataclasses import asdict, replace

import pyarrow as pa
import pytest

from goldenthread.analysis.annotations import annotations_of
from goldenthread.analysis.figures import in_words
from goldenthread.analysis.findings import Finding, FindingKind, Names, in_order, register, since, with_drove
from goldenthread.analysis.findings.register import Register
from goldenthread.base.periods import month
from goldenthread.model.measure import Break, Measure
from goldenthread.model.result import Result
from goldenthread.model.results import SCHEMA, Results
from tests.analysis.build import measure, result
from tests.analysis.findings.build import LAST
from tests.analysis.findings.reading import Counts, check_drove
from tests.analysis.findings.test_words import values

NAMES = Names(lambda breakdown: breakdown.replace("_", " "), lambda breakdown, group: group)
MONTHS = [month(LAST - 35 + place) for place in range(36)]
STEADY = [(100 + (-1) ** place * 3, 400) for place in range(35)]


def made(
    card: Measure, months: list[tuple[int, int]], groups: dict[str, tuple[Counts, Counts]]
) -> tuple[Register, Results]:
    """A register of one series of so many of so many a month, with the groups of December 2022 and 2023 by
    each breakdown."""
    is_count = card.form == "count"
    found: list[Result] = []
    for period, (top, bottom) in zip(MONTHS, months, strict=True):
        found.append(_result(card, period.label, "all", "all", top, 0 if is_count else bottom))
    for breakdown, sides in groups.items():
        for period, side in zip((MONTHS[-13], MONTHS[-1]), sides, strict=True):
            for name, (top, bottom) in side.items():
                found.append(_result(card, period.label, breakdown, name, top, 0 if is_count else bottom))
    rows = [{**asdict(each), "flags": ""} for each in found]
    results = Results(pa.Table.from_pylist(rows, SCHEMA))
    series = values([0.0] * 36)
    totals = tuple(each for each in found if each.group == "all")
    return register([replace(series, measure=card, results=totals)]), results


def _result(card: Measure, period: str, breakdown: str, group: str, top: float, bottom: float) -> Result:
    value = float(top) if card.form == "count" else top / bottom * 100 if bottom else None
    denominator = None if card.form == "count" else float(bottom)
    return result(value, float(top), denominator, period=period, breakdown=breakdown, group=group)


def told(found: Register, results: Results, *breakdowns: str) -> Finding:
    [each] = with_drove(found, results, "E1", {"m": breakdowns}, NAMES).findings
    return each


COUNT = measure(form="count", unit="children", polarity="lower")


def test_the_groups_that_add_most_are_named_and_others_take_back() -> None:
    groups = (
        {"North": (50, 0), "West": (30, 0), "East": (17, 0)},
        {"North": (80, 0), "West": (55, 0), "East": (15, 0)},
    )
    found = told(*made(COUNT, [*STEADY, (150, 0)], {"team": groups}), "team")
    assert found.kind is FindingKind.CHANGED
    [said] = found.drove
    assert (said.breakdown, said.since) == ("team", MONTHS[-13])
    assert in_words(said.sentence) == (
        "By team: North +30 of the change of +53 since December 2022; others add the rest."
    )
    parts = [(each.text, each.group, each.part, each.against) for each in found.figures[-2:]]
    assert parts == [("+30", "North", "contribution", "2022-12"), ("+53", "all", "difference", "2022-12")]


def test_a_share_of_groups_is_told_in_points_by_the_breakdown_that_leads() -> None:
    groups = {
        "locality": ({"a": (40, 200), "b": (57, 200)}, {"a": (80, 200), "b": (80, 200)}),
        "team": ({"x": (60, 240), "y": (37, 160)}, {"x": (120, 240), "y": (40, 160)}),
    }
    found = told(*made(measure(), [*STEADY, (160, 400)], groups), "locality", "team")
    assert [each.breakdown for each in found.drove] == ["team", "locality"]
    assert in_words(found.drove[0].sentence) == (
        "By team: x +15.0 points of the change of +15.8 points since December 2022; others add the rest."
    )


def test_it_is_told_since_the_month_before_where_the_year_before_was_no_lower() -> None:
    """A rise that only brings a month back to where it was a year before was not driven from there."""
    months = [*STEADY[:23], (160, 400), *STEADY[24:35], (150, 400)]
    found, results = made(COUNT, months, {})
    assert told(found, results, "team").drove == ()
    rows = results.table.to_pylist()
    for period, top in ((MONTHS[-2], 97), (MONTHS[-1], 150)):
        for name, share in (("North", 0.9), ("West", 0.1)):
            made_ = _result(COUNT, period.label, "team", name, round(top * share), 0)
            rows.append({**asdict(made_), "flags": ""})
    more = Results(pa.Table.from_pylist(rows, SCHEMA))
    [said] = told(found, more, "team").drove
    assert said.since == MONTHS[-2]
    assert "since November" in in_words(said.sentence)


@pytest.mark.parametrize(("before", "since_when"), [(149, -2), (128, -2), (124, -13)])
def test_it_is_told_since_the_month_before_where_little_of_it_came_since_the_year_before(
    before: int, since_when: int
) -> None:
    """'North +40 of the change of +1' would say of a rise by half what drove a rise of one: 102 is usual, and
    the change told is half of the way from there to 150, or more."""
    months = [*STEADY[:23], (before, 400), *STEADY[24:35], (150, 400)]
    [judged] = made(COUNT, months, {})[0].judged
    assert judged.is_claim
    assert since(judged) == MONTHS[since_when]


@pytest.mark.parametrize(("latest", "is_told"), [(5.04, False), (5.4, True)])
def test_a_change_that_is_printed_as_nought_is_not_told(latest: float, is_told: bool) -> None:
    """'+0.0' is no change to a reader, however far beyond a narrow usual range it lies."""
    months = [*(5 + (-1) ** place * 0.001 for place in range(35)), latest]
    totals = tuple(result(value, period=each.label) for value, each in zip(months, MONTHS, strict=True))
    card = measure(form="average", unit="days")
    [judged] = register([replace(values([0.0] * 36), measure=card, results=totals)]).judged
    assert judged.is_claim
    assert since(judged) == (MONTHS[-13] if is_told else None)


def test_a_changed_rule_lies_between_nothing() -> None:
    groups = {"team": ({"x": (50, 0), "y": (47, 0)}, {"x": (90, 0), "y": (60, 0)})}
    card = replace(COUNT, breaks=(Break(MONTHS[-1].start, "closed cases count"),))
    found, results = made(COUNT, [*STEADY, (150, 0)], groups)
    assert told(found, results, "team").drove
    [judged] = found.judged
    broken = replace(judged, series=replace(judged.series, annotations=annotations_of(card, ())))
    assert told(replace(found, judged=(broken,)), results, "team").drove == ()


@pytest.mark.parametrize(
    "groups",
    [
        ({"x": (97, 0)}, {"x": (150, 0)}),  # one group
        ({"unknown": (40, 0), "x": (57, 0)}, {"unknown": (90, 0), "x": (60, 0)}),  # nobody knows which
        ({}, {}),
    ],
)
def test_nothing_is_said_where_no_group_is_known_to_have_driven_it(groups: tuple[Counts, Counts]) -> None:
    assert told(*made(COUNT, [*STEADY, (150, 0)], {"team": groups}), "team").drove == ()


@pytest.mark.parametrize("is_known", [True, False])
def test_the_most_of_any_group_is_said_only_where_every_group_is_known(is_known: bool) -> None:
    """Nine groups of which no three add half; one that is withheld may have added the most."""
    then, now = dict.fromkeys("ABCDEFGHI", (10.0, 0.0)), dict.fromkeys("ABCDEFGHI", (15.0, 0.0))
    then["A"], now["A"] = (17.0, 0.0), (23.0, 0.0)
    found, results = made(COUNT, [*STEADY, (143, 0)], {"team": (then, now)})
    if not is_known:
        rows = results.table.to_pylist()
        for row in rows:
            if row["group"] == "I" and row["period"] == MONTHS[-1].label:
                row.update(numerator=None, value=None, status="confidential")
        results = Results(pa.Table.from_pylist(rows, SCHEMA))
    [said] = told(found, results, "team").drove
    end = (
        ", the most of any group." if is_known else "; the rest lies in other groups, in several or in none."
    )
    assert in_words(said.sentence) == f"By team: A +6 of the change of +46 since December 2022{end}"


def test_nothing_is_said_of_what_did_not_change() -> None:
    groups = {"team": ({"x": (50, 0), "y": (47, 0)}, {"x": (50, 0), "y": (50, 0)})}
    found = told(*made(COUNT, [*STEADY, (100, 0)], groups), "team")
    assert found.kind is FindingKind.USUAL
    assert found.drove == ()


def test_crossed_breakdowns_and_totals_are_not_told() -> None:
    assert in_order(["locality", "all", "age_band × sex", "sex", "team", "age_band*sex"]) == [
        "team",
        "locality",
        "sex",
    ]


TOLD = frozenset(range(12))
"""Seeds that must have a sentence to read; of the others most have one too."""


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("form", ["count", "percentage"])
def test_every_sentence_is_read_back(form: str, seed: int) -> None:
    """Groups of any size that come, go and change; some whose cases stand in no group."""
    chance = random.Random(seed)
    card = measure(form="count", unit="children") if form == "count" else measure()
    then, now = _groups(chance, 1.0), _groups(chance, chance.choice([0.4, 1.6, 2.2]))
    spare = chance.choice([0, 0, 7])
    sides = [
        (sum(top for top, _ in side.values()) + spare, sum(bottom for _, bottom in side.values()) + 2 * spare)
        for side in (then, now)
    ]
    top, bottom = int(sides[0][0]), int(sides[0][1])
    steady = [(top + (-1) ** place * max(top // 40, 1), bottom) for place in range(36)]
    steady[-13], steady[-1] = ((int(a), int(b)) for a, b in sides)
    found, results = made(card, steady, {"team": (then, now)})
    finding = told(found, results, "team")
    assert finding.drove or seed not in TOLD
    if not finding.drove:
        assert not finding.is_claim or len({*then, *now}) < 2 or not _moves(form, sides), seed
        return
    text = in_words(finding.drove[0].sentence)
    check_drove(text, form, ({"all": sides[0]}, {"all": sides[1]}), then, now)


def _groups(chance: random.Random, times: float) -> Counts:
    made: Counts = {}
    for name in "ABCDEF"[: chance.randrange(2, 7)]:
        bottom = chance.randrange(30, 300)
        made[f"Team {name}"] = (int(min(bottom, bottom * chance.uniform(0.1, 0.5) * times)), bottom)
    return made


def _moves(form: str, sides: list[tuple[float, float]]) -> bool:
    (n0, d0), (n1, d1) = sides
    return n0 != n1 if form == "count" else n0 * d1 != n1 * d0


def test_a_wrong_group_would_be_seen() -> None:
    then, now = {"North": (50.0, 0.0), "West": (47.0, 0.0)}, {"North": (90.0, 0.0), "West": (60.0, 0.0)}
    whole = ({"all": (97.0, 0.0)}, {"all": (150.0, 0.0)})
    right = "By team: North +40 of the change of +53 since December 2022; others add the rest."
    check_drove(right, "count", whole, then, now)
    for wrong in (
        right.replace("North", "West"),
        right.replace("+40", "+41"),
        right.replace("+53", "+52"),
        right.replace("add the rest", "take some back"),
        right.replace("; others add the rest", ""),
        right.replace("North +40", "North +40 and West +13"),
    ):
        with pytest.raises(AssertionError):
            check_drove(wrong, "count", whole, then, now)
