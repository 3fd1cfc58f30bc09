"""Education of looked-after children, and planned moves out of residential care."""

from __future__ import annotations

import datetime as dt

from goldenthread.base.dates import birthday, month_end, month_number
from goldenthread.sample import placing, planted
from goldenthread.sample.calibration import Curve, month_key
from goldenthread.sample.council import Row
from goldenthread.sample.health import Stay, stays
from goldenthread.sample.world import DAY, World, open_on

EDUCATION_START = dt.date(2020, 9, 1)
OUT: Curve = [("2020-09", 7), ("2022-01", 9), ("2023-06", 8), ("2023-12", 5)]
NEET: Curve = [("2020-09", 18), ("2022-01", 20), ("2023-06", 21), ("2023-12", 22)]


def school_start(born: dt.date) -> dt.date:
    """The 31 August, 31 December or 31 March on or after the fifth birthday."""
    fifth = birthday(born, 5)
    ends = [dt.date(fifth.year, 3, 31), dt.date(fifth.year, 8, 31), dt.date(fifth.year, 12, 31)]
    return next(day for day in ends if day >= fifth)


def educate(world: World) -> None:
    """Spells of education: at each month's end the planned numbers are out of education, or NEET."""
    world.tables["cla_education"] = []
    current: dict[int, tuple[Stay, Row]] = {}
    everyone = stays(world)
    for month in world.months():
        if month < month_number(EDUCATION_START):
            continue
        day = month_end(month)
        for key, (stay, row) in list(current.items()):
            if stay.end is not None and stay.end <= day:
                row["end_date"] = max(stay.end, row["start_date"])
                del current[key]
        for number, stay in enumerate(everyone):
            if stay.start <= day and (stay.end is None or stay.end > day) and school_start(stay.born) <= day:
                _settle(world, current, number, stay, day)
        for status, curve in (("out_of_education", OUT), ("neet", NEET)):
            exact = world.plan.exact(status, month)
            wanted = (
                int(exact)
                if exact is not None
                else int(world.plan.path(curve, status, month, 0.15) * world.plan.scale + 0.5)
            )
            level(world, current, day, status, wanted)
    flag(world)


def _age_group(stay: Stay, day: dt.date) -> str:
    return "post16" if birthday(stay.born, 16) <= day else "school"


def _settle(
    world: World, current: dict[int, tuple[Stay, Row]], number: int, stay: Stay, day: dt.date
) -> None:
    """A spell for a child without one, and another when a child leaves school age."""
    chance = world.chance("education")
    group = _age_group(stay, day)
    if number not in current:
        _spell(
            world,
            current,
            number,
            stay,
            max(stay.start, EDUCATION_START, school_start(stay.born)),
            _usual(world, group),
        )
    elif group == "post16" and current[number][1]["status"] in (
        "out_of_education",
        "not_accessing",
        "in_school",
    ):
        row = current[number][1]
        if row["status"] != "in_school" or day.month == 9 or chance.random() < 0.1:
            _turn(
                world,
                current,
                number,
                max(birthday(stay.born, 16), row["start_date"] + DAY),
                "post16_education",
            )


def _usual(world: World, group: str) -> str:
    chance = world.chance("education")
    if group == "school":
        return chance.choices(["in_school", "alternative", "tuition_only"], [94, 5, 1])[0]
    return chance.choices(["post16_education", "employment", "training", "not_known"], [78, 6, 11, 5])[0]


def _spell(
    world: World, current: dict[int, tuple[Stay, Row]], number: int, stay: Stay, start: dt.date, status: str
) -> Row:
    chance = world.chance("education")
    before = [row for row in world.tables["cla_education"][-400:] if row["person_id"] == stay.person_id]
    if before and before[-1]["start_date"] >= start:
        start = before[-1]["start_date"] + DAY
    disabled = world.people[stay.person_id].disability is not None
    sen = before[-1]["has_sen"] if before else disabled or chance.random() < 0.35
    row = world.add(
        "cla_education",
        {
            "person_id": stay.person_id,
            "start_date": start,
            "end_date": None,
            "status": status,
            "neet_reason": None,
            "tuition_hours_week": None,
            "linked_to_move": None,
            "has_sen": sen,
            "pep_date": start + chance.randrange(5, 40) * DAY,
        },
    )
    current[number] = (stay, row)
    return row


def _turn(world: World, current: dict[int, tuple[Stay, Row]], number: int, day: dt.date, status: str) -> Row:
    """End a spell and begin the next on one day."""
    stay, row = current[number]
    day = max(day, row["start_date"] + DAY)
    row["end_date"] = day
    return _spell(world, current, number, stay, day, status)


def level(world: World, current: dict[int, tuple[Stay, Row]], day: dt.date, status: str, wanted: int) -> None:
    """Bring the number with a status at the month's end to the planned one."""
    chance = world.chance("education")
    group = "school" if status == "out_of_education" else "post16"
    able = [
        number
        for number, (stay, row) in current.items()
        if _age_group(stay, day) == group and row["start_date"] < day - 14 * DAY
    ]
    inside = [
        number
        for number, (stay, row) in current.items()
        if row["status"] in (status, "not_accessing") and _age_group(stay, day) == group
    ]
    others = [number for number in able if number not in inside]
    # Some change places every month: a spell out of education mostly lasts a few months.
    leaving = [number for number in inside if number in able and chance.random() < 0.16]
    surplus = [number for number in able if number in inside and number not in leaving]
    excess = len(inside) - len(leaving) - wanted
    leaving += chance.sample(surplus, min(max(0, excess), len(surplus)))
    for number in leaving:
        _turn(world, current, number, day - chance.randrange(0, 12) * DAY, _usual(world, group))
    for number in chance.sample(others, min(len(others), max(0, wanted - len(inside) + len(leaving)))):
        word = "not_accessing" if status == "out_of_education" and chance.random() < 0.3 else status
        row = _turn(world, current, number, day - chance.randrange(0, 12) * DAY, word)
        if word == "neet":
            row["neet_reason"] = chance.choice(["available", "available", "illness_disability", "custody"])
        elif chance.random() < 0.4:
            row["tuition_hours_week"] = float(chance.choice([5, 10, 15]))
            row["linked_to_move"] = chance.random() < 0.3


def flag(world: World) -> None:
    """Special needs, tuition and moves of the children who are planted one by one."""
    if not world.plan.planted:
        return
    day = month_end(month_number(world.last) - 1)
    held = [
        row
        for row in world.tables["cla_education"]
        if row["start_date"] <= day and (row["end_date"] is None or row["end_date"] > day)
    ]
    out = [row for row in held if row["status"] in ("out_of_education", "not_accessing")]
    for place, row in enumerate(out):
        row["has_sen"] = True
        row["tuition_hours_week"] = (10.0, 15.0)[place] if place < 2 else None
        row["linked_to_move"] = place in (1, 2)
    for place, row in enumerate(row for row in held if row["status"] == "neet"):
        row["has_sen"] = place < planted.NEET_WITH_SEN


PLANS_START = dt.date(2022, 4, 1)
PLANS: Curve = [("2022-04", 6), ("2023-06", 8), ("2023-11", 9), ("2023-12", 10)]


def plan_moves(world: World) -> None:
    """Agreed moves out of residential care: the planned number is open at each month's end."""
    chance = world.chance("move plans")
    rows = [row for row in world.tables["placements"] if placing.group_of(row) == "residential"]
    plans: dict[str, Row] = {}
    for month in world.months():
        if month < month_number(PLANS_START):
            continue
        day = month_end(month)
        inside = {row["person_id"]: row for row in rows if open_on(row, day)}
        close_plans(world, plans, inside, rows, day)
        exact = planted.MOVE_PLANS.get(month_key(month)) if world.plan.planted else None
        wanted = exact or int(world.plan.path(PLANS, "move plans", month, 0.15) * world.plan.scale + 0.5)
        settled = day - 30 * DAY
        spare = [key for key, row in inside.items() if key not in plans and row["start_date"] < settled]
        for key in chance.sample(spare, min(len(spare), max(0, wanted - len(plans)))):
            plans[key] = _agree(world, key, day - chance.randrange(0, 20) * DAY)
        for key in list(plans)[wanted:]:
            _close(plans.pop(key), day - 3 * DAY, "cancelled")


def close_plans(
    world: World, plans: dict[str, Row], inside: dict[str, Row], rows: list[Row], day: dt.date
) -> None:
    """Plans end when the child has left residential care; a few change."""
    chance = world.chance("move plans")
    for key in list(plans):
        if key not in inside:
            ends = [row["end_date"] for row in rows if row["person_id"] == key and row["end_date"]]
            _close(plans.pop(key), max((end for end in ends if end <= day), default=day), "moved")
        elif chance.random() < 0.06:
            _close(plans.pop(key), day - chance.randrange(0, 9) * DAY, "changed")


def _close(plan: Row, day: dt.date, outcome: str) -> None:
    plan["closed_date"], plan["outcome"] = max(day, plan["agreed_date"]), outcome


def _agree(world: World, person_id: str, agreed: dt.date) -> Row:
    chance = world.chance("move plans")
    row = {
        "move_plan_id": world.new_id("MP"),
        "person_id": person_id,
        "agreed_date": agreed,
        "target_group": chance.choice(["foster", "foster", "kinship", "parents"]),
        "target_date": agreed + chance.randrange(30, 120) * DAY,
        "closed_date": None,
        "outcome": None,
    }
    return world.add("placement_move_plans", row)
