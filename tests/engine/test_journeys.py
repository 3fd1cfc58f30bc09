"""Waits between steps: by hand, and over generated councils against a walk over each child's records."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from typing import Any

import pytest

from goldenthread.base.errors import UsageError
from goldenthread.base.periods import Period, parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.journeys import STEPS, waits
from goldenthread.model.journey import Wait, Waits
from goldenthread.warehouse.memory import MemorySnapshot
from tests.support.engine_run import EXTRACTED_ON, snapshot_of

DAY = dt.date.fromisoformat
NOVEMBER, DECEMBER = parse("2023-11"), parse("2023-12")
FACTS = (
    "contacts",
    "referrals",
    "assessments",
    "s47_enquiries",
    "icpcs",
    "cp_plans",
    "looked_after",
    "care_ends",
    "early_help_episodes",
)
Rows = list[dict[str, Any]]


def of(name: str, tables: dict[str, Rows], cohort: Period = DECEMBER, breakdown: str = "all") -> list[Waits]:
    people = {row["person_id"] for rows in tables.values() for row in rows}
    made = {"persons": [{"person_id": p, "dob": DAY("2012-01-01"), "sex": "F"} for p in people]}
    return waits(
        snapshot_of({"E1": {**made, **tables}}, FACTS), shipped_measures(), name, "E1", [cohort], breakdown
    )


def contact(number: int, child: str, day: str, outcome: str | None = None) -> dict[str, Any]:
    return {"contact_id": f"c{number}", "person_id": child, "contact_date": DAY(day), "outcome": outcome}


def referral(number: int, child: str, day: str, **more: Any) -> dict[str, Any]:
    return {"referral_id": f"r{number}", "person_id": child, "referral_date": DAY(day), "nfa": False, **more}


def assessment(number: int, child: str, start: str, done: str | None) -> dict[str, Any]:
    made = {"assessment_id": f"a{number}", "person_id": child, "start_date": DAY(start)}
    return {**made, "authorised_date": done and DAY(done)}


def test_from_contact_to_referral() -> None:
    """The records are known to 31 January 2024, 31 days after the last day of December."""
    (found,) = of("contact_to_referral", {
        "contacts": [
            contact(1, "same day", "2023-12-05"), contact(2, "later", "2023-12-05"),
            contact(3, "again", "2023-12-05"), contact(4, "again", "2023-12-08"),
            contact(5, "closed", "2023-12-31", "early_help"), contact(6, "waits", "2023-12-31"),
            contact(7, "too early", "2023-11-30"), contact(8, "said", "2023-12-05", "new_referral"),
        ],
        "referrals": [
            referral(1, "same day", "2023-12-05"), referral(2, "later", "2023-12-09"),
            referral(3, "again", "2023-12-08"), referral(4, "closed", "2024-01-05"),
            referral(5, "waits", "2023-12-30"), referral(6, "said", "2023-12-06"),
        ],
    })  # fmt: skip
    assert found.known_to == EXTRACTED_ON
    assert found.waits == (
        Wait(0, reached=2),  # same day; the second contact of 'again'
        Wait(1, reached=1),
        Wait(
            3, reached=1
        ),  # the first contact of 'again': the referral of the day of the next goes before it
        Wait(4, reached=1),
        Wait(31, otherwise=1, waiting=1),
    )


def test_from_referral_to_assessment() -> None:
    (found,) = of(
        "referral_to_assessment",
        {
            "referrals": [
                referral(1, "done", "2023-12-01"),
                referral(2, "begun before", "2023-12-01"),
                referral(3, "nothing done", "2023-12-01", nfa=True),
                referral(4, "closed", "2023-12-01", closure_date=DAY("2023-12-08")),
                referral(5, "open", "2023-12-01"),
                referral(6, "anew", "2023-12-01"),
                referral(7, "anew", "2024-01-02"),
            ],
            "assessments": [
                assessment(1, "done", "2023-12-01", "2023-12-21"),
                assessment(2, "begun before", "2023-11-30", "2023-12-21"),
                assessment(3, "nothing done", "2023-12-01", "2023-12-21"),
                assessment(4, "closed", "2023-12-01", "2023-12-09"),
                assessment(5, "open", "2023-12-01", None),
                assessment(6, "anew", "2024-01-03", "2024-01-04"),
            ],
        },
    )
    assert found.waits == (Wait(20, reached=1), Wait(61, otherwise=3, waiting=2))


def test_from_care_to_permanence() -> None:
    rows = [("home", "E4A"), ("guardian", "E45"), ("nothing said", None), ("stays", ""), ("moved on", "X1")]
    periods = [
        {
            "cla_period_id": child,
            "person_id": child,
            "start_date": DAY("2023-12-01"),
            "end_date": None if reason == "" else DAY("2023-12-20"),
            "end_reason": reason or None,
            "is_short_breaks": False,
        }
        for child, reason in rows
    ]
    periods.append({**periods[-1], "cla_period_id": "second", "start_date": DAY("2023-12-20")})
    periods[-1] |= {"end_date": DAY("2023-12-25"), "end_reason": "E11"}
    (found,) = of("care_to_permanence", {"cla_periods": periods})
    assert found.waits == (Wait(19, reached=1), Wait(24, reached=1), Wait(61, otherwise=2, waiting=1))
    (ends,) = of("care_to_end", {"cla_periods": periods})
    assert ends.waits == (Wait(19, reached=3), Wait(24, reached=1), Wait(61, waiting=1))


def test_an_end_before_the_start_is_no_wait_that_goes_on() -> None:
    plans = [
        {
            "cp_plan_id": "p1",
            "person_id": "a",
            "start_date": DAY("2023-12-05"),
            "end_date": DAY("2023-12-01"),
        },
        {
            "cp_plan_id": "p2",
            "person_id": "b",
            "start_date": DAY("2023-12-05"),
            "end_date": DAY("2024-03-01"),
        },
        {"cp_plan_id": "p3", "person_id": "c", "start_date": DAY("2023-12-05"), "is_ola": True},
    ]
    (found,) = of("plan_to_end", {"cp_plans": plans})
    assert found.waits == (Wait(57, otherwise=1, waiting=1),)


def test_waits_by_group_and_where_nobody_waits() -> None:
    tables = {"contacts": [contact(1, "a", "2023-12-05"), contact(2, "b", "2023-12-06")]}
    (found,) = of("contact_to_referral", tables, breakdown="sex")
    assert (found.group, sum(wait.waiting for wait in found.waits)) == ("female", 2)
    (nobody,) = of("contact_to_referral", tables, NOVEMBER)
    assert (nobody.group, nobody.waits, nobody.reason) == ("all", (), "")


def test_what_the_load_does_not_cover_says_why() -> None:
    known = {"from": DAY("2023-12-01"), "to": EXTRACTED_ON}
    source, catalogue = snapshot_of({"E1": {}}, FACTS, cover=known), shipped_measures()
    found = waits(source, catalogue, "s47_to_conference", "E1", [NOVEMBER, DECEMBER])
    assert [(made.cohort, made.reason) for made in found] == [
        ("2023-11", "section 47 enquiries begin on 1 December 2023"),
        ("2023-12", ""),
    ]
    with pytest.raises(UsageError, match="Did you mean 'plan_to_end'"):
        waits(source, catalogue, "plans_to_end", "E1", [DECEMBER])
    with pytest.raises(UsageError, match="no breakdown 'hub'"):
        waits(source, catalogue, "plan_to_end", "E1", [DECEMBER], "hub")


def made_council(seed: int) -> dict[str, Rows]:
    chance = random.Random(seed)

    def day() -> dt.date:
        return DAY("2023-10-20") + dt.timedelta(chance.randrange(103))

    def child() -> str:
        return f"c{chance.randrange(7)}"

    numbers = range(14)
    return {
        "persons": [{"person_id": f"c{n}", "dob": DAY("2012-01-01")} for n in range(7)],
        "contacts": [
            {
                "contact_id": f"c{n}",
                "person_id": child(),
                "contact_date": day(),
                "source": f"{n}",
                "outcome": chance.choice([None, None, "new_referral", "early_help"]),
            }
            for n in numbers
        ],
        "referrals": [
            {
                "referral_id": f"r{n}",
                "person_id": child(),
                "referral_date": day(),
                "nfa": chance.random() < 0.2,
                "closure_date": chance.choice([None, day()]),
            }
            for n in numbers
        ],
        "assessments": [
            {
                "assessment_id": f"a{n}",
                "person_id": child(),
                "start_date": day(),
                "authorised_date": chance.choice([None, day(), day()]),
            }
            for n in numbers
        ],
        "early_help_episodes": [
            {
                "episode_id": f"e{n}",
                "person_id": child(),
                "level": "targeted",
                "start_date": day(),
                "end_date": chance.choice([None, day()]),
            }
            for n in numbers
        ],
        "s47_enquiries": [{"s47_id": f"s{n}", "person_id": child(), "start_date": day()} for n in numbers],
        "icpcs": [
            {
                "icpc_id": f"i{n}",
                "person_id": child(),
                "conference_date": day(),
                "outcome_cp_plan": chance.choice([None, True, False]),
            }
            for n in numbers
        ],
        "cp_plans": [
            {
                "cp_plan_id": f"p{n}",
                "person_id": child(),
                "start_date": day(),
                "end_date": chance.choice([None, day()]),
                "is_ola": False,
            }
            for n in numbers
        ],
        "cla_periods": [
            {"cla_period_id": f"l{n}", "person_id": child(), "start_date": day(), "is_short_breaks": False}
            for n in range(4)
        ],
    }


WAYS = {
    "contact_to_early_help": ("contacts", "contact_date", "early_help_episodes", "start_date", ""),
    "contact_to_referral": ("contacts", "contact_date", "referrals", "referral_date", ""),
    "referral_to_assessment": (
        "referrals",
        "referral_date",
        "assessments",
        "authorised_date",
        "closure_date",
    ),
    "early_help_to_referral": ("early_help_episodes", "start_date", "referrals", "referral_date", "end_date"),
    "assessment_to_s47": ("assessments", "start_date", "s47_enquiries", "start_date", ""),
    "conference_to_plan": ("icpcs", "conference_date", "cp_plans", "start_date", ""),
    "plan_to_care": ("cp_plans", "start_date", "cla_periods", "start_date", "end_date"),
}
"""Table and day of the beginning, table and day of the step, and the day on which a beginning is over."""

COUNCILS = {f"A{seed}": made_council(seed) for seed in range(40)}


@pytest.fixture(scope="module")
def source() -> MemorySnapshot:
    facts = ("contacts", "referrals", "assessments", "early_help_episodes", "s47_enquiries", "icpcs")
    return snapshot_of(COUNCILS, (*facts, "cp_plans", "looked_after"))


def walk(council: dict[str, Rows], name: str, cohort: Period) -> Counter[tuple[int, str]]:
    """Each wait from its first day to the last one known, a day at a time."""
    table, starts, other, reaches, closes = WAYS[name]
    begun, steps = council[table], council[other]
    found: Counter[tuple[int, str]] = Counter()
    for row in begun:
        child, start, closed = row["person_id"], row[starts], row.get(closes)
        if not cohort.start <= start <= cohort.end:
            continue
        is_other = row.get("outcome") == "early_help" and name != "contact_to_early_help"
        never = is_other or row.get("nfa") or (closed and closed < start)
        if row.get("outcome_cp_plan") is False:  # unless a plan began on the day
            never = not any(one["person_id"] == child and one[reaches] == start for one in steps)
        out, day = "otherwise" if never else "waiting", start
        while out == "waiting" and day <= EXTRACTED_ON:
            if any(
                one["person_id"] == child
                and one[reaches] == day
                and (name != "referral_to_assessment" or one["start_date"] >= start)
                for one in steps
            ):
                out = "reached"
            elif closed == day or (
                day > start and any(one["person_id"] == child and one[starts] == day for one in begun)
            ):
                out = "otherwise"
            else:
                day += dt.timedelta(1)
        last = day if out == "reached" else EXTRACTED_ON
        found[(last - start).days, out] += 1
    return found


@pytest.mark.parametrize("name", WAYS)
def test_waits_are_those_of_a_walk_over_the_days(source: MemorySnapshot, name: str) -> None:
    catalogue, seen = shipped_measures(), Counter[str]()
    for authority, council in COUNCILS.items():
        for made in waits(source, catalogue, name, authority, [NOVEMBER, DECEMBER]):
            found: Counter[tuple[int, str]] = Counter()
            for wait in made.waits:
                for out in ("reached", "otherwise", "waiting"):
                    found[wait.days, out] += getattr(wait, out)
            expected = walk(council, name, parse(made.cohort))
            assert +found == expected
            for (_, out), n in expected.items():
                seen[out] += n
    assert min(seen[out] for out in ("reached", "otherwise", "waiting")) > 5


@pytest.mark.parametrize("name", STEPS)
def test_every_step_is_read_from_a_load(name: str) -> None:
    assert of(name, {"contacts": [contact(1, "a", "2023-12-05")]})[0].reason == ""
