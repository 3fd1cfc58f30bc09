"""Children at each stage of the path, by hand and against the card of the relative rate."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from goldenthread.base.errors import UsageError
from goldenthread.base.periods import parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.compute import compute
from goldenthread.engine.pathways import STAGES, pathways
from goldenthread.model.pathway import Pathway, StageCount
from goldenthread.warehouse.memory import MemorySnapshot
from tests.support.engine_run import snapshot_of

DAY = dt.date.fromisoformat
DECEMBER = parse("2023-12")
SEXES = {"ann": "F", "ben": "M", "cal": "M", "dot": None, "eli": "M"}
BORN = {
    "ann": "2012-01-01",
    "ben": "2007-12-15",
    "cal": "2010-01-01",
    "dot": "2015-01-01",
    "eli": "2004-01-01",
}
ETHNIC = {"ann": "WBRI", "ben": "BAFR", "cal": None, "dot": "AIND", "eli": "WBRI"}
DAYS = {"contacts": "contact_date", "referrals": "referral_date", "s47_enquiries": "start_date"}
IDS = {"contacts": "contact_id", "referrals": "referral_id", "s47_enquiries": "s47_id"}
AGES = (0, 0), (1, 4), (5, 9), (10, 15), (16, 17)


def council() -> dict[str, list[dict[str, Any]]]:
    at = {
        "contacts": ["ann", "ann", "ben", "cal", "dot", "eli"],
        "referrals": ["ben", "cal", "dot"],
        "s47_enquiries": ["ben", "ben"],
    }
    tables: dict[str, list[dict[str, Any]]] = {
        name: [
            {IDS[name]: f"{n}", "person_id": who, DAYS[name]: DAY(f"2023-12-{10 + n:02d}")}
            for n, who in enumerate(children)
        ]
        for name, children in at.items()
    }
    tables["persons"] = [
        {"person_id": who, "dob": DAY(BORN[who]), "sex": SEXES[who], "ethnicity": ETHNIC[who]}
        for who in SEXES
    ]
    tables["disabilities"] = [
        {"person_id": "ann", "disability": "MOB"},
        {"person_id": "ben", "disability": "NONE"},
    ]
    return tables


@pytest.fixture(scope="module")
def source() -> MemorySnapshot:
    population = [
        {"mid_year": 2023, "age_from": low, "age_to": high, "sex": sex, "persons": 100 * (high - low + 1)}
        for low, high in AGES
        for sex in "FM"
    ]
    every = [{"locality_id": "ALL", "ethnicity": "ALL", **row} for row in population]
    facts = {card.base.fact for card in (shipped_measures()[name] for name in STAGES.values()) if card.base}
    return snapshot_of({"E1": council()}, {*facts, "pathway_events"}, population=every)


def path(source: MemorySnapshot, breakdown: str) -> Pathway:
    (found,) = pathways(source, shipped_measures(), "E1", [DECEMBER], breakdown)
    return found


def stage(of: Pathway, name: str) -> StageCount:
    return next(one for one in of.stages if one.stage == name)


def test_children_at_a_stage_by_sex(source: MemorySnapshot) -> None:
    """Ann's two contacts are one child; eli is an adult; of dot no sex is recorded."""
    found = path(source, "sex")
    assert [one.stage for one in found.stages] == list(STAGES)
    assert stage(found, "contact") == StageCount("contact", {"female": 1, "male": 2}, 3, 1)
    assert stage(found, "referral") == StageCount("referral", {"male": 2}, 2, 1)
    assert stage(found, "s47").groups["male"] == 1
    assert found.population == {"female": 1800, "male": 1800}


def test_crossed_groups_and_a_birthday_in_the_period(source: MemorySnapshot) -> None:
    """Ben turns 16 on 15 December: his referral is of the 10th, his enquiries are of the 10th and 11th."""
    found = path(source, "age_band*sex")
    counted = stage(found, "contact")
    assert {group: n for group, n in counted.groups.items() if n} == {
        "10-15 × female": 1,
        "10-15 × male": 2,
        "10-17 × female": 1,
        "10-17 × male": 2,
    }
    assert (counted.known, counted.unknown) == (3, 1)
    assert found.population["10-17 × male"] == 800


def test_disability_has_no_population_and_many_unknown(source: MemorySnapshot) -> None:
    found = path(source, "disability")
    assert stage(found, "contact") == StageCount("contact", {"no": 1, "yes": 1}, 2, 2)
    assert found.population == {}


@pytest.mark.parametrize("breakdown", ["sex", "age_band"])
def test_the_counts_are_those_of_the_card_of_the_relative_rate(
    source: MemorySnapshot, breakdown: str
) -> None:
    catalogue = shipped_measures()
    printed = compute(source, catalogue, [catalogue["relative_rate_index"]], [DECEMBER], [breakdown])
    found = path(source, breakdown)
    seen = 0
    for name in ("contact", "referral", "assessment"):
        one = stage(found, name)
        for group, n in one.groups.items():
            beside = printed.find(
                "relative_rate_index", "E1", "2023-12", f"stage × {breakdown}", f"{name} × {group}"
            )
            if beside and beside.numerator is not None:
                assert (beside.numerator, beside.denominator) == (n, one.known)
                seen += 1
    assert seen


def test_a_population_that_lacks_a_group_is_none() -> None:
    known = [
        {"mid_year": 2021, "locality_id": "ALL", "age_from": 0, "age_to": 17, "sex": "T", "persons": 100}
    ]
    rows = [{**known[0], "ethnicity": ethnicity} for ethnicity in ("white", "black", "asian", "mixed")]
    source = snapshot_of({"E1": council()}, None, population=rows)
    assert path(source, "ethnicity").population == {}
    every = snapshot_of({"E1": council()}, None, population=[*rows, {**known[0], "ethnicity": "other"}])
    assert len(path(every, "ethnicity").population) == 5


def test_a_stage_that_the_load_lacks_says_why() -> None:
    source = snapshot_of({"E1": council()}, None, cover={"from": DAY("2023-12-15"), "to": DAY("2024-01-31")})
    found = path(source, "sex")
    assert stage(found, "contact").reason == "contacts begin on 15 December 2023"
    assert stage(found, "contact").groups == {}


def test_another_breakdown_is_refused(source: MemorySnapshot) -> None:
    with pytest.raises(UsageError, match="Did you mean 'ethnicity'"):
        path(source, "ethnic")
